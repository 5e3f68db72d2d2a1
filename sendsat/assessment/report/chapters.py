"""Which chapters somebody added to a report, and in which order. Pure.

Their numbers are kept as picks are, beside the report's edits; a number that was taken out is not given again while any
text of it is kept, so that none lands in another chapter.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sendsat.assessment.report.picks import picked
from sendsat.assessment.report.report import ItemKind, ReportEdit, key_of
from sendsat.errors import Invalid

MOST_CHAPTERS = 12


@dataclass(frozen=True)
class OwnChapter:
    """A chapter as it leaves with its round: its words, and the team whose report it is of, None for all together."""

    team_id: int | None
    title: str
    text: str


def words_key(number: str, what: str, team_id: int | None) -> str:
    """The key under which the "title" or "text" of a chapter is kept."""
    return key_of(f"{ItemKind.CHAPTER.value}:{number}-{what}", team_id)


def own_chapters(edits: Mapping[str, ReportEdit], team_ids: Iterable[int]) -> tuple[OwnChapter, ...]:
    """Every chapter of a round, those of all teams together first; "" where nothing was written."""

    def words(number: str, what: str, team_id: int | None) -> str:
        kept = edits.get(words_key(number, what, team_id))
        return kept.text if kept else ""

    return tuple(
        OwnChapter(team_id, words(number, "title", team_id), words(number, "text", team_id))
        for team_id in (None, *team_ids)
        for number in chapter_numbers(edits, team_id)
    )


def chapter_numbers(edits: Mapping[str, ReportEdit], team_id: int | None) -> tuple[str, ...]:
    """The numbers of the chapters of a team's report, or of that of all together, in order."""
    return picked(edits, ItemKind.CHAPTER, team_id)


def next_number(edits: Mapping[str, ReportEdit], team_id: int | None) -> str:
    """A number that no chapter of the round has had, as far as anything is kept of it."""
    had = [int(parts[1]) for key in edits if (parts := re.match(rf"{ItemKind.CHAPTER.value}:(\d+)-", key))]
    return str(max([*map(int, chapter_numbers(edits, team_id)), *had, 0]) + 1)


def taken_out(left_behind: Iterable[ReportEdit], team_id: int | None) -> dict[str, str]:
    """The title of each chapter that was taken out of a team's report, or of that of all together, by its number: of
    those of which any word is kept."""
    kept = {edit.item_key: edit.text for edit in left_behind}
    keys = (re.match(rf"{ItemKind.CHAPTER.value}:(\d+)-", key) for key in kept)
    numbers = sorted({int(numbered[1]) for numbered in keys if numbered})
    return {
        str(number): kept.get(words_key(str(number), "title", team_id)) or f"Our chapter {number}"
        for number in numbers
        if any(words_key(str(number), what, team_id) in kept for what in ("title", "text"))
    }


def check_chapters(numbers: Iterable[str]) -> tuple[str, ...]:
    """The numbers, if they can be kept. Raises `Invalid` for too many, one named twice, or what is no number."""
    wanted = tuple(numbers)
    if len(wanted) > MOST_CHAPTERS:
        raise Invalid(f"A report can have at most {MOST_CHAPTERS} chapters of your own.", "Take one out first.")
    if len(set(wanted)) < len(wanted) or not all(re.fullmatch(r"[1-9]\d{0,5}", number) for number in wanted):
        raise Invalid("These are no chapters of a report.")
    return wanted
