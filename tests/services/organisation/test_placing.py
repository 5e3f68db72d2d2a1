"""That a team was placed at another site is taken back: with all that moved, and nothing that came later is lost."""

from collections.abc import Callable

import pytest

from sendsat.assessment.groups.merging import moves_of
from sendsat.assessment.groups.placing import DELETED_ROUND
from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round, Site, Team
from sendsat.errors import NotFound, Overtaken, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation import merging, placing, sites
from sendsat.services.organisation.placing import PlaceUndone
from sendsat.services.records import binning
from sendsat.services.rounds import judging, rounds, teams
from tests.conftest import Clock, add_desk
from tests.services.prepared import noted


@pytest.fixture
def moved(desk: Desk, first_round: Round, clock: Clock) -> tuple[Site, Site]:
    """North, where the first team was, and South, where it is now."""
    north, south = (sites.add_site(desk, name=name) for name in ("North", "South"))
    place(desk, north.id)
    clock.pass_by(minutes=1)
    place(desk, south.id)
    return north, south


def team_of(desk: Desk) -> Team:
    return viewing.teams_of(desk)[0]


def place(desk: Desk, site_id: int | None) -> None:
    sites.place_team(desk, team_id=team_of(desk).id, site_id=site_id)


def undo(desk: Desk, team: Team | None = None) -> PlaceUndone:
    team = team or team_of(desk)
    assert team.placed is not None
    return placing.undo_place(desk, team_id=team.id, seen=team.placed.at)


def places(desk: Desk) -> tuple[str, dict[str, str]]:
    """Where the first team belongs, by itself and in each round."""
    team = team_of(desk)
    parts = {round_.name: round_.team(team.id) for round_ in viewing.rounds_of(desk)}
    return name(team), {round_name: name(part) for round_name, part in parts.items() if part}


def name(team: Team) -> str:
    return team.site.name if team.site else ""


def test_the_team_goes_back_in_the_open_round_too_and_keeps_what_it_rated_meanwhile(
    desk: Desk, first_round: Round, moved: tuple[Site, Site]
) -> None:
    team = team_of(desk)
    judging.rate(desk, round_id=first_round.id, team_id=team.id, statement_id="LM1", rating=Rating.GREEN)
    undone = undo(desk)
    assert (undone.way.to, undone.way.rounds, undone.way.left) == ("North", (first_round.name,), ())
    assert places(desk) == ("North", {first_round.name: "North"})
    assert team_of(desk).placed is None
    [snapshot] = viewing.snapshots(desk, first_round.id)
    assert snapshot.judgement(team.id, "LM1").rating is Rating.GREEN


def test_a_team_that_belonged_to_no_site_does_so_again(desk: Desk, first_round: Round) -> None:
    place(desk, sites.add_site(desk, name="North").id)
    undo(desk)
    assert places(desk) == ("", {first_round.name: ""})


def test_a_team_that_was_taken_from_its_site_is_there_again(
    desk: Desk, first_round: Round, moved: tuple[Site, Site]
) -> None:
    place(desk, None)
    undo(desk)
    assert places(desk) == ("South", {first_round.name: "South"})


def test_each_round_goes_back_to_the_site_it_had_there(
    desk: Desk, first_round: Round, moved: tuple[Site, Site]
) -> None:
    undo(desk)
    rounds.close_round(desk, round_id=first_round.id)
    spring = rounds.start_round(desk, name="Spring")
    place(desk, moved[1].id)
    rounds.reopen_round(desk, round_id=first_round.id)
    place(desk, None)
    way = undo(desk).way
    assert places(desk) == ("South", {first_round.name: "North", spring.name: "South"})
    assert way.rounds == (spring.name,), "the other goes elsewhere, and is told apart"
    assert [(round_.name, site and site.name) for round_, site in way.elsewhere] == [(first_round.name, "North")]


def test_a_round_whose_site_is_retired_by_now_goes_where_the_team_goes(
    desk: Desk, first_round: Round, moved: tuple[Site, Site]
) -> None:
    undo(desk)
    rounds.close_round(desk, round_id=first_round.id)
    place(desk, moved[1].id)
    rounds.reopen_round(desk, round_id=first_round.id)
    place(desk, None)
    sites.retire_site(desk, site_id=moved[0].id)
    assert undo(desk).way.elsewhere == ()
    assert places(desk) == ("South", {first_round.name: "South"})


def test_a_round_begun_since_goes_along_and_one_closed_since_stays_and_is_named(
    desk: Desk, first_round: Round, moved: tuple[Site, Site], clock: Clock
) -> None:
    clock.pass_by(minutes=1)
    rounds.close_round(desk, round_id=first_round.id)
    spring = rounds.start_round(desk, name="Spring")
    undone = undo(desk)
    assert undone.way.left == (f"{first_round.name} was closed since, and keeps the site it had then",)
    assert places(desk) == ("North", {first_round.name: "South", spring.name: "North"})


def test_a_round_in_the_bin_is_named_and_follows_once_it_is_back(
    desk: Desk, first_round: Round, moved: tuple[Site, Site]
) -> None:
    rounds.start_round(desk, name="Spring")
    binning.put_in_bin(desk, round_id=first_round.id)
    assert undo(desk).way.left == (DELETED_ROUND,)
    binning.take_out_of_bin(desk, round_id=first_round.id)
    assert places(desk)[1][first_round.name] == "North"


def test_choosing_the_same_site_again_keeps_the_way_back(desk: Desk, moved: tuple[Site, Site]) -> None:
    place(desk, moved[1].id)
    assert undo(desk).way.to == "North"


def test_a_team_renamed_or_retired_since_still_goes_back(desk: Desk, moved: tuple[Site, Site]) -> None:
    team = team_of(desk)
    teams.add_team(desk, name="Second", sections=team.sections)
    teams.change_team(desk, team_id=team.id, name="Kitchens", sections=team.sections)
    teams.retire_team(desk, team_id=team.id)
    back = undo(desk).team
    assert (back.name, back.retired, name(team_of(desk))) == ("Kitchens", True, "North")


def retire_north(desk: Desk, north: Site, south: Site) -> None:
    sites.retire_site(desk, site_id=north.id)


def merge_north(desk: Desk, north: Site, south: Site) -> None:
    merge(desk, north, south)


def merge_south(desk: Desk, north: Site, south: Site) -> None:
    merge(desk, south, north)


def merge(desk: Desk, site: Site, into: Site) -> None:
    seen = moves_of(site, viewing.teams_of(desk), viewing.rounds_of(desk)).seen
    merging.merge_site(desk, site_id=site.id, into_id=into.id, seen=seen)


@pytest.mark.parametrize(
    ("act", "told", "remedy"),
    [
        (retire_north, "North takes no team now: it is retired.", "Bring it back first."),
        (merge_north, "North takes no team now: it is retired.", "Undo its merging first."),
        (merge_south, "has gone on since, with a merging of sites.", "Undo that first."),
    ],
)
def test_what_stands_in_the_way_is_told_and_nothing_changes(
    desk: Desk, moved: tuple[Site, Site], act: Callable[[Desk, Site, Site], None], told: str, remedy: str
) -> None:
    act(desk, *moved)
    before = places(desk)
    with pytest.raises(Refused) as refused:
        undo(desk)
    assert refused.value.message.endswith(told)
    assert refused.value.remedy == remedy
    assert places(desk) == before
    if act is retire_north:
        sites.bring_back_site(desk, site_id=moved[0].id)
    else:
        merging.undo_merge(desk, site_id=moved[0 if act is merge_north else 1].id)
    undo(desk)
    assert places(desk)[0] == "North"


def test_somebody_elses_later_move_is_not_undone_by_an_old_page(
    desk: Desk, moved: tuple[Site, Site], clock: Clock
) -> None:
    seen = team_of(desk)
    clock.pass_by(minutes=1)
    place(desk, None)
    with pytest.raises(Overtaken, match=r"placed .* anew since you looked"):
        undo(desk, seen)
    assert places(desk)[0] == ""


def test_undoing_twice_says_so(desk: Desk, moved: tuple[Site, Site]) -> None:
    seen = team_of(desk)
    undo(desk, seen)
    with pytest.raises(Refused, match="somebody may have done it"):
        undo(desk, seen)
    assert places(desk)[0] == "North"


def test_the_record_tells_that_it_was_undone(desk: Desk, moved: tuple[Site, Site]) -> None:
    undo(desk)
    told = [(one.field, one.old, one.new, one.team_id) for one in noted(desk.store) if one.verb == "undo_place"]
    assert told == [("team's site", "South", "North", team_of(desk).id)]


def test_another_organisations_team_is_not_here(desk: Desk, moved: tuple[Site, Site]) -> None:
    with pytest.raises(NotFound):
        undo(add_desk(desk), team_of(desk))
