"""What was brought in can be taken back at once, and later work is never overwritten by that."""

from dataclasses import replace

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Status
from sendsat.errors import NotFound, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.plan import planning, removing
from sendsat.services.work import May, writing
from sendsat.storage.queries import judgements
from tests.services.filling import (
    ACTION,
    FULL,
    OFSTED,
    OWNER,
    RATING,
    Typed,
    commentary,
    downloaded,
    everything,
    filled,
    look,
    plan,
    planned,
    said,
)


def test_an_import_can_be_undone(desk: Desk) -> None:
    planned(desk)
    commentary(desk, "Draft only")
    before = everything(desk)
    more: Typed = FULL | {("LM1", ACTION): "Write it well", ("LM2", OFSTED): "Inclusion", ("LM2", ACTION): "New"}
    batch = importing.apply_import(desk, look(desk, filled(downloaded(desk), more)))
    assert everything(desk) != before
    importing.undo_import(desk, batch.id)
    assert everything(desk) == before
    assert importing.imports_into(desk, 1)[0].undone_at == desk.now()


def test_an_undo_is_in_the_history_too(desk: Desk) -> None:
    batch = importing.apply_import(desk, look(desk, filled(downloaded(desk), {("LM1", RATING): "Green"})))
    importing.undo_import(desk, batch.id)
    newest = viewing.statement_history(desk, "LM1")[0]
    assert (newest.field, newest.old, newest.new) == ("rating", "green", "")


def test_an_import_is_undone_only_once(desk: Desk) -> None:
    batch = importing.apply_import(desk, look(desk, filled(downloaded(desk), FULL)))
    importing.undo_import(desk, batch.id)
    with pytest.raises(Refused, match="undone already"):
        importing.undo_import(desk, batch.id)


def test_an_undo_overwrites_no_later_edit(desk: Desk) -> None:
    batch = importing.apply_import(desk, look(desk, filled(downloaded(desk), FULL)))
    commentary(desk, "Said later")
    with pytest.raises(Refused, match="changed again since"):
        importing.undo_import(desk, batch.id)
    assert said(desk, "SP2").rating is Rating.RED
    importing.undo_import(desk, batch.id, keep_later=True)
    assert said(desk).commentary == "Said later"
    assert said(desk, "SP2").rating is None


def test_an_undo_keeps_an_action_that_somebody_worked_on(desk: Desk) -> None:
    batch = importing.apply_import(desk, look(desk, filled(downloaded(desk), {("LM1", ACTION): "New"})))
    planning.note_progress(desk, action_id=viewing.actions_of(desk)[0].id, text="Begun")
    with pytest.raises(Refused, match="changed again since"):
        importing.undo_import(desk, batch.id)
    assert plan(desk) == [("New", "", "")]


def test_an_older_download_undoes_nothing_that_was_done_since(desk: Desk) -> None:
    content = filled(downloaded(desk), {("LM2", RATING): "Green"})
    commentary(desk, "Said since")
    planned(desk, "Planned since")
    importing.apply_import(desk, look(desk, content))
    assert said(desk).commentary == "Said since"
    assert [text for text, _, _ in plan(desk)] == ["Planned since"]


def test_another_organisation_s_import_cannot_be_undone(desk: Desk, other_desk: Desk) -> None:
    batch = importing.apply_import(desk, look(desk, filled(downloaded(desk), FULL)))
    with pytest.raises(NotFound):
        importing.undo_import(other_desk, batch.id)
    assert said(desk).rating is Rating.GREEN


def test_an_undo_says_what_was_changed_since(desk: Desk) -> None:
    batch = importing.apply_import(desk, look(desk, filled(downloaded(desk), FULL)))
    commentary(desk, "Said later")
    action = next(one for one in viewing.actions_of(desk) if one.text == "Keep at it")
    planning.change_action(desk, action=replace(action, status=Status.DONE))
    with pytest.raises(
        Refused, match=r"2 things .* not undone: the action “Keep at it”: its status changed; LM1: comm"
    ):
        importing.undo_import(desk, batch.id)
    done = importing.undo_import(desk, batch.id, keep_later=True)
    assert (done.taken_back, done.kept) == (1, ("the action “Keep at it”: its status changed", "LM1: commentary"))


def test_an_undo_keeps_a_rating_that_a_room_has_agreed_since(desk: Desk) -> None:
    batch = importing.apply_import(desk, look(desk, filled(downloaded(desk), {("LM1", RATING): "Green"})))
    with writing(desk, May.RATE, "agree") as work:
        work.note("rating")
        agreed = replace(said(desk), votes="5 green, 1 red", minority_note="One sees it as Red.")
        judgements.save_judgement(work, agreed, desk.now())
    with pytest.raises(Refused, match="LM1: votes, minority note"):
        importing.undo_import(desk, batch.id)
    importing.undo_import(desk, batch.id, keep_later=True)
    assert (said(desk).rating, said(desk).minority_note) == (Rating.GREEN, "One sees it as Red.")


def test_an_undo_keeps_an_action_s_note_and_status_beside_what_the_file_changed(desk: Desk) -> None:
    action = planned(desk)
    batch = importing.apply_import(desk, look(desk, filled(downloaded(desk), {("LM1", ACTION): "Write it well"})))
    planning.note_progress(desk, action_id=action.id, text="Begun")
    planning.change_action(desk, action=replace(viewing.actions_of(desk)[0], status=Status.IN_PROGRESS))
    importing.undo_import(desk, batch.id)
    [kept] = viewing.actions_of(desk)
    assert (kept.text, kept.status, [one.text for one in kept.notes]) == (action.text, Status.IN_PROGRESS, ["Begun"])


def test_every_word_of_an_action_that_an_undo_removes_stays_in_history(desk: Desk) -> None:
    batch = importing.apply_import(
        desk, look(desk, filled(downloaded(desk), {("LM1", ACTION): "New", ("LM1", OWNER): "Sam"}))
    )
    [action] = viewing.actions_of(desk)
    importing.undo_import(desk, batch.id)
    removed = viewing.action_history(desk, action.id)[0]
    assert (removed.field, removed.old) == ("removed", "New\nWho: Sam")


def test_an_action_that_somebody_removed_since_does_not_stand_in_the_way(desk: Desk) -> None:
    more: Typed = {("LM1", ACTION): "New", ("LM2", RATING): "Green"}
    batch = importing.apply_import(desk, look(desk, filled(downloaded(desk), more)))
    removing.remove_action(desk, action_id=viewing.actions_of(desk)[0].id)
    assert importing.undo_import(desk, batch.id).kept == ()
    assert (plan(desk), said(desk, "LM2").rating) == ([], None)
