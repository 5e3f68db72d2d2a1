"""What needs somebody first: a table of cases, and what must hold whatever was rated and planned."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.results.comparison import Comparison, compare
from sendsat.assessment.results.movement import Movement
from sendsat.assessment.results.priorities import Need, gone_backwards, most_improved, priorities, ranked, steps
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.assessment.values import Action, Status
from sendsat.guide.law import Strength
from tests.content.shipped import edition as shipped
from tests.factories import (
    STARTED,
    make_action,
    make_judgement,
    make_library,
    make_rated,
    make_round,
    make_snapshot,
    make_supplement,
)

R, A, G, N = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE
TODAY = date(2026, 3, 1)
LATE = make_action(due=TODAY - timedelta(days=1))
LIBRARY = make_library()


def needs(*terms: Snapshot, plan: tuple[Action, ...] = ()) -> tuple[Need, ...]:
    """The priorities of the last of these rounds."""
    *earlier, now = terms
    return priorities(
        now, earlier, beside_the_one_before(terms), plan,
        kind=OrganisationKind.FE_COLLEGE, library=LIBRARY, today=TODAY,
    )  # fmt: skip


def beside_the_one_before(terms: tuple[Snapshot, ...]) -> Comparison | None:
    return compare(terms[-2], terms[-1], LIBRARY) if len(terms) > 1 else None


def ids(found: tuple[Need, ...]) -> list[str]:
    return [need.statement_id for need in found]


def need(statement_id: str, **kept: Any) -> Need:
    """A red statement that nothing else is known of, but what is said here."""
    standing = Standing(statement_id, (make_judgement(statement_id, R),))
    return replace(Need(standing, times_red=1), **kept)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"is_unsafe": True}, {"is_law": True, "times_red": 9}),
        ({"is_law": True}, {"times_red": 9}),
        ({"times_red": 3}, {"times_red": 2}),
        ({}, {"times_red": 0, "has_slipped": True}),
        ({"times_red": 3, "open_actions": 1}, {"times_red": 2}),
        ({}, {"open_actions": 1, "overdue": 1}),
        ({"open_actions": 2, "overdue": 1}, {"open_actions": 1}),
    ],
)
def test_which_of_two_stands_further_up(first: dict[str, object], second: dict[str, object]) -> None:
    pair = (need("LM2", **first), need("LM1", **second))
    assert ids(ranked(pair)) == ids(ranked(reversed(pair))) == ["LM2", "LM1"]


def test_reds_and_slips_stand_here_and_nothing_else() -> None:
    found = needs(make_rated(LM1=G, LM2=A, LM3=R, SP1=A), make_rated(LM1=A, LM2=A, LM3=R, SP1=G))
    assert ids(found) == ["LM3", "LM1"]
    assert [one.has_slipped for one in found] == [False, True]


def test_without_a_round_before_the_reds_stand_here() -> None:
    assert ids(needs(make_rated(LM1=G, LM2=R))) == ["LM2"]
    assert needs(make_rated()) == ()


@pytest.mark.parametrize(
    ("then", "times"),
    [
        ([R, R], 3),
        ([R, A], 1),
        ([A, R], 2),
        ([R, None], 2),  # nobody rated it in between
        ([R, N], 1),  # it did not apply in between
        ([None, None], 1),
    ],
)
def test_how_many_times_running_a_statement_was_red(then: list[Rating | None], times: int) -> None:
    rounds = [make_rated(**({"LM1": one} if one else {})) for one in then]
    [found] = needs(*rounds, make_rated(LM1=R))
    assert found.times_red == times
    assert found.is_stuck is (times >= 3)


def test_a_red_that_was_only_carried_forward_stands_here_but_is_not_counted_as_another_time() -> None:
    copied = make_snapshot(replace(make_judgement("LM1", R), carried_forward=True))
    [found] = needs(make_rated(LM1=R), make_rated(LM1=R), copied)
    assert found.times_red == 2
    assert not found.has_slipped


def test_only_open_actions_are_counted_and_late_ones_apart() -> None:
    plan = (LATE, make_action(), replace(LATE, status=Status.DONE), make_action(statements=("LM2",)))
    [found] = needs(make_rated(LM1=R), plan=plan)
    assert (found.open_actions, found.overdue) == (2, 1)


def test_a_supplement_is_ranked_apart() -> None:
    extra = make_supplement()
    asks = make_snapshot(make_judgement("LM1", R), make_judgement("SU2", R), round_=make_round(supplements=("extra",)))
    assert ids(needs(asks)) == ["LM1"]
    assert ids(needs(asks.beside(extra))) == ["SU2"]


@pytest.mark.parametrize("is_newest", [True, False])
def test_what_is_unsafe_now_stands_first_then_legal_duties_that_bind_the_organisation(is_newest: bool) -> None:
    edition = shipped()
    unsafe = {s.id for s in edition.statements.values() if s.ours and s.ours.unsafe_if_red}
    law = {s.id for s in edition.statements.values() if s.ours and s.ours.duty is Strength.LAW}
    everything = [make_judgement(one, R) for one in edition.statements]
    round_ = make_round(edition_id=edition.id)
    round_ = replace(round_, teams=(replace(round_.teams[0], sections=tuple(s.id for s in edition.sections)),))
    found = priorities(
        make_snapshot(*everything, round_=round_, edition=edition), (), None, (),
        kind=OrganisationKind.FE_COLLEGE, library=make_library(edition), today=TODAY, is_newest=is_newest,
    )  # fmt: skip
    first = [(one.is_unsafe, one.is_law) for one in found]
    assert len(found) == 91
    assert first == sorted(first, reverse=True)
    assert {one.statement_id for one in found if one.is_unsafe} == (unsafe if is_newest else set())
    assert 0 < sum(one.is_law for one in found) <= len(law)


def test_the_longest_way_stands_first_in_what_moved() -> None:
    compared = beside_the_one_before((make_rated(LM1=A, LM2=G, LM3=R, SP1=R), make_rated(LM1=R, LM2=R, LM3=A, SP1=G)))
    assert [(row.statement_id, steps(row)) for row in gone_backwards(compared)] == [("LM2", 2), ("LM1", 1)]
    assert [(row.statement_id, steps(row)) for row in most_improved(compared)] == [("SP1", 2), ("LM3", 1)]
    assert gone_backwards(None) == most_improved(None) == ()


STATEMENTS = ("LM1", "LM2", "LM3", "SP1", "SP2")
terms = st.dictionaries(st.sampled_from(STATEMENTS), st.sampled_from(Rating)).map(lambda said: make_rated(**said))
plans = st.lists(
    st.builds(
        lambda sid, days, status: make_action(
            statements=(sid,), due=None if days is None else TODAY + timedelta(days), status=status
        ),
        st.sampled_from(STATEMENTS),
        st.none() | st.integers(-3, 3),
        st.sampled_from(Status),
    )
).map(tuple)


@given(rounds=st.lists(terms, min_size=1, max_size=4), plan=plans)
def test_every_red_and_every_slip_stands_here_once_and_in_order(
    rounds: list[Snapshot], plan: tuple[Action, ...]
) -> None:
    found, now = needs(*rounds, plan=plan), rounds[-1]
    compared = beside_the_one_before(tuple(rounds))
    slipped = set(compared.moved(Movement.SLIPPED)) if compared else set()
    assert len(ids(found)) == len(set(ids(found)))
    assert set(ids(found)) == {one for one in now.standings if now.rating(one) is R} | slipped
    assert [one.place for one in found] == sorted(one.place for one in found)
    assert all(0 < one.times_red <= len(rounds) for one in found if one.standing.rating is R)


@given(rounds=st.lists(terms, min_size=1, max_size=3), plan=plans)
def test_planning_in_time_never_moves_a_statement_up_nor_adds_or_removes_one(
    rounds: list[Snapshot], plan: tuple[Action, ...]
) -> None:
    for statement_id in STATEMENTS:
        more = make_action(statements=(statement_id,), due=TODAY)
        before, after = ids(needs(*rounds, plan=plan)), ids(needs(*rounds, plan=(*plan, more)))
        assert sorted(before) == sorted(after)
        if statement_id in before:
            assert after.index(statement_id) >= before.index(statement_id)


@given(rounds=st.lists(terms, min_size=1, max_size=3), plan=plans)
def test_a_round_that_repeats_itself_adds_a_time_and_no_slip(rounds: list[Snapshot], plan: tuple[Action, ...]) -> None:
    again = replace(rounds[-1], round=replace(rounds[-1].round, started_at=STARTED + timedelta(days=90)))
    once = {one.statement_id: one.times_red for one in needs(*rounds, plan=plan) if one.standing.rating is R}
    twice = needs(*rounds, again, plan=plan)
    assert {one.statement_id: one.times_red for one in twice} == {sid: times + 1 for sid, times in once.items()}
    assert not any(one.has_slipped for one in twice)
