"""What must be there before a verb of files, of moving or of the bin can do anything."""

from typing import Any

from sendsat.services.importing import importing
from sendsat.services.moving import moving
from sendsat.services.plan import exporting as plan_exporting
from sendsat.services.plan import importing as plan_importing
from sendsat.services.records import binning
from sendsat.services.report import exporting
from sendsat.services.rounds import rounds
from tests.services.filling import filled
from tests.services.prepared_people import (
    deletable,
)
from tests.services.prepared_rounds import (
    Arguments,
    an_action,
    second_team,
)
from tests.services.workshop.meeting import Room


def filled_workbook(room: Room) -> bytes:
    content = exporting.round_workbook(room.desk, room.workshop.round_id, room.workshop.team_id)[1]
    return filled(content, {("LM1", "E"): "Green"})


def a_preview(room: Room) -> Any:
    return importing.preview_import(
        room.desk, room.workshop.round_id, room.workshop.team_id, filled_workbook(room), "filled.xlsx"
    )


def moving_file(room: Room) -> Arguments:
    """A round that comes in with a team of its own."""
    content = exporting.round_json(room.desk, room.workshop.round_id)[1]
    arrival = moving.preview_move(room.desk, content, "round.json")
    return {"arrival": arrival, "name": arrival.name, "teams": arrival.by_name}


def edited_plan(room: Room) -> Any:
    an_action(room)
    data = plan_exporting.plan_file(room.desk, "csv")[1].replace(b"Write the policy", b"Write it this term")
    return plan_importing.preview_plan(room.desk, data)


def imported_plan(room: Room) -> int:
    batch = plan_importing.import_plan(room.desk, seen=edited_plan(room))
    assert batch is not None
    return batch.id


def binned(room: Room) -> Arguments:
    arguments = deletable(room)
    binning.put_in_bin(room.desk, **arguments)
    return arguments


def binned_team(room: Room) -> Arguments:
    arguments = {"team_id": second_team(room).id}
    binning.put_team_in_bin(room.desk, **arguments)
    return arguments


def closed_round(room: Room) -> Arguments:
    rounds.close_round(room.desk, round_id=room.workshop.round_id)
    return {"round_id": room.workshop.round_id}
