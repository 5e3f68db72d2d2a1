"""What phones say beside their votes on statements: at the end of a workshop, and in the practice vote of its lobby."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import bindparam, func, update
from sqlalchemy import select as wide_select
from sqlmodel import col

from sendsat.assessment.workshop.votes import Tally, Vote
from sendsat.assessment.workshop.workshop import Phase, VoteRound
from sendsat.storage.queries.workshop.devices import is_phone
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.workshop import WorkshopDeviceRow, WorkshopRow

_DEVICES = WorkshopDeviceRow.metadata.tables["workshop_device"]
_PRACTISING = (
    update(_DEVICES)
    .where(_DEVICES.c.id == bindparam("device"))
    .values(practice=bindparam("said"), practised_at=bindparam("said_at"))
)


@dataclass
class SaidByPhones:
    """How many phones take part in a workshop, and how many gave each answer at its end and in the practice vote."""

    number: int = 0
    worths: Counter[str] = field(default_factory=Counter)
    practised: Counter[str] = field(default_factory=Counter)


def said_by_phones(scope: Scope, workshop_ids: list[int]) -> dict[int, SaidByPhones]:
    """What the phones of each workshop said, in one statement."""
    said = (col(WorkshopDeviceRow.workshop_id), col(WorkshopDeviceRow.worth), col(WorkshopDeviceRow.practice))
    query = wide_select(*said, func.count()).where(said[0].in_(workshop_ids), is_phone()).group_by(*said)
    phones: dict[int, SaidByPhones] = defaultdict(SaidByPhones)
    for workshop_id, worth, practice, number in scope.session.execute(query):
        here = phones[workshop_id]
        here.number += number
        if worth is not None:
            here.worths[worth] += number
        if practice is not None:
            here.practised[practice] += number
    return phones


def practice_vote(phase: str, practised: Counter[str]) -> VoteRound | None:
    """The practice vote: what was voted in it only once it is shown. None where there is none."""
    if phase == Phase.IDLE:
        return None
    return VoteRound(1, practised.total(), Tally(**practised) if phase == Phase.REVEALED else None)


def save_practice(work: Work, workshop_id: int, phase: Phase) -> None:
    """Open, show or end the practice vote; what was voted in it stays only while it is shown."""
    mine = (col(WorkshopRow.id) == workshop_id) & (col(WorkshopRow.organisation_id) == work.organisation_id)
    row = work.session.execute(wide_select(WorkshopRow).where(mine)).scalar_one()
    row.practice = phase.value
    if phase is not Phase.REVEALED:
        forget = update(WorkshopDeviceRow).where(col(WorkshopDeviceRow.workshop_id) == row.id)
        work.session.execute(forget.values(practice=None, practised_at=None))


def save_practice_votes(work: Work, votes: Sequence[tuple[int, Vote]], now: datetime) -> None:
    """Keep what devices say in the practice vote, the last where one says it twice."""
    rows = [{"device": device_id, "said": vote.value, "said_at": now} for device_id, vote in votes]
    work.session.connection().execute(_PRACTISING, rows)
