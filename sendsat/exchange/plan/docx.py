"""The action plan as a Word document: a heading for what is late, next and later, and a table under each.

Must not import storage, reports, services or any screen.
"""

from datetime import UTC, date, datetime, time

from sendsat.assessment.milestones import in_order
from sendsat.exchange.files.written.word_document import add_table, add_text, as_bytes, footer, new_document, shade
from sendsat.exchange.plan.rows import HEADINGS, Plan, PlanRow
from sendsat.exchange.plan.words import day_words, due_words, summary
from sendsat.palette import OVERDUE

NO_BREAK = "\u00a0"
TITLES = ("Due", "Action", "Owner", "Priority", "Status", "For statement", "Rating")
WIDTHS = (2.3, 6.4, 2.8, 2.0, 2.1, 6.2, 3.9)


def plan_docx(plan: Plan) -> bytes:
    """The document's bytes."""
    title = f"Action plan: {plan.whose}"
    at = datetime.combine(plan.day, time(9), tzinfo=UTC)
    document = new_document(title=title, author=plan.organisation.name, at=at, landscape=True)
    document.add_heading(title.replace("\n", " "), level=0)
    add_text(document, summary(plan))
    for heading, rows in plan.groups:
        document.add_heading(heading, level=1)
        table = add_table(document, TITLES, [_cells(row, plan.day) for row in rows], WIDTHS)
        if heading == HEADINGS[0]:
            for line in table.rows[1:]:
                shade(line.cells[0], OVERDUE.pale)
    footer(document, f"{plan.whose}: action plan, {plan.round}")
    return as_bytes(document)


def _cells(row: PlanRow, today: date) -> tuple[str, ...]:
    action = row.action
    return (
        due_words(action, today, undated="No date"),
        _told(row),
        action.owner or "Nobody named",
        action.priority.word,
        action.status.word,
        f"{row.statement_ids}: {row.statement}" if "; " not in row.statement_ids else row.statement,
        "\n".join(_rated(*standing, named=len(row.standings) > 1) for standing in row.standings),
    )


def _rated(statement_id: str, now: str, before: str, *, named: bool) -> str:
    """A statement's rating now and, where the round before asked it, then."""
    shown = f"{statement_id} {now or 'not asked'}" if named else now or "Not asked"
    return f"{shown} (was {before.replace(' ', NO_BREAK)})" if before else shown


def _told(row: PlanRow) -> str:
    """What is to be done, how people will know, its milestones, the notes on its progress and what closed it."""
    action = row.action
    measure = [f"Success measure: {action.success_measure}"] if action.success_measure else []
    steps = [f"Milestone: {step.words}" for step in in_order(action.milestones)]
    notes = [f"{day_words(note.at.date())}: {note.text}" for note in action.notes]
    closing = [f"Evidence: {action.closing_evidence}"] if action.closing_evidence else []
    return "\n".join([action.text, *measure, *steps, *notes, *closing])
