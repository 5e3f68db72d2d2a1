"""The timeline as HTML, so that it grows with the screen and prints whole: a row an action, a bar from planning to due.

The same actions, order and shades as the figure of `timeline`. Pure: pass today.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from sendsat.assessment.rules import is_overdue
from sendsat.assessment.values import Action
from sendsat.palette import CLOCK

OVERDUE, NOT_OVERDUE = "overdue", "not-overdue"
ROW = Markup(
    '<div><span class="name">{}<small>{}</small></span>'
    '<span class="days" aria-hidden="true"><span class="seg state-{}" style="--at:{}%;--n:{}%">{}</span>{}</span></div>'
)

LEGEND = Markup(
    '<ul class="legend"><li><i class="state-{}" aria-hidden="true">{}</i> Overdue</li>'
    '<li><i class="state-{}" aria-hidden="true">&nbsp;</i> Not overdue</li>'
    '<li><i class="today-sign" aria-hidden="true"></i> Today, {}</li></ul>'
)


@dataclass(frozen=True)
class Span:
    """The days that a timeline shows, from the first planning to the last date, with today among them."""

    first: date
    last: date

    def share(self, days: timedelta) -> float:
        """What part of the span so many days are, in percent."""
        return round(100 * days.days / max((self.last - self.first).days, 1), 2)

    def at(self, day: date) -> float:
        """How far along the span a day lies, in percent."""
        return self.share(day - self.first)


def start_of(action: Action, today: date) -> date:
    """From when its bar runs: from planning, or from its date where that lies before."""
    return min(action.created_at.date(), action.due or today)


def timeline(actions: Sequence[Action], today: date) -> Markup:
    """Dated actions in the order given; a bar says nothing that its row does not say in words."""
    ends = [action.due or today for action in actions]
    span = Span(min(today, *(start_of(action, today) for action in actions)), max(today, *ends))
    line = Markup('<i class="today" style="--at:{}%"></i>').format(span.at(today))
    rows = Markup("").join(_row(action, today, span, line) for action in actions)
    heads = Markup(
        '<div class="heads" aria-hidden="true"><span class="name"></span><span class="ends"><span>{}</span>'
        "<span>{}</span></span></div>"
    ).format(_date(span.first), _date(span.last))
    legend = LEGEND.format(OVERDUE, CLOCK, NOT_OVERDUE, _date(today))
    return legend + Markup('<div class="grid alone timeline">{}{}</div>').format(heads, rows)


def _row(action: Action, today: date, span: Span, line: Markup) -> Markup:
    start, due = start_of(action, today), action.due or today
    late = is_overdue(action, today)
    told = ", ".join([action.owner or "nobody yet", f"due {_date(due)}", *(["overdue"] if late else [])])
    kind, sign = (OVERDUE, CLOCK) if late else (NOT_OVERDUE, "")
    return ROW.format(action.text, told, kind, span.at(start), span.share(due - start), sign, line)


def _date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
