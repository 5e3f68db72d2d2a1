"""Verbs on a whole organisation: it goes to the bin, comes back as it was, or is erased for good."""

from sendsat.assessment.records.bin import ORGANISATION, Erased
from sendsat.assessment.records.organisation_bin import Goes, check_can_bin_organisation, check_named
from sendsat.exchange.files.safe_text import file_name
from sendsat.exchange.formats import Format
from sendsat.exchange.records.certificate import certificate_md
from sendsat.services.desk import HOME_ZONE, Desk
from sendsat.services.records.cleaning import clean_files
from sendsat.services.work import May, Work, reading, writing
from sendsat.storage.queries import actions, judgements, organisations, rounds
from sendsat.storage.queries.records import organisation_bins
from sendsat.storage.queries.workshop import workshops


def what_goes(desk: Desk) -> Goes:
    """How much would go to the bin along with the organisation."""
    with reading(desk) as scope:
        known = rounds.rounds_of(scope)
        rated = judgements.ratings_of(scope, tuple(round_.id for round_ in known))
        return Goes(
            rounds=len(known),
            ratings=sum(rating is not None for said in rated.values() for rating, _ in said.values()),
            actions=len(actions.actions_of(scope)),
        )


def put_organisation_in_bin(desk: Desk) -> None:
    """Put the organisation into the bin with all it has: nothing shows it any longer, and nobody can work in it.

    What it shared with a local authority stays there as it is. Raises `Refused` while a workshop of it is open.
    """
    with writing(desk, May.MANAGE_ORGANISATION, "put_organisation_in_bin") as work:
        here = organisations.get_organisation(work)
        check_can_bin_organisation(here.name, workshops.workshops_of(work))
        organisation_bins.put(work, work.deed.at)
        work.note("organisation put in the bin", "", here.name)


def take_organisation_out_of_bin(desk: Desk) -> None:
    """Take the desk's organisation out of the bin as it was. Raises `NotFound` where it is not there."""
    with writing(desk, May.MANAGE_ORGANISATION, "take_organisation_out_of_bin", in_bin=True) as work:
        binned = organisation_bins.get_binned(work)
        organisation_bins.take_out(work)
        work.note("organisation taken out of the bin", "", binned.name)


def erase_organisation(desk: Desk, *, name: str) -> Erased:
    """Erase the desk's organisation, which is in the bin, for good: every row it has, its history too. Backups, files
    that were taken away, and what it shared with a local authority still hold it.

    `name` is what somebody typed to say which. Raises `Refused` for another name, `NotFound` where it is not in the
    bin.
    """
    with writing(desk, May.MANAGE_ORGANISATION, "erase_organisation", in_bin=True) as work:
        check_named(organisation_bins.get_binned(work).name, name)
        erased = erase_organisation_within(work)
    clean_files(desk)
    return erased


def erase_organisation_within(work: Work) -> Erased:
    """Inside a transaction: erase the organisation in the bin and note what went. For this package."""
    binned = organisation_bins.get_binned(work)
    erased = Erased(binned.name, work.deed.at, work.deed.person, organisation_bins.erase(work), ORGANISATION)
    work.note("organisation erased for good", binned.name, "; ".join(erased.lines))
    return erased


def organisation_certificate(erased: Erased) -> tuple[str, bytes]:
    """What says that an organisation was erased, as a file: its name and its bytes."""
    name = file_name(erased.name, "Erased for good", "", erased.at.astimezone(HOME_ZONE).date(), Format.MD)
    return name, certificate_md("", erased)
