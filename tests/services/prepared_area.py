"""What must be there before a verb of sharing and of the local area can do anything."""

from dataclasses import replace

from sendsat.assessment.area.submission import Choice
from sendsat.assessment.organisations import OrganisationKind
from sendsat.services.area import accepting, receiving, registering, submitting
from sendsat.services.desk import Desk
from sendsat.services.organisation import founding
from sendsat.services.work import May, reading, writing
from sendsat.storage.queries.area.area import area_of, receipts_of
from sendsat.storage.queries.area.unaccepted import unaccepted_of
from tests.services.area.sending import submission_from
from tests.services.prepared_rounds import (
    Arguments,
)
from tests.services.workshop.meeting import Room

CHOICE = Choice("Hill", "0" * 32, ("leadership",))


def authority(room: Room) -> Desk:
    founding.change_organisation(room.desk, name="Elm", kind=OrganisationKind.LOCAL_AUTHORITY)
    return room.desk


def sharing(room: Room) -> Arguments:
    round_id = room.workshop.round_id
    seen = submitting.preview_submission(room.desk, round_id, CHOICE)
    return {"round_id": round_id, "choice": CHOICE, "seen": seen}


def sending(room: Room) -> Arguments:
    """All that is needed to send something to a local authority in the same database."""
    hill = founding.found_another(room.desk, name="Hill", kind=OrganisationKind.LOCAL_AUTHORITY, round_name="Autumn")
    choice, round_id = replace(CHOICE, authority_code=hill.uid), room.workshop.round_id
    return {
        "round_id": round_id,
        "choice": choice,
        "seen": submitting.preview_submission(room.desk, round_id, choice),
    }


def shared(room: Room) -> Arguments:
    submitting.submit(room.desk, **sharing(room))
    with reading(room.desk) as scope:
        return {"receipt_id": receipts_of(scope)[0].id}


def signed(room: Room) -> Arguments:
    submitting.submit(room.desk, **sharing(room))
    return {}


def file_of(room: Room, number: int = 1) -> bytes:
    authority(room)
    return submission_from(room.desk.organisation.uid, number)


def waiting(room: Room) -> Arguments:
    """Somebody whom the authority does not know has sent it something directly."""
    arrived = receiving.look_at(room.desk, file_of(room))
    with writing(room.desk, May.BRING_IN, "accept_waiting") as work:
        accepting.let_wait(work, arrived)
    with reading(room.desk) as scope:
        return {"unaccepted_id": unaccepted_of(scope)[0].id}


def a_provider(room: Room, name: str = "Oak") -> int:
    return registering.add_provider(authority(room), name=name, kind=OrganisationKind.FE_COLLEGE).id


def removed(room: Room) -> Arguments:
    provider_id = a_provider(room)
    registering.remove_provider(room.desk, provider_id=provider_id)
    return {"provider_id": provider_id}


def received(room: Room) -> Arguments:
    receiving.accept(room.desk, data=file_of(room))
    with reading(room.desk) as scope:
        return {"received_id": area_of(scope).received[0].id}


def five_sent(room: Room) -> Arguments:
    for number in range(5):
        receiving.accept(room.desk, data=file_of(room, number))
    return {"minimum": 5}
