"""Downloads of a workshop: its minutes as Word and Markdown, and a ballot to print."""

from functools import partial

import streamlit as st

from sendsat.assessment.values import Round
from sendsat.assessment.workshop import Workshop
from sendsat.exchange.files.file_names import file_name
from sendsat.exchange.formats import Document, Format
from sendsat.exchange.workshop.ballot_html import write_ballot
from sendsat.services.desk import Desk
from sendsat.services.minutes import minutes_file
from sendsat.ui.frame import view
from sendsat.ui.frame.words import today, zone
from sendsat.ui.frame.workplace import desk


def _round(workshop: Workshop) -> Round:
    return next(one for one in view.current().rounds if one.id == workshop.round_id)


def _name(workshop: Workshop, what: str, kind: Format) -> str:
    round_ = _round(workshop)
    return file_name(desk().organisation.name, what, round_.name, today(), kind)


def downloads(workshop: Workshop) -> None:
    """Draw the buttons that download the minutes; each file is made when it is asked for."""
    here, times = desk(), zone()
    with st.container(horizontal=True, key=f"minutes_{workshop.id}"):
        for kind in Document.MINUTES.formats:
            st.download_button(
                f"Download the minutes: {kind.label}",
                partial(minutes_file, here, kind, workshop_id=workshop.id, zone=times),
                file_name=_name(workshop, "Workshop minutes", kind),
                mime=kind.media_type,
                on_click="ignore",
                key=f"minutes_{kind}_{workshop.id}",
            )


def ballot(workshop: Workshop) -> None:
    """Draw the button that downloads a ballot to print; it is made when it is asked for."""
    here, round_, kind = desk(), _round(workshop), Document.BALLOT.formats[0]
    st.download_button(
        "Download a ballot to print",
        lambda: _write_ballot(here, workshop, round_),
        file_name=_name(workshop, "Ballot", kind),
        mime=kind.media_type,
        on_click="ignore",
        key=f"ballot_{workshop.id}",
    )


def _write_ballot(here: Desk, workshop: Workshop, round_: Round) -> str | bytes:
    texts = here.library.get(round_.edition_id).statements
    statements = tuple((item.statement_id, texts[item.statement_id].text) for item in workshop.items)
    return write_ballot(title=f"Ballot: {round_.name}", subtitle=here.organisation.name, statements=statements)
