"""How bars, labels and empty charts are drawn with Plotly, for every figure alike.

Backgrounds are transparent and text outside bars has no colour of its own, so that the page's theme decides both.
Text that people typed is escaped, because Plotly reads a little HTML.
"""

import textwrap
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from sendsat.palette import Shade
from sendsat.reports.charts.palette import marker

CLEAR = "rgba(0,0,0,0)"
TEXT = {"size": 14}
LABEL_WIDTH = 17
HEAD, FOOT = 34, 126
GAP = 0.05
NARROWEST = 0.16
HIDDEN_AXIS = {"showgrid": False, "zeroline": False, "showticklabels": False, "fixedrange": True}


def plain(text: str) -> str:
    """Text as Plotly may show it: no markup takes effect."""
    return escape(text, quote=False)


def axis_label(text: str) -> str:
    """A label in at most two short lines, cut with an ellipsis, so that a phone keeps room for the bars."""
    lines = textwrap.wrap(text, LABEL_WIDTH, max_lines=2, placeholder="…")
    return "<br>".join(plain(line) for line in lines)


def blank(height: int) -> go.Figure:
    """An empty figure `height` pixels high and as wide as its place."""
    legend = {"orientation": "h", "xref": "container", "yref": "container", "x": 0.01, "y": 0, "yanchor": "bottom"}
    return go.Figure().update_layout(
        height=height,
        font=TEXT,
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
        margin={"l": 4, "r": 8, "t": HEAD, "b": FOOT},
        dragmode=False,
        legend=legend
        | {"font": TEXT, "traceorder": "normal", "maxheight": FOOT, "itemclick": False, "itemdoubleclick": False},
    )


def note(text: str) -> go.Figure:
    """A figure without a chart that says why in a sentence."""
    figure = blank(140).update_layout(margin={"l": 8, "r": 8, "t": 8, "b": 8})
    figure.update_xaxes(visible=False, fixedrange=True).update_yaxes(visible=False, fixedrange=True)
    lines = "<br>".join(plain(line) for line in textwrap.wrap(text, 44))
    return figure.add_annotation(text=lines, x=0.5, y=0.5, xref="paper", yref="paper", showarrow=False, font=TEXT)


def rows(figure: go.Figure, labels: Iterable[str]) -> go.Figure:
    """Label the rows of a horizontal bar chart, the first on top. Row `n` lies at height `n`."""
    texts = list(labels)
    ticks = {
        "tickmode": "array",
        "tickvals": list(range(len(texts))),
        "ticktext": texts,
        "automargin": True,
        "ticklabelstandoff": 4,
        "tickfont": TEXT,
    }
    look = {"showgrid": False, "zeroline": False, "fixedrange": True, "ticks": ""}
    return figure.update_yaxes(range=[len(texts) - 0.5, -0.5], **ticks, **look)


def bar(
    name: str, values: Sequence[float], shade: Shade, *, texts: Sequence[str], hovers: Sequence[str], **more: Any
) -> go.Bar:
    """A row of horizontal bars in one shade, each with its text and what hovering says; nothing is drawn for 0."""
    return go.Bar(
        name=name,
        x=[value or None for value in values],
        y=list(range(len(values))),
        orientation="h",
        marker=marker(shade),
        text=list(texts),
        outsidetextfont=TEXT,
        hovertext=[plain(hover) for hover in hovers],
        hoverinfo="text",
        **more,
    )


def written_on(shade: Shade) -> dict[str, Any]:
    """Settings of text that stands inside a bar of this shade; it shrinks where the bar is small."""
    return {
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"color": shade.ink} | TEXT,
    }


def heading(figure: go.Figure, text: str, *, x: float, anchor: str) -> go.Figure:
    """Small words above the bars, at `x` of the plot's width."""
    place = {"x": x, "xanchor": anchor, "y": 1, "yanchor": "bottom", "xref": "paper", "yref": "paper"}
    return figure.add_annotation(text=plain(text), showarrow=False, font=TEXT, **place)


def two_panels(figure: go.Figure, left: int, right: int) -> go.Figure:
    """Two axes side by side on one scale: a statement is as wide on the right as on the left."""
    width = 1 - GAP
    split, unit = shares(left, right)
    figure.update_layout(xaxis=HIDDEN_AXIS | {"domain": [0, split * width if right else 1], "range": [0, unit * split]})
    if right:
        second = {"domain": [split * width + GAP, 1], "range": [0, unit * (1 - split)], "anchor": "y"}
        figure.update_layout(xaxis2=HIDDEN_AXIS | second)
    return figure


def shares(left: int, right: int) -> tuple[float, float]:
    """What part of the width the left of two panels takes, and how many statements the whole width stands for."""
    wanted = left / (left + right) if left + right else 1
    split = 1.0 if not right else min(max(wanted, NARROWEST), 1 - NARROWEST)
    return split, max(left / split, right / (1 - split) if right else 0)
