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


def person_csv(name: str, abouts: Iterable[About]) -> bytes:
    """A row for each place, as Excel and LibreOffice open it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(("Name", *HEADER))
    for about in abouts:
        writer.writerow([for_csv(cell) for cell in (name, about.what, about.round, about.text)])
    return file.getvalue().encode("utf-8-sig", "replace")


def person_json(name: str, abouts: Iterable[About]) -> bytes:
    """The name, and a list of places."""
    document = {"name": name, "places": [vars(about) for about in abouts]}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()
