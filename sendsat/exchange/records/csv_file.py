"""The record of who did what as CSV: UTF-8 with byte-order mark, rows ending in CR LF. Times are UTC. Pure."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from sendsat.assessment.records.records import WAYS, Said
from sendsat.assessment.records.records import said as in_words
from sendsat.assessment.values import HistoryEntry
from sendsat.exchange.files.safe_text import for_csv

HEADER = ("When (UTC)", "Who", "What", "From", "To", "Statement", "Round", "Team", "Way", "Together with")


@dataclass(frozen=True)
class Recorded:
    """A change with the names of its round and team, as they are now; empty where it belongs to none."""

    entry: HistoryEntry
    round: str = ""
    team: str = ""


def record_csv(changes: Iterable[Recorded]) -> bytes:
    """The file's bytes: a row for each change, in the order given. "Together with" is the same for all of one deed."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(HEADER)
    for change in changes:
        writer.writerow([for_csv(cell) for cell in _cells(change, in_words(change.entry))])
    return file.getvalue().encode("utf-8-sig", "replace")


def _cells(recorded: Recorded, told: Said) -> tuple[str, ...]:
    entry = recorded.entry
    return (
        f"{entry.at:%Y-%m-%d %H:%M:%S}",
        entry.person,
        told.what,
        entry.old,
        entry.new,
        entry.statement_id or "",
        recorded.round,
        recorded.team,
        next((words for way, words in WAYS.items() if way == entry.way), ""),
        entry.batch,
    )
