"""Every format on the list can be written, opens as what it says, and is offered on the screen and in the terminal."""

import csv
import io
import json
from collections.abc import Mapping
from datetime import UTC, date

import docx
import icalendar
import pptx
import pytest
from openpyxl import load_workbook

from sendsat.assessment.records.records import Asked
from sendsat.assessment.values import Round
from sendsat.exchange.formats import OF_A_ROUND, USUAL, Document, Format
from sendsat.services.desk import Desk
from sendsat.services.plan import exporting as plan_exporting
from sendsat.services.plan import planning
from sendsat.services.records import recording, redacting
from sendsat.services.report import exporting, governors, reporting
from sendsat.services.workshop import minutes, workshops

WRITERS: dict[Document, Mapping[str, object]] = {
    Document.RATINGS: exporting.WRITERS,
    Document.PLAN: plan_exporting.WRITERS,
    Document.REPORT: reporting.WRITERS,
    Document.PACK: governors.WRITERS,
    Document.MINUTES: minutes.WRITERS,
    Document.RECORD: recording.WRITERS,
    Document.PERSON: redacting.WRITERS,
}
WRITTEN = [(document, kind) for document in WRITERS for kind in document.formats]


def opens(kind: str, content: bytes) -> bool:
    """Whether a reader of this kind of file finds something in it. An unknown kind fails the test."""
    readers = {
        Format.XLSX: lambda: load_workbook(io.BytesIO(content)).sheetnames,
        Format.CSV: lambda: len(list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))) > 1,
        Format.JSON: lambda: json.loads(content),
        Format.DOCX: lambda: docx.Document(io.BytesIO(content)).paragraphs,
        Format.ICS: lambda: icalendar.Calendar.from_ical(content).walk("VEVENT"),
        Format.HTML: lambda: content.lower().startswith(b"<!doctype html>"),
        Format.MD: lambda: content.startswith(b"# "),
        Format.PPTX: lambda: len(pptx.Presentation(io.BytesIO(content)).slides) == 8,
    }
    return bool(readers[Format(kind)]())


def written(desk: Desk, document: Document, kind: str, round_: Round) -> bytes:
    if document is Document.RATINGS:
        return exporting.export_round(desk, kind=kind, round_id=round_.id, team_id=round_.teams[0].id)[1]
    if document is Document.PLAN:
        return plan_exporting.plan_file(desk, kind, round_.id)[1]
    if document is Document.REPORT:
        return reporting.report_file(kind, reporting.report(desk, round_.id))[1]
    if document is Document.PACK:
        return governors.pack_file(kind, reporting.report(desk, round_.id))[1]
    if document is Document.RECORD:
        return recording.record_file(desk, kind, Asked())[1]
    if document is Document.PERSON:
        return redacting.person_file(desk, kind, desk.person.name)[1]
    workshop = workshops.prepare(desk, workshops.Plan(round_.id, round_.teams[0].id, parts=("1.1",)))
    return minutes.minutes_file(desk, kind, workshop_id=workshop.id, zone=UTC)


def test_every_document_that_people_take_away_has_exactly_the_writers_the_list_names() -> None:
    assert {document: set(writers) for document, writers in WRITERS.items()} == {
        document: set(document.formats) for document in Document if document is not Document.BALLOT
    }


@pytest.mark.parametrize(("document", "kind"), WRITTEN, ids=lambda value: getattr(value, "name", value))
def test_what_is_written_opens_as_what_its_name_says(
    desk: Desk, first_round: Round, document: Document, kind: str
) -> None:
    draft = planning.Draft("Write a policy", due=date(2026, 1, 1))
    planning.plan_action(desk, round_id=first_round.id, team_id=None, statements=("LM1",), draft=draft)
    assert opens(kind, written(desk, document, kind, first_round))


@pytest.mark.parametrize("kind", Format)
def test_every_format_has_words_a_media_type_and_a_document(kind: Format) -> None:
    assert kind.label
    assert "/" in kind.media_type
    assert any(kind in document.formats for document in Document)
    assert kind in USUAL[kind].formats


def test_the_terminal_knows_every_document_of_a_round_by_the_name_on_the_list() -> None:
    assert set(OF_A_ROUND.values()) == {Document.RATINGS, Document.PLAN, Document.REPORT, Document.PACK}
    assert all(name == document.terminal_name for name, document in OF_A_ROUND.items())
