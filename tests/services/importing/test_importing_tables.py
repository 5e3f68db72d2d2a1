"""Tables as other programs leave them give the same rows to rounds and to plans."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sendsat.errors import Invalid
from sendsat.guide.library import Library
from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.desk import Desk
from sendsat.services.importing.importing import preview_import
from sendsat.services.plan.importing import preview_plan
from sendsat.services.plan.planning import Draft, plan_action
from sendsat.services.viewing import organisations_here, rounds_of
from sendsat.settings import DEMONSTRATION, SHIPPED_EDITION
from sendsat.storage.store import Store
from tests.exchange.plan.plans import plan_of
from tests.services.filling import downloaded, look

SENT = Path(__file__).parents[2] / "exchange" / "tables_people_send"


@pytest.mark.parametrize(
    "name", ["edited-in-google-sheets", "word-file-embedded-as-evidence", "thousand-rows-by-26-columns"]
)
def test_a_workbook_is_read_whatever_else_its_program_put_into_it(desk: Desk, name: str) -> None:
    found = look(desk, (SENT / f"{name}.xlsx").read_bytes(), 1)
    ratings = [(one.statement_id, one.value) for one in (*found.changes, *found.conflicts) if one.field == "rating"]
    assert ("LM2", "red") in ratings


def test_an_embedded_file_is_left_out_and_that_is_said(desk: Desk) -> None:
    found = look(desk, (SENT / "word-file-embedded-as-evidence.xlsx").read_bytes(), 1)
    assert "An embedded file was left out." in found.notes


def test_codes_of_pasted_word_texts_become_what_they_stand_for(desk: Desk) -> None:
    found = look(desk, (SENT / "word-line-breaks-in-cell.xlsx").read_bytes(), 1)
    texts = [one.value for one in (*found.changes, *found.conflicts)]
    assert "First line\nSecond line\nThird" in texts
    assert "A softhyphen and a non-breaking one" in texts


def test_a_strict_workbook_is_refused_with_what_to_do(desk: Desk) -> None:
    with pytest.raises(Invalid, match="Strict Open XML") as refusal:
        look(desk, (SENT / "strict-ooxml.xlsx").read_bytes(), 1)
    assert "Excel Workbook (.xlsx)" in refusal.value.remedy


def test_a_title_with_commas_does_not_hide_the_semicolons(desk: Desk) -> None:
    content = (SENT / "title-with-commas-above-semicolons.csv").read_bytes()
    found = look(desk, content, 1, name="audit.csv")
    assert [(one.statement_id, one.value) for one in found.changes] == [
        ("LM1", "red"),
        ("LM1", "Late"),
        ("LM2", "amber"),
        ("LM2", "Soon"),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
def test_rounds_and_plans_read_any_separator_and_encoding(desk: Desk, separator: str, encoding: str) -> None:
    def table(*rows: tuple[str, ...]) -> bytes:
        lines = ["Audit, autumn; draft | two", *(separator.join(row) for row in rows)]
        return "\r\n".join(lines).encode(encoding)

    words = "Zoë’s café – £5"
    found = look(
        desk, table(("Number", "RAG", "Comments"), ("LM1", "Red", words), ("LM2", "Amber", "")), 1, name="x.csv"
    )
    assert [one.value for one in found.changes] == ["red", words, "amber"]
    plan = plan_of(table(("Statement id", "Action", "Owner"), ("LM1", words, "Ann"), ("LM2", "More", "Bob")))
    assert [one.values["text"] for one in plan.lines] == [words, "More"]


@pytest.mark.parametrize(
    "text", ["Zoë’s plan", "fiancé", "£500 for staff", "1 – 2", "ÉCOLE", "and so on…", "• one", "naïve for £5"]
)
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_a_short_text_of_windows_or_of_a_mac_keeps_its_letters(text: str, encoding: str) -> None:
    plan = plan_of(f"Statement id,Action\nLM1,{text}\n".encode(encoding))
    assert plan.lines[0].values["text"] == text
    assert "not in UTF-8" in plan.notes[0]


def test_a_note_on_a_cell_is_shown_with_its_words(desk: Desk) -> None:
    found = look(desk, (SENT / "answer-in-cell-note.xlsx").read_bytes(), 1)
    assert any("note on E7" in note and "the authority left the group" in note for note in found.notes)


def test_a_change_in_a_hidden_row_is_read_and_the_row_is_named(desk: Desk) -> None:
    found = look(desk, (SENT / "hidden-row-changed.xlsx").read_bytes(), 1)
    assert ("LM2", "red") in [(one.statement_id, one.value) for one in found.changes]
    assert any("row 7 is hidden" in note for note in found.notes)


def test_our_own_workbook_has_nothing_hidden_to_tell(desk: Desk) -> None:
    assert look(desk, downloaded(desk, 1), 1).notes == ()


@pytest.fixture
def riverbank(store: Store) -> Desk:
    """The demonstration college, whose last round the tables were made from."""
    library = Library.open((SHIPPED_EDITION,))
    load_demonstration(store, library, DEMONSTRATION, now=datetime(2026, 11, 25, tzinfo=UTC))
    return Desk(store, library, organisations_here(store)[0])


ONE_CHANGE = (
    "edited-in-google-sheets",
    "word-file-embedded-as-evidence",
    "thousand-rows-by-26-columns",
    "hidden-row-changed",
)


def test_of_a_workbook_with_one_change_that_change_alone_is_read(riverbank: Desk) -> None:
    round_ = rounds_of(riverbank)[-1]
    for name in ONE_CHANGE:
        content = (SENT / f"{name}.xlsx").read_bytes()
        found = preview_import(riverbank, round_.id, round_.teams[0].id, content, f"{name}.xlsx")
        read = [(one.statement_id, one.field, one.value) for one in (*found.changes, *found.conflicts)]
        assert (read, found.problems) == ([("LM2", "rating", "red")], ()), name


def test_a_plan_that_american_settings_saved_changes_no_date(riverbank: Desk) -> None:
    found = preview_plan(riverbank, (SENT / "plan-dates-american.csv").read_bytes())
    assert (found.differing, found.problems, found.guesses) == ((), (), ())


PLAN = "Statement id,Action,Due date,Action id\n{},Write the policy,{},{}\n"


@pytest.mark.parametrize("written", ["4/3/2027", "3/4/2027"])
def test_a_doubtful_date_that_can_mean_what_is_stored_changes_nothing(desk: Desk, written: str) -> None:
    action = plan_action(
        desk, round_id=1, team_id=1, statements=("LM1",), draft=Draft("Write the policy", due=date(2027, 4, 3))
    )
    assert preview_plan(desk, PLAN.format("LM1", written, action.id).encode()).differing == ()


def test_a_doubtful_date_of_a_column_that_proves_its_order_is_a_change(desk: Desk) -> None:
    action = plan_action(
        desk, round_id=1, team_id=1, statements=("LM1",), draft=Draft("Write the policy", due=date(2027, 4, 3))
    )
    content = PLAN.format("LM1", "4/3/2027", action.id) + "LM1,Another,31/12/2027,\n"
    found = preview_plan(desk, content.encode())
    assert ("due", "2027-03-04") in [(one.field, one.value) for one in found.changes]
