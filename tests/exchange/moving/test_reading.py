"""A document of a round is read whole: equal to what left, older and newer ones too, and nothing is taken in part."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Priority, Round, Status, Team
from sendsat.errors import Invalid
from sendsat.exchange.moving.moved import MovedRound, match_teams
from sendsat.exchange.moving.reading import read_round
from sendsat.exchange.round_out.contents import RoundContents
from sendsat.exchange.round_out.json_file import VERSION, round_json
from sendsat.guide.library import Library
from tests.exchange.moving.leaving import TEAMS, leaving_rounds, told
from tests.factories import STARTED


def as_contents(moved: MovedRound, like: RoundContents) -> RoundContents:
    """What was read as the round that left, to be compared with it."""
    said = {(one.team_id, one.statement_id): one for one in moved.judgements}
    round_ = replace(
        like.snapshot.round,
        name=moved.name,
        edition_id=moved.edition_id,
        started_at=moved.started_at,
        closed_at=moved.closed_at,
        teams=moved.teams,
        supplements=moved.supplements,
        roll_up=moved.roll_up,
    )
    counting = moved.agreed if moved.roll_up is RollUp.LEADERS else {}
    return replace(
        like,
        snapshot=Snapshot(round_, like.snapshot.edition, said, agreed=counting),
        actions=moved.actions,
        ofsted=moved.ofsted,
        agreed=moved.agreed,
        at_close=moved.at_close,
        chapters=moved.chapters,
        texts=moved.texts,
    )


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_round_is_read_as_it_left_field_by_field(library: Library, data: st.DataObject) -> None:
    left = data.draw(leaving_rounds(library.current))
    moved = read_round(round_json(left))
    assert told(as_contents(moved, left)) == told(left)
    assert moved.notes == ()


CLOSED = {"closed_at": "2026-02-01T10:00:00+00:00"}
KEPT = {"at": "2026-02-01T10:00:00+00:00"}


def document(library: Library) -> dict[str, Any]:
    """A round in which two teams were asked, and nothing was said yet."""
    round_ = Round(9, "Spring 2026", library.current.id, STARTED, None, None, TEAMS)
    elm = Organisation(1, "there", "Elm College", OrganisationKind.FE_COLLEGE)
    return dict(json.loads(round_json(RoundContents(elm, Snapshot(round_, library.current), STARTED))))


def read(document: dict[str, Any]) -> MovedRound:
    return read_round(json.dumps(document).encode())


def test_what_a_newer_sendsat_wrote_is_read_and_what_is_not_known_here_is_named(library: Library) -> None:
    newer = document(library) | {"version": VERSION + 1, "mood": "good"}
    newer["judgements"][0] |= {"cost": 5, "rating": "Green"}
    newer["judgements"][1]["cost"] = 7
    moved = read(newer)
    assert moved.notes[0].startswith("A newer sendsat made this file.")
    assert moved.notes[1] == "Some fields of this file are not known here, and stay behind: mood, judgements.cost."
    assert [(one.statement_id, one.rating) for one in moved.judgements] == [("LM1", Rating.GREEN)]


def test_one_unknown_field_is_named_as_one(library: Library) -> None:
    assert read(document(library) | {"mood": "good"}).notes == (
        "A field of this file is not known here, and stays behind: mood.",
    )


def test_an_older_file_opens_and_what_it_lacks_is_told(library: Library) -> None:
    older = document(library) | {"version": 1}
    del older["at_close"]
    for name in ("set_aside", "ofsted_choices"):
        del older[name]
    for row in older["judgements"]:
        for name in ("seen", "votes", "rejudged"):
            del row[name]
    older["judgements"][0] |= {"carried_forward": "Amber", "seen_evidence": "Minutes\nPolicy", "updated_at": ""}
    older["actions"] = [{"id": 4, "text": "Do it", "statements": ["LM1"], "updated_at": "2026-02-01T10:00:00+00:00"}]
    moved = read(older)
    [said], [action] = moved.judgements, moved.actions
    assert (said.rating, said.carried_forward, said.seen_evidence) == (Rating.AMBER, True, ("Minutes", "Policy"))
    assert said.updated_at == STARTED
    assert (action.priority, action.status, action.created_at) == (
        Priority.MEDIUM, Status.NOT_STARTED, action.updated_at,
    )  # fmt: skip
    assert moved.notes[0].startswith("An older sendsat made this file. It holds no votes")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda doc: doc["judgements"][0].update(rating="Purple"),
            r"judgements\[0\].rating in this file says 'Purple'",
        ),
        (lambda doc: doc["judgements"][2].update(votes="many"), r"judgements\[2\].votes"),
        (lambda doc: doc["judgements"][0].update(updated_at="noon"), r"judgements\[0\].updated_at"),
        (lambda doc: doc["judgements"][0].update(commentary=["a"]), r"judgements\[0\].commentary"),
        (lambda doc: doc["judgements"][0].update(commentary="x" * 200_000), "characters long"),
        (lambda doc: doc["judgements"][0].update(team_id="99", rating="Red"), "a team that the file does not name"),
        (lambda doc: doc["judgements"][0].update(rejudged="yes"), "rejudged"),
        (lambda doc: doc.update(teams=[{"id": 1.5, "name": "A"}]), r"teams\[0\].id"),
        (lambda doc: doc.update(teams={}), "teams in this file"),
        (lambda doc: doc.update(roll_up="best"), "roll_up"),
        (lambda doc: doc.update(started_at=None), "when its round began"),
        (lambda doc: doc.update(actions=[{"id": 1, "updated_at": "2026-02-01", "status": "lost"}]), "status"),
        (lambda doc: doc.update(agreed=[{"statement_id": "LM1"}]), "what was agreed"),
        (lambda doc: doc.update(set_aside=[1]), "set_aside"),
        (lambda doc: doc.update(CLOSED, at_close={"findings": []}), "when the round was closed"),
        (lambda doc: doc.update(CLOSED, at_close=KEPT | {"findings": [{"gap": "lost"}]}), r"findings\[0\].gap"),
        (lambda doc: doc.update(CLOSED, at_close=KEPT | {"words": {"LM1": {"why": "So"}}}), "at_close.words.LM1"),
        (lambda doc: doc.update(CLOSED, at_close=KEPT | {"words": {"LM1": {"text": "A", "red": "B"}}}), "words.LM1"),
        (lambda doc: doc.update(CLOSED, at_close=KEPT | {"words": {"LM1": "A"}}), "words.LM1"),
    ],
)
def test_what_cannot_be_read_is_named_and_nothing_is_taken(
    library: Library, change: Callable[[dict[str, Any]], None], words: str
) -> None:
    changed = document(library)
    change(changed)
    with pytest.raises(Invalid, match=words) as refusal:
        read(changed)
    assert refusal.value.remedy


def test_a_workbook_is_told_that_a_round_moves_as_json() -> None:
    with pytest.raises(Invalid, match="moves as JSON"):
        read_round(b"PK\x03\x04")


def test_teams_of_one_name_are_the_same_and_likeness_is_only_a_suggestion() -> None:
    here = (Team(1, "Foundation learning", ()), Team(2, "whole college", ()), Team(3, "Estates", ()))
    theirs = (Team(7, "Foundation", ()), Team(8, "Whole College", ()), Team(9, "Student support", ()))
    found = match_teams(theirs, here)
    assert [(one.same, one.like) for one in found] == [(None, here[0]), (here[1], None), (None, None)]


def test_where_there_is_no_team_nothing_is_suggested() -> None:
    [match] = match_teams((Team(7, "Foundation", ()),), ())
    assert (match.same, match.like) == (None, None)
