"""The desk a person works at: everything a verb needs to know about who acts and where."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sendsat.assessment.deeds import Way
from sendsat.assessment.organisations import Organisation
from sendsat.assessment.people.people import SOMEONE, Person
from sendsat.guide.library import Library
from sendsat.storage.store import Store

HOME_ZONE = ZoneInfo("Europe/London")
"""Where sendsat is used: the day on files, and the time shown where a browser does not say its own."""


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

    @property
    def today(self) -> date:
        """The day at home, as it stands on files."""
        return self.now().astimezone(HOME_ZONE).date()
