"""What the tests of supplements share: a small supplement, switched on, rated, planned for."""

from sendsat.assessment.rating import Rating
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action, Round
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import judging, rounds
from tests.factories import make_supplement

EXTRA = make_supplement()


ON, OFF = (EXTRA.id,), ()


def switch(desk: Desk, round_: Round, supplements: tuple[str, ...] = ON) -> Round:
    return rounds.set_supplements(desk, round_id=round_.id, supplements=supplements)


def rate(desk: Desk, round_: Round, statement_id: str = "SU1", rating: Rating = Rating.GREEN) -> None:
    judging.rate(desk, round_id=round_.id, team_id=round_.teams[0].id, statement_id=statement_id, rating=rating)


def beside(desk: Desk, round_: Round) -> Snapshot:
    return viewing.snapshots(desk, round_.id)[0].beside(EXTRA)


def planned(desk: Desk, round_: Round, statement_id: str = "SU1") -> Action:
    draft = Draft("Write a strategy", owner="Jo")
    return planning.plan_action(desk, round_id=round_.id, team_id=None, statements=(statement_id,), draft=draft)
