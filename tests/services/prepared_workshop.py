"""What must be there before a verb of a workshop can do anything."""

from sendsat.assessment.rating import Rating
from sendsat.assessment.workshop.votes import Vote
from sendsat.assessment.workshop.workshop import Worth
from sendsat.services.workshop import phones, practising, running, workshops
from sendsat.services.workshop.workshops import Plan
from tests.services.prepared_rounds import (
    Arguments,
)
from tests.services.workshop.meeting import Room


def voting(room: Room) -> Arguments:
    room.open_vote()
    return room.ids()


def agreed(room: Room) -> Arguments:
    running.agree(room.desk, **room.ids(), rating=Rating.GREEN)
    return {"workshop_id": room.workshop.id}


def voter(room: Room) -> Arguments:
    device = room.join()
    room.open_vote()
    where = {"workshop_id": room.workshop.id, "statement_id": room.item.statement_id, "vote_round": 1}
    return {"device": device, **where, "vote": Vote.GREEN}


def joined(room: Room) -> Arguments:
    room.join()
    (phone,) = phones.phones_of(room.desk, room.workshop.id)
    return {"workshop_id": room.workshop.id, "device_id": phone.id}


def leaver(room: Room) -> Arguments:
    device = room.join()
    workshops.close(room.desk, workshop_id=room.workshop.id)
    return {"device": device, "worth": Worth.YES}


def in_the_lobby(room: Room) -> Arguments:
    """Another workshop, whose first statement has not begun."""
    plan = Plan(room.workshop.round_id, room.workshop.team_id, ("1.1",))
    return {"workshop_id": workshops.prepare(room.desk, plan).id}


def practice_vote(room: Room) -> Arguments:
    arguments = in_the_lobby(room)
    practising.open_practice(room.desk, **arguments)
    return arguments


def over(room: Room) -> Arguments:
    """No workshop runs any more."""
    closed(room)
    return {}


def closed(room: Room) -> Arguments:
    workshops.close(room.desk, workshop_id=room.workshop.id)
    return {"workshop_id": room.workshop.id}
