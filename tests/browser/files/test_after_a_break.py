"""After a long break, or a new start of sendsat, every kind of button on a page still does something to be seen.

A new start on the same database ends every visit, as a break of more than two minutes does: session and files are gone.
The pages are those of the catalogue, so that none can be forgotten.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from sendsat.guide.library import Library
from sendsat.settings import load_settings
from sendsat.ui import catalogue
from tests.browser.access.test_focus_after_acts import Region
from tests.browser.conftest import Server, becomes, settled
from tests.browser.meeting import prepare, start
from tests.browser.people.test_sign_in import come
from tests.sign_in.college import ADMINISTRATOR, open_college

FEWEST = {
    "": {"": 1},
    "leadership": {"part=1.1&team=Whole+college+leadership": 3},
    "study-programmes": {"part=2.4&team=Vocational+studies": 3},
    "work-based-learning": {"part=3.1": 4},
    "local-authorities": {"part=4.4&team=Whole+college+leadership": 3},
    "supplement-2026": {"": 1},
    "statement": {"at=LM3&team=Whole+college+leadership": 4},
    "reading": {"at=LM3&team=Whole+college+leadership": 5},
    "workshop": {"": 1},
    "wall": {"": 3},
    "desk": {"": 10},
    "results": {"": 1, "statement=WBL11": 1, "tab=Heat+map": 2, "tab=Where+teams+differ": 2},
    "sites": {"": 1},
    "progress": {"": 2},
    "actions": {"": 4},
    "report": {"": 6},
    "priorities": {"": 3},
    "pack": {"": 4},
    "rounds": {"": 4},
    "check": {"": 1},
    "record": {"": 2},
    "set-up-sites": {"": 1},
    "remove-words": {"": 1},
    "bin": {"": 1},
    "one-person": {"": 1},
    "files": {"": 3},
    "share": {"": 1},
    "backups": {"": 2},
    "another": {"": 1},
    "search": {"q=enployer": 6},
    "glossary": {"": 0},
    "resources": {"": 0},
    "changes": {"": 0},
    "about": {"": 0},
    "privacy": {"": 0},
    "accessibility": {"": 1},
    "group": {"": 1},
    "area": {"": 5},
    "providers": {"": 2},
    "people": {"": 3},
    "shared": {"": 0},
    "guide": {"": 0},
}
"""How many kinds of button each page has at least, by its address and by what it asks for; 0 for one that has none."""
EVERY_DAY = ("rounds",)
IN_A_WORKSHOP, OF_A_GROUP, OF_AN_AUTHORITY, SIGNED_IN = (
    ("wall", "desk"),
    ("group", "sites", "bin"),
    ("area", "providers"),
    ("people",),
)
AT_ONCE = 2


@cache
def walked() -> tuple[str, ...]:
    """The pages of the catalogue, by their addresses: outside of the app Streamlit's own pages cannot tell them."""
    library = Library.open(load_settings().edition_dirs)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue.st, "Page", lambda _, url_path="", **_more: url_path)
        return tuple(str(path) for group in catalogue.pages(library).values() for path in group)


def addresses(paths: Iterable[str]) -> list[tuple[str, int]]:
    """What these pages are opened with, and how many kinds of button each has at least: one where nothing is said."""
    asked = ((path, query, fewest) for path in paths for query, fewest in FEWEST.get(path, {"": 1}).items())
    return [(f"{path}?{query}" if query else path, fewest) for path, query, fewest in asked]


ELSEWHERE = (*EVERY_DAY, *IN_A_WORKSHOP, *OF_A_GROUP, *OF_AN_AUTHORITY, *SIGNED_IN)
OTHERS = addresses(path for path in walked() if path not in ELSEWHERE)
IN_TURN = [
    pytest.param(
        dict(OTHERS[at : at + AT_ONCE]),
        id=" ".join(address for address, _ in OTHERS[at : at + AT_ONCE]),
        marks=pytest.mark.soak,
    )
    for at in range(0, len(OTHERS), AT_ONCE)
]

COUNT_PRINTS = "() => { window.prints = 0; window.print = () => { window.prints += 1; }; }"
SHOWN = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  const told = (part) => [part.ariaExpanded, part.ariaPressed, part.ariaChecked, part.checked, part.value];
  const parts = document.querySelectorAll("[aria-expanded],[aria-pressed],[aria-checked],[role=dialog],input");
  return JSON.stringify([window.prints, location.href, app.innerText, [...parts].map(told)]);
}"""
OPENED = "[data-testid=stPopoverBody], [role=dialog]:visible, [role=listbox], #wall-keys:visible"
# What carries no words is Streamlit's own, beside a box: its help and its steps.
KINDS = """() => {
  const kinds = {}, theirs = "[data-testid=stFileUploader],[data-testid=stElementToolbar],[aria-checked=true]";
  for (const button of document.querySelectorAll("[data-testid=stMain] button")) {
    if (button.disabled || !button.innerText.trim() || !button.checkVisibility() || button.closest(theirs)) continue;
    const named = button.closest("[class*=st-key-]");
    const key = named ? [...named.classList].find((name) => name.startsWith("st-key-")) : "";
    const files = Boolean(button.closest("[data-testid=stDownloadButton]"));
    const kind = `${button.dataset.testid} ${(key || button.innerText).replace(/[A-Z]*\\d+/g, "#")}`;
    kinds[kind] ??= [key, button.innerText, files];
  }
  return Object.values(kinds);
}"""


PLACE = """([key, words]) => [...document.querySelectorAll("[data-testid=stMain] button")].findIndex((button) =>
  button.innerText === words && button.checkVisibility() && (!key || button.closest(`.${CSS.escape(key)}`)))"""


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Region:
    """A college in a group beside its local authority, to be copied; it is not started."""
    one = Region(tmp_path_factory.mktemp("gathered") / "sendsat.db")
    one.gather()
    return one


@pytest.fixture
def region(gathered: Region, tmp_path: Path) -> Iterator[Server]:
    """A server of the test's own on the college, its group and its authority."""
    one = Server(Path(shutil.copy(gathered.database, tmp_path / "sendsat.db")))
    one.start()
    yield one
    one.kill()


def test_every_page_of_the_catalogue_is_walked_with_the_number_of_its_buttons() -> None:
    assert sorted(FEWEST) == sorted(walked())


@pytest.mark.parametrize("fewest", [dict(addresses(EVERY_DAY)), *IN_TURN])
def test_no_button_is_silent_after_the_visit_has_ended(
    open_page: Callable[..., Page], college: Server, fewest: dict[str, int]
) -> None:
    assert_none_is_silent(college, fewest, lambda _: open_page())


@pytest.mark.soak
@pytest.mark.parametrize("path", IN_A_WORKSHOP)
def test_no_button_of_a_workshop_is_silent_after_the_visit_has_ended(page: Page, college: Server, path: str) -> None:
    prepare(page, college)
    start(page)
    assert_none_is_silent(college, {f"{path}?workshop=1": FEWEST[path][""]}, lambda _: page)


@pytest.mark.soak
@pytest.mark.parametrize("path", [*OF_A_GROUP, *OF_AN_AUTHORITY])
def test_no_button_of_a_group_or_an_authority_is_silent_after_the_visit_has_ended(
    page: Page, region: Server, gathered: Region, path: str
) -> None:
    whose = gathered.authority if path in OF_AN_AUTHORITY else gathered.college
    [(address, fewest)] = addresses([path])
    assert_none_is_silent(region, {f"{address}?org={whose}": fewest}, lambda _: page)


@pytest.mark.soak
def test_no_button_is_silent_after_the_visit_of_somebody_who_signed_in_has_ended(
    browser: Browser, demo_database: Path, tmp_path: Path
) -> None:
    with open_college(Path(shutil.copy(demo_database, tmp_path / "sendsat.db"))) as college:
        ada = come(browser, college, ADMINISTRATOR)
        expect(ada.get_by_text("ada · Administrator")).to_be_visible()
        assert_none_is_silent(college, dict(addresses(SIGNED_IN)), lambda _: ada)


def assert_none_is_silent(server: Server, fewest: dict[str, int], opening: Callable[[str], Page]) -> None:
    """Open the pages at these addresses, end every visit, and press each kind of button: each page has at least as many
    as are said, and each of them answers."""
    pages = {address: opening(address) for address in fewest}
    for address, page in pages.items():
        open_at(page, f"{server.url}/{address}")

    drawn = {address: drawings(page) for address, page in pages.items()}
    server.kill()
    server.start()

    pressed = {address: pressed_on(page, drawn[address]) for address, page in pages.items()}
    silent = [f"/{address}: {words}" for address, all_ in pressed.items() for words, answered in all_ if not answered]
    assert silent == []
    met = {address: (len(all_), fewest[address]) for address, all_ in pressed.items()}
    assert {address: told for address, told in met.items() if told[0] < told[1] or (told[0] and not told[1])} == {}


def open_at(page: Page, address: str) -> None:
    """Open a page, and count from now on how often it is printed."""
    page.goto(address)
    page.wait_for_selector("h1")
    settled(page)
    page.evaluate(COUNT_PRINTS)


def drawings(page: Page) -> list[str]:
    """Grows with each drawing that a connection still to come tells to be over. The page itself does not always show
    that it was drawn: a short drawing can begin and end between two looks."""
    ended: list[str] = []

    def hear(frame: str | bytes) -> None:
        if isinstance(frame, bytes) and ForwardMsg.FromString(frame).WhichOneof("type") == "script_finished":
            ended.append(page.url)

    def follow(socket: WebSocket) -> None:
        socket.on("framereceived", hear)

    page.on("websocket", follow)
    return ended


def pressed_on(page: Page, drawn: list[str]) -> list[tuple[str, bool]]:
    """Press each kind of button of a page that is back by itself; what each says and whether it answered."""
    becomes(page, lambda: bool(drawn), True)
    settled(page)
    home, kinds = page.url, page.evaluate(KINDS)
    pressed = []
    for key, words, is_for_a_file in kinds:
        button = button_of(page, key, words)
        if button is None or not button.is_visible() or not button.is_enabled():
            continue  # what was pressed before has put something else in its place
        pressed.append((words, answers(page, button, drawn, is_for_a_file)))
        if page.locator(OPENED).count():  # elsewhere the key may mean something else: it leaves the reading mode
            page.keyboard.press("Escape")
        if page.url.partition("?")[0] != home.partition("?")[0]:
            open_at(page, home)
    return pressed


def button_of(page: Page, key: str, words: str) -> Locator | None:
    """The button of this key and just these words, wherever it is drawn now; None where it is gone."""
    place = page.evaluate(PLACE, [key, words])
    return page.locator("[data-testid=stMain] button").nth(place) if place >= 0 else None


def answers(page: Page, button: Locator, drawn: list[str], is_for_a_file: bool) -> bool:
    """Press a button: whether the page was drawn or shows something new, or a file came where the button is for one."""
    files: list[object] = []
    page.once("download", lambda download: files.append(download))
    before, so_far = page.evaluate(SHOWN), len(drawn)

    def is_answered() -> bool:
        return bool(files) if is_for_a_file else len(drawn) > so_far or page.evaluate(SHOWN) != before

    button.click()
    try:
        becomes(page, is_answered, True, most=30)
    except AssertionError:
        return False
    settled(page)
    return True
