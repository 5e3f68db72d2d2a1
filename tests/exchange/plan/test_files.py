"""The plan as Excel, Word, calendar and Markdown files."""

import io
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document
from icalendar import Calendar
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from sendsat.assessment.milestones import Milestone
from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Action, Note, Priority, Status
from sendsat.exchange.files.safe_text import file_name
from sendsat.exchange.plan.csv_file import HEADER
from sendsat.exchange.plan.docx import TITLES, WIDTHS, plan_docx
from sendsat.exchange.plan.ics import plan_ics
from sendsat.exchange.plan.md import plan_md
from sendsat.exchange.plan.rows import Plan
from sendsat.exchange.plan.words import summary
from sendsat.exchange.plan.xlsx import plan_xlsx
from sendsat.exchange.report.blocks import ACTION_TITLES, ACTION_WIDTHS
from tests.exchange.plan.plans import (
    AWKWARD,
    LONG,
    TODAY,
    action,
    make_plan,
    text_of_markdown,
    text_of_word,
    words_of,
)
from tests.factories import make_judgement, make_snapshot


def sheet_of(data: bytes) -> Worksheet:
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def cell_of(data: bytes, column: str) -> Cell:
    cell = sheet_of(data).cell(2, HEADER.index(column) + 1)
    assert isinstance(cell, Cell)
    return cell


def test_the_workbook_has_the_csvs_columns_with_a_real_date_and_filters() -> None:
    data = plan_xlsx(make_plan(action(5, due=date(2026, 9, 1))))
    sheet = sheet_of(data)
    assert [cell.value for cell in sheet[1]] == list(HEADER)
    assert (sheet.auto_filter.ref, sheet.freeze_panes, sheet.print_title_rows) == ("A1:R2", "A2", "$1:$1")
    assert (cell_of(data, "Due date").is_date, cell_of(data, "Due date").value) == (True, datetime(2026, 9, 1))
    assert cell_of(data, "Action id").value == 5


def test_status_and_priority_are_chosen_from_lists_in_the_workbook() -> None:
    lists = {one.formula1 for one in sheet_of(plan_xlsx(make_plan(action(1)))).data_validations.dataValidation}
    assert lists == {'"High,Medium,Low"', '"Not started,In progress,Done,Dropped"'}


def test_a_rating_in_the_workbook_is_symbol_word_and_colour() -> None:
    rated = cell_of(plan_xlsx(make_plan(action(1), now=make_snapshot(make_judgement(rating=Rating.RED)))), "Rating now")
    assert (rated.value, rated.fill.fgColor.rgb) == ("▲ Red", "00F7CBD0")


@pytest.mark.parametrize("text", AWKWARD[:-1], ids=range(len(AWKWARD) - 1))
def test_no_text_becomes_a_formula_in_the_workbook(text: str) -> None:
    cell = cell_of(plan_xlsx(make_plan(action(1, text))), "Action")
    assert (cell.data_type, cell.value) == ("s", text)


def test_a_text_longer_than_a_cell_says_where_it_was_cut() -> None:
    value = cell_of(plan_xlsx(make_plan(action(1, LONG))), "Action").value
    assert isinstance(value, str)
    assert value.endswith("[cut here: the rest is in sendsat]")
    assert len(value.encode("utf-16-le")) // 2 <= 32_767


def test_the_word_plan_has_headings_a_repeating_header_row_and_its_language() -> None:
    note = Note(1, "Halfway there", datetime(2026, 6, 1, tzinfo=UTC), "Ann")
    document = Document(io.BytesIO(plan_docx(make_plan(action(1, due=date(2026, 7, 1), notes=(note,)), action(2)))))
    styled = [(one.style.name, one.text) for one in document.paragraphs if one.style and one.style.name != "Normal"]
    assert styled == [
        ("Title", "Action plan: Hill College"),
        ("Heading 1", "Overdue"),
        ("Heading 1", "Without a date"),
    ]
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)
    assert document.tables[0].cell(1, 1).text == "Write the policy\n1 June 2026: Halfway there"
    assert (document.core_properties.title, document.core_properties.language) == ("Action plan: Hill College", "en-GB")
    assert "PAGE" in document.sections[0].footer._element.xml


def text_of_workbook(data: bytes) -> str:
    return "\n".join(str(cell.value) for row in sheet_of(data).iter_rows() for cell in row if cell.value is not None)


def text_of_calendar(data: bytes) -> str:
    return "\n".join(str(event["DESCRIPTION"]) for event in Calendar.from_ical(data).walk("VEVENT"))


@pytest.mark.parametrize("text", AWKWARD, ids=range(len(AWKWARD)))
@pytest.mark.parametrize(
    ("write", "read"),
    [
        (plan_docx, text_of_word),
        (plan_md, text_of_markdown),
        (plan_ics, text_of_calendar),
        (plan_xlsx, text_of_workbook),
    ],
)
def test_every_file_can_be_written_of_awkward_texts(
    write: Callable[[Plan], bytes], read: Callable[[bytes], str], text: str
) -> None:
    text = text[:30_000] if write is plan_xlsx else text
    plan = make_plan(action(1, f"Begun {text}\x0b", owner=f"Owned {text[:50]}\ufffe", due=TODAY))
    said = words_of(read(write(plan)))
    assert f"Begun {words_of(text)}" in said
    assert f"Owned {words_of(text[:50])}" in said


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (plan_docx, "There are no actions yet."),
        (plan_md, "There are no actions yet."),
        (plan_ics, "X-WR-CALNAME:Action plan, Hill College"),
    ],
)
def test_a_plan_without_actions_can_be_written_too(write: Callable[[Plan], bytes], said: str) -> None:
    told = write(make_plan())
    assert said in (text_of_word(told) if write is plan_docx else told.decode())


def test_a_workbook_without_actions_holds_the_headings_alone() -> None:
    assert text_of_workbook(plan_xlsx(make_plan())).split("\n") == list(HEADER)


def test_the_calendar_has_an_all_day_entry_for_each_dated_open_action() -> None:
    plan = make_plan(
        action(1, due=date(2026, 9, 1), owner="Ann"), action(2), action(3, due=date(2026, 9, 1), status=Status.DONE)
    )
    [event] = Calendar.from_ical(plan_ics(plan)).walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 9, 1), date(2026, 9, 2))
    assert event["SUMMARY"] == "Due: Write the policy"
    assert "Owner: Ann" in event["DESCRIPTION"]


def test_a_calendar_entry_keeps_its_id_when_the_plan_is_taken_out_again() -> None:
    first, second = (make_plan(action(4, due=date(2026, 9, at))) for at in (1, 2))
    ids = [Calendar.from_ical(plan_ics(plan)).walk("VEVENT")[0]["UID"] for plan in (first, second)]
    assert ids == ["action-4@abc123.sendsat"] * 2


def test_markdown_shows_what_was_typed_and_keeps_its_tables_whole() -> None:
    text = plan_md(make_plan(action(1, "a | b\n<b>bold</b> *stars*"))).decode()
    assert "a \\| b<br>\\<b\\>bold\\</b\\> \\*stars\\*" in text
    tables = [line for line in text.split("\n") if line.startswith("|")]
    assert len({line.replace("\\|", "").count("|") for line in tables}) == 1


@pytest.mark.parametrize(
    ("actions", "sentence"),
    [
        ([], "There are no actions yet."),
        ([action(1)], "1 action: 1 without a date."),
        (
            [action(1), action(2, due=TODAY), action(3, priority=Priority.HIGH)],
            "3 actions: 1 due in the next 14 days and 2",
        ),
    ],
)
def test_the_plan_begins_with_a_count_in_words(actions: list[Action], sentence: str) -> None:
    assert summary(make_plan(*actions)).startswith(sentence)


def test_a_file_name_fits_windows() -> None:
    name = file_name('A/B: "College"\u202e. ', "Action plan", "Spring?\\2026", TODAY, "csv", team="Team <1>")
    assert name == "A B College - Team 1 - Action plan - Spring 2026 - 2026-07-03.csv"
    assert len(file_name("x" * 400, "Action plan", "y" * 400, TODAY, "csv")) < 150


@pytest.mark.parametrize(("titles", "widths"), [(TITLES, WIDTHS), (ACTION_TITLES, ACTION_WIDTHS)])
def test_no_heading_of_a_word_table_breaks_inside_a_word(titles: tuple[str, ...], widths: tuple[float, ...]) -> None:
    for title, width in zip(titles, widths, strict=True):
        assert width >= 0.3 + 0.2 * max(map(len, title.split())), title


def words_of_action(number: int, count: int) -> str:
    return " ".join(f"w{number}x{place}" for place in range(count))


def test_libreoffice_prints_each_action_of_the_workbook_whole_under_the_headings(tmp_path: Path) -> None:
    office, reader = shutil.which("soffice"), shutil.which("pdftotext")
    assert office, "LibreOffice is missing. Install it: apt-get install libreoffice-calc"
    assert reader, "pdftotext is missing. Install it: apt-get install poppler-utils"
    texts = [words_of_action(number, count) for number, count in enumerate((3, 40, 160, 40, 3, 700))]
    plan = make_plan(*(action(number, text) for number, text in enumerate(texts, start=1)))
    (tmp_path / "plan.xlsx").write_bytes(plan_xlsx(plan))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "plan.xlsx")], check=True, capture_output=True, timeout=120)
    printed = subprocess.run([reader, str(tmp_path / "plan.pdf"), "-"], check=True, capture_output=True).stdout.decode()

    seen = set(printed.split())
    assert [word for text in texts for word in text.split() if word not in seen] == []
    pages = [page for page in printed.split("\f") if page.strip()]
    assert all("Due date" in page for page in pages)


@pytest.mark.parametrize("count", [1, 40, 160, 700])
def test_a_row_of_the_workbook_is_as_high_as_its_longest_text_and_no_higher_than_a_row_can_be(count: int) -> None:
    sheet = sheet_of(plan_xlsx(make_plan(action(1, words_of_action(1, count)), action(2, "Short"))))
    text, width = sheet["I2"].value, sheet.column_dimensions["I"].width
    lines = -(-len(text) // width)

    assert 15 * lines <= sheet.row_dimensions[2].height <= 409
    assert sheet.row_dimensions[3].height <= sheet.row_dimensions[2].height


def test_word_markdown_and_calendar_say_how_people_will_know_that_it_worked() -> None:
    measured = "Success measure: Nine in ten families find it."
    plan = make_plan(action(1, due=TODAY, success_measure="Nine in ten families find it."))
    [event] = Calendar.from_ical(plan_ics(plan)).walk("VEVENT")

    for told in (text_of_word(plan_docx(plan)), text_of_markdown(plan_md(plan)), str(event["description"])):
        assert measured in words_of(told)
    without = make_plan(action(1, due=TODAY))
    assert "Success measure" not in text_of_word(plan_docx(without)) + plan_md(without).decode()


def test_word_markdown_and_calendar_hold_the_milestones_in_their_order() -> None:
    steps = (
        Milestone(2, "Governors agree it"),
        Milestone(3, "It is\nout | now", date(2026, 9, 1)),
        Milestone(1, "A draft is out", date(2026, 8, 1), done=True),
    )
    plan = make_plan(action(1, due=TODAY, milestones=steps))
    events = Calendar.from_ical(plan_ics(plan)).walk("VEVENT")

    wanted = ("A draft is out (by 1 August 2026, done)", "It is out | now (by 1 September 2026)", "Governors agree it")
    for told in (text_of_word(plan_docx(plan)), text_of_markdown(plan_md(plan)), str(events[0]["description"])):
        places = [words_of(told).index(f"Milestone: {words}") for words in wanted]
        assert places == sorted(places)


def test_the_calendar_has_an_entry_for_each_milestone_that_is_to_come_and_none_once_it_or_its_action_is_done() -> None:
    steps = (Milestone(1, "Out", TODAY, done=True), Milestone(2, "Agreed", date(2026, 9, 1)), Milestone(3, "Some day"))
    still, gone = action(1, milestones=steps), action(2, status=Status.DONE, milestones=steps)
    [event] = Calendar.from_ical(plan_ics(make_plan(still, gone))).walk("VEVENT")
    assert (str(event["summary"]), event["dtstart"].dt) == ("Milestone: Agreed", date(2026, 9, 1))


def test_the_tables_hold_success_measure_and_milestones_to_read() -> None:
    planned = action(1, success_measure="Nine in ten", milestones=(Milestone(1, "=Out", TODAY), Milestone(2, "Agreed")))
    sheet = sheet_of(plan_xlsx(make_plan(planned)))
    row = dict(zip([cell.value for cell in sheet[1]], [cell.value for cell in sheet[2]], strict=True))
    assert row["Success measure"] == "Nine in ten"
    assert row["Milestones"].splitlines() == ["=Out (by 3 July 2026)", "Agreed"]
    assert sheet[2][-1].data_type == "s"
