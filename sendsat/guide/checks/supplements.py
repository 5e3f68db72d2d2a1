"""What must hold of a supplement: all of it is ours, and none of its ids stands in a guide beside it. Pure."""

from collections.abc import Iterable, Iterator

from sendsat.guide.checks.fault import IDS, Fault
from sendsat.guide.edition import Edition
from sendsat.guide.law import Strength
from sendsat.guide.model import Point, Section, Statement


def supplement_faults(edition: Edition) -> Iterator[Fault]:
    """What a supplement passes off as the guide's, and statements with nothing to rate them by."""
    if not edition.is_supplement:
        return
    for file, section in zip(edition.header.sections, edition.sections, strict=True):
        yield from _point_faults(file, section)
        for statement in section.statements:
            for says in _statement_faults(statement):
                yield Fault(file, statement.id, IDS, f"{statement.id}: {says}")
    for resource in edition.resources:
        if not resource.is_ours:
            says = f"{resource.id}: a supplement adds its resources itself; origin must be sendsat"
            yield Fault("resources.yaml", resource.id, IDS, says)


def _point_faults(file: str, section: Section) -> Iterator[Fault]:
    owned: list[tuple[str, Point]] = [(section.id, point) for point in section.guidance]
    owned += [(part.number, point) for part in section.subsections for point in part.guidance]
    for owner, point in owned:
        if point.strength is Strength.GUIDE:
            says = f"{owner}: a must of a supplement names its law or a paragraph of the code; else its kind is good"
            yield Fault(file, point.text, ("text",), says)


def _statement_faults(statement: Statement) -> Iterator[str]:
    if statement.ours is None:
        yield "a statement of a supplement needs what helps to rate it (ours)"
    elif statement.ours.duty is Strength.GUIDE:
        yield "no guide says must in a supplement; its duty is law, guidance or good"
    if any(mapping.origin == "guide" or mapping.printed for mapping in statement.ofsted.values()):
        yield "its Ofsted areas are ours; origin must be sendsat, with nothing printed"


def clashes(editions: Iterable[Edition]) -> list[str]:
    """Ids of sections and statements that a supplement shares with a guide, one plain line for each such supplement."""
    known = tuple(editions)
    taken = {name for edition in known if not edition.is_supplement for name in _names(edition)}
    told = []
    for edition in known:
        shared = [name for name in _names(edition) if name in taken] if edition.is_supplement else []
        if shared:
            told.append(
                f"{edition.id}: {', '.join(shared)} stand in a guide already; a supplement needs ids of its own"
            )
    return told


def _names(edition: Edition) -> tuple[str, ...]:
    return (*edition.section_by_id, *edition.statements)
