"""Verbs of the facilitator on the practice vote of the lobby: open it, show what was voted. None of it is kept."""

from sendsat.assessment.workshop.practice import check_can_practise
from sendsat.assessment.workshop.workshop import Phase, Workshop
from sendsat.errors import Refused
from sendsat.services.desk import Desk
from sendsat.services.work import Work
from sendsat.services.workshop.running import changing
from sendsat.services.workshop.workshops import note_workshop
from sendsat.storage.queries.workshop.practice import save_practice


def open_practice(desk: Desk, *, workshop_id: int) -> Workshop:
    """Let phones try a vote before the first statement; votes of an earlier try are forgotten.

    Raises `Refused` once the first statement has begun, outside of the lobby, and where it is open already.
    """

    def begin(work: Work, workshop: Workshop) -> None:
        check_can_practise(workshop)
        if workshop.practice is not None and workshop.practice.is_open:
            raise Refused("The practice vote is open already.", "Show what was voted.")
        save_practice(work, workshop_id, Phase.VOTING)
        note_workshop(work, workshop, "practice vote opened", "", f"workshop {workshop_id}")

    return changing(desk, "open_practice", workshop_id, begin)


def show_practice(desk: Desk, *, workshop_id: int) -> Workshop:
    """End the practice vote and let everyone see it. Raises `Refused` where none is open."""

    def show(work: Work, workshop: Workshop) -> None:
        check_can_practise(workshop)
        if workshop.practice is None or not workshop.practice.is_open:
            raise Refused("No practice vote is open.", "Open one first.")
        save_practice(work, workshop_id, Phase.REVEALED)
        note_workshop(work, workshop, "practice vote shown", "", f"workshop {workshop_id}")

    return changing(desk, "show_practice", workshop_id, show)
