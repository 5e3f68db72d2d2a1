"""Where one works is held by the address by ids: a rename breaks no link, another organisation's link opens nothing."""

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_another
from sendsat.services.rounds import rounds, teams
from sendsat.ui.frame import workplace
from sendsat.ui.frame.words import told_apart
from tests.ui.visit import APP, begin_elm, coming_to, desk

pytestmark = pytest.mark.usefixtures("own_database")


def opened(**asked: str) -> AppTest:
    page = AppTest.from_file(APP, default_timeout=120)
    for key, value in asked.items():
        page.query_params[key] = value
    return page.run()


def chosen(page: AppTest) -> dict[str, str]:
    """What the sidebar shows as chosen, as one reads it."""
    return {box.label: box.options[box.index or 0] for box in page.sidebar.selectbox}


def address(page: AppTest) -> dict[str, str]:
    return {key: value[0] if isinstance(value, list) else value for key, value in page.query_params.items()}


@pytest.fixture
def two_rounds() -> tuple[int, int]:
    first = begin_elm("Autumn")
    teams.add_team(desk(), name="English", sections=("leadership",))
    second = rounds.start_round(desk(), name="Spring")
    return first.id, second.id


def oak() -> Desk:
    """A second organisation in the same database."""
    here = desk()
    other = found_another(here, name="Oak", kind=OrganisationKind.FE_COLLEGE, round_name="Oak round")
    return Desk(here.store, here.library, other)


def test_a_round_that_is_chosen_stands_in_the_address_by_its_id(two_rounds: tuple[int, int]) -> None:
    page = opened()
    assert "round" not in address(page)
    page.sidebar.selectbox(key="round").set_value(two_rounds[0]).run()

    assert address(page)["round"] == str(two_rounds[0])
    assert chosen(page)["Round"] == "Autumn"


def test_a_link_still_opens_its_round_and_team_once_both_have_another_name(two_rounds: tuple[int, int]) -> None:
    first, second = two_rounds
    english = viewing.teams_of(desk())[-1]
    rounds.rename_round(desk(), round_id=first, name="Autumn 2025")
    rounds.rename_round(desk(), round_id=second, name="Autumn")
    teams.change_team(desk(), team_id=english.id, name="English and maths", sections=english.sections)

    assert chosen(opened(round=str(first)))["Round"] == "Autumn 2025"
    assert chosen(opened(round=str(second), team=str(english.id))) == {"Round": "Autumn", "Team": "English and maths"}


def test_an_old_link_by_name_still_works_and_then_holds_the_id(two_rounds: tuple[int, int]) -> None:
    page = opened(round="Autumn")

    assert chosen(page)["Round"] == "Autumn"
    assert address(page)["round"] == str(two_rounds[0])
    assert not page.error


def test_a_round_that_is_renamed_elsewhere_stays_the_one_that_is_looked_at(two_rounds: tuple[int, int]) -> None:
    page = opened(round="Autumn")
    rounds.rename_round(desk(), round_id=two_rounds[0], name="Winter")

    assert chosen(page.run())["Round"] == "Winter"
    assert not page.error


@pytest.mark.parametrize("key", ["round", "team"])
@pytest.mark.parametrize("wanted", ["999", "-1", "Gone", "9" * 40])
def test_a_link_to_what_is_not_here_says_so_once(two_rounds: tuple[int, int], key: str, wanted: str) -> None:
    page = opened(**{key: wanted})

    assert not page.exception
    assert f"This link asks for a {key} that is not here" in page.error[0].value
    assert (wanted in page.error[0].value.replace("\\", "")) == (not wanted.isdecimal())
    assert not page.run().error


def test_names_that_are_equal_are_told_apart() -> None:
    assert told_apart({1: "A", 2: "B", 3: "A", 4: "A"}) == {1: "A", 2: "B", 3: "A (2)", 4: "A (3)"}
    assert told_apart({1: "A (2)", 2: "A", 3: "A"}) == {1: "A (2)", 2: "A", 3: "A (3)"}


def test_one_organisation_is_named_and_offers_no_choice(two_rounds: tuple[int, int]) -> None:
    page = opened()
    assert "Organisation" not in chosen(page)
    assert "org" not in address(page)
    assert page.sidebar.markdown[0].value == "**Elm**"


def test_several_organisations_are_chosen_in_the_sidebar_and_held_by_the_address(two_rounds: tuple[int, int]) -> None:
    elsewhere = oak().organisation
    page = opened(round=str(two_rounds[0]))
    assert chosen(page) == {"Organisation": "Elm", "Round": "Autumn", "Team": "Whole organisation"}

    page.sidebar.selectbox(key="org").set_value(elsewhere.uid).run()

    assert address(page) == {"org": elsewhere.uid}
    assert chosen(page) == {"Organisation": "Oak", "Round": "Oak round"}
    assert not page.error
    assert not page.exception


def test_nothing_that_was_chosen_in_one_organisation_comes_along_to_another(two_rounds: tuple[int, int]) -> None:
    elsewhere = oak().organisation
    page = opened()
    page.session_state["report_team"] = 1
    page.session_state["text_1_1_LM1"] = "not stored yet"
    page.sidebar.selectbox(key="org").set_value(elsewhere.uid).run()

    assert "report_team" not in page.session_state
    assert page.session_state["text_1_1_LM1"] == "not stored yet"


def test_a_link_to_an_organisation_one_may_not_see_shows_nothing_of_it_on_any_page(two_rounds: tuple[int, int]) -> None:
    home = opened()
    pages = [page for group in home.session_state["_pages"].values() for page in group]
    assert len(pages) > 20
    for wanted in pages:
        page = coming_to(wanted.url_path, org="nowhere", round="1").run()
        assert page.title[0].value == "You cannot see this organisation", wanted.url_path
        assert not page.sidebar.selectbox
        assert "Elm" not in str(page)


def test_from_a_link_that_leads_nowhere_one_button_leads_home(two_rounds: tuple[int, int]) -> None:
    page = opened(org="nowhere")
    page.button[0].click().run()

    assert chosen(page)["Round"] == "Spring"
    assert workplace.organisation() == desk().organisation
