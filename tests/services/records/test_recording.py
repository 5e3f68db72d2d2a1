"""The record answers what a manager asks: by statement, team, kind, person, way and day, a page at a time."""

import csv
import io
from dataclasses import replace
from datetime import timedelta

import pytest

from sendsat.assessment.deeds import Way
from sendsat.assessment.people.people import Person
from sendsat.assessment.rating import Rating
from sendsat.assessment.records.records import PAGE, Asked, Kind, said
from sendsat.assessment.values import Round
from sendsat.errors import StorageError
from sendsat.services.desk import Desk
from sendsat.services.plan import planning
from sendsat.services.records import recording
from sendsat.services.rounds import judging, rounds, teams
from tests.conftest import Clock


@pytest.fixture
def at_work(desk: Desk, first_round: Round, clock: Clock) -> Desk:
    """Ann rates and plans; the day after Kim writes on the wall, and a second team is there."""
    here = {"round_id": first_round.id, "team_id": first_round.teams[0].id}
    judging.rate(desk, **here, statement_id="LM1", rating=Rating.AMBER)
    judging.rate(desk, **here, statement_id="LM1", rating=Rating.GREEN)
    planning.plan_action(desk, **here, statements=("LM2",), draft=planning.Draft("Train staff", owner="Jo"))
    clock.pass_by(days=1)
    second = teams.add_team(desk, name="Second", sections=("leadership",))
    kim = replace(desk, person=Person("kim", "Kim"), way=Way.WALL)
    judging.write(
        kim, round_id=first_round.id, team_id=second.id, statement_id="LM2", field="commentary", text="=Why", seen=""
    )
    return desk


def told(desk: Desk, asked: Asked) -> list[str]:
    return [said(entry).what for entry in recording.record_of(desk, asked).entries]


def test_the_newest_stands_first_and_says_what_was_there_before(at_work: Desk) -> None:
    assert told(at_work, Asked())[0] == "Wrote why at LM2"
    assert told(at_work, Asked(statement_id="LM1")) == [
        "Rated LM1 Green (was Amber)",
        "Rated LM1 Amber (was not rated)",
    ]


def test_every_filter_narrows(at_work: Desk, first_round: Round) -> None:
    second = recording.record_of(at_work, Asked(person="Kim")).entries[0].team_id
    today = at_work.today
    assert told(at_work, Asked(kind=Kind.ACTIONS)) == ["Planned an action at LM2"]
    assert told(at_work, Asked(person="Kim")) == ["Wrote why at LM2"]
    assert told(at_work, Asked(way=Way.WALL)) == ["Wrote why at LM2"]
    assert "Wrote why at LM2" in told(at_work, Asked(team_id=second))
    assert "Rated LM1 Green (was Amber)" not in told(at_work, Asked(team_id=second))
    assert "Wrote why at LM2" not in told(at_work, Asked(until=today - timedelta(days=1)))
    assert set(told(at_work, Asked(since=today, kind=Kind.TEXTS))) == {"Wrote why at LM2"}
    assert told(at_work, Asked(kind=Kind.PRIVACY)) == []
    assert recording.record_of(at_work, Asked(person="Kim")).people == ("Ann", "Kim", "Someone at this computer")


def test_it_is_read_a_page_at_a_time_and_misses_none(desk: Desk, first_round: Round) -> None:
    for number in range(PAGE + 10):
        rounds.rename_round(desk, round_id=first_round.id, name=f"Autumn {number}")
    pages = [recording.record_of(desk, Asked(page=number)) for number in (1, 2, 3)]

    assert [(one.has_older, len(one.entries)) for one in pages] == [(True, PAGE), (False, 13), (False, 0)]


def test_the_file_holds_all_that_fits_the_filter_and_nothing_that_a_spreadsheet_runs(at_work: Desk) -> None:
    name, content = recording.record_file(at_work, "csv", Asked(statement_id="LM2"))
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))

    assert "Who did what" in name
    assert [(row["What"], row["Who"], row["Way"]) for row in rows] == [
        ("Wrote why at LM2", "Kim", "on the wall"),
        ("Planned an action at LM2", "Ann", "on a page"),
    ]
    assert rows[0]["To"] == "'=Why"
    assert (rows[0]["Team"], rows[0]["Round"]) == ("Second", "Autumn 2025")


def test_nobody_sees_the_record_of_another_organisation(at_work: Desk, other_desk: Desk) -> None:
    assert told(other_desk, Asked()) == ["Organisation founded: Dale College"]


def test_a_file_that_is_taken_away_is_noted(desk: Desk, first_round: Round) -> None:
    assert recording.take_away(desk, file="ours.csv", make=lambda: b"it", round_id=first_round.id) == b"it"
    assert told(desk, Asked(kind=Kind.FILES)) == ["File taken away: ours.csv"]


def test_whoever_cannot_write_can_still_take_their_words_away(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StorageError("The disk is full, so nothing was saved.", "Free some space.")

    monkeypatch.setattr(desk.store, "writing", full)
    assert recording.take_away(desk, file="ours.csv", make=lambda: b"it") == b"it"
