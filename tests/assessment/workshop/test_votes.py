import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.rating import Rating
from sendsat.assessment.workshop.codes import LETTERS, new_code, read_code, spoken
from sendsat.assessment.workshop.votes import (
    Tally,
    Vote,
    counted_hands,
    minority,
    parse_vote,
    read_votes,
    suggested,
    tally,
    tally_words,
    verdict,
    votes_text,
)
from sendsat.errors import Invalid

TALLIES = st.builds(Tally, *[st.integers(0, 200)] * 4)


@pytest.mark.parametrize(
    ("counted", "wanted"),
    [
        (Tally(), None),
        (Tally(not_sure=9), None),
        (Tally(red=1, amber=5, green=2), Rating.AMBER),
        (Tally(green=3, not_sure=30), None),
        (Tally(green=3, not_sure=2), Rating.GREEN),
        (Tally(red=1, green=1), None),
        (Tally(red=2, green=2), None),
        (Tally(amber=2, green=2), None),
        (Tally(amber=2, green=3), Rating.GREEN),
        (Tally(1, 7, 1), Rating.AMBER),
        (Tally(3, 3, 3), None),
    ],
)
def test_what_more_than_half_say_is_suggested_and_nothing_else(counted: Tally, wanted: Rating | None) -> None:
    assert suggested(counted) is wanted


@given(TALLIES)
def test_a_suggestion_always_is_what_more_than_half_said(counted: Tally) -> None:
    found = suggested(counted)
    halves = [vote for vote in Vote if vote.rating and 2 * counted.of(vote) > counted.total]
    assert [vote.rating for vote in halves] == ([found] if found else [])


@pytest.mark.parametrize(
    ("counted", "first", "wanted"),
    [
        (Tally(1, 7, 1), Tally(3, 3, 3), "7 of 9 say Amber; 1 Red, 1 Green. Amber +4 since the first vote."),
        (Tally(1, 7, 1), None, "7 of 9 say Amber; 1 Red, 1 Green."),
        (Tally(1, 0, 1), None, "No majority: 1 Red, 1 Green."),
        (
            Tally(4, 1, 4),
            Tally(5, 0, 4),
            "No majority: 4 Red, 1 Amber, 4 Green. Red −1, Amber +1 since the first vote.",
        ),
        (Tally(green=9), None, "All 9 say Green."),
        (Tally(green=1), None, "The one vote says Green."),
        (Tally(green=7, not_sure=2), None, "7 of 9 say Green; 2 Not sure."),
        (Tally(green=1, not_sure=8), None, "No majority: 1 Green, 8 Not sure."),
        (Tally(not_sure=3), None, "Nobody named a colour."),
        (Tally(), None, "Nobody named a colour."),
        (Tally(amber=5), Tally(amber=5), "All 5 say Amber."),
    ],
)
def test_the_verdict_says_what_is_true(counted: Tally, first: Tally | None, wanted: str) -> None:
    assert verdict(counted, first) == wanted


@given(TALLIES, TALLIES)
def test_every_voice_stands_in_the_verdict(counted: Tally, first: Tally) -> None:
    said = verdict(counted, first).partition(" since")[0].partition(". ")[0]
    for vote in Vote:
        if counted.decided and counted.of(vote):
            assert vote.word in said


@given(TALLIES)
def test_nobody_is_lost_or_counted_twice_between_a_suggestion_and_its_minority(counted: Tally) -> None:
    found = suggested(counted)
    said = minority(counted, found)
    others = counted.decided - counted.of(Vote(found.value)) if found else 0
    assert said.startswith(f"{others} of {counted.total} saw it differently") if others else said == ""


def test_the_minority_is_told_in_words() -> None:
    assert minority(Tally(3, 8, 1, 2), Rating.AMBER) == "4 of 14 saw it differently: 3 Red, 1 Green."


def test_nobody_disagrees_with_a_statement_that_does_not_apply_or_is_cleared() -> None:
    assert minority(Tally(red=3), Rating.NOT_APPLICABLE) == minority(Tally(red=3), None) == ""


def test_votes_are_counted() -> None:
    assert tally([Vote.RED, Vote.NOT_SURE, Vote.RED, Vote.GREEN]) == Tally(red=2, green=1, not_sure=1)
    assert tally_words(Tally(1, 5, 2)) == "1 Red, 5 Amber, 2 Green, 0 Not sure"


@given(st.lists(TALLIES.filter(lambda one: one.total > 0), max_size=3))
def test_votes_kept_as_text_come_back_the_same(rounds: list[Tally]) -> None:
    assert read_votes(votes_text(rounds)) == tuple(rounds)


@pytest.mark.parametrize("text", ["", "nonsense", "[1]", '[{"red":1}]', "{}", '[{"red":"x"}]', "null"])
def test_a_text_that_holds_no_votes_is_read_as_none(text: str) -> None:
    assert read_votes(text) == ()


@pytest.mark.parametrize("value", ["not_applicable", "", None, "RED", 1])
def test_only_four_answers_are_votes(value: object) -> None:
    with pytest.raises(Invalid, match="not a vote"):
        parse_vote(value)


@pytest.mark.parametrize("hands", [(-1, 2, 3), (0, 0, 0), (501, 0, 0)])
def test_hands_that_cannot_have_been_counted_are_refused(hands: tuple[int, int, int]) -> None:
    with pytest.raises(Invalid, match="hands"):
        counted_hands(red=hands[0], amber=hands[1], green=hands[2])


def test_a_code_has_no_letters_that_look_like_others() -> None:
    assert not set("01ILOU") & set(LETTERS)
    assert all(read_code(spoken(code)) == code for code in (new_code() for _ in range(200)))


@pytest.mark.parametrize(("typed", "wanted"), [("7f3k-92", "7F3K92"), (" 7F3 K92 ", "7F3K92"), ("7F3K9", None)])
def test_a_code_is_read_however_it_is_typed(typed: str, wanted: str | None) -> None:
    assert read_code(typed) == wanted


@pytest.mark.parametrize("typed", ["", "7F3K920", "7F3K9O", "'; drop", "７F3K92"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None
