"""A filled workbook comes back: looked at before anything is written, brought in whole or not at all, taken back."""

import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Action, Judgement
from sendsat.errors import Invalid, NotFound, Refused, StorageError
from sendsat.exchange.preview import Choice, Preview, preview_as_json
from sendsat.services import exporting, importing, judging, planning, rounds, teams, viewing
from sendsat.services.desk import Desk
from sendsat.services.planning import Draft
from sendsat.storage.queries import imports
from tests.conftest import Clock

HERE: dict[str, Any] = {"round_id": 1, "team_id": 1, "statement_id": "LM1"}
RATING, COMMENTARY, ACTION, OFSTED, EVIDENCE, OWNER, DUE = "EFGHIJK"
Typed = dict[tuple[str, str], object]


def downloaded(desk: Desk, team_id: int | None = None) -> bytes:
    return exporting.round_workbook(desk, 1, team_id)[1]


def filled(content: bytes, typed: Typed) -> bytes:
    """The workbook with values typed into cells, named by statement and column letter."""
    book = load_workbook(io.BytesIO(content))
    for sheet in book.worksheets[2:-1]:
        rows = {cell.value: cell.row for cell in reversed(sheet["A"]) if cell.value}
        for (statement_id, letter), value in typed.items():
            if statement_id in rows:
                sheet[f"{letter}{rows[statement_id]}"] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def look(desk: Desk, content: bytes, team_id: int | None = None, name: str = "filled.xlsx") -> Preview:
    return importing.preview_import(desk, 1, team_id, content, name)


def said(desk: Desk, statement_id: str = "LM1", team_id: int = 1) -> Judgement:
    return viewing.snapshots(desk, 1)[0].judgement(team_id, statement_id)


def plan(desk: Desk) -> list[tuple[str, str, str]]:
    return [(one.text, one.owner, str(one.due or "")) for one in viewing.actions_of(desk)]


def commentary(desk: Desk, text: str) -> None:
    judging.write(desk, **HERE, field="commentary", text=text, seen=said(desk).commentary)


def planned(desk: Desk, text: str = "Write the policy") -> Action:
    return planning.plan_action(desk, round_id=1, team_id=1, statements=("LM1",), draft=Draft(text, owner="Jo"))


def everything(desk: Desk) -> tuple[object, ...]:
    """All that an import could have changed."""
    judgements = viewing.snapshots(desk, 1)[0].judgements
    kept = {key: replace(one, updated_at=None, id=None) for key, one in judgements.items() if not one.is_empty}
    return kept, plan(desk), viewing.ofsted_choices(desk)


FULL: Typed = {
    ("LM1", RATING): "Green",
    ("LM1", COMMENTARY): "All in place",
    ("LM1", EVIDENCE): "Minutes",
    ("LM1", ACTION): "Keep at it",
    ("LM1", OWNER): "Sam",
    ("LM1", DUE): "31/03/2027",
    ("SP2", RATING): "r",
}


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
    planning.remove_action(desk, action_id=viewing.actions_of(desk)[0].id)


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


def test_an_older_download_undoes_nothing_that_was_done_since(desk: Desk) -> None:
    content = filled(downloaded(desk), {("LM2", RATING): "Green"})
    commentary(desk, "Said since")
    planned(desk, "Planned since")
    importing.apply_import(desk, look(desk, content))
    assert said(desk).commentary == "Said since"
    assert [text for text, _, _ in plan(desk)] == ["Planned since"]


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_whole_round_comes_back_from_csv_and_json(desk: Desk, kind: str) -> None:
    teams.add_team(desk, name="Tutors", sections=("study-programmes",))
    commentary(desk, "=risky, ünïcode\nand long")
    planned(desk)
    name, content = exporting.export_round(desk, kind=kind)
    assert look(desk, content, name=name).changes == ()
    edited = content.replace(b"ris" + b"ky", b"safe")
    batch = importing.apply_import(desk, look(desk, edited, name=name))
    assert said(desk).commentary == "=safe, ünïcode\nand long"
    importing.undo_import(desk, batch.id)
    assert said(desk).commentary == "=risky, ünïcode\nand long"


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_row_changed_here_since_the_download_is_a_conflict(desk: Desk, clock: Clock, kind: str) -> None:
    commentary(desk, "First")
    name, content = exporting.export_round(desk, kind=kind)
    clock.pass_by(minutes=5)
    commentary(desk, "Mine")
    preview = look(desk, content.replace(b"First", b"Their"), name=name)
    assert [(one.stored, one.value) for one in preview.conflicts] == [("Mine", "Their")]


def test_json_carries_actions_both_ways(desk: Desk) -> None:
    planned(desk)
    name, content = exporting.round_json(desk, 1)
    importing.apply_import(desk, look(desk, content.replace(b"Write the policy", b"Rewrite it"), name=name))
    assert plan(desk) == [("Rewrite it", "Jo", "")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "not a JSON file"),
        (b'{"a": 1}', "not a round"),
        (b'{"format": "sendsat-round", "version": 9}', "another version"),
        (b'{"format": "sendsat-round", "version": 1, "judgements": 5}', "cannot be used"),
        (b"[" * 100_000, "No sheet"),
        (b'{"a":' * 100_000, "not a JSON file"),
        (b"a,b\n1,2\n", "No sheet"),
        (b'"never closed', "No sheet"),
        (b"x" * 200_000, "not a CSV file"),
        (b"\xff\xfeh\x00i\x00", "No sheet"),
    ],
)
def test_a_text_file_that_is_no_round_is_refused(desk: Desk, content: bytes, words: str) -> None:
    with pytest.raises(Invalid, match=words) as refusal:
        look(desk, content, name="file.csv")
    assert refusal.value.remedy


def test_a_csv_saved_by_windows_is_read_and_that_is_said(desk: Desk) -> None:
    preview = look(desk, "Number;RAG;Comments\r\nLM1;Green;Café – naïve\r\n".encode("cp1252"), name="x.csv")
    assert [one.value for one in preview.changes] == ["green", "Café – naïve"]
    assert "not in UTF-8" in preview.notes[0]


def test_a_bomb_is_refused_within_300_megabytes(desk: Desk) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        for number in range(4):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b" " * (100 * 2**20))
    content = stream.getvalue()
    tracemalloc.start()
    try:
        with pytest.raises(Invalid, match="unpacks to far more"):
            look(desk, content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 300 * 2**20


def test_another_organisation_s_import_cannot_be_undone(desk: Desk, other_desk: Desk) -> None:
    batch = importing.apply_import(desk, look(desk, filled(downloaded(desk), FULL)))
    with pytest.raises(NotFound):
        importing.undo_import(other_desk, batch.id)
    assert said(desk).rating is Rating.GREEN


def test_a_script_sees_counts_and_every_cell(desk: Desk) -> None:
    content = filled(downloaded(desk), FULL | {("LM2", RATING): "purple", ("LM3", RATING): "✓"})
    found = importing.import_file(desk, content, "filled.xlsx", dry_run=True)
    told = json.loads(json.dumps(preview_as_json(found.preview)))
    assert {name: told[name] for name in ("changes", "conflicts", "guesses", "problems")} == {
        "changes": 6,
        "conflicts": 0,
        "guesses": 1,
        "problems": 1,
    }
    for name in ("changes", "conflicts", "guesses", "problems", "untouched"):
        assert len(told["list"][name]) == told[name]
        assert all(one["sheet"] and one["cell"] for one in told["list"][name])
    assert found.batch is None
    assert said(desk).rating is None


def test_a_script_brings_in_changes_and_leaves_conflicts(desk: Desk) -> None:
    commentary(desk, "First")
    content = filled(downloaded(desk), {("LM1", COMMENTARY): "Theirs", ("LM2", RATING): "Green"})
    commentary(desk, "Mine")
    found = importing.import_file(desk, content, "filled.xlsx")
    assert found.batch is not None
    assert (said(desk).commentary, said(desk, "LM2").rating) == ("Mine", Rating.GREEN)
