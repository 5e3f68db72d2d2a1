"""Names of downloads: organisation, what it is, round and day, in characters that Windows accepts. Pure."""

import re
from datetime import date

LONGEST_PART = 50
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+')


def _part(text: str) -> str:
    return " ".join(_FORBIDDEN.sub(" ", text).split())[:LONGEST_PART].strip(" .")


def file_name(organisation: str, what: str, round_name: str, day: date, suffix: str, *, team: str = "") -> str:
    """A file's name such as "Riverbank College - Action plan - Summer 2026 - 2026-07-03.csv"; a team comes second."""
    parts = (_part(text) for text in (organisation, team, what, round_name))
    return f"{' - '.join(part for part in parts if part)} - {day.isoformat()}.{suffix}"
