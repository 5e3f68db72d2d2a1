"""The record: who did what, on the screen and as a file, and what was taken away as a file."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress

from sendsat.assessment.area.partners import Area
from sendsat.assessment.organisations import Organisation
from sendsat.assessment.records.records import Asked, Told
from sendsat.errors import Invalid, Refused, StorageError
from sendsat.exchange.files.safe_text import file_name
from sendsat.exchange.formats import Format
from sendsat.exchange.records.csv_file import Recorded, record_csv
from sendsat.services.desk import HOME_ZONE, Desk
from sendsat.services.work import InBin, May, Scope, arriving, reading, writing
from sendsat.storage.queries import organisations, rounds
from sendsat.storage.queries.area.area import area_of
from sendsat.storage.queries.records import records
from sendsat.storage.store import Store

RELOAD = "Reload the page: it shows what is there now."
WRITERS: dict[str, Callable[[list[Recorded]], bytes]] = {Format.CSV: record_csv}


def record_within(scope: Scope, asked: Asked) -> Told:
    """Inside a transaction: a page of the record as it is asked for, in two statements."""
    entries, has_older = records.page_of(scope, asked, asked.moments(HOME_ZONE))
    return Told(entries, has_older, records.people_of(scope))


def record_of(desk: Desk, asked: Asked) -> Told:
    """A page of the record as it is asked for."""
    with reading(desk) as scope:
        return record_within(scope, asked)


def changes_so_far(store: Store) -> int:
    """How many changes were ever noted here, of every organisation; what was erased since counts too."""
    with arriving(store) as session:
        return records.newest_number(session)


def record_file(desk: Desk, kind: str, asked: Asked) -> tuple[str, bytes]:
    """All of the record that is asked for, whatever the page, as a file: its name and bytes. Raises `Invalid`."""
    if kind not in WRITERS:
        raise Invalid(f"The record cannot be written as '{kind[:20]}'.", f"Choose one of {', '.join(WRITERS)}.")
    with reading(desk) as scope:
        entries = records.all_of(scope, asked, asked.moments(HOME_ZONE))
        round_names = {round_.id: round_.name for round_ in rounds.rounds_of(scope)}
        team_names = {team.id: team.name for team in organisations.teams_of(scope)}
    changes = [
        Recorded(entry, round_names.get(entry.round_id or 0, ""), team_names.get(entry.team_id or 0, ""))
        for entry in entries
    ]
    return record_file_name(desk, kind), WRITERS[kind](changes)


def record_file_name(desk: Desk, kind: str) -> str:
    """The name of the record's file."""
    return file_name(desk.organisation.name, "Who did what", "", desk.today, kind)


def take_away(
    desk: Desk,
    *,
    file: str,
    make: Callable[[], bytes],
    round_id: int | None = None,
    also: Collection[int] = (),
    colleges: Collection[int] = (),
    area: Area | None = None,
) -> bytes:
    """Make a file that somebody takes away, and note its name. Where no note can be written they get the file all the
    same: words must be got out of a full disk.

    A page may have been open for hours, so what the file tells of is asked for anew: the round, others `also` in it,
    the `colleges` of a group, by their ids, and what the local `area` held as the page was drawn. Raises as `make`,
    `NotFound` for a round that is gone, `Refused` for who may no longer read and where a provider or a college is no
    longer in what the file tells of, `InBin`.
    """
    _check_still_reads(desk, [*also, *([round_id] if round_id is not None else [])], frozenset(colleges), area)
    content = make()
    with suppress(StorageError), writing(desk, May.LOOK, "take_away") as work:
        if round_id is not None:
            rounds.get_round(work, round_id)
        work.note("file taken away", "", file, round_id=round_id)
    return content


def _check_still_reads(desk: Desk, round_ids: Iterable[int], colleges: frozenset[int], seen: Area | None) -> None:
    with reading(desk) as scope:
        if not organisations.is_here(scope):
            raise InBin(
                f"{desk.organisation.name} was deleted, so this file was not made.",
                "An administrator can bring it back.",
            )
        for round_id in round_ids:
            rounds.get_round(scope, round_id)
        if seen is not None and area_of(scope).counted != seen.counted:
            raise Refused("What providers sent has changed since, so this file was not made.", RELOAD)
        if not colleges:
            return
        with scope.seeing_every():
            readable = organisations.seen_by(scope.session, desk.person.subject, whole=True)
    _check_colleges(colleges, [one for one in readable if one.id in colleges])


def _check_colleges(colleges: frozenset[int], readable: Sequence[Organisation]) -> None:
    if len(readable) < len(colleges):
        raise Refused("You can no longer see every college that is in this file, so it was not made.", RELOAD)
    groups = {organisation.group_id for organisation in readable}
    if len(colleges) > 1 and (len(groups) > 1 or None in groups):
        raise Refused("A college in this file has left the group, so the file was not made.", RELOAD)
