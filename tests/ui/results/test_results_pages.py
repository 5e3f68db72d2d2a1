"""Results, Progress, Rounds and teams, report: names as typed, nothing that misleads, and a way on when empty."""

import re
from pathlib import Path

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round, Team
from sendsat.services import viewing
from sendsat.services.rounds import judging, rounds, teams
from tests.ui.visit import begin_elm, desk

ODD = "Autumn *2026* $a$ <i>late</i>"
AS_TYPED = "Autumn \\*2026\\* \\$a\\$ \\<i\\>late\\</i\\>"


def _page(name: str, in_team: bool) -> None:
    import importlib

    import streamlit as st

    from tests.ui.visit import arrive

    st.session_state["_pages"] = {}
    arrive(in_team=in_team)
    importlib.import_module(f"sendsat.ui.{name}").draw()


def opened(name: str, *, in_team: bool = True) -> AppTest:
    page = AppTest.from_function(_page, args=(name, in_team), default_timeout=20).run()
    assert not page.exception
    return page


@pytest.fixture(autouse=True)
def elm(own_database: None) -> None:
    begin_elm(ODD)


def newest() -> Round:
    return viewing.rounds_of(desk())[-1]


def rate(statement_id: str, rating: Rating, team: Team | None = None) -> None:
    round_ = newest()
    team_id = (team or round_.teams[0]).id
    judging.rate(desk(), round_id=round_.id, team_id=team_id, statement_id=statement_id, rating=rating)


def captions(page: AppTest) -> str:
    return " ".join(str(one.value) for one in page.caption)


def bars(page: AppTest) -> str:
    """The HTML of the charts."""
    return " ".join(one.proto.body for one in page.get("html") if 'class="looked-at"' in one.proto.body)


def moved(page: AppTest) -> str:
    """The HTML of the statements that are listed as moved."""
    return " ".join(one.proto.body for one in page.get("html") if 'class="moved-row"' in one.proto.body)


def words(page: AppTest) -> str:
    return " ".join(str(one.value) for one in (*page.title, *page.header, *page.markdown))


def test_an_empty_round_teaches_what_the_page_will_show_instead_of_drawing_nothing_four_times() -> None:
    page = opened("results.results")
    assert "It fills itself as statements are rated" in page.info[0].value
    assert not bars(page)


def test_a_round_where_nothing_applies_still_shows_its_counts() -> None:
    rate("LM1", Rating.NOT_APPLICABLE)
    page = opened("results.results")
    assert "0 of 91 statements are rated; 1 does not apply" in words(page)
    assert "Local authorities: Not rated, 24 of 24 statements" in bars(page)


def test_a_round_is_named_as_it_was_typed_in_every_heading_and_in_the_words_of_a_chart() -> None:
    rate("LM1", Rating.RED)
    page = opened("results.results")
    assert page.title[0].value == f"Results: {AS_TYPED}"
    assert page.header[0].value == f"Where we stand, {AS_TYPED}"
    rounds.start_round(desk(), name="Spring")
    page = opened("results.progress")
    assert f"What changed from {AS_TYPED} to Spring" in [one.value for one in page.header]
    page.session_state["twin_ratings-over-rounds"] = True
    page.run()
    assert any(f"none was green in {AS_TYPED} \\(1 rated\\)" in one.value for one in page.markdown)


def test_the_picture_of_a_chart_is_kept_as_png_or_as_svg() -> None:
    rate("LM1", Rating.RED)
    rounds.start_round(desk(), name="Spring")
    page = opened("results.progress")
    page.session_state["twin_ratings-over-rounds"] = True
    page.run()
    [chart] = page.get("plotly_chart")
    assert '"format": "png"' in chart.proto.config
    page.radio(key="picture_as_ratings-over-rounds").set_value("SVG").run()
    [chart] = page.get("plotly_chart")
    assert '"format": "svg"' in chart.proto.config


def test_the_parts_of_a_section_are_named_in_full_beside_their_bars() -> None:
    rate("LM1", Rating.RED)
    page = opened("results.results")
    page.session_state["tab"] = "By section"
    assert '<span class="name">1.1 Duty to co-operate</span>' in bars(page.run())


def test_ratings_that_were_only_carried_forward_are_not_passed_off_as_this_round_s_own() -> None:
    rate("LM1", Rating.RED)
    rounds.start_round(desk(), name="Spring", carry_forward_from=newest().id)
    for name in ("results.results", "results.progress"):
        assert "1 rating of Spring was carried forward and not confirmed yet." in captions(opened(name))


def test_progress_says_what_a_retired_team_took_with_it() -> None:
    tutors = teams.add_team(desk(), name="Tutors", sections=("study-programmes",))
    leaders = newest().teams[0]
    teams.change_team(desk(), team_id=leaders.id, name="Leaders", sections=("leadership",))
    rate("SP1", Rating.GREEN, tutors)
    teams.retire_team(desk(), team_id=tutors.id)
    rounds.start_round(desk(), name="Spring")

    said = captions(opened("results.progress"))

    assert f"1 statement rated in {AS_TYPED} but asked of nobody here in Spring cannot be compared: SP1." in said
    assert "In Spring: Leaders." in said


def test_a_statement_nobody_was_asked_before_is_not_called_not_rated() -> None:
    rounds.close_round(desk(), round_id=newest().id)
    rounds.start_round(desk(), name="Spring")
    tutors = teams.add_team(desk(), name="Tutors", sections=("study-programmes",))
    rate("SP1", Rating.GREEN, tutors)
    page = opened("results.progress")
    page.selectbox(key="whose").select("Tutors").run()
    assert f"<p>{escape(ODD)}: Not asked</p>" in moved(page)


def test_progress_says_of_each_team_what_it_rated_and_what_a_movement_means() -> None:
    tutors = teams.add_team(desk(), name="Tutors", sections=("leadership",))
    rate("LM1", Rating.AMBER)
    rate("LM1", Rating.RED, tutors)
    rounds.start_round(desk(), name="Spring")
    rate("LM1", Rating.GREEN)

    page = opened("results.progress")

    assert f"Between {AS_TYPED} and Spring, of 91 statements asked, 1 improved, none slipped" in words(page)
    assert "**Improved**: At least one team rates it higher than it did" in captions(page)
    assert "Each team is compared with itself." in captions(page)
    before, after = re.findall(r"<p>((?:Autumn|Spring).*?)</p>", moved(page))
    assert before.startswith(f"{escape(ODD)}: ")
    assert ["Amber" in before, 'Tutors: <span class="is-red">▲ Red</span>' in before] == [True, True]
    assert after.startswith("Spring: ")
    assert "Tutors: ○ Not rated" in after


def test_progress_says_which_statements_stand_elsewhere_together_than_they_count() -> None:
    tutors = teams.add_team(desk(), name="Tutors", sections=("leadership",))
    rate("LM1", Rating.RED)
    rate("LM1", Rating.GREEN, tutors)
    rounds.start_round(desk(), name="Spring")
    rate("LM1", Rating.AMBER)
    rate("LM1", Rating.AMBER, tutors)

    said = captions(opened("results.progress")).replace("\\", "")

    assert "Above, each team is compared with itself: LM1 stands higher here and counts there as “both ways”" in said


def test_statements_without_a_box_are_listed_as_one_element_and_words_in_them_stay_as_typed() -> None:
    rate("LM1", Rating.RED)
    team_id = newest().teams[0].id
    where = {"round_id": newest().id, "team_id": team_id, "statement_id": "LM1"}
    judging.write(desk(), **where, field="commentary", text="*Two* <b>lines</b>\n  and more", seen="")
    rounds.start_round(desk(), name="Spring")

    page = opened("results.progress")
    assert not page.exception

    lists = [one.proto.body for one in page.get("html") if 'class="moved-row"' in one.proto.body]
    assert [one.count('<div class="moved-row">') for one in lists] == [40]
    assert "*Two* &lt;b&gt;lines&lt;/b&gt;\n  and more" in lists[0]


def test_a_movement_is_marked_as_re_judged_on_the_page_and_unmarked_by_pressing_again() -> None:
    rate("LM1", Rating.AMBER)
    rounds.start_round(desk(), name="Spring")
    rate("LM1", Rating.RED)
    page = opened("results.progress")

    page.checkbox[0].check().run()

    assert not page.exception
    assert "LM1 is marked as re" in page.success[0].value
    assert "clear its box there to undo" in page.success[0].value
    said = words(page).replace("\\", "")
    assert "of 91 statements asked, none can be compared: 1 was judged by another standard" in said
    assert page.checkbox[0].value is True

    page.checkbox[0].uncheck().run()

    assert "none improved, 1 slipped and none stayed the same" in words(page)
    assert page.checkbox[0].value is False


def test_a_mark_made_in_a_round_between_is_shown_and_changed_there_only() -> None:
    rate("LM1", Rating.AMBER)
    rounds.start_round(desk(), name="Spring")
    rate("LM1", Rating.RED)
    where = {"round_id": newest().id, "team_id": newest().teams[0].id, "statement_id": "LM1"}
    judging.mark_rejudged(desk(), **where, rejudged=True)
    rounds.start_round(desk(), name="Summer")
    rate("LM1", Rating.RED)

    page = opened("results.progress")
    page.selectbox[0].select(ODD).run()

    assert (page.checkbox[0].value, page.checkbox[0].disabled) == (True, True)


def test_home_says_what_went_up_for_one_team_and_down_for_another() -> None:
    tutors = teams.add_team(desk(), name="Tutors", sections=("leadership",))
    rate("LM1", Rating.AMBER)
    rate("LM1", Rating.AMBER, tutors)
    rounds.start_round(desk(), name="Spring")
    rate("LM1", Rating.GREEN)
    rate("LM1", Rating.RED, tutors)

    page = opened("start.home", in_team=False)

    assert "Up for one team, down for another" in words(page)


def test_looking_backwards_is_said_aloud() -> None:
    rounds.start_round(desk(), name="Spring")
    page = opened("results.progress")
    page.selectbox[0].select("Spring").run()
    page.selectbox[1].select(ODD).run()
    assert "You are looking backwards" in page.warning[0].value


def test_the_report_of_several_teams_is_the_organisation_s_until_a_team_is_chosen() -> None:
    tutors = teams.add_team(desk(), name="Tutors", sections=("study-programmes",))
    rate("LM1", Rating.GREEN)
    rate("SP1", Rating.RED, tutors)
    page = opened("plan.report")
    assert "2 are rated" in words(page)
    page.selectbox(key="whose").select("Tutors").run()
    assert "as Tutors sees it" in words(page)


def test_about_says_in_which_file_everything_is_stored(database: Path) -> None:
    def page() -> None:
        from sendsat.ui.help import pages
        from tests.ui.visit import arrive

        arrive()
        pages.about()

    shown = words(AppTest.from_function(page, default_timeout=20).run()).replace("\\", "")
    assert f"**Where it is stored:** {database}" in shown
