"""An edited plan comes back: looked at first, then taken in whole, and taken back when it was a mistake."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from sendsat.assessment.imports.preview import Choice, things
from sendsat.assessment.values import Action, Round, Status
from sendsat.errors import Refused
from sendsat.exchange.plan.csv_file import HEADER
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.plan import milestones
from sendsat.services.plan.exporting import plan_file
from sendsat.services.plan.importing import import_plan, preview_plan
from sendsat.services.plan.planning import Draft, change_action, plan_action
from tests.conftest import Clock
from tests.exchange.plan.plans import AWKWARD

Edit = Callable[[list[list[str]]], None]


@pytest.fixture
def planned(desk: Desk, first_round: Round, clock: Clock) -> list[Action]:
    """Three actions, planned an hour ago."""
    drafts = [Draft("Write the policy", "Ann", date(2026, 1, 31)), Draft("Train staff"), Draft("=Ask; governors")]
    found = [
        plan_action(desk, round_id=first_round.id, team_id=None, statements=(sid,), draft=draft)
        for sid, draft in zip(("LM1", "LM2", "SP1"), drafts, strict=True)
    ]
    clock.pass_by(hours=1)
    return found


def edited(desk: Desk, **cells: str) -> bytes:
    """The plan's CSV with cells changed in the row of the first action: Owner="Bob" and so on."""
    rows = list(csv.reader(io.StringIO(plan_file(desk, "csv")[1].decode("utf-8-sig"), newline="")))
    row = next(one for one in rows if one[HEADER.index("Action id")] == "1")
    for name, value in cells.items():
        row[HEADER.index(name.replace("_", " "))] = value
    return as_csv(rows)


def as_csv(rows: list[list[str]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue().encode("utf-8-sig")


def stored(desk: Desk, action: Action) -> Action:
    return next(one for one in viewing.actions_of(desk) if one.id == action.id)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_plan_that_was_not_edited_changes_nothing(desk: Desk, planned: list[Action], kind: str) -> None:
    found = preview_plan(desk, plan_file(desk, kind)[1])
    assert (len(found.untouched), found.notes, found.problems, found.differing) == (3, (), (), ())


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_awkward_texts_come_back_untouched(desk: Desk, first_round: Round, kind: str) -> None:
    for text in AWKWARD:
        plan_action(desk, round_id=first_round.id, team_id=None, statements=("LM1",), draft=Draft(text, text[:99]))
    found = preview_plan(desk, plan_file(desk, kind)[1])
    assert (len(found.untouched), found.differing, found.problems) == (len(AWKWARD), (), ())


def test_the_preview_shows_before_and_after_and_writes_nothing(desk: Desk, planned: list[Action]) -> None:
    before = viewing.actions_of(desk)
    found = preview_plan(desk, edited(desk, Owner="Bob", Due_date="28/02/2026", Status="done"))
    assert [(one.column, one.before, one.after) for one in found.changes] == [
        ("Owner", "Ann", "Bob"),
        ("Due date", "31/01/2026", "28/02/2026"),
        ("Status", "Not started", "Done"),
    ]
    assert (things(found.changes), len(found.untouched), found.notes) == (1, 2, ())
    assert viewing.actions_of(desk) == before


def test_confirmed_changes_are_kept_with_their_history(desk: Desk, planned: list[Action]) -> None:
    import_plan(desk, seen=preview_plan(desk, edited(desk, Owner="Bob", Statement_id="LM1; LM2")))
    assert stored(desk, planned[0]).owner == "Bob"
    assert stored(desk, planned[0]).statements == ("LM1", "LM2")
    newest = viewing.action_history(desk, planned[0].id)[0]
    assert (newest.field, newest.person) in (("owner", "Ann"), ("statements", "Ann"))


def test_a_row_without_an_id_is_a_new_action_of_the_newest_round(desk: Desk, first_round: Round) -> None:
    data = as_csv([["Statement id", "Action", "Priority"], ["sp2, lm1", "Start a club", "h"]])
    import_plan(desk, seen=preview_plan(desk, data))
    [kept] = viewing.actions_of(desk)
    assert (kept.text, kept.statements, kept.priority.word) == ("Start a club", ("SP2", "LM1"), "High")
    assert kept.round_id == first_round.id


def test_what_cannot_be_used_is_named_and_the_rest_is_taken(desk: Desk, planned: list[Action]) -> None:
    rows = [
        ["Action id", "Statement id", "Action", "Owner"],
        ["1", "LM1", "", "Bob"],
        ["2", "XX9", "Train staff", ""],
        ["99", "LM1", "Gone", ""],
        ["", "", "Homeless", ""],
        ["2", "LM2", "Twice", ""],
    ]
    found = preview_plan(desk, as_csv(rows))
    assert [one.where for one in found.problems] == [
        "Row 2, Action",
        "Row 3, Statement id",
        "Row 4, Action id",
        "Row 5, Statement id",
        "Row 6, Action id",
    ]
    assert "The guide has no such statement" in found.problems[1].text
    import_plan(desk, seen=found)
    assert (stored(desk, planned[0]).owner, stored(desk, planned[0]).text) == ("Bob", "Write the policy")


def test_an_action_left_out_of_the_file_stays(desk: Desk, planned: list[Action]) -> None:
    data = as_csv([["Action id", "Action"], ["1", "Write two policies"]])
    found = preview_plan(desk, data)
    assert found.notes == ("2 actions of the plan are not in the file and will stay unchanged.",)
    import_plan(desk, seen=found)
    assert len(viewing.actions_of(desk)) == 3


def test_a_field_changed_here_and_in_the_file_is_a_conflict(desk: Desk, planned: list[Action], clock: Clock) -> None:
    data = edited(desk, Action="Write it in plain words", Owner="Bob")
    change_action(desk, action=replace(planned[0], text="Write and publish it"))
    found = preview_plan(desk, data)
    [conflict] = found.conflicts
    assert (conflict.before, conflict.after) == ("Write and publish it", "Write it in plain words")
    assert [(one.action_id, one.column) for one in found.changes] == [(conflict.action_id, "Owner")]


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        (Choice.MINE, "Write and publish it"),
        (Choice.THEIRS, "Write it in plain words"),
        (Choice.BOTH, "Write and publish it\n\nWrite it in plain words"),
    ],
)
def test_a_conflict_is_settled_as_chosen(desk: Desk, planned: list[Action], choice: Choice, text: str) -> None:
    data = edited(desk, Action="Write it in plain words")
    change_action(desk, action=replace(planned[0], text="Write and publish it"))
    found = preview_plan(desk, data)
    import_plan(desk, seen=found, choices={found.conflicts[0].key: choice})
    assert stored(desk, planned[0]).text == text


def test_what_was_changed_only_here_since_the_download_stays(desk: Desk, planned: list[Action]) -> None:
    data = edited(desk, Owner="Bob")
    change_action(desk, action=replace(planned[0], text="Write and publish it", status=Status.DONE))
    import_plan(desk, seen=preview_plan(desk, data))
    kept = stored(desk, planned[0])
    assert (kept.owner, kept.text, kept.status) == ("Bob", "Write and publish it", Status.DONE)


def test_a_row_of_another_organisations_plan_is_not_mistaken_for_ours(desk: Desk, planned: list[Action]) -> None:
    found = preview_plan(desk, edited(desk, Action="Not ours", Last_changed="2024-03-01T08:00:00Z"))
    assert [one.where for one in found.problems] == ["Row 2, Action id"]
    assert found.changes == ()


def test_a_plan_that_moved_since_the_preview_is_looked_at_again(desk: Desk, planned: list[Action]) -> None:
    found = preview_plan(desk, edited(desk, Owner="Bob"))
    change_action(desk, action=replace(planned[0], owner="Dee"))
    with pytest.raises(Refused, match="changed since this preview"):
        import_plan(desk, seen=found)
    assert stored(desk, planned[0]).owner == "Dee"


def test_a_workbook_sorted_and_edited_in_a_spreadsheet_comes_back(desk: Desk, planned: list[Action]) -> None:
    book = load_workbook(io.BytesIO(plan_file(desk, "xlsx")[1]))
    sheet = book.worksheets[0]
    sheet.move_range("A2:P2", rows=5)
    sheet.cell(7, HEADER.index("Owner") + 1).value = "Bob"
    sheet.cell(7, HEADER.index("Due date") + 1).value = None
    file = io.BytesIO()
    book.save(file)
    found = preview_plan(desk, file.getvalue())
    assert [one.where for one in found.changes] == ["Row 7, Owner", "Row 7, Due date"]
    assert len(found.untouched) == 2


def test_a_success_measure_comes_back_with_the_file(desk: Desk, planned: list[Action]) -> None:
    found = preview_plan(desk, edited(desk, Success_measure="Nine in ten"))
    assert [(one.field, one.before, one.after) for one in found.changes] == [("success_measure", "", "Nine in ten")]
    assert import_plan(desk, seen=found)
    assert stored(desk, planned[0]).success_measure == "Nine in ten"


def test_a_success_measure_changed_on_both_sides_is_asked_about_and_both_can_stay(
    desk: Desk, planned: list[Action]
) -> None:
    file = edited(desk, Success_measure="Theirs")
    change_action(desk, action=replace(planned[0], success_measure="Ours"))
    found = preview_plan(desk, file)
    [conflict] = found.conflicts
    assert found.changes == ()
    import_plan(desk, seen=found, choices={conflict.key: Choice.BOTH})
    assert stored(desk, planned[0]).success_measure == "Ours\n\nTheirs"


def test_a_new_action_brings_its_success_measure_and_the_preview_shows_it(desk: Desk, planned: list[Action]) -> None:
    row = [""] * len(HEADER)
    for name, value in {"Statement id": "LM1", "Action": "New", "Success measure": "Nine in ten"}.items():
        row[HEADER.index(name)] = value
    found = preview_plan(desk, as_csv([list(HEADER), row]))
    assert [one.after for one in found.changes] == ["New · Success measure: Nine in ten"]
    import_plan(desk, seen=found)
    assert viewing.actions_of(desk)[-1].success_measure == "Nine in ten"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_milestones_in_the_file_change_nothing_and_are_spoken_of_only_where_they_differ(
    desk: Desk, planned: list[Action], kind: str
) -> None:
    step = milestones.add_milestone(desk, action_id=planned[0].id, text="=A draft", due=date(2026, 3, 3))
    milestones.add_milestone(desk, action_id=planned[0].id, text="Governors agree")
    assert preview_plan(desk, plan_file(desk, kind)[1]).counts["problems"] == 0

    found = preview_plan(desk, edited(desk, Milestones="Something else", Owner="Bob"))
    [told] = found.problems
    assert "Milestones stay as they are in sendsat." in told.text
    import_plan(desk, seen=found)
    assert stored(desk, planned[0]).owner == "Bob"
    assert stored(desk, planned[0]).milestones[0] == step


def test_a_file_without_the_newer_columns_leaves_measure_and_milestones_alone(
    desk: Desk, planned: list[Action]
) -> None:
    change_action(desk, action=replace(planned[0], success_measure="Ours"))
    rows = list(csv.reader(io.StringIO(edited(desk, Owner="Bob").decode("utf-8-sig"), newline="")))
    found = preview_plan(desk, as_csv([row[: HEADER.index("Success measure")] for row in rows]))
    assert [one.field for one in found.changes] == ["owner"]
    assert found.problems == ()
