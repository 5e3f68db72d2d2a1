"""What the page tests share: Elm, which begins; a desk for the organisation in the database; the round to look at."""

import streamlit as st

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.values import Round
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.visit.visiting import Part, visiting
from sendsat.ui.frame import view, workplace
from tests.factories import STARTED


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


def arrive(*, in_team: bool = True, round_id: int | None = None) -> None:
    """From a page under test: look at a round, without an id the newest, as its first team or as all together."""
    with visiting(workplace.store(), workplace.library()) as visit:
        assert visit is not None
        st.session_state["_desk"] = visit.desk
        round_ = next((one for one in visit.rounds if one.id == round_id), visit.rounds[-1])
        view.load(visit, round_.id, round_.teams[0].id if in_team else None, list(Part))
