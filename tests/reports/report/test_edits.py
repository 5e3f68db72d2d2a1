"""An edit takes the place of a drafted item, knows when its source has moved, and is never lost."""

from dataclasses import replace
from datetime import UTC, date, datetime

from sendsat.assessment.report.report import ReportEdit, ReportItem
from tests.factories import (
    make_action,
    make_judgement,
)
from tests.reports.report.reporting import make_now, make_report, make_source
from tests.reports.report.test_text import GREEN


def edited(item: ReportItem, text: str) -> dict[str, ReportEdit]:
    edit = ReportEdit(item.key, text, item.fingerprint, datetime(2026, 7, 1, tzinfo=UTC), "Ann")
    return {item.key: edit}


def test_an_edit_takes_the_drafts_place_and_knows_when_its_source_has_moved() -> None:
    now = make_now(make_judgement(commentary="Then"))
    [item] = make_report(make_source(now, first=True)).groups[0].items
    edits = edited(item, "In my own words.")
    [same] = make_report(make_source(now, first=True, edits=edits)).groups[0].items
    assert (same.text, same.moved) == ("In my own words.", False)
    later = make_now(make_judgement(commentary="Now"))
    [moved] = make_report(make_source(later, first=True, edits=edits)).groups[0].items
    assert (moved.text, moved.moved) == ("In my own words.", True)
    assert moved.draft.startswith("Now.")


def test_a_day_that_passes_is_no_change_of_the_source() -> None:
    source = make_source(make_now(make_judgement()), first=True, actions=(make_action(due=date(2026, 7, 5)),))
    marks = [
        [item.fingerprint for item in make_report(one).items]
        for one in (source, replace(source, today=date(2027, 1, 1)))
    ]
    assert marks[0] == marks[1]


def test_an_edit_whose_item_is_gone_is_kept_and_shown_apart() -> None:
    [item] = make_report(make_source(make_now(make_judgement()), first=True)).groups[0].items
    green = make_now(make_judgement(rating=GREEN, commentary="Done"))
    report = make_report(make_source(green, first=True, edits=edited(item, "Kept")))
    assert [edit.text for edit in report.left_behind] == ["Kept"]
