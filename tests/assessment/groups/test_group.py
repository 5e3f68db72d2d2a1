"""Colleges of a group from counts: each stands where its own results say, and what is left is told team by team."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.groups.group import College, Tally, chase_text, stands
from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.rating import Rating, State, Waiting
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.values import Round, Team
from tests.factories import make_edition, make_judgement, make_round, make_snapshot, make_team

R, A, G, N = Rating
EDITION = make_edition()
BOTH, ONE = ("leadership", "study-programmes"), ("study-programmes",)
ELM = Organisation(1, "uid", "Elm", OrganisationKind.PROVIDER)
TEAMS = st.lists(
    st.tuples(st.sampled_from([BOTH, ONE]), st.sampled_from([*Rating, None]), st.booleans()), min_size=1, max_size=6
)
"""Of each team: its sections, what it says of LM1 (even if it is asked no longer), and whether that is carried."""


def team(number: int, sections: tuple[str, ...]) -> Team:
    return replace(make_team(number, f"Team {number}"), sections=sections)


def college(round_: Round, tallies: Counter[tuple[tuple[str, ...], Rating, bool]]) -> College:
    told = tuple(
        Tally(sections, "LM1", rating, carried, teams) for (sections, rating, carried), teams in tallies.items()
    )
    return College(ELM, round_, told)


@given(TEAMS, st.sampled_from(list(RollUp)))
def test_a_college_stands_where_its_own_results_say(
    said: list[tuple[tuple[str, ...], Rating | None, bool]], rule: RollUp
) -> None:
    teams = tuple(team(number, sections) for number, (sections, _, _) in enumerate(said, start=1))
    round_ = replace(make_round(teams=teams), roll_up=rule)
    judgements = [
        replace(make_judgement("LM1", rating, team_id=number), carried_forward=carried and rating is not None)
        for number, (_, rating, carried) in enumerate(said, start=1)
    ]
    counted = Counter((sections, rating, carried) for sections, rating, carried in said if rating)

    unit = college(round_, counted).unit(EDITION, "Elm")

    own = make_snapshot(*judgements, edition=EDITION, round_=round_)
    assert unit.stands == {one: standing.state for one, standing in own.standings.items()}
    assert unit.counts() == own.counts()


@pytest.mark.parametrize(
    ("rule", "said", "state"),
    [
        (RollUp.LOWER, {(R, False, 1), (G, False, 5)}, R),
        (RollUp.COMMON, {(R, False, 1), (G, False, 5)}, G),
        (RollUp.COMMON, {(R, False, 2), (G, False, 2)}, R),
        (RollUp.LEADERS, {(R, False, 1), (G, False, 5)}, Waiting.NOT_AGREED),
        (RollUp.LOWER, {(R, True, 1), (G, False, 5)}, Waiting.CARRIED),
        (RollUp.LOWER, {(N, False, 2)}, N),
        (RollUp.LOWER, set(), None),
    ],
)
def test_counts_of_teams_become_one_rating_by_the_rule(
    rule: RollUp, said: set[tuple[Rating, bool, int]], state: State
) -> None:
    assert stands(rule, frozenset(said)) is state


def test_what_leaders_agreed_counts() -> None:
    round_ = replace(make_round(teams=(team(1, BOTH), team(2, BOTH))), roll_up=RollUp.LEADERS)
    one = replace(college(round_, Counter({(BOTH, R, False): 1, (BOTH, G, False): 1})), agreed={"LM1": A})
    assert one.unit(EDITION, "Elm").stands["LM1"] is A


def test_the_chase_list_says_what_is_left_by_whom_and_nothing_of_who_is_done() -> None:
    round_ = make_round(teams=(team(1, BOTH), team(2, ONE)))
    elm = College(ELM, round_, judged={(1, "leadership"): 3, (1, "study-programmes"): 1, (2, "study-programmes"): 2})
    assert chase_text([("Elm", elm), ("Oak", College(ELM, None))], EDITION) == (
        f"Elm, {round_.name}\n- Team 1: 1 of 2 statements left in Study programmes\n\n"
        "Oak: no round has been started yet."
    )


def test_a_group_that_is_done_has_nobody_to_chase() -> None:
    elm = College(ELM, make_round(teams=(team(1, ONE),)), judged={(1, "study-programmes"): 2})
    assert chase_text([("Elm", elm)], EDITION) == ""
