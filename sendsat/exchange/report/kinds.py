"""The kinds of blocks that a report is written from: headings, texts, items, tables, a picture. Pure."""

from dataclasses import dataclass

from sendsat.assessment.counts import Counts


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3."""

    level: int
    text: str
    new_page: bool = False


@dataclass(frozen=True)
class Prose:
    """Paragraphs, parted by empty lines."""

    text: str


@dataclass(frozen=True)
class Judged:
    """What is said of one statement: its id and text, its rating or movement as symbol and word, and the text."""

    statement_id: str
    statement: str
    label: str
    text: str


@dataclass(frozen=True)
class Grid:
    """A table with a header row; `widths` in cm, `caption` says what it shows."""

    caption: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Chart:
    """The picture of ratings, one bar for each entry."""

    tally: tuple[tuple[str, Counts], ...]


Block = Heading | Prose | Judged | Grid | Chart
