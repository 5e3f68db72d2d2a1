"""Actions are planned, changed by several people at once, noted on and removed; history keeps them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sendsat.assessment.values import Action, Priority, Round, Status
from sendsat.errors import Conflict, Invalid, NotFound
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.plan import planning, removing
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import rounds
from tests.conftest import Clock

PAST = date(1999, 1, 1)


@pytest.fixture
def action(desk: Desk, first_round: Round) -> Action:
    draft = Draft("Write the policy", owner="SEND lead", due=date(2026, 1, 31), priority=Priority.HIGH)
    team_id = first_round.teams[0].id
    return planning.plan_action(desk, round_id=first_round.id, team_id=team_id, statements=("SP1", "LM1"), draft=draft)


def test_a_planned_action_is_in_the_plan_with_all_its_statements(desk: Desk, action: Action, clock: Clock) -> None:
    assert viewing.actions_of(desk) == (action,)
    assert action.statements == ("SP1", "LM1")
    assert (action.status, action.created_at) == (Status.NOT_STARTED, clock.at)


def test_a_due_date_in_the_past_is_kept(desk: Desk, first_round: Round) -> None:
    where = {"round_id": first_round.id, "team_id": None, "statements": ("LM1",)}
    planning.plan_action(desk, **where, draft=Draft("Late", due=PAST))

    assert viewing.actions_of(desk)[0].due == PAST


def test_a_statement_named_twice_counts_once(desk: Desk, first_round: Round, action: Action) -> None:
    where = {"round_id": first_round.id, "team_id": None}
    told = planning.plan_action(desk, **where, statements=("LM1", "LM1"), draft=Draft("x"))
    changed = planning.change_action(desk, action=replace(action, statements=("LM2", "SP1", "LM2")))

    assert told.statements == ("LM1",)
    assert changed.statements == ("LM2", "SP1")
    assert viewing.actions_of(desk)[0].statements == ("LM2", "SP1")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"draft": Draft("  \n ")}, Invalid),
        ({"draft": Draft("x" * 100_001)}, Invalid),
        ({"draft": Draft("x", owner="y" * 201)}, Invalid),
        ({"statements": ()}, Invalid),
        ({"statements": ("LM9",)}, Invalid),
        ({"round_id": 99}, NotFound),
        ({"team_id": 99}, NotFound),
    ],
)
def test_an_action_that_cannot_be_planned_says_why(
    desk: Desk, first_round: Round, change: dict[str, Any], error: type[Exception]
) -> None:
    wanted = {"round_id": first_round.id, "team_id": None, "statements": ("LM1",), "draft": Draft("x")}

    with pytest.raises(error):
        planning.plan_action(desk, **(wanted | change))
    assert viewing.actions_of(desk) == ()


def test_every_field_can_be_changed_and_history_tells_each(desk: Desk, action: Action, clock: Clock) -> None:
    wanted = replace(
        action,
        text="Write and publish the policy",
        owner="  Head  of learning ",
        due=None,
        priority=Priority.LOW,
        status=Status.DONE,
        statements=("LM2",),
        closing_evidence="It is on the website.",
        success_measure="Nine in ten families find it.",
    )
    clock.pass_by(days=3)

    changed = planning.change_action(desk, action=wanted)

    assert changed == replace(wanted, owner="Head of learning", updated_at=clock.at)
    assert viewing.actions_of(desk) == (changed,)
    told = {one.field: (one.old, one.new) for one in viewing.action_history(desk, action.id)}
    assert told == {
        "planned": ("", "Write the policy"),
        "text": ("Write the policy", "Write and publish the policy"),
        "owner": ("SEND lead", "Head of learning"),
        "due": ("2026-01-31", ""),
        "priority": ("high", "low"),
        "status": ("not_started", "done"),
        "statements": ("SP1, LM1", "LM2"),
        "closing_evidence": ("", "It is on the website."),
        "success_measure": ("", "Nine in ten families find it."),
    }


def test_saving_without_a_change_keeps_nothing_new(desk: Desk, action: Action, clock: Clock) -> None:
    clock.pass_by(days=1)

    assert planning.change_action(desk, action=action, seen=action) == action
    assert len(viewing.action_history(desk, action.id)) == 1


def test_two_people_who_change_different_fields_both_get_their_way(desk: Desk, action: Action) -> None:
    planning.change_action(desk, action=replace(action, owner="Ann"), seen=action)
    merged = planning.change_action(desk, action=replace(action, status=Status.IN_PROGRESS), seen=action)

    assert (merged.owner, merged.status) == ("Ann", Status.IN_PROGRESS)
    assert viewing.actions_of(desk)[0].owner == "Ann"


def test_two_people_who_change_the_same_field_are_told_and_nothing_is_overwritten(desk: Desk, action: Action) -> None:
    planning.change_action(desk, action=replace(action, text="Ann's wording"), seen=action)

    with pytest.raises(Conflict) as caught:
        planning.change_action(desk, action=replace(action, text="Bob's wording", owner="Bob"), seen=action)

    conflict = caught.value
    assert (conflict.field, conflict.stored, conflict.offered) == ("action's text", "Ann's wording", "Bob's wording")
    assert (viewing.actions_of(desk)[0].text, viewing.actions_of(desk)[0].owner) == ("Ann's wording", "SEND lead")


def test_two_people_who_make_the_same_change_agree(desk: Desk, action: Action) -> None:
    for _ in range(2):
        planning.change_action(desk, action=replace(action, status=Status.DONE), seen=action)

    assert viewing.actions_of(desk)[0].status is Status.DONE


@pytest.mark.parametrize(
    "change", [{"text": " "}, {"statements": ()}, {"statements": ("LM9",)}, {"closing_evidence": "x" * 100_001}]
)
def test_an_action_cannot_be_changed_into_nonsense(desk: Desk, action: Action, change: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        planning.change_action(desk, action=replace(action, **change))
    assert viewing.actions_of(desk) == (action,)


@pytest.mark.parametrize("text", ["x" * 100_000, "😀 שלום", "<script>x</script>", "a\x00b"])
def test_any_text_survives_a_round_trip(desk: Desk, action: Action, text: str) -> None:
    kept = text.replace("\x00", "")
    planning.change_action(desk, action=replace(action, text=text, closing_evidence=text, owner=text[:9]))
    planning.note_progress(desk, action_id=action.id, text=text)

    told = viewing.actions_of(desk)[0]
    assert (told.text, told.closing_evidence, told.notes[0].text) == (kept, kept, kept)


def test_notes_are_dated_and_stay_in_order(desk: Desk, action: Action, clock: Clock) -> None:
    planning.note_progress(desk, action_id=action.id, text=" Begun. ")
    clock.pass_by(days=2)
    planning.note_progress(desk, action_id=action.id, text="Half way.")

    notes = viewing.actions_of(desk)[0].notes

    assert [(one.text, one.person, one.at.day) for one in notes] == [("Begun.", "Ann", 1), ("Half way.", "Ann", 3)]
    with pytest.raises(Invalid, match="says nothing"):
        planning.note_progress(desk, action_id=action.id, text=" ")


def test_history_keeps_every_word_of_a_removed_action(desk: Desk, action: Action) -> None:
    planning.note_progress(desk, action_id=action.id, text="Governors have\na draft.")
    stored = planning.change_action(desk, action=replace(action, owner="SEND lead", closing_evidence="Minutes, May"))
    removing.remove_action(desk, action_id=stored.id)
    kept = viewing.action_history(desk, action.id)[0].old
    for words in (action.text, "SEND lead", "Governors have\na draft.", "Minutes, May"):
        assert words in kept


def test_a_removed_action_leaves_the_plan_and_stays_in_history(desk: Desk, action: Action) -> None:
    planning.note_progress(desk, action_id=action.id, text="Begun.")

    removing.remove_action(desk, action_id=action.id)

    assert viewing.actions_of(desk) == ()
    newest = viewing.action_history(desk, action.id)[0]
    assert (newest.field, newest.old) == (
        "removed",
        "Write the policy\nWho: SEND lead\nNote of 01/09/2025 by Ann: Begun.",
    )
    for verb in (
        lambda: removing.remove_action(desk, action_id=action.id),
        lambda: planning.change_action(desk, action=replace(action, text="x")),
        lambda: planning.note_progress(desk, action_id=action.id, text="x"),
    ):
        with pytest.raises(NotFound, match="no longer there"):
            verb()


def test_a_new_action_never_shows_the_history_of_a_removed_one(desk: Desk, action: Action) -> None:
    removing.remove_action(desk, action_id=action.id)

    draft = Draft("Something else")
    new = planning.plan_action(desk, round_id=action.round_id, team_id=None, statements=("LM1",), draft=draft)

    assert new.id != action.id
    assert [(one.field, one.new) for one in viewing.action_history(desk, new.id)] == [("planned", "Something else")]
    assert viewing.action_history(desk, action.id)[0].field == "removed"


def test_unfinished_actions_stay_in_the_plan_when_their_round_is_closed(desk: Desk, action: Action) -> None:
    rounds.close_round(desk, round_id=action.round_id)
    rounds.start_round(desk, name="Spring 2026")

    assert viewing.actions_of(desk) == (action,)
    assert planning.change_action(desk, action=replace(action, status=Status.DONE)).status is Status.DONE
