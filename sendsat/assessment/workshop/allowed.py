"""What may be done with a workshop as it stands now. Rules; no storage, no clock."""

from datetime import datetime, timedelta

from sendsat.assessment.workshop.workshop import AgendaItem, Phase, Workshop
from sendsat.errors import Refused

REOPENS_FOR = timedelta(minutes=10)


def changed_elsewhere(shown: Workshop, now: Workshop) -> AgendaItem | None:
    """The statement whose agreed rating another window changed while this one showed `shown`; None where none was."""
    before = {item.id: item.agreed for item in shown.items}
    changed = [item for item in now.items if item.agreed is not before.get(item.id)]
    return changed[-1] if changed else None


def check_is_open(workshop: Workshop) -> None:
    """Only a workshop that runs can change. Raises `Refused`."""
    if not workshop.is_open:
        raise Refused("This workshop is closed, so nothing in it can change.", "Its minutes are ready to download.")


def can_reopen(workshop: Workshop, now: datetime) -> bool:
    """Whether the workshop was closed so short a time ago that it can be opened again."""
    return workshop.closed_at is not None and now - workshop.closed_at <= REOPENS_FOR


def check_can_reopen(workshop: Workshop, now: datetime) -> None:
    """Only what was closed a moment ago opens again. Raises `Refused`."""
    if workshop.is_open:
        raise Refused("This workshop is open already.", "Go on on the wall or at the desk.")
    if not can_reopen(workshop, now):
        raise Refused("This workshop was closed more than 10 minutes ago.", "Prepare another workshop.")


def check_is_on_wall(workshop: Workshop, item_id: int) -> AgendaItem:
    """The statement, if it is the one on the wall. Raises `Refused`: another window may have moved on."""
    check_is_open(workshop)
    if workshop.item is None or workshop.item.id != item_id:
        raise moved_on()
    return workshop.item


def moved_on() -> Refused:
    """What to say of something done to a statement that is on the wall no longer."""
    return Refused("Another window moved the workshop on, so nothing was changed.", "Look at it and try again.")


def check_can_agree(item: AgendaItem) -> None:
    """A rating waits for the reveal, so that no vote is passed over. Raises `Refused`."""
    if item.phase is Phase.VOTING:
        raise Refused("People are still voting, so nothing was rated.", "Press V to reveal the votes, then agree.")
