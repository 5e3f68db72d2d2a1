"""Reads texts, dates and Ofsted areas from cells, as people really type them. Pure.

Dates are British: day first, unless their column proves otherwise. What needed a guess says so.
"""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from sendsat.exchange.files.raw import Cell
from sendsat.exchange.files.safe_text import tidy
from sendsat.guide.edition import Edition
from sendsat.guide.model import Framework

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
DATE_EXPECTED = "a date like 31/03/2027"
_SERIAL_START = date(1899, 12, 30)
_NUMBERS = re.compile(r"^(\d{1,4})[/.\-\s](\d{1,2})[/.\-\s](\d{1,4})(?:[t\s]\d.*)?$")
_WORDS = re.compile(
    r"^(?:[a-z]+day,?\s+)?(?:(\d{1,2})(?:st|nd|rd|th)?[\s\-]+(?:of\s+)?)?([a-z]{3,9})\.?,?[\s\-]+(\d{2,4})$"
)
_AMERICAN = re.compile(r"^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$")
_MONTHS = {name[:3].lower(): at for at, name in enumerate(calendar.month_name) if name}


class DayOrder(StrEnum):
    """What the dates of a whole column prove: day or month first, both, or nothing (then the day is taken first)."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    BOTH = "both"
    UNPROVEN = "unproven"


@dataclass(frozen=True)
class DateReading:
    """A due date as it was read, with the guess it took or why it cannot be read. `either` are the two days it can
    mean, where neither its column nor itself says which."""

    due: date | None = None
    guess: str = ""
    problem: str = ""
    either: tuple[date, ...] = ()

    def beside(self, stored: date | None) -> "DateReading":
        """The reading where `stored` is what sendsat has: of two days that it can mean, the stored one is no change."""
        return DateReading(stored) if stored in self.either else self


def day_order(cells: Iterable[Cell | None]) -> DayOrder:
    """What the dates typed as text into the cells of one column prove."""
    typed = [cell.value for cell in cells if cell is not None and not cell.formula and isinstance(cell.value, str)]
    matches = [_NUMBERS.match(tidy(text).strip().casefold()) for text in typed]
    pairs = [(int(match[1]), int(match[2])) for match in matches if match and len(match[1]) < 3]
    day_first = any(first > 12 >= second for first, second in pairs)
    month_first = any(second > 12 >= first for first, second in pairs)
    if day_first and month_first:
        return DayOrder.BOTH
    if day_first:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if month_first else DayOrder.UNPROVEN


def order_told(order: DayOrder, where: str) -> tuple[str, ...]:
    """What is said of a column whose dates are month first; nothing of other columns."""
    if order is not DayOrder.MONTH_FIRST:
        return ()
    return (f"The due dates of {where} have the month first, as one of them proves, and were read so.",)


def read_text(cell: Cell | None) -> str:
    """The cell's text as typed; numbers and dates as a person would write them."""
    if cell is None or cell.value is None:
        return ""
    value = cell.value
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return tidy(str(value))


def read_date(cell: Cell | None, order: DayOrder = DayOrder.UNPROVEN) -> DateReading:
    """The due date in a cell: a real date, a date as text, or the number Excel keeps for one. `order` is what the
    column of the cell proves."""
    if cell is None or cell.is_empty:
        return DateReading()
    value = cell.value
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return _within(DateReading(day), str(day))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_serial(value)
    return _from_text(tidy(str(value)).strip(), order)


def read_typed_date(text: str) -> DateReading:
    """A date as somebody types or pastes it on the screen: day first, and never guessed. What is no whole date, or
    makes sense only with the month first, is a problem.
    """
    if not text.strip():
        return DateReading()
    typed = tidy(text).strip()
    lower = typed.casefold()
    for read in (_numbers(lower, DayOrder.DAY_FIRST), _american(lower), _words(lower, whole=True)):
        if read and not read.problem:
            return _within(replace(read, guess=""), typed)
    return DateReading(problem=f"'{typed[:40]}' is not a date, day first")


def _within(reading: DateReading, shown: str) -> DateReading:
    if reading.due is None or FIRST_DAY <= reading.due <= LAST_DAY:
        return reading
    return DateReading(problem=f"'{shown[:40]}' is not a date between 2000 and 2100")


def _from_serial(value: float) -> DateReading:
    try:
        day = _SERIAL_START + timedelta(days=int(value))
    except (OverflowError, ValueError):
        return DateReading(problem=f"{str(value)[:20]} is not a date")
    if not FIRST_DAY <= day <= LAST_DAY:
        return DateReading(problem=f"{str(value)[:20]} is not a date")
    return DateReading(day, guess=f"the number {int(value)} was read as {_said(day)}")


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _from_text(text: str, order: DayOrder) -> DateReading:
    lower = text.casefold()
    if lower in ("tbc", "tba", "-", "–", "?", "none", "n/a"):
        return DateReading()
    for read in (_numbers(lower, order, otherwise=True), _american(lower), _words(lower)):
        if read:
            return _within(read, text)
    return DateReading(problem=f"'{text[:40]}' is not a date")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _numbers(text: str, order: DayOrder, *, otherwise: bool = False) -> DateReading | None:
    """A date of three numbers. `otherwise` reads one that makes no sense in the column's order in the other one."""
    match = _NUMBERS.match(text)
    if not match:
        return None
    first, second, third = (int(part) for part in match.groups())
    if len(match.group(1)) == 4:
        day = _day(first, second, third)
        return DateReading(day) if day else None
    british, american = _day(third, second, first), _day(third, first, second)
    if british and american and british != american and order in (DayOrder.UNPROVEN, DayOrder.BOTH):
        return _doubtful(text, british, american, order)
    wanted, other = (american, british) if order is DayOrder.MONTH_FIRST else (british, american)
    if wanted:
        return DateReading(wanted)
    proven = order in (DayOrder.BOTH, DayOrder.MONTH_FIRST)
    if other and otherwise:
        return DateReading(other, guess="" if proven else f"'{text[:20]}' was read as {_said(other)}")
    return None


def _doubtful(text: str, british: date, american: date, order: DayOrder) -> DateReading:
    either = (british, american)
    if order is DayOrder.BOTH:
        can_be = f"'{text[:20]}' can be {_said(british)} or {_said(american)}: this column has dates of both orders"
        return DateReading(problem=can_be, either=either)
    return DateReading(british, guess=f"'{text[:20]}' was read as {_said(british)}", either=either)


def _words(text: str, *, whole: bool = False) -> DateReading | None:
    match = _WORDS.match(text)
    month = _MONTHS.get(match.group(2)[:3]) if match else None
    if not match or not month:
        return None
    year = int(match.group(3)) + (2000 if len(match.group(3)) == 2 else 0)
    if match.group(1):
        day = _day(year, month, int(match.group(1)))
        return DateReading(day) if day else None
    if whole or not 1 <= year <= 9999:
        return None
    last = date(year, month, calendar.monthrange(year, month)[1])
    return DateReading(last, guess=f"'{text[:20]}' was read as {_said(last)}")


def _american(text: str) -> DateReading | None:
    match = _AMERICAN.match(text)
    month = _MONTHS.get(match.group(1)[:3]) if match else None
    day = _day(int(match.group(3)), month, int(match.group(2))) if match and month else None
    return DateReading(day) if day else None


@dataclass(frozen=True)
class AreasReading:
    """Ofsted areas as they were read: of which framework, and what in the cell is no area."""

    framework_id: str
    areas: tuple[str, ...] = ()
    problem: str = ""


def read_areas(text: str, edition: Edition, framework_id: str) -> AreasReading:
    """Ofsted areas by title or code, of `framework_id` or, where all are of another framework, of that one."""
    frameworks = sorted(edition.frameworks, key=lambda framework: (framework.id != framework_id, not framework.current))
    readings = [_areas_of(text, framework) for framework in frameworks]
    return next((reading for reading in readings if not reading.problem), readings[0])


def _areas_of(text: str, framework: Framework) -> AreasReading:
    unread, named = " ".join(text.casefold().split()), set()
    for name, area in sorted(_names(framework), key=lambda name_and_area: -len(name_and_area[0])):
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        if re.search(pattern, unread):
            named.add(area)
            unread = re.sub(pattern, " ", unread)
    left = re.sub(r"[\s;,/|&+•·\-]|\band\b", "", unread)
    ordered = tuple(area.id for area in framework.areas if area.id in named)
    return AreasReading(framework.id, ordered, f"'{text[:60]}' is not all Ofsted areas" if left else "")


def _names(framework: Framework) -> list[tuple[str, str]]:
    return [(name.casefold(), area.id) for area in framework.areas for name in (area.title, area.id)]
