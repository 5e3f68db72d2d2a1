"""Plans to write and read back: say only what a test is about."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from docx import Document
from markdown_it import MarkdownIt

from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action
from sendsat.exchange.files.tables import read_tables
from sendsat.exchange.plan.reading import ReadPlan, read_plan
from sendsat.exchange.plan.rows import Place, Plan, plan_rows
from tests.factories import make_action, make_library, make_round, make_snapshot

TODAY = date(2026, 7, 3)
COLLEGE = Organisation(id=1, uid="abc123", name="Hill College", kind=OrganisationKind.PROVIDER)
LONG = "Ünïcode “quotes” 😀 שלום — end. " * 3_200
AWKWARD = (
    '=HYPERLINK("http://evil")',
    "+44 20 7946 0000",
    "-5 places\n- and more",
    "@SUM(A1)",
    "\tindented",
    "'=already quoted",
    "plain",
    'a, b; c\t"d"\nline two',
    "<b>bold</b> & more | pipes",
    "مرحبا بالعالم",
    "👩🏽‍🦽 😀",
    LONG,
)


def plan_of(data: bytes) -> ReadPlan:
    """The plan that a file of these bytes holds."""
    return read_plan(read_tables(data))


def words_of(text: str) -> str:
    """What a text says, white space folded."""
    return " ".join(text.split())


def text_of_word(data: bytes) -> str:
    """All that a Word file says, paragraphs first, then tables."""
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in document.paragraphs] + cells)


def text_of_markdown(data: bytes) -> str:
    """All that a Markdown file shows, markup taken away."""
    inline = [token for token in MarkdownIt("commonmark").enable("table").parse(data.decode()) if token.children]
    shown = [
        ["\n" if one.type in ("html_inline", "hardbreak") else one.content for one in token.children or []]
        for token in inline
    ]
    return "\n".join(map("".join, shown))


def action(id_: int, text: str = "Write the policy", **fields: Any) -> Action:
    """An action of round 1."""
    at = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
    return replace(make_action(text), id=id_, created_at=at, updated_at=at, **fields)


def make_plan(*actions: Action, now: Snapshot | None = None, before: Snapshot | None = None) -> Plan:
    """A plan of these actions, as of 3 July 2026."""
    now = now or make_snapshot()
    place = Place(now, before, {1: make_round(), now.round.id: now.round}, make_library(), {})
    return Plan(COLLEGE, now.round.name, "", TODAY, plan_rows(actions, place, TODAY))
