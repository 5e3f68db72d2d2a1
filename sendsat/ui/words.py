"""Text for the screen: times and dates as people say them, and texts made safe for Markdown and HTML."""

import html
import re
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

HOME_ZONE = "Europe/London"
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:])")
_LINK = re.compile(r"https?://[^\s<>\"'\])]+[^\s<>\"'\]).,;:!?]")


def zone() -> ZoneInfo:
    """The visitor's time zone, or the United Kingdom's where the browser does not say."""
    try:
        return ZoneInfo(st.context.timezone or HOME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(HOME_ZONE)


def clock_time(at: datetime) -> str:
    """ "14:02"."""
    return at.astimezone(zone()).strftime("%H:%M")


def day(at: date | datetime) -> str:
    """ "3 March 2026"."""
    if isinstance(at, datetime):
        at = at.astimezone(zone()).date()
    return f"{at.day} {at:%B %Y}"


def moment(at: datetime) -> str:
    """ "3 March 2026, 14:02"."""
    return f"{day(at)}, {clock_time(at)}"


def today() -> date:
    """Today's date where the visitor is."""
    return datetime.now(zone()).date()


def due_words(due: date | None, now: date) -> str:
    """ "due in 9 days", "due today", "3 days overdue", "no date"."""
    if due is None:
        return "no date"
    days = (due - now).days
    if days == 0:
        return "due today"
    unit = "day" if abs(days) == 1 else "days"
    return f"due in {days} {unit}" if days > 0 else f"{-days} {unit} overdue"


def plural(count: int, one: str, many: str | None = None) -> str:
    """ "1 action", "2 actions"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def plain(text: str) -> str:
    """A text for Markdown that shows as typed: no markup works in it, line breaks stay."""
    lines = (_SPECIAL.sub(r"\\\1", line) for line in text.split("\n"))
    return "  \n".join(lines)


def with_links(text: str) -> str:
    """A typed text for Markdown in which only web addresses become links."""
    parts, end = [], 0
    for found in _LINK.finditer(text):
        url = found.group()
        parts += [plain(text[end : found.start()]), f"[{plain(url)}](<{url}>)"]
        end = found.end()
    return "".join([*parts, plain(text[end:])])


def snippet(text: str, length: int = 110) -> str:
    """The beginning of a text on one line, with an ellipsis where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rsplit(" ", 1)[0] + "…"


def escape(text: str) -> str:
    """A text for HTML that shows as typed."""
    return html.escape(text, quote=True)
