"""Phones over HTTP: what they are told of a vote, and that each vote counts once, or is refused in words."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from sendsat.assessment.rating import Rating
from sendsat.assessment.workshop.votes import Tally
from sendsat.services.rounds import rounds
from sendsat.services.workshop import running, voting, workshops
from sendsat.services.workshop.phones import say_how_many
from tests.serving.rooms import Room, Visitor


def agree(room: Room, rating: Rating) -> None:
    running.agree(room.desk, workshop_id=room.workshop.id, item_id=room.item.id, rating=rating)


def votes_in(folder: Path) -> list[tuple[Any, ...]]:
    with sqlite3.connect(folder / "sendsat.db") as connection:
        return connection.execute("SELECT device_id, vote_round_id, value FROM vote").fetchall()


def test_thirty_phones_vote_at_the_same_moment_through_ten_statements_and_all_300_are_stored_once(
    room: Room, tmp_path: Path
) -> None:
    phones = [room.phone() for _ in range(30)]
    together = threading.Barrier(30)

    def vote(phone: Visitor, shown: Any) -> int:
        together.wait()
        return phone.vote("amber", shown).status

    with ThreadPoolExecutor(30) as pool:
        for place in range(1, 11):
            room.go_to(place)
            room.open_vote()
            shown = [phone.state() for phone in phones]
            assert list(pool.map(vote, phones, shown)) == [200] * 30
            room.reveal()
            assert room.item.tallies[0].amber == 30
    stored = votes_in(tmp_path)
    assert len(stored) == 300
    assert len({(device, number) for device, number, _ in stored}) == 300


def test_two_hundred_phones_join_at_once_vote_and_think_again_and_each_counts_once(room: Room, tmp_path: Path) -> None:
    say_how_many(room.desk, workshop_id=room.workshop.id, people_here=100)
    room.open_vote()
    phones = [room.phone(joined=False) for _ in range(200)]

    def take_part(numbered: tuple[int, Visitor]) -> list[int]:
        number, phone = numbered
        joined = phone.join(room.workshop.code).status
        shown = phone.state()
        return [joined, phone.vote("red", shown).status, phone.vote("green" if number % 2 else "amber", shown).status]

    with ThreadPoolExecutor(50) as pool:
        assert list(pool.map(take_part, enumerate(phones))) == [[200, 200, 200]] * 200
    room.reveal()
    tally = room.item.tallies[0]
    assert (tally.red, tally.amber, tally.green) == (0, 100, 100)
    assert len({device for device, _, _ in votes_in(tmp_path)}) == len(votes_in(tmp_path)) == 200


def test_two_tabs_of_one_phone_are_one_device_and_one_vote(room: Room, tmp_path: Path) -> None:
    first = room.phone()
    second = Visitor(room.port, cookies=first.cookies)
    second.join(room.workshop.code)
    room.open_vote()
    first.vote("red")
    assert second.vote("green").told["mine"] == "green"
    assert first.state()["mine"] == "green"
    assert [value for *_, value in votes_in(tmp_path)] == ["green"]


def test_before_the_reveal_a_phone_is_told_nothing_of_what_others_voted(room: Room) -> None:
    mine, other = room.phone(), room.phone()
    room.open_vote()
    before = mine.ask("/join/state").body
    other.vote("red")
    assert mine.ask("/join/state").body == before


def test_after_the_reveal_a_phone_is_told_how_the_room_voted_and_what_it_agreed_and_never_who(room: Room) -> None:
    mine, *others = [room.phone() for _ in range(4)]
    room.open_vote()
    for phone, said in zip([mine, *others], ("red", "amber", "amber", "amber"), strict=True):
        phone.vote(said)
    room.reveal()
    told = mine.state()
    assert (told["said"], told["agreed"], told["mine"]) == ("3 of 4 say Amber; 1 Red.", None, "red")
    assert told["counts"] == {"red": 1, "amber": 3, "green": 0, "not_sure": 0}
    agree(room, Rating.AMBER)
    assert mine.state()["agreed"] == "Amber"
    assert {key: value for key, value in mine.state().items() if key != "mine"} == {
        key: value for key, value in others[0].state().items() if key != "mine"
    }


def test_a_second_vote_hides_the_first_until_it_is_revealed_and_then_tells_what_moved(room: Room) -> None:
    phone = room.phone()
    for said in ("red", "green"):
        room.open_vote()
        during = phone.state()
        assert (during["said"], during["counts"], during["agreed"]) == ("", None, None)
        phone.vote(said)
        room.reveal()
        agree(room, Rating.RED)
    assert phone.state()["said"] == "The one vote says Green. Green +1 since the first vote."


def test_hands_that_were_counted_are_in_what_a_phone_is_told(room: Room) -> None:
    phone = room.phone()
    hands = Tally(red=1, amber=7, green=1)
    voting.count_hands(room.desk, workshop_id=room.workshop.id, item_id=room.item.id, hands=hands)
    assert phone.state()["said"] == "7 of 9 say Amber; 1 Red, 1 Green."


def test_a_phone_that_comes_back_is_told_on_which_screen_the_room_is(room: Room) -> None:
    phone = room.phone()
    agree(room, Rating.AMBER)
    screens = {}
    for place in (0, 3, 13):
        room.go_to(place)
        told = phone.state()
        screens[told["screen"]] = (told["statement"] or {}).get("place", ""), told["reached"]
    assert screens == {
        "lobby": ("", ""),
        "statement": ("3 of 12", ""),
        "end": ("", "A rating was agreed for 1 of 12 statements."),
    }


def test_a_phone_that_already_knows_is_told_nothing_twice(room: Room) -> None:
    phone = room.phone()
    tag = phone.ask("/join/state").headers["etag"]
    assert phone.ask("/join/state", headers={"If-None-Match": tag}).status == 304
    room.open_vote()
    assert phone.ask("/join/state", headers={"If-None-Match": tag}).status == 200


def test_a_stale_vote_is_refused_with_words_and_changes_nothing(room: Room, tmp_path: Path) -> None:
    phone = room.phone()
    room.open_vote()
    shown = phone.state()
    phone.vote("red", shown)
    room.reveal()
    late = phone.vote("green", shown)
    room.go_to(2)
    gone = phone.vote("green", shown)
    assert (late.status, gone.status) == (409, 409)
    assert "on the wall already" in late.told["message"]
    assert "moved on" in gone.told["message"]
    assert [value for *_, value in votes_in(tmp_path)] == ["red"]


def test_a_vote_kept_in_the_phone_from_another_workshop_is_not_counted_here(room: Room) -> None:
    phone = room.phone()
    room.open_vote()
    answer = phone.vote("red", {**phone.state(), "workshop": 999})
    assert (answer.status, room.item.rounds[0].voted) == (409, 0)


def test_a_phone_votes_in_the_workshop_it_joined_last(room: Room) -> None:
    phone = room.phone()
    plan = workshops.Plan(room.workshop.round_id, room.workshop.team_id, ("1.1",))
    other = workshops.prepare(room.desk, plan)
    assert phone.join(other.code).told["workshop"] == other.id
    assert phone.state()["workshop"] == other.id


def test_a_closed_round_is_told_and_nothing_counts(room: Room) -> None:
    phone = room.phone()
    room.open_vote()
    rounds.close_round(room.desk, round_id=room.workshop.round_id)
    answer = phone.vote("red")
    assert (answer.status, "round is closed" in answer.told["message"]) == (409, True)


def test_after_the_close_the_code_is_dead_and_one_question_is_left(room: Room) -> None:
    phone = room.phone()
    workshops.close(room.desk, workshop_id=room.workshop.id)
    told = phone.state()
    ended = workshops.get_workshop(room.desk, room.workshop.id).closed_at
    assert ended is not None
    assert told.pop("ended") == f"{ended:%Y-%m-%dT%H:%M:%SZ}"
    assert {(line["rating"], line["votes"]) for line in told.pop("lines")} == {("Not agreed", "no vote")}
    assert told == {
        "joined": True,
        "workshop": room.workshop.id,
        "closed": True,
        "worth": None,
        "result": "A rating was agreed for 0 of 12 statements. What was agreed is kept in sendsat, in the round "
        "“Autumn”. The facilitator can give you the minutes.",
    }
    assert phone.ask("/join/worth", body={"answer": "partly"}).told["worth"] == "partly"
    late = room.phone(joined=False).join(room.workshop.code)
    assert (late.status, "has closed" in late.told["message"]) == (404, True)
