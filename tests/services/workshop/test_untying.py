"""Votes are tied to phones while they can change, and to none once their workshop is over for good."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from sqlmodel import select

from sendsat.assessment.workshop.allowed import REOPENS_FOR
from sendsat.assessment.workshop.votes import Vote
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.services.workshop import voting, workshops
from sendsat.services.workshop.untying import untie_votes
from sendsat.serving.watch.housekeeping import Housekeeper
from sendsat.storage.backups import back_up, restore
from sendsat.storage.opening import open_store
from sendsat.storage.tables.workshop import VoteRow
from tests.services.prepared import noted
from tests.services.test_every_verb import room as room
from tests.services.workshop.meeting import Room

CAST = (Vote.GREEN, Vote.GREEN, Vote.RED)


def tied(room: Room) -> int:
    with room.desk.store.looking() as session:
        return len(session.exec(select(VoteRow)).all())


def voted(room: Room) -> Workshop:
    """A workshop with phones, a paper and a show of hands, closed again; as it is then read."""
    room.vote(*CAST)
    voting.key_in_paper(room.desk, workshop_id=room.workshop.id, number=1, marks="1")
    room.reveal()
    return workshops.close(room.desk, workshop_id=room.workshop.id)


def after(room: Room, minutes: int = 0) -> int:
    closed = workshops.get_workshop(room.desk, room.workshop.id).closed_at
    assert closed is not None
    return untie_votes(room.desk.store, now=closed + REOPENS_FOR + timedelta(minutes=minutes))


def test_as_long_as_a_workshop_can_be_opened_again_its_votes_stay_tied(room: Room) -> None:
    voted(room)
    before = tied(room)
    assert (after(room), tied(room)) == (0, before)
    assert workshops.reopen(room.desk, workshop_id=room.workshop.id).is_open
    assert tied(room) == before >= len(CAST)


def test_then_nobody_can_say_which_phone_gave_which_vote_and_every_count_is_the_same(room: Room) -> None:
    closed = voted(room)
    seen = workshops.glance(room.desk, room.workshop.id)
    assert (after(room, 1), tied(room)) == (1, 0)

    assert workshops.get_workshop(room.desk, room.workshop.id) == closed
    assert workshops.glance(room.desk, room.workshop.id) == seen
    newest = noted(room.desk.store)[0]
    assert (newest.person, newest.field, newest.way) == ("sendsat", "votes kept as counts only", "itself")


def test_it_is_done_once_and_noted_once(room: Room) -> None:
    voted(room)
    assert [after(room, minutes) for minutes in (1, 2, 600)] == [1, 0, 0]


def test_votes_of_a_workshop_that_runs_are_left_alone(room: Room) -> None:
    room.vote(*CAST)
    assert untie_votes(room.desk.store, now=room.desk.now() + timedelta(days=90)) == 0
    assert tied(room) == len(CAST)


def test_the_running_server_sees_to_it(room: Room) -> None:
    voted(room)
    late = room.desk.now() + timedelta(hours=1)
    Housekeeper(room.desk.store, None, lambda: late).look()
    assert tied(room) == 0


def test_a_backup_that_is_made_then_ties_no_vote_and_one_made_before_loses_its_ties_once_it_is_served(
    room: Room, tmp_path: Path
) -> None:
    database = Path(str(room.desk.store.engine.url.database))
    closed = voted(room)
    assert closed.closed_at is not None
    back_up(database, tmp_path / "before.db")
    after(room, 1)
    back_up(database, tmp_path / "then.db")
    assert (votes_in(tmp_path / "before.db") >= len(CAST), votes_in(tmp_path / "then.db")) == (True, 0)

    late = closed.closed_at + REOPENS_FOR + timedelta(hours=1)
    restore(tmp_path / "before.db", tmp_path / "served.db", now=late)
    with closing(open_store(f"sqlite:///{tmp_path / 'served.db'}")) as store:
        Housekeeper(store, None, lambda: late).look()
    assert votes_in(tmp_path / "served.db") == 0


def votes_in(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT count(*) FROM vote").fetchone()[0])
