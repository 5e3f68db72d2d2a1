"""The action plan as Markdown: a heading for what is late, next and later, and a table under each. Pure."""

from sendsat.assessment.milestones import in_order
from sendsat.exchange.files.written.markdown import one_line, table
from sendsat.exchange.plan.rows import Plan, PlanRow
from sendsat.exchange.plan.words import day_words, summary

TITLES = ("Due", "Action", "Owner", "Priority", "Status", "Statements", "Rating now", "Last round")


def plan_md(plan: Plan) -> bytes:
    """The file's bytes, UTF-8."""
    parts = [f"# Action plan: {one_line(plan.whose)}", one_line(summary(plan))]
    for heading, rows in plan.groups:
        parts += [f"## {heading}", table(TITLES, map(_cells, rows))]
    return ("\n\n".join(parts) + "\n").encode()


def _cells(row: PlanRow) -> tuple[str, ...]:
    action = row.action
    measure = f"\nSuccess measure: {action.success_measure}" if action.success_measure else ""
    steps = [f"\nMilestone: {step.words}" for step in in_order(action.milestones)]
    told = "".join([action.text, measure, *steps])
    words = (day_words(action.due) if action.due else "", told, action.owner, action.priority.word)
    return (*words, action.status.word, row.statement_ids, row.labels_now, row.labels_before)
