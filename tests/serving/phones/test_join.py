"""Phones over HTTP: joining, guessing, the page itself, and what is refused there."""

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from sendsat.assessment.rating import TIE_BREAK, Rating
from sendsat.services.workshop import running
from sendsat.services.workshop.joining import mark_of
from sendsat.services.workshop.phones import phones_of, remove_phone, say_how_many, set_locked
from sendsat.serving.phones.page import PAGE
from tests.serving.conftest import Stopwatch
from tests.serving.rooms import Room, Visitor


def agree(room: Room, rating: Rating) -> None:
    running.agree(room.desk, workshop_id=room.workshop.id, item_id=room.item.id, rating=rating)


def votes_in(folder: Path) -> list[tuple[Any, ...]]:
    with sqlite3.connect(folder / "sendsat.db") as connection:
        return connection.execute("SELECT device_id, vote_round_id, value FROM vote").fetchall()


def test_a_phone_joins_by_the_code_in_any_spelling_and_follows_the_wall(room: Room) -> None:
    phone = room.phone(joined=False)
    assert phone.state() == {"joined": False}
    code = room.workshop.code
    assert phone.join(f"{code[:4].lower()} - {code[4:]}").status == 200
    assert phone.state()["statement"]["id"] == "LM1"
    room.go_to(2)
    assert phone.state()["statement"]["id"] == "LM2"


def test_the_cookie_is_random_unreadable_for_scripts_and_kept_only_as_a_checksum(room: Room, tmp_path: Path) -> None:
    phone = Visitor(room.port)
    cookie = phone.join(room.workshop.code).headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=lax", "path=/join", "max-age"))
    secret = phone.cookies["sendsat_device"]
    with sqlite3.connect(tmp_path / "sendsat.db") as connection:
        assert connection.execute("SELECT mark FROM workshop_device").fetchall() == [(mark_of(secret),)]
    assert len(secret) >= 32


def test_a_phone_that_has_not_joined_can_neither_vote_nor_answer(room: Room) -> None:
    stranger = room.phone(joined=False)
    body = {"workshop": room.workshop.id, "statement": "LM1", "round": 1, "vote": "red"}
    assert stranger.ask("/join/vote", body=body).status == 401
    assert stranger.ask("/join/worth", body={"answer": "yes"}).status == 401
    stranger.cookies["sendsat_device"] = "made-up"
    assert stranger.ask("/join/vote", body=body).status == 401
    assert stranger.state() == {"joined": False}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        b'"x"',
        b"{}",
        b'{"workshop":1,"statement":"LM1","round":"1","vote":"red"}',
        b'{"workshop":1,"statement":"LM1","round":-1,"vote":"red"}',
        b'{"workshop":1,"statement":"LM1","round":1e400,"vote":"red"}',
        b'{"workshop":1,"statement":"LM1","round":1,"vote":"not_applicable"}',
        b'{"workshop":99999999999999999999,"statement":"LM1","round":1,"vote":"red"}',
        b'{"x":"' + b"a" * 3000 + b'"}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_vote_is_refused_in_words(room: Room, body: bytes) -> None:
    phone = room.phone()
    room.open_vote()
    answer = phone.ask("/join/vote", body=body)
    assert (answer.status, bool(answer.told["message"])) == (422, True)
    assert room.item.rounds[0].voted == 0


@pytest.mark.parametrize(
    "kind",
    [
        *("text/plain", "text/plain; json", "text/plain; charset=application/json", "text/json", "application/jsonp"),
        *("multipart/form-data; boundary=json", "application/x-www-form-urlencoded;json", ""),
    ],
)
def test_a_form_on_another_site_cannot_vote(room: Room, kind: str) -> None:
    phone = room.phone()
    room.open_vote()
    body = b'{"workshop":1,"statement":"LM1","round":1,"vote":"red"}'
    assert phone.ask("/join/vote", body=body, headers={"Content-Type": kind}).status == 422
    phone.ask("/join/vote?workshop=1&statement=LM1&round=1&vote=red")
    assert room.item.rounds[0].voted == 0


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", "Application/JSON"])
def test_a_vote_is_json_however_that_is_written(room: Room, kind: str) -> None:
    phone = room.phone()
    room.open_vote()
    shown = phone.state()
    told = {"workshop": shown["workshop"], "statement": shown["statement"]["id"], "round": shown["round"]}
    body = json.dumps({**told, "vote": "red"}).encode()
    assert phone.ask("/join/vote", body=body, headers={"Content-Type": kind}).status == 200
    assert room.item.rounds[0].voted == 1


def test_wrong_codes_make_the_guesser_wait_longer_and_longer(room: Room, stopwatch: Stopwatch) -> None:
    guesser = room.phone(joined=False)
    assert [guesser.join("222222").status for _ in range(6)] == [404] * 5 + [429]
    stopwatch.seconds += 1.1
    assert [guesser.join("222222").status for _ in range(2)] == [404, 429]
    stopwatch.seconds += 1.1
    answer = guesser.join(room.workshop.code)
    assert (answer.status, "Too many wrong codes" in answer.told["message"]) == (429, True)
    stopwatch.seconds += 300
    assert guesser.join(room.workshop.code).status == 200


def test_guesses_sent_at_the_same_moment_are_not_looked_at_together(room: Room, tmp_path: Path) -> None:
    with ThreadPoolExecutor(20) as pool, sqlite3.connect(tmp_path / "sendsat.db") as busy:
        busy.execute("BEGIN IMMEDIATE")
        guesses = [pool.submit(Visitor(room.port).join, "222222") for _ in range(20)]
        answered = list(islice(as_completed(guesses, timeout=60), 15))
        busy.rollback()
        assert len(answered) == 15
        assert sorted(guess.result().status for guess in guesses) == [404] * 5 + [429] * 15


def test_a_body_nested_too_deep_to_be_read_is_refused_in_words(room: Room) -> None:
    for path in ("/join/enter", "/join/vote", "/join/worth"):
        answer = room.phone().ask(path, body=b"[" * 2000)
        assert (answer.status, answer.told["message"]) == (422, "That could not be read.")


def test_a_full_room_still_knows_who_is_in_it(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = room.phone()
    monkeypatch.setattr("sendsat.services.workshop.joining.MOST_DEVICES", 1)
    assert phone.join(room.workshop.code).status == 200
    assert room.phone(joined=False).join(room.workshop.code).told["message"] == "This workshop is full."


def test_phones_that_have_joined_go_on_voting_while_a_guesser_waits(room: Room) -> None:
    phone, guesser = room.phone(), room.phone(joined=False)
    for _ in range(8):
        guesser.join("222222")
    room.open_vote()
    assert phone.vote("green").status == 200


def test_the_page_runs_only_its_own_script_and_reaches_only_this_server(room: Room) -> None:
    page = room.phone(joined=False).ask("/join")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'sha256-" in policy
    assert "unsafe" not in policy
    assert b"http://" not in page.body
    assert b"https://" not in page.body


def test_the_phones_page_says_what_to_do_between_two_colours() -> None:
    assert f'<dl id="colours"></dl><p>{TIE_BREAK}</p></details>' in PAGE


def test_one_address_brings_sixty_phones_and_more_only_when_the_facilitator_says_how_many_are_here(room: Room) -> None:
    inside = [room.phone() for _ in range(60)]
    answer = room.phone(joined=False).join(room.workshop.code)
    assert answer.status == 409
    assert answer.told == {
        "message": "60 phones have joined from this network, and no more can.",
        "remedy": "Ask the facilitator to say how many people are here, or to count your hand.",
    }
    assert inside[0].join(room.workshop.code).status == 200
    say_how_many(room.desk, workshop_id=room.workshop.id, people_here=40)
    assert room.phone(joined=False).join(room.workshop.code).status == 200


def test_a_phone_that_was_taken_out_is_told_so_and_a_locked_workshop_says_so(room: Room) -> None:
    phone = room.phone()
    (known,) = phones_of(room.desk, room.workshop.id)
    remove_phone(room.desk, workshop_id=room.workshop.id, device_id=known.id)
    assert phone.state() == {"joined": False}
    assert "took this phone out" in phone.join(room.workshop.code).told["message"]
    set_locked(room.desk, workshop_id=room.workshop.id, locked=True)
    assert "No more phones can join" in room.phone(joined=False).join(room.workshop.code).told["message"]
