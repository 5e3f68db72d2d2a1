"""One statement alone: what stands on its page, that it saves as a section's page does, and the ways from it."""

import json
import re

import pytest
from markupsafe import Markup
from streamlit.testing.v1 import AppTest

from sendsat.assessment.rating import Rating
from sendsat.guide.kept_words import digest, words_of
from sendsat.services import viewing
from sendsat.services.rounds import judging, rounds, teams
from sendsat.ui.frame import workplace
from sendsat.ui.guide.details import red_html
from tests.ui.guide.section_page import (
    ODD,
    box,
    commentary,
    html,
    labels,
    press,
    rated,
    rating,
    somebody_else_rates,
    somebody_else_writes,
)
from tests.ui.visit import begin_elm, desk


def _page() -> None:
    from sendsat.ui.guide.one_statement import page
    from tests.ui.visit import arrive

    arrive()
    page.draw(large=False)


def _reading() -> None:
    from sendsat.ui.guide.one_statement import page
    from tests.ui.visit import arrive

    arrive()
    page.draw(large=True)


@pytest.fixture
def page(own_database: None) -> AppTest:
    begin_elm(ODD)
    return opened("LM1")


def opened(at: str | None, *, large: bool = False) -> AppTest:
    shown = AppTest.from_function(_reading if large else _page, default_timeout=20)
    if at is not None:
        shown.query_params["at"] = at
    return shown.run()


def head(page: AppTest) -> str:
    return next(one for one in html(page) if "data-alone" in one)


def place(page: AppTest) -> str:
    return Markup(head(page).partition("</p>")[0]).striptags()


def address(page: AppTest) -> str:
    given = page.query_params["at"]
    return given if isinstance(given, str) else given[0]


def words(text: str) -> int:
    return len([one for one in text.split() if re.search(r"\w", one)])


def test_a_statement_stands_alone_with_its_place_its_colours_and_nothing_of_another(page: AppTest) -> None:
    one = workplace.library().current.statements["LM1"]
    assert one.ours
    assert place(page).startswith("LM1 · 1 of 27")
    for text in (one.text, one.ours.rag.red, one.ours.rag.amber, one.ours.rag.green):
        assert str(Markup.escape(text)) in head(page)
    assert [str(found.key) for found in page.get("button_group")] == [str(rating(page).key)]
    assert not any('class="paged"' in told for told in html(page))


@pytest.mark.parametrize("statement_id", ["LM1", "LM4", "WBL4", "SP9", "LA1"])
def test_beside_the_statement_and_its_colours_are_at_most_forty_words(page: AppTest, statement_id: str) -> None:
    shown = opened(statement_id)
    one = workplace.library().current.statements[statement_id]
    assert one.ours
    own = words(" ".join((one.text, red_html(one.ours).striptags(), one.ours.rag.amber, one.ours.rag.green)))
    told = words(Markup(head(shown)).striptags()) + sum(map(words, labels(shown)))
    links = words("Show on the wall, Whole part 1.1")
    ratings = words("Red Amber Green Not applicable")
    assert told + links + ratings - own <= 40


def test_a_rating_and_a_reason_are_kept_and_the_rating_is_marked_at_its_colour(page: AppTest) -> None:
    rating(page).set_value(Rating.AMBER).run()
    assert rated() is Rating.AMBER
    assert '<tr class="amber stands">' in head(page)
    assert any("✓ Saved" in one for one in html(page))
    box(page).set_value("Because.").run()
    assert commentary() == "Because."


def test_two_people_at_once_are_both_told_as_on_a_sections_page(page: AppTest) -> None:
    mine = box(page)
    somebody_else_writes("Theirs.")
    mine.set_value("Mine.").run()
    press(page, "Keep both")
    assert commentary() == "Theirs.\n\nMine."
    somebody_else_rates(Rating.RED)
    rating(page).set_value(Rating.GREEN).run()
    assert any("Somebody else had chosen ▲ Red meanwhile." in one for one in html(page))


def test_a_cleared_rating_comes_back_by_undo(page: AppTest) -> None:
    rating(page).set_value(Rating.GREEN).run()
    press(page, "Evidence, actions and more")
    press(page, "Clear rating")
    assert rated() is None
    press(page, "Undo: LM1 back to Green")
    assert rated() is Rating.GREEN


def test_previous_and_next_go_through_the_section_and_end_with_it(page: AppTest) -> None:
    assert page.button(key="alone_previous").disabled
    press(page, "Next")
    assert (place(page)[:3], address(page)) == ("LM2", "LM2")
    press(page, "Previous")
    assert place(page).startswith("LM1")
    last = opened("LM27")
    assert last.button(key="alone_next").disabled
    assert place(last).startswith("LM27 · 27 of 27")


def test_next_not_rated_leaves_out_what_is_rated_and_begins_again_after_the_last(page: AppTest) -> None:
    rate("LM2", Rating.GREEN)
    page.run()
    press(page, "Next not rated")
    assert place(page).startswith("LM3")
    for statement_id in workplace.library().current.statements:
        if statement_id not in ("LM3", "LM5"):
            rate(statement_id, Rating.GREEN)
    shown = opened("LA1")
    press(shown, "Next not rated")
    assert place(shown).startswith("LM3")
    press(shown, "Next not rated")
    assert place(shown).startswith("LM5")


def test_next_not_rated_says_when_no_other_waits(page: AppTest) -> None:
    for statement_id in workplace.library().current.statements:
        rate(statement_id, Rating.GREEN)
    shown = opened("LM7")
    press(shown, "Next not rated")
    assert place(shown).startswith("LM7")
    assert shown.session_state["_notices"]["page"].text == "No other statement waits for a rating."


def rate(statement_id: str, value: Rating) -> None:
    round_ = viewing.rounds_of(desk())[-1]
    ids = {"round_id": round_.id, "team_id": round_.teams[0].id}
    judging.rate(desk(), **ids, statement_id=statement_id, rating=value)


def test_guidance_with_every_example_opens_on_demand_and_belongs_to_its_statement(page: AppTest) -> None:
    part = workplace.library().current.subsection_of["LM1"]
    assert len(part.exemplars) > 1
    press(page, "Guidance")
    [told] = [one for one in html(page) if 'class="paged"' in one]
    assert all(str(Markup.escape(one.title)) in told for one in part.exemplars)
    assert "<h2>Ask</h2>" in told
    press(page, "Next")
    assert not any('class="paged"' in one for one in html(page))
    press(page, "Previous")
    press(page, "Close guidance")
    assert not any('class="paged"' in one for one in html(page))


@pytest.mark.parametrize("large", [False, True])
def test_a_closed_round_shows_its_rating_as_text_and_says_so(page: AppTest, large: bool) -> None:
    rating(page).set_value(Rating.GREEN).run()
    rounds.close_round(desk(), round_id=viewing.rounds_of(desk())[-1].id)
    shown = opened("LM1", large=large)
    assert "is closed: ratings, reasons and evidence can be read, not changed." in shown.info[0].value
    assert any('<b class="rated rag-green">● Green</b>' in one for one in html(shown))
    assert not shown.get("button_group")
    assert not shown.text_area
    assert "Next not rated" not in labels(shown)


def test_a_closed_round_whose_words_have_changed_since_shows_those_it_was_rated_with(page: AppTest) -> None:
    rounds.close_round(desk(), round_id=viewing.rounds_of(desk())[-1].id)
    then = words_of([desk().library.current]) | {"LM1": {"text": "As it was asked then."}}
    with workplace.store().engine.begin() as connection:
        connection.exec_driver_sql("UPDATE close_check SET words = ?", (json.dumps(then),))
        connection.exec_driver_sql("UPDATE round SET words = ?", (digest(then),))

    shown = opened("LM1", large=False)

    assert "in the words they were rated with; some have changed since." in shown.info[0].value
    assert "As it was asked then." in head(shown)
    assert desk().library.current.statements["LM1"].text not in head(shown)


@pytest.mark.parametrize("large", [False, True])
def test_a_statement_that_the_team_does_not_rate_says_so(page: AppTest, large: bool) -> None:
    [team] = viewing.rounds_of(desk())[-1].teams
    teams.add_team(desk(), name="Vocational", sections=("study-programmes",))
    teams.change_team(desk(), team_id=team.id, name=team.name, sections=("leadership",))
    shown = opened("SP1", large=large)
    assert "does not rate this section (1 team does: Vocational). You can read it all." in shown.info[0].value
    assert not shown.get("button_group")


def test_a_link_to_a_statement_that_is_not_here_says_so(page: AppTest) -> None:
    shown = opened("XX<9>")
    assert "This statement is not here" in [one.value for one in shown.title]
    assert not shown.exception


def test_without_a_statement_in_the_address_the_first_that_is_not_rated_is_shown(page: AppTest) -> None:
    rate("LM1", Rating.RED)
    shown = opened(None)
    assert (place(shown)[:3], address(shown)) == ("LM2", "LM2")


def test_the_large_view_lists_its_keys_and_is_rated_with_the_same_control(page: AppTest) -> None:
    shown = opened("LM1", large=True)
    assert any('id="wall-keys"' in one and "Rate it Red, Amber or Green" in one for one in html(shown))
    rating(shown).set_value(Rating.RED).run()
    assert rated() is Rating.RED
