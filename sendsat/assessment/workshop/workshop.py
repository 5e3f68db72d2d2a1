"""A workshop: where the room is in its agenda, what was voted and agreed. Values and rules; no storage, no clock."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sendsat.assessment.rating import Rating
from sendsat.assessment.workshop.votes import Tally, suggested

VOTES_TO_AGREE = 2


class Screen(StrEnum):
    """What the wall shows at a place of the workshop."""

    LOBBY = "lobby"
    ACTIONS = "actions"
    STATEMENT = "statement"
    END = "end"


class Phase(StrEnum):
    """How far the voting on a statement is."""

    IDLE = "idle"
    VOTING = "voting"
    REVEALED = "revealed"


class Worth(StrEnum):
    """What a voice says at the end: was this worth the time?"""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"

    @property
    def word(self) -> str:
        """The answer as people say it."""
        return self.value.capitalize()


@dataclass(frozen=True)
class VoteRound:
    """One round of votes on a statement. `tally` is None until the reveal: before it only numbers are known.

    `voted` counts all voices, with the `hands` counted and the `papers` keyed in.
    """

    number: int
    voted: int
    tally: Tally | None
    hands: int = 0
    papers: int = 0

    @property
    def is_open(self) -> bool:
        """Whether votes can still be given."""
        return self.tally is None


class Step(StrEnum):
    """What comes next for the statement on the wall."""

    OPEN = "open"
    REVEAL = "reveal"
    AGREE = "agree"
    AGAIN = "again"
    PARK = "park"
    GO_ON = "go_on"


@dataclass(frozen=True)
class AgendaItem:
    """A statement on the agenda: `before` is its rating when the workshop was prepared, `agreed` what was decided.

    `is_settled` tells that it was decided with the latest votes known, not before them.
    """

    id: int
    statement_id: str
    parked: bool = False
    before: Rating | None = None
    agreed: Rating | None = None
    rounds: tuple[VoteRound, ...] = ()
    is_settled: bool = False

    @property
    def phase(self) -> Phase:
        """How far the voting is."""
        if not self.rounds:
            return Phase.IDLE
        return Phase.VOTING if self.rounds[-1].is_open else Phase.REVEALED

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """The revealed rounds of votes, oldest first."""
        return tuple(round_.tally for round_ in self.rounds if round_.tally is not None)

    @property
    def suggested(self) -> Rating | None:
        """What the latest revealed votes suggest; None where they have no majority, or are not revealed."""
        return suggested(self.tallies[-1]) if self.phase is Phase.REVEALED else None


def screen_at(place: int, *, actions_first: bool, statements: int) -> Screen:
    """What the wall shows at a place of a workshop with so many statements on its agenda."""
    before = _screens_before(actions_first=actions_first)
    if place <= 0:
        return Screen.LOBBY
    if place < before:
        return Screen.ACTIONS
    return Screen.STATEMENT if place < before + statements else Screen.END


def _screens_before(*, actions_first: bool) -> int:
    """How many screens come before the first statement."""
    return 2 if actions_first else 1


@dataclass(frozen=True)
class Workshop:
    """One meeting of one team on one round. `place` counts through `screens`; `version` grows with every change.

    `prepared_at` is when the room first left the lobby; until then, when the workshop was prepared. `reached_end` tells
    that the closing screen was shown. `people_here` is how many the facilitator said are in the room, None where
    nobody said; `is_locked` that no further phone may join.

    `length` is how many minutes the room has, None where nobody said. `began_at` is when the first statement began;
    `ends_at` when the time is up, before the beginning only where an end was asked for. `left_at` is the place that was
    left when it was ended early, `practice` the practice vote of the lobby: none of its votes is a vote on a statement.
    """

    id: int
    round_id: int
    team_id: int
    code: str
    minutes: int
    people: tuple[str, ...]
    actions_first: bool
    safe: bool
    place: int
    place_since: datetime
    prepared_at: datetime
    closed_at: datetime | None
    version: int
    items: tuple[AgendaItem, ...] = ()
    devices: int = 0
    reached_end: bool = False
    people_here: int | None = None
    is_locked: bool = False
    worth: dict[Worth, int] = field(default_factory=dict)
    length: int | None = None
    began_at: datetime | None = None
    ends_at: datetime | None = None
    left_at: int | None = None
    practice: VoteRound | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still runs."""
        return self.closed_at is None

    @property
    def _before(self) -> int:
        return _screens_before(actions_first=self.actions_first)

    @property
    def last_place(self) -> int:
        """The place of the closing screen."""
        return self._before + len(self.items)

    @property
    def waits_in_lobby(self) -> bool:
        """Whether nobody has left the lobby yet: it may be days from preparing to meeting."""
        return self.place <= 0 and self.place_since == self.prepared_at

    @property
    def screen(self) -> Screen:
        """What the wall shows now."""
        return screen_at(self.place, actions_first=self.actions_first, statements=len(self.items))

    @property
    def item(self) -> AgendaItem | None:
        """The statement on the wall now, None on the other screens."""
        return self.items[self.place - self._before] if self.screen is Screen.STATEMENT else None

    def place_of(self, item_id: int) -> int:
        """The place at which a statement of the agenda stands."""
        return self._before + next(n for n, item in enumerate(self.items) if item.id == item_id)

    def place_after(self, place: int) -> int:
        """Where the room goes on from a place: once all was gone through, only to what still waits, then to the end."""
        if not self.reached_end or not self._before <= place < self.last_place:
            return min(place + 1, self.last_place)
        later = [other for other in map(self.place_of, (item.id for item in self.waiting)) if other > place]
        return later[0] if later else self.last_place

    def place_before(self, place: int) -> int:
        """Where the room goes back to: from an end that came early, to where it was left."""
        return self.left_at if place == self.last_place and self.left_at is not None else place - 1

    @property
    def can_practise(self) -> bool:
        """Whether the lobby offers a practice vote: until the first statement begins."""
        return self.is_open and self.screen is Screen.LOBBY and self.began_at is None

    @property
    def practising(self) -> VoteRound | None:
        """The practice vote that is on the wall now."""
        return self.practice if self.can_practise else None

    @property
    def step(self) -> Step | None:
        """What comes next for the statement on the wall: a vote without a majority is talked about and taken once more,
        then the statement is set aside. None on the other screens.
        """
        item = self.item
        if item is None:
            return None
        if item.phase is Phase.VOTING:
            return Step.REVEAL
        if item.is_settled or (item.parked and not self.reached_end):
            return Step.GO_ON
        if item.phase is Phase.IDLE:
            return Step.OPEN
        if item.suggested:
            return Step.AGREE
        return Step.AGAIN if len(item.rounds) < VOTES_TO_AGREE else Step.PARK

    @property
    def parked(self) -> tuple[AgendaItem, ...]:
        """Statements set aside to come back to."""
        return tuple(item for item in self.items if item.parked)

    @property
    def waiting(self) -> tuple[AgendaItem, ...]:
        """Statements to come back to before the end: set aside, or with votes that nobody has seen."""
        return tuple(
            item for item in self.items if item.parked or (item.phase is Phase.VOTING and item.rounds[-1].voted)
        )
