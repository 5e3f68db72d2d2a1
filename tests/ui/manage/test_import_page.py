"""The import and export page: look, decide, bring in, undo; and one plain sentence for a file that cannot be used."""

import io
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from sendsat.assessment.rating import Rating
from sendsat.services import viewing
from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.report import exporting
from sendsat.services.rounds import judging
from sendsat.settings import DEMONSTRATION
from sendsat.ui.frame import workplace
from tests.exchange.filling import plain
from tests.factories import STARTED
from tests.ui.visit import desk

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _page() -> None:
    from sendsat.ui.manage import importing
    from tests.ui.visit import arrive

    arrive()
    importing.draw()


def rating(statement_id: str) -> Rating | None:
    return viewing.snapshots(desk(), 3)[0].judgement(1, statement_id).rating


def filled(typed: dict[str, str]) -> bytes:
    """The first team's workbook with ratings and commentary typed in, by cell."""
    book = load_workbook(io.BytesIO(exporting.round_workbook(desk(), 3, 1)[1]))
    for address, value in typed.items():
        book.worksheets[2][address] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def page(own_database: None) -> AppTest:
    load_demonstration(workplace.store(), workplace.library(), DEMONSTRATION, now=STARTED)
    return AppTest.from_function(_page, default_timeout=30).run()


def upload(page: AppTest, content: bytes, name: str = "filled.xlsx") -> AppTest:
    page.file_uploader[0].set_value((name, content, XLSX))
    return page.run()


def words(page: AppTest) -> str:
    parts: list[Any] = [*page.markdown, *page.get("html"), *page.caption, *page.error, *page.success, *page.info]
    return "\n".join(str(one.value) for one in parts)


def test_the_page_offers_downloads_and_a_place_for_a_file(page: AppTest) -> None:
    assert not page.exception
    assert [one.label for one in page.get("download_button")] == [
        "Download the Excel workbook",
        "Whole round as CSV",
        "Whole round as JSON",
    ]
    assert page.file_uploader[0].label == "Workbook, CSV or JSON file"


def test_a_filled_workbook_is_looked_at_brought_in_and_undone(page: AppTest) -> None:
    before = rating("LM1")
    upload(page, filled({"E6": "r", "E7": "amber/green"}))
    assert not page.exception
    assert "2 changes, 0 conflicts, 1 guess, 0 problems" in words(page)
    assert rating("LM1") is before
    page.button(key="import_accept").click().run()
    assert rating("LM1") is Rating.RED
    assert "came in from filled" in words(page)
    page.button(key="import_undo").click().run()
    assert rating("LM1") is before
    assert "The import was undone" in words(page)


def test_a_conflict_stays_as_it_is_until_somebody_chooses(page: AppTest) -> None:
    content = filled({"F6": "Theirs *bold*"})
    mine = viewing.snapshots(desk(), 3)[0].judgement(1, "LM1").commentary
    where: dict[str, Any] = {"round_id": 3, "team_id": 1, "statement_id": "LM1"}
    judging.write(desk(), **where, field="commentary", text="Mine", seen=mine)
    upload(page, content)
    accept = page.button(key="import_accept")
    assert (accept.disabled, accept.label) == (True, "Nothing to bring in yet")
    assert "To bring one in, choose “Take what is new” there." in words(page)
    page.radio(key="import_choice_1/LM1/commentary").set_value("both").run()
    assert page.button(key="import_accept").label == "Bring in 1 change"
    assert "To bring one in" not in words(page)
    page.button(key="import_accept").click().run()
    assert viewing.snapshots(desk(), 3)[0].judgement(1, "LM1").commentary == "Mine\n\nTheirs *bold*"


def test_a_choice_made_for_another_file_that_does_not_fit_this_one_is_forgotten(page: AppTest) -> None:
    typed, emptied = filled({"F6": "Theirs"}), filled({"F6": ""})
    mine = viewing.snapshots(desk(), 3)[0].judgement(1, "LM1").commentary
    where: dict[str, Any] = {"round_id": 3, "team_id": 1, "statement_id": "LM1"}
    judging.write(desk(), **where, field="commentary", text="Mine", seen=mine)
    upload(page, typed)
    page.radio(key="import_choice_1/LM1/commentary").set_value("both").run()
    assert not page.button(key="import_accept").disabled
    upload(page, emptied, "emptied.xlsx")
    assert not page.exception
    assert "0 changes, 1 conflict" in words(page)
    assert page.button(key="import_accept").disabled


def test_a_change_meanwhile_is_said_and_nothing_is_written(page: AppTest) -> None:
    upload(page, filled({"E6": "r"}))
    judging.rate(desk(), round_id=3, team_id=1, statement_id="LM1", rating=None)
    page.button(key="import_accept").click().run()
    assert "has changed since this preview" in words(page)
    assert rating("LM1") is None


def test_a_file_that_is_no_workbook_gets_one_plain_sentence(page: AppTest) -> None:
    upload(page, b"nothing like a workbook")
    assert not page.exception
    assert "not an Excel workbook" in words(page)


def test_two_rating_columns_are_asked_about_before_a_rating_is_brought_in(page: AppTest) -> None:
    content = plain(("Number", "RAG (self)", "RAG (moderated)"), ("LM16", "Green", "Red"))
    page.selectbox(key="import_team").set_value("Whole college leadership").run()
    upload(page, content)
    assert "0 changes" in words(page)
    question = next(one for one in page.radio if "holds the rating" in one.label)
    question.set_value("RAG (moderated) (C1)").run()
    assert not page.exception
    page.button(key="import_accept").click().run()
    assert rating("LM16") is Rating.RED


def ods() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("content.xml", "<x/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("audit.ods", ods(), "OpenDocument spreadsheet"),
        ("audit.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "old Excel format"),
        ("audit.pdf", b"%PDF-1.7", "This is a PDF"),
    ],
)
def test_another_kind_of_file_is_told_what_to_do(page: AppTest, name: str, content: bytes, says: str) -> None:
    assert not page.file_uploader[0].proto.type
    upload(page, content, name)
    assert says in words(page)


@pytest.mark.parametrize("name", ["audit.txt", "audit.tsv"])
def test_a_table_in_a_text_file_is_looked_at(page: AppTest, name: str) -> None:
    page.selectbox(key="import_team").set_value("Whole college leadership").run()
    upload(page, b"Number\tRAG\nLM16\tRed\n", name)
    assert "1 change," in words(page)
