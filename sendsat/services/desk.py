"""The desk a person works at: everything a verb needs to know about who acts and where."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sendsat.assessment.deeds import Way
from sendsat.assessment.people import SOMEONE, Person
from sendsat.assessment.values import Organisation
from sendsat.guide.library import Library
from sendsat.storage.engine import Store


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Desk:
    """Who acts (`person`), for which organisation, on which store and editions, what time it is (`now()`, UTC), and by
    which way the change comes."""

    store: Store
    library: Library
    organisation: Organisation
    person: Person = SOMEONE
    now: Callable[[], datetime] = field(default=_utc_now)
    way: Way = Way.PAGE
