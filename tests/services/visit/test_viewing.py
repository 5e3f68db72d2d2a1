"""Looking at rounds, the plan and history changes nothing and shows all of it."""

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.results.movement import Movement
from sendsat.assessment.values import Round
from sendsat.errors import NotFound
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.rounds import rounds, teams
from tests.conftest import Clock
from tests.services.seat import Seat


def test_rounds_are_seen_oldest_first_and_snapshots_in_the_order_asked(desk: Desk, clock: Clock) -> None:
    clock.pass_by(days=90)
    second = rounds.start_round(desk, name="Spring 2026")
    first = viewing.rounds_of(desk)[0]

    assert [one.name for one in viewing.rounds_of(desk)] == ["Autumn 2025", "Spring 2026"]
    assert [one.round.id for one in viewing.snapshots(desk, second.id, first.id)] == [second.id, first.id]
    assert [one.round.id for one in viewing.snapshots(desk, first.id, first.id)] == [first.id] * 2
    assert viewing.snapshots(desk) == ()


def test_a_round_that_is_not_there_is_asked_for_by_number(desk: Desk, first_round: Round) -> None:
    with pytest.raises(NotFound, match="no round 99") as caught:
        viewing.snapshots(desk, first_round.id, 99)
    assert caught.value.remedy


def test_two_rounds_are_compared_for_all_teams_or_for_one(desk: Desk, first_round: Round) -> None:
    other = teams.add_team(desk, name="Leaders", sections=("leadership",))
    second = rounds.start_round(desk, name="Spring 2026")
    Seat(desk, first_round).rate(Rating.AMBER)
    Seat(desk, second).rate(Rating.GREEN)
    Seat(desk, second, team_id=other.id).rate(Rating.RED)

    def moved(team_id: int | None) -> Movement:
        compared = viewing.comparison(desk, earlier_id=first_round.id, later_id=second.id, team_id=team_id)
        return compared.rows[0].movement

    assert moved(None) is Movement.IMPROVED, "a new team with a lower rating lets nothing slip"
    assert moved(first_round.teams[0].id) is Movement.IMPROVED
    assert moved(other.id) is Movement.OTHER_TEAM


def test_the_round_before_is_the_one_started_before(desk: Desk, first_round: Round) -> None:
    second = rounds.start_round(desk, name="Spring 2026")
    all_rounds = viewing.rounds_of(desk)

    assert viewing.previous_round(all_rounds, second.id) == all_rounds[0]
    assert viewing.previous_round(all_rounds, first_round.id) is None
    assert viewing.previous_round(all_rounds, 99) is None


def test_times_come_back_in_utc(desk: Desk, first_round: Round, clock: Clock) -> None:
    kept = Seat(desk, first_round).rate(Rating.RED).updated_at

    assert kept == clock.at == Seat(desk, first_round).kept().updated_at
    assert str(Seat(desk, first_round).kept().updated_at).endswith("+00:00")
