"""How a workshop keeps to its time: what fits, when it ends, how far ahead or behind the room is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.workshop.pace import check_length, end_of, fitting, needed, pace, same_clock, would_end
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.errors import Invalid
from tests.assessment.workshop.test_workshop import make_item, make_workshop

AT = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


def room(place: int = 1, *, agreed: int = 0, minutes: int = 40) -> Workshop:
    """Four statements with ten minutes each, begun at seven o'clock."""
    items = [make_item(n, agreed=Rating.RED if n <= agreed else None) for n in (1, 2, 3, 4)]
    return replace(make_workshop(*items, place=place), began_at=AT, ends_at=AT + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("length", "minutes", "actions_first", "fit"),
    [(30, 5, False, 6), (34, 5, False, 6), (30, 5, True, 4), (5, 5, True, 0), (60, 7, False, 8), (4, 5, False, 0)],
)
def test_so_many_statements_fit_into_the_time(length: int, minutes: int, actions_first: bool, fit: int) -> None:
    assert fitting(length, minutes=minutes, actions_first=actions_first) == fit
    assert needed(fit, minutes=minutes, actions_first=actions_first) <= length or fit == 0


@pytest.mark.parametrize(
    ("place", "agreed", "after", "words"),
    [
        (1, 0, 0, "on time"),
        (1, 0, 10, "on time"),
        (1, 0, 14, "4 minutes behind"),
        (2, 1, 11, "on time"),
        (2, 1, 6, "4 minutes ahead"),
        (2, 1, 9, "1 minute ahead"),
        (3, 2, 31, "1 minute behind"),
        (4, 3, 47, "7 minutes behind"),
        (5, 4, 30, "10 minutes ahead"),
        (5, 4, 45, "5 minutes behind"),
        (1, 3, 15, "5 minutes ahead"),
        (0, 0, 3, "3 minutes behind"),
    ],
)
def test_the_room_is_measured_by_what_still_lies_ahead(place: int, agreed: int, after: int, words: str) -> None:
    kept = pace(room(place, agreed=agreed), AT + timedelta(minutes=after))
    assert kept is not None
    assert (kept.words, kept.ends_at) == (words, AT + timedelta(minutes=40))


def test_what_was_set_aside_still_lies_ahead() -> None:
    first, *others = room(4, agreed=3).items
    set_aside = replace(room(4, agreed=3), items=(replace(first, agreed=None, parked=True), *others))
    kept = pace(set_aside, AT + timedelta(minutes=35))
    assert kept is not None
    assert kept.words == "5 minutes behind"


@pytest.mark.parametrize(
    "changes",
    [{"began_at": None}, {"ends_at": None}, {"closed_at": AT}, {"items": ()}],
    ids=["before the first statement", "no length was given", "closed", "an empty agenda"],
)
def test_nothing_is_said_of_the_time(changes: dict[str, Any]) -> None:
    assert pace(replace(room(), **changes), AT) is None


def test_a_room_that_starts_after_its_end_is_behind_from_the_first_minute() -> None:
    kept = pace(room(minutes=-20), AT)
    assert kept is not None
    assert kept.words == "20 minutes behind"


def test_the_time_is_up_so_many_minutes_after_the_room_began() -> None:
    waiting = replace(make_workshop(make_item(1), actions_first=True), length=60)
    assert end_of(waiting, AT, UTC) == AT + timedelta(minutes=60)
    assert end_of(replace(waiting, length=None), AT, UTC) is None


@pytest.mark.parametrize(
    ("wanted", "now", "meant"),
    [
        ("2026-11-23T15:30", "2026-11-23T14:00", "2026-11-23T15:30"),
        ("2026-11-20T15:30", "2026-11-23T14:00", "2026-11-23T15:30"),
        ("2026-11-23T15:30", "2026-11-23T15:40", "2026-11-23T15:30"),
        ("2026-11-23T00:30", "2026-11-23T23:00", "2026-11-24T00:30"),
        ("2026-03-27T15:30", "2026-03-30T13:00", "2026-03-30T14:30"),
    ],
    ids=["today", "prepared days before", "passed already", "past midnight", "the clocks went forward"],
)
def test_an_end_is_meant_for_the_day_on_which_the_workshop_is_held(wanted: str, now: str, meant: str) -> None:
    moments = [datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (wanted, now, meant)]
    assert same_clock(moments[0], moments[1], LONDON) == moments[2]


def test_a_lobby_tells_the_end_that_was_asked_for_else_what_the_agenda_takes() -> None:
    waiting = make_workshop(make_item(1), make_item(2), place=0)
    assert would_end(waiting, AT, UTC) == AT + timedelta(minutes=10)
    assert would_end(replace(waiting, length=30), AT, UTC) == AT + timedelta(minutes=30)
    assert would_end(replace(waiting, ends_at=AT + timedelta(hours=1)), AT, UTC) == AT + timedelta(hours=1)


@pytest.mark.parametrize("length", [4, 0, -1, 481])
def test_a_length_outside_of_five_minutes_to_eight_hours_is_refused(length: int) -> None:
    with pytest.raises(Invalid, match="between 5 and 480"):
        check_length(length)
    assert check_length(None) is None
