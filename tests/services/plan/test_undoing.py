"""The import of a plan is taken back, also after a restart, and nothing that somebody did since is ever lost by it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sendsat.assessment.imports.imports import ImportBatch
from sendsat.assessment.people.people import Person
from sendsat.assessment.values import Action, Priority, Round, Status
from sendsat.errors import NotFound, Refused
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.plan import removing
from sendsat.services.plan.importing import import_plan, preview_plan
from sendsat.services.plan.planning import Draft, change_action, note_progress, plan_action
from sendsat.services.plan.removing import remove_action
from sendsat.services.plan.undoing import changed_since, plan_imports, undo_import
from sendsat.storage.opening import open_store
from tests.conftest import Clock, add_desk, found_desk
from tests.services.plan.test_importing import as_csv


@pytest.fixture
def desk(any_database: str, library: Library, clock: Clock) -> Iterator[Desk]:
    with closing(open_store(any_database)) as store:
        yield found_desk(store, library, clock)


@pytest.fixture
def old(desk: Desk, first_round: Round) -> Action:
    """An action of the plan before the import."""
    draft = Draft("Write the policy", "Ann", date(2026, 1, 31), Priority.HIGH)
    return plan_action(desk, round_id=first_round.id, team_id=None, statements=("LM1", "SP1"), draft=draft)


@pytest.fixture
def imported(desk: Desk, old: Action) -> ImportBatch | None:
    """A file that changes every field of the old action and adds two new ones."""
    header = ["Action id", "Statement id", "Action", "Owner", "Due date", "Priority", "Status"]
    changed = [str(old.id), "LM2", "Other words", "Bob", "2026-02-28", "Low", "Done"]
    added = [["", "LM1", "A new one", "Cy", "", "", ""], ["", "SP2", "Another one", "", "2026-03-31", "", ""]]
    return import_plan(desk, seen=preview_plan(desk, as_csv([header, changed, *added]), "plan.csv"))


def plan(desk: Desk) -> dict[str, Action]:
    return {one.text: one for one in viewing.actions_of(desk)}


def batch_of(desk: Desk) -> int:
    return plan_imports(desk)[0].id


def someone_else(desk: Desk) -> Desk:
    return replace(desk, person=Person("bob", "Bob"))


def test_what_nobody_touched_is_as_before(desk: Desk, old: Action, imported: ImportBatch) -> None:
    done = undo_import(desk, batch_of(desk))
    [kept] = viewing.actions_of(desk)
    assert replace(kept, updated_at=old.updated_at) == old
    assert done.taken_back == (
        "“Other words”: as before the import",
        "“A new one”: removed",
        "“Another one”: removed",
    )
    assert done.kept == ()


def test_it_can_be_taken_back_after_a_restart(
    any_database: str, desk: Desk, old: Action, imported: ImportBatch
) -> None:
    desk.store.close()
    with closing(open_store(any_database)) as store:
        again = replace(desk, store=store)
        [batch] = plan_imports(again)
        assert (batch.filename, batch.changes, batch.person, batch.undone_at) == ("plan.csv", 3, "Ann", None)
        undo_import(again, batch.id)
        assert [one.text for one in viewing.actions_of(again)] == ["Write the policy"]
        assert plan_imports(again)[0].undone_at == desk.now()


def test_it_is_taken_back_only_once(desk: Desk, imported: ImportBatch) -> None:
    undo_import(desk, batch_of(desk))
    with pytest.raises(Refused, match="undone already"):
        undo_import(desk, batch_of(desk))


def test_a_note_added_meanwhile_is_never_deleted(desk: Desk, imported: ImportBatch) -> None:
    note_progress(someone_else(desk), action_id=plan(desk)["A new one"].id, text="Met on Monday")
    with pytest.raises(Refused, match=r"1 action was .* undone: “A new one”: it has a note by now"):
        undo_import(desk, batch_of(desk))
    assert set(plan(desk)) == {"Other words", "A new one", "Another one"}

    done = undo_import(desk, batch_of(desk), keep_later=True)

    assert done.kept == ("“A new one”: it has a note by now",)
    assert set(plan(desk)) == {"Write the policy", "A new one"}
    assert [(one.text, one.person) for one in plan(desk)["A new one"].notes] == [("Met on Monday", "Bob")]


@pytest.mark.parametrize(
    ("later", "why"),
    [
        ({"text": "A better one"}, "its text changed"),
        ({"owner": "Eve"}, "its owner changed"),
        ({"due": date(2027, 1, 1)}, "its date changed"),
        ({"status": Status.IN_PROGRESS}, "its status changed"),
        ({"statements": ("LM2",)}, "its statements changed"),
        ({"closing_evidence": "The club meets"}, "its evidence changed"),
        ({"owner": "Eve", "priority": Priority.LOW}, "its owner and its priority changed"),
    ],
)
def test_a_new_action_that_was_changed_since_stays(
    desk: Desk, imported: ImportBatch, later: dict[str, Any], why: str
) -> None:
    wanted = change_action(desk, action=replace(plan(desk)["A new one"], **later))
    assert changed_since(desk, batch_of(desk)) == (f"“{wanted.text}”: {why}",)
    with pytest.raises(Refused, match=why):
        undo_import(desk, batch_of(desk))
    undo_import(desk, batch_of(desk), keep_later=True)
    assert plan(desk)[wanted.text] == wanted
    assert set(plan(desk)) == {wanted.text, "Write the policy"}


def test_what_the_file_did_not_write_is_left_alone(desk: Desk, old: Action) -> None:
    rows = [["Action id", "Owner", "Action"], [str(old.id), "Bob", old.text]]
    import_plan(desk, seen=preview_plan(desk, as_csv(rows)))
    note_progress(desk, action_id=old.id, text="Begun")
    change_action(desk, action=replace(plan(desk)[old.text], status=Status.IN_PROGRESS))

    assert undo_import(desk, batch_of(desk)).kept == ()

    [kept] = viewing.actions_of(desk)
    assert (kept.owner, kept.status, [one.text for one in kept.notes]) == ("Ann", Status.IN_PROGRESS, ["Begun"])


def test_a_change_that_was_changed_again_stays(desk: Desk, imported: ImportBatch) -> None:
    change_action(desk, action=replace(plan(desk)["Other words"], text="Better words"))
    done = undo_import(desk, batch_of(desk), keep_later=True)
    assert done.kept == ("“Better words”: its text changed",)
    assert set(plan(desk)) == {"Better words"}


def test_actions_that_were_removed_since_are_said(desk: Desk, old: Action, imported: ImportBatch) -> None:
    remove_action(desk, action_id=old.id)
    remove_action(desk, action_id=plan(desk)["A new one"].id)
    done = undo_import(desk, batch_of(desk), keep_later=True)
    assert done.kept == ("“Other words”: it was removed from the plan",)
    assert done.taken_back == ("“A new one”: was removed already", "“Another one”: removed")
    assert plan(desk) == {}


def test_history_holds_every_word_of_what_was_taken_back(desk: Desk, old: Action, imported: ImportBatch) -> None:
    new = plan(desk)["A new one"]
    undo_import(desk, batch_of(desk))
    removed = viewing.action_history(desk, new.id)[0]
    assert (removed.field, removed.old) == ("removed", "A new one\nWho: Cy")
    changes = {(one.field, one.old, one.new) for one in viewing.action_history(desk, old.id)}
    assert {("text", "Other words", "Write the policy"), ("owner", "Bob", "Ann")} <= changes


def test_a_round_s_undo_and_a_plan_s_undo_do_not_mix(desk: Desk, first_round: Round, imported: ImportBatch) -> None:
    assert importing.imports_into(desk, first_round.id) == ()
    with pytest.raises(NotFound):
        importing.undo_import(desk, batch_of(desk))
    assert set(plan(desk)) == {"Other words", "A new one", "Another one"}


def test_another_organisation_cannot_take_it_back(desk: Desk, imported: ImportBatch) -> None:
    other = add_desk(desk)
    assert plan_imports(other) == ()
    for verb in (undo_import, changed_since):
        with pytest.raises(NotFound):
            verb(other, batch_of(desk))
    assert "A new one" in plan(desk)


def test_an_import_that_changed_nothing_leaves_nothing_to_undo(desk: Desk, old: Action) -> None:
    rows = [["Action id", "Action"], [str(old.id), old.text]]
    assert import_plan(desk, seen=preview_plan(desk, as_csv(rows))) is None
    assert plan_imports(desk) == ()


def test_two_imports_are_taken_back_one_after_the_other(desk: Desk, old: Action) -> None:
    for owner in ("Bob", "Cy"):
        rows = [["Action id", "Owner", "Action"], [str(old.id), owner, old.text]]
        import_plan(desk, seen=preview_plan(desk, as_csv(rows)))
    second, first = plan_imports(desk)
    with pytest.raises(Refused, match="its owner changed"):
        undo_import(desk, first.id)
    for batch in (second, first):
        undo_import(desk, batch.id)
    assert plan(desk)[old.text].owner == "Ann"


def test_removing_an_action_keeps_its_notes_in_history(desk: Desk, old: Action) -> None:
    note_progress(someone_else(desk), action_id=old.id, text="Met on Monday")
    removing.remove_action(desk, action_id=old.id)
    assert "Note of 01/09/2025 by Bob: Met on Monday" in viewing.action_history(desk, old.id)[0].old
