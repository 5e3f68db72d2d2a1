"""The rows of a section's sheet in the companion workbook, before they are drawn. Values in, values out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sendsat.assessment.rating import word_of
from sendsat.assessment.values import Action
from sendsat.exchange.round_out.contents import RoundContents, area_titles
from sendsat.exchange.round_out.workbook_layout import (
    Field,
)
from sendsat.guide.model import Section, Statement

SPARE_ROWS = 10


MORE_ACTIONS = "More actions: type a statement's number, then the action, owner and due date."


Values = dict[Field, str | date | None]


@dataclass(frozen=True)
class Line:
    """A row of a section sheet: what stands in it, and whether it heads a part, states, continues or waits."""

    kind: str
    values: Values


def shown_actions(contents: RoundContents, team_id: int, statement_id: str) -> tuple[Action, ...]:
    """The actions a workbook shows with a statement: those with something still to do."""
    return tuple(action for action in contents.actions_for(team_id, statement_id) if action.status.is_open)


def number_of(section: Section, statement: Statement) -> str:
    """The number people know a statement by: "LM7"."""
    return f"{section.prefix}{statement.number}"


def section_lines(contents: RoundContents, team_id: int, section: Section) -> Iterator[Line]:
    """Every row of a section sheet under its headings, in the guide's order."""
    for part in section.subsections:
        yield Line("part", {Field.STATEMENT: f"{part.number} {part.title}"})
        for question in part.questions:
            yield Line("part", {Field.STATEMENT: question.heading})
            for statement in question.statements:
                yield from _statement_lines(contents, team_id, section, statement)
    yield Line("part", {Field.STATEMENT: MORE_ACTIONS})
    for _ in range(SPARE_ROWS):
        yield Line("spare", {})


def _statement_lines(contents: RoundContents, team_id: int, section: Section, statement: Statement) -> Iterator[Line]:
    said = contents.snapshot.judgement(team_id, statement.id)
    number = number_of(section, statement)
    actions = shown_actions(contents, team_id, statement.id)
    values: Values = {
        Field.STATEMENT_ID: statement.id,
        Field.NUMBER: number,
        Field.STATEMENT: statement.text,
        Field.RATING: word_of(said.judged) if said.judged else None,
        Field.CARRIED: word_of(said.rating) if said.carried_forward else None,
        Field.COMMENTARY: said.commentary,
        Field.EVIDENCE: said.evidence,
        Field.TICKED: "\n".join(said.seen_evidence),
        Field.OFSTED: area_titles(contents.framework, contents.areas(statement.id, contents.framework.id)),
    }
    yield Line("statement", values | (_action_values(actions[0]) if actions else {}))
    for action in actions[1:]:
        continued: Values = {
            Field.STATEMENT_ID: statement.id,
            Field.NUMBER: number,
            Field.STATEMENT: f"(another action for {number})",
        }
        yield Line("action", continued | _action_values(action))


def _action_values(action: Action) -> Values:
    return {
        Field.ACTION_ID: str(action.id),
        Field.ACTION: action.text,
        Field.OWNER: action.owner,
        Field.DUE: action.due,
    }
