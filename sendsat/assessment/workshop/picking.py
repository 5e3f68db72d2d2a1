"""Picking statements for a workshop: finding them by number or words, putting them in order, what became of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sendsat.assessment.workshop.workshop import AgendaItem, Workshop


def matching(query: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of the statements that a number or words ask for: exact ids first, then ids that begin so, then those
    whose words hold all that was typed; within each in the guide's order. `texts` are the statements by id.
    """
    words = query.casefold().replace(",", " ").split()
    if not words:
        return ()
    places = {
        statement_id: _place(words, statement_id.casefold(), text.casefold()) for statement_id, text in texts.items()
    }
    hits = [statement_id for statement_id, place in places.items() if place is not None]
    return tuple(sorted(hits, key=lambda statement_id: places[statement_id] or 0))


def _place(words: list[str], statement_id: str, text: str) -> int | None:
    if statement_id in words:
        return 0
    if any(statement_id.startswith(word) for word in words):
        return 1
    return 2 if all(word in text for word in words) else None


def moved(picked: Iterable[str], statement_id: str, by: int) -> list[str]:
    """The list with one statement moved so many places; past either end it stays there."""
    order = list(picked)
    at = order.index(statement_id)
    order.insert(max(0, at + by), order.pop(at))
    return order


@dataclass(frozen=True)
class Left:
    """What the last workshop made of a statement, in words, and whether it was left without a rating."""

    words: str
    waits: bool


def left_by_last(workshops: Iterable[Workshop], team_id: int, rated: Collection[str]) -> dict[str, Left]:
    """What the team's last workshop that had a statement on its agenda made of it, by the statement's id.

    `workshops` are newest first; those that still run are left out. What is `rated` now waits no longer.
    """
    left: dict[str, Left] = {}
    for workshop in workshops:
        if workshop.team_id == team_id and not workshop.is_open:
            for item in workshop.items:
                left.setdefault(item.statement_id, _left(item, waits=item.statement_id not in rated))
    return left


def _left(item: AgendaItem, *, waits: bool) -> Left:
    if item.agreed is not None:
        return Left(f"Last workshop: {item.agreed.label}", waits=item.parked)
    if item.parked:
        return Left("Last workshop: come back to", waits)
    return Left("Last workshop: nothing agreed", waits)
