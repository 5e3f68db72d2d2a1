"""What the page tests share: Elm, which begins; a desk for the organisation in the database; ways to come to a page."""

from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.values import Round
from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.visit.parts import Part
from sendsat.services.visit.visiting import visiting
from sendsat.settings import DEMONSTRATION
from sendsat.ui.frame import view, workplace
from tests.factories import STARTED

APP = str(Path(__file__).parents[2] / "app.py")


def coming_to(url_path: str, **asked: str) -> AppTest:
    """Somebody who has just come to a page of the whole app, with what its address asks for. It is not drawn yet."""
    page = AppTest.from_file(APP, default_timeout=120)
    page._page_hash = calc_hash(url_path)  # nothing public opens a page by its address
    for key, value in asked.items():
        page.query_params[key] = value
    return page


def desk() -> Desk:
    """A desk for the organisation in the database."""
    organisation = workplace.organisation()
    assert organisation is not None
    return Desk(workplace.store(), workplace.library(), organisation)


def begin_elm(round_name: str = "Autumn", kind: OrganisationKind = OrganisationKind.PROVIDER) -> Round:
    """Elm begins in the database of the test: it has a first round, and one team that rates everything."""
    store, library = workplace.store(), workplace.library()
    _, round_ = found_organisation(store, library, name="Elm", kind=kind, round_name=round_name, now=STARTED)
    return round_


def begin_demonstration() -> None:
    """The demonstration begins in the database of the test, on the day that tests start from."""
    load_demonstration(workplace.store(), workplace.library(), DEMONSTRATION, now=STARTED)


def arrive(*, in_team: bool = True, round_id: int | None = None) -> None:
    """From a page under test: look at a round, without an id the newest, as its first team or as all together."""
    with visiting(workplace.store(), workplace.library()) as visit:
        assert visit is not None
        st.session_state["_desk"] = visit.desk
        round_ = next((one for one in visit.rounds if one.id == round_id), visit.rounds[-1])
        view.load(visit, round_.id, round_.teams[0].id if in_team else None, list(Part))
