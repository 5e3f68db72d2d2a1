"""A chart with its twins: the figure with alternative text, the same numbers as a table, and downloads."""

from collections.abc import Callable, Collection
from functools import partial

import pandas as pd
import streamlit as st
from markupsafe import Markup

from sendsat.exchange.files.safe_text import file_name
from sendsat.exchange.files.written.table_csv import table_csv
from sendsat.exchange.formats import Format
from sendsat.reports.charts import bar_html
from sendsat.reports.charts.bar_html import Leads
from sendsat.reports.charts.chart import Chart
from sendsat.services.records.recording import take_away
from sendsat.ui.frame import state, view
from sendsat.ui.frame.html import put_html
from sendsat.ui.frame.streamlit_hooks import fold
from sendsat.ui.frame.words import plain, today
from sendsat.ui.frame.workplace import desk
from sendsat.ui.results import style

PICTURES = ("PNG", "SVG")
CONFIG = {"displaylogo": False, "modeBarButtonsToRemove": ["select2d", "lasso2d", "zoom2d", "pan2d", "autoScale2d"]}
STYLE = Markup("""<style>
.js-plotly-plot :is(.xtick, .ytick, .annotation) text, .js-plotly-plot .bartext-outside
  {fill:var(--quiet) !important}
[data-testid=stElementToolbar] button[aria-label^="Download as CSV"] {display:none}
</style>""")
"""Streamlit's light theme draws the words beside bars in a grey of 3.8 to 1, where small text needs 4.5. And the CSV in
the corner of its tables lets a cell run as a formula: ours, named after what it holds, does not."""


def draw(chart: Chart, leads: Leads = bar_html.nowhere, *, heading: bool = True, also: Collection[int] = ()) -> None:
    """Draw a chart, its words, its table and its downloads; its bars lead where `leads` says. `also` are the ids of the
    rounds beside the page's that it shows."""
    if heading:
        st.header(plain(chart.title), anchor=False)
    if chart.bars:
        put_html(style.BARS)
        whole = Markup('<div class="looked-at" role="group" aria-label="{}">{}</div>')
        put_html(whole.format(chart.alt, chart.bars(leads)))
    else:
        _plotly(chart)
    box = fold("The same in words and numbers, and downloads", key=f"twin_{chart.file_stem}")
    if box.open:
        with box:
            _twin(chart, also)


def _plotly(chart: Chart) -> None:
    picture = st.session_state.get(state.picture_as(chart.file_stem)) or PICTURES[0]
    options = {**CONFIG, "toImageButtonOptions": {"filename": chart.file_stem, "format": picture.lower(), "scale": 2}}
    put_html(STYLE)
    st.plotly_chart(chart.figure, key=f"chart_{chart.file_stem}", alt=chart.alt, config=options)


def _twin(chart: Chart, also: Collection[int]) -> None:
    st.markdown(plain(chart.alt))
    st.dataframe(chart.table, hide_index=True, alt=chart.title)
    with st.container(horizontal=True):
        download_table("Download the numbers (CSV)", chart.table, chart.what, chart.rounds, also=also)
        name = file_name(desk().organisation.name, chart.what, chart.rounds, today(), Format.HTML)
        label = "Download the chart (web page, works offline)"
        _download(label, lambda: chart.web_page().encode(), name, Format.HTML, also)
    st.radio(
        "For a picture, point at the chart and press the camera. It is kept as",
        PICTURES,
        key=state.picture_as(chart.file_stem),
        horizontal=True,
        help="PNG for slides and Word. SVG stays sharp at any size, as in print.",
    )
    if chart.bars:
        _plotly(chart)


def download_table(
    label: str,
    table: pd.DataFrame,
    what: str,
    rounds: str,
    *,
    also: Collection[int] = (),
    colleges: Collection[int] = (),
) -> None:
    """Offer a table as CSV, named after the organisation, what it holds and of which rounds. By id: which rounds beside
    the page's are `also` in it, or the `colleges` of a group that are."""
    name = file_name(desk().organisation.name, what, rounds, today(), Format.CSV)
    _download(label, partial(table_csv, table), name, Format.CSV, also, colleges)


def _download(
    label: str,
    make: Callable[[], bytes],
    name: str,
    kind: Format,
    also: Collection[int] = (),
    colleges: Collection[int] = (),
) -> None:
    round_id = None if colleges else view.current().round.id
    st.download_button(
        label,
        partial(take_away, desk(), file=name, make=make, round_id=round_id, also=also, colleges=colleges),
        file_name=name,
        mime=kind.media_type,
        key=f"download_{name}",
        on_click="ignore",
    )
