"""One statement at several sites or colleges: how many have rated it, who differs, and who can be learnt from."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.counts import added
from sendsat.assessment.groups.across import Across, Unit, across, most_apart
from sendsat.assessment.rating import Rating, State, Waiting

R, A, G, N = Rating
CARRIED, NOT_AGREED = Waiting
STATES = st.sampled_from([*Rating, *Waiting, None])
IDS = ("LM1", "LM2", "LM3")
UNITS = st.lists(st.dictionaries(st.sampled_from(IDS), STATES), max_size=6).map(
    lambda every: [Unit(f"Site {number}", stands) for number, stands in enumerate(every, start=1)]
)


def of(*stands: State) -> Across:
    return Across("LM1", tuple(zip("NESW", stands, strict=False)))


@pytest.mark.parametrize(
    ("stands", "differs", "best"),
    [
        ((G, R, A), True, ("N",)),
        ((G, G, R), True, ("N", "E")),
        ((A, R, None), True, ("N",)),
        ((G, G, G), False, ()),
        ((G, None, None), False, ()),
        ((G, N, None), False, ()),
        ((G, CARRIED, NOT_AGREED), False, ()),
        ((CARRIED, R, A), True, ("S",)),
        ((None, None), False, ()),
    ],
)
def test_who_can_be_learnt_from_stands_highest_where_another_stands_lower(
    stands: tuple[State, ...], differs: bool, best: tuple[str, ...]
) -> None:
    assert (of(*stands).differs, of(*stands).best) == (differs, best)


def test_it_says_who_says_what_from_red_to_not_rated() -> None:
    assert of(G, R, G, None).who == "Red: E. Green: N, S. Not rated: W."
    assert of(CARRIED, NOT_AGREED).who == "Not agreed yet: E. Carried forward: N."


def test_how_many_have_rated_is_told_of_those_that_are_asked() -> None:
    counts = of(G, R, None, CARRIED).counts
    assert (counts.rated, counts.total) == (2, 4)


def test_the_widest_apart_stand_first_and_equals_in_the_guides_order() -> None:
    north, south = Unit("N", {"LM1": A, "LM2": G, "LM3": G}), Unit("S", {"LM1": G, "LM2": R, "LM3": G})
    assert [one.statement_id for one in most_apart(across([north, south], IDS))] == ["LM2", "LM1"]


def test_what_nobody_is_asked_is_left_out() -> None:
    assert [one.statement_id for one in across([Unit("N", {"LM2": None})], IDS)] == ["LM2"]


@given(UNITS)
def test_counts_add_up_to_what_is_asked(units: list[Unit]) -> None:
    every = across(units, IDS)
    assert sum(one.counts.total for one in every) == sum(len(unit.stands) for unit in units)
    assert added(one.counts for one in every) == added(unit.counts(IDS) for unit in units)
    assert all(sum(len(names) for _, names in one.at) == one.counts.total for one in every)


@given(UNITS, st.randoms(use_true_random=False))
def test_the_order_of_sites_changes_nothing_that_is_counted(units: list[Unit], chance: Random) -> None:
    other = list(units)
    chance.shuffle(other)
    for one, again in zip(across(units, IDS), across(other, IDS), strict=True):
        assert (one.counts, one.differs, set(one.best)) == (again.counts, again.differs, set(again.best))


@given(UNITS)
def test_a_site_that_has_rated_nothing_changes_nothing_but_how_many_are_asked(units: list[Unit]) -> None:
    more = [*units, Unit("New", dict.fromkeys(IDS))]
    before = {one.statement_id: one for one in across(units, IDS)}
    for one in across(more, IDS):
        was = before.get(one.statement_id)
        assert one.counts.not_rated == (was.counts.not_rated if was else 0) + 1
        assert (one.counts.rated, one.best) == ((was.counts.rated, was.best) if was else (0, ()))


@given(UNITS)
def test_who_can_be_learnt_from_has_rated_higher_than_another(units: list[Unit]) -> None:
    for one in across(units, IDS):
        assert all(one.levels[name] > min(one.levels.values()) for name in one.best)
