"""What must be there before a verb of rounds, ratings, the plan or the report can do anything."""

from typing import Any

from sendsat.assessment.rating import Rating
from sendsat.assessment.report.report import ItemKind
from sendsat.assessment.roll_up import RollUp
from sendsat.services import viewing
from sendsat.services.plan import milestones, planning
from sendsat.services.plan.planning import Draft
from sendsat.services.report import governors, reporting
from sendsat.services.rounds import agreeing, confirming, judging, rounds, teams
from tests.services.workshop.meeting import Room

Arguments = dict[str, Any]


TWO_TEAMS = ("leadership", "study-programmes")


def here(room: Room) -> Arguments:
    return {"round_id": room.workshop.round_id, "team_id": room.workshop.team_id, "statement_id": "LM1"}


def rated(room: Room) -> Arguments:
    """A place where something is rated."""
    judging.rate(room.desk, **here(room), rating=Rating.AMBER)
    return here(room)


def an_action(room: Room) -> Any:
    return planning.plan_action(
        room.desk, round_id=room.workshop.round_id, team_id=None, statements=("LM1",), draft=Draft("Write the policy")
    )


def milestone(room: Room) -> Arguments:
    action_id = an_action(room).id
    return {"action_id": action_id, "seen": milestones.add_milestone(room.desk, action_id=action_id, text="A draft")}


def second_team(room: Room) -> Any:
    return teams.add_team(room.desk, name="Second", sections=TWO_TEAMS)


def carried_forward(room: Room) -> Arguments:
    rated(room)
    next_ = rounds.start_round(room.desk, name="Spring", carry_forward_from=room.workshop.round_id)
    return {**here(room), "round_id": next_.id}


def all_carried(room: Room) -> Arguments:
    carried = carried_forward(room)
    return {"round_id": carried["round_id"], "team_id": carried["team_id"], "statement_ids": ("LM1",)}


def all_confirmed(room: Room) -> Arguments:
    return {"confirmed": confirming.confirm_all(room.desk, **all_carried(room))}


def cleared(room: Room) -> Arguments:
    return {"cleared": judging.rate(room.desk, **rated(room), rating=None)}


def report_item(room: Room) -> Arguments:
    item = reporting.report(room.desk, room.workshop.round_id).summary
    return {"round_id": room.workshop.round_id, "item": item}


def picked(room: Room) -> Arguments:
    judging.rate(room.desk, **{**rated(room), "rating": Rating.RED})
    built = reporting.report(room.desk, room.workshop.round_id)
    [first, *_] = governors.offered(built, ItemKind.IMPROVEMENT)
    return {"built": built, "team_id": None, "kind": ItemKind.IMPROVEMENT, "statement_ids": (first,), "seen": ()}


def edited_item(room: Room) -> Arguments:
    arguments = report_item(room)
    reporting.edit_item(room.desk, **arguments, text="Ours", seen=arguments["item"].text)
    return report_item(room)


def divided(room: Room) -> Arguments:
    """A statement on which teams differ, in a round that leaves it to leaders."""
    other, here = second_team(room), rated(room)
    agreeing.set_roll_up(room.desk, round_id=here["round_id"], roll_up=RollUp.LEADERS)
    judging.rate(room.desk, **{**here, "team_id": other.id}, rating=Rating.GREEN)
    seen = viewing.snapshots(room.desk, here["round_id"])[0].standings["LM1"]
    ids = {"round_id": here["round_id"], "statement_id": "LM1"}
    return {**ids, "rating": Rating.AMBER, "reason": "It holds for most.", "seen": seen}


def leaders_agreed(room: Room) -> Arguments:
    arguments = divided(room)
    agreeing.agree_rating(room.desk, **arguments)
    return {name: arguments[name] for name in ("round_id", "statement_id")}
