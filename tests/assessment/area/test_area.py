"""What providers say together: covered, counted, and never so that one of them can be told apart."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.area.area import (
    Cell,
    Submitted,
    area,
    batches,
    cell,
    check_minimum,
    common_reds,
    places,
    shown_together,
)
from sendsat.assessment.area.mirror import reflections
from sendsat.assessment.rating import Rating
from sendsat.errors import Invalid
from sendsat.guide.mirror import Duty, load_mirror
from sendsat.settings import MIRROR
from tests.content.shipped import edition
from tests.factories import STARTED

R, A, G, N = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE


def sent(number: int, rating: Rating | None = R, *, drawn: int | None = 0, gone: int | None = None) -> Submitted:
    """A submission drawn on one day and gone on another."""
    ratings = {"LM1": rating} if rating else {}
    days = [STARTED + timedelta(days=day) if day is not None else None for day in (drawn, gone)]
    return Submitted(number, frozenset(ratings), ratings, days[0], 5, days[1])


def test_nothing_is_shown_below_the_smallest_group_but_coverage() -> None:
    four = [sent(number) for number in range(4)]
    assert cell(four, "LM1", 5) == Cell("LM1", rated=4, asked=4)
    assert cell([*four, sent(5, None)], "LM1", 5).coverage == "4 of 5 have rated LM1"
    assert cell([*four, sent(5, G)], "LM1", 5).counts == {R: 4, A: 0, G: 1, N: 0}


def test_a_larger_smallest_group_hides_what_a_smaller_one_shows() -> None:
    six = [sent(number) for number in range(6)]
    assert cell(six, "LM1", 6).shown == 6
    assert cell(six, "LM1", 7).counts is None
    for wrong in (4, 21):
        with pytest.raises(Invalid, match="cannot be the smallest"):
            check_minimum(wrong)


def test_one_that_comes_later_waits_for_four_others() -> None:
    five = [sent(number) for number in range(5)]
    assert cell([*five, sent(6, G, drawn=1)], "LM1", 5).counts == {R: 5, A: 0, G: 0, N: 0}
    later = [sent(number, G, drawn=number) for number in range(6, 11)]
    assert cell([*five, *later], "LM1", 5).shown == 10


def test_one_that_leaves_takes_its_batch_with_it_and_no_other() -> None:
    ten = [sent(number) for number in range(10)]
    gone = replace(ten[0], gone_at=STARTED + timedelta(days=3), ratings={})
    assert [one.id for one in shown_together([gone, *ten[1:]], "LM1")] == [5, 6, 7, 8, 9]
    assert cell([gone, *ten[1:]], "LM1", 5).held_back == 4


@st.composite
def stories(draw: st.DrawFn) -> list[Submitted]:
    """Submissions that were drawn, replaced and withdrawn in any order."""
    made = []
    for number in range(draw(st.integers(0, 24))):
        drawn = draw(st.none() | st.integers(0, 3))
        gone = draw(st.none() | st.none() | st.integers(0, 4))
        minimum = {0: 5, 1: 6, 2: 5, 3: 7}[drawn or 0]
        one = sent(number, draw(st.none() | st.sampled_from(Rating)), drawn=drawn, gone=gone)
        made.append(replace(one, minimum=minimum))
    return made


def as_of(story: list[Submitted], day: int) -> list[Submitted]:
    """The same story as it stood at the end of a day."""
    end = STARTED + timedelta(days=day)
    came = []
    for one in story:
        drawn = one.drawn_at if one.drawn_at is not None and one.drawn_at <= end else None
        gone = one.gone_at if one.gone_at is not None and one.gone_at <= end else None
        came.append(replace(one, drawn_at=drawn, gone_at=gone))
    return came


@given(stories())
def test_every_view_there_ever_was_is_made_of_the_same_batches_none_of_them_small(story: list[Submitted]) -> None:
    views, ever = [], set()
    for day in range(6):
        now = as_of(story, day)
        ever |= {frozenset(one.id for one in batch) for batch in batches(now, "LM1")}
        views.append({one.id for one in shown_together(now, "LM1")})
    assert all(len(batch) >= 5 for batch in ever)
    assert all(not one & other for one, other in combinations(ever, 2))
    for view in views:
        assert all(batch <= view or not batch & view for batch in ever)


@given(stories())
def test_no_two_views_differ_by_fewer_than_five(story: list[Submitted]) -> None:
    views = [{one.id for one in shown_together(as_of(story, day), "LM1")} for day in range(6)]
    for one, other in combinations(views, 2):
        assert not one - other or len(one - other) >= 5
        assert not other - one or len(other - one) >= 5


@given(stories(), st.integers(5, 20))
def test_what_is_shown_is_true_and_large_enough(story: list[Submitted], minimum: int) -> None:
    [shown] = area(story, ["LM1"], minimum)
    assert shown.rated <= shown.asked
    if shown.counts is None:
        assert shown.shown == 0
    else:
        assert sum(shown.counts.values()) == shown.shown >= minimum
        assert shown.held_back >= 0


def test_the_commonest_red_comes_first() -> None:
    cells = [Cell("LM1", 6, 6, 6, {R: 1, A: 5}), Cell("LM2", 6, 6, 6, {R: 3, A: 3}), Cell("LM3", 2, 6)]
    assert [one.statement_id for one in common_reds(cells)] == ["LM2", "LM1"]


def test_a_provider_sees_its_own_place_only_among_five_others() -> None:
    others = [sent(number, rating) for number, rating in enumerate([R, R, A, G])]
    mine = sent(9, A)
    five = [*others, mine]
    assert places(five, mine, area(five, ["LM1"], 5)) == ()
    six = [*others, sent(8, G), mine]
    [place] = places(six, mine, area(six, ["LM1"], 5))
    assert (place.own, place.lower, place.same, place.higher) == (A, 2, 1, 2)
    assert places(six, sent(7, A), area(six, ["LM1"], 5)) == ()


def test_the_mirror_shows_disagreements_first_and_hides_what_is_hidden() -> None:
    duties = (Duty(title="Plans", authority=("LA1", "LA2"), providers=("LM1", "LM2", "LM3")),)
    cells = {
        "LM1": Cell("LM1", 5, 5, 5, {R: 4, A: 1, G: 0, N: 0}),
        "LM2": Cell("LM2", 5, 5, 5, {R: 0, A: 0, G: 5, N: 0}),
    }
    found = reflections(duties, {"LA1": G, "LA2": None}, cells | {"LM3": Cell("LM3", 2, 5)})
    assert [(one.statement_id, one.cell.statement_id) for one in found] == [("LA1", "LM1"), ("LA1", "LM2")]
    assert (found[0].lower, found[0].same, found[0].higher) == (5, 0, 0)
    assert (found[1].lower, found[1].same, found[1].higher) == (0, 5, 0)


@pytest.mark.parametrize(("same", "disagrees"), [(5, False), (4, False), (3, False), (2, True), (0, True)])
def test_a_pair_disagrees_where_more_than_half_of_the_providers_say_something_else(same: int, disagrees: bool) -> None:
    duty = Duty(title="Plans", authority=("LA1",), providers=("LM1",))
    counts = {R: 6 - same, A: 0, G: same, N: 3}
    [found] = reflections([duty], {"LA1": G}, {"LM1": Cell("LM1", 9, 9, 9, counts)})
    assert (found.different, found.disagrees) == (6 - same, disagrees)


def test_a_pair_in_which_most_differ_stands_before_one_in_which_few_differ_by_more() -> None:
    duty = Duty(title="Plans", authority=("LA1",), providers=("LM1", "LM2"))
    cells = {
        "LM1": Cell("LM1", 5, 5, 5, {R: 2, A: 0, G: 3, N: 0}),
        "LM2": Cell("LM2", 5, 5, 5, {R: 0, A: 3, G: 2, N: 0}),
    }
    assert [one.cell.statement_id for one in reflections([duty], {"LA1": G}, cells)] == ["LM2", "LM1"]


def test_the_mirror_that_is_shipped_names_only_statements_that_there_are() -> None:
    mirror = load_mirror(MIRROR)
    assert mirror.edition == edition().id
    named = {one for duty in mirror.duties for one in (*duty.authority, *duty.providers)}
    assert named <= set(edition().statements)
    assert all(one.startswith("LA") for duty in mirror.duties for one in duty.authority)
