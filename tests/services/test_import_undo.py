"""What was brought in can be taken back at once, and later work is never overwritten by that."""

import pytest

from sendsat.assessment.rating import Rating
from sendsat.errors import NotFound, Refused
from sendsat.services import importing, planning, viewing
from sendsat.services.desk import Desk
from tests.services.filling import (
    ACTION,
    FULL,
    OFSTED,
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
