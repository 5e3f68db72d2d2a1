"""A chart as it leaves this package: a figure, the same in words, the same as a table, and a page to keep."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
from markupsafe import Markup

from sendsat.palette import LIGHT
from sendsat.reports.charts.bar_html import Leads
from sendsat.templates import template

_PAGE = template(Path(__file__).parent / "chart.html", page=LIGHT)


@dataclass(frozen=True, eq=False)
class Chart:
    """A figure with its twins: `alt` says it in sentences, `table` holds the same numbers, and `bars`, where there are
    any, draw it as HTML. The figure is made by `build` once somebody asks for it.

    `title` is the heading above it. Downloads are named after what it shows (`what`) and of which `rounds`, "" for all;
    `file_stem` tells it from other charts and names its picture.
    """

    build: Callable[[], go.Figure]
    alt: str
    table: pd.DataFrame
    file_stem: str
    title: str
    what: str
    rounds: str = ""
    bars: Callable[[Leads], Markup] | None = None

    @cached_property
    def figure(self) -> go.Figure:
        """What Plotly draws."""
        return self.build()

    def web_page(self) -> str:
        """The chart as one page of HTML that needs no connection: plotly.js is inside."""
        figure = go.Figure(self.figure).update_layout(template="plotly_white")
        drawn = figure.to_html(
            full_html=False,
            include_plotlyjs=True,
            div_id=self.file_stem,
            default_height=f"{figure.layout.height}px",
            config={"displaylogo": False, "responsive": True, "toImageButtonOptions": {"filename": self.file_stem}},
        )
        table = self.table.to_html(index=False, na_rep="–", border=0)
        return _PAGE.render(title=self.title, alt=self.alt, figure=Markup(drawn), table=Markup(table))


def stem(*words: str) -> str:
    """A file name without ending that every computer accepts: "ratings-by-section-autumn-2025"."""
    plain = unicodedata.normalize("NFKD", " ".join(words)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:80].rstrip("-") or "chart"
