"""Downloads of a workshop: its minutes as Word and Markdown, and a ballot to print."""

import streamlit as st

from sendsat.assessment.values import Round
from sendsat.assessment.workshop import Workshop
from sendsat.exchange.files.file_names import file_name
from sendsat.exchange.workshop import minutes_docx, minutes_md
from sendsat.exchange.workshop.ballot_html import write_ballot
from sendsat.services.desk import Desk
from sendsat.services.minutes import minutes_of
from sendsat.ui.frame import view
from sendsat.ui.frame.words import today, zone
from sendsat.ui.frame.workplace import desk

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _round(workshop: Workshop) -> Round:
    return next(one for one in view.current().rounds if one.id == workshop.round_id)


def _name(workshop: Workshop, what: str, suffix: str) -> str:
    round_ = _round(workshop)
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
    """Draw the button that downloads a ballot to print; it is made when it is asked for."""
    here, round_ = desk(), _round(workshop)
    st.download_button(
        "Download a ballot to print",
        lambda: _write_ballot(here, workshop, round_),
        file_name=_name(workshop, "Ballot", "html"),
        mime="text/html",
        on_click="ignore",
        key=f"ballot_{workshop.id}",
    )


def _write_ballot(here: Desk, workshop: Workshop, round_: Round) -> str | bytes:
    texts = here.library.get(round_.edition_id).statements
    statements = tuple((item.statement_id, texts[item.statement_id].text) for item in workshop.items)
    return write_ballot(title=f"Ballot: {round_.name}", subtitle=here.organisation.name, statements=statements)
