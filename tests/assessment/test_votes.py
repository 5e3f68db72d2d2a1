import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.codes import LETTERS, new_code, read_code, spoken
from sendsat.assessment.rating import Rating
from sendsat.assessment.votes import (
    Spread,
    Tally,
    Vote,
    counted_hands,
    minority,
    parse_vote,
    read_votes,
    spread,
    suggested,
    tally,
    tally_words,
    votes_text,
)
from sendsat.errors import Invalid

TALLIES = st.builds(Tally, *[st.integers(0, 200)] * 4)


@pytest.mark.parametrize(
    ("counted", "wanted"),
    [
        (Tally(), Spread.NOBODY),
        (Tally(not_sure=4), Spread.NOBODY),
        (Tally(amber=3, not_sure=2), Spread.TOGETHER),
        (Tally(red=1, amber=3), Spread.NEAR),
        (Tally(amber=3, green=9), Spread.NEAR),
        (Tally(red=1, green=9), Spread.APART),
        (Tally(1, 5, 1), Spread.APART),
    ],
)
def test_a_room_is_as_far_apart_as_its_outermost_voices(counted: Tally, wanted: Spread) -> None:
    assert spread(counted) is wanted


@pytest.mark.parametrize(
    ("counted", "wanted"),
    [
        (Tally(), None),
        (Tally(not_sure=9), None),
        (Tally(red=1, amber=5, green=2), Rating.AMBER),
        (Tally(green=3, not_sure=30), Rating.GREEN),
        (Tally(red=2, green=2), Rating.RED),
        (Tally(amber=2, green=2), Rating.AMBER),
        (Tally(amber=2, green=3), Rating.GREEN),
    ],
)
def test_the_middle_voice_is_suggested_and_the_lower_of_two(counted: Tally, wanted: Rating | None) -> None:
    assert suggested(counted) is wanted


@given(TALLIES)
def test_a_suggestion_always_is_a_colour_somebody_named(counted: Tally) -> None:
    found = suggested(counted)
    assert (found is None) == (counted.decided == 0)
    assert found is None or counted.of(Vote(found.value)) > 0


@given(TALLIES)
def test_nobody_is_lost_or_counted_twice_between_a_suggestion_and_its_minority(counted: Tally) -> None:
    found = suggested(counted)
    said = minority(counted, found)
    others = counted.decided - (counted.of(Vote(found.value)) if found else 0)
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
