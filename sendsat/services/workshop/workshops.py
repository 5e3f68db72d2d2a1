"""Verbs around a workshop: propose an agenda, prepare, look at it, say who is present, close, reopen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sendsat.assessment.rating import Rating
from sendsat.assessment.rules import check_can_rate
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.workshop.agenda import Cover, agenda, check_minutes, check_people, last_ratings
from sendsat.assessment.workshop.allowed import check_can_reopen, check_is_open
from sendsat.assessment.workshop.codes import new_code
from sendsat.assessment.workshop.glance import Glance
from sendsat.assessment.workshop.pace import check_length
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.errors import Conflict, Invalid, StorageError
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.work import May, Work, reading, writing
from sendsat.storage.queries import rounds
from sendsat.storage.queries.workshop import devices, saving, votes
from sendsat.storage.queries.workshop import workshops as kept_workshops

CODE_TRIES = 20


@dataclass(frozen=True)
class Plan:
    """A workshop as somebody is preparing it. `parts` are numbers of subsections; `people` as typed, one a line.

    `length` is how many minutes the room has, or `ends_at` when it must end; both None where nobody says.
    """

    round_id: int
    team_id: int
    parts: tuple[str, ...]
    cover: Cover = Cover.ALL
    picked: tuple[str, ...] = ()
    people: str = ""
    minutes: int = 5
    actions_first: bool = False
    length: int | None = None
    ends_at: datetime | None = None


def _snapshots(desk: Desk, round_id: int, team_id: int) -> tuple[Snapshot, Snapshot | None]:
    with reading(desk) as scope:
        now, before = viewing.with_previous(desk, scope, rounds.rounds_of(scope), round_id)
    return now.for_team(team_id), before


def agenda_of(desk: Desk, plan: Plan, snapshot: Snapshot, previous: Snapshot | None) -> tuple[str, ...]:
    """The ids of the statements the plan would put on the agenda, in order: the guide's, then those of supplements that
    the round asks; what was picked in the order of picking.

    `snapshot` is the round as the team sees it, `previous` the round before it.
    """
    chosen = [
        statement_id
        for now, before in _with_supplements(desk, snapshot, previous)
        for statement_id in agenda(now, before, desk.library, parts=plan.parts, cover=plan.cover, picked=plan.picked)
    ]
    return tuple(sorted(chosen, key=plan.picked.index) if plan.cover is Cover.PICKED else chosen)


def _with_supplements(
    desk: Desk, snapshot: Snapshot, previous: Snapshot | None
) -> Iterator[tuple[Snapshot, Snapshot | None]]:
    """A round and the one before it, through the guide and then through each supplement that the round asks."""
    yield snapshot, previous
    for apart in viewing.beside(desk, snapshot):
        yield apart, previous.beside(apart.edition) if previous else None


def prepare(desk: Desk, plan: Plan) -> Workshop:
    """Keep a workshop with its agenda and a code to join by.

    Raises `Refused` in a closed round or for a section the team does not rate, `Invalid` for an empty agenda.
    """
    people, minutes, length = check_people(plan.people), check_minutes(plan.minutes), check_length(plan.length)
    statements = _checked_agenda(desk, plan)
    with writing(desk, May.RUN_WORKSHOPS, "prepare") as work:
        workshop_id = kept_workshops.add_workshop(
            work,
            round_id=plan.round_id,
            team_id=plan.team_id,
            code=free_code(work),
            minutes=minutes,
            people=people,
            actions_first=plan.actions_first,
            statements=statements,
            length=length,
            ends_at=plan.ends_at,
            now=work.deed.at,
        )
        work.note("workshop prepared", "", ", ".join(statements), round_id=plan.round_id, team_id=plan.team_id)
        return kept_workshops.get_workshop(work, workshop_id)


def _checked_agenda(desk: Desk, plan: Plan) -> dict[str, Rating | None]:
    """The statements of the agenda in order, each with its rating, now or last time. Raises as `prepare`."""
    snapshot, previous = _snapshots(desk, plan.round_id, plan.team_id)
    chosen = agenda_of(desk, plan, snapshot, previous)
    if not chosen:
        raise Invalid("No statement fits this choice, so the agenda is empty.", "Choose more parts or another kind.")
    for statement_id in chosen:
        edition = desk.library.having(statement_id, snapshot.round.edition_id)
        check_can_rate(snapshot.round, plan.team_id, edition, edition.section_of[statement_id].id)
    last: dict[str, Rating | None] = {}
    for now, before in _with_supplements(desk, snapshot, previous):
        last |= last_ratings(now, before, desk.library)
    return {statement_id: snapshot.rating(statement_id) or last.get(statement_id) for statement_id in chosen}


def free_code(work: Work) -> str:
    """Inside a transaction: a code to join by that no workshop has. Raises `StorageError` where none was found."""
    with work.seeing_every():
        tried = (new_code() for _ in range(CODE_TRIES))
        free = next((code for code in tried if not devices.code_is_taken(work.session, code)), None)
    if free is None:
        raise StorageError("No code to join by could be made.", "Try again.")
    return free


def workshops_of(desk: Desk) -> tuple[Workshop, ...]:
    """The organisation's workshops, newest first, with their agendas."""
    with reading(desk) as scope:
        return kept_workshops.workshops_of(scope)


def note_workshop(work: Work, workshop: Workshop, field: str, old: str, new: str) -> None:
    """Note a change of a workshop under its round and team. For the verbs of this package."""
    work.note(field, old, new, round_id=workshop.round_id, team_id=workshop.team_id)


def get_workshop(desk: Desk, workshop_id: int) -> Workshop:
    """One workshop as it stands now. Raises `NotFound`."""
    with reading(desk) as scope:
        return kept_workshops.get_workshop(scope, workshop_id)


def glance(desk: Desk, workshop_id: int) -> Glance:
    """What may change at any moment while a wall is looked at, in one short read. Raises `NotFound`."""
    with reading(desk) as scope:
        return votes.glance(scope, workshop_id)


def say_who_is_here(desk: Desk, *, workshop_id: int, people: str, seen: str) -> Workshop:
    """Keep the names typed, one a line or with commas, over those that were `seen` while typing.

    Raises `Conflict` and writes nothing when somebody else has changed them since, `Invalid`, `Refused` when closed.
    """
    names = check_people(people)
    with writing(desk, May.RUN_WORKSHOPS, "say_who_is_here") as work:
        workshop = kept_workshops.get_workshop(work, workshop_id, lock=True)
        check_is_open(workshop)
        if workshop.people not in (names, check_people(seen)):
            raise Conflict(field="list of names", stored="\n".join(workshop.people), offered=people)
        saving.save_people(work, workshop_id, names)
        note_workshop(work, workshop, "people in the workshop", ", ".join(workshop.people), ", ".join(names))
        saving.touch(work, workshop_id)
        return kept_workshops.get_workshop(work, workshop_id)


def close(desk: Desk, *, workshop_id: int) -> Workshop:
    """Close the workshop: its code opens nothing any more, phones ask whether it was worth the time.

    A round of votes that is still open stays unrevealed for good. Raises `Refused` when closed already.
    """
    with writing(desk, May.RUN_WORKSHOPS, "close") as work:
        workshop = kept_workshops.get_workshop(work, workshop_id, lock=True)
        check_is_open(workshop)
        saving.save_closed(work, workshop_id, work.deed.at)
        note_workshop(work, workshop, "workshop closed", "", f"workshop {workshop_id}")
        saving.touch(work, workshop_id)
        return kept_workshops.get_workshop(work, workshop_id)


def reopen(desk: Desk, *, workshop_id: int) -> Workshop:
    """Open a workshop again that was closed a moment ago: its code and its phones serve as before.

    Raises `Refused` where it is open, or was closed more than ten minutes ago.
    """
    with writing(desk, May.RUN_WORKSHOPS, "reopen") as work:
        workshop = kept_workshops.get_workshop(work, workshop_id, lock=True)
        check_can_reopen(workshop, work.deed.at)
        saving.save_closed(work, workshop_id, None)
        note_workshop(work, workshop, "workshop reopened", "", f"workshop {workshop_id}")
        saving.touch(work, workshop_id)
        return kept_workshops.get_workshop(work, workshop_id)
