"""Texts made fit for office files: no control characters, and no more than an Excel cell holds. Pure."""

import re

EXCEL_MOST = 32_767
CLIPPED = "… [This text is longer than an Excel cell holds: the whole of it is on the sheet Long texts.]"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def without_control(text: str) -> str:
    """The text without characters that XML cannot carry; line ends and tabs stay."""
    return _CONTROL.sub("", text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def fits(text: str) -> bool:
    """Whether an Excel cell holds the whole text: Excel counts characters such as emoji twice."""
    return len(text) <= EXCEL_MOST // 2 or _units(text) <= EXCEL_MOST


def clipped(text: str) -> str:
    """The text as an Excel cell shows it: whole, or its beginning and where the rest is."""
    text = without_control(text)
    return text if fits(text) else pieces(text, EXCEL_MOST - len(CLIPPED))[0] + CLIPPED


def pieces(text: str, most: int = EXCEL_MOST) -> list[str]:
    """The text in parts of at most `most` Excel characters, none split within a character."""
    raw = text.encode("utf-16-le")
    parts, start = [], 0
    while start < len(raw):
        end = min(start + 2 * most, len(raw))
        if end < len(raw) and 0xD8 <= raw[end - 1] <= 0xDB:
            end -= 2
        parts.append(raw[start:end].decode("utf-16-le"))
        start = end
    return parts or [""]
