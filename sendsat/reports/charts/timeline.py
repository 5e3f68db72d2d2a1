"""A timeline of actions: from when each was planned to when it is due, the most urgent on top. Pure: pass today."""

import textwrap
from collections.abc import Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from sendsat.assessment.rating import Rating
from sendsat.assessment.rules import is_overdue
from sendsat.assessment.values import Action
from sendsat.palette import CLOCK, OUTLINE, OVERDUE, SHADES, Shade
from sendsat.reports.charts import bar_html, drawing, timeline_html
from sendsat.reports.charts.chart import Chart
from sendsat.reports.charts.palette import marker

MOST = 30
DAY = 24 * 60 * 60 * 1000


def timeline(actions: Sequence[Action], today: date) -> Chart:
    """Dated actions in the order given, at most `MOST`, as bars from planning to due date."""
    dated = [action for action in actions if action.due is not None]
    late = sum(is_overdue(action, today) for action in dated)
    counted = "1 dated action" if len(dated) == 1 else f"{len(dated)} dated actions"
    alt = f"{counted}, {late} of them overdue." if dated else "No action has a date yet."
    if len(dated) > MOST:
        alt += f" The picture shows the {MOST} most urgent; the table has them all."
    title = "Actions over time"
    shown = dated[:MOST]
    return Chart(
        build=lambda: _figure(shown, today) if dated else drawing.note(alt),
        bars=lambda _leads: timeline_html.timeline(shown, today) if dated else bar_html.note(alt),
        alt=alt,
        table=_table(dated),
        file_stem="action-timeline",
        title=title,
        what=title,
    )


def _figure(actions: Sequence[Action], today: date) -> go.Figure:
    figure = drawing.blank(70 + 34 * len(actions))
    figure.add_trace(_bars(actions, today, True, OVERDUE, f"{CLOCK} Overdue"))
    figure.add_trace(_bars(actions, today, False, SHADES[Rating.NOT_APPLICABLE], "Not overdue"))
    drawing.rows(figure, [drawing.axis_label(action.text) for action in actions])
    figure.update_layout(barmode="overlay", xaxis={"type": "date", "fixedrange": True})
    figure.add_vline(x=today.isoformat(), line_width=2, line_dash="dot", line_color=OUTLINE)
    where = {"x": today.isoformat(), "y": 1, "yref": "paper", "yanchor": "bottom"}
    return figure.add_annotation(text="Today", showarrow=False, **where)


def _bars(actions: Sequence[Action], today: date, overdue: bool, shade: Shade, name: str) -> go.Bar:
    chosen = [(place, action) for place, action in enumerate(actions) if is_overdue(action, today) is overdue]
    starts = [timeline_html.start_of(action, today) for _, action in chosen]
    lengths = [
        max(((action.due or today) - start).days, 1) * DAY for (_, action), start in zip(chosen, starts, strict=True)
    ]
    return go.Bar(
        name=name,
        base=[start.isoformat() for start in starts],
        x=lengths,
        y=[place for place, _ in chosen],
        orientation="h",
        marker=marker(shade),
        hovertext=[_hover(action) for _, action in chosen],
        hoverinfo="text",
    )


def _hover(action: Action) -> str:
    lines = textwrap.wrap(f"{action.text} ({action.owner or 'nobody yet'}), due {action.due:%d %B %Y}", 60)
    return "<br>".join(drawing.plain(line) for line in lines)


def _table(actions: Sequence[Action]) -> pd.DataFrame:
    rows = [(action.text, action.owner, action.created_at.date(), action.due, action.status.word) for action in actions]
    return pd.DataFrame(rows, columns=["Action", "Owner", "Planned", "Due", "Status"])
