"""The report of one site: its teams alone, named in title and file, and always the draft."""

from dataclasses import replace

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.report.report import ItemKind, Report
from sendsat.assessment.values import Round, Site
from sendsat.errors import NotFound
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation import sites
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.report import reporting
from sendsat.services.rounds import judging, rounds, teams


@pytest.fixture
def two(desk: Desk, first_round: Round) -> tuple[Site, Site]:
    """North rated LM1 amber and plans ramps; South rated it red and plans training."""
    second = teams.add_team(desk, name="Second", sections=("leadership",))
    first = viewing.teams_of(desk)[0]
    found = []
    for team, name, rating, plan in (
        (first, "North", Rating.AMBER, "Ramps"),
        (second, "South", Rating.RED, "Training"),
    ):
        site = sites.add_site(desk, name=name)
        sites.place_team(desk, team_id=team.id, site_id=site.id)
        here = {"round_id": first_round.id, "team_id": team.id}
        judging.rate(desk, **here, statement_id="LM1", rating=rating)
        judging.write(desk, **here, statement_id="LM1", field="commentary", text=f"As {name} sees it.", seen="")
        planning.plan_action(desk, **here, statements=("LM1",), draft=Draft(plan))
        found.append(site)
    north, south = found
    return north, south


def of_site(desk: Desk, round_: Round, site: Site) -> Report:
    return reporting.report(desk, round_.id, site_id=site.id)


def test_it_counts_and_plans_for_the_teams_of_the_site_alone(
    desk: Desk, first_round: Round, two: tuple[Site, Site]
) -> None:
    north, south = (of_site(desk, first_round, site) for site in two)
    assert (north.counts.amber, north.counts.red) == (1, 0)
    assert (south.counts.amber, south.counts.red) == (0, 1)
    assert [action.text for action in north.actions] == ["Ramps"]
    assert [action.text for action in south.actions] == ["Training"]
    assert "South" not in north.summary.text
    assert ", at North." in north.summary.text
    assert "One action is open for the teams of North." in north.summary.text


@pytest.mark.parametrize("kind", list(reporting.WRITERS))
def test_the_site_stands_in_the_title_and_in_the_name_of_every_file(
    desk: Desk, first_round: Round, two: tuple[Site, Site], kind: str
) -> None:
    built = of_site(desk, first_round, two[0])
    assert built.whose == f"{desk.organisation.name}, North"
    name, content = reporting.report_file(kind, built)
    assert " - North - Self-assessment report - " in name
    if kind != "docx":
        assert "North" in content.decode()
        assert "As South sees it" not in content.decode()


def test_words_of_the_whole_report_are_no_words_of_a_site(
    desk: Desk, first_round: Round, two: tuple[Site, Site]
) -> None:
    item = reporting.report(desk, first_round.id).summary
    reporting.edit_item(desk, round_id=first_round.id, item=item, text="All of us say so.", seen=item.text)
    assert reporting.report(desk, first_round.id).summary.text == "All of us say so."
    built = of_site(desk, first_round, two[0])
    assert built.summary.text == built.summary.draft
    assert built.left_behind == ()


def test_progress_is_of_the_teams_that_belonged_to_the_site_then(
    desk: Desk, first_round: Round, two: tuple[Site, Site]
) -> None:
    rounds.close_round(desk, round_id=first_round.id)
    spring = rounds.start_round(desk, name="Spring")
    [first, second] = viewing.teams_of(desk)
    for team, rating in ((first, Rating.AMBER), (second, Rating.GREEN)):
        judging.rate(desk, round_id=spring.id, team_id=team.id, statement_id="LM1", rating=rating)
    north, south = (of_site(desk, spring, site) for site in two)
    assert [item.statement_id for item in north.items if item.kind is ItemKind.PROGRESS] == []
    assert [item.statement_id for item in south.items if item.kind is ItemKind.PROGRESS] == ["LM1"]


def test_a_site_of_which_no_team_takes_part_is_refused(desk: Desk, first_round: Round, two: tuple[Site, Site]) -> None:
    west = sites.add_site(desk, name="West")
    for site in (west, replace(west, id=99)):
        with pytest.raises(NotFound, match="No team of this site"):
            of_site(desk, first_round, site)
