"""All that a round asks as tiles, one a statement: where it stands, how it moved, and whether something is planned.

Values in, values out. Must not import pandas or plotly.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sendsat.assessment.counts import Counts, count
from sendsat.assessment.rating import NOT_RATED_SYMBOL, State
from sendsat.assessment.results.comparison import Comparison
from sendsat.assessment.results.movement import COMPARABLE, Movement
from sendsat.assessment.results.ofsted import OfstedChoices, ofsted_areas
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.assessment.values import Action
from sendsat.guide.edition import Edition
from sendsat.guide.law import Strength
from sendsat.guide.model import Section, Subsection

DIRECTIONS = (*COMPARABLE, Movement.REJUDGED, Movement.NEWLY_RATED)
"""Movements that a tile has a sign for; of the others its name tells why there is none."""


@dataclass(frozen=True)
class Tile:
    """One statement asked. `movement` is since the round before, None where there was none."""

    standing: Standing
    movement: Movement | None = None
    open_actions: int = 0

    @property
    def statement_id(self) -> str:
        """Which statement it is."""
        return self.standing.statement_id

    @property
    def state(self) -> State:
        """What it is counted as."""
        return self.standing.state

    @property
    def sign(self) -> str:
        """The shape of the rating; hollow where it was only carried forward or is not rated."""
        return self.state.symbol if self.state else NOT_RATED_SYMBOL

    @property
    def direction(self) -> str:
        """The sign of the movement, "" where nothing can be said of it."""
        return self.movement.sign if self.movement in DIRECTIONS else ""

    @property
    def name(self) -> str:
        """All that it shows, in words: "LM3: Amber, slipped, open action"."""
        words = [self.standing.word]
        if self.movement in DIRECTIONS:
            words.append(self.movement.word.lower())
        if self.open_actions:
            words.append("open action" if self.open_actions == 1 else f"{self.open_actions} open actions")
        return f"{self.statement_id}: {', '.join(words)}"


def tiles_of(snapshot: Snapshot, comparison: Comparison | None, actions: Iterable[Action]) -> tuple[Tile, ...]:
    """A tile for every statement asked, in the guide's order."""
    moved = {row.statement_id: row.movement for row in comparison.rows} if comparison else {}
    served = [statement_id for action in actions if action.status.is_open for statement_id in action.statements]
    return tuple(Tile(standing, moved.get(sid), served.count(sid)) for sid, standing in snapshot.standings.items())


@dataclass(frozen=True)
class Wanted:
    """Which tiles somebody wants to see; what is left empty asks nothing.

    `part` is the id of a section or the number of a subsection, `area` the ids of an Ofsted framework and its area.
    """

    part: str = ""
    duty: Strength | None = None
    area: tuple[str, str] | None = None
    states: tuple[State, ...] = ()

    def asks(self, edition: Edition, choices: OfstedChoices, statement_id: str) -> bool:
        """Whether a statement is of this part, duty and area, however it is rated."""
        ours = edition.statements[statement_id].ours
        return (
            self.part in ("", edition.section_of[statement_id].id, edition.subsection_of[statement_id].number)
            and (self.duty is None or (ours is not None and ours.duty is self.duty))
            and (self.area is None or self.area[1] in ofsted_areas(edition, choices, statement_id, self.area[0]))
        )


@dataclass(frozen=True)
class Board:
    """The tiles to be seen. `counts` are over `asked` statements: those of the part, duty and area that are wanted,
    however they are rated; `tiles` are the ones of them with the ratings wanted, `every` the number the round asks."""

    edition: Edition
    tiles: tuple[Tile, ...]
    counts: Counts
    every: int

    @property
    def asked(self) -> int:
        """How many statements the counts are of."""
        return self.counts.total

    @property
    def counted(self) -> str:
        """What the counts are of: "of 91 asked", or "of 27 asked that fit the filters (91 in all)"."""
        if self.asked == self.every:
            return f"of {self.every} asked"
        fit = "fits" if self.asked == 1 else "fit"
        return f"of {self.asked} asked that {fit} the filters ({self.every} in all)"

    @property
    def sections(self) -> tuple[tuple[Section, tuple[tuple[Subsection, tuple[Tile, ...]], ...]], ...]:
        """The sections that have tiles, each with its subsections that have some."""
        by_id = {tile.statement_id: tile for tile in self.tiles}
        shown_sections = []
        for section in self.edition.sections:
            parts = [
                (part, tuple(by_id[s.id] for s in part.statements if s.id in by_id)) for part in section.subsections
            ]
            if shown := tuple((part, tiles) for part, tiles in parts if tiles):
                shown_sections.append((section, shown))
        return tuple(shown_sections)


def make_board(edition: Edition, tiles: Iterable[Tile], wanted: Wanted, choices: OfstedChoices) -> Board:
    """The tiles that are wanted, with the counts of what they are taken from."""
    every = tuple(tiles)
    asked = tuple(tile for tile in every if wanted.asks(edition, choices, tile.statement_id))
    shown = tuple(tile for tile in asked if not wanted.states or tile.state in wanted.states)
    return Board(edition, shown, count(tile.state for tile in asked), len(every))
