"""What was said in every round, for tests that look at the whole of an organisation."""

from sendsat.assessment.snapshot import Snapshot
from sendsat.services import viewing
from sendsat.services.desk import Desk


def every_snapshot(desk: Desk) -> tuple[Snapshot, ...]:
    """Every round of the organisation, oldest first, each with every judgement."""
    return viewing.snapshots(desk, *(round_.id for round_ in viewing.rounds_of(desk)))
