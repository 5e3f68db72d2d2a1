"""When an action was finished is read from its history, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from sendsat.assessment.results.finished import Finished
from sendsat.assessment.values import Action, Round, Status
from sendsat.guide.library import Library
from sendsat.services.desk import Desk
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.records import binning
from sendsat.services.rounds import rounds
from sendsat.services.work import reading
from sendsat.storage.opening import open_store
from sendsat.storage.queries import actions
from tests.conftest import Clock, found_desk


@pytest.fixture
def desk(any_database: str, library: Library, clock: Clock) -> Iterator[Desk]:
    with closing(open_store(any_database)) as store:
        yield found_desk(store, library, clock)


def finished(desk: Desk) -> dict[str, Finished]:
    with reading(desk) as scope:
        return {found.action.text: found for found in actions.finished_of(scope)}


def planned(desk: Desk, round_: Round, text: str, status: Status = Status.NOT_STARTED) -> Action:
    where = {"round_id": round_.id, "team_id": round_.teams[0].id, "statements": ("SP1", "LM1")}
    return planning.plan_action(desk, **where, draft=Draft(text, status=status))


def set_to(desk: Desk, action: Action, *ways: Status) -> Action:
    for status in ways:
        action = planning.change_action(desk, action=replace(action, status=status))
    return action


def test_what_is_finished_says_since_when_and_what_is_open_is_left_out(
    desk: Desk, first_round: Round, clock: Clock
) -> None:
    done, again, reopened = (planned(desk, first_round, text) for text in ("Done", "Again", "Reopened"))
    set_to(desk, done, Status.DONE)
    set_to(desk, reopened, Status.DONE, Status.IN_PROGRESS)
    again = set_to(desk, again, Status.DONE, Status.IN_PROGRESS)
    clock.at += timedelta(days=30)
    again = set_to(desk, again, Status.DROPPED)
    at = again.updated_at
    clock.at += timedelta(days=30)
    set_to(desk, again, Status.DONE)

    found = finished(desk)
    assert set(found) == {"Done", "Again"}
    assert found["Again"].at == at
    assert found["Done"].at is not None
    assert found["Done"].at < at
    assert found["Done"].action.statements == ("SP1", "LM1")


def test_an_action_that_was_added_as_done_has_no_day(desk: Desk, first_round: Round) -> None:
    planned(desk, first_round, "Long ago", Status.DONE)

    assert finished(desk)["Long ago"].at is None


def test_a_round_in_the_bin_takes_its_actions_along(desk: Desk, first_round: Round) -> None:
    second = rounds.start_round(desk, name="Second")
    set_to(desk, planned(desk, second, "Gone"), Status.DONE)
    assert "Gone" in finished(desk)

    binning.put_in_bin(desk, round_id=second.id)

    assert finished(desk) == {}
