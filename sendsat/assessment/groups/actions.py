"""The open actions of several colleges in one list: what is late, and what has no owner or no date. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sendsat.assessment.groups.group import College
from sendsat.assessment.rules import is_overdue
from sendsat.assessment.values import Action


@dataclass(frozen=True)
class Planned:
    """An open action of a college, which is told under a name that no other has there."""

    name: str
    college: College
    action: Action

    def is_late(self, today: date) -> bool:
        """Whether its date has passed."""
        return is_overdue(self.action, today)


@dataclass(frozen=True)
class Load:
    """How many actions are open, and how many of them are late, belong to nobody, or have no date."""

    open: int
    overdue: int
    no_owner: int
    no_date: int


def planned_in(named: Iterable[tuple[str, College]]) -> tuple[Planned, ...]:
    """Every open action of these colleges, the earliest date first, those without a date last."""
    every = (
        Planned(name, college, action) for name, college in named for action in college.actions if action.status.is_open
    )
    return tuple(
        sorted(every, key=lambda planned: (planned.action.due or date.max, planned.name.casefold(), planned.action.id))
    )


def load_of(planned: Sequence[Planned], today: date) -> Load:
    """Count them."""
    return Load(
        open=len(planned),
        overdue=sum(each.is_late(today) for each in planned),
        no_owner=sum(not each.action.owner for each in planned),
        no_date=sum(each.action.due is None for each in planned),
    )
