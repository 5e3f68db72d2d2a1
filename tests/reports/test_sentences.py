"""Sentences read well aloud, with singular and plural right and nothing hidden."""

from dataclasses import replace

import pytest

from sendsat.assessment.counts import Counts
from sendsat.assessment.rating import Rating
from sendsat.assessment.results.comparison import compare
from sendsat.assessment.results.movement import Movement
from sendsat.assessment.results.trend import make_trend
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Team
from sendsat.reports import moves, sentences
from tests.factories import (
    STARTED,
    make_edition,
    make_judgement,
    make_library,
    make_rated,
    make_round,
    make_section,
    make_snapshot,
    make_supplement,
    make_team,
)

RED, AMBER, GREEN, NOT_APPLICABLE = Rating


def closed(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, round=replace(snapshot.round, closed_at=STARTED))


def compared(before: Snapshot, after: Snapshot) -> str:
    return moves.comparison_sentence(compare(before, after, make_library()))


@pytest.mark.parametrize(("number", "said"), [(0, "no statements"), (1, "1 statement"), (2, "2 statements")])
def test_nouns_follow_their_number(number: int, said: str) -> None:
    assert sentences.counted(number, "statement") == said


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_items_are_listed_as_people_say_them(items: list[str], said: str) -> None:
    assert sentences.listed(items) == said


def test_a_round_stands_where_its_counts_say() -> None:
    snapshot = make_rated("Autumn 2025", LM1=RED, LM2=GREEN, LM3=NOT_APPLICABLE, SP1=GREEN)
    assert sentences.standing_sentence(snapshot) == (
        "In Autumn 2025, 3 of 5 statements are rated: 2 green, 0 amber and 1 red; 1 does not apply and 1 is not rated."
    )


def test_a_single_rated_statement_is_singular() -> None:
    assert sentences.standing_sentence(make_rated("Autumn 2025", LM1=RED)) == (
        "In Autumn 2025, 1 of 5 statements is rated: 0 green, 0 amber and 1 red; 4 are not rated."
    )


def test_a_round_where_all_that_is_said_does_not_apply_is_not_split() -> None:
    assert sentences.standing_sentence(make_rated("Autumn 2025", LM1=NOT_APPLICABLE, LM2=NOT_APPLICABLE)) == (
        "In Autumn 2025, 0 of 5 statements are rated; 2 do not apply and 3 are not rated."
    )


def test_an_empty_round_is_not_called_red() -> None:
    assert sentences.standing_sentence(make_snapshot()) == "In Autumn 2025, none of the 5 statements is rated yet."
    one = make_snapshot(edition=make_edition(make_section(1, 1)))
    assert sentences.standing_sentence(one) == "In Autumn 2025, the one statement is not rated yet."
    nobody = make_snapshot(round_=make_round(teams=(make_team(sections=("elsewhere",)),)))
    assert sentences.standing_sentence(nobody) == "In Autumn 2025, no statement is asked."


def test_one_teams_view_names_the_team() -> None:
    snapshot = make_rated("Autumn 2025", LM1=RED).for_team(1)
    assert sentences.standing_sentence(snapshot).startswith("In Autumn 2025, as Whole organisation sees it, 1 of 5")


def test_a_comparison_names_every_movement() -> None:
    before = make_rated("Autumn 2025", LM1=RED, LM2=GREEN, LM3=AMBER)
    after = make_rated("Spring 2026", LM1=GREEN, LM2=AMBER, SP1=GREEN)
    assert compared(before, after) == (
        "Between Autumn 2025 and Spring 2026, of 5 statements asked, 1 improved, 1 slipped and none stayed the same; "
        "1 is newly rated and 2 are not yet rated."
    )
    assert compared(before, closed(after)).endswith(
        "; 1 is newly rated, 1 is no longer rated and 1 was rated in neither round."
    )


def test_a_comparison_says_when_nothing_improved() -> None:
    same = {"LM1": RED, "LM2": RED, "LM3": RED, "SP1": RED, "SP2": AMBER}
    assert compared(make_rated("Autumn 2025", **same), make_rated("Spring 2026", **same)) == (
        "Between Autumn 2025 and Spring 2026, of 5 statements asked, none improved, none slipped and 5 stayed the same."
    )


def test_rounds_without_a_common_rating_cannot_be_compared() -> None:
    assert compared(make_rated("Autumn 2025", LM1=RED), make_rated("Spring 2026", LM2=RED)) == (
        "Between Autumn 2025 and Spring 2026, of 5 statements asked, none can be compared: "
        "1 is newly rated and 4 are not yet rated."
    )


def test_a_round_that_was_only_carried_forward_is_not_said_to_have_stayed_the_same() -> None:
    before = make_rated("Autumn 2025", LM1=RED, LM2=GREEN)
    carried = {key: replace(one, carried_forward=True) for key, one in before.judgements.items()}
    assert compared(before, replace(make_rated("Spring 2026"), judgements=carried)) == (
        "Between Autumn 2025 and Spring 2026, of 5 statements asked, none can be compared: "
        "2 are carried forward and not confirmed and 3 are not yet rated."
    )


TEAMS = (make_team(1, "Leaders"), make_team(2, "Tutors"))


def by_teams(name: str, leaders: Rating | None, tutors: Rating | None, *, teams: tuple[Team, ...] = TEAMS) -> Snapshot:
    said = (make_judgement(rating=leaders), make_judgement(rating=tutors, team_id=2))
    return make_snapshot(*said, round_=make_round(1, name, teams=teams))


def test_teams_that_part_ways_are_told_as_that() -> None:
    before, after = by_teams("Autumn 2025", RED, GREEN), by_teams("Spring 2026", AMBER, AMBER)
    comparison = compare(before, after, make_library())
    assert moves.comparison_sentence(comparison).endswith(
        "none improved, none slipped and none stayed the same; 1 went up for one team and down for another and 4 are "
        "not yet rated."
    )
    told = moves.team_moves(comparison.rows[0], comparison.team_names)
    assert told == "Leaders: Red, then Amber. Tutors: Green, then Amber."


def test_each_team_is_told_beside_itself_also_one_that_came_or_left() -> None:
    def told(before: Snapshot, after: Snapshot) -> str:
        comparison = compare(before, after, make_library())
        return moves.team_moves(comparison.rows[0], comparison.team_names)

    both, leaders = by_teams("Autumn 2025", RED, GREEN), by_teams("Spring 2026", AMBER, None, teams=TEAMS[:1])
    assert (
        told(both, by_teams("Spring 2026", None, GREEN)) == "Leaders: Red, then not rated. Tutors: Green, then Green."
    )
    assert told(both, leaders) == "Leaders: Red, then Amber. Tutors: Green, then not asked."
    assert told(leaders, both) == "Leaders: Amber, then Red. Tutors: Not asked, then Green."
    assert told(both.for_team(1), leaders.for_team(1)) == ""


def test_what_is_no_longer_asked_is_said_beside_what_is() -> None:
    before = make_rated("Autumn 2025", LM1=RED, SP1=RED)
    leaders = make_round(1, "Spring 2026", teams=(make_team(sections=("leadership",)),))
    assert compared(before, make_snapshot(make_judgement("LM1", GREEN), round_=leaders)) == (
        "Between Autumn 2025 and Spring 2026, of 3 statements asked, 1 improved, none slipped and none stayed the "
        "same; 2 are not yet rated. 1 statement rated in Autumn 2025 is no longer asked."
    )


@pytest.mark.parametrize("movement", Movement)
def test_every_movement_is_said_of_one_statement_and_of_several(movement: Movement) -> None:
    def told(number: int) -> str:
        return moves.movement_words(dict.fromkeys(Movement, 0) | {movement: number})

    one, many = moves.DOES[movement]
    assert told(1) == f"the one statement asked {one}"
    assert told(0) == "no statement is asked"
    assert told(3).startswith("of 3 statements asked, ")
    assert f"3 {many}" in told(3)


def test_counts_leave_out_zeros_but_never_the_unrated() -> None:
    counts = Counts(green=40, amber=31, red=8, not_rated=12)
    assert sentences.counts_sentence(counts) == ("Of 91 statements, 40 are green, 31 amber, 8 red and 12 not rated.")
    assert sentences.counts_sentence(Counts(red=1), "1.1 Duty") == "1.1 Duty: of 1 statement, 1 is red."
    assert sentences.counts_sentence(Counts()) == "No statements are asked."


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([], "None has a statement that is red."),
        ([("A", 0)], "None has a statement that is red."),
        ([("A", 2), ("B", 1)], "Most red: A (2)."),
        ([("A", 2), ("B", 2)], "Most red: A and B (2 each)."),
        ([(one, 1) for one in "ABCD"], "Most red: 1 in each of 4 parts."),
    ],
)
def test_the_most_of_something_is_named(numbers: list[tuple[str, int]], said: str) -> None:
    assert sentences.most_sentence("red", numbers) == said


def test_a_trend_goes_from_the_first_rated_round_to_the_last() -> None:
    first, last = make_rated("Autumn 2025", LM1=RED), make_rated("Spring 2026", LM1=GREEN, LM2=GREEN)

    def told(*snapshots: Snapshot) -> str:
        return sentences.trend_sentence(make_trend(snapshots, make_library()))

    assert told(make_snapshot(), first, last) == (
        "Of 5 statements asked in every round, none was green in Autumn 2025 (1 rated); in Spring 2026, 2 (2 rated)."
    )
    assert told(first).endswith("; a second rated round will show a trend.")
    assert told(make_snapshot()) == "Of 5 statements asked in every round, none is rated yet."
    assert told() == "No statement is asked."


def test_a_trend_says_what_it_leaves_out() -> None:
    leaders = make_round(1, "Spring 2026", teams=(make_team(sections=("leadership",)),))
    before, after = (
        make_rated("Autumn 2025", LM1=RED, SP1=RED),
        make_snapshot(make_judgement("LM1", GREEN), round_=leaders),
    )
    told = sentences.trend_sentence(make_trend((before, after), make_library()))
    assert told.startswith("Of 3 statements asked in every round, none was green in Autumn 2025 (1 rated);")
    assert told.endswith(" 2 statements were asked in some rounds only and are left out.")
    studies = make_snapshot(round_=make_round(teams=(make_team(sections=("study-programmes",)),)))
    assert sentences.trend_sentence(make_trend((after, studies), make_library())) == (
        "No statement was asked in every round."
    )


def test_a_supplement_stands_apart_with_every_count_named() -> None:
    supplement = make_supplement(4)
    round_ = make_round(supplements=(supplement.id,))
    said = make_snapshot(make_judgement("LM1", RED), round_=round_).beside(supplement)
    assert sentences.beside_sentence(said) == "New supplement, counted apart: 4 Not rated."

    for one, rating in (("SU1", GREEN), ("SU2", AMBER), ("SU3", NOT_APPLICABLE)):
        said = said.with_judgement(make_judgement(one, rating))
    assert sentences.beside_sentence(said.for_team(1)) == (
        "New supplement, counted apart: 1 Green, 1 Amber, 1 Not applicable and 1 Not rated."
    )


def test_a_supplement_says_whose_eyes_it_is_seen_with_where_there_are_several_teams() -> None:
    supplement = make_supplement(1)
    round_ = make_round(teams=(make_team(1), make_team(2, "Teachers")), supplements=(supplement.id,))
    said = make_snapshot(make_judgement("SU1", GREEN), round_=round_).beside(supplement)
    assert sentences.beside_sentence(said) == (
        "New supplement, counted apart: 1 Green. Where teams differ, the lower counts."
    )
    assert sentences.beside_sentence(said.for_team(2)) == (
        "New supplement, as Teachers sees it, counted apart: 1 Not rated."
    )


TWO_TEAMS = make_round(teams=(make_team(), make_team(2, "Studies")))


Pair = tuple[Rating | None, Rating | None]


def apart_of(before: dict[str, Pair], after: dict[str, Pair]) -> str:
    """Which statements count otherwise than they stand, of two teams' ratings then and now."""
    snapshots = [
        make_snapshot(
            *(
                make_judgement(statement_id, rating, team_id=team_id)
                for statement_id, ratings in said.items()
                for team_id, rating in enumerate(ratings, 1)
                if rating
            ),
            round_=TWO_TEAMS,
        )
        for said in (before, after)
    ]
    return moves.apart_sentence(compare(*snapshots, make_library()))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ((RED, RED), (GREEN, GREEN), ""),
        ((GREEN, AMBER), (GREEN, RED), ""),
        ((AMBER, None), (AMBER, GREEN), ""),
        ((RED, GREEN), (AMBER, AMBER), "LM1 stands higher here and counts there as “both ways”"),
        ((RED, AMBER), (RED, GREEN), "LM1 stands the same here and counts there as “improved”"),
        ((RED, GREEN), (None, GREEN), "LM1 stands higher here and counts there as “stayed the same”"),
        ((RED, GREEN), (RED, AMBER), "LM1 stands the same here and counts there as “slipped”"),
    ],
)
def test_what_stands_elsewhere_with_all_teams_together_than_it_counts_is_told(
    before: Pair, after: Pair, told: str
) -> None:
    said = apart_of({"LM1": before}, {"LM1": after})
    assert said == (f"Above, each team is compared with itself: {told}." if told else "")


def test_statements_that_count_otherwise_in_one_way_are_told_together() -> None:
    up, down = (RED, AMBER), (RED, GREEN)
    said = apart_of({"LM1": up, "LM2": up}, {"LM1": down, "LM2": down})
    assert "LM1 and LM2 stand the same here and count there as “improved”" in said
