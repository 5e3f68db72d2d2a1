"""Sentences and dates that several files of the plan use. Pure."""

from datetime import date

from sendsat.assessment.rules import is_overdue
from sendsat.assessment.values import Action
from sendsat.exchange.plan.rows import Plan
from sendsat.palette import CLOCK


def day_words(day: date) -> str:
    """A day as people write it: "3 March 2026"."""
    return f"{day.day} {day:%B %Y}"


def due_words(action: Action, today: date, *, undated: str) -> str:
    """By when an action is due: "3 March 2026", or "◷ 3 March 2026, overdue"; `undated` where it has no date."""
    if action.due is None:
        return undated
    day = day_words(action.due)
    return f"{CLOCK} {day}, overdue" if is_overdue(action, today) else day


def summary(plan: Plan) -> str:
    """What the plan holds, in two sentences: how many actions, and how many of them are late, next or finished."""
    as_of = f"As at {day_words(plan.day)}, with the ratings of {plan.round}."
    if not plan.rows:
        return f"There are no actions yet. {as_of}"
    total = len(plan.rows)
    counts = {heading: len(rows) for heading, rows in plan.groups}
    words = [f"{number} {_as_words(heading)}" for heading, number in counts.items()]
    *first, last = words
    listed = f"{', '.join(first)} and {last}" if first else last
    return f"{total} {'action' if total == 1 else 'actions'}: {listed}. {as_of}"


def _as_words(heading: str) -> str:
    words = {"Later": "due later", "Without a date": "without a date", "Finished": "finished"}
    return words.get(heading, heading[0].lower() + heading[1:])
