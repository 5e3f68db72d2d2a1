"""The report of a group as a Word file: what its page shows, of the same moment."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import streamlit as st

from sendsat.assessment.groups.learning import to_read
from sendsat.assessment.groups.side_by_side import SideBySide
from sendsat.exchange.files.safe_text import file_name
from sendsat.exchange.formats import Format
from sendsat.exchange.report.group_docx import group_docx
from sendsat.services.desk import Desk
from sendsat.services.organisation.grouping import words_of
from sendsat.services.records.recording import take_away
from sendsat.ui.frame.words import today
from sendsat.ui.frame.workplace import desk
from sendsat.ui.sites.group.colleges_html import round_words


def draw(group: SideBySide) -> None:
    """Draw the button; the file is made once it is pressed."""
    rounds = {college.organisation.id: round_words(college) for _, college in group.named}
    name = file_name(group.together.group.name, "Group report", "", today(), Format.DOCX)
    make = partial(_make, desk(), group, rounds, today())
    with st.container(key="off_paper_group_report"):
        st.download_button(
            "Download the group report",
            partial(take_away, desk(), file=name, make=make, colleges=group.ids),
            file_name=name,
            mime=Format.DOCX.media_type,
            help="A Word file: how far each college is, where they differ, what the best wrote, and what they plan.",
            on_click="ignore",
        )


def _make(desk: Desk, group: SideBySide, rounds: Mapping[int, str], day: date) -> bytes:
    return group_docx(group, words_of(desk, to_read(group)), day=day, rounds=rounds)
