"""The guide and the supplement that are shipped, read once for all tests of their content, and texts of their parts."""

from functools import lru_cache

from sendsat.guide.edition import Edition
from sendsat.guide.loader import load_edition
from sendsat.guide.model import Exemplar, Facilitation, Point, Statement
from sendsat.settings import SHIPPED_EDITION, SHIPPED_SUPPLEMENT


@lru_cache(maxsize=1)
def edition() -> Edition:
    """The shipped edition of the guide."""
    return load_edition(SHIPPED_EDITION)


@lru_cache(maxsize=1)
def supplement() -> Edition:
    """The shipped supplement."""
    return load_edition(SHIPPED_SUPPLEMENT)


def statements() -> tuple[Statement, ...]:
    """Its statements in the guide's order."""
    return tuple(edition().statements.values())


def all_statements() -> tuple[Statement, ...]:
    """Those of the guide, then those of the supplement."""
    return (*statements(), *supplement().statements.values())


def ours(statement: Statement) -> Facilitation:
    """What is ours beside a statement."""
    assert statement.ours is not None, f"{statement.id} has nothing to help a team rate it"
    return statement.ours


def descriptors(statement: Statement) -> tuple[str, str, str]:
    """What red, amber and green look like."""
    rag = ours(statement).rag
    return rag.red, rag.amber, rag.green


def points(number: str) -> tuple[Point, ...]:
    """The guidance of a subsection ("1.2") or of a whole section ("4")."""
    if number in edition().subsections:
        return edition().subsections[number].guidance
    return next(section.guidance for section in edition().sections if str(section.number) == number)


def exemplars(number: str) -> tuple[Exemplar, ...]:
    """The examples of a subsection or of a whole section."""
    if number in edition().subsections:
        return edition().subsections[number].exemplars
    return next(section.exemplars for section in edition().sections if str(section.number) == number)


def cited(number: str) -> set[str]:
    """The code of practice paragraphs that the guidance of a part cites."""
    return {paragraph for point in points(number) for paragraph in point.cop}


def words(number: str) -> str:
    """All guidance and examples of a part as one text, our notes among them."""
    told = (part for one in exemplars(number) for part in (one.who, one.did, one.outcome or "", *one.points))
    return " ".join((*(f"{point.text} {point.note or ''}" for point in points(number)), *told))
