"""Rounds and teams: closing, coming back, what the organisation is, and many rounds."""

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.services.rounds import rounds, teams
from tests.ui.results.test_results_pages import elm as elm
from tests.ui.results.test_results_pages import newest, opened, rate, words
from tests.ui.visit import desk


def test_closing_says_what_is_not_rated_yet() -> None:
    rate("LM1", Rating.GREEN)
    assert "**90 of 91 statements not rated.** They stay so." in words(opened("manage.rounds"))


def test_a_retired_team_can_be_renamed_where_its_name_was_taken_and_then_come_back() -> None:
    tutors = teams.add_team(desk(), name="Tutors", sections=("leadership",))
    teams.retire_team(desk(), team_id=tutors.id)
    teams.add_team(desk(), name="Tutors", sections=("leadership",))
    page = opened("manage.rounds")
    page.text_input(key=f"team_name_{tutors.id}").input("Old tutors")
    page.button(key=f"team_{tutors.id}").click().run()
    page.button(key=f"back_{tutors.id}").click().run()
    assert [one.name for one in newest().teams] == ["Whole organisation", "Old tutors", "Tutors"]


def test_the_organisation_s_name_and_type_are_changed_on_the_page() -> None:
    page = opened("manage.rounds")
    page.text_input(key="organisation_name").input("Elm *County*")
    page.selectbox(key="organisation_kind").select(OrganisationKind.LOCAL_AUTHORITY)
    page.button(key="organisation_keep").click().run()
    assert "**Elm \\*County\\*** · Local authority" in words(page)


def test_an_organisation_from_before_kinds_were_asked_is_asked_which_it_is() -> None:
    page = opened("manage.rounds")
    assert any("Choose what kind of provider you are" in one.value for one in page.info)
    page.selectbox(key="organisation_kind").select(OrganisationKind.SIXTH_FORM_COLLEGE)
    page.button(key="organisation_keep").click().run()
    assert not any("what kind of provider" in one.value for one in page.info)
    assert "College or training provider" not in page.selectbox(key="organisation_kind").options


def test_after_many_rounds_the_form_for_the_next_stands_near_the_top_and_the_old_ones_are_one_click_away() -> None:
    for number in range(6):
        rounds.start_round(desk(), name=f"Round {number}")
    page = opened("manage.rounds")
    assert "Round 5" in words(page)
    assert "Round 1" not in words(page)
    assert [one.label for one in page.expander] == ["Earlier rounds (3)"]
