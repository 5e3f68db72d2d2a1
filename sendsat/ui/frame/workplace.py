"""Opens what every page needs, once for all visitors: the editions and the database; and the desk of this visitor."""

import streamlit as st

from sendsat.assessment.organisations import Organisation
from sendsat.guide.library import Library
from sendsat.services.desk import Desk
from sendsat.services.organisation.sharing import Sharing
from sendsat.services.viewing import organisations_here
from sendsat.settings import load_settings
from sendsat.storage.opening import open_store
from sendsat.storage.store import Store
from sendsat.ui.frame import state

SHARED: Sharing | None = None
"""Who is let in while this program is shared with a room, set as it starts; None where it is not."""


@st.cache_resource(show_spinner=False)
def library() -> Library:
    """The editions of the guide. Raises `EditionError`."""
    return Library.open(load_settings().edition_dirs)


@st.cache_resource(show_spinner=False)
def _store(database_url: str) -> Store:
    return open_store(database_url)


def store() -> Store:
    """The opened database. Raises `StorageError`; the next visitor tries again."""
    return _store(load_settings().database_url)


def organisation() -> Organisation | None:
    """The organisation in this database, None before the first run."""
    organisations = organisations_here(store())
    return organisations[0] if organisations else None


def desk() -> Desk:
    """The desk of whoever looks at this page: organisation, person, store and editions. Every verb is called with it.

    The shell sets it up before a page is drawn.
    """
    stored = st.session_state[state.DESK]
    assert isinstance(stored, Desk)
    return stored
