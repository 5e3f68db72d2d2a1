"""A row that comes back is weighed against the very version it was downloaded at, whatever the clock did since."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sendsat.assessment.values import Action, Round
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.plan.exporting import plan_file
from sendsat.services.plan.importing import import_plan, preview_plan
from sendsat.services.plan.planning import Draft, change_action, plan_action
from sendsat.services.report import exporting
from sendsat.services.rounds import judging
from sendsat.services.work import May, writing
from sendsat.storage.queries import actions
from tests.conftest import Clock
from tests.services.plan.test_importing import edited, stored

Step = Callable[[Clock], None]
STEPS: dict[str, Step] = {
    "the clock stands still": lambda clock: None,
    "a millisecond passes": lambda clock: setattr(clock, "at", clock.at + timedelta(milliseconds=1)),
    "a day passes": lambda clock: clock.pass_by(days=1),
    "the clock steps back an hour": lambda clock: clock.pass_by(hours=-1),
    "the clock steps back a year": lambda clock: clock.pass_by(days=-365),
}
ALL_STEPS = pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)


@pytest.fixture
def planned(desk: Desk, first_round: Round, clock: Clock) -> Action:
    """An action that was planned and then given to Ann, within one second."""
    clock.at += timedelta(microseconds=123456)
    draft = Draft("Write the policy", "Nobody")
    action = plan_action(desk, round_id=first_round.id, team_id=None, statements=("LM1",), draft=draft)
    return change_action(desk, action=replace(action, owner="Ann"))


def cut_to_seconds(action: Action) -> str:
    """ "Last changed" as files of the version before hold it, and as spreadsheets cut it."""
    return action.updated_at.isoformat(timespec="seconds").replace("+00:00", "Z")


@ALL_STEPS
def test_a_change_since_the_download_is_a_conflict(desk: Desk, planned: Action, clock: Clock, step: Step) -> None:
    data = edited(desk, Owner="Bob")
    step(clock)
    change_action(desk, action=replace(planned, owner="Eve"))
    found = preview_plan(desk, data)
    assert [(one.before, one.after) for one in found.conflicts] == [("Eve", "Bob")]
    import_plan(desk, seen=found)
    assert stored(desk, planned).owner == "Eve"


@ALL_STEPS
def test_a_change_there_and_back_is_a_conflict_too(desk: Desk, planned: Action, clock: Clock, step: Step) -> None:
    data = edited(desk, Owner="Bob")
    for owner in ("Eve", "Fay"):
        step(clock)
        change_action(desk, action=replace(stored(desk, planned), owner=owner))
    assert [(one.before, one.after) for one in preview_plan(desk, data).conflicts] == [("Fay", "Bob")]


@ALL_STEPS
def test_what_was_changed_only_here_stays(desk: Desk, planned: Action, clock: Clock, step: Step) -> None:
    data = edited(desk, Action="Write it in plain words")
    step(clock)
    change_action(desk, action=replace(planned, owner="Eve"))
    found = preview_plan(desk, data)
    assert found.conflicts == ()
    import_plan(desk, seen=found)
    assert (stored(desk, planned).text, stored(desk, planned).owner) == ("Write it in plain words", "Eve")


def test_what_was_changed_before_the_download_in_the_same_second_is_no_conflict(desk: Desk, planned: Action) -> None:
    found = preview_plan(desk, edited(desk, Owner="Nobody"))
    assert found.conflicts == ()
    import_plan(desk, seen=found)
    assert stored(desk, planned).owner == "Nobody"


def test_the_file_carries_the_whole_time(desk: Desk, planned: Action) -> None:
    assert planned.updated_at == datetime(2025, 9, 1, 9, 0, 0, 123457, tzinfo=UTC)
    assert b"2025-09-01T09:00:00.123457Z" in plan_file(desk, "csv")[1]


def test_a_file_of_the_version_before_is_read_as_before(desk: Desk, planned: Action, clock: Clock) -> None:
    data = edited(desk, Action="Write it in plain words", Last_changed=cut_to_seconds(planned))
    clock.pass_by(hours=1)
    change_action(desk, action=replace(planned, owner="Eve"))
    found = preview_plan(desk, data)
    assert (found.problems, found.conflicts) == ((), ())
    import_plan(desk, seen=found)
    assert (stored(desk, planned).text, stored(desk, planned).owner) == ("Write it in plain words", "Eve")


def test_a_time_cut_to_seconds_still_finds_a_change_in_the_same_second(
    desk: Desk, planned: Action, clock: Clock
) -> None:
    data = edited(desk, Owner="Bob", Last_changed=cut_to_seconds(planned))
    clock.at += timedelta(milliseconds=500)
    change_action(desk, action=replace(planned, owner="Eve"))
    assert [(one.before, one.after) for one in preview_plan(desk, data).conflicts] == [("Eve", "Bob")]


def test_an_action_that_history_does_not_know_from_the_start_is_weighed_too(desk: Desk, first_round: Round) -> None:
    with writing(desk, May.PLAN, "plan_action") as work:
        work.note("planned")
        plain = {"round_id": first_round.id, "team_id": None, "statements": ("LM1",), "text": "Old", "owner": "Ann"}
        other = {"due": None, "priority": Draft("").priority, "status": Draft("").status}
        kept = actions.add_action(work, now=desk.now(), **plain, **other)
    data = edited(desk, Owner="Bob")
    change_action(desk, action=replace(kept, owner="Eve"))
    assert [(one.before, one.after) for one in preview_plan(desk, data).conflicts] == [("Eve", "Bob")]


@ALL_STEPS
def test_every_change_of_an_action_has_a_later_time_than_the_one_before(
    desk: Desk, planned: Action, clock: Clock, step: Step
) -> None:
    times = [planned.updated_at]
    for owner in ("Bob", "Eve", "Ann"):
        step(clock)
        times.append(change_action(desk, action=replace(stored(desk, planned), owner=owner)).updated_at)
    assert times == sorted(set(times))
    assert stored(desk, planned).updated_at == times[-1]
    assert [one.at for one in viewing.action_history(desk, planned.id)][:3] == times[:0:-1]


@ALL_STEPS
def test_a_rating_changed_since_a_round_went_out_as_csv_is_a_conflict(
    desk: Desk, first_round: Round, clock: Clock, step: Step
) -> None:
    where = {"round_id": first_round.id, "team_id": first_round.teams[0].id, "statement_id": "LM1"}

    def write(text: str) -> None:
        seen = viewing.snapshots(desk, first_round.id)[0].judgement(where["team_id"], "LM1").commentary
        judging.write(desk, **where, field="commentary", text=text, seen=seen)

    write("As it was")
    data = exporting.export_round(desk, kind="csv", round_id=first_round.id)[1].replace(b"As it was", b"Out there")
    for text in ("Meanwhile", "Said here"):
        step(clock)
        write(text)
    found = importing.preview_import(desk, first_round.id, None, data, "round.csv")
    assert [(one.stored, one.value) for one in found.conflicts] == [("Said here", "Out there")]
    assert found.changes == ()


@ALL_STEPS
def test_an_action_changed_since_a_round_went_out_as_json_is_a_conflict(
    desk: Desk, first_round: Round, planned: Action, clock: Clock, step: Step
) -> None:
    data = exporting.export_round(desk, kind="json", round_id=first_round.id)[1]
    data = data.replace(b"Write the policy", b"Out there")
    for text in ("Meanwhile", "Said here"):
        step(clock)
        change_action(desk, action=replace(stored(desk, planned), text=text))
    found = importing.preview_import(desk, first_round.id, None, data, "round.json")
    assert [(one.stored, one.value) for one in found.conflicts] == [("Said here", "Out there")]
    assert found.changes == ()
