"""The action plan as Markdown: a heading for what is late, next and later, and a table under each. Pure."""

import re

from sendsat.exchange.plan_rows import Plan, PlanRow
from sendsat.exchange.plan_words import day_words, summary

TITLES = ("Due", "Action", "Owner", "Priority", "Status", "Statements", "Rating now", "Last round")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&])")


def escaped(text: str) -> str:
    """A typed text for Markdown, shown as typed."""
    return _SPECIAL.sub(r"\\\1", text)


def _cell(text: str) -> str:
    return "<br>".join(escaped(line) for line in text.strip().split("\n"))


def plan_md(plan: Plan) -> bytes:
    """The file's bytes, UTF-8."""
    lines = [f"# Action plan: {escaped(plan.whose)}", "", f"{escaped(summary(plan))}", ""]
    for heading, rows in plan.groups:
        lines += [f"## {heading}", "", _line(TITLES), _line(["---"] * len(TITLES))]
        lines += [_line(_cells(row)) for row in rows]
        lines.append("")
    return "\n".join(lines).encode("utf-8", "replace")


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(row: PlanRow) -> tuple[str, ...]:
    action = row.action
    words = (day_words(action.due) if action.due else "", action.text, action.owner, action.priority.word)
    rest = (action.status.word, row.statement_ids, row.labels_now, row.labels_before)
    return tuple(_cell(one) for one in (*words, *rest))
