"""A rating is cleared, and the clearing undone, without a word lost or somebody's newer choice overwritten."""

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round
from sendsat.errors import Overtaken, Refused
from sendsat.services.desk import Desk
from sendsat.services.rounds import rounds
from tests.conftest import Clock
from tests.services.seat import Seat

R, A, G, N = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE


@pytest.fixture
def seat(desk: Desk, first_round: Round) -> Seat:
    return Seat(desk, first_round)


def test_undoing_a_clearing_brings_the_mark_back(seat: Seat) -> None:
    seat.rate(A)
    seat.mark_rejudged(True)

    assert seat.put_back(seat.clear()).rejudged


def test_clearing_what_was_never_rated_keeps_nothing(seat: Seat) -> None:
    assert seat.rate(None).id is None
    assert seat.history() == []


def test_a_clearing_is_undone_with_what_it_took_and_history_notes_both(desk: Desk, first_round: Round) -> None:
    Seat(desk, first_round).rate(A)
    second = rounds.start_round(desk, name="Next", carry_forward_from=first_round.id)
    seat = Seat(desk, second)
    cleared = seat.clear()
    assert (cleared.before.carried_forward, seat.kept().rating, seat.kept().carried_forward) == (True, None, False)

    told = seat.put_back(cleared)

    assert told == seat.kept()
    assert (told.rating, told.carried_forward) == (A, True)
    assert [one for one in seat.history() if one[0] == "rating"][:2] == [
        ("rating", "", "amber"),
        ("rating", "amber", ""),
    ]


def test_words_written_after_a_clearing_stay_when_it_is_undone(seat: Seat, clock: Clock) -> None:
    seat.rate(G)
    cleared = seat.clear()
    clock.pass_by(hours=1)
    seat.write("Because.")

    seat.put_back(cleared)

    assert (seat.kept().rating, seat.kept().commentary) == (G, "Because.")


@pytest.mark.parametrize(
    ("since", "now"), [((R,), "Red"), ((A,), "Amber"), ((R, None), "Not rated"), ((A, None), "Not rated")]
)
def test_a_clearing_is_not_undone_over_what_somebody_chose_since(
    seat: Seat, clock: Clock, since: tuple[Rating | None, ...], now: str
) -> None:
    seat.rate(A)
    cleared = seat.clear()
    for rating in since:
        clock.pass_by(minutes=1)
        seat.rate(rating)
    before = seat.history()

    with pytest.raises(Overtaken, match=f"changed since it was cleared and is {now} now. Amber was not put back"):
        seat.put_back(cleared)
    assert (seat.kept().rating, seat.history()) == (since[-1], before)


def test_a_clearing_is_undone_once(seat: Seat, clock: Clock) -> None:
    seat.rate(A)
    cleared = seat.clear()
    clock.pass_by(minutes=1)
    seat.put_back(cleared)

    with pytest.raises(Overtaken):
        seat.put_back(cleared)


def test_a_clearing_in_a_round_that_has_closed_is_not_undone(seat: Seat) -> None:
    seat.rate(A)
    cleared = seat.clear()
    rounds.close_round(seat.desk, round_id=seat.where["round_id"])

    with pytest.raises(Refused, match="is closed"):
        seat.put_back(cleared)
    assert seat.kept().rating is None
