"""A chart with its twins: the figure with alternative text, the same numbers as a table, and downloads."""

import streamlit as st

from sendsat.reports.chart import Chart

CONFIG = {"displaylogo": False, "modeBarButtonsToRemove": ["select2d", "lasso2d", "zoom2d", "pan2d", "autoScale2d"]}


def draw(chart: Chart, *, heading: bool = True) -> None:
    """Draw a chart, its words, its table and its downloads."""
    if heading:
        st.subheader(chart.title, anchor=False)
    options = {**CONFIG, "toImageButtonOptions": {"filename": chart.file_stem, "format": "png", "scale": 2}}
    st.plotly_chart(chart.figure, key=f"chart_{chart.file_stem}", alt=chart.alt, config=options)
    box = st.expander("The same in words and numbers, and downloads", key=f"twin_{chart.file_stem}", on_change="rerun")
    if box.open:
        with box:
            _twin(chart)


def _twin(chart: Chart) -> None:
    st.markdown(chart.alt.replace("$", "\\$"))
    st.dataframe(chart.table, hide_index=True, alt=chart.title)
    with st.container(horizontal=True):
        st.download_button(
            "Download the numbers (CSV)",
            chart.table.to_csv(index=False).encode("utf-8-sig"),
            file_name=f"{chart.file_stem}.csv",
            mime="text/csv",
            on_click="ignore",
        )
        st.download_button(
            "Download the chart (web page, works offline)",
            chart.html,
            file_name=f"{chart.file_stem}.html",
            mime="text/html",
            on_click="ignore",
        )
    st.caption("For a picture, point at the chart and press the camera.")
