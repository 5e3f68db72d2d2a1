"""A real round of a college of four teams moves to another college, whose teams have other names, with all it holds."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sendsat.assessment.rating import Rating
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.moving import moving
from sendsat.services.rounds import teams
from sendsat.settings import SHIPPED_EDITION
from tests.services.filling import everything
from tests.services.moving.round_that_moves import empty_installation

FILE = Path(__file__).parents[2] / "exchange" / "tables_people_send" / "round-of-another-installation.json"
CONTENT = FILE.read_bytes()
DOCUMENT: dict[str, Any] = json.loads(CONTENT)
HERE = {
    "Leadership": ("leadership", "local-authorities"),
    "Foundation": ("study-programmes",),
    "Vocational": ("study-programmes",),
    "Employability and apprenticeships": ("work-based-learning",),
}


@pytest.fixture
def college(empty_database: Path, tmp_path: Path) -> Iterator[Desk]:
    """Another college with the whole guide, whose teams are called as people call them there."""
    with empty_installation(empty_database, tmp_path, Library.open((SHIPPED_EDITION,))) as desk:
        for name, sections in HERE.items():
            teams.add_team(desk, name=name, sections=sections)
        yield desk


def test_teams_of_other_names_are_suggested_and_nothing_is_written_before_somebody_says_so(college: Desk) -> None:
    before = everything(college)
    arrival = moving.preview_move(college, CONTENT, FILE.name)
    assert {one.theirs.name: one.like and one.like.name for one in arrival.matches} == {
        "Whole college leadership": "Leadership",
        "Foundation learning": "Foundation",
        "Vocational studies": "Vocational",
        "Apprenticeships and employability": "Employability and apprenticeships",
    }
    assert not any(one.same for one in arrival.matches)
    assert [(number, words) for number, words, _ in arrival.coming if number] == [
        (64, "rating"), (34, "action"), (36, "note"),
    ]  # fmt: skip
    assert everything(college) == before


def test_everything_of_its_ratings_and_actions_comes_along(college: Desk) -> None:
    arrival = moving.preview_move(college, CONTENT, FILE.name)
    ours = {one.theirs.id: one.like.id for one in arrival.matches if one.like}
    batch = moving.move_in(college, arrival, name=arrival.name, teams=ours)
    [snapshot] = viewing.snapshots(college, batch.round_id)
    said = [snapshot.judgement(ours[int(one["team_id"])], one["statement_id"]) for one in DOCUMENT["judgements"]]

    assert [(one.rating.word if one.rating else "", one.commentary, one.evidence) for one in said] == [
        (one["rating"] or one["carried_forward"], one["commentary"], one["evidence"]) for one in DOCUMENT["judgements"]
    ]
    assert Counter(one.rating for one in said if one.rating and not one.carried_forward)[Rating.GREEN] == 34
    assert len(said) == 113

    planned = viewing.actions_of(college)
    assert sorted(map(came, planned)) == sorted(left(one, ours) for one in DOCUMENT["actions"])
    assert Counter(one.status.value for one in planned) == Counter(one["status"] for one in DOCUMENT["actions"])
    assert len(planned) == 34


def came(action: Any) -> tuple[Any, ...]:
    notes = tuple((note.at.isoformat(), note.text) for note in action.notes)
    due = action.due.isoformat() if action.due else None
    more = (action.priority.value, action.status.value, action.statements, notes, action.team_id)
    return (action.text, action.owner, due, *more)


def left(action: dict[str, Any], ours: dict[int, int]) -> tuple[Any, ...]:
    notes = tuple((note["at"], note["text"]) for note in action["notes"])
    more = (action["priority"], action["status"], tuple(action["statements"]), notes, ours[action["team_id"]])
    return (action["text"], action["owner"], action["due"], *more)


def test_into_a_round_that_is_here_it_says_what_comes_another_way(college: Desk) -> None:
    found = importing.preview_import(college, 1, 2, CONTENT, FILE.name)
    assert any("“Move a round in” brings the whole round" in note for note in found.notes)
    assert any("made for another organisation" in guess.text for guess in found.guesses)
