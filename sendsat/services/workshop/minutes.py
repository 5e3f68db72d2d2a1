"""Gathers the minutes of a workshop: what was stored about it and about its statements. Nothing here writes."""

from collections.abc import Callable
from datetime import tzinfo

from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action
from sendsat.assessment.workshop.minutes import Minuted, Minutes
from sendsat.assessment.workshop.workshop import AgendaItem, Workshop
from sendsat.exchange.formats import Format
from sendsat.exchange.workshop import minutes_docx, minutes_md
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.work import reading
from sendsat.storage.queries import actions as kept_actions
from sendsat.storage.queries import rounds
from sendsat.storage.queries.workshop import workshops as kept_workshops

WRITERS: dict[str, Callable[[Minutes], bytes]] = {
    Format.DOCX: minutes_docx.write_minutes,
    Format.MD: lambda minutes: minutes_md.write_minutes(minutes).encode(),
}


def actions_agreed(workshop: Workshop, actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """The actions on the workshop's statements that were planned while it ran."""
    mine = {item.statement_id for item in workshop.items}
    return tuple(
        action
        for action in actions
        if mine.intersection(action.statements)
        and action.created_at >= workshop.prepared_at
        and (workshop.closed_at is None or action.created_at <= workshop.closed_at)
    )


def minutes_of(desk: Desk, *, workshop_id: int, zone: tzinfo) -> Minutes:
    """The minutes of a workshop, with times in the reader's `zone`. Raises `NotFound`."""
    with reading(desk) as scope:
        workshop = kept_workshops.get_workshop(scope, workshop_id)
        [snapshot] = viewing.snapshots_within(desk, scope, [rounds.get_round(scope, workshop.round_id)])
        actions = kept_actions.actions_of(scope)
    team = snapshot.round.team(workshop.team_id)
    return Minutes(
        organisation=desk.organisation.name,
        round_name=snapshot.round.name,
        team_name=team.name if team else "a team that has left the round",
        started=workshop.prepared_at.astimezone(zone),
        ended=workshop.closed_at.astimezone(zone) if workshop.closed_at else None,
        people=workshop.people,
        voices=workshop.devices,
        entries=entries_of(desk.library, snapshot, workshop, actions),
        worth=workshop.worth,
    )


def entries_of(
    library: Library, snapshot: Snapshot, workshop: Workshop, actions: tuple[Action, ...]
) -> tuple[Minuted, ...]:
    """What there is to minute of each statement; `actions` are the whole plan."""
    agreed = actions_agreed(workshop, actions)
    round_ = snapshot.round
    editions = (
        library.as_rated(library.having(item.statement_id, round_.edition_id), round_.words) for item in workshop.items
    )
    return tuple(
        _minuted(snapshot.beside(edition), workshop, item, agreed)
        for item, edition in zip(workshop.items, editions, strict=True)
    )


def minutes_file(desk: Desk, kind: str, *, workshop_id: int, zone: tzinfo) -> bytes:
    """The minutes as a file; `kind` is one of `WRITERS`. Raises `NotFound`."""
    return WRITERS[kind](minutes_of(desk, workshop_id=workshop_id, zone=zone))


def _minuted(snapshot: Snapshot, workshop: Workshop, item: AgendaItem, actions: tuple[Action, ...]) -> Minuted:
    edition, judgement = snapshot.edition, snapshot.judgement(workshop.team_id, item.statement_id)
    part = edition.subsection_of[item.statement_id]
    return Minuted(
        statement_id=item.statement_id,
        text=edition.statements[item.statement_id].text,
        part=f"{part.number} {part.title}",
        before=item.before,
        agreed=item.agreed,
        was_decided=item.agreed is not None,
        parked=item.parked,
        tallies=item.tallies,
        minority_note=judgement.minority_note,
        commentary=judgement.commentary,
        evidence="\n".join(part for part in (*judgement.seen_evidence, judgement.evidence) if part),
        actions=tuple(action for action in actions if item.statement_id in action.statements),
        beside=edition.header.mark,
    )
