"""A whole organisation is deleted on Rounds and teams; a page stands in its place until it is back or erased."""

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.services import viewing
from sendsat.services.organisation.founding import found_another
from sendsat.services.records import organisation_binning
from sendsat.ui.frame import state, workplace
from tests.ui.visit import begin_elm, coming_to, desk

pytestmark = pytest.mark.usefixtures("own_database")
ELM = "Elm is in the bin"


@pytest.fixture
def page() -> AppTest:
    begin_elm()
    return coming_to("rounds").run()


def told(page: AppTest) -> str:
    assert not page.exception
    kinds = (page.title, page.header, page.markdown, page.success, page.error, page.info, page.caption)
    return " ".join(one.value for kind in kinds for one in kind).replace("\\", "")


def buttons(page: AppTest) -> list[str]:
    return [one.label.replace("\\", "") for one in page.button]


def press(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click()
    return page.run()


def names() -> list[str]:
    return [one.name for one in viewing.organisations_here(workplace.store())]


def deleted(page: AppTest) -> AppTest:
    """The page after its organisation was moved to the bin."""
    page.session_state[state.DELETE_ORGANISATION] = True
    return press(page.run(), "bin_organisation")


def test_what_goes_is_named_before_anything_is_deleted(page: AppTest) -> None:
    assert "bin_organisation" not in [one.key for one in page.button]
    page.session_state[state.DELETE_ORGANISATION] = True
    page.run()
    assert "Elm goes to the bin with 1 round, 0 ratings and 0 actions" in told(page)
    assert "What it shared with a local authority stays there as it is." in told(page)
    assert names() == ["Elm"]


def test_the_only_one_is_deleted_and_comes_back_from_the_page_that_stands_in_its_place(page: AppTest) -> None:
    elm = desk()
    deleted(page)
    assert page.title[0].value == ELM
    assert "Bring it back, and it is as it was." in told(page)
    assert buttons(page) == ["Bring Elm back", "Erase it", "Begin a new organisation"]
    assert names() == []
    for address in ("", "results", "rounds"):
        assert coming_to(address).run().title[0].value == ELM
    assert coming_to("actions", org=elm.organisation.uid).run().title[0].value == ELM

    press(page, f"unbin_organisation_{elm.organisation.id}")
    assert "Elm is back, as it was." in told(page)
    assert page.title[0].value == "Rounds and teams"
    assert names() == ["Elm"]


def test_with_the_only_one_in_the_bin_a_new_one_can_be_begun_and_finds_it_there(page: AppTest) -> None:
    deleted(page)
    press(page, "begin_anew")
    assert page.title[0].value == "Welcome to sendsat"
    press(page, "back_to_bin")
    assert page.title[0].value == ELM

    press(page, "begin_anew")
    page.text_input[0].set_value("Oak")
    next(one for one in page.button if one.label == "Start rating").click()
    page.run()
    assert not page.exception
    assert names() == ["Oak"]
    assert "Elm" in told(coming_to("bin").run())


def test_beside_another_one_goes_on_there_and_brings_it_back_from_the_bin(page: AppTest) -> None:
    elm = desk()
    oak = found_another(elm, name="Oak", kind=OrganisationKind.FE_COLLEGE, round_name="Spring")
    page = deleted(coming_to("rounds", org=elm.organisation.uid).run())
    assert page.title[0].value == ELM
    assert "Begin a new organisation" not in buttons(page)
    next(one for one in page.button if one.label == "Go to another organisation").click()
    page.run()
    assert page.title[0].value == "Rounds and teams"
    assert "org" not in [one.key for one in page.sidebar.selectbox], "nothing to switch to"

    waste = coming_to("bin", org=oak.uid).run()
    assert "**Elm** · College or training provider · here since" in told(waste)
    press(waste, f"unbin_organisation_{elm.organisation.id}")
    assert "Elm is back, as it was." in told(waste)
    assert "The bin is empty." in told(waste)
    assert names() == ["Elm", "Oak"]


def test_it_is_erased_once_its_name_is_typed_and_the_certificate_stays_until_it_is_put_away(page: AppTest) -> None:
    number = desk().organisation.id
    deleted(page)
    press(page, f"erase_organisation_{number}")
    assert "That is not the name, so Elm was not erased." in told(page)
    page.text_input(key=state.erase_name(number)).set_value("elm")
    press(page, f"erase_organisation_{number}")

    assert page.title[0].value == "Welcome to sendsat"
    assert "What was erased of Elm" in told(page)
    assert "- 1 team\n" in told(page)
    assert page.get("download_button")[0].label == "Download the certificate"
    page.run()
    assert "What was erased of Elm" in told(page)
    press(page, "put_away")
    assert "What was erased of Elm" not in told(page)


def test_another_tab_saves_nothing_says_so_and_then_shows_where_it_went(page: AppTest) -> None:
    organisation_binning.put_organisation_in_bin(desk())
    page.text_input(key=state.new_team_name(1)).set_value("Kitchens")
    next(one for one in page.button if one.label == "Add team").click()
    page.run()
    assert page.title[0].value == ELM
    assert not page.exception
