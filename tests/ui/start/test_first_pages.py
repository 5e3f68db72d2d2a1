"""The first run and home: a second click is no error, and names show as they were typed."""

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.services import viewing
from sendsat.services.rounds import judging, rounds
from sendsat.storage.queries.organisations import all_organisations
from sendsat.ui.frame import workplace
from tests.ui.visit import begin_elm, desk


def _first_run() -> None:
    from sendsat.ui.start import first_run

    first_run.draw()


def _home() -> None:
    import streamlit as st

    from sendsat.ui.start import home
    from tests.ui.visit import arrive

    arrive()
    st.session_state["_pages"] = {}
    home.draw()


pytestmark = pytest.mark.usefixtures("own_database")


@pytest.mark.parametrize("label", ["Start rating", "Load the demonstration", "Load a local authority"])
def test_whoever_starts_what_was_started_meanwhile_meets_no_error(label: str) -> None:
    page = AppTest.from_function(_first_run, default_timeout=20).run()
    begin_elm("Autumn 2026")
    page.text_input[0].set_value("Elm")
    next(one for one in page.button if one.label == label).click().run()
    assert not page.error


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Load a college group", ["Riverbank College", "Hillside College (made up)", "Lakeside College (made up)"]),
        ("Load a local authority", ["Riverbank College", "Three Rivers Council (made up)"]),
    ],
)
def test_a_group_and_a_local_area_are_loaded_with_one_press(label: str, names: list[str]) -> None:
    page = AppTest.from_function(_first_run, default_timeout=60).run()
    next(one for one in page.button if one.label == label).click().run()
    assert not page.error
    with workplace.store().looking() as session:
        loaded = all_organisations(session)
    assert [one.name for one in loaded] == names
    leads_on = "_here" in page.session_state and page.session_state["_here"] == loaded[-1].uid
    assert leads_on is ("authority" in label)


def test_home_names_the_round_as_it_was_typed() -> None:
    begin_elm("Autumn *2026* $x$")
    page = AppTest.from_function(_home, default_timeout=20).run()
    assert page.title[0].value == r"Autumn \*2026\* \$x\$"


def test_the_first_run_asks_which_kind_of_organisation_it_is() -> None:
    page = AppTest.from_function(_first_run, default_timeout=20).run()
    assert page.radio[0].options == [
        "Further education college",
        "Sixth-form college",
        "16-19 academy",
        "Specialist school or college approved under section 41",
        "Independent training provider",
        "Another kind of provider",
        "Local authority",
    ]
    page.text_input[0].set_value("Elm")
    page.radio[0].set_value(OrganisationKind.TRAINING_PROVIDER)
    next(one for one in page.button if one.label == "Start rating").click().run()
    found = workplace.organisation()
    assert found is not None
    assert found.kind is OrganisationKind.TRAINING_PROVIDER


def test_home_asks_to_confirm_what_was_carried_forward_before_anything_else() -> None:
    begin_elm("Autumn")
    before = viewing.rounds_of(desk())[-1]
    ids = {"round_id": before.id, "team_id": before.teams[0].id}
    judging.rate(desk(), **ids, statement_id="LM11", rating=Rating.GREEN)
    rounds.start_round(desk(), name="Spring", carry_forward_from=before.id)
    page = AppTest.from_function(_home, default_timeout=20).run()
    shown = [one.value for one in page.markdown]
    assert any(one.startswith("**1.2 ") and "1 rating was carried forward" in one for one in shown)
    assert any("□ Carried forward 1" in one and "● Green" not in one for one in shown)
    assert "0 of 27 answered" in [one.proto.text for one in page.get("progress")]
