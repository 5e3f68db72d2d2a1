"""Teams that begin or end to rate while an open round lies in the bin: it comes back with those that it would have had
if it had been there."""

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.records.came_back import to_leave
from sendsat.assessment.values import Team
from sendsat.services import viewing
from sendsat.services.records import binning
from sendsat.services.rounds import judging, rounds, teams
from tests.factories import make_round
from tests.services.records.test_renamed_meanwhile import BOTH, LEADERSHIP, Autumn, autumn

__all__ = ["autumn"]


def back(autumn: Autumn) -> tuple[list[str], list[str]]:
    """Who joined and who left when the round came back."""
    found = binning.take_out_of_bin(autumn.desk, round_id=autumn.id)
    return [team.name for team in found.joined], [team.name for team in found.left]


def there(autumn: Autumn) -> list[str]:
    [round_] = [one for one in viewing.rounds_of(autumn.desk) if one.id == autumn.id]
    return [team.name for team in round_.teams]


def test_a_team_added_meanwhile_takes_part_as_in_every_open_round(autumn: Autumn) -> None:
    before = there(autumn)
    autumn.hide()
    halls = teams.add_team(autumn.desk, name="Halls", sections=LEADERSHIP)
    assert back(autumn) == (["Halls"], [])
    assert there(autumn) == [*before, "Halls"]
    judging.rate(autumn.desk, round_id=autumn.id, team_id=halls.id, statement_id="LM1", rating=Rating.GREEN)


def test_a_team_brought_back_meanwhile_takes_part_too(autumn: Autumn) -> None:
    halls = teams.add_team(autumn.desk, name="Halls", sections=LEADERSHIP)
    teams.retire_team(autumn.desk, team_id=halls.id)
    assert "Halls" not in there(autumn)
    autumn.hide()
    teams.bring_back_team(autumn.desk, team_id=halls.id)
    assert back(autumn) == (["Halls"], [])


def test_a_team_added_and_retired_meanwhile_does_not(autumn: Autumn) -> None:
    autumn.hide()
    halls = teams.add_team(autumn.desk, name="Halls", sections=LEADERSHIP)
    teams.retire_team(autumn.desk, team_id=halls.id)
    assert back(autumn) == ([], [])


def test_a_closed_round_takes_nobody_in_and_lets_nobody_go(autumn: Autumn) -> None:
    halls = teams.add_team(autumn.desk, name="Halls", sections=LEADERSHIP)
    rounds.close_round(autumn.desk, round_id=autumn.id)
    before = there(autumn)
    autumn.hide()
    teams.add_team(autumn.desk, name="Labs", sections=LEADERSHIP)
    teams.retire_team(autumn.desk, team_id=halls.id)
    assert back(autumn) == ([], [])
    assert there(autumn) == before


def test_a_team_that_was_added_while_the_round_was_closed_does_not_join_by_way_of_the_bin(autumn: Autumn) -> None:
    rounds.close_round(autumn.desk, round_id=autumn.id)
    teams.add_team(autumn.desk, name="Halls", sections=LEADERSHIP)
    rounds.reopen_round(autumn.desk, round_id=autumn.id)
    autumn.hide()
    assert back(autumn) == ([], [])
    assert "Halls" not in there(autumn)


def test_a_team_retired_meanwhile_with_nothing_said_leaves_as_from_every_open_round(autumn: Autumn) -> None:
    halls = teams.add_team(autumn.desk, name="Halls", sections=LEADERSHIP)
    before = viewing.snapshots(autumn.desk, autumn.id)[0].asked
    autumn.hide()
    teams.retire_team(autumn.desk, team_id=halls.id)
    assert back(autumn) == ([], ["Halls"])
    assert "Halls" not in there(autumn)
    after = viewing.snapshots(autumn.desk, autumn.id)[0].asked
    assert after == {one: tuple(team for team in its if team != halls.id) for one, its in before.items()}


def test_a_team_retired_meanwhile_that_said_something_stays_with_it(autumn: Autumn) -> None:
    autumn.hide()
    teams.retire_team(autumn.desk, team_id=autumn.kitchens.id)
    assert back(autumn) == ([], [])
    assert autumn.rating is Rating.RED


def test_one_that_leaves_makes_room_for_another_of_its_name(autumn: Autumn) -> None:
    halls = teams.add_team(autumn.desk, name="Halls", sections=LEADERSHIP)
    autumn.hide()
    teams.retire_team(autumn.desk, team_id=halls.id)
    teams.add_team(autumn.desk, name="halls", sections=BOTH)
    assert back(autumn) == (["halls"], ["Halls"])


def test_what_comes_back_stays_so_the_next_time(autumn: Autumn) -> None:
    halls = teams.add_team(autumn.desk, name="Halls", sections=LEADERSHIP)
    autumn.hide()
    teams.retire_team(autumn.desk, team_id=halls.id)
    teams.add_team(autumn.desk, name="Labs", sections=LEADERSHIP)
    back(autumn)
    kept = there(autumn)
    autumn.hide()
    assert back(autumn) == ([], [])
    assert there(autumn) == kept


@pytest.mark.parametrize(("said", "gone"), [((), ()), ((1,), ("Second",)), ((1, 2), ())])
def test_a_round_never_loses_its_last_team(said: tuple[int, ...], gone: tuple[str, ...]) -> None:
    two = tuple(Team(number, name, BOTH, retired=True) for number, name in ((1, "First"), (2, "Second")))
    assert tuple(team.name for team in to_leave(two, make_round(teams=two), said)) == gone
