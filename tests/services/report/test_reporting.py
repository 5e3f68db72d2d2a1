"""The self-assessment report as people read, edit and take it out."""

from dataclasses import replace

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.report.report import Grouping, Report, ReportItem
from sendsat.assessment.values import Round
from sendsat.errors import Conflict, Invalid, NotFound
from sendsat.services.desk import Desk
from sendsat.services.plan.planning import Draft, plan_action
from sendsat.services.report import reporting
from sendsat.services.rounds.judging import rate, write
from sendsat.services.rounds.rounds import close_round, start_round
from sendsat.services.rounds.teams import add_team
from sendsat.services.work import reading
from sendsat.storage.queries.records.history import history_of
from tests.conftest import Clock
from tests.editions import FRAMEWORK
from tests.services.snapshots import every_snapshot


@pytest.fixture
def rated(desk: Desk, first_round: Round) -> Round:
    """The first round with an Amber that has commentary."""
    said = {"round_id": first_round.id, "team_id": first_round.teams[0].id, "statement_id": "LM1"}
    rate(desk, **said, rating=Rating.AMBER)
    write(desk, **said, field="commentary", text="Drafted.", seen="")
    return first_round


def item_of(desk: Desk, round_: Round) -> ReportItem:
    found = reporting.report(desk, round_.id, grouping=Grouping.SECTION).item("improvement:LM1")
    assert found
    return found


def comment(desk: Desk, round_: Round, text: str, seen: str) -> None:
    ids = {"round_id": round_.id, "team_id": round_.teams[0].id, "statement_id": "LM1"}
    write(desk, **ids, field="commentary", text=text, seen=seen)


def test_an_edit_is_kept_when_its_source_changes_and_says_so(desk: Desk, rated: Round) -> None:
    item = item_of(desk, rated)
    reporting.edit_item(desk, round_id=rated.id, item=item, text="We have a draft.", seen=item.text)
    assert (item_of(desk, rated).text, item_of(desk, rated).moved) == ("We have a draft.", False)
    comment(desk, rated, "Agreed.", "Drafted.")
    found = item_of(desk, rated)
    assert (found.text, found.moved) == ("We have a draft.", True)
    assert found.draft.startswith("Agreed.")


def test_a_text_that_still_holds_is_marked_as_looked_at(desk: Desk, rated: Round) -> None:
    item = item_of(desk, rated)
    reporting.edit_item(desk, round_id=rated.id, item=item, text="Mine", seen=item.text)
    comment(desk, rated, "Agreed.", "Drafted.")
    reporting.edit_item(desk, round_id=rated.id, item=item_of(desk, rated), text="Mine", seen="Mine")
    assert item_of(desk, rated).moved is False


def test_an_action_that_is_planned_moves_the_source(desk: Desk, rated: Round) -> None:
    item = item_of(desk, rated)
    reporting.edit_item(desk, round_id=rated.id, item=item, text="Mine", seen=item.text)
    plan_action(desk, round_id=rated.id, team_id=None, statements=("LM1",), draft=Draft("Do it"))
    assert item_of(desk, rated).moved


def test_two_people_editing_one_text_lose_neither(desk: Desk, rated: Round) -> None:
    item = item_of(desk, rated)
    reporting.edit_item(desk, round_id=rated.id, item=item, text="Hers", seen=item.draft)
    with pytest.raises(Conflict) as caught:
        reporting.edit_item(desk, round_id=rated.id, item=item, text="His", seen=item.draft)
    assert (caught.value.stored, caught.value.offered) == ("Hers", "His")
    assert item_of(desk, rated).text == "Hers"


def test_going_back_to_the_draft_keeps_the_text_in_history(desk: Desk, rated: Round) -> None:
    item = item_of(desk, rated)
    reporting.edit_item(desk, round_id=rated.id, item=item, text="Mine", seen=item.text)
    mine = item_of(desk, rated)
    reporting.edit_item(desk, round_id=rated.id, item=mine, text=mine.draft, seen=mine.text)
    assert item_of(desk, rated).edit is None
    with reading(desk) as scope:
        newest = history_of(scope)[0]
    assert (newest.field, newest.old, newest.new) == ("report: areas for improvement", "Mine", item.draft)


def test_the_same_text_saved_again_leaves_no_trace(desk: Desk, rated: Round, clock: Clock) -> None:
    item = item_of(desk, rated)
    first = reporting.edit_item(desk, round_id=rated.id, item=item, text="Mine", seen=item.text)
    with reading(desk) as scope:
        before = history_of(scope)
    clock.pass_by(minutes=5)

    again = reporting.edit_item(desk, round_id=rated.id, item=item_of(desk, rated), text="Mine", seen="Mine")

    assert again == first
    with reading(desk) as scope:
        assert history_of(scope) == before


def test_an_emptied_text_is_kept_empty(desk: Desk, rated: Round) -> None:
    item = item_of(desk, rated)
    reporting.edit_item(desk, round_id=rated.id, item=item, text="", seen=item.text)
    assert item_of(desk, rated).left_out


def test_a_closed_rounds_report_can_still_be_edited(desk: Desk, rated: Round) -> None:
    close_round(desk, round_id=rated.id)
    item = item_of(desk, rated)
    reporting.edit_item(desk, round_id=rated.id, item=item, text="Mine", seen=item.text)
    assert item_of(desk, rated).text == "Mine"


def test_each_round_and_each_team_has_edits_of_its_own(desk: Desk, rated: Round) -> None:
    item = item_of(desk, rated)
    reporting.edit_item(desk, round_id=rated.id, item=item, text="Mine", seen=item.text)
    second = start_round(desk, name="Spring 2026", carry_forward_from=rated.id)
    assert item_of(desk, second).edit is None
    team = reporting.report(desk, rated.id, rated.teams[0].id, Grouping.SECTION)
    assert [one.edit for one in team.items] == [None] * len(team.items)


def test_another_organisation_neither_sees_nor_makes_edits(desk: Desk, rated: Round, other_desk: Desk) -> None:
    item = item_of(desk, rated)
    with pytest.raises(NotFound):
        reporting.report(other_desk, rated.id)
    with pytest.raises(NotFound):
        reporting.edit_item(other_desk, round_id=rated.id, item=item, text="Mine", seen=item.text)
    assert item_of(desk, rated).edit is None


def test_a_text_that_is_too_long_is_refused(desk: Desk, rated: Round) -> None:
    item = item_of(desk, rated)
    with pytest.raises(Invalid, match="100,001 characters"):
        reporting.edit_item(desk, round_id=rated.id, item=item, text="x" * 100_001, seen=item.text)


def test_a_round_is_compared_with_the_one_before_and_with_what_was_planned_until_then(desk: Desk, rated: Round) -> None:
    second = start_round(desk, name="Spring 2026")
    plan_action(desk, round_id=second.id, team_id=None, statements=("LM1",), draft=Draft("Later"))
    rate(desk, round_id=second.id, team_id=rated.teams[0].id, statement_id="LM1", rating=Rating.GREEN)
    assert "progress:LM1" in {item.key for item in reporting.report(desk, second.id).items}
    assert reporting.report(desk, rated.id).actions == ()


def test_open_actions_are_told_with_the_part_of_the_plan_that_they_are_of(desk: Desk, rated: Round) -> None:
    """The page of the plan counts all of it: no report may give another number and call it the whole plan's."""
    team = add_team(desk, name="Second", sections=("study-programmes",))
    plan_action(desk, round_id=rated.id, team_id=None, statements=("LM1",), draft=Draft("Do it"))
    plan_action(desk, round_id=rated.id, team_id=team.id, statements=("SP1",), draft=Draft("Do that"))

    def told(round_: Round, team_id: int | None = None) -> str:
        built = reporting.report(desk, round_.id, team_id, grouping=Grouping.SECTION)
        return " ".join(item.text for item in (built.summary, *built.positions))

    assert "Two actions are open in our plan." in told(rated)
    assert "One action is open for the statements of this report." in told(rated, team.id)
    second = start_round(desk, name="Spring 2026")
    plan_action(desk, round_id=second.id, team_id=None, statements=("LM1",), draft=Draft("Later"))
    assert "Two actions planned up to Autumn 2025 are open in our plan." in told(rated)
    assert "One action planned up to Autumn 2025 is open for this section." in told(rated)
    assert "Three actions are open in our plan." in told(second)


def test_an_action_planned_in_a_later_round_moves_the_source_of_what_is_told_of_the_plan(
    desk: Desk, rated: Round
) -> None:
    summary = reporting.report(desk, rated.id).summary
    reporting.edit_item(desk, round_id=rated.id, item=summary, text="Nothing is planned.", seen=summary.text)
    second = start_round(desk, name="Spring 2026")
    assert not reporting.report(desk, rated.id).summary.moved

    plan_action(desk, round_id=second.id, team_id=None, statements=("LM1",), draft=Draft("Later"))

    assert reporting.report(desk, rated.id).summary.moved


def test_a_team_that_is_new_has_no_round_before(desk: Desk, rated: Round) -> None:
    close_round(desk, round_id=rated.id)
    team = add_team(desk, name="New team", sections=("leadership",))
    second = start_round(desk, name="Spring 2026")
    report = reporting.report(desk, second.id, team.id)
    assert report.team == "New team"
    assert "Spring 2026, as New team sees it" in report.summary.text
    assert "Of the" not in report.summary.text


def test_an_unknown_round_team_or_framework_is_said_plainly(desk: Desk, rated: Round) -> None:
    for arguments in ((99,), (rated.id, 99), (rated.id, None, Grouping.OFSTED, "framework-1066")):
        with pytest.raises(NotFound):
            reporting.report(desk, *arguments)
    assert reporting.report(desk, rated.id, None, Grouping.OFSTED, FRAMEWORK).grouped_by.startswith("Ofsted area")


@pytest.mark.parametrize("kind", sorted(reporting.WRITERS))
def test_a_report_leaves_as_a_file_named_after_whose_it_is(desk: Desk, rated: Round, kind: str) -> None:
    name, data = reporting.report_file(kind, reporting.report(desk, rated.id))
    assert name == f"Hill College - Self-assessment report - Autumn 2025 - 2025-09-01.{kind}"
    assert len(data) > 1_000


def test_an_unknown_kind_of_file_is_refused(desk: Desk, rated: Round) -> None:
    built: Report = reporting.report(desk, rated.id)
    with pytest.raises(Invalid, match="cannot be written as 'pdf'"):
        reporting.report_file("pdf", replace(built))


def test_reading_a_report_writes_nothing(desk: Desk, rated: Round) -> None:
    before = every_snapshot(desk)
    reporting.report(desk, rated.id)
    assert every_snapshot(desk) == before
