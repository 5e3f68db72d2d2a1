"""What no person asks for: a round, a team or an organisation that waited long enough in the bin is erased."""

from contextlib import suppress
from datetime import datetime

from sendsat.assessment.deeds import Deed, Way
from sendsat.assessment.records.bin import KEPT_FOR
from sendsat.errors import NotFound
from sendsat.services.records.binning import erase_team_within, erase_within
from sendsat.services.records.organisation_binning import erase_organisation_within
from sendsat.services.workshop.untying import ITSELF
from sendsat.storage.queries.records import bins, organisation_bins, team_bins
from sendsat.storage.store import Store


def empty_bins(store: Store, *, now: datetime) -> int:
    """Erase every round, team and organisation that is in the bin for longer than `KEPT_FOR`; gives how many. Raises
    `StorageError`."""
    until, done = now - KEPT_FOR, 0
    with store.looking() as session:
        whole = organisation_bins.old_ones(session, until)
        due = {*bins.organisations_with_old(session, until), *team_bins.organisations_with_old(session, until)}
    for organisation_id in whole:
        done += _erase_whole(store, organisation_id, now)
    for organisation_id in sorted(due.difference(whole)):
        with store.writing(organisation_id, Deed(ITSELF, now, "empty_bins", Way.ITSELF)) as work:
            rounds = [binned.id for binned in bins.binned_of(work) if binned.binned_at < until]
            teams = [binned.id for binned in team_bins.binned_of(work) if binned.binned_at < until]
            for round_id in rounds:
                erase_within(work, round_id)
            for team_id in teams:
                erase_team_within(work, team_id)
            done += len(rounds) + len(teams)
    if done:
        store.scrub()
    return done


def _erase_whole(store: Store, organisation_id: int, now: datetime) -> bool:
    """Erase an organisation that is due; False where it was brought back or erased meanwhile."""
    with suppress(NotFound), store.writing(organisation_id, Deed(ITSELF, now, "empty_bins", Way.ITSELF)) as work:
        if organisation_bins.get_binned(work).binned_at < now - KEPT_FOR:
            erase_organisation_within(work)
            return True
    return False
