"""A local authority's register and its view of the area, as pages."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.services import viewing
from sendsat.services.area import receiving
from sendsat.services.work import reading
from sendsat.storage.queries.area.area import area_of
from tests.services.area.sending import key_of, withdrawal_from
from tests.ui.area.test_area_pages import _area, _providers, begin, choose, field, press, sent, words
from tests.ui.frame.test_page_cost import MOST_STATEMENTS, counted, opened
from tests.ui.visit import begin_elm, desk


def test_a_provider_is_added_and_its_file_taken_in(own_database: None) -> None:
    page = begin(_providers)
    field(page, "Name").set_value("Oak")
    press(page, "Add")
    assert "**0 of 1 provider** has sent a submission." in words(page)
    choose(page, sent(1, LM1=Rating.RED))
    assert "Provider 1" in words(page)
    next(one for one in page.selectbox if one.label == "Who sent this?").select_index(1).run()
    press(page, "Take this submission in")
    assert "Taken in from Oak." in words(page)
    assert "**1 of 1 provider** has sent a submission." in words(page)
    assert "Delete it" not in [one.label for one in page.button], "one line, until it is opened"
    page.session_state["provider_open_1"] = True
    page.run()
    press(page, "Delete it")
    assert "The submission is deleted." in words(page)
    next(one for one in page.text_input if one.key == "provider_name_1").set_value("Oak College")
    press(page, "Save")
    press(page, "Remove")
    press(page, "Bring Oak College back")
    assert "What it sent was deleted here." in words(page)


def test_a_file_that_cannot_be_used_is_one_plain_sentence(own_database: None) -> None:
    page = choose(begin(_providers), b"nothing")
    assert "This file is damaged or is not a submission." in words(page)


def test_the_area_shows_nothing_of_four_and_five_together(own_database: None) -> None:
    page = begin(_area)
    for number in range(4):
        receiving.accept(desk(), data=sent(number, LM1=Rating.RED))
    press(page.run(), "Draw the view anew")
    assert "must come in together" in words(page)
    receiving.accept(desk(), data=sent(5, LM1=Rating.GREEN))
    page.run()
    press(page, "Draw the view anew")
    table = page.dataframe[0].value.set_index("Rated")
    assert list(table.loc["5 of 5"][["Shown", "▲ Red", "● Green"]]) == ["5", 4, 1]
    assert set(table.loc["0 of 5"]["Shown"]) == {"Too few to show"}
    columns = list(page.dataframe[0].value)
    assert (columns[0], columns[-1]) == ("Statement", "What it says"), "numbers first: a phone shows no more"
    assert page.dataframe[0].proto.placeholder == ""
    assert page.dataframe[0].proto.HasField("placeholder"), "else a cell without a number would read None"
    assert "4 of 5 say Red." in words(page)


def test_shared_reasons_stand_beside_the_counts_and_go_with_the_group(own_database: None) -> None:
    page = begin(_area)
    for number in range(5):
        receiving.accept(desk(), data=sent(number, LM1=Rating.RED))
    assert "Because of Sam" not in words(page.run()), "they wait with their ratings"
    receiving.draw_area(desk(), minimum=5)
    page.run()
    assert "**Provider 3:** Because of Sam" in words(page)
    receiving.accept(desk(), data=withdrawal_from(desk().organisation.uid, 1))
    page.run()
    assert "Because of Sam" not in words(page)
    assert "No reason can be shown for this section" in words(page)


def with_a_common_red() -> AppTest:
    """The area view of five providers that all say Red of LM1."""
    page = begin(_area)
    for number in range(5):
        receiving.accept(desk(), data=sent(number, LM1=Rating.RED))
    receiving.draw_area(desk(), minimum=5)
    page.run()
    return page


def test_the_area_is_handed_out_for_word_powerpoint_and_as_csv(own_database: None) -> None:
    page = with_a_common_red()
    offered = [one.proto.label for one in page.get("download_button")]
    assert offered == ["Area pack for Word", "Area pack for PowerPoint", "Area as CSV"]


def test_the_pages_of_an_area_cost_few_statements(own_database: None) -> None:
    begin_elm(kind=OrganisationKind.LOCAL_AUTHORITY)
    for number in range(5):
        receiving.accept(desk(), data=sent(number, LM1=Rating.RED))
    receiving.draw_area(desk(), minimum=5)
    titles = {"area": "Local area", "providers": "Providers", "share": "Share with a local authority"}
    for address, title in titles.items():
        page = opened(address)
        with counted() as cost:
            page.run()
        assert [one.value for one in page.title] == [title]
        assert cost.transactions == 1
        assert len(cost.statements) <= MOST_STATEMENTS


def test_an_area_that_may_show_nothing_does_not_say_that_nothing_is_red(own_database: None) -> None:
    page = begin(_area)
    for number in range(5):
        receiving.accept(desk(), data=sent(number, LM1=Rating.RED))
    receiving.draw_area(desk(), minimum=5)
    receiving.accept(desk(), data=withdrawal_from(desk().organisation.uid, 1))
    page.run()
    assert "Too few providers count together to say what is Red." in words(page)
    assert "Red anywhere" not in words(page)


def test_a_withdrawal_that_is_taken_in_says_what_was_taken_back(own_database: None) -> None:
    page = begin(_providers)
    receiving.accept(desk(), data=sent(1, LM1=Rating.RED))
    choose(page, withdrawal_from(desk().organisation.uid, 1))
    press(page, "Take it back")
    assert "Provider 1 took back 1 submission." in words(page)
    assert "Taken in" not in words(page)


def test_a_withdrawal_with_another_key_is_taken_in_once_its_fingerprint_was_compared(own_database: None) -> None:
    page = begin(_providers)
    receiving.accept(desk(), data=sent(1, LM1=Rating.RED))
    choose(page, withdrawal_from(desk().organisation.uid, 1, key=key_of(99)))
    assert page.button(key="area_accept").disabled
    [box] = [one for one in page.checkbox if one.label == "I asked the provider, and the fingerprint is the same"]
    box.check().run()
    assert not page.button(key="area_accept").disabled
    press(page, "Take it back")
    assert "Provider 1 took back 1 submission." in words(page)


def test_a_provider_that_took_its_submission_back_is_not_said_to_have_sent_nothing(own_database: None) -> None:
    page = begin(_providers)
    for number in (1, 2):
        receiving.accept(desk(), data=sent(number))
    receiving.accept(desk(), data=withdrawal_from(desk().organisation.uid))
    with reading(desk()) as scope:
        last = area_of(scope).received[-1]
    receiving.delete_submission(desk(), received_id=last.id)
    page.run()
    assert "Nothing sent yet" not in words(page)
    assert "Took back what it sent, " in words(page)
    assert "What it sent was deleted here." in words(page)
    assert "Still to send: Provider 2." in words(page), "whoever took it back is not reminded"


def test_a_common_red_becomes_an_action_of_the_authority(own_database: None) -> None:
    page = with_a_common_red()
    field(page, "What will you do?").set_value("Write a guide for colleges")
    press(page, "Plan it")
    assert "It stands in the action plan." in words(page)
    [action] = viewing.actions_of(desk())
    assert (action.text, action.statements) == ("Write a guide for colleges", ("LM1",))


def test_providers_are_nothing_for_a_college(own_database: None) -> None:
    begin_elm(kind=OrganisationKind.FE_COLLEGE)
    page = AppTest.from_file(str(Path(__file__).parents[3] / "app.py"), default_timeout=60).run()
    assert "Local area" not in [getattr(one, "label", "") for one in page.sidebar.get("page_link")]
    page = opened("area")
    assert [one.value for one in page.title] == ["This page is for local authorities"]
    assert not [one for one in page.markdown if "administrator" in one.value], "no role could change that"
    with reading(desk()) as scope:
        assert area_of(scope).here == ()
