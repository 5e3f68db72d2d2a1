"""Texts that do no harm in a spreadsheet, and come back as they were; names of files that every system accepts. Pure.

A CSV cell that starts with = + - @, a tab or a line end can run as a formula when a spreadsheet opens the file, so
it gets a leading apostrophe. In a workbook the same text is stored as text, which is harmless without one.
"""

import re
from datetime import date

LONGEST_PART = 50
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
LONGEST_CELL = 32_000
"""In Excel's own characters, of which an emoji takes two; the cell's limit is 32,767."""
CUT_MARK = "\n[cut here: the rest is in sendsat]"
_RISKY = re.compile(r"^'*[=+\-@\t\r\n＝＋－＠]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
_FROM_WORD = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x1e": "-"})
"""What Word's line break, page break and firm hyphen are called in a text that was pasted from it."""


def for_csv(text: str) -> str:
    """The text as a CSV cell that no spreadsheet runs."""
    text = without_control(text)
    return f"'{text}" if _RISKY.match(text) else text


def from_csv(text: str) -> str:
    """The text behind a CSV cell: the apostrophe that `for_csv` put before it is taken away."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text


def for_cell(text: str) -> str:
    """The text as a workbook cell holds it: nothing that XML forbids, and cut where Excel would cut it silently."""
    text = without_control(text).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) * 2 <= LONGEST_CELL or len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return text
    kept = text.encode("utf-16-le")[: 2 * (LONGEST_CELL - len(CUT_MARK))].decode("utf-16-le", "ignore")
    return kept.rstrip() + CUT_MARK


def escaped(text: str) -> str:
    """The text as it stands in the file, where something typed looks like a workbook's own escape (_x0041_)."""
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def unescaped(text: str) -> str:
    """The text behind what stands in the file, where the library leaves the workbook's escapes (_x000B_) in."""
    return _ESCAPED.sub(_meant, text)


def _meant(codes: re.Match[str]) -> str:
    """The letters behind codes that stand together: one beyond 65,535, such as an emoji, has two."""
    units = bytes.fromhex(codes[0].replace("_x", "").replace("_", ""))
    return units.decode("utf-16-be", "replace").translate(_FROM_WORD)


def without_control(text: str) -> str:
    """The text without characters that no file format carries, such as NUL; tabs and line ends stay."""
    return _FORBIDDEN.sub("", text)


def tidy(text: str) -> str:
    """A text as it is taken in: plain line ends, nothing after the last word."""
    return without_control(text).replace("\r\n", "\n").replace("\r", "\n").rstrip()


def same(one: str, other: str) -> bool:
    """Whether two texts say the same, spaces and line ends aside."""
    return one == other or _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return " ".join(tidy(text).replace("\xa0", " ").split())


def was_cut(text: str) -> bool:
    """Whether `for_cell` had to cut the text."""
    return text.rstrip().endswith(CUT_MARK.strip())


def _name_part(text: str) -> str:
    return " ".join(_NOT_IN_NAMES.sub(" ", text).split())[:LONGEST_PART].strip(" .")


def file_name(organisation: str, what: str, round_name: str, day: date, suffix: str, *, team: str = "") -> str:
    """A file's name such as "Riverbank College - Action plan - Summer 2026 - 2026-07-03.csv"; a team comes second."""
    parts = (_name_part(text) for text in (organisation, team, what, round_name))
    return f"{' - '.join(part for part in parts if part)} - {day.isoformat()}.{suffix}"
