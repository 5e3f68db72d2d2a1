"""Picking statements: exact ids come first, the order can change, and the last workshop is remembered."""

from dataclasses import replace

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.workshop.picking import left_by_last, matching, moved
from sendsat.assessment.workshop.practice import practised
from sendsat.assessment.workshop.votes import Tally
from tests.assessment.workshop.test_workshop import make_item, make_workshop
from tests.factories import STARTED

TEXTS = {
    "SP10": "Careers advice begins early",
    "SP11": "Work experience is planned",
    "SP2": "Careers advice is impartial",
    "SP1": "Programmes have a clear goal",
    "LM1": "Leaders own the plan, as SP1 asks",
}


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("SP1", ("SP1", "SP10", "SP11", "LM1")),
        ("sp1 ", ("SP1", "SP10", "SP11", "LM1")),
        ("LM", ("LM1",)),
        ("SP2, SP11", ("SP11", "SP2")),
        ("careers ADVICE", ("SP10", "SP2")),
        ("advice impartial", ("SP2",)),
        ("tractors", ()),
        ("  ", ()),
    ],
)
def test_statements_are_found_by_number_and_by_words_exact_numbers_first(query: str, ids: tuple[str, ...]) -> None:
    assert matching(query, TEXTS) == ids


@pytest.mark.parametrize(
    ("one", "by", "order"),
    [("b", -1, "bac"), ("b", 1, "acb"), ("a", -1, "abc"), ("c", 1, "abc"), ("a", 2, "bca")],
)
def test_a_picked_statement_moves_up_and_down_and_not_past_the_ends(one: str, by: int, order: str) -> None:
    assert moved("abc", one, by) == list(order)


def test_the_last_workshop_of_the_team_says_what_became_of_each_statement() -> None:
    aside = replace(make_item(2), parked=True)
    last = replace(make_workshop(make_item(1, agreed=Rating.AMBER), aside, make_item(3)), closed_at=STARTED)
    before = replace(make_workshop(make_item(3, agreed=Rating.RED), make_item(4, agreed=Rating.RED)), closed_at=STARTED)
    running = make_workshop(make_item(1, agreed=Rating.GREEN))
    others = replace(before, team_id=2, items=(make_item(5),))
    left = left_by_last((running, others, last, before), team_id=1, rated=["LM1"])
    assert {name: (one.words, one.waits) for name, one in left.items()} == {
        "LM1": ("Last workshop: ◆ Amber", False),
        "LM2": ("Last workshop: come back to", True),
        "LM3": ("Last workshop: nothing agreed", True),
        "LM4": ("Last workshop: ▲ Red", False),
    }


def test_what_was_rated_since_waits_no_longer() -> None:
    last = replace(make_workshop(make_item(1), replace(make_item(2), parked=True)), closed_at=STARTED)
    left = left_by_last((last,), team_id=1, rated=["LM1", "LM2"])
    assert not any(one.waits for one in left.values())


@pytest.mark.parametrize(
    ("tally", "words"),
    [
        (Tally(), "Nobody voted."),
        (Tally(green=1), "1 vote: 1 Green."),
        (Tally(red=2, not_sure=1), "3 votes: 2 Red, 1 Not sure."),
    ],
)
def test_a_practice_vote_is_told_in_words(tally: Tally, words: str) -> None:
    assert practised(tally) == words
