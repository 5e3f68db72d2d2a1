"""The guide's figures are the same with the 2026 supplement on and off: on pages, in files and in charts."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.results.close_check import close_check
from sendsat.assessment.results.trend import by_section, by_team, make_trend
from sendsat.reports.charts.figures import CATALOGUE, Needs
from sendsat.reports.tiles import Wanted, make_board, tiles_of
from sendsat.services import viewing
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.report import exporting, reporting
from sendsat.services.rounds import judging, rounds
from sendsat.services.visit import searching
from sendsat.services.workshop import workshops
from sendsat.services.workshop.workshops import Plan
from sendsat.ui.frame import workplace
from tests.ui.frame.test_page_cost import opened
from tests.ui.visit import begin_elm, desk

ON = ("supplement-2026",)
PAGES = ("", "leadership", "results", "progress", "actions", "report", "check", "rounds", "resources", "glossary",
         "changes", "about", "workshop", "files")  # fmt: skip


@pytest.fixture(autouse=True)
def two_rounds(begin_with: Callable[[Callable[[], object]], None]) -> None:
    begin_with(_two_rounds)


def _two_rounds() -> None:
    """A college with two rounds, of which each asks the supplement and has ratings of it; it is off at first."""
    begin_elm(kind=OrganisationKind.FE_COLLEGE)
    for number, name in enumerate(("Autumn", "Spring"), start=1):
        if number == 2:
            rounds.start_round(desk(), name=name)
        switch(ON, number)
        for place, rating in enumerate((Rating.RED, Rating.AMBER, Rating.GREEN), start=number):
            for prefix in ("LM", "SU"):
                rate(number, f"{prefix}{place}", rating)
        switch((), number)
    planning.plan_action(desk(), round_id=2, team_id=1, statements=("LM2",), draft=Draft("Do it", owner="Jo"))


def rate(round_id: int, statement_id: str, rating: Rating) -> None:
    judging.rate(desk(), round_id=round_id, team_id=1, statement_id=statement_id, rating=rating)


def switch(wanted: tuple[str, ...], *round_ids: int) -> None:
    for round_id in round_ids or (1, 2):
        rounds.set_supplements(desk(), round_id=round_id, supplements=wanted)


def figures() -> Iterator[object]:
    """Everything that is counted of the guide, each as it would be shown."""
    earlier, later = viewing.snapshots(desk(), 1, 2)
    compared = viewing.comparison(desk(), earlier_id=1, later_id=2)
    needs = {
        Needs.SNAPSHOT: later,
        Needs.COMPARISON: compared,
        Needs.TREND: make_trend((earlier, later), workplace.library()),
        Needs.SECTIONS: by_section(make_trend((earlier, later), workplace.library())),
        Needs.TEAMS: by_team((earlier, later), later.round.teams, workplace.library()),
    }
    for entry in CATALOGUE.values():
        yield entry.build(needs[entry.needs]).table.to_dict()
    yield later.counts()
    yield compared.counts()
    tiles = tiles_of(later, compared, viewing.actions_of(desk()))
    yield make_board(later.edition, tiles, Wanted(), {}).counted
    yield close_check(later, viewing.actions_of(desk()), OrganisationKind.FE_COLLEGE, desk().today)
    yield reporting.report(desk(), 2).counts
    yield reporting.report(desk(), 2).summary.text
    answer = searching.search(desk(), "plan", beside=viewing.rounds_of(desk())[1].supplements)
    yield answer.total, [(group.kind, group.total) for group in answer.groups if group.kind != "commentary"]
    yield workshops.prepare(desk(), Plan(2, 1, ("1.1", "1.2"))).items.__len__()


def files() -> Iterator[object]:
    """What leaves of the guide: its rows, its sheets and the sums above the supplement's."""
    yield list(csv.reader(io.StringIO(exporting.round_csv(desk(), 2)[1].decode("utf-8-sig"))))
    document = json.loads(exporting.round_json(desk(), 2)[1])
    yield document["judgements"], document["agreed"], document["actions"]
    book = load_workbook(io.BytesIO(exporting.round_workbook(desk(), 2)[1]))
    for title in [title for title in book.sheetnames if re.match("[1-4] ", title)]:
        yield [[cell.value for cell in row] for row in book[title].iter_rows()]
    yield [[cell.value for cell in row] for row in book["Summary"].iter_rows(max_row=8)]


@pytest.mark.parametrize("counted", [figures, files])
def test_every_number_of_the_guide_is_the_same_with_it_on_and_off(counted) -> None:
    without = list(counted())
    assert len(without) > 4
    switch(ON)
    assert list(counted()) == without


def numbers(page: AppTest) -> list[str]:
    """Every sentence and every piece of HTML on the page that says a number, in order."""
    assert not page.exception
    said = [one.value for one in (*page.title, *page.header, *page.markdown, *page.caption, *page.info)]
    html = [text for one in page.get("html") for text in re.sub(r"<style>.*?</style>", "", one.proto.body).split("<")]
    return [text for text in (*said, *html) if re.search(r"\d", text) and "data-stamp" not in text]


@pytest.mark.parametrize("address", PAGES)
def test_no_sentence_with_a_number_changes_on_a_page(address: str) -> None:
    without = numbers(opened(address))
    switch(ON)
    beside = numbers(opened(address))
    gone = [text for text in without if not any(other.startswith(text) for other in beside)]
    assert not gone
    own = [text for text in beside if text not in without and re.search(r"\bof 91\b|\b103\b", text)]
    assert not own
