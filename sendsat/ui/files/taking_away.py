"""Taking a round away: a team's workbook, the whole round as CSV or JSON, and each supplement apart."""

import streamlit as st

from sendsat.assessment.values import Round
from sendsat.exchange.formats import Format
from sendsat.exchange.round_out.table import COLUMNS
from sendsat.guide.edition import Edition
from sendsat.services.records import recording
from sendsat.services.report import exporting
from sendsat.ui.frame import state, view
from sendsat.ui.frame.streamlit_hooks import fold
from sendsat.ui.frame.words import plain
from sendsat.ui.frame.workplace import desk


def draw(page: view.View) -> None:
    """Draw the first part of Import and export."""
    st.header("Take the round away", anchor=False)
    st.markdown(
        "The workbook looks like the guide's own Excel tool. A team can fill it in offline, in Excel or LibreOffice, "
        "and you bring it back here."
    )
    teams = {team.name: team.id for team in page.round.teams}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        team_id = teams[_workbook_team(page, list(teams))]
        _download(page.round, Format.XLSX, "Download the Excel workbook", team_id, first=True)
        _download(page.round, Format.CSV, "Whole round as CSV")
        _download(page.round, Format.JSON, "Whole round as JSON")
        for supplement in page.editions[1:]:
            _download_beside(page.round, supplement)
    for supplement in page.editions[1:]:
        st.caption(_apart(supplement))
    box = fold("What the columns of the CSV mean", key="export_columns")
    if box.open:
        with box:
            st.table(
                {"Column": [column.name for column in COLUMNS], "What it holds": [column.meaning for column in COLUMNS]}
            )


def _download_beside(round_: Round, supplement: Edition) -> None:
    """A supplement's ratings, apart from the guide's."""
    at_work = desk()
    name = exporting.supplement_name(at_work, round_, supplement)
    st.download_button(
        f"{supplement.header.short_title} as CSV",
        lambda: recording.take_away(
            at_work,
            file=name,
            make=lambda: exporting.supplement_csv(at_work, round_.id, supplement.id)[1],
            round_id=round_.id,
        ),
        name,
        Format.CSV.media_type,
        key=f"export_beside_{supplement.id}",
        on_click="ignore",
    )


def _apart(supplement: Edition) -> str:
    name = plain(supplement.header.short_title)
    return (
        f"The {name} is counted apart: a sheet of its own in the workbook, a CSV of its own, and a block of its own in "
        "the JSON. The CSV of the whole round holds the guide's statements only. Workbook and CSV can be brought back."
    )


def _workbook_team(page: view.View, names: list[str]) -> str:
    """The team whose workbook is offered: the one being looked at, unless another is chosen."""
    first = page.team.name if page.team else names[0]
    if len(names) == 1:
        return first
    return st.selectbox("Team of the workbook", names, index=names.index(first), key=state.EXPORT_TEAM) or first


def _download(round_: Round, kind: Format, label: str, team_id: int | None = None, *, first: bool = False) -> None:
    at_work = desk()
    name = exporting.download_name(at_work, round_, kind, team_id)

    def content() -> bytes:
        return exporting.export_round(at_work, kind=kind, round_id=round_.id, team_id=team_id)[1]

    st.download_button(
        label,
        lambda: recording.take_away(at_work, file=name, make=content, round_id=round_.id),
        name,
        kind.media_type,
        key=f"export_{kind}",
        on_click="ignore",
        type="primary" if first else "secondary",
    )
