"""What counts as a move that can be undone, and for how long."""

import pytest

from sendsat.assessment.groups.placing import is_move
from sendsat.assessment.values import Round, Site
from sendsat.errors import Refused
from sendsat.services.desk import Desk
from sendsat.services.organisation import sites
from sendsat.services.rounds import rounds
from tests.conftest import Clock
from tests.services.organisation.test_placing import moved as moved
from tests.services.organisation.test_placing import place, places, team_of, undo


def test_only_leaving_a_site_is_a_move(desk: Desk, first_round: Round) -> None:
    known = [sites.add_site(desk, name=name).id for name in ("North", "South")]
    found = []
    for site_id in (*known, None, known[0]):
        place(desk, site_id)
        placed = team_of(desk).placed
        found.append(placed is not None and is_move(placed))
    assert found == [False, True, True, False]


def test_a_first_site_is_a_move_where_an_open_round_had_another(
    desk: Desk, first_round: Round, moved: tuple[Site, Site]
) -> None:
    rounds.close_round(desk, round_id=first_round.id)
    place(desk, None)
    rounds.reopen_round(desk, round_id=first_round.id)
    place(desk, moved[0].id)
    placed = team_of(desk).placed
    assert placed is not None
    assert is_move(placed)


@pytest.mark.parametrize(("days", "is_late"), [(30, False), (31, True)])
def test_a_move_is_undone_for_thirty_days_to_the_end_of_the_last(
    desk: Desk, moved: tuple[Site, Site], clock: Clock, days: int, is_late: bool
) -> None:
    clock.pass_by(days=days)
    if is_late:
        with pytest.raises(Refused, match=r"for 30 days, .* is older\. Choose its site in the list instead"):
            undo(desk)
    else:
        clock.pass_by(hours=2)
        undo(desk)
    assert places(desk)[0] == ("South" if is_late else "North")


def test_two_moves_go_back_one(desk: Desk, moved: tuple[Site, Site]) -> None:
    place(desk, sites.add_site(desk, name="West").id)
    assert undo(desk).way.to == "South"
    assert team_of(desk).placed is None, "the move before is not kept: North is chosen in the list"
