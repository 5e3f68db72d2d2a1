"""Verbs on the bin: a round goes there whole, comes back whole, or is erased for good."""

from sendsat.assessment.records.bin import Erased, check_can_bin
from sendsat.assessment.rules import check_name
from sendsat.errors import StorageError
from sendsat.exchange.files.safe_text import file_name
from sendsat.exchange.formats import Format
from sendsat.exchange.records.certificate import certificate_md
from sendsat.services.desk import Desk
from sendsat.services.work import May, Work, writing
from sendsat.storage.queries import rounds
from sendsat.storage.queries.records import bins
from sendsat.storage.queries.workshop import workshops


def put_in_bin(desk: Desk, *, round_id: int) -> None:
    """Put a round into the bin, with what was said in it, its actions and workshops: nothing shows it any longer.

    Raises `Refused` for the only round and while a workshop of it is open, `NotFound`.
    """
    with writing(desk, May.MANAGE_ORGANISATION, "put_in_bin") as work:
        round_ = check_can_bin(rounds.rounds_of(work), workshops.workshops_of(work), round_id)
        bins.put(work, round_id, work.deed.at)
        work.note("round put in the bin", "", round_.name)


def take_out_of_bin(desk: Desk, *, round_id: int) -> None:
    """Take a round out of the bin as it was. Raises `Invalid` where another has its name by now, `NotFound`."""
    with writing(desk, May.MANAGE_ORGANISATION, "take_out_of_bin") as work:
        binned = bins.get_binned(work, round_id)
        check_name(binned.name, what="round", taken=tuple(round_.name for round_ in rounds.rounds_of(work)))
        bins.take_out(work, round_id)
        work.note("round taken out of the bin", "", binned.name)


def erase_round(desk: Desk, *, round_id: int) -> Erased:
    """Erase a round in the bin for good, its history too. Backups and files that were taken away still hold it.

    Raises `NotFound` where it is not in the bin.
    """
    with writing(desk, May.MANAGE_ORGANISATION, "erase_round") as work:
        erased = erase_within(work, round_id)
    _clean(desk)
    return erased


def erase_within(work: Work, round_id: int) -> Erased:
    """Inside a transaction: erase a round in the bin and note what went. For this package."""
    binned = bins.get_binned(work, round_id)
    erased = Erased(binned.name, work.deed.at, work.deed.person, bins.erase(work, round_id))
    work.note("round erased for good", binned.name, "; ".join(erased.lines))
    return erased


def _clean(desk: Desk) -> None:
    """Erased is erased, whatever becomes of what SQLite leaves of it in its files; the server tries again later."""
    try:
        desk.store.scrub()
    except StorageError:
        return


def certificate_file(desk: Desk, erased: Erased) -> tuple[str, bytes]:
    """What says that a round was erased, as a file: its name and its bytes."""
    name = file_name(desk.organisation.name, "Erased for good", "", desk.today, Format.MD)
    return name, certificate_md(desk.organisation.name, erased)
