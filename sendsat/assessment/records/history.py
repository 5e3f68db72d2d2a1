"""How a statement's history reads: what somebody typed on the way to a longer text is no change of its own. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from sendsat.assessment.values import HistoryEntry

TEXTS = ("commentary", "evidence", "minority_note")


def condensed(entries: Iterable[HistoryEntry]) -> tuple[HistoryEntry, ...]:
    """The entries, newest first as given, without those whose text a newer one of the same day goes on from.

    Nothing is hidden by it: the text of an entry that is left out stands at the beginning of the newer one.
    """
    kept: list[HistoryEntry] = []
    for entry in entries:
        place = next((number for number in reversed(range(len(kept))) if _same_text(kept[number], entry)), None)
        if place is not None and _goes_on(kept[place], entry):
            kept[place] = replace(kept[place], old=entry.old)
        else:
            kept.append(entry)
    return tuple(kept)


def _same_text(entry: HistoryEntry, other: HistoryEntry) -> bool:
    return (entry.field, entry.round_id, entry.team_id, entry.statement_id) == (
        other.field,
        other.round_id,
        other.team_id,
        other.statement_id,
    )


def _goes_on(newer: HistoryEntry, older: HistoryEntry) -> bool:
    return (
        older.field in TEXTS
        and older.new != ""
        and (newer.person, newer.at.date(), newer.old) == (older.person, older.at.date(), older.new)
        and newer.new.startswith(older.new)
    )
