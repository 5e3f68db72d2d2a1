"""Which actions of the plan somebody asks for. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sendsat.assessment.rating import State, Waiting
from sendsat.assessment.rules import is_due_soon, is_overdue
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action, Priority


class Show(StrEnum):
    """How far the actions are that are asked for; the values are what people choose."""

    OPEN = "Everything open"
    OVERDUE = "Overdue"
    DUE_SOON = "Due in two weeks"
    NO_OWNER = "Nobody yet"
    NO_DATE = "No date"
    FINISHED = "Done or dropped"
    ALL = "All"

    def holds(self, action: Action, today: date) -> bool:
        """Whether an action is one of these."""
        match self:
            case Show.OPEN:
                return action.status.is_open
            case Show.OVERDUE:
                return is_overdue(action, today)
            case Show.DUE_SOON:
                return is_due_soon(action, today)
            case Show.NO_OWNER:
                return action.status.is_open and not action.owner
            case Show.NO_DATE:
                return action.status.is_open and action.due is None
            case Show.FINISHED:
                return not action.status.is_open
            case Show.ALL:
                return True


@dataclass(frozen=True)
class PlanFilter:
    """What is asked of an action; None and "" ask for nothing. `ratings` are those one of its statements has; the site
    of an action is that of its team in the round."""

    show: Show = Show.OPEN
    owner: str = ""
    words: str = ""
    team_id: int | None = None
    site_id: int | None = None
    section_id: str = ""
    priority: Priority | None = None
    ratings: Collection[State] = ()

    def fits(self, action: Action, snapshot: Snapshot, today: date, beside: Sequence[Snapshot] = ()) -> bool:
        """Whether an action is asked for, with the ratings of a round; `beside` are its supplements' snapshots."""
        snapshots = (snapshot, *beside)
        known = {statement_id for rated in snapshots for statement_id in rated.edition.statements}
        return (
            self.show.holds(action, today)
            and self.owner in ("", action.owner)
            and self.team_id in (None, action.team_id)
            and self.site_id in (None, _site_id(snapshot, action))
            and self.priority in (None, action.priority)
            and self._speaks(action, known)
            and (
                not self.section_id
                or any(_section(snapshots, statement_id) == self.section_id for statement_id in action.statements)
            )
            and (not self.ratings or any(self._stands(snapshots, statement_id) for statement_id in action.statements))
        )

    def _speaks(self, action: Action, known: Collection[str]) -> bool:
        """Whether every word is in the action's text, owner or statements. A statement's id finds only that statement:
        SP1 is not SP10."""
        text = f"{action.text} {action.owner}".casefold()
        mine = {statement_id.casefold() for statement_id in action.statements}
        ids = {statement_id.casefold() for statement_id in known}
        return all(word in mine if word in ids | mine else word in text for word in self.words.casefold().split())

    def _stands(self, snapshots: Sequence[Snapshot], statement_id: str) -> bool:
        """Whether what is said of a statement, be it confirmed or not, is asked for. One that the round does not ask
        stands nowhere, also not at "Not rated"."""
        standing = next(
            (snapshot.standings[statement_id] for snapshot in snapshots if statement_id in snapshot.standings), None
        )
        if standing is None:
            return False
        return (Waiting.NOT_AGREED if standing.not_agreed else standing.rating) in self.ratings


def _site_id(snapshot: Snapshot, action: Action) -> int | None:
    """The site of the action's team; None where the team has none, or takes no part in the round."""
    site = next((team.site for team in snapshot.round.teams if team.id == action.team_id), None)
    return site.id if site else None


def _section(snapshots: Sequence[Snapshot], statement_id: str) -> str:
    sections = (
        snapshot.edition.section_of[statement_id].id
        for snapshot in snapshots
        if statement_id in snapshot.edition.statements
    )
    return next(sections, "")
