"""What must hold of marks of law: a provision behind each, which says whom it binds and where it was read. Pure."""

from collections.abc import Iterator

from sendsat.guide.checks.fault import IDS, Fault
from sendsat.guide.edition import Edition
from sendsat.guide.law import Strength
from sendsat.guide.model import Facilitation, Point, Section


def _demands(section: Section) -> Iterator[tuple[str, Point | Facilitation, Strength | None]]:
    """What of a section may be marked as law: whose it is, itself and its mark."""
    for point in section.guidance:
        yield section.id, point, point.strength
    for part in section.subsections:
        yield from ((part.number, point, point.strength) for point in part.guidance)
    for statement in section.statements:
        if statement.ours:
            yield statement.id, statement.ours, statement.ours.duty


def _section_faults(file: str, section: Section, edition: Edition) -> Iterator[Fault]:
    """Nothing is called law without a provision that says whom it applies to and where it was read."""
    for owner, demand, mark in _demands(section):
        for wish in demand.law:
            if wish not in edition.law_by_id:
                yield Fault(file, wish, ("law",), f"{owner}: names the provision '{wish}', which laws.yaml lacks")
            elif mark is Strength.LAW and not edition.law_by_id[wish].makes_law:
                says = f"{owner}: is marked as law by '{wish}', which lacks whom it applies to or where it was read"
                yield Fault(file, wish, ("law",), says)
        if isinstance(demand, Facilitation) and mark is Strength.LAW and not demand.law:
            yield Fault(file, owner, IDS, f"{owner}: is marked as law, but names no provision")
        if isinstance(demand, Facilitation) and mark is Strength.GUIDANCE and not demand.cites:
            yield Fault(file, owner, IDS, f"{owner}: is marked as statutory guidance, but cites no paragraph")


def law_faults(edition: Edition) -> Iterator[Fault]:
    """Marks of law and of statutory guidance with nothing behind them."""
    for file, section in zip(edition.header.sections, edition.sections, strict=True):
        yield from _section_faults(file, section, edition)
