"""A provider is invited, rates, shares, counts in the area, gets its place back, and takes all of it back: by file
between two installations, and directly within one."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path

import pandas as pd
import pytest
from docx import Document
from playwright.sync_api import Page, expect

from sendsat.assessment.rating import Rating
from sendsat.guide.library import Library
from sendsat.services.area import receiving
from sendsat.services.demonstration.area import gather_area
from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.desk import Desk
from sendsat.settings import DEMONSTRATION, SHIPPED_EDITION
from sendsat.storage.opening import open_store
from tests.browser.conftest import Server, pick, settled, violations
from tests.browser.meeting import stored
from tests.browser.test_story import begin, rate
from tests.services.area.sending import submission_from

KESTREL = "Kestrel College (made up)"
"""In the register of the demonstration's authority, and has sent nothing."""
OTHERS = 5
"""Providers that wait to be added with it: the smallest group beside which one is told its place."""
SECTION = "1 Leadership and management"


@pytest.fixture(scope="module")
def area_database(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The area demonstration, to which five more providers have sent something that waits to be added. Copy it."""
    path = Path(shutil.copy(empty_database, tmp_path_factory.mktemp("area") / "sendsat.db"))
    library = Library.open((SHIPPED_EDITION,))
    with closing(open_store(f"sqlite:///{path}")) as store:
        college = Desk(store, library, load_demonstration(store, library, DEMONSTRATION, now=datetime.now(UTC)))
        authority = gather_area(college)
        at_authority = replace(college, organisation=authority)
        for number in range(OTHERS):
            sent = submission_from(authority.uid, number, edition=library.current.id, LM1=Rating.RED, LM2=Rating.RED)
            receiving.accept(at_authority, data=sent)
    return path


@pytest.fixture
def area(area_database: Path, tmp_path: Path) -> Iterator[Server]:
    """A server of the test's own on the area demonstration."""
    (tmp_path / "area").mkdir()
    one = Server(Path(shutil.copy(area_database, tmp_path / "area" / "sendsat.db")))
    one.start()
    yield one
    one.kill()


def arrive(page: Page, server: Server, address: str, heading: str, organisation: str = "") -> None:
    """Open a page, of the organisation whose name begins so."""
    [[uid]] = stored(server, f"SELECT uid FROM organisation WHERE name LIKE '{organisation}%'")
    page.goto(f"{server.url}/{address}?org={uid}")
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    settled(page)


def at_authority(page: Page, server: Server, address: str, heading: str) -> None:
    arrive(page, server, address, heading, "Three Rivers")


def downloaded(page: Page, label: str) -> bytes:
    with page.expect_download() as found:
        page.get_by_role("button", name=label).click()
    return Path(found.value.path()).read_bytes()


def choose(page: Page, label: str, option: str) -> None:
    pick(page.get_by_role("combobox", name=label), option)
    settled(page)


def shown(page: Page, server: Server) -> tuple[int, int]:
    """Of how many providers the area shows what they say of LM1, and how many of them say Green."""
    at_authority(page, server, "area", "Local area")
    table = pd.read_csv(StringIO(downloaded(page, "Area as CSV").decode("utf-8-sig"))).set_index("Statement")
    return int(table.loc["LM1", "Shown"]), int(table.loc["LM1", "● Green"])


def look_at_what_goes(page: Page) -> None:
    """Choose a section to share; what is in the preview is all that goes."""
    pick(page.get_by_role("combobox", name="Sections to share"), SECTION)
    page.keyboard.press("Escape")
    settled(page)
    page.get_by_role("button", name="See what would be shared").click()
    expect(page.get_by_role("heading", name="This is all that will be seen")).to_be_visible()
    expect(page.get_by_role("cell", name="● Green")).to_have_count(1)


def check_before_accepting(page: Page) -> None:
    """What the authority reads before it takes anything in: who, what and how much, and no rating."""
    expect(page.get_by_role("heading", name=KESTREL, exact=True)).to_be_visible()
    expect(page.get_by_text("1 Leadership and management: 1 of 27 statements rated")).to_be_visible()
    expect(page.get_by_text("Ratings only: no reasons, evidence or actions")).to_be_visible()
    expect(page.locator("[data-testid=stMain]").get_by_text("● ")).to_have_count(0)
    assert violations(page) == []


def bring_in(page: Page, server: Server) -> None:
    at_authority(page, server, "area", "Local area")
    expect(page.get_by_text(f"{OTHERS + 1} submissions wait to be added.")).to_be_visible()
    page.get_by_role("button", name="Draw the view anew").click()
    expect(page.locator(".notice", has_text=f"{OTHERS + 1} submissions came into the view.")).to_be_visible()


def feedback(page: Page) -> str:
    """The words of the document that tells the provider its place."""
    choose(page, "Feedback for", KESTREL)
    document = Document(BytesIO(downloaded(page, f"Place of {KESTREL} in the local range")))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_a_provider_elsewhere_is_invited_sends_a_file_counts_hears_its_place_and_takes_it_back(
    page: Page, area: Server, server: Server, tmp_path: Path
) -> None:
    before = shown(page, area)
    at_authority(page, area, "providers", "Providers")
    page.get_by_text("Invitation and reminder to copy").click()
    code = page.get_by_test_id("stCode").first.inner_text().split("Our code is:")[1].split()[0]

    begin(page, server, name=KESTREL)
    page.get_by_role("button", name="Start rating: 1.1 Duty to co-operate").click()
    rate(page, "LM1", "Green")
    arrive(page, server, "share", "Share with a local authority")
    page.get_by_label("Local authority", exact=True).fill("Three Rivers Council")
    page.get_by_label("Its code, from the invitation").fill(code)
    look_at_what_goes(page)
    page.get_by_role("button", name="Make the file").click()
    (tmp_path / "sent.json").write_bytes(downloaded(page, "Download the file"))

    at_authority(page, area, "providers", "Providers")
    page.set_input_files("input[type=file]", tmp_path / "sent.json")
    check_before_accepting(page)
    page.get_by_role("button", name="Take this submission in").click()
    expect(page.locator(".notice", has_text=f"Taken in from {KESTREL}.")).to_be_visible()
    bring_in(page, area)
    assert shown(page, area) == (before[0] + OTHERS + 1, before[1] + 1)
    assert KESTREL in feedback(page)

    arrive(page, server, "share", "Share with a local authority")
    page.get_by_role("button", name="Take back everything from Three Rivers Council").click()
    (tmp_path / "withdrawn.json").write_bytes(downloaded(page, "Download the file"))
    at_authority(page, area, "providers", "Providers")
    page.set_input_files("input[type=file]", tmp_path / "withdrawn.json")
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator(".notice", has_text=f"{KESTREL} took back 1 submission.")).to_be_visible()
    assert shown(page, area) == before, "its whole group is gone, so that nobody can tell what it said"
    assert stored(area, "SELECT gone_by, content, ratings FROM received ORDER BY id DESC LIMIT 1") == [
        ("withdrawn", "{}", "{}")
    ]


def test_a_provider_of_the_same_installation_sends_directly_is_accepted_and_takes_it_back(
    page: Page, area: Server
) -> None:
    before = shown(page, area)
    page.goto(f"{area.url}/another")
    page.get_by_label("Name of the organisation").fill(KESTREL)
    page.get_by_role("button", name="Add the organisation").click()
    expect(page.get_by_test_id("stAlert").filter(has_text=f"{KESTREL} is added")).to_be_visible()
    page.get_by_role("link", name=SECTION).first.click()
    rate(page, "LM1", "Green")
    arrive(page, area, "share", "Share with a local authority", KESTREL)
    choose(page, "Share with", "Three Rivers Council")
    look_at_what_goes(page)
    page.get_by_role("button", name="Send it to Three Rivers Council").click()
    expect(page.locator(".notice", has_text="It counts once they have checked that it comes from you")).to_be_visible()
    own = page.get_by_text("Fingerprint of your key:").inner_text().split("key: ")[1].rstrip(".")

    at_authority(page, area, "providers", "Providers")
    check_before_accepting(page)
    expect(page.get_by_text(f"Fingerprint of the key that signed it: {own}")).to_be_visible()
    page.get_by_role("button", name="Accept it").click()
    expect(page.locator(".notice", has_text=f"Accepted from {KESTREL}.")).to_be_visible()
    bring_in(page, area)
    assert shown(page, area) == (before[0] + OTHERS + 1, before[1] + 1)
    assert KESTREL in feedback(page)

    arrive(page, area, "share", "Share with a local authority", KESTREL)
    page.get_by_role("button", name="Take back everything from Three Rivers Council").click()
    expect(
        page.locator(".notice", has_text="Taken back. What you shared is deleted at Three Rivers Council")
    ).to_be_visible()
    assert shown(page, area) == before
    assert stored(area, "SELECT gone_by, content, ratings FROM received ORDER BY id DESC LIMIT 1") == [
        ("withdrawn", "{}", "{}")
    ]
