"""A round of which only the ratings were read counts exactly as the whole round does."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.rating import Rating
from sendsat.assessment.results.outline import Outline
from sendsat.assessment.results.trend import make_trend
from sendsat.assessment.roll_up import Agreed, RollUp
from sendsat.assessment.snapshot import Snapshot
from tests.factories import STARTED, make_judgement, make_library, make_round, make_snapshot, make_team

STATEMENTS = ("LM1", "LM2", "LM3", "SP1", "SP2")
SECTIONS = st.sampled_from([("elsewhere",), ("leadership",), ("leadership", "study-programmes")])


@st.composite
def a_round(draw: st.DrawFn) -> Snapshot:
    """Up to four teams with sections of their own; ratings also of what a team is no longer asked; leaders' words, some
    of which teams have overtaken."""
    teams = tuple(
        make_team(number, f"Team {number}", sections=draw(SECTIONS)) for number in range(draw(st.integers(0, 4)))
    )
    said = [
        replace(
            make_judgement(one, draw(st.sampled_from([*Rating, None])), team_id=team.id),
            carried_forward=draw(st.booleans()),
        )
        for team in teams
        for one in draw(st.sets(st.sampled_from(STATEMENTS)))
    ]
    round_ = replace(make_round(teams=teams), teams=teams, roll_up=draw(st.sampled_from(RollUp)))
    snapshot = make_snapshot(*said, round_=round_)
    for one in draw(st.sets(st.sampled_from(STATEMENTS))):
        standing = snapshot.standings.get(one)
        given_ = standing.given if standing and draw(st.booleans()) else frozenset({(0, Rating.RED)})
        rating = draw(st.sampled_from(Rating))
        snapshot = snapshot.with_agreed(one, Agreed(rating, "Most see it.", given_, STARTED, "Ann"))
    return snapshot


def outline_of(one: Snapshot) -> Outline:
    rated = {key: (said.rating, said.carried_forward) for key, said in one.judgements.items()}
    return Outline(one.round, one.edition, rated, agreed=one.agreed)


@given(a_round())
def test_every_team_and_all_together_count_the_same(whole: Snapshot) -> None:
    for team_id in (None, *(team.id for team in whole.round.teams)):
        seen, outline = whole.for_team(team_id), outline_of(whole).for_team(team_id)
        assert (outline.rule, outline.teams, outline.asked) == (seen.rule, seen.teams, seen.asked)
        for one in STATEMENTS:
            assert outline.counts((one,)) == seen.counts((one,))
        assert outline.counts(STATEMENTS) == seen.counts(STATEMENTS)


@given(st.lists(a_round(), max_size=3))
def test_a_trend_of_outlines_is_the_trend_of_whole_rounds(rounds: list[Snapshot]) -> None:
    whole, short = (make_trend(every, make_library()) for every in (rounds, [outline_of(one) for one in rounds]))

    assert short.left_out == whole.left_out
    assert [(one.statement_ids, one.counts) for one in short.stretches] == [
        (one.statement_ids, one.counts) for one in whole.stretches
    ]
