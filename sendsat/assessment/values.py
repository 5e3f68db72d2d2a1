"""The plain values that pass between layers: teams, rounds, judgements, actions, history.

Frozen, without storage or screen. Times are aware UTC datetimes, dates are plain dates.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sendsat.assessment.milestones import Milestone
from sendsat.assessment.rating import Rating, said_label
from sendsat.assessment.roll_up import RollUp
from sendsat.guide.edition import Edition


class Priority(StrEnum):
    """How much an action matters."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def word(self) -> str:
        """The priority as people say it."""
        return self.value.capitalize()


class Status(StrEnum):
    """How far an action is."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def word(self) -> str:
        """The status as people say it."""
        return self.value.replace("_", " ").capitalize()

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self in (Status.NOT_STARTED, Status.IN_PROGRESS)


@dataclass(frozen=True)
class Merged:
    """Into which site another was merged and when; which teams moved, and which took part in which open rounds (the
    round's id and the team's)."""

    into: int
    at: datetime
    teams: tuple[int, ...]
    parts: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Site:
    """A place where an organisation works, such as a campus: its teams belong to it. `merged` where all that belonged
    to it went to another."""

    id: int
    name: str
    retired: bool = False
    merged: Merged | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Placed:
    """From which site a team was last placed at another, and when; None for no site. `parts` are the open rounds that
    followed, each with the site that the team had there."""

    before: int | None
    into: int | None
    at: datetime
    parts: tuple[tuple[int, int | None], ...]


@dataclass(frozen=True)
class Team:
    """Who rates: a team, the ids of the sections that concern it, and the site it belongs to, if any. `placed` where
    somebody chose that site for it, and can take that back."""

    id: int
    name: str
    sections: tuple[str, ...]
    retired: bool = False
    site: Site | None = None
    placed: Placed | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Round:
    """One time of rating, usually a term. Closed rounds are frozen. `teams` take part, as they were in this round.

    `supplements` are the ids of the supplements that are asked beside the guide, `roll_up` is how several teams'
    ratings become one, `words` names the words a closed round was rated with; "" where none are kept.
    """

    id: int
    name: str
    edition_id: str
    started_at: datetime
    closed_at: datetime | None
    started_from: int | None
    teams: tuple[Team, ...] = ()
    supplements: tuple[str, ...] = ()
    roll_up: RollUp = RollUp.LOWER
    words: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it can be rated."""
        return self.closed_at is None

    @property
    def asks_of(self) -> tuple[str, ...]:
        """The ids of the editions whose statements are asked: the guide's, then those of supplements."""
        return (self.edition_id, *self.supplements)

    def teams_asked(self, edition: Edition, section_id: str) -> tuple[Team, ...]:
        """The teams that rate a section: of the guide those that it concerns, of a supplement all, while it is on."""
        if edition.is_supplement:
            return self.teams if edition.id in self.supplements else ()
        return tuple(team for team in self.teams if section_id in team.sections)

    def rater(self, edition: Edition, section_id: str, team_id: int | None) -> Team | None:
        """The team of this id where it rates the section, or the first that does; None where none does."""
        asked = self.teams_asked(edition, section_id)
        return next((team for team in asked if team.id == team_id), asked[0] if asked else None)

    def team(self, team_id: int) -> Team | None:
        """The team that takes part under this id, as it was in this round."""
        return next((team for team in self.teams if team.id == team_id), None)


@dataclass(frozen=True)
class Judgement:
    """What one team said of one statement in one round. `id` is None until it is kept.

    `carried_forward` says that the rating is an earlier round's and that nobody has confirmed it in this one.
    `rejudged` says that the rating moved because the standard changed and not the practice.
    """

    round_id: int
    team_id: int
    statement_id: str
    id: int | None = None
    rating: Rating | None = None
    commentary: str = ""
    evidence: str = ""
    seen_evidence: tuple[str, ...] = ()
    carried_forward: bool = False
    rejudged: bool = False
    votes: str = ""
    minority_note: str = ""
    updated_at: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been said yet."""
        return not (self.rating or self.commentary or self.evidence or self.seen_evidence)

    @property
    def judged(self) -> Rating | None:
        """The rating that the team gave or confirmed in this round; None where it was only carried forward."""
        return None if self.carried_forward else self.rating

    @property
    def label(self) -> str:
        """The rating as symbol and word; with a hollow mark where it was only carried forward."""
        return said_label(self.rating, carried_forward=self.carried_forward)


@dataclass(frozen=True)
class Note:
    """A dated note on an action's progress."""

    id: int
    text: str
    at: datetime
    person: str


@dataclass(frozen=True)
class Action:
    """Something the organisation will do. `statements` are ids it serves; `round_id` the round it was planned in.

    `success_measure` says beforehand how people will know that it worked, `closing_evidence` afterwards what shows it;
    `milestones` are in the order they were added.
    """

    id: int
    text: str
    owner: str
    due: date | None
    priority: Priority
    status: Status
    statements: tuple[str, ...]
    round_id: int
    team_id: int | None
    created_at: datetime
    updated_at: datetime
    closing_evidence: str = ""
    success_measure: str = ""
    notes: tuple[Note, ...] = field(default=())
    milestones: tuple[Milestone, ...] = ()


@dataclass(frozen=True)
class HistoryEntry:
    """One change that was made: of what, from what, to what, when, by whom.

    `verb`, `way` and `batch` say by which verb of `services`, by which way (see `deeds.Way`) and together with what;
    they are empty for changes made before sendsat noted them.
    """

    at: datetime
    person: str
    field: str
    old: str
    new: str
    round_id: int | None = None
    team_id: int | None = None
    statement_id: str | None = None
    action_id: int | None = None
    verb: str = ""
    way: str = ""
    batch: str = ""
