"""The mirror for any ratings at all: what a local authority says beside what its providers say of the same duty."""

from collections.abc import Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.area.area import COLOURS, Submitted, area
from sendsat.assessment.area.mirror import Reflection, reflections
from sendsat.assessment.rating import Rating
from sendsat.guide.mirror import Duty
from tests.factories import STARTED

AUTHORITY, PROVIDERS = ("LA1", "LA2", "LA3"), ("LM1", "LM2", "LM3")
EVER = st.sampled_from(Rating)
OWN = st.fixed_dictionaries(dict.fromkeys(AUTHORITY, st.none() | EVER))
MINIMUM = st.integers(5, 9)


@st.composite
def duties(draw: st.DrawFn) -> tuple[Duty, ...]:
    """Duties that join some statements of an authority with some of its providers."""
    some = st.lists(st.sampled_from(AUTHORITY), min_size=1, unique=True)
    theirs = st.lists(st.sampled_from(PROVIDERS), min_size=1, unique=True)
    pairs = draw(st.lists(st.tuples(some, theirs), min_size=1, max_size=3))
    return tuple(
        Duty(title=f"Duty {number}", authority=tuple(own), providers=tuple(other))
        for number, (own, other) in enumerate(pairs)
    )


@st.composite
def said(draw: st.DrawFn) -> tuple[Submitted, ...]:
    """What up to fourteen providers say, all drawn into the view together."""
    each = st.dictionaries(st.sampled_from(PROVIDERS), EVER)
    return tuple(
        Submitted(number, frozenset(ratings), ratings, STARTED, 5, None)
        for number, ratings in enumerate(draw(st.lists(each, max_size=14)))
    )


def mirror(
    its: Sequence[Duty], own: dict[str, Rating | None], submitted: Sequence[Submitted], minimum: int
) -> tuple[Reflection, ...]:
    cells = {cell.statement_id: cell for cell in area(submitted, PROVIDERS, minimum)}
    return reflections(its, own, cells)


def numbers(found: Sequence[Reflection]) -> list[tuple[object, ...]]:
    """What the page shows of each pair, in its order."""
    return [
        (one.duty, one.statement_id, one.cell.statement_id, one.own, one.lower, one.same, one.higher, one.distance)
        for one in found
    ]


def about(found: Sequence[Reflection], statement_id: str) -> list[tuple[object, ...]]:
    return [one for one in numbers(found) if one[2] == statement_id]


@given(duties(), OWN, said(), MINIMUM, st.randoms(use_true_random=False))
def test_the_order_in_which_providers_stand_changes_nothing(
    its: tuple[Duty, ...], own: dict[str, Rating | None], submitted: tuple[Submitted, ...], minimum: int, by: Random
) -> None:
    shuffled = list(submitted)
    by.shuffle(shuffled)
    assert numbers(mirror(its, own, shuffled, minimum)) == numbers(mirror(its, own, submitted, minimum))


@given(duties(), OWN, said(), MINIMUM)
def test_a_provider_that_says_nothing_changes_nothing(
    its: tuple[Duty, ...], own: dict[str, Rating | None], submitted: tuple[Submitted, ...], minimum: int
) -> None:
    silent = Submitted(99, frozenset(), {}, STARTED, 5, None)
    assert numbers(mirror(its, own, (*submitted, silent), minimum)) == numbers(mirror(its, own, submitted, minimum))


@given(duties(), OWN, said(), MINIMUM, st.sampled_from(PROVIDERS), EVER)
def test_what_a_provider_says_of_one_statement_moves_no_other(
    its: tuple[Duty, ...],
    own: dict[str, Rating | None],
    submitted: tuple[Submitted, ...],
    minimum: int,
    changed: str,
    to: Rating,
) -> None:
    one_more = Submitted(99, frozenset({changed}), {changed: to}, STARTED, 5, None)
    before, after = (mirror(its, own, every, minimum) for every in (submitted, (*submitted, one_more)))
    for other in set(PROVIDERS) - {changed}:
        assert sorted(map(str, about(after, other))) == sorted(map(str, about(before, other)))


@given(duties(), OWN, said(), MINIMUM)
def test_nothing_below_the_smallest_group_is_ever_shown(
    its: tuple[Duty, ...], own: dict[str, Rating | None], submitted: tuple[Submitted, ...], minimum: int
) -> None:
    for one in mirror(its, own, submitted, minimum):
        spoke = [each for each in submitted if one.cell.statement_id in each.ratings]
        assert len(spoke) >= minimum
        assert one.cell.shown >= minimum


@given(duties(), OWN, said(), MINIMUM)
def test_every_number_is_what_a_count_by_hand_gives(
    its: tuple[Duty, ...], own: dict[str, Rating | None], submitted: tuple[Submitted, ...], minimum: int
) -> None:
    for one in mirror(its, own, submitted, minimum):
        assert one.own is own[one.statement_id]
        rated = [each.ratings[one.cell.statement_id] for each in submitted if one.cell.statement_id in each.ratings]
        levels = [rating.level for rating in rated if rating.level is not None]
        mine = one.own.level
        assert mine is not None
        assert one.lower == sum(level < mine for level in levels)
        assert one.same == levels.count(mine)
        assert one.higher == sum(level > mine for level in levels)
        assert one.different + one.same == len(levels) > 0
        assert one.disagrees == (2 * one.different > len(levels))


@given(duties(), OWN, said(), MINIMUM)
def test_disagreements_come_first_and_the_furthest_first_on_either_side(
    its: tuple[Duty, ...], own: dict[str, Rating | None], submitted: tuple[Submitted, ...], minimum: int
) -> None:
    found = mirror(its, own, submitted, minimum)
    apart = [one.disagrees for one in found]
    assert apart == sorted(apart, reverse=True)
    for side in (True, False):
        distances = [one.distance for one in found if one.disagrees is side]
        assert distances == sorted(distances, reverse=True)


@given(duties(), OWN, said(), MINIMUM)
def test_each_pair_of_which_both_sides_can_be_shown_stands_there_once_and_no_other(
    its: tuple[Duty, ...], own: dict[str, Rating | None], submitted: tuple[Submitted, ...], minimum: int
) -> None:
    cells = {cell.statement_id: cell for cell in area(submitted, PROVIDERS, minimum)}
    expected = [
        (duty.title, authority, provider)
        for duty in its
        for authority in duty.authority
        for provider in duty.providers
        if (own[authority] or Rating.NOT_APPLICABLE) in COLOURS
        and any((cells[provider].counts or {}).get(rating) for rating in COLOURS)
    ]
    found = mirror(its, own, submitted, minimum)
    assert sorted((one.duty, one.statement_id, one.cell.statement_id) for one in found) == sorted(expected)


@given(duties(), OWN, said(), MINIMUM)
def test_a_larger_smallest_group_shows_no_more_and_changes_no_number_that_stays(
    its: tuple[Duty, ...], own: dict[str, Rating | None], submitted: tuple[Submitted, ...], minimum: int
) -> None:
    small, large = (numbers(mirror(its, own, submitted, size)) for size in (minimum, minimum + 1))
    assert [one for one in small if one in large] == large
