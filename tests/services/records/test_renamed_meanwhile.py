"""A team that changes while a round of it, or it itself, is in the bin, or while the round is closed: an open round
that comes back holds it as it is now, says so, and never holds two teams of one name."""

from dataclasses import dataclass

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Team
from sendsat.errors import Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation import sites
from sendsat.services.records import binning
from sendsat.services.rounds import judging, rounds, teams
from sendsat.services.workshop import workshops
from tests.services.prepared import noted
from tests.services.workshop.meeting import Room

LEADERSHIP, BOTH = ("leadership",), ("leadership", "study-programmes")


@dataclass(frozen=True)
class Autumn:
    """An open round, beside another, in which a second team, Kitchens, rated LM1 red."""

    desk: Desk
    id: int
    kitchens: Team

    def hide(self) -> None:
        binning.put_in_bin(self.desk, round_id=self.id)

    def bring_back(self) -> list[tuple[str, str]]:
        """The names that are told to have changed, before and after."""
        back = binning.take_out_of_bin(self.desk, round_id=self.id)
        return [(one.before.name, one.after.name) for one in back.changed]

    def rename(self, team: Team, name: str, sections: tuple[str, ...] = BOTH) -> None:
        teams.change_team(self.desk, team_id=team.id, name=name, sections=sections)

    @property
    def part(self) -> Team:
        """Kitchens as it takes part."""
        [round_] = [one for one in viewing.rounds_of(self.desk) if one.id == self.id]
        part = round_.team(self.kitchens.id)
        assert part is not None
        return part

    @property
    def rating(self) -> Rating | None:
        return viewing.snapshots(self.desk, self.id)[0].judgement(self.kitchens.id, "LM1").rating


@pytest.fixture
def autumn(room: Room) -> Autumn:
    desk, here = room.desk, room.workshop.round_id
    workshops.close(desk, workshop_id=room.workshop.id)
    team = teams.add_team(desk, name="Kitchens", sections=BOTH)
    judging.rate(desk, round_id=here, team_id=team.id, statement_id="LM1", rating=Rating.RED)
    rounds.start_round(desk, name="Next")
    return Autumn(desk, here, team)


def test_a_round_from_the_bin_holds_the_name_its_team_was_given_meanwhile(autumn: Autumn) -> None:
    autumn.hide()
    autumn.rename(autumn.kitchens, "Catering")
    assert autumn.bring_back() == [("Kitchens", "Catering")]
    assert (autumn.part.name, autumn.rating) == ("Catering", Rating.RED)
    told = {(one.field, one.old, one.new, one.round_id) for one in noted(autumn.desk.store)
            if one.verb == "take_out_of_bin"}  # fmt: skip
    assert ("team renamed", "Kitchens", "Catering", autumn.id) in told


def test_it_asks_the_sections_its_team_rates_by_now_and_keeps_what_was_said_of_others(autumn: Autumn) -> None:
    autumn.hide()
    autumn.rename(autumn.kitchens, "Kitchens", ("study-programmes",))
    assert autumn.bring_back() == [("Kitchens", "Kitchens")]
    assert (autumn.part.sections, autumn.rating) == (("study-programmes",), Rating.RED)


def test_name_and_site_change_together(autumn: Autumn) -> None:
    autumn.hide()
    north = sites.add_site(autumn.desk, name="North")
    sites.place_team(autumn.desk, team_id=autumn.kitchens.id, site_id=north.id)
    autumn.rename(autumn.kitchens, "Catering")
    autumn.bring_back()
    assert (autumn.part.name, autumn.part.site) == ("Catering", north)


def test_nothing_is_told_where_no_team_changed(autumn: Autumn) -> None:
    autumn.hide()
    assert autumn.bring_back() == []


def test_a_closed_round_keeps_its_teams(autumn: Autumn) -> None:
    rounds.close_round(autumn.desk, round_id=autumn.id)
    autumn.hide()
    autumn.rename(autumn.kitchens, "Catering", LEADERSHIP)
    assert autumn.bring_back() == []
    assert (autumn.part.name, autumn.part.sections) == ("Kitchens", BOTH)


def test_a_team_retired_meanwhile_is_renamed_too_and_asked_the_same(autumn: Autumn) -> None:
    autumn.hide()
    autumn.rename(autumn.kitchens, "Catering", LEADERSHIP)
    teams.retire_team(autumn.desk, team_id=autumn.kitchens.id)
    assert autumn.bring_back() == [("Kitchens", "Catering")]
    assert (autumn.part.name, autumn.part.sections, autumn.rating) == ("Catering", BOTH, Rating.RED)


def test_two_teams_that_swapped_their_names_both_follow(autumn: Autumn) -> None:
    [whole] = [one for one in viewing.teams_of(autumn.desk) if one.id != autumn.kitchens.id]
    autumn.hide()
    autumn.rename(autumn.kitchens, "Third", autumn.kitchens.sections)
    autumn.rename(whole, "Kitchens", whole.sections)
    autumn.rename(autumn.kitchens, whole.name, autumn.kitchens.sections)
    assert sorted(autumn.bring_back()) == sorted([("Kitchens", whole.name), (whole.name, "Kitchens")])
    assert autumn.part.name == whole.name


@pytest.mark.parametrize("is_there", [True, False], ids=["in that round", "new"])
def test_a_round_that_would_hold_two_teams_of_one_name_waits_until_one_is_renamed(
    autumn: Autumn, is_there: bool
) -> None:
    desk, kitchens = autumn.desk, autumn.kitchens
    other = teams.add_team(desk, name="Halls", sections=LEADERSHIP) if is_there else None
    autumn.hide()
    teams.retire_team(desk, team_id=kitchens.id)
    if other:
        autumn.rename(other, "KITCHENS", LEADERSHIP)
    else:
        teams.add_team(desk, name="KITCHENS", sections=LEADERSHIP)

    with pytest.raises(Refused, match=r"another team has that name by now\. Rename one of the two"):
        autumn.bring_back()
    assert autumn.id not in {one.id for one in viewing.rounds_of(desk)}
    autumn.rename(kitchens, "Old kitchens")
    autumn.bring_back()
    assert (autumn.part.name, autumn.rating) == ("Old kitchens", Rating.RED)


def test_a_team_that_lay_in_the_bin_when_its_round_came_back_follows_once_it_is_back(autumn: Autumn) -> None:
    autumn.hide()
    autumn.rename(autumn.kitchens, "Catering")
    binning.put_team_in_bin(autumn.desk, team_id=autumn.kitchens.id)
    assert autumn.bring_back() == []
    back = binning.take_team_out_of_bin(autumn.desk, team_id=autumn.kitchens.id)
    assert [(one.round.name, one.after.name) for one in back.changed] == [("Autumn", "Catering")]
    assert (autumn.part.name, autumn.rating) == ("Catering", Rating.RED)


def reopen(autumn: Autumn) -> list[tuple[str, str]]:
    """The names that are told to have changed when the round is opened again, before and after."""
    return [(one.before.name, one.after.name) for one in rounds.reopen_round(autumn.desk, round_id=autumn.id)]


def test_a_round_opened_again_holds_the_name_its_team_was_given_meanwhile(autumn: Autumn) -> None:
    rounds.close_round(autumn.desk, round_id=autumn.id)
    autumn.rename(autumn.kitchens, "Catering")
    assert autumn.part.name == "Kitchens"
    assert reopen(autumn) == [("Kitchens", "Catering")]
    assert (autumn.part.name, autumn.rating) == ("Catering", Rating.RED)
    told = {(one.field, one.old, one.new, one.round_id) for one in noted(autumn.desk.store)
            if one.verb == "reopen_round"}  # fmt: skip
    assert ("team renamed", "Kitchens", "Catering", autumn.id) in told


def test_a_round_opened_again_asks_what_it_asked_so_that_no_number_in_it_changes(autumn: Autumn) -> None:
    def numbers() -> object:
        [snapshot] = viewing.snapshots(autumn.desk, autumn.id)
        return snapshot.counts(), snapshot.asked

    rounds.close_round(autumn.desk, round_id=autumn.id)
    before = numbers()
    autumn.rename(autumn.kitchens, "Catering", ("study-programmes",))
    teams.add_team(autumn.desk, name="Halls", sections=BOTH)
    reopen(autumn)
    assert (autumn.part.name, autumn.part.sections) == ("Catering", BOTH)
    assert numbers() == before


def test_a_round_opened_again_with_teams_as_they_were_tells_of_none(autumn: Autumn) -> None:
    rounds.close_round(autumn.desk, round_id=autumn.id)
    assert reopen(autumn) == []


def test_a_round_that_would_hold_two_teams_of_one_name_stays_closed_until_one_is_renamed(autumn: Autumn) -> None:
    rounds.close_round(autumn.desk, round_id=autumn.id)
    teams.retire_team(autumn.desk, team_id=autumn.kitchens.id)
    for other in viewing.rounds_of(autumn.desk):
        if other.is_open:
            assert other.team(autumn.kitchens.id) is None
    teams.add_team(autumn.desk, name="KITCHENS", sections=LEADERSHIP)
    with pytest.raises(Refused, match=r"Rename one of the two on Rounds and teams, then reopen the round\."):
        reopen(autumn)
    assert not next(one for one in viewing.rounds_of(autumn.desk) if one.id == autumn.id).is_open
    autumn.rename(autumn.kitchens, "Old kitchens")
    assert reopen(autumn) == [("Kitchens", "Old kitchens")]
