"""A self-assessment report as values: its parts, its items with draft and edited text, and how it is grouped. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sendsat.assessment.counts import Counts
from sendsat.assessment.organisations import Organisation
from sendsat.assessment.values import Action, Round


class Grouping(StrEnum):
    """What the judgements are grouped by."""

    OFSTED = "ofsted"
    SECTION = "section"
    DUTY = "duty"

    @property
    def word(self) -> str:
        """The grouping as people say it."""
        return {"ofsted": "Ofsted area", "section": "Section of the guide", "duty": "Law and guidance"}[self.value]


class ItemKind(StrEnum):
    """What an item of the report says."""

    SUMMARY = "summary"
    POSITION = "position"
    STRENGTH = "strength"
    IMPROVEMENT = "improvement"
    PROGRESS = "progress"
    CHAPTER = "chapter"

    @property
    def heading(self) -> str:
        """The heading that items of this kind stand under."""
        return HEADINGS[self]


HEADINGS = {
    ItemKind.SUMMARY: "Overall position",
    ItemKind.POSITION: "Position by section",
    ItemKind.STRENGTH: "Strengths",
    ItemKind.IMPROVEMENT: "Areas for improvement",
    ItemKind.PROGRESS: "Progress since the last round",
    ItemKind.CHAPTER: "Our own chapters",
}
GROUPED = (ItemKind.STRENGTH, ItemKind.IMPROVEMENT, ItemKind.PROGRESS)


@dataclass(frozen=True)
class ReportEdit:
    """Somebody's own text for an item. `source_fingerprint` says what the draft was made from when it was written."""

    item_key: str
    text: str
    source_fingerprint: str
    updated_at: datetime
    person: str


def key_of(item: str, team_id: int | None) -> str:
    """The key of an item, by what it is in every report, for a team's report or for that of all together (None)."""
    return item if team_id is None else f"{item}@{team_id}"


def parts_of(key: str) -> tuple[str, int | None]:
    """The item and the team of a key, as `key_of` takes them."""
    item, _, team = key.partition("@")
    return item, int(team) if team.isdecimal() else None


@dataclass(frozen=True)
class ReportItem:
    """A sentence or short paragraph. `key` stays the same for ever for a round, a statement and a kind.

    `draft` is made from what people wrote; `edit` takes its place where there is one. `fingerprint` changes with the
    source: ratings, texts, evidence, actions. `label` is a rating's symbol and word, or a movement; it and
    `statement_id` are "" for positions.
    """

    key: str
    kind: ItemKind
    heading: str
    statement_id: str
    label: str
    draft: str
    fingerprint: str
    edit: ReportEdit | None = None

    @property
    def text(self) -> str:
        """The text as it stands: edited, or the draft."""
        return self.edit.text if self.edit else self.draft

    @property
    def left_out(self) -> bool:
        """Whether somebody emptied the text, so that the item stays out of every file."""
        return not self.text.strip()

    @property
    def moved(self) -> bool:
        """Whether the source may have changed since the text was edited: it has, or the text came with its round."""
        return self.edit is not None and self.edit.source_fingerprint != self.fingerprint


@dataclass(frozen=True)
class Chapter:
    """A chapter that somebody added: its title and its text, each an item that is edited by itself."""

    number: str
    title: ReportItem
    text: ReportItem

    @property
    def heading(self) -> str:
        """The title on one line; where it was emptied, what it was called at first."""
        return " ".join(self.title.text.split()) or self.title.draft


@dataclass(frozen=True)
class ReportGroup:
    """One Ofsted area, section or mark such as law: where its statements stand, its items, and where else to look.

    `grades` are the words in which inspectors judge an area, from best to worst. `judgement` says in a few words what
    its ratings show, or that too little is rated to say so.
    """

    id: str
    title: str
    counts: Counts
    sentence: str
    items: tuple[ReportItem, ...]
    see_also: str = ""
    grades: tuple[str, ...] = ()
    judgement: str = ""

    def of(self, kind: ItemKind) -> tuple[ReportItem, ...]:
        """The items of one kind, in the guide's order."""
        return tuple(item for item in self.items if item.kind is kind)


@dataclass(frozen=True)
class Point:
    """One line of the report's summary: a statement, its rating or movement, and what is said of it in short.

    `actions` are those that the line names; a priority without any has nothing planned.
    """

    statement_id: str
    statement: str
    label: str
    text: str
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True)
class Brief:
    """What the summary names of the whole report, the first ones of each kind, and how many there are of it.

    `gaps` are sentences about what is not rated, or only carried forward. `standing`, `rule` and `movement` say where
    the round stands, how teams' ratings became one, and what changed since the round before; the last two may be "".
    `how_chosen` says by which rule points were chosen, or that somebody picked them.
    """

    strengths: tuple[Point, ...] = ()
    every_strength: int = 0
    priorities: tuple[Point, ...] = ()
    every_priority: int = 0
    moved: tuple[Point, ...] = ()
    every_moved: int = 0
    gaps: tuple[str, ...] = ()
    standing: str = ""
    rule: str = ""
    movement: str = ""
    how_chosen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """A whole report. `tally` counts each section; `notes` say how it was made and what it leaves out; `brief` is what
    its summary names.

    `left_behind` are edits whose item is no longer in the report, because a rating changed: kept, and shown apart.
    """

    organisation: Organisation
    round: Round
    team: str
    day: date
    grouping: Grouping
    grouped_by: str
    summary: ReportItem
    positions: tuple[ReportItem, ...]
    groups: tuple[ReportGroup, ...]
    counts: Counts
    tally: tuple[tuple[str, Counts], ...]
    actions: tuple[Action, ...]
    notes: tuple[str, ...]
    left_behind: tuple[ReportEdit, ...] = ()
    brief: Brief = Brief()
    chapters: tuple[Chapter, ...] = ()

    @property
    def whose(self) -> str:
        """The organisation's name, and the team's where it is a team's report."""
        return f"{self.organisation.name}, {self.team}" if self.team else self.organisation.name

    @property
    def items(self) -> tuple[ReportItem, ...]:
        """Every item, as it is read."""
        own = (item for chapter in self.chapters for item in (chapter.title, chapter.text))
        return (self.summary, *self.positions, *(item for group in self.groups for item in group.items), *own)

    @property
    def written_chapters(self) -> tuple[Chapter, ...]:
        """Own chapters that have a text; those without stay out of every file."""
        return tuple(chapter for chapter in self.chapters if not chapter.text.left_out)

    def item(self, key: str) -> ReportItem | None:
        """The item under this key."""
        return next((item for item in self.items if item.key == key), None)
