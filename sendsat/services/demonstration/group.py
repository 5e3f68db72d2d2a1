"""Makes a group of the demonstration: the college gets sites, and two made-up colleges join it, each with a plan. Uses
the verbs of this package as people do, so each step is checked and noted."""

from dataclasses import replace

from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.snapshot import Snapshot
from sendsat.services import viewing
from sendsat.services.demonstration.group_plan import HILLSIDE, LAKESIDE, Step
from sendsat.services.desk import Desk
from sendsat.services.organisation import grouping, sites
from sendsat.services.organisation.founding import found_another
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import judging, teams

GROUP = "Three Rivers Group (made up)"
OTHERS = {"Hillside College (made up)": (2, HILLSIDE), "Lakeside College (made up)": (3, LAKESIDE)}
"""The other colleges: of how many statements in a row each leaves one unrated and rates one otherwise; and its plan."""
SITES = ("Town campus", "Skills centre")
LEVELS = (Rating.RED, Rating.AMBER, Rating.GREEN)


def gather_group(riverbank: Desk) -> tuple[Organisation, ...]:
    """Let the demonstration's college have sites, and start a group with two colleges like it. Returns these two."""
    _place(riverbank)
    [example] = viewing.snapshots(riverbank, viewing.newest_round(riverbank))
    code = grouping.start_group(riverbank, name=GROUP).uid
    return tuple(_another(riverbank, example, code, name, step, steps) for name, (step, steps) in OTHERS.items())


def _place(desk: Desk) -> None:
    """Every team belongs to one of two sites, in turns."""
    known = [sites.add_site(desk, name=name) for name in SITES]
    for number, team in enumerate(viewing.teams_of(desk)):
        sites.place_team(desk, team_id=team.id, site_id=known[number % len(known)].id)


def _another(
    riverbank: Desk, example: Snapshot, code: str, name: str, step: int, steps: tuple[Step, ...]
) -> Organisation:
    round_name = example.round.name
    added = found_another(riverbank, name=name, kind=OrganisationKind.PROVIDER, round_name=round_name)
    desk = replace(riverbank, organisation=added)
    grouping.join_group(desk, code=code)
    teams.add_team(desk, name="Study programmes team", sections=("study-programmes",))
    _place(desk)
    [empty] = viewing.snapshots(desk, viewing.newest_round(desk))
    for number, (statement_id, asked) in enumerate(empty.asked.items()):
        rating = example.rating(statement_id)
        for team_id in asked:
            if rating is not None and number % (step + 2):
                ids = {"round_id": empty.round.id, "team_id": team_id}
                judging.rate(desk, **ids, statement_id=statement_id, rating=_moved(rating, number + team_id, step))
    _plan(desk, empty, steps)
    return added


def _plan(desk: Desk, snapshot: Snapshot, steps: tuple[Step, ...]) -> None:
    """Plan the steps in the round of this snapshot, each for the last team that is asked its first statement."""
    for step in steps:
        draft = Draft(step.text, step.owner, step.due(desk.today), step.priority, step.status)
        planning.plan_action(
            desk,
            round_id=snapshot.round.id,
            team_id=snapshot.asked[step.statements[0]][-1],
            statements=step.statements,
            draft=draft,
        )


def _moved(rating: Rating, number: int, step: int) -> Rating:
    """The rating, or every so often the next better one; green becomes red, so that colleges differ both ways."""
    if rating.level is None or number % step:
        return rating
    return LEVELS[rating.level % len(LEVELS)]
