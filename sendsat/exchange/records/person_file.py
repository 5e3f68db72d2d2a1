"""Everything that is kept about one person, as CSV and as JSON. Pure."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass

from sendsat.exchange.files.safe_text import for_csv

HEADER = ("What", "Round", "Text")


@dataclass(frozen=True)
class About:
    """A text in which a name stands: what it is, its round (empty for none), and all of it."""

    what: str
    round: str
    text: str


def person_csv(name: str, found: Iterable[About]) -> bytes:
    """A row for each place, as Excel and LibreOffice open it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(("Name", *HEADER))
    for one in found:
        writer.writerow([for_csv(cell) for cell in (name, one.what, one.round, one.text)])
    return file.getvalue().encode("utf-8-sig", "replace")


def person_json(name: str, found: Iterable[About]) -> bytes:
    """The name, and a list of places."""
    document = {"name": name, "places": [vars(one) for one in found]}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()
