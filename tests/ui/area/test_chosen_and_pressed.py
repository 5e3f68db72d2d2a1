"""What is chosen in the moment of a press counts, though the page was not drawn with it yet.

On a slow computer a choice and the press after it reach the server together. That no press carries along what a box
held when it was drawn, tests/ui/frame/test_handed_to_presses.py looks for in the source.
"""

from sendsat.assessment.organisations import OrganisationKind
from sendsat.services.area import receiving, registering
from sendsat.ui.frame import state
from tests.ui.area.test_area_pages import (
    CODE,
    _area,
    _providers,
    _share,
    begin,
    choose,
    field,
    press,
    sent,
    wait,
    words,
)
from tests.ui.visit import desk


def test_what_is_chosen_in_the_moment_of_the_press_is_looked_at(own_database: None) -> None:
    page = begin(_share, OrganisationKind.FE_COLLEGE)
    field(page, "Local authority").set_value("Hill")
    field(page, "Its code").set_value(CODE)
    field(page, "Sections").set_value(["leadership"])
    page.checkbox[1].check()
    press(page, "See what would be shared")
    assert "This is all that will be seen" in [one.value for one in page.header]
    assert "Evidence" in list(page.table[0].value)
    assert not page.error


def test_a_submission_is_of_whom_is_chosen_in_the_moment_of_the_press(own_database: None) -> None:
    page = begin(_providers)
    for name in ("Oak", "Ash"):
        registering.add_provider(desk(), name=name, kind=OrganisationKind.FE_COLLEGE)
    wait(desk(), sent(1))
    page.run()
    next(one for one in page.selectbox if one.label == "Who sent this?").select("Oak")
    press(page, "Accept it")
    assert "Accepted from Oak." in words(page)
    choose(page, sent(2))
    next(one for one in page.selectbox if one.label == "Who sent this?").select("Ash")
    press(page, "Take this submission in")
    assert "Taken in from Ash." in words(page)


def test_providers_are_merged_into_the_one_that_is_chosen_in_the_moment_of_the_press(own_database: None) -> None:
    page = begin(_providers)
    for name in ("Oak", "Ash", "Elder"):
        provider = registering.add_provider(desk(), name=name, kind=OrganisationKind.FE_COLLEGE)
        page.session_state[state.provider_open(provider.id)] = True
    page.run()
    into = next(one for one in page.selectbox if one.label == "Ash is the same as")
    assert into.options[into.index] != "Oak"
    into.select("Oak")
    press(page, "Merge them")
    assert "Ash is merged with Oak." in words(page)


def test_the_smallest_group_that_counts_is_the_one_of_the_moment_of_the_press(own_database: None) -> None:
    page = begin(_area)
    for number in range(5):
        receiving.accept(desk(), data=sent(number), provider_id=None, confirmed="")
    page.run()
    page.slider[0].set_value(7)
    press(page, "Draw the view anew")
    assert "submissions came into the view" not in words(page)
    assert "5 submissions wait, and 7 must come in together" in words(page)
