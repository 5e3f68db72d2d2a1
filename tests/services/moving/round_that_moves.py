"""A round that leaves one sendsat, and an empty one elsewhere in which it arrives."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sendsat.assessment.rating import Rating
from sendsat.assessment.roll_up import RollUp
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.moving import moving
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.report import exporting
from sendsat.services.rounds import agreeing, judging, teams
from sendsat.storage.opening import open_store
from tests.conftest import Clock, found_desk
from tests.factories import STARTED


@contextmanager
def empty_installation(empty_database: Path, tmp_path: Path, library: Library) -> Iterator[Desk]:
    """A college that has just begun elsewhere: one team, one round, nothing said."""
    file = shutil.copy(empty_database, tmp_path / "elsewhere.db")
    with closing(open_store(f"sqlite:///{file}")) as store:
        yield found_desk(store, library, Clock(STARTED))


def leaving(desk: Desk) -> bytes:
    """A round of two teams with something said, planned and agreed, as JSON."""
    other = teams.add_team(desk, name="Foundation", sections=("leadership",))
    agreeing.set_roll_up(desk, round_id=1, roll_up=RollUp.LEADERS)
    place: dict[str, Any] = {"round_id": 1, "statement_id": "LM1"}
    judging.rate(desk, **place, team_id=1, rating=Rating.RED)
    judging.rate(desk, **place, team_id=other.id, rating=Rating.GREEN)
    judging.write(desk, **place, team_id=other.id, field="commentary", text="All in place", seen="")
    [snapshot] = viewing.snapshots(desk, 1)
    agreeing.agree_rating(desk, **place, rating=Rating.AMBER, reason="For most", seen=snapshot.standings["LM1"])
    judging.choose_ofsted_areas(desk, **place, team_id=1, framework_id="framework-2025", areas=())
    draft = Draft("Write the policy", owner="Jo")
    action = planning.plan_action(desk, round_id=1, team_id=other.id, statements=("LM1", "SP1"), draft=draft)
    planning.note_progress(desk, action_id=action.id, text="Begun")
    return exporting.round_json(desk, 1)[1]


def arrive(desk: Desk, content: bytes, **choice: Any) -> int:
    """Move a round in; returns the id of the import."""
    arrival = moving.preview_move(desk, content, "autumn.json")
    return moving.move_in(desk, arrival, **{"name": arrival.name, "teams": arrival.by_name} | choice).id
