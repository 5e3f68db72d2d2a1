"""Downloads of a workshop: its minutes as Word and Markdown, and a ballot to print."""

import streamlit as st

from sendsat.assessment.workshop import Workshop
from sendsat.exchange.files.file_names import file_name
from sendsat.exchange.workshop import minutes_docx, minutes_md
from sendsat.exchange.workshop.ballot_html import write_ballot
from sendsat.services import viewing
from sendsat.services.minutes import minutes_of
from sendsat.ui.frame.words import today, zone
from sendsat.ui.frame.workplace import desk

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _name(workshop: Workshop, what: str, suffix: str) -> str:
    round_ = next(one for one in viewing.rounds_of(desk()) if one.id == workshop.round_id)
    return file_name(desk().organisation.name, what, round_.name, today(), suffix)


def downloads(workshop: Workshop) -> None:
    """Draw the buttons that download the minutes; each file is made when it is asked for."""
    here, times = desk(), zone()
    with st.container(horizontal=True, key=f"minutes_{workshop.id}"):
        st.download_button(
            "Download the minutes (Word)",
            lambda: minutes_docx.write_minutes(minutes_of(here, workshop_id=workshop.id, zone=times)),
            file_name=_name(workshop, "Workshop minutes", "docx"),
            mime=WORD,
            on_click="ignore",
            key=f"minutes_docx_{workshop.id}",
        )
        st.download_button(
            "Download the minutes (Markdown)",
            lambda: minutes_md.write_minutes(minutes_of(here, workshop_id=workshop.id, zone=times)),
            file_name=_name(workshop, "Workshop minutes", "md"),
            mime="text/markdown",
            on_click="ignore",
            key=f"minutes_md_{workshop.id}",
        )


def ballot(workshop: Workshop) -> None:
    """Draw the button that downloads a ballot to print."""
    snapshot = viewing.snapshots(desk(), workshop.round_id)[0]
    statements = tuple(
        (item.statement_id, snapshot.edition.statements[item.statement_id].text) for item in workshop.items
    )
    st.download_button(
        "Download a ballot to print",
        write_ballot(
            title=f"Ballot: {snapshot.round.name}",
            subtitle=desk().organisation.name,
            statements=statements,
        ),
        file_name=_name(workshop, "Ballot", "html"),
        mime="text/html",
        on_click="ignore",
        key=f"ballot_{workshop.id}",
    )
