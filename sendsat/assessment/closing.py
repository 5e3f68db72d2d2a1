"""What a workshop came to, as one tally: the wall shows it at the close, and the minutes begin with it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from sendsat.assessment.minutes import Minuted
from sendsat.assessment.rating import label_of
from sendsat.assessment.values import Action
from sendsat.assessment.votes import Tally, Vote, is_made_from

TITLES = ("Statement", "Rating", "Votes", "Minority view")
ACTION_TITLES = ("Action", "Who", "By when")


@dataclass(frozen=True)
class Line:
    """One statement of the tally. `rating` has sign and word; `votes` are those revealed last, empty without any."""

    statement_id: str
    text: str
    rating: str
    votes: str
    minority: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The line under `TITLES`."""
        return self.statement_id, self.rating, self.votes or "no vote", self.minority


@dataclass(frozen=True)
class Closing:
    """The tally of a workshop. `without_reason` are statements that were rated and have no words why;
    `without_owner` those with an action that nobody has taken on.
    """

    rated: int
    changed: int
    total: int
    lines: tuple[Line, ...]
    actions: tuple[Action, ...]
    without_reason: tuple[str, ...]
    without_owner: tuple[str, ...]


def closing(entries: Sequence[Minuted], *, safe: bool = False) -> Closing:
    """The tally of what was minuted; with `safe` no name, and no words that somebody wrote."""
    actions = {action.id: action for entry in entries for action in entry.actions}
    decided = [entry for entry in entries if entry.was_decided]
    return Closing(
        rated=len(decided),
        changed=sum(entry.before is not None and entry.before is not entry.agreed for entry in decided),
        total=len(entries),
        lines=tuple(_line(entry, safe=safe) for entry in entries),
        actions=tuple(actions.values()),
        without_reason=tuple(entry.statement_id for entry in decided if not entry.commentary.strip()),
        without_owner=tuple(
            entry.statement_id for entry in entries if any(_waits_for_owner(action) for action in entry.actions)
        ),
    )


def _waits_for_owner(action: Action) -> bool:
    return action.status.is_open and not action.owner.strip()


def _line(entry: Minuted, *, safe: bool) -> Line:
    is_shown = not safe or is_made_from(entry.tallies, entry.minority_note)
    return Line(
        statement_id=entry.statement_id,
        text=entry.text,
        rating=_rating(entry),
        votes=_votes(entry.tallies[-1]) if entry.tallies else "",
        minority=entry.minority_note if is_shown else "",
    )


def _rating(entry: Minuted) -> str:
    if entry.was_decided:
        return label_of(entry.agreed)
    return "Set aside" if entry.parked else "Not agreed"


def _votes(tally: Tally) -> str:
    """ "1 Red, 5 Amber": what nobody said is left out."""
    return ", ".join(f"{tally.of(vote)} {vote.word}" for vote in Vote if tally.of(vote))


def action_cells(action: Action, *, safe: bool = False) -> tuple[str, ...]:
    """An action under `ACTION_TITLES`; with `safe` without its owner's name."""
    due = f"{action.due.day} {action.due:%B %Y}" if action.due else "no date"
    who = "" if safe and action.owner else action.owner or "nobody yet"
    return action.text, who, due
