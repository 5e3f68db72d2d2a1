"""Text for the screen: times and dates as people say them, texts made safe for Markdown."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from sendsat.services.desk import HOME_ZONE

Key = TypeVar("Key")
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:=&])")
_INDENT = re.compile(r"^[ \t]+(?=\S)", re.MULTILINE)
_ISO_DATE = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])(?:-([0-3]\d))?\b")
_LINK = re.compile(r"https?://[^\s<>\"'\])]+[^\s<>\"'\]).,;:!?]")


def zone() -> ZoneInfo:
    """The visitor's time zone, or the United Kingdom's where the browser does not say."""
    try:
        return ZoneInfo(st.context.timezone) if st.context.timezone else HOME_ZONE
    except (ZoneInfoNotFoundError, ValueError):
        return HOME_ZONE


def clock_time(at: datetime) -> str:
    """ "14:02"."""
    return at.astimezone(zone()).strftime("%H:%M")


def day(at: date | datetime) -> str:
    """A day as people say it: "3 March 2026"; of a moment, the day it is where the visitor is."""
    if isinstance(at, datetime):
        at = at.astimezone(zone()).date()
    return f"{at.day} {at:%B %Y}"


def spelt_dates(text: str) -> str:
    """The text with dates like 2026-03-03 and 2026-03 as people say them: "3 March 2026", "March 2026"."""

    def spelt(iso_date: re.Match[str]) -> str:
        year, month, of_month = iso_date.groups()
        words = f"{date(int(year), int(month), 1):%B %Y}"
        return f"{int(of_month)} {words}" if of_month else words

    return _ISO_DATE.sub(spelt, text)


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


def due_marked(due: date | None, now: date) -> str:
    """As `due_words`, in Markdown: bold with a clock where the date has passed. No sign or colour of a rating, and none
    of a movement, means overdue."""
    words = due_words(due, now)
    return f"**:material/alarm: {words}**" if due is not None and due < now else words


def plural(count: int, singular: str, many: str | None = None) -> str:
    """A number with its noun: "1 action", "2,000 actions". `many` is the noun of several where no s makes it."""
    if count == 1:
        return f"1 {singular}"
    return f"{count:,} {many or singular + 's'}"


def waiting_words(number: int) -> str:
    """How many submissions wait for somebody to accept them; "" where none does."""
    if not number:
        return ""
    verb, them = ("waits", "it") if number == 1 else ("wait", "them")
    return f"{plural(number, 'submission')} {verb} until you check who sent {them}."


def plain(text: str) -> str:
    """A text for Markdown that shows as typed: no markup works in it, line breaks and indents stay."""
    return _indented(_escaped(text))


def _escaped(text: str) -> str:
    lines = (_SPECIAL.sub(r"\\\1", line) for line in text.split("\n"))
    return "  \n".join(lines)


def _indented(text: str) -> str:
    """Spaces that begin a line would make Markdown take it for code: these do not."""
    return _INDENT.sub(lambda indent: "\N{NO-BREAK SPACE}" * len(indent.group().expandtabs(4)), text)


def with_links(text: str) -> str:
    """A typed text for Markdown in which only web addresses become links."""
    parts, end = [], 0
    for link in _LINK.finditer(text):
        url = link.group()
        parts += [_escaped(text[end : link.start()]), f"[{_escaped(url)}](<{url}>)"]
        end = link.end()
    return _indented("".join([*parts, _escaped(text[end:])]))


def snippet(text: str, length: int = 110) -> str:
    """The beginning of a text on one line, of `length` signs at most; an ellipsis where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rsplit(" ", 1)[0] + "…"


def told_apart(names: Mapping[Key, str]) -> dict[Key, str]:
    """Names that differ, by their keys: of equal ones the second says so, "English (2)"."""
    apart: dict[Key, str] = {}
    for key, name in names.items():
        known, label, number = set(apart.values()), name, 2
        while label in known:
            label, number = f"{name} ({number})", number + 1
        apart[key] = label
    return apart
