"""Results and Progress read of many rounds only what they show, and show all that a part of them asks for."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.results.trend import make_trend
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.snapshot import Snapshot
from sendsat.services import viewing
from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.records import binning
from sendsat.services.rounds import agreeing, rounds
from sendsat.settings import DEMONSTRATION
from sendsat.ui.frame import view, workplace
from sendsat.ui.frame.view import View
from tests.ui.results.test_counts_lead_on import opened
from tests.ui.visit import desk


@pytest.fixture(autouse=True)
def college(begin_with: Callable[[Callable[[], object]], None]) -> None:
    begin_with(_college)


def _college() -> None:
    """The demonstration's three rounds, and a fourth that is carried forward from them."""
    load_demonstration(workplace.store(), workplace.library(), DEMONSTRATION, now=datetime.now(UTC))
    rounds.close_round(desk(), round_id=ids()[-1])
    rounds.start_round(desk(), name="Fourth", carry_forward_from=ids()[-1])


def ids() -> list[int]:
    return [round_.id for round_ in viewing.rounds_of(desk())]


def whole() -> tuple[Snapshot, ...]:
    return viewing.snapshots(desk(), *ids())


def seen_by(page: AppTest) -> View:
    found = page.session_state["_view"]
    assert isinstance(found, View)
    return found


def html(page: AppTest) -> str:
    return "".join(one.proto.body for one in page.get("html"))


def test_results_and_progress_read_the_words_of_two_rounds() -> None:
    for address in ("/results", "/progress"):
        assert list(seen_by(opened(address)).seen.snapshots) == ids()[-2:]


@pytest.mark.parametrize("rule", list(RollUp))
def test_a_trend_counts_rounds_read_without_words_as_if_they_were_read_whole(rule: RollUp) -> None:
    rounds.reopen_round(desk(), round_id=ids()[0])
    agreeing.set_roll_up(desk(), round_id=ids()[0], roll_up=rule)
    counted = seen_by(opened("/progress")).counted()

    for team_id in (None, *(team.id for team in counted[0].round.teams)):
        short, long = (
            make_trend([one.for_team(team_id) for one in every], workplace.library()) for every in (counted, whole())
        )
        assert short.total == long.total > 0
        assert [one.counts for one in short.stretches] == [one.counts for one in long.stretches]


def test_any_two_rounds_can_be_compared_with_the_marks_of_those_between() -> None:
    page = opened(f"/progress?from={ids()[0]}&to={ids()[-1]}")

    assert set(seen_by(page).seen.snapshots) == set(ids())


def test_a_statement_for_leaders_tells_of_every_round() -> None:
    told = html(opened("/results?statement=LM1"))

    for round_ in viewing.rounds_of(desk()):
        assert f'<th scope="row">{round_.name}</th>' in told


def test_a_round_that_went_to_the_bin_since_the_page_was_drawn_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    seen, gone = seen_by(opened("/results")), ids()[0]
    monkeypatch.setattr(view, "desk", desk)
    binning.put_in_bin(desk(), round_id=gone)

    assert [one.round.id for one in seen.every_snapshot()] == [one.id for one in seen.rounds if one.id != gone]
