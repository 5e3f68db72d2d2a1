"""A workshop on paper: its minutes as Word and Markdown, a ballot to print, and papers keyed in again fast."""

from functools import partial

import streamlit as st

from sendsat.assessment.values import Round
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.exchange.files.safe_text import file_name
from sendsat.exchange.formats import Document, Format
from sendsat.exchange.workshop.ballot_html import write_ballot
from sendsat.services.desk import Desk
from sendsat.services.records.recording import take_away
from sendsat.services.workshop import voting
from sendsat.services.workshop.minutes import minutes_file
from sendsat.ui.frame import notices, state, view
from sendsat.ui.frame.words import plain, today, zone
from sendsat.ui.frame.workplace import desk


def _round(workshop: Workshop) -> Round:
    return next(round_ for round_ in view.current().rounds if round_.id == workshop.round_id)


def _name(workshop: Workshop, what: str, kind: Format) -> str:
    round_ = _round(workshop)
    return file_name(desk().organisation.name, what, round_.name, today(), kind)


def downloads(workshop: Workshop) -> None:
    """Draw the buttons that download the minutes; each file is made when it is asked for."""
    here, times = desk(), zone()
    with st.container(horizontal=True, key=f"minutes_{workshop.id}"):
        for kind in Document.MINUTES.formats:
            name = _name(workshop, "Workshop minutes", kind)
            content = partial(minutes_file, here, kind, workshop_id=workshop.id, zone=times)
            st.download_button(
                f"Download the minutes: {kind.label}",
                partial(take_away, here, file=name, make=content, round_id=workshop.round_id),
                file_name=name,
                mime=kind.media_type,
                on_click="ignore",
                key=f"minutes_{kind}_{workshop.id}",
            )


def ballot(workshop: Workshop) -> None:
    """Draw the button that downloads a ballot to print; it is made when it is asked for."""
    here, round_, kind = desk(), _round(workshop), Document.BALLOT.formats[0]
    name = _name(workshop, "Ballot", kind)
    st.download_button(
        "Download a ballot to print",
        partial(take_away, here, file=name, make=lambda: _write_ballot(here, workshop, round_), round_id=round_.id),
        file_name=name,
        mime=kind.media_type,
        on_click="ignore",
        key=f"ballot_{workshop.id}",
    )


def _write_ballot(here: Desk, workshop: Workshop, round_: Round) -> bytes:
    ids = [item.statement_id for item in workshop.items]
    statements = tuple((id_, here.library.having(id_, round_.edition_id).statements[id_].text) for id_ in ids)
    return write_ballot(title=f"Ballot: {round_.name}", subtitle=here.organisation.name, statements=statements).encode()


def key_in(workshop: Workshop) -> None:
    """Draw the closed panel in which papers are keyed in."""
    where = f"papers_{workshop.id}"
    with st.expander("Key in paper ballots", icon=":material/keyboard:", key=where):
        order = ", ".join(item.statement_id for item in workshop.items)
        st.markdown(
            "Type one figure for each statement, then Enter: **1** red, **2** amber, **3** green, **0** not sure, "
            f"**-** left blank. The order is {plain(order)}."
        )
        number = st.number_input("Paper", 1, 999, key=state.paper_number(where))
        st.text_input(
            "Marks",
            key=state.paper_marks(where),
            placeholder="for example 2313-1",
            on_change=_keep_paper,
            args=(workshop, where),
        )
        st.caption(
            f"Paper {number} counts once: keyed again, it takes its own place. Number the papers as you key them."
        )
        notices.show(where)


def _keep_paper(workshop: Workshop, where: str) -> None:
    number, marks = int(st.session_state[state.paper_number(where)]), st.session_state[state.paper_marks(where)] or ""
    if not marks.strip():
        return
    result = notices.attempt(
        where, lambda: voting.key_in_paper(desk(), workshop_id=workshop.id, number=number, marks=marks)
    )
    if result is None:
        return
    _, shown_before = result
    late = f" Not counted, already shown: {', '.join(shown_before)}." if shown_before else ""
    notices.say(where, notices.Notice("saved", f"Paper {number} is in: {' '.join(marks.split())}.{late}"))
    st.session_state[state.paper_number(where)] = min(number + 1, 999)
    st.session_state[state.paper_marks(where)] = ""
