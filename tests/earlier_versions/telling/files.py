"""The files a version makes of its rounds and its plan, and those it takes back in."""

from collections.abc import Iterator
from typing import Any

from .verbs import verb

MOVED = "Moved review"
FILLED = ("Marrowby tutors", "Wimblecote tutors")
REPLANNED = ("Driftwood", "Oystercatcher")


def files_of(desk: Any, round_id: int) -> Iterator[tuple[str, bytes]]:
    """Every file that could come back later: the plan, and a whole closed round."""
    for kind in ("csv", "xlsx"):
        yield f"plan.{kind}", verb("plan_file")(desk, kind, round_id)[1]
    if write := verb("export_round"):
        for kind in ("csv", "json"):
            yield f"round.{kind}", write(desk, kind=kind, round_id=round_id)[1]


def workbook_of(desk: Any, round_id: int) -> Iterator[tuple[str, bytes]]:
    """The workbook of the first team in an open round, as somebody takes it away to fill it in."""
    if write := verb("export_round"):
        team = verb("teams_of")(desk)[0]
        yield "workbook.xlsx", write(desk, kind="xlsx", round_id=round_id, team_id=team.id)[1]


def bring_back(desk: Any, spring_id: int) -> None:
    """A round and a plan come back filled in, and a round from elsewhere moves in."""
    if bring := verb("import_file"):
        content = _said_anew(verb("export_round")(desk, kind="csv", round_id=spring_id)[1], FILLED)
        bring(desk, content, "filled.csv", round_id=spring_id)
        content = _said_anew(verb("plan_file")(desk, "csv", spring_id)[1], REPLANNED)
        verb("import_plan")(desk, seen=verb("preview_plan")(desk, content))
    if move := verb("move_in"):
        arrival = verb("preview_move")(desk, verb("export_round")(desk, kind="json", round_id=spring_id)[1], "r.json")
        move(desk, arrival, name=MOVED, teams=arrival.by_name)


def _said_anew(content: bytes, words: tuple[str, str]) -> bytes:
    old, new = (one.encode() for one in words)
    assert old in content
    return content.replace(old, new)
