"""What no person asks for: votes lose their tie to a phone once their workshop can no longer be opened again."""

from datetime import datetime

from sendsat.assessment.deeds import Deed, Way
from sendsat.assessment.workshop.allowed import REOPENS_FOR
from sendsat.storage.queries.workshop import untying
from sendsat.storage.store import Store

ITSELF = "sendsat"
"""What the record calls the program where nobody asked for what it did."""


def untie_votes(store: Store, *, now: datetime) -> int:
    """Keep the votes of every workshop that is over for good as counts only; gives how many workshops these were.

    Until a workshop is over its votes are tied to phones, so that a phone can change its vote. Raises `StorageError`.
    """
    until, done = now - REOPENS_FOR, 0
    with store.looking() as session:
        due = untying.organisations_with_ties(session, until)
    for organisation_id in due:
        with store.writing(organisation_id, Deed(ITSELF, now, "untie_votes", Way.ITSELF)) as work:
            workshops = untying.untie(work, until)
            for workshop_id, (round_id, team_id) in workshops.items():
                told = f"workshop {workshop_id}"
                work.note("votes kept as counts only", "", told, round_id=round_id, team_id=team_id)
            done += len(workshops)
    return done
