"""Backups: which there are, one more at once, one to take away."""

import streamlit as st

from sendsat.assessment.records.backups import Backup
from sendsat.errors import SendsatError
from sendsat.services.records import backing_up
from sendsat.settings import load_settings
from sendsat.ui.frame import notices
from sendsat.ui.frame.words import moment, plain
from sendsat.ui.frame.workplace import desk


def draw() -> None:
    """Draw the page."""
    st.title("Backups", anchor=False)
    settings = load_settings()
    try:
        kept = backing_up.backups_of(desk(), settings.database_url, settings.backup_dir)
    except SendsatError as error:
        st.info(f"{plain(error.message)}  \n{plain(error.remedy)}", icon=":material/info:")
        return
    st.markdown(
        "A backup holds everything in sendsat. While it runs as a server, sendsat makes one each day and keeps the "
        "newest of 7 days, 4 weeks and 6 months. Keep a copy on another disk as well."
    )
    st.button("Back up now", type="primary", on_click=_back_up, key="backup_now")
    notices.show("backups")
    if not kept:
        st.markdown("There is no backup yet.")
    for backup in kept:
        _backup(backup)
    st.caption("To go back to one, stop sendsat and type: python -m sendsat restore FILE")


def _backup(backup: Backup) -> None:
    settings, at_work = load_settings(), desk()
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        whole = ":material/check: whole" if backup.is_whole else ":material/error: **damaged, do not use it**"
        st.markdown(f"**{moment(backup.made_at)}** · {backup.size / 2**20:.1f} MB · {whole}")
        st.download_button(
            f"Download {moment(backup.made_at)}",
            lambda: backing_up.backup_file(at_work, settings.database_url, settings.backup_dir, backup.name),
            backup.name,
            "application/vnd.sqlite3",
            key=f"backup_{backup.name}",
            on_click="ignore",
        )


def _back_up() -> None:
    settings = load_settings()
    notices.attempt(
        "backups",
        lambda: backing_up.back_up_now(desk(), settings.database_url, settings.backup_dir),
        success="The backup is written and was read back: it is whole.",
    )
