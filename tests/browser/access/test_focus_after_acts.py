"""Groups, areas, sharing, priorities, people, chapters: after every act the keyboard goes on, and it is said once."""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from sendsat.assessment.area.submission import Choice
from sendsat.assessment.deeds import Way
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.area import submitting
from sendsat.services.demonstration.area import gather_area
from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.demonstration.group import gather_group
from sendsat.services.desk import Desk
from sendsat.services.records import binning
from sendsat.services.rounds import teams
from sendsat.settings import DEMONSTRATION, load_settings
from sendsat.storage.opening import open_store
from tests.browser.acting import EACH_APART, Act, act, faults, fill, fold, key, on, opened, press, tick
from tests.browser.conftest import Server
from tests.browser.people.test_sign_in import administrator_with_a_reader
from tests.often import everyday
from tests.sign_in.college import open_college

ANYONE = "Any provider in this sendsat may choose us and send directly"
BOX = "[class*=st-key-text_] textarea"
LOOK = "See what would be shared"
NAMED = "Name or e-mail address"
WHO = "Mail address, or a domain for everybody there"

GROUP = {
    "a tab": act(on("[role=tab]:has-text('Still to rate')"), at="DIV Still to rate", shown="What is not rated or"),
    "the actions": act(on("[role=tab]:has-text('Actions')"), at="DIV Actions", shown="whichever round planned them"),
    "only overdue": act(tick("Only overdue"), at="INPUT Only overdue"),
    "a round without a name": act(
        fold("Start a round"), fill("Name", ""), press("Start it"), at="BUTTON Start it", said="name"
    ),
    "a round everywhere": act(
        fill("Name", "Common round"), press("Start it"), at="BUTTON Start it", said="Common round has started in 3"
    ),
    "leave": act(
        fold("Who is in"), press("Leave the group"), press("Leave it"), at="INPUT Name of the group", said="You left"
    ),
    "a wrong code": act(fill("Its code", "wrong"), press("Join"), at="BUTTON Join the group", said="code"),
    "start": act(
        fill("Name of the group", "Ours"), press("Start the group"), at="A Riverbank College", said="Ours has started."
    ),
}
SITES = {
    "a tab": act(on("[role=tab]:has-text('Every statement')"), at="DIV Every statement"),
    "another": act(on("[role=tab]:has-text('Where sites differ')"), at="DIV Where sites differ"),
}
AREA = {
    "how few": act(on("[data-testid=stSlider] input", "ArrowRight"), at="INPUT Show nothing below", shown="at least 6"),
    "a section": act(
        on("[data-testid=stMain] [role=combobox]", "ArrowDown"), key("ArrowDown"), key("Enter"), at="INPUT Section"
    ),
    "plan": act(
        press("Plan an action"), fill("What will you do?", "Ask them"), press("Plan it"),
        at="BUTTON Plan it", said="It stands in the action plan.",
    ),
    "plan nothing": act(press("Plan it"), at="BUTTON Plan it", said="action"),
    "out of it": act(key("Escape"), at="BUTTON Plan an action"),
}  # fmt: skip
PROVIDERS = {
    "accept": act(press("Accept it"), at="INPUT Who sent this?", said="Accepted from"),
    "refuse": act(press("Refuse it"), press("Refuse and"), at="A Back to Local area", said="Refused."),
    "let anybody send": act(tick(ANYONE), at=f"INPUT {ANYONE}", said="Saved"),
    "a provider without a name": act(fold("Add a provider"), press("Add"), at="BUTTON Add", said="name"),
    "a provider": act(fill("Name", "Aspen College"), press("Add"), at="BUTTON Add", said="Saved"),
    "open its line": act(fold("Ashdown College"), at="SUMMARY"),
    "change": act(press("Change"), fill("Contact", "Kim", nth=-1), press("Save"), at="BUTTON Save", said="Saved"),
    "out of it": act(key("Escape"), at="BUTTON Change"),
    "merge": act(
        fold("Aspen College"),
        press("Merge"),
        press("Merge them"),
        at="BUTTON Bring Aspen College back",
        said="is merged with",
    ),
    "delete": act(
        press("Delete its submission"),
        press("Delete it", nth=-1),
        at="BUTTON Change",
        said="The submission is deleted.",
    ),
    "remove": act(press("Remove"), at="BUTTON Bring Ashdown College (made up) back", said="is removed."),
    "bring back": act(press("Bring Ashdown"), at="SUMMARY", said="Saved"),
}
SHARE = {
    "nothing chosen": act(press(LOOK), at=f"BUTTON {LOOK}", said="No section is chosen."),
    "a section": act(
        lambda page: page.get_by_label("Sections to share").first.focus(), key("1"), key("Enter"), key("Escape"),
        at="INPUT Sections to share",
    ),
    "a tick": act(tick("Reasons"), at="INPUT Reasons"),
    "look": act(press(LOOK), at=f"BUTTON {LOOK}", shown="This is all that will be seen"),
    "send": act(press("Send it to"), at="BUTTON Take back everything", said="has it now"),
    "look again": act(press(LOOK), at=f"BUTTON {LOOK}", shown="This is all that will be seen"),
    "a file": act(press("Make a file instead"), at="BUTTON Download the file", said="The file is made."),
    "take back": act(press("Take back everything"), at=f"BUTTON {LOOK}", said="Taken back."),
}  # fmt: skip
PRIORITIES = {
    "open": act(press("Plan an action"), at="TEXTAREA Another action"),
    "add": act(
        fill("Another action: what will be done?", "Ask them"), press("Add action"),
        at="BUTTON Add action", said="Action added.",
    ),
    "close": act(press("Close "), at="BUTTON Plan an action"),
}  # fmt: skip


def chapter_acts(words: str, *, at: str) -> dict[str, Act]:
    """What can be done with chapters of one's own. No two pages may write the same `words`: to write what
    stands there already is no change."""
    return {
        "add": act(press("Add a chapter"), at="BUTTON Edit", said="Saved"),
        "another": act(press("Add a chapter"), at="BUTTON Edit", said="Saved"),
        "up": act(press("Move up"), at="BUTTON Edit", said="Saved"),
        "edit": act(press("Edit"), at="BUTTON Finish editing"),
        "write": act(
            lambda page: page.locator(BOX).first.fill(words), on(BOX, "Control+Enter"),
            at="TEXTAREA Title of our chapter", said="Saved",
        ),
        "out": act(press("Take out"), at=at, said="Taken out."),
        "back": act(fold("Texts that no longer"), press("Bring back"), at="BUTTON Add a chapter", said="Saved"),
    }  # fmt: skip


REPORT = {
    "its part": act(
        lambda page: page.get_by_label("Part of the report").first.focus(), key("own"), key("Enter"),
        at="INPUT Part of the report", shown="Say here what ratings cannot tell",
    ),
    **chapter_acts("Our plans", at="INPUT Part of the report"),
}  # fmt: skip
PACK = chapter_acts("For governors", at="A Edit the texts in the report")
BIN = {
    "tick": act(press("Erase for good"), tick("Erase this round"), at="INPUT Erase this round"),
    "erase": act(press("Erase it"), at="BUTTON Download the certificate", said="is erased for good."),
    "tick a team": act(press("Erase for good"), tick("Erase this team"), at="INPUT Erase this team"),
    "erase a team": act(press("Erase it"), at="BUTTON Download the certificate", said="Kitchens is erased for good."),
}
PERSON = {
    "nobody": act(
        fill(NAMED, "Zebedee Nonesuch"), press("Find"), at="BUTTON Find every place", said="Found in no place."
    ),
    "find": act(fill(NAMED, "Head of quality"), press("Find"), at="BUTTON Find every place", said="Found in"),
    "tick": act(tick("I have looked at this list"), at="INPUT I have looked at this list"),
    "erase": act(press("Erase this person"), at="BUTTON Download the certificate", said="Removed in"),
}
READING = {
    "open": act(press("Reading settings"), at="INPUT As usual"),
    "more contrast": act(tick("More contrast"), at="INPUT More contrast"),
    "as usual": act(press("All as usual"), at="BUTTON All as usual"),
    "done": act(press("Done"), at="BUTTON Reading settings"),
}
PEOPLE = {
    "nobody": act(press("Invite"), at="BUTTON Invite", said="mail"),
    "invite": act(fill(WHO, "kim@college.ac.uk"), press("Invite"), at="BUTTON Invite", said="kim@college.ac.uk may"),
    "take back": act(press("Take back"), at="BUTTON Invite", said="is taken back"),
    "a role": act(press("Change role", nth=1), press("Save role"), at="BUTTON Save role", said="is now here as"),
    "remove": act(
        key("Escape"), press("Remove", nth=1), press("Remove sam"), at="BUTTON Remove", said="can no longer come in"
    ),
}
OF_THE_COLLEGE = {
    "share": SHARE, "priorities": PRIORITIES, "report": REPORT, "pack": PACK, "bin": BIN, "one-person": PERSON,
    "about": READING, "group": GROUP, "sites": SITES,
}  # fmt: skip
OF_THE_AUTHORITY = {"area": AREA, "providers": PROVIDERS}


class Region(Server):
    """A server on a college in a group, beside the local authority to which the others of the group have sent too."""

    def gather(self) -> None:
        """Fill the database, once a round and a team were put in the bin."""
        library = Library.open(load_settings().edition_dirs)
        with contextlib.closing(open_store(self.environment["SENDSAT_DATABASE_URL"])) as store:
            college = load_demonstration(store, library, DEMONSTRATION, now=datetime.now(UTC))
            here = Desk(store, library, college, way=Way.TERMINAL)
            binning.put_in_bin(here, round_id=viewing.rounds_of(here)[0].id)
            team = teams.add_team(here, name="Kitchens", sections=("leadership",))
            binning.put_team_in_bin(here, team_id=team.id)
            others = gather_group(here)
            self.newest = viewing.newest_round(here)
            authority = gather_area(here)
            for other in others:
                there, choice = (
                    replace(here, organisation=other),
                    Choice(authority.name, authority.uid, ("leadership",)),
                )
                round_id = viewing.newest_round(there)
                seen = submitting.preview_submission(there, round_id, choice)
                submitting.send(there, round_id=round_id, choice=choice, seen=seen)
        self.college, self.authority = college.uid, authority.uid


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    """Shared: what one test does lies on a page, or in a round, that no other looks at."""
    one = Region(tmp_path_factory.mktemp("region") / "sendsat.db")
    one.gather()
    one.start()
    yield one
    one.kill()


@pytest.mark.parametrize("address", everyday(OF_THE_COLLEGE, only=("share", "bin")))
def test_the_keyboard_goes_on_after_every_act_of_a_college(region: Region, page: Page, address: str) -> None:
    opened(page, f"{region.url}/{address}?org={region.college}&round={region.newest}")
    assert faults(page, OF_THE_COLLEGE[address]) == {}


def test_tabs_keep_the_keyboard_where_a_slow_line_draws_them_one_by_one(region: Region, page: Page) -> None:
    page.add_init_script(f"({EACH_APART})()")
    opened(page, f"{region.url}/sites?org={region.college}&round={region.newest}")
    assert faults(page, SITES) == {}


@pytest.mark.parametrize("address", everyday(OF_THE_AUTHORITY, only=("providers",)))
def test_the_keyboard_goes_on_after_every_act_of_an_authority(region: Region, page: Page, address: str) -> None:
    opened(page, f"{region.url}/{address}?org={region.authority}")
    assert faults(page, OF_THE_AUTHORITY[address]) == {}


def test_the_keyboard_goes_on_while_people_are_let_in_and_out(
    browser: Browser, demo_database: Path, tmp_path: Path
) -> None:
    with open_college(Path(shutil.copy(demo_database, tmp_path / "sendsat.db"))) as college:
        ada = administrator_with_a_reader(browser, college)
        opened(ada, f"{college.url}/people")
        assert faults(ada, PEOPLE) == {}
