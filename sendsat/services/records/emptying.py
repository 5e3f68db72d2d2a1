"""What no person asks for: a round that waited long enough in the bin is erased."""

from datetime import datetime

from sendsat.assessment.deeds import Deed, Way
from sendsat.assessment.records.bin import KEPT_FOR
from sendsat.services.records.binning import erase_within
from sendsat.services.workshop.untying import ITSELF
from sendsat.storage.queries.records import bins
from sendsat.storage.store import Store


def empty_bins(store: Store, *, now: datetime) -> int:
    """Erase every round that is in the bin for longer than `KEPT_FOR`; gives how many. Raises `StorageError`."""
    until, done = now - KEPT_FOR, 0
    with store.looking() as session:
        due = bins.organisations_with_old(session, until)
    for organisation_id in due:
        with store.writing(organisation_id, Deed(ITSELF, now, "empty_bins", Way.ITSELF)) as work:
            for binned in bins.binned_of(work):
                if binned.binned_at < until:
                    erase_within(work, binned.id)
                    done += 1
    if done:
        store.scrub()
    return done
