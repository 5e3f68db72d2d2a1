"""What somebody edited in a report by hand, and what was picked for its front, as it leaves with a round. Pure.

Chapters of one's own leave as chapters (`chapters`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sendsat.assessment.report.picks import MOST, NOUNS, pick_key
from sendsat.assessment.report.report import ItemKind, ReportEdit, parts_of

ARRIVED = "moved in"
"""In place of what a draft was made from: the text came with its round, and nobody has said yet that it still holds."""
_TEXT = re.compile(rf"(?:{'|'.join(kind.value for kind in ItemKind if kind is not ItemKind.CHAPTER)}):[\w.-]{{1,80}}")
_OF_STATEMENTS = tuple(f"{kind.value}:" for kind in (ItemKind.STRENGTH, ItemKind.IMPROVEMENT, ItemKind.PROGRESS))


@dataclass(frozen=True)
class OwnText:
    """What somebody wrote for an item of a team's report, of that of all together where `team_id` is None.

    `item` is the item's key without the team. For picks it is the key of picks, and `text` the statements' ids.
    """

    team_id: int | None
    item: str
    text: str

    @property
    def is_pick(self) -> bool:
        """Whether this is a choice of statements, and not a text."""
        return self.item in _PICKS

    @property
    def can_be(self) -> bool:
        """Whether a report has such an item, and such a pick can be made."""
        if self.is_pick:
            return 0 < len(set(self.text.split())) == len(self.text.split()) <= MOST
        return _TEXT.fullmatch(self.item) is not None

    @property
    def statement_ids(self) -> tuple[str, ...]:
        """The statements that it is about; none for a text about more than one statement."""
        if self.is_pick:
            return tuple(self.text.split())
        return (self.item.partition(":")[2],) if self.item.startswith(_OF_STATEMENTS) else ()


_PICKS = {pick_key(kind, None): kind for kind in NOUNS}


def own_texts(edits: Mapping[str, ReportEdit], team_ids: Iterable[int]) -> tuple[OwnText, ...]:
    """Every text and pick of these teams' reports and of that of all together, those first."""
    return tuple(text for team_id in (None, *team_ids) for text in _of(edits, team_id))


def _of(edits: Mapping[str, ReportEdit], team_id: int | None) -> Iterator[OwnText]:
    for key, edit in sorted(edits.items()):
        item, whose = parts_of(key)
        text = OwnText(team_id, item, edit.text)
        if whose == team_id and text.can_be:
            yield text


def heading_of(text: OwnText) -> str:
    """What it is about, for the record of changes."""
    if text.is_pick:
        return f"report: picked {NOUNS[_PICKS[text.item]]}"
    return f"report: {ItemKind(text.item.partition(':')[0]).heading.lower()}"
