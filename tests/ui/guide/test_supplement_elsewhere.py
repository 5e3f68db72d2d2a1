"""The 2026 supplement on pages about more than it: search, resources, progress, results, paper and workshop."""

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.rating import Rating
from sendsat.services.rounds import judging, rounds
from sendsat.services.workshop import running, workshops
from sendsat.services.workshop.workshops import Plan
from tests.ui.frame.test_page_cost import opened
from tests.ui.guide.test_supplement_page import SUPPLEMENT, college, headings, html, rate, switch_on, words
from tests.ui.visit import coming_to, desk

__all__ = ["college"]


def looked_for(query: str) -> AppTest:
    page = opened("search")
    page.text_input(key="q").set_value(query).run()
    assert not page.exception
    return page


@pytest.mark.parametrize("query", ["individual support plan", "captions", "EHC plan", "Inclusive Mainstream Fund"])
def test_search_finds_it_in_a_list_and_a_count_of_its_own_and_the_guides_answer_stays(query: str) -> None:
    before = looked_for(query)
    switch_on()
    after = looked_for(query)

    assert headings(after)[:-1] == headings(before)
    assert headings(after)[-1].startswith("Beside the guide, sendsat's own (")
    assert "2026 supplement, sendsat&#39;s own · " in html(after)
    first = html(before).split(" found.")[0]
    assert f"{first} found. Beside the guide, counted apart: " in html(after)


def test_search_leads_to_its_statement_on_its_own_page() -> None:
    switch_on()
    assert 'href="/supplement-2026?part=5.5&amp;at=SU5"' in html(looked_for("SU5"))


def test_search_finds_nothing_of_it_in_a_round_that_does_not_ask_it() -> None:
    assert "supplement" not in html(looked_for("SU5"))


def test_its_resources_stand_below_the_guides_and_are_counted_apart() -> None:
    before = words(opened("resources"))
    assert "supplement" not in before
    switch_on()

    page = opened("resources")

    assert words(page).startswith(before.rpartition("\n")[0])
    assert headings(page) == ["Only in the 2026 supplement"]
    assert "37 resources shown. They are sendsat's own choice, not the guide's" in words(page)
    assert html(page).count('id="imf-16-19-guidance"') == 1
    assert html(page).count('id="nice-ng213"') == 1
    page.selectbox[0].set_value("guide").run()
    assert "0 resources shown. They are sendsat's own choice" in words(page)


def test_progress_says_in_words_of_its_own_what_moved_in_it() -> None:
    switch_on()
    rate("SU1", Rating.RED)
    rounds.start_round(desk(), name="Spring", carry_forward_from=1)
    judging.rate(desk(), round_id=2, team_id=1, statement_id="SU1", rating=Rating.GREEN)

    told = words(opened("progress"))

    assert "**Between Autumn and Spring, of 91 statements asked, none can be compared: 91 are not yet rated.**" in told
    assert "2026 supplement, counted apart. Between Autumn and Spring, of 12 statements asked, 1 improved" in told


def test_progress_says_nothing_of_it_where_the_later_round_does_not_ask_it() -> None:
    switch_on()
    rounds.start_round(desk(), name="Spring")
    assert "supplement" not in words(opened("progress"))


def shown(**address: str) -> AppTest:
    """The Results page at an address."""
    page = coming_to("results", **address).run()
    assert not page.exception
    return page


def guides_half(page: AppTest) -> str:
    """Counts and tiles of the guide, without the supplement's below them."""
    told = html(page)
    return told[told.index('<div class="counts"') : told.index('<p class="key">')]


def test_results_show_its_tiles_below_the_guides_with_counts_of_their_own() -> None:
    rate("LM1", Rating.RED)
    before = guides_half(shown())
    switch_on()
    rate("SU1", Rating.GREEN)
    rate("SU2", Rating.AMBER)

    page = shown()

    assert guides_half(page) == before
    apart = html(page).split('<section class="beside">')[1]
    assert "<h2>2026 supplement, sendsat&#39;s own, counted apart</h2>" in apart
    assert "of 12 asked" in apart
    assert apart.count('id="tile-SU') == 12


def test_a_tile_of_it_opens_the_statement_for_leaders_marked_as_ours() -> None:
    switch_on()
    rate("SU1", Rating.GREEN)
    page = shown(statement="SU1")
    assert "2026 supplement, sendsat&#39;s own, not part of the 2016 guide" in html(page)
    assert "Rate SU1" in [one.proto.label for one in page.main.get("page_link")]
    assert '<th scope="row">Autumn</th>' in html(page)


def test_results_filter_by_its_parts_and_the_rating_filter_holds_for_both() -> None:
    rate("LM1", Rating.RED)
    switch_on()
    rate("SU1", Rating.GREEN)

    part = html(shown(section="5.1 Inclusion strategy and the Inclusive Mainstream Fund"))
    green = html(shown(rated="Green"))

    assert part.count('id="tile-') == 1
    assert "of 1 asked that fits the filters (12 in all)" in part
    assert [one in green for one in ('id="tile-SU1"', 'id="tile-SU2"', 'id="tile-LM1"')] == [True, False, False]


def test_paper_has_its_statements_after_the_guides_marked_and_counted_apart() -> None:
    rate("LM1", Rating.RED)
    switch_on()
    told = html(shown())
    heading = "What has come since: a supplement for 2026 (2026 supplement, sendsat&#39;s own, counted apart)"
    assert heading in told


def test_last_rounds_rating_of_it_stands_on_the_wall() -> None:
    switch_on()
    rate("SU1", Rating.AMBER)
    spring = rounds.start_round(desk(), name="Spring")
    rounds.set_supplements(desk(), round_id=spring.id, supplements=(SUPPLEMENT,))
    plan = Plan(spring.id, 1, ("5.1",))
    kept = workshops.prepare(desk(), plan)
    running.go_to(desk(), workshop_id=kept.id, place=1)

    wall = html(opened("wall"))

    assert "2026 supplement, sendsat&#39;s own" in wall
    assert "Last round: <b>◆ Amber</b>" in wall


def test_the_workshop_page_offers_its_parts_and_statements_marked_as_ours() -> None:
    switch_on()
    page = opened("workshop")
    [parts] = [one for one in page.multiselect if one.label == "Parts of the guide"]
    assert parts.options[-12:][0] == (
        "5.1 Inclusion strategy and the Inclusive Mainstream Fund (2026 supplement, sendsat's own)"
    )
    parts.set_value(["5.3"]).run()
    next(one for one in page.button if one.label == "Prepare this workshop").click().run()
    assert [item.statement_id for item in workshops.workshops_of(desk())[0].items] == ["SU3"]
