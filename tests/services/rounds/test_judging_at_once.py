"""Many people judge at the same moment: none loses a word, and a click costs few statements of SQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from sqlalchemy import event

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round
from sendsat.errors import Conflict
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.rounds import rounds
from tests.services.seat import Seat

R, A, G, N = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE


def write_and_rate_at_once(desk: Desk, first_round: Round) -> None:
    """Two people at once, one rating every statement up and down, one writing letter by letter: nothing gets lost."""
    one, two = Seat(desk, first_round), Seat(desk, first_round)

    def rate() -> None:
        for rating in (R, A, G, N, None, R, A, G) * 3:
            one.rate(rating)

    def write() -> None:
        for length in range(24):
            two.write("x" * (length + 1), seen="x" * length)

    with ThreadPoolExecutor(2) as people:
        for done in [people.submit(rate), people.submit(write)]:
            done.result()

    assert (one.kept().rating, one.kept().commentary) == (G, "x" * 24)
    history = one.history()
    assert [new for field, _, new in history if field == "commentary"] == ["x" * n for n in range(24, 0, -1)]
    assert len([field for field, _, _ in history if field == "rating"]) == 24


def write_the_same_at_once(desk: Desk, first_round: Round) -> None:
    """Eight people write a first commentary at once: one is kept, the others are told, with both texts."""

    def write(person: int) -> Conflict | None:
        try:
            Seat(desk, first_round).write(f"Words of {person}")
        except Conflict as conflict:
            return conflict
        return None

    with ThreadPoolExecutor(8) as people:
        told = list(people.map(write, range(8)))

    kept = Seat(desk, first_round).kept().commentary
    assert [one.stored for one in told if one] == [kept] * 7
    assert {one.offered for one in told if one} | {kept} == {f"Words of {n}" for n in range(8)}


def test_two_people_rating_and_writing_at_once_lose_nothing(desk: Desk, first_round: Round) -> None:
    write_and_rate_at_once(desk, first_round)


def test_many_people_writing_the_same_text_at_once_are_all_told_but_one(desk: Desk, first_round: Round) -> None:
    write_the_same_at_once(desk, first_round)


def statements_of_sql(desk: Desk, verb: Callable[[], object]) -> list[str]:
    """The SQL that a verb runs, without the beginning of its transaction."""
    told: list[str] = []

    def listen(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            told.append(statement)

    event.listen(desk.store.engine, "before_cursor_execute", listen)
    try:
        verb()
    finally:
        event.remove(desk.store.engine, "before_cursor_execute", listen)
    return told


def test_a_click_takes_at_most_three_statements_of_sql_however_many_rounds_there_are(
    desk: Desk, first_round: Round
) -> None:
    seat = Seat(desk, first_round)
    few = [statements_of_sql(desk, partial(seat.rate, rating)) for rating in (R, G, None)]

    for number in range(100):
        rounds.start_round(
            desk, name=f"Round {number}", carry_forward_from=first_round.id if number % 10 == 0 else None
        )
    last = Seat(desk, viewing.rounds_of(desk)[-1])
    many = [statements_of_sql(desk, partial(last.rate, rating)) for rating in (R, G, None)]

    assert [len(told) for told in few] == [3, 3, 3]
    assert [len(told) for told in many] == [3, 3, 3]
