"""Backups: what is known of one, and which of them are kept as time goes on. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 4, 6
"""Of so many of the latest days, weeks and months that have any backup, the newest one is kept."""


@dataclass(frozen=True)
class Backup:
    """A backup as it lies in its folder: `made_at` in UTC, `size` in bytes, and whether it is whole when looked at."""

    name: str
    made_at: datetime
    size: int
    is_whole: bool


def kept(moments: Iterable[datetime]) -> frozenset[datetime]:
    """Of backups made at these moments, those to keep. All of the latest day stay, however many they are."""
    newest_first = sorted(moments, reverse=True)
    days, weeks, months = (
        _newest_of_each([(moment.date(), moment) for moment in newest_first], DAYS),
        _newest_of_each([(moment.isocalendar()[:2], moment) for moment in newest_first], WEEKS),
        _newest_of_each([((moment.year, moment.month), moment) for moment in newest_first], MONTHS),
    )
    latest_day = {moment for moment in newest_first if moment.date() == newest_first[0].date()}
    return frozenset(days | weeks | months | latest_day)


def _newest_of_each(dated: list[tuple[object, datetime]], most: int) -> set[datetime]:
    newest: dict[object, datetime] = {}
    for period, moment in dated:
        newest.setdefault(period, moment)
    return set(list(newest.values())[:most])
