"""A filled workbook comes back: looked at before anything is written, brought in whole or not at all."""

from collections.abc import Callable

import pytest

from sendsat.assessment.imports.preview import Choice
from sendsat.assessment.rating import Rating
from sendsat.errors import Invalid, Refused, StorageError
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.plan import removing
from sendsat.services.report import exporting
from sendsat.services.rounds import judging, rounds, teams
from sendsat.storage.queries import imports
from tests.services.filling import (
    ACTION,
    COMMENTARY,
    FULL,
    HERE,
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


def test_a_preview_says_what_would_change_and_writes_nothing(desk: Desk) -> None:
    before = everything(desk)
    preview = look(desk, filled(downloaded(desk), FULL))
    assert [(one.statement_id, one.field, one.before, one.after) for one in preview.changes] == [
        ("LM1", "rating", "○ Not rated", "● Green"),
        ("LM1", "commentary", "", "All in place"),
        ("LM1", "evidence", "", "Minutes"),
        ("SP2", "rating", "○ Not rated", "▲ Red"),
        ("LM1", "action", "", "Keep at it · Sam · 31/03/2027"),
    ]
    assert everything(desk) == before


def test_what_was_previewed_is_brought_in_with_history(desk: Desk) -> None:
    batch = importing.apply_import(desk, look(desk, filled(downloaded(desk), FULL)))
    assert (said(desk).rating, said(desk).commentary, said(desk).evidence) == (Rating.GREEN, "All in place", "Minutes")
    assert said(desk, "SP2").rating is Rating.RED
    assert plan(desk) == [("Keep at it", "Sam", "2027-03-31")]
    assert batch.changes == 5
    history = {(one.field, one.new, one.person) for one in viewing.statement_history(desk, "LM1")}
    assert {("rating", "green", "Ann"), ("planned", "Keep at it", "Ann")} <= history


def test_bringing_the_same_file_in_again_changes_nothing(desk: Desk) -> None:
    content = filled(downloaded(desk), FULL)
    importing.apply_import(desk, look(desk, content))
    again = look(desk, content)
    assert (again.changes, again.conflicts) == ((), ())


def test_a_text_changed_here_and_there_is_a_conflict_and_stays_without_a_word(desk: Desk) -> None:
    commentary(desk, "First")
    content = filled(downloaded(desk), {("LM1", COMMENTARY): "Theirs", ("LM2", RATING): "Green"})
    commentary(desk, "Mine")
    preview = look(desk, content)
    assert [(one.stored, one.value) for one in preview.conflicts] == [("Mine", "Theirs")]
    importing.apply_import(desk, preview)
    assert said(desk).commentary == "Mine"
    assert said(desk, "LM2").rating is Rating.GREEN


@pytest.mark.parametrize(
    ("choice", "kept"), [(Choice.MINE, "Mine"), (Choice.THEIRS, "Theirs"), (Choice.BOTH, "Mine\n\nTheirs")]
)
def test_a_conflict_is_resolved_as_chosen(desk: Desk, choice: Choice, kept: str) -> None:
    commentary(desk, "First")
    content = filled(downloaded(desk), {("LM1", COMMENTARY): "Theirs", ("LM2", RATING): "Green"})
    commentary(desk, "Mine")
    preview = look(desk, content)
    importing.apply_import(desk, preview, {preview.conflicts[0].key: choice})
    assert said(desk).commentary == kept


def test_two_ratings_cannot_both_be_kept(desk: Desk) -> None:
    preview = look(desk, filled(downloaded(desk), {("LM1", RATING): "Green"}))
    with pytest.raises(Invalid, match="cannot be both"):
        importing.apply_import(desk, preview, {preview.changes[0].key: Choice.BOTH})


def test_a_change_can_be_turned_down(desk: Desk) -> None:
    preview = look(desk, filled(downloaded(desk), {("LM1", RATING): "✓", ("LM2", RATING): "Red"}))
    importing.apply_import(desk, preview, {preview.changes[0].key: Choice.MINE})
    assert said(desk).rating is None
    assert said(desk, "LM2").rating is Rating.RED


def test_nothing_chosen_is_nothing_brought_in(desk: Desk) -> None:
    with pytest.raises(Invalid, match="nothing to bring in"):
        importing.apply_import(desk, look(desk, downloaded(desk)))


def _rate(desk: Desk) -> None:
    judging.rate(desk, **HERE, rating=Rating.RED)


def _close(desk: Desk) -> None:
    rounds.close_round(desk, round_id=1)


def _remove(desk: Desk) -> None:
    removing.remove_action(desk, action_id=viewing.actions_of(desk)[0].id)


def _take_section(desk: Desk) -> None:
    teams.change_team(desk, team_id=1, name="Whole organisation", sections=("study-programmes",))


@pytest.mark.parametrize("meanwhile", [_rate, _close, _remove, _take_section])
def test_a_round_that_changed_since_the_preview_is_not_written_to(
    desk: Desk, meanwhile: Callable[[Desk], None]
) -> None:
    planned(desk)
    preview = look(desk, filled(downloaded(desk), FULL | {("LM1", ACTION): "Changed"}))
    meanwhile(desk)
    before = everything(desk)
    with pytest.raises(Refused):
        importing.apply_import(desk, preview)
    assert everything(desk) == before
    assert importing.imports_into(desk, 1) == ()


def test_somebody_else_s_work_on_other_statements_is_no_hindrance(desk: Desk) -> None:
    preview = look(desk, filled(downloaded(desk), {("LM1", RATING): "Green"}))
    judging.rate(desk, round_id=1, team_id=1, statement_id="LM2", rating=Rating.RED)
    importing.apply_import(desk, preview)
    assert (said(desk).rating, said(desk, "LM2").rating) == (Rating.GREEN, Rating.RED)


def test_a_failure_half_way_leaves_nothing_behind(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = look(desk, filled(downloaded(desk), FULL))
    before = everything(desk)

    def fail(*_: object, **__: object) -> None:
        raise StorageError("The disk is full, so nothing was saved.")

    monkeypatch.setattr(imports, "add_batch", fail)
    with pytest.raises(StorageError):
        importing.apply_import(desk, preview)
    assert everything(desk) == before


def test_a_closed_round_takes_nothing_in(desk: Desk) -> None:
    content = downloaded(desk)
    _close(desk)
    with pytest.raises(Refused, match="closed"):
        look(desk, content)


def test_a_rating_brought_in_confirms_what_was_carried_forward(desk: Desk) -> None:
    judging.rate(desk, **HERE, rating=Rating.AMBER)
    later = rounds.start_round(desk, name="Spring 2026", carry_forward_from=1)
    content = filled(exporting.round_workbook(desk, later.id)[1], {("LM1", RATING): "Green"})
    batch = importing.apply_import(desk, importing.preview_import(desk, later.id, None, content, "a.xlsx"))
    kept = viewing.snapshots(desk, later.id)[0].judgement(1, "LM1")
    assert (kept.rating, kept.carried_forward) == (Rating.GREEN, False)
    importing.undo_import(desk, batch.id)
    kept = viewing.snapshots(desk, later.id)[0].judgement(1, "LM1")
    assert (kept.rating, kept.carried_forward) == (Rating.AMBER, True)


def test_another_rating_brought_in_is_no_longer_marked_as_re_judged(desk: Desk) -> None:
    judging.rate(desk, **HERE, rating=Rating.AMBER)
    judging.mark_rejudged(desk, **HERE, rejudged=True)
    content = filled(exporting.round_workbook(desk, 1)[1], {("LM1", RATING): "Green"})
    importing.apply_import(desk, importing.preview_import(desk, 1, None, content, "a.xlsx"))
    kept = viewing.snapshots(desk, 1)[0].judgement(1, "LM1")
    assert (kept.rating, kept.rejudged) == (Rating.GREEN, False)


def test_several_teams_copies_are_merged_one_after_another(desk: Desk) -> None:
    others = [teams.add_team(desk, name=f"Team {n}", sections=("leadership",)) for n in range(3)]
    copies = [(team.id, downloaded(desk, team.id)) for team in others]
    for number, (team_id, content) in enumerate(copies):
        typed: Typed = {("LM1", RATING): "Green", ("LM2", COMMENTARY): f"From {number}"}
        importing.apply_import(desk, look(desk, filled(content, typed)))
        assert said(desk, "LM2", team_id).commentary == f"From {number}"
    assert said(desk).rating is None


def test_a_workbook_brought_in_for_another_team_says_so(desk: Desk) -> None:
    other = teams.add_team(desk, name="Other", sections=("leadership",))
    preview = look(desk, filled(downloaded(desk, 1), {("LM1", RATING): "Green"}), other.id)
    assert "another team (Whole organisation)" in preview.guesses[0].text
    assert [one.team_id for one in preview.changes] == [other.id]


def test_an_action_removed_here_and_changed_there_is_a_conflict(desk: Desk) -> None:
    planned(desk)
    content = filled(downloaded(desk), {("LM1", ACTION): "Changed there"})
    _remove(desk)
    preview = look(desk, content)
    assert "removed in sendsat" in preview.conflicts[0].conflict
    importing.apply_import(desk, preview, {preview.conflicts[0].key: Choice.THEIRS})
    assert plan(desk) == [("Changed there", "Jo", "")]
