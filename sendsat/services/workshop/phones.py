"""Verbs of the facilitator on who takes part: how many people are here, whether phones may join, taking phones out."""

from sendsat.assessment.workshop.phone import Phone, check_people_here
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.services.desk import Desk
from sendsat.services.work import Work, reading
from sendsat.services.workshop.running import changing
from sendsat.services.workshop.workshops import free_code, note_workshop
from sendsat.storage.queries.workshop import devices, saving, workshops


def say_how_many(desk: Desk, *, workshop_id: int, people_here: int | None) -> Workshop:
    """Keep how many people are in the room; None takes it back. Raises `Invalid`, `Refused` when closed."""
    number = check_people_here(people_here)

    def keep(work: Work, workshop: Workshop) -> None:
        if number != workshop.people_here:
            saving.save_people_here(work, workshop_id, number)
            note_workshop(work, workshop, "people here", str(workshop.people_here or ""), str(number or ""))

    return changing(desk, "say_how_many", workshop_id, keep)


def set_locked(desk: Desk, *, workshop_id: int, locked: bool) -> Workshop:
    """Let no further phone join, or let them join again; those that joined stay. Raises `Refused` when closed."""

    def lock(work: Work, workshop: Workshop) -> None:
        if locked != workshop.is_locked:
            saving.save_locked(work, workshop_id, locked)
            note_workshop(work, workshop, "joining", _door(workshop.is_locked), _door(locked))

    return changing(desk, "set_locked", workshop_id, lock)


def _door(locked: bool) -> str:
    return "locked" if locked else "open"


def phones_of(desk: Desk, workshop_id: int) -> tuple[Phone, ...]:
    """The phones that take part, in the order they joined. Raises `NotFound`."""
    with reading(desk) as scope:
        workshops.get_workshop(scope, workshop_id)
        return devices.phones_of(scope, workshop_id)


def remove_phone(desk: Desk, *, workshop_id: int, device_id: int) -> Workshop:
    """Take a phone out: its votes that nobody has seen are taken back, revealed ones stay, and it cannot join again.

    Raises `NotFound` for a phone that does not take part, `Refused` when the workshop is closed.
    """

    def remove(work: Work, workshop: Workshop) -> None:
        devices.remove_phone(work, workshop_id, device_id, work.deed.at)
        note_workshop(work, workshop, "phone removed", f"device {device_id}", "")

    return changing(desk, "remove_phone", workshop_id, remove)


def remove_all_phones(desk: Desk, *, workshop_id: int) -> Workshop:
    """Take every phone out and change the code to join by: whoever has the new one can join, with any phone. Votes that
    nobody has seen are taken back, revealed ones stay. Raises `Refused` when the workshop is closed."""

    def remove(work: Work, workshop: Workshop) -> None:
        code = free_code(work)
        number = devices.remove_phones(work, workshop_id, work.deed.at)
        saving.save_code(work, workshop_id, code)
        note_workshop(work, workshop, "all phones removed, new code", f"{number} phones", "")

    return changing(desk, "remove_all_phones", workshop_id, remove)
