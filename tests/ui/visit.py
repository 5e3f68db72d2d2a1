"""What the page tests share: a desk for the organisation in the database, and the newest round to look at."""

import streamlit as st

from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.ui.frame import view, workplace


def desk() -> Desk:
    """A desk for the organisation in the database."""
    organisation = workplace.organisation()
    assert organisation is not None
    return Desk(workplace.store(), workplace.library(), organisation)


def arrive(*, in_team: bool = True) -> None:
    """From a page under test: look at the newest round, as its first team or as all together."""
    st.session_state["_desk"] = desk()
    rounds = viewing.rounds_of(workplace.desk())
    view.load(rounds, rounds[-1].id, rounds[-1].teams[0].id if in_team else None)
