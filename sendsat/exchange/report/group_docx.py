"""The report of a group of colleges as a Word document: the numbers of the group's page, and nothing that it hides.

Must not import storage, reports, services or any screen.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from docx.document import Document as Word

from sendsat.assessment.groups.across import Across, common_reds, most_apart
from sendsat.assessment.groups.actions import Load, Planned, load_of
from sendsat.assessment.groups.completion import WHAT_COUNTS, done
from sendsat.assessment.groups.learning import NOTHING_WRITTEN, Best, Written, lessons
from sendsat.assessment.groups.side_by_side import SideBySide, why_left_out
from sendsat.assessment.rating import Rating, State, Waiting, word_of
from sendsat.exchange.files.written.word_document import add_table, add_text, as_bytes, footer, new_document
from sendsat.exchange.plan.words import day_words, due_words

HOW_FAR, STANDS = "How far each college is", "Where each college stands"
APART, LEARN = "Where colleges differ", "Who can we learn from?"
REDS, ACTIONS, LEFT_OUT = "Red in several colleges", "Open actions", "What is not counted"
STATES: tuple[State, ...] = (*Rating, *Waiting, None)


def group_docx(group: SideBySide, written: Written, *, day: date, rounds: Mapping[int, str]) -> bytes:
    """The document's bytes. `written` is what teams of the best colleges wrote (`learning.to_read` says which are
    wanted), `rounds` says each college's round, by the id of its organisation.
    """
    name = group.together.group.name
    title = f"{name}: group report"
    document = new_document(title=title, author=name, at=datetime.combine(day, time(9), tzinfo=UTC), landscape=True)
    document.add_heading(title, 0)
    add_text(document, f"As at {day_words(day)}. {group.rule} {WHAT_COUNTS}")
    _how_far(document, group, rounds)
    _stands(document, group)
    _apart(document, group)
    _learn(document, group, written)
    _reds(document, group)
    _actions(document, group, day)
    _left_out(document, group)
    footer(document, title)
    return as_bytes(document)


def _part(
    document: Word, heading: str, titles: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], *,
    nothing: str = "",
) -> None:  # fmt: skip
    """A heading and a table under it, or what is said where there is `nothing`."""
    document.add_heading(heading, 1)
    if rows:
        add_table(document, titles, rows, widths)
    else:
        add_text(document, nothing)


def _how_far(document: Word, group: SideBySide, rounds: Mapping[int, str]) -> None:
    rows = [
        (
            name,
            rounds[college.organisation.id],
            why_left_out(college, group.edition) or done(college, group.edition).words,
        )
        for name, college in group.named
    ]
    _part(document, HOW_FAR, ("College", "Its round", "Rated or confirmed"), rows, (8, 8.7, 9))


def _stands(document: Word, group: SideBySide) -> None:
    rows = []
    for section in group.edition.sections:
        for unit in group.units:
            counts = unit.counts(statement.id for statement in section.statements)
            if counts.total:
                rows.append(
                    (f"{section.number} {section.title}", unit.name, *(str(counts.of(state)) for state in STATES))
                )
    titles = ("Section", "College", *(word_of(state) for state in STATES))
    _part(
        document, STANDS, titles, rows, (4.5, 4.4, *(2.4,) * len(STATES)), nothing="No college is asked anything yet."
    )


def _apart(document: Word, group: SideBySide) -> None:
    rows = [(_statement(group, across), across.who) for across in most_apart(group.every)]
    nothing = "No two colleges rated the same statement differently."
    _part(document, APART, ("Statement, the furthest apart first", "Who says what"), rows, (15, 10.7), nothing=nothing)


def _learn(document: Word, group: SideBySide, written: Written) -> None:
    rows = [
        (_statement(group, lesson.across), "\n\n".join(map(_wrote, lesson.best)), lesson.across.who)
        for lesson in lessons(group, written)
    ]
    nothing = "Colleges do not differ yet, so nobody stands out to learn from."
    _part(
        document, LEARN, ("Statement", "Ask, and what they wrote", "Who says what"), rows, (9, 10, 6.7), nothing=nothing
    )


def _wrote(best: Best) -> str:
    why = [*filter(None, (best.commentary, f"Evidence: {best.evidence}" if best.evidence else ""))]
    return "\n".join([f"{best.name}: {word_of(best.state)}", *(why or [NOTHING_WRITTEN])])


def _reds(document: Word, group: SideBySide) -> None:
    rows = [
        (
            _statement(group, across),
            f"{across.counts.red} of {across.counts.total}",
            ", ".join(dict(across.at)[Rating.RED]),
        )
        for across in common_reds(group.every)
    ]
    nothing = "No statement is red in two colleges or more."
    _part(document, REDS, ("Statement", "Red in", "Which"), rows, (14, 2.5, 9.2), nothing=nothing)


def _actions(document: Word, group: SideBySide, day: date) -> None:
    loads = [
        (name, load_of([planned_action for planned_action in group.planned if planned_action.college is college], day))
        for name, college in group.named
    ]
    rows = [(name, *_numbers(load)) for name, load in loads]
    if len(rows) > 1:
        rows.append(("All together", *_numbers(load_of(group.planned, day))))
    _part(document, ACTIONS, ("College", "Open", "Overdue", "No owner", "No date"), rows, (11.7, 3.5, 3.5, 3.5, 3.5))
    for heading, is_late in (("Overdue", True), ("Not overdue", False)):
        planned = [planned_action for planned_action in group.planned if planned_action.is_late(day) == is_late]
        if planned:
            document.add_heading(heading, 2)
            titles = ("College", "By when", "Action", "Who", "Status", "Statements")
            add_table(
                document,
                titles,
                [_action(planned_action, day) for planned_action in planned],
                (4.5, 3.3, 9, 3.5, 2.6, 2.8),
            )


def _numbers(load: Load) -> tuple[str, ...]:
    return tuple(str(number) for number in (load.open, load.overdue, load.no_owner, load.no_date))


def _action(planned: Planned, today: date) -> tuple[str, ...]:
    action = planned.action
    return (
        planned.name,
        due_words(action, today, undated="No date"),
        action.text,
        action.owner or "Nobody yet",
        action.status.word,
        ", ".join(action.statements),
    )


def _left_out(document: Word, group: SideBySide) -> None:
    document.add_heading(LEFT_OUT, 1)
    told = [f"{name}: {why}." for name, why in group.left_out]
    hidden = group.together.hidden
    if hidden:
        told.append(
            f"{hidden} more {'college' if hidden == 1 else 'colleges'} of this group: not seen by whoever made this."
        )
    add_text(document, "\n".join(told) or "Nothing: every college of the group is counted.")


def _statement(group: SideBySide, across: Across) -> str:
    return f"{across.statement_id} {group.edition.statements[across.statement_id].text}"
