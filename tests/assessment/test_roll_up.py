"""How several teams' ratings become one: three rules, and what leaders agree on."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.rating import Rating, Waiting
from sendsat.assessment.results.comparison import compare
from sendsat.assessment.results.movement import Movement
from sendsat.assessment.roll_up import Agreed, RollUp, lowest, parse_roll_up, roll_up
from sendsat.assessment.snapshot import Snapshot
from sendsat.errors import Invalid
from tests.factories import STARTED, make_judgement, make_library, make_round, make_snapshot, make_team

R, A, G, N = Rating
LOWER, COMMON, LEADERS = RollUp
NOT_AGREED = Waiting.NOT_AGREED
RULES = st.sampled_from(list(RollUp))
SAID = st.lists(st.sampled_from([*Rating, None]), min_size=1, max_size=12)


def agreed(rating: Rating, *said: Rating | None, reason: str = "Most learners see this.") -> Agreed:
    pairs = frozenset((team, one) for team, one in enumerate(said, start=1) if one)
    return Agreed(rating, reason, pairs, STARTED, "Ann")


def a_round(rule: RollUp, *said: Rating | None, what: Agreed | None = None, carried: tuple[int, ...] = ()) -> Snapshot:
    """A round in which each of these teams says this of LM1; `carried` are the teams that have not confirmed it."""
    teams = tuple(make_team(number, f"Team {number}") for number in range(1, len(said) + 1))
    judgements = [
        replace(make_judgement("LM1", one, team_id=number), carried_forward=number in carried)
        for number, one in enumerate(said, start=1)
    ]
    snapshot = make_snapshot(*judgements, round_=replace(make_round(teams=teams), roll_up=rule))
    return snapshot.with_agreed("LM1", what)


@pytest.mark.parametrize(
    ("said", "lower", "common", "leaders"),
    [
        ((R, G, G), R, G, NOT_AGREED),
        ((A, A, G), A, A, NOT_AGREED),
        ((A, G), A, A, NOT_AGREED),
        ((R, A, G), R, R, NOT_AGREED),
        ((R, R, G, G, A), R, R, NOT_AGREED),
        ((G, G), G, G, G),
        ((G, None), G, G, G),
        ((G, N), G, G, G),
        ((N, N), N, N, N),
        ((R, N, N, N), R, R, R),
        ((None, None), None, None, None),
    ],
)
def test_one_rating_by_each_rule(
    said: tuple[Rating | None, ...], lower: Rating | None, common: Rating | None, leaders: Rating | Waiting | None
) -> None:
    assert [a_round(rule, *said).standings["LM1"].state for rule in RollUp] == [lower, common, leaders]


def test_what_leaders_agree_counts_as_the_rating_of_the_round() -> None:
    standing = a_round(LEADERS, R, G, what=agreed(A, R, G)).standings["LM1"]

    assert (standing.state, standing.judged, standing.word, standing.is_agreed) == (A, A, "Amber", True)
    assert standing.teams_differ


def test_what_leaders_agreed_ends_with_what_the_teams_said_then() -> None:
    agreement = agreed(A, R, G)

    assert a_round(LEADERS, R, A, what=agreement).standings["LM1"].state is NOT_AGREED
    assert a_round(LEADERS, G, G, what=agreement).standings["LM1"].state is G
    assert a_round(LOWER, R, G, what=agreement).standings["LM1"].state is R


def test_not_agreed_is_counted_apart_and_never_as_a_rating() -> None:
    counts = a_round(LEADERS, R, G).counts()

    assert (counts.not_agreed, counts.rated, counts.answered, counts.red) == (1, 0, 0, 0)
    assert counts.total == counts.not_agreed + counts.not_rated == 5


def test_one_team_looked_at_says_what_it_said_also_where_leaders_have_yet_to_agree() -> None:
    together = a_round(LEADERS, R, G)

    assert [together.for_team(one).standings["LM1"].state for one in (1, 2)] == [R, G]
    assert (together.rule, together.for_team(1).rule) == (LEADERS, None)


@pytest.mark.parametrize(
    ("rule", "said", "carried", "state"),
    [
        (LOWER, (R, G), (1,), Waiting.CARRIED),
        (LOWER, (R, G), (2,), R),
        (COMMON, (G, G, A), (1, 2), Waiting.CARRIED),
        (COMMON, (G, G, A), (3,), G),
        (COMMON, (G, A), (1, 2), Waiting.CARRIED),
        (LEADERS, (R, G), (1,), NOT_AGREED),
        (LEADERS, (G, G), (1, 2), Waiting.CARRIED),
        (LEADERS, (G, G), (2,), G),
    ],
)
def test_a_rating_that_rests_on_what_nobody_confirmed_is_only_carried_forward(
    rule: RollUp, said: tuple[Rating, ...], carried: tuple[int, ...], state: Rating | Waiting
) -> None:
    assert a_round(rule, *said, carried=carried).standings["LM1"].state is state


def test_teams_that_rated_without_agreement_count_as_having_rated_in_the_next_round() -> None:
    before = a_round(LEADERS, R, G)
    nobody = a_round(LEADERS, None, None)
    later = replace(nobody, round=replace(nobody.round, id=2, name="Spring", closed_at=STARTED))
    row = compare(before, later, make_library()).rows[0]

    assert row.movement is Movement.NO_LONGER_RATED


@given(rule=RULES, said=SAID)
def test_a_team_that_rates_nothing_changes_nothing(rule: RollUp, said: list[Rating | None]) -> None:
    without, with_it = a_round(rule, *said), a_round(rule, *said, None)

    assert with_it.standings["LM1"].state is without.standings["LM1"].state
    assert with_it.counts() == without.counts()


@given(said=st.sampled_from([*Rating, None]))
def test_one_team_is_the_same_under_every_rule(said: Rating | None) -> None:
    assert {a_round(rule, said).standings["LM1"].state for rule in RollUp} == {said}


@given(rule=RULES, said=SAID, data=st.data())
def test_swapping_teams_changes_nothing(rule: RollUp, said: list[Rating | None], data: st.DataObject) -> None:
    swapped = data.draw(st.permutations(said))

    assert a_round(rule, *swapped).standings["LM1"].state is a_round(rule, *said).standings["LM1"].state


@given(said=SAID)
def test_no_rule_makes_a_rating_that_no_team_gave(said: list[Rating | None]) -> None:
    made = {roll_up(rule, [(team, one) for team, one in enumerate(said) if one]) for rule in RollUp}

    assert made <= {*said, NOT_AGREED}
    assert NOT_AGREED not in made or len({one for one in said if one}) > 1


@given(said=st.lists(st.sampled_from([R, A, G]), min_size=1))
def test_the_lower_is_never_above_the_most_common(said: list[Rating]) -> None:
    given_ = list(enumerate(said))
    lower, common = roll_up(LOWER, given_), roll_up(COMMON, given_)

    assert isinstance(lower, Rating)
    assert isinstance(common, Rating)
    assert lowest([lower, common]) is lower


def test_a_rule_that_is_none_is_refused() -> None:
    with pytest.raises(Invalid, match="'average' is no way"):
        parse_roll_up("average")
    assert parse_roll_up("common") is COMMON


def test_leaders_may_agree_that_a_statement_on_which_teams_differ_is_not_applicable() -> None:
    snapshot = a_round(LEADERS, R, G, what=agreed(N, R, G))
    standing = snapshot.standings["LM1"]

    assert (standing.state, standing.judged, standing.word, standing.is_set_aside) == (N, N, "Not applicable", True)
    assert (snapshot.counts().red, snapshot.counts().green, snapshot.counts().not_agreed) == (0, 0, 0)
    assert a_round(LEADERS, R, A, what=agreed(N, R, G)).standings["LM1"].state is NOT_AGREED
    assert a_round(LOWER, R, G, what=agreed(N, R, G)).standings["LM1"].is_set_aside is False


RG_OUT = (LEADERS, (R, G), agreed(N, R, G))
"""Two teams differ, and leaders agreed that it is not applicable."""


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ((LEADERS, (R, R), None), RG_OUT, Movement.NOW_NOT_APPLICABLE),
        ((LEADERS, (None, None), None), RG_OUT, Movement.NOW_NOT_APPLICABLE),
        ((LEADERS, (N, N), None), RG_OUT, Movement.STILL_NOT_APPLICABLE),
        (RG_OUT, RG_OUT, Movement.STILL_NOT_APPLICABLE),
        (RG_OUT, (LEADERS, (N, N), None), Movement.STILL_NOT_APPLICABLE),
        (RG_OUT, (LEADERS, (A, A), None), Movement.NEWLY_RATED),
        (RG_OUT, (LEADERS, (G, G), None), Movement.NEWLY_RATED),
        (RG_OUT, (LEADERS, (None, None), None), Movement.NOT_YET_RATED),
        ((LEADERS, (R, R), None), (LEADERS, (R, G), agreed(A, R, G)), Movement.IMPROVED),
    ],
)
def test_what_leaders_call_not_applicable_neither_improved_nor_slipped(
    before: tuple[RollUp, tuple[Rating | None, ...], Agreed | None],
    after: tuple[RollUp, tuple[Rating | None, ...], Agreed | None],
    moved: Movement,
) -> None:
    earlier, later = (a_round(rule, *said, what=what) for rule, said, what in (before, after))
    later = replace(later, round=replace(later.round, id=2, name="Spring"))
    assert compare(earlier, later, make_library()).rows[0].movement is moved


def test_one_team_looked_at_still_moves_where_leaders_call_the_statement_not_applicable() -> None:
    earlier = a_round(LEADERS, G, G)
    later = a_round(LEADERS, R, G, what=agreed(N, R, G))
    later = replace(later, round=replace(later.round, id=2, name="Spring"))
    assert compare(earlier.for_team(1), later.for_team(1), make_library()).rows[0].movement is Movement.SLIPPED


@given(said=SAID, chosen=st.sampled_from(Rating))
def test_what_leaders_agree_counts_wherever_teams_differ_and_nowhere_else(
    said: list[Rating | None], chosen: Rating
) -> None:
    free = a_round(LEADERS, *said)
    state = a_round(LEADERS, *said, what=agreed(chosen, *said)).standings["LM1"].state
    differ = len({one for one in said if one in (R, A, G)}) > 1
    assert state is (chosen if differ else free.standings["LM1"].state)


@given(said=SAID, before=SAID)
def test_movements_add_up_where_leaders_call_a_statement_not_applicable(
    said: list[Rating | None], before: list[Rating | None]
) -> None:
    earlier, later = a_round(LEADERS, *before), a_round(LEADERS, *said, what=agreed(N, *said))
    later = replace(later, round=replace(later.round, id=2, name="Spring"))
    comparison = compare(earlier, later, make_library())
    assert sum(comparison.counts().values()) == later.counts().total
    if later.standings["LM1"].is_set_aside:
        assert not {Movement.IMPROVED, Movement.SLIPPED, Movement.STAYED} & {comparison.rows[0].movement}
