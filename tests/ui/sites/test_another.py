"""One more organisation begins on its own page, and is what one sees then."""

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.services.viewing import organisations_here
from sendsat.ui.frame import workplace
from tests.ui.visit import begin_elm, coming_to

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def page() -> AppTest:
    begin_elm()
    return coming_to("another").run()


def add(page: AppTest, name: str) -> AppTest:
    page.text_input(key="another_name").set_value(name)
    next(one for one in page.button if one.label == "Add the organisation").click()
    return page.run()


def test_whoever_adds_an_organisation_sees_it_then_and_can_go_back(page: AppTest) -> None:
    add(page, "Oak")

    assert not page.exception
    switcher = page.sidebar.selectbox(key="org")
    assert switcher.options == ["Elm", "Oak"]
    assert switcher.value == organisations_here(workplace.store())[1].uid
    assert page.success[0].value == "Oak is added, and is what you see now\\."
    assert "Name of the organisation" not in [one.label for one in page.text_input]  # its Home, not the form again

    switcher.set_value(organisations_here(workplace.store())[0].uid).run()
    assert page.sidebar.selectbox(key="org").value == organisations_here(workplace.store())[0].uid
    assert page.sidebar.caption[0].value == "Team: Whole organisation"


@pytest.mark.parametrize("name", ["", "  ", "elm"])
def test_a_name_that_is_missing_or_taken_is_refused_and_nothing_is_added(page: AppTest, name: str) -> None:
    add(page, name)

    assert page.error
    assert len(organisations_here(workplace.store())) == 1
