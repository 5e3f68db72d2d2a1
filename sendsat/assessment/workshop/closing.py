"""What a workshop came to, as one tally: the wall shows it at the close, and the minutes begin with it. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sendsat.assessment.rating import label_of
from sendsat.assessment.values import Action
from sendsat.assessment.workshop.minutes import Minuted
from sendsat.assessment.workshop.votes import Tally, Vote, is_made_from, minority
from sendsat.assessment.workshop.workshop import AgendaItem

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
    beside: str = ""

    @property
    def name(self) -> str:
        """The statement's id, and whose it is where it is not the guide's."""
        return f"{self.statement_id} ({self.beside})" if self.beside else self.statement_id

    @property
    def cells(self) -> tuple[str, ...]:
        """The line under `TITLES`."""
        return self.name, self.rating, self.votes or "no vote", self.minority


@dataclass(frozen=True)
class Closing:
    """The tally of a workshop. `rated`, `changed` and `total` are of the guide's statements; `apart` has for each
    supplement its mark, how many of its statements were rated, and of how many. `without_reason` are statements that
    were rated and have no words why; `without_owner` those with an action that nobody has taken on.
    """

    rated: int
    changed: int
    total: int
    lines: tuple[Line, ...]
    actions: tuple[Action, ...]
    without_reason: tuple[str, ...]
    without_owner: tuple[str, ...]
    apart: tuple[tuple[str, int, int], ...] = ()

    @property
    def told(self) -> str:
        """The counts as sentences, those of supplements apart."""
        guide = f"{self.rated} of {self.total} rated, {self.changed} changed." if self.total or not self.apart else ""
        return " ".join(filter(None, (guide, self.told_apart)))

    @property
    def told_apart(self) -> str:
        """The counts of supplements as sentences; "" where none was discussed."""
        return " ".join(f"{mark}, counted apart: {rated} of {total} rated." for mark, rated, total in self.apart)


def closing(entries: Sequence[Minuted], *, safe: bool = False) -> Closing:
    """The tally of what was minuted; with `safe` no name, and no words that somebody wrote."""
    actions = {action.id: action for entry in entries for action in entry.actions}
    decided = [entry for entry in entries if entry.was_decided]
    of_guide = [entry for entry in decided if not entry.beside]
    return Closing(
        rated=len(of_guide),
        changed=sum(entry.before is not None and entry.before is not entry.agreed for entry in of_guide),
        total=sum(not entry.beside for entry in entries),
        lines=tuple(_line(entry, safe=safe) for entry in entries),
        actions=tuple(actions.values()),
        without_reason=tuple(entry.statement_id for entry in decided if not entry.commentary.strip()),
        without_owner=tuple(
            entry.statement_id for entry in entries if any(_waits_for_owner(action) for action in entry.actions)
        ),
        apart=_apart(entries),
    )


def _apart(entries: Sequence[Minuted]) -> tuple[tuple[str, int, int], ...]:
    rated = Counter(entry.beside for entry in entries if entry.beside and entry.was_decided)
    total = Counter(entry.beside for entry in entries if entry.beside)
    return tuple((mark, rated[mark], number) for mark, number in total.items())


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
        beside=entry.beside,
    )


def line_of(item: AgendaItem, text: str) -> Line:
    """A statement's line for everyone in the room: of what people said it has the votes alone, no words."""
    latest = item.tallies[-1] if item.tallies else None
    return Line(
        statement_id=item.statement_id,
        text=text,
        rating=_rating(item),
        votes=_votes(latest) if latest else "",
        minority=minority(latest, item.agreed) if latest and item.agreed else "",
    )


def _rating(of: Minuted | AgendaItem) -> str:
    if of.agreed is not None:
        return label_of(of.agreed)
    return "Set aside" if of.parked else "Not agreed"


def _votes(tally: Tally) -> str:
    """ "1 Red, 5 Amber": what nobody said is left out."""
    return ", ".join(f"{tally.of(vote)} {vote.word}" for vote in Vote if tally.of(vote))


def action_cells(action: Action, *, safe: bool = False) -> tuple[str, ...]:
    """An action under `ACTION_TITLES`; with `safe` without its owner's name."""
    due = f"{action.due.day} {action.due:%B %Y}" if action.due else "no date"
    who = "" if safe and action.owner else action.owner or "nobody yet"
    return action.text, who, due
