"""A round of twelve teams goes on a few sheets, and loses nothing: each statement once, with what every team says."""

import contextlib
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from sendsat.assessment.organisations import OrganisationKind
from sendsat.guide.library import Library
from sendsat.guide.loader import load_edition
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.rounds.rounds import close_round, start_round
from sendsat.services.rounds.teams import add_team
from sendsat.settings import SHIPPED_EDITION
from sendsat.storage.opening import open_store
from tests.benchmarks.opening import rate_everything
from tests.browser.conftest import Server
from tests.browser.files.test_print import arrive, flat, lost, on_paper

STATEMENTS, TEAMS = load_edition(SHIPPED_EDITION).statements, 12
MOST_SHEETS = {"results": 12, "progress": 18}


@pytest.fixture(scope="module")
def twelve_teams(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on two rounds in which each of twelve teams rated every statement and said why."""
    one = Server(tmp_path_factory.mktemp("twelve") / "sendsat.db")
    library, kind = Library.open((SHIPPED_EDITION,)), OrganisationKind.FE_COLLEGE
    with contextlib.closing(open_store(f"sqlite:///{one.database}")) as store:
        college, first = found_organisation(
            store, library, name="Oak", kind=kind, round_name="Spring", now=datetime.now(UTC)
        )
        desk = Desk(store, library, college)
        for number in range(2, TEAMS + 1):
            add_team(desk, name=f"Team {number}", sections=tuple(section.id for section in library.current.sections))
        close_round(desk, round_id=first.id)
        start_round(desk, name="Summer")
    rate_everything(one.database, library)
    one.start()
    yield one
    one.kill()


def sheets(paper: Path) -> int:
    told = subprocess.run(["pdfinfo", paper], check=True, capture_output=True, text=True).stdout
    [number] = re.findall(r"^Pages:\s+(\d+)", told, re.MULTILINE)
    return int(number)


@pytest.mark.parametrize(("address", "rounds"), [("results", 1), ("progress", 2)])
def test_twelve_teams_print_on_a_few_sheets_with_every_statement_once_and_every_reason(
    page: Page, twelve_teams: Server, tmp_path: Path, address: str, rounds: int
) -> None:
    arrive(page, f"{twelve_teams.url}/{address}")

    paper = on_paper(page, tmp_path / "paper.pdf")

    texts = [f"{statement.id} {statement.text}" for statement in STATEMENTS.values()]
    assert lost(paper, [*texts, "▲ Red: ", "◆ Amber: ", "● Green: "]) == []
    assert [text for text in texts if flat(paper).count(flat(text)) != 1] == []
    assert flat(paper).count(flat("Why it is so.")) == rounds * TEAMS * len(STATEMENTS)
    teams = ("Whole organisation", *(f"Team {number}" for number in range(2, TEAMS + 1)))
    every = rounds * len(STATEMENTS)
    assert [team for team in teams if flat(paper).count(flat(f"{team}: Why it is so.")) != every] == []
    assert sheets(tmp_path / "paper.pdf") <= MOST_SHEETS[address]


def test_paper_says_of_each_statement_on_which_teams_differ_how_many_say_what(
    page: Page, twelve_teams: Server, tmp_path: Path
) -> None:
    arrive(page, f"{twelve_teams.url}/results")

    paper = on_paper(page, tmp_path / "paper.pdf")

    assert lost(paper, [f"{one} of 12 teams: 3 Red, 3 Amber, 6 Green" for one in STATEMENTS]) == []
    assert lost(paper, ["Where teams differ: the lower counts."]) == []
