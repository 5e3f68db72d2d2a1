"""Every row of a long list can be read whole: at 320 pixels, in large text, and on a page that the browser enlarges."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from sendsat.guide.library import Library
from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.desk import Desk
from sendsat.services.rounds import rounds, teams
from sendsat.settings import DEMONSTRATION, SHIPPED_EDITION
from sendsat.storage.opening import open_store
from tests.browser.access.test_whole_values import largest
from tests.browser.conftest import Server, becomes, settled

MANY = 30
ROUND = "Round {} of the autumn term, in which all curriculum areas and the sixth form take part"
TEAM = "{}. Construction, engineering and land-based learning at the Riverside site"
ROWS = """list => {
  const rows = [...list.querySelectorAll('[role=option]')].map((row) => {
    const words = document.createRange();
    words.selectNodeContents(row);
    const [box, text] = [row, words].map((one) => one.getBoundingClientRect());
    return {box, text, name: row.textContent};
  }).sort((one, other) => one.box.top - other.box.top);
  return rows.flatMap(({box, text, name}, at) => [
    [text.top < box.top - 1 || text.bottom > box.bottom + 1, 'is higher than its row'],
    [text.right > box.right + 1, 'is wider than its row'],
    [at > 0 && box.top < rows[at - 1].box.bottom - 1, 'lies over the row before'],
  ].filter(([is]) => is).map(([, how]) => `${name} ${how}`));
}"""
IS_SEEN = """row => {
  const [one, list] = [row, row.closest('[role=listbox]')].map((part) => part.getBoundingClientRect());
  return one.top >= list.top - 1 && one.bottom <= list.bottom + 1;
}"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A college with many rounds and teams, all with long names."""
    one = Server(tmp_path_factory.mktemp("large") / "sendsat.db")
    with contextlib.closing(open_store(f"sqlite:///{one.database}")) as store:
        library = Library.open((SHIPPED_EDITION,))
        college = load_demonstration(store, library, DEMONSTRATION, now=datetime.now(UTC))
        here = Desk(store, library, college)
        for number in range(1, MANY + 1):
            teams.add_team(here, name=TEAM.format(number), sections=("leadership",))
            rounds.start_round(here, name=ROUND.format(number))
    one.start()
    yield one
    one.kill()


def unfold(page: Page, box: Locator) -> Locator:
    """Open the list of a box; the first press may only give it the focus."""

    def is_open() -> bool:
        if box.get_attribute("aria-expanded") != "true":
            box.click()
        return page.locator("[role=option]").count() > 0

    box.scroll_into_view_if_needed()
    settled(page)
    becomes(page, is_open, True)
    settled(page)
    return page.get_by_role("listbox")


@pytest.mark.parametrize(("width", "height"), [(320, 568), (683, 384), (1366, 768)])
def test_the_rows_of_a_long_list_of_rounds_are_read_whole(
    open_page: Callable[..., Page], large: Server, width: int, height: int
) -> None:
    page = open_page(width=width, height=height)
    largest(page)
    page.goto(f"{large.url}/progress")
    box = page.get_by_role("combobox", name="From", exact=True)
    rows = unfold(page, box)
    becomes(page, lambda: rows.evaluate(ROWS), [])
    page.keyboard.press("Home")
    for _ in range(7):
        page.keyboard.press("ArrowDown")
        settled(page)
        becomes(page, lambda: rows.evaluate(ROWS), [])
    reached = rows.locator("[data-focused]")
    assert reached.evaluate(IS_SEEN)
    wanted = reached.inner_text()
    page.keyboard.press("Enter")
    expect(box).to_have_value(wanted)


def test_the_rows_of_a_long_list_of_teams_are_read_whole_where_the_browser_enlarges_all(
    open_page: Callable[..., Page], large: Server
) -> None:
    page = open_page(width=683, height=384)  # a laptop's screen at 200 %
    page.goto(f"{large.url}/leadership?part=1.1")
    page.wait_for_selector("h1")
    settled(page)
    if not page.get_by_role("combobox", name="Team").is_visible():
        page.get_by_test_id("stExpandSidebarButton").click()
    rows = unfold(page, page.get_by_role("combobox", name="Team"))
    page.mouse.move(*middle(rows))
    for _ in range(4):
        page.mouse.wheel(0, 150)
        settled(page)
        becomes(page, lambda: rows.evaluate(ROWS), [])
    name = TEAM.format(MANY)
    page.get_by_role("combobox", name="Team").fill("30. Con")
    expect(page.get_by_role("option")).to_have_count(1)
    becomes(page, lambda: rows.evaluate(ROWS), [])
    page.get_by_role("option", name=name).click()
    expect(page.get_by_role("combobox", name="Team")).to_have_value(name)


def middle(part: Locator) -> tuple[float, float]:
    """The point in the middle of it."""
    box = part.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
