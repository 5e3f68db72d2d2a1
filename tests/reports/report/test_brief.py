"""What the summary of the report names, by which rule, and that it says nothing that the report does not."""

from dataclasses import replace
from datetime import UTC, date, datetime

from sendsat.assessment.rating import Rating
from sendsat.assessment.report.report import Brief, ReportEdit
from tests.factories import make_action, make_judgement
from tests.reports.report.reporting import make_now, make_report, make_source


def brief_of(*, edits: dict[str, ReportEdit] | None = None) -> Brief:
    now = make_now(
        make_judgement("LM1", Rating.GREEN, commentary="Reviewed each year."),
        make_judgement("LM2", Rating.AMBER, commentary="Half of the staff are trained."),
        make_judgement("SP1", Rating.RED, commentary="Nobody has looked."),
    )
    action = replace(make_action("Train staff", statements=("LM2",), due=date(2026, 9, 1)), owner="Ann")
    before = (make_judgement("LM1"), make_judgement("LM2", Rating.GREEN))
    return make_report(make_source(now, *before, actions=(action,), edits=edits)).brief


def test_red_is_a_priority_before_amber_and_each_says_what_is_planned_by_whom_until_when() -> None:
    first, second = brief_of().priorities

    assert (first.statement_id, first.actions) == ("SP1", ())
    assert (second.statement_id, second.text) == ("LM2", "Train staff")
    assert [(action.owner, action.due) for action in second.actions] == [("Ann", date(2026, 9, 1))]


def test_what_slipped_is_told_before_what_improved_with_the_reason_it_stands_so_now() -> None:
    moved = brief_of().moved

    assert [(one.statement_id, one.label, one.text) for one in moved] == [
        ("LM2", "↓ Slipped", "Half of the staff are trained."),
        ("LM1", "↑ Improved", "Reviewed each year."),
    ]


def test_a_text_edited_for_the_report_is_taken_and_one_left_empty_stays_out() -> None:
    at = datetime(2026, 7, 1, tzinfo=UTC)
    texts = {"strength:LM1": "In our own words.", "improvement:SP1": " "}
    edits = {key: ReportEdit(key, text, "", at, "Ann") for key, text in texts.items()}

    brief = brief_of(edits=edits)

    assert [one.text for one in brief.strengths] == ["In our own words."]
    assert [one.statement_id for one in brief.priorities] == ["LM2"]
    assert (brief.every_strength, brief.every_priority) == (1, 1)


def test_what_nobody_rated_is_said() -> None:
    assert any("not been rated" in sentence for sentence in brief_of().gaps)
