"""A link to read by: whoever has it reads and changes nothing, until it ends by itself or is ended."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sendsat.assessment.people.links import LASTS, LONGEST_NAME, address, kept, person_with, subject_of
from sendsat.assessment.people.people import Person, Role
from sendsat.assessment.rating import Rating
from sendsat.errors import Invalid, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation import admitting, links, people
from sendsat.services.organisation.links import Link
from sendsat.services.rounds import judging
from sendsat.services.visit.visiting import visiting
from sendsat.services.work import NotLetIn, reading
from sendsat.storage.queries.people.people import members_of
from tests.services.prepared import noted
from tests.services.test_every_verb import room as room
from tests.services.workshop.meeting import Room

TOKEN = "a-token_of_more_than_20_letters"
NOT_OURS = (".", ".x", ".12345678901", " .1", ".\u0661")


def today(room: Room) -> Desk:
    """The administrator's desk, now: whether a link has ended is asked of the real clock."""
    return replace(room.desk, now=lambda: datetime.now(UTC))


def made(room: Room, days: int = 7) -> Link:
    return links.make_link(today(room), name="  Our \n governors ", days=days)


def opening(link: Link) -> Person:
    """Whoever opens the link, as their browser tells it."""
    now = datetime.now(UTC)
    person = person_with(kept(link.token, now), now)
    assert person is not None
    return person


def reader(room: Room, link: Link) -> Desk:
    return replace(room.desk, person=opening(link))


def test_whoever_has_the_link_reads_and_changes_nothing(room: Room) -> None:
    link = made(room)
    desk = reader(room, link)
    [first, *_] = viewing.rounds_of(desk)
    with visiting(desk.store, desk.library, opening(link), desk.organisation.uid) as visit:
        assert visit is not None
        assert (visit.desk.person.name, visit.desk.person.role) == ("Our governors", Role.READER)
    ids = {"round_id": first.id, "team_id": first.teams[0].id, "statement_id": "LM1"}
    with pytest.raises(Refused):
        judging.rate(desk, **ids, rating=Rating.GREEN)
    with pytest.raises(Refused):
        links.make_link(desk, name="More", days=7)


def test_only_a_checksum_of_it_is_kept_and_the_record_says_for_whom_it_is(room: Room) -> None:
    link = made(room)
    told = str([vars(one) for one in noted(room.desk.store)])
    with reading(room.desk) as scope:
        [member] = [one for one in members_of(scope) if one.person.is_by_link]
    assert link.token not in told + str(member)
    assert member.person.subject == subject_of(link.token)
    assert f"Our governors, until {link.ends_at:%Y-%m-%d}" in told
    admitting.note_sign_in(room.desk.store, opening(link), now=datetime.now(UTC))
    assert [one.new for one in noted(room.desk.store) if one.field == "signed in"] == ["by the link for Our governors"]


def test_it_ends_by_itself(room: Room) -> None:
    long_ago = replace(room.desk, now=lambda: datetime.now(UTC) - timedelta(days=7, seconds=1))
    link = links.make_link(long_ago, name="Governors", days=7)
    with pytest.raises(NotLetIn):
        viewing.rounds_of(reader(room, link))
    with pytest.raises(NotLetIn), visiting(room.desk.store, room.desk.library, opening(link)):
        pass
    with reading(room.desk) as scope:
        assert [one.person.name for one in members_of(scope) if one.ends_at] == ["Governors"], "told until taken away"


def test_it_can_be_ended_and_never_reads_again(room: Room) -> None:
    link, other = made(room), made(room)
    with reading(room.desk) as scope:
        ids = {one.person.subject: one.id for one in members_of(scope)}
    people.remove_person(today(room), person_id=ids[subject_of(link.token)])
    with pytest.raises(NotLetIn):
        viewing.rounds_of(reader(room, link))
    with pytest.raises(NotLetIn):
        admitting.admit(room.desk.store, opening(link), first_administrator="", now=datetime.now(UTC))
    assert viewing.rounds_of(reader(room, other))
    assert "link ended" in [one.field for one in noted(room.desk.store)]


def test_it_becomes_nothing_more(room: Room) -> None:
    link = made(room)
    with reading(room.desk) as scope:
        ids = {one.person.subject: one.id for one in members_of(scope)}
    with pytest.raises(Refused, match="reading only"):
        people.change_role(today(room), person_id=ids[subject_of(link.token)], role=Role.LEAD)


@pytest.mark.parametrize(("name", "days"), [("", 7), (" \n", 7), ("Governors", 8), ("Governors", 100_000)])
def test_a_link_without_a_name_or_an_end_is_not_made(room: Room, name: str, days: int) -> None:
    before = len(noted(room.desk.store))
    with pytest.raises(Invalid):
        links.make_link(today(room), name=name, days=days)
    assert len(noted(room.desk.store)) == before


def test_a_long_name_is_kept_to_what_fits(room: Room) -> None:
    assert len(links.make_link(today(room), name="x" * 500, days=max(LASTS)).name) == LONGEST_NAME


@pytest.mark.parametrize(
    "cookie",
    [None, "", TOKEN, f"{TOKEN}.", f"{TOKEN}.x", f"{TOKEN}.12345678901", f"short.{1}", f"{TOKEN} .1", f"{TOKEN}.١"],
)
def test_what_we_did_not_set_is_nobody(cookie: str | None) -> None:
    assert person_with(cookie, datetime.now(UTC)) is None


def test_nobody_signs_in_later_than_now() -> None:
    now = datetime.now(UTC)
    person = person_with(f"{TOKEN}.9999999999", now)
    assert person is not None
    assert person.signed_in_at == now
    assert person.is_by_link


def test_the_link_names_the_organisation_it_opens() -> None:
    assert address("https://sendsat.elm.ac.uk", "t", "u") == "https://sendsat.elm.ac.uk/?org=u&reader=t"
