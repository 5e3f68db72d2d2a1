"""Sentences read well aloud, with singular and plural right and nothing hidden."""

import pytest

from sendsat.assessment.comparison import compare
from sendsat.assessment.rating import Rating
from sendsat.assessment.snapshot import Counts, Snapshot
from sendsat.reports import sentences
from tests.factories import (
    make_edition,
    make_judgement,
    make_library,
    make_round,
    make_section,
    make_snapshot,
    make_team,
)

RED, AMBER, GREEN, NOT_APPLICABLE = Rating


def rated(name: str, **ratings: Rating) -> Snapshot:
    return make_snapshot(*(make_judgement(one, rating) for one, rating in ratings.items()), round_=make_round(1, name))


def compared(before: Snapshot, after: Snapshot) -> str:
    return sentences.comparison_sentence(compare(before, after, make_library()))


@pytest.mark.parametrize(("number", "said"), [(0, "no statements"), (1, "1 statement"), (2, "2 statements")])
def test_nouns_follow_their_number(number: int, said: str) -> None:
    assert sentences.counted(number, "statement") == said


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_items_are_listed_as_people_say_them(items: list[str], said: str) -> None:
    assert sentences.listed(items) == said


def test_a_round_stands_where_its_counts_say() -> None:
    snapshot = rated("Autumn 2025", LM1=RED, LM2=GREEN, LM3=NOT_APPLICABLE, SP1=GREEN)
    assert sentences.standing_sentence(snapshot) == (
        "In Autumn 2025, 3 of 5 statements are rated: 2 green, 0 amber and 1 red; 1 does not apply and 1 is not rated."
    )


def test_a_single_rated_statement_is_singular() -> None:
    assert sentences.standing_sentence(rated("Autumn 2025", LM1=RED)) == (
        "In Autumn 2025, 1 of 5 statements is rated: 0 green, 0 amber and 1 red; 4 are not rated."
    )


def test_a_round_where_all_that_is_said_does_not_apply_is_not_split() -> None:
    assert sentences.standing_sentence(rated("Autumn 2025", LM1=NOT_APPLICABLE, LM2=NOT_APPLICABLE)) == (
        "In Autumn 2025, 0 of 5 statements are rated; 2 do not apply and 3 are not rated."
    )


def test_an_empty_round_is_not_called_red() -> None:
    assert sentences.standing_sentence(make_snapshot()) == "In Autumn 2025, none of the 5 statements is rated yet."
    one = make_snapshot(edition=make_edition(make_section(1, 1)))
    assert sentences.standing_sentence(one) == "In Autumn 2025, the one statement is not rated yet."
    nobody = make_snapshot(round_=make_round(teams=(make_team(sections=("elsewhere",)),)))
    assert sentences.standing_sentence(nobody) == "In Autumn 2025, no statement is asked."


def test_one_teams_view_names_the_team() -> None:
    snapshot = rated("Autumn 2025", LM1=RED).for_team(1)
    assert sentences.standing_sentence(snapshot).startswith("In Autumn 2025, as Whole organisation sees it, 1 of 5")


def test_a_comparison_names_every_movement() -> None:
    before = rated("Autumn 2025", LM1=RED, LM2=GREEN, LM3=AMBER)
    after = rated("Spring 2026", LM1=GREEN, LM2=AMBER, SP1=GREEN)
    assert compared(before, after) == (
        "Between Autumn 2025 and Spring 2026, 1 statement improved, 1 slipped and none stayed the same; "
        "1 is newly rated, 1 is no longer rated and 1 was rated in neither."
    )


def test_a_comparison_says_when_nothing_improved() -> None:
    same = {"LM1": RED, "LM2": RED, "LM3": RED, "SP1": RED, "SP2": AMBER}
    assert compared(rated("Autumn 2025", **same), rated("Spring 2026", **same)) == (
        "Between Autumn 2025 and Spring 2026, no statements improved, none slipped and 5 stayed the same."
    )


def test_rounds_without_a_common_rating_cannot_be_compared() -> None:
    assert compared(rated("Autumn 2025", LM1=RED), rated("Spring 2026", LM2=RED)) == (
        "Between Autumn 2025 and Spring 2026, no statement can be compared: "
        "1 is newly rated, 1 is no longer rated and 3 were rated in neither."
    )


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
    first, last = rated("Autumn 2025", LM1=RED), rated("Spring 2026", LM1=GREEN, LM2=GREEN)
    assert sentences.trend_sentence([make_snapshot(), first, last]) == (
        "In Autumn 2025, 0 of 1 rated statement is green; in Spring 2026, 2 of 2 rated statements are green."
    )
    assert sentences.trend_sentence([first]).endswith("; a second round will show a trend.")
    assert sentences.trend_sentence([]) == "No round has a rated statement yet."
