"""Reasons that providers chose to share are shown beside what all say, and never tell what another one said."""

from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.area.area import SMALLEST, Submitted, batches, cell, shown_together
from sendsat.assessment.area.partners import Area, Received
from sendsat.assessment.area.reasons import Reason, reasons
from sendsat.assessment.rating import Rating
from tests.factories import STARTED


def received(
    number: int, *, speaks: bool = True, rated: bool = True, drawn: int | None = 0, gone: int | None = None
) -> Received:
    """What a provider sent, drawn on one day and gone on another."""
    ratings = {"LM1": Rating.RED} if rated else {}
    days = [STARTED + timedelta(days=day) if day is not None else None for day in (drawn, gone)]
    submitted = Submitted(number, frozenset(ratings), ratings, days[0], SMALLEST, days[1])
    texts = [f"Because of {number}", " "] if speaks else []
    said = [{"statement_id": "LM2", "commentary": []}, {"statement_id": "LM1", "commentary": texts}]
    content = {"provider": f"Provider {number}", "statements": said} if gone is None else {}
    return Received(number, str(number), STARTED, STARTED, submitted, content)


def shown(*every: Received, minimum: int = SMALLEST) -> list[str]:
    area = Area(received=every)
    return [one.provider for one in reasons(area, cell(area.submitted, "LM1", minimum)).shown]


def held_back(*every: Received) -> int:
    area = Area(received=every)
    return reasons(area, cell(area.submitted, "LM1", SMALLEST)).held_back


def test_where_everybody_gives_a_reason_all_are_shown_by_the_name_that_was_chosen() -> None:
    area = Area(received=tuple(received(number) for number in range(5)))
    found = reasons(area, cell(area.submitted, "LM1", SMALLEST))
    assert found.shown[0] == Reason("Provider 0", ("Because of 0",))
    assert (len(found.shown), found.held_back) == (5, 0)


def test_a_group_below_the_minimum_shows_no_reason_and_does_not_say_that_there_is_one() -> None:
    four = [received(number) for number in range(4)]
    assert shown(*four) == []
    assert held_back(*four) == 0
    assert shown(*four, received(5), minimum=6) == []


def test_four_reasons_in_a_group_of_five_would_tell_what_the_fifth_said() -> None:
    group = [received(1, speaks=False), *(received(number) for number in range(2, 6))]
    assert shown(*group) == []
    assert held_back(*group) == 4


def test_a_reason_is_shown_where_five_others_keep_theirs() -> None:
    silent = [received(number, speaks=False) for number in range(5)]
    assert shown(received(9), *silent) == ["Provider 9"]


def test_whoever_waits_or_left_or_has_not_rated_it_is_not_quoted_nor_the_group_that_somebody_left() -> None:
    five = [received(number) for number in range(5)]
    assert shown(*five, received(7, drawn=None), received(8, rated=False)) == [f"Provider {one}" for one in range(5)]
    left = [received(0, gone=1), *five[1:]]
    others = [received(number, drawn=2) for number in range(10, 15)]
    assert shown(*left, *others) == [f"Provider {one}" for one in range(10, 15)]


CASE = st.tuples(st.booleans(), st.booleans(), st.integers(0, 3), st.one_of(st.none(), st.integers(0, 4)))


@given(st.lists(CASE, max_size=30))
def test_counts_without_those_quoted_are_of_nobody_or_of_a_whole_group_in_every_batch(
    cases: list[tuple[bool, bool, int, int | None]],
) -> None:
    every = tuple(
        received(number, speaks=speaks, rated=rated, drawn=drawn, gone=gone if gone and gone > drawn else None)
        for number, (speaks, rated, drawn, gone) in enumerate(cases)
    )
    quoted = set(shown(*every))
    together = shown_together([one.submitted for one in every], "LM1")
    assert quoted <= {f"Provider {one.id}" for one in together}
    for batch in batches([one.submitted for one in every], "LM1"):
        left = Counter(f"Provider {one.id}" in quoted for one in batch)
        assert not left[True] or left[False] == 0 or left[False] >= SMALLEST
