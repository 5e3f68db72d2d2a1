"""Who signs in is noted once, with when; who is turned away too, but a stranger cannot fill the record."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sendsat.assessment.people.people import Person, Role, stranger
from sendsat.services.organisation import admitting, people
from sendsat.services.work import NotLetIn
from sendsat.storage.store import Store
from tests.factories import STARTED
from tests.services.prepared import noted
from tests.services.test_every_verb import room as room
from tests.services.workshop.meeting import Room

LATER = STARTED + timedelta(hours=1)


def kim(at: datetime = STARTED) -> Person:
    return stranger(subject="https://login.example|kim", mail="kim@elm.ac.uk", name="Kim", at=at)


def sign_ins(room: Room) -> list[str]:
    return [one.new for one in noted(room.desk.store) if one.field == "signed in"]


def refusals(room: Room) -> list[str]:
    return [one.person for one in noted(room.desk.store) if one.field == "sign-in refused"]


def let_in(room: Room) -> None:
    people.invite(room.desk, who="kim@elm.ac.uk", role=Role.LEAD)
    admitting.admit(room.desk.store, kim(), first_administrator="", now=STARTED)


def test_a_sign_in_is_noted_once_whatever_the_number_of_tabs(room: Room) -> None:
    let_in(room)
    for _tab in range(3):
        admitting.note_sign_in(room.desk.store, kim(), now=STARTED)

    assert sign_ins(room) == ["Kim (kim@elm.ac.uk)"]
    newest = noted(room.desk.store)[0]
    assert (newest.person, newest.at, newest.verb) == ("Kim", STARTED, "note_sign_in")


def test_the_next_sign_in_is_noted_again(room: Room) -> None:
    let_in(room)
    admitting.note_sign_in(room.desk.store, kim(), now=STARTED)
    admitting.note_sign_in(room.desk.store, kim(LATER), now=LATER)

    assert len(sign_ins(room)) == 2


def test_nobody_who_is_no_member_is_noted_as_signed_in(room: Room) -> None:
    admitting.note_sign_in(room.desk.store, kim(), now=STARTED)
    admitting.note_sign_in(room.desk.store, replace(kim(), signed_in_at=None), now=STARTED)

    assert sign_ins(room) == []


def test_whoever_is_turned_away_is_noted_once_a_day(room: Room) -> None:
    with pytest.raises(NotLetIn):
        admitting.admit(room.desk.store, kim(), first_administrator="", now=STARTED)
    for _click in range(3):
        admitting.note_refusal(room.desk.store, kim(), now=STARTED)
    assert refusals(room) == ["kim@elm.ac.uk"]

    admitting.note_refusal(room.desk.store, kim(), now=STARTED + timedelta(days=2))
    assert refusals(room) == ["kim@elm.ac.uk"] * 2


def test_an_address_that_was_not_confirmed_is_said_to_be_none(room: Room) -> None:
    eve = stranger(subject="eve", mail="", name="principal@elm.ac.uk")
    admitting.note_refusal(room.desk.store, eve, now=STARTED)

    assert refusals(room) == ["principal@elm.ac.uk, address not confirmed"]


def test_strangers_cannot_fill_the_record(room: Room) -> None:
    for number in range(admitting.MOST_REFUSALS + 10):
        eve = stranger(subject=f"eve {number}", mail=f"eve{number}@else.example", name="e" * 10_000)
        admitting.note_refusal(room.desk.store, eve, now=STARTED)
    admitting.note_refusal(room.desk.store, stranger(subject="x", mail="", name="x" * 10_000), now=LATER + timedelta(1))

    names = refusals(room)
    assert len(names) == admitting.MOST_REFUSALS + 1
    assert max(map(len, names)) <= admitting.LONGEST_NAME


def test_an_answer_that_failed_its_check_is_noted_without_a_name_and_not_without_end(room: Room) -> None:
    for _ in range(admitting.MOST_UNTRUSTED + 5):
        admitting.note_untrusted(room.desk.store, now=STARTED)
    assert refusals(room) == ["Somebody unknown"] * admitting.MOST_UNTRUSTED
    newest = noted(room.desk.store)[0]
    assert newest.new == "what the sign-in service answered failed its check"

    admitting.note_untrusted(room.desk.store, now=STARTED + timedelta(days=2))
    assert len(refusals(room)) == admitting.MOST_UNTRUSTED + 1


def test_where_nobody_has_begun_there_is_no_record_to_note_it_in(store: Store) -> None:
    admitting.note_untrusted(store, now=STARTED)
    assert noted(store) == []
