"""Several actions are changed in one go, and that go is taken back: in one transaction, cell by cell, with history."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.values import Action, Round, Status
from sendsat.errors import Conflict, Invalid, NotFound, StorageError
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_another
from sendsat.services.plan import planning, removing
from sendsat.services.plan.planning import Draft, Edit
from sendsat.storage.queries import actions
from tests.conftest import Clock
from tests.factories import STARTED


@pytest.fixture
def plan(desk: Desk, first_round: Round) -> tuple[Action, ...]:
    for text, owner in (("One", "Ann"), ("Two", "Bob"), ("Three", "Cay")):
        draft = Draft(text, owner, date(2027, 1, 31))
        planning.plan_action(desk, round_id=first_round.id, team_id=None, statements=("LM1",), draft=draft)
    return viewing.actions_of(desk)


def emptied(plan: tuple[Action, ...]) -> list[Edit]:
    return [Edit(one, replace(one, owner="")) for one in plan]


def owners(desk: Desk) -> list[str]:
    return [one.owner for one in viewing.actions_of(desk)]


def test_one_go_changes_all_and_tells_what_was_and_what_is(desk: Desk, plan: tuple[Action, ...], clock: Clock) -> None:
    clock.pass_by(days=1)

    told = planning.change_actions(desk, edits=emptied(plan))

    assert owners(desk) == ["", "", ""]
    assert [one.before for one in told.done] == list(plan)
    assert tuple(one.after for one in told.done) == viewing.actions_of(desk)
    assert told.refused == ()
    assert [one.fields for one in told.done] == [("owner",)] * 3


def test_taking_one_go_back_restores_every_cell_and_history_notes_both(desk: Desk, plan: tuple[Action, ...]) -> None:
    told = planning.change_actions(desk, edits=emptied(plan))

    back = planning.change_actions(desk, edits=[one.reverse for one in told.done])

    restored = viewing.actions_of(desk)
    assert [replace(one, updated_at=STARTED) for one in restored] == list(plan)
    assert all(now.updated_at > was.updated_at for now, was in zip(restored, plan, strict=True))
    assert len(back.done) == 3
    for action in plan:
        entries = [(one.field, one.old, one.new) for one in viewing.action_history(desk, action.id)]
        assert entries[:2] == [("owner", "", action.owner), ("owner", action.owner, "")]


def test_a_cell_that_somebody_else_changed_since_stays_and_the_others_go_back(
    desk: Desk, plan: tuple[Action, ...]
) -> None:
    wanted = [Edit(one, replace(one, owner="", status=Status.DONE)) for one in plan]
    told = planning.change_actions(desk, edits=wanted)
    planning.change_action(desk, action=replace(told.done[1].after, owner="Theirs"))

    back = planning.change_actions(desk, edits=[one.reverse for one in told.done])

    assert owners(desk) == ["Ann", "Theirs", "Cay"]
    assert {one.status for one in viewing.actions_of(desk)} == {Status.NOT_STARTED}
    [refused] = back.refused
    assert (refused.edit.before.id, refused.field) == (plan[1].id, "owner")
    assert isinstance(refused.error, Conflict)
    assert (refused.error.stored, refused.error.offered) == ("Theirs", "Bob")


def test_what_was_not_in_the_go_is_not_touched_when_it_is_taken_back(desk: Desk, plan: tuple[Action, ...]) -> None:
    told = planning.change_actions(desk, edits=emptied(plan))
    planning.note_progress(desk, action_id=plan[0].id, text="Begun.")
    planning.change_action(desk, action=replace(told.done[0].after, closing_evidence="Minutes", due=None))

    planning.change_actions(desk, edits=[one.reverse for one in told.done])

    first = viewing.actions_of(desk)[0]
    assert (first.owner, first.closing_evidence, first.due) == ("Ann", "Minutes", None)
    assert [note.text for note in first.notes] == ["Begun."]


def test_an_action_that_is_gone_is_refused_and_the_others_are_changed(desk: Desk, plan: tuple[Action, ...]) -> None:
    removing.remove_action(desk, action_id=plan[0].id)

    told = planning.change_actions(desk, edits=emptied(plan))

    assert owners(desk) == ["", ""]
    assert [(one.edit.before.id, type(one.error)) for one in told.refused] == [(plan[0].id, NotFound)]


@pytest.mark.parametrize(("field", "value"), [("text", " \n "), ("owner", "y" * 201), ("text", "x" * 100_001)])
def test_a_cell_that_cannot_be_kept_is_refused_by_itself(
    desk: Desk, plan: tuple[Action, ...], field: str, value: Any
) -> None:
    wrong = replace(plan[0], due=None, **{field: value})

    told = planning.change_actions(desk, edits=[Edit(plan[0], wrong), Edit(plan[1], replace(plan[1], owner="Dan"))])

    first, second, _ = viewing.actions_of(desk)
    assert (first.text, first.owner, first.due, second.owner) == ("One", "Ann", None, "Dan")
    assert [(one.field, type(one.error)) for one in told.refused] == [(field, Invalid)]


def test_words_are_kept_tidy_and_no_change_is_no_change(desk: Desk, plan: tuple[Action, ...]) -> None:
    same = planning.change_actions(desk, edits=[Edit(plan[0], replace(plan[0], text=" One ", owner="  Ann "))])
    assert (same.done, same.refused) == ((), ())
    assert len(viewing.action_history(desk, plan[0].id)) == 1


def test_where_one_cannot_be_written_none_is(
    desk: Desk, plan: tuple[Action, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    written = actions.save_action
    calls: list[int] = []

    def failing(*args: Any) -> Action:
        calls.append(1)
        if len(calls) == 3:
            raise StorageError("The disk is full.")
        return written(*args)

    monkeypatch.setattr(actions, "save_action", failing)

    with pytest.raises(StorageError):
        planning.change_actions(desk, edits=emptied(plan))
    assert owners(desk) == ["Ann", "Bob", "Cay"]


def test_another_organisations_action_is_not_changed(desk: Desk, plan: tuple[Action, ...]) -> None:
    other = found_another(desk, name="Hill", kind=OrganisationKind.PROVIDER, round_name="Autumn")
    stranger = replace(desk, organisation=other)

    told = planning.change_actions(stranger, edits=emptied(plan))

    assert told.done == ()
    assert owners(desk) == ["Ann", "Bob", "Cay"]
