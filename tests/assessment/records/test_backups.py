"""Which backups are kept: of 7 days, 4 weeks and 6 months the newest one, and all of the latest day."""

from datetime import UTC, datetime, timedelta

from sendsat.assessment.records.backups import kept

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def days_ago(*days: int) -> list[datetime]:
    return [NOW - timedelta(days=day) for day in days]


def test_without_backups_none_is_kept() -> None:
    assert kept([]) == frozenset()


def test_few_backups_are_all_kept() -> None:
    assert kept(days_ago(0, 1, 2)) == set(days_ago(0, 1, 2))


def test_every_backup_of_the_latest_day_is_kept_and_of_a_day_before_the_newest() -> None:
    today = [NOW - timedelta(hours=hour) for hour in (0, 3, 6)]
    yesterday = [NOW - timedelta(hours=hour) for hour in (24, 27)]
    assert kept(today + yesterday) == {*today, yesterday[0]}


def test_of_a_year_of_daily_backups_days_weeks_and_months_are_kept() -> None:
    found = sorted(kept(days_ago(*range(365))), reverse=True)
    assert [f"{moment:%d %b}" for moment in found] == [
        *("26 Nov", "25 Nov", "24 Nov", "23 Nov", "22 Nov", "21 Nov", "20 Nov"),
        *("15 Nov", "08 Nov"),
        *("31 Oct", "30 Sep", "31 Aug", "31 Jul", "30 Jun"),
    ]


def test_days_without_a_backup_do_not_count() -> None:
    assert kept(days_ago(0, 30, 60, 90)) == set(days_ago(0, 30, 60, 90))
