"""Which strengths and priorities somebody picked to stand at the front of a report, and in which order. Pure.

Picks are kept beside the report's edits, under keys of their own, as the ids of statements in order.
"""

from collections.abc import Iterable, Mapping

from sendsat.assessment.report.report import ItemKind, ReportEdit, key_of
from sendsat.errors import Invalid

MOST = 5
"""So many of each the front of a report names."""
NOUNS = {ItemKind.STRENGTH: "strengths", ItemKind.IMPROVEMENT: "priorities"}
"""What can be picked, as people say it."""
_START = "pick:"


def pick_key(kind: ItemKind, team_id: int | None) -> str:
    """The key under which picks are kept: each team's report, and that of all together, has its own."""
    return key_of(f"{_START}{kind.value}", team_id)


def is_pick(item_key: str) -> bool:
    """Whether something is kept as a pick, and not as a text of the report."""
    return item_key.startswith(_START)


def picked(edits: Mapping[str, ReportEdit], kind: ItemKind, team_id: int | None) -> tuple[str, ...]:
    """The ids of the statements that were picked, in order; none where the choice is left to the rule."""
    kept = edits.get(pick_key(kind, team_id))
    return tuple(kept.text.split()) if kept else ()


def check_picks(kind: ItemKind, statement_ids: Iterable[str], offered: Iterable[str]) -> tuple[str, ...]:
    """The picks, if they can be kept. Raises `Invalid` for too many, one named twice, or one that is not offered."""
    wanted, known = tuple(statement_ids), set(offered)
    noun = "strength" if kind is ItemKind.STRENGTH else "priority"
    if kind not in NOUNS:
        raise Invalid("Only strengths and priorities can be picked.")
    if len(wanted) > MOST:
        raise Invalid(f"At most {MOST} can be picked.", "Take one out first.")
    if len(set(wanted)) < len(wanted):
        raise Invalid("Each statement can be picked once.")
    if unknown := [statement_id for statement_id in wanted if statement_id not in known]:
        raise Invalid(f"{unknown[0][:40]} is no {noun} of this report.", "Choose one from the list.")
    return wanted
