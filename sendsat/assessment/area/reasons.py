"""The reasons that providers chose to share, shown so that they tell nobody else's rating. Pure.

The rule: a reason often lets one guess its provider's rating. So within each batch (`assessment.area`) of a statement,
either everybody gives a reason, or at least as many as the smallest group give none: whoever takes those that speak out
of the counts is left with a group as large as any that is shown. Where it is otherwise the batch's reasons stay away.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sendsat.assessment.area.area import SMALLEST, Cell, batches
from sendsat.assessment.area.partners import Area, Received


@dataclass(frozen=True)
class Reason:
    """What one provider gave as its reasons, under the name by which it chose to be seen."""

    provider: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Reasons:
    """The reasons for one statement that may be shown, by name; `held_back` more providers gave theirs."""

    statement_id: str
    shown: tuple[Reason, ...] = ()
    held_back: int = 0


def reasons(area: Area, cell: Cell) -> Reasons:
    """The reasons beside one statement's counts; none where its counts are not shown."""
    if cell.counts is None:
        return Reasons(cell.statement_id)
    by_id = {submission.id: submission for submission in area.received}
    shown: list[Reason] = []
    held_back = 0
    for batch in batches(area.submitted, cell.statement_id):
        if any(submitted.gone_at is not None for submitted in batch):
            continue
        told = [_reason(by_id[submitted.id], cell.statement_id) for submitted in batch]
        speaking = [reason for reason in told if reason is not None]
        if 0 < len(batch) - len(speaking) < SMALLEST:
            held_back += len(speaking)
        else:
            shown += speaking
    return Reasons(cell.statement_id, tuple(sorted(shown, key=lambda reason: reason.provider.casefold())), held_back)


def _reason(received: Received, statement_id: str) -> Reason | None:
    statements: list[Mapping[str, Any]] = received.content.get("statements", [])
    said = next((statement for statement in statements if statement["statement_id"] == statement_id), None)
    texts = tuple(text for text in said["commentary"] if text.strip()) if said else ()
    return Reason(str(received.content["provider"]), texts) if texts else None
