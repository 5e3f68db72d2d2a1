"""Whatever is done after an import, an edit of the table or a download: nothing of it is lost, and it is told."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendsat.assessment.values import Action, Priority, Round, Status
from sendsat.errors import Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.plan import planning
from sendsat.services.plan.importing import import_plan, preview_plan
from sendsat.services.plan.planning import Draft, Edit, change_actions
from sendsat.services.plan.removing import remove_action
from sendsat.services.plan.undoing import plan_imports, undo_import
from tests.conftest import Clock
from tests.services.plan.test_importing import as_csv, edited, stored
from tests.services.plan.test_versions import STEPS

FEWER = settings(
    max_examples=settings().max_examples // 8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
FIELDS: dict[str, tuple[Any, ...]] = {
    "text": ("Say it well", "Begin"),
    "owner": ("Eve", "Fay", ""),
    "due": (date(2027, 3, 1), None),
    "priority": tuple(Priority),
    "status": tuple(Status),
}
CHANGES = st.sampled_from(sorted(FIELDS)).flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(FIELDS[name])))
IN_THREE = st.tuples(st.integers(0, 2), CHANGES)
LATER = st.one_of(CHANGES, st.tuples(st.just("note"), st.sampled_from(["Met", "Rang"])), st.just(("removed", "")))


def do(desk: Desk, action_id: int, act: tuple[str, Any]) -> None:
    """Somebody's later work on an action, unless it is gone by then."""
    what, value = act
    now = {action.id: action for action in viewing.actions_of(desk)}.get(action_id)
    if now is None:
        return
    if what == "note":
        planning.note_progress(desk, action_id=action_id, text=value)
    elif what == "removed":
        remove_action(desk, action_id=action_id)
    else:
        planning.change_action(desk, action=replace(now, **{what: value}))


HEADER = ["Action id", "Statement id", "Action", "Owner", "Due date", "Priority", "Status"]


def imported(desk: Desk, round_: Round) -> tuple[Action, dict[int, Action]]:
    """An action as it was before a file changed all of it, and that and a new one as the file left them."""
    draft = Draft("Write the policy", "Ann", date(2026, 1, 31), Priority.HIGH)
    old = planning.plan_action(desk, round_id=round_.id, team_id=None, statements=("LM1",), draft=draft)
    known = {action.id for action in viewing.actions_of(desk)} - {old.id}
    changed = [str(old.id), "LM1", "Other words", "Bob", "2026-02-28", "Low", "Done"]
    added = ["", "SP1", f"A new one beside {old.id}", "Cy", "", "", ""]
    import_plan(desk, seen=preview_plan(desk, as_csv([HEADER, changed, added]), "plan.csv"))
    return old, {action.id: action for action in viewing.actions_of(desk) if action.id not in known}


def plain(action: Action) -> tuple[Any, ...]:
    return (*(getattr(action, name) for name in FIELDS), action.statements, [note.text for note in action.notes])


@FEWER
@given(st.lists(st.tuples(st.integers(0, 1), LATER), max_size=4))
def test_taking_an_import_back_loses_nothing_that_was_done_since(
    desk: Desk, first_round: Round, acts: list[tuple[int, tuple[str, Any]]]
) -> None:
    old, left = imported(desk, first_round)
    for place, act in acts:
        do(desk, sorted(left)[place], act)
    before = {action.id: action for action in viewing.actions_of(desk)}
    batch = plan_imports(desk)[0].id
    try:
        done = undo_import(desk, batch)
    except Refused:
        assert {action.id: action for action in viewing.actions_of(desk)} == before
        done = undo_import(desk, batch, keep_later=True)
        assert done.kept
    after = {action.id: action for action in viewing.actions_of(desk)}
    for number, was in left.items():
        cells = [getattr(was, name) for name in FIELDS]
        now = before.get(number)
        if now is None:
            assert number not in after
        elif [getattr(now, name) for name in FIELDS] != cells or (number != old.id and now.notes):
            assert plain(after[number]) == plain(now)
        elif number == old.id:
            assert plain(after[number]) == plain(replace(old, notes=now.notes))
        else:
            assert number not in after
        words = "\n".join(f"{one.old}\n{one.new}" for one in viewing.action_history(desk, number))
        written = [
            value for place, (what, value) in acts if sorted(left)[place] == number and what in ("text", "owner")
        ]
        if now is not None:
            assert [value for value in written if value not in words] == []


@FEWER
@given(st.lists(IN_THREE, min_size=2, max_size=6), st.lists(IN_THREE, max_size=4))
def test_taking_a_paste_back_puts_every_cell_back_but_those_that_somebody_changed_since(
    desk: Desk, first_round: Round, pasted: list[tuple[int, tuple[str, Any]]], later: list[tuple[int, tuple[str, Any]]]
) -> None:
    drafts = [Draft(text, "Ann", date(2027, 1, 31)) for text in ("One", "Two", "Three")]
    where: dict[str, Any] = {"round_id": first_round.id, "team_id": None, "statements": ("LM1",)}
    begun = [planning.plan_action(desk, **where, draft=draft) for draft in drafts]
    wanted = list(begun)
    for place, (name, value) in pasted:
        wanted[place] = replace(wanted[place], **{name: value})
    done = change_actions(desk, edits=[Edit(*both) for both in zip(begun, wanted, strict=True)])
    assert done.refused == ()
    mid = [stored(desk, action) for action in begun]
    assert [[getattr(one, name) for name in FIELDS] for one in mid] == [
        [getattr(one, name) for name in FIELDS] for one in wanted
    ]

    for place, act in later:
        do(desk, begun[place].id, act)
    last = [stored(desk, action) for action in begun]
    back = change_actions(desk, edits=[edit.reverse for edit in done.done])

    now = [stored(desk, action) for action in begun]
    for was, then, changed, here in zip(begun, mid, last, now, strict=True):
        for name in FIELDS:
            touched = getattr(changed, name) != getattr(then, name)
            assert getattr(here, name) == getattr(changed if touched else was, name)
    refused = {(one.edit.before.id, one.field) for one in back.refused}
    assert refused == {
        (was.id, name)
        for was, then, changed in zip(begun, mid, last, strict=True)
        for name in FIELDS
        if getattr(then, name) not in (getattr(was, name), getattr(changed, name))
        and getattr(changed, name) != getattr(was, name)
    }


@pytest.fixture
def first(desk: Desk, first_round: Round) -> Action:
    """The action of which plans are downloaded."""
    draft = Draft("Write the policy", "Ann")
    return planning.plan_action(desk, round_id=first_round.id, team_id=None, statements=("LM1",), draft=draft)


@FEWER
@given(st.lists(st.tuples(st.sampled_from(sorted(STEPS)), CHANGES), max_size=4))
def test_what_was_changed_here_since_a_download_is_a_conflict_whatever_the_clock_did(
    desk: Desk, first: Action, clock: Clock, later: list[tuple[str, tuple[str, Any]]]
) -> None:
    begun = planning.change_action(desk, action=replace(stored(desk, first), owner="Ann", text="Write the policy"))
    data = edited(desk, Owner="Bob")
    owners = ["Ann"]
    for step, act in later:
        STEPS[step](clock)
        do(desk, begun.id, act)
        owners.append(stored(desk, first).owner)
    found = preview_plan(desk, data)
    touched = len(set(owners)) > 1
    assert [(one.field, one.before, one.after) for one in found.conflicts] == [("owner", owners[-1], "Bob")] * touched
    import_plan(desk, seen=found)
    assert stored(desk, first).owner == (owners[-1] if touched else "Bob")
