"""A workshop on a small edition, with a facilitator at a desk and a door for phones."""

from dataclasses import dataclass
from typing import Any

from sendsat.assessment.workshop.votes import Vote
from sendsat.assessment.workshop.workshop import AgendaItem, Workshop
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.workshop import joining, running, voting, workshops
from sendsat.services.workshop.joining import Door
from tests.factories import make_edition, make_library, make_supplement

LIBRARY = make_library(make_edition(), make_supplement())
NAMES = "Ann Lee, Bob"


@dataclass
class Room:
    """A facilitator at a desk, a door for phones, and the workshop that is on."""

    desk: Desk
    door: Door
    workshop: Workshop

    @property
    def item(self) -> AgendaItem:
        found = workshops.get_workshop(self.desk, self.workshop.id).item
        assert found is not None
        return found

    def ids(self) -> dict[str, int]:
        return {"workshop_id": self.workshop.id, "item_id": self.item.id}

    def go_to(self, place: int) -> None:
        running.go_to(self.desk, workshop_id=self.workshop.id, place=place)

    def open_vote(self) -> None:
        voting.open_vote(self.desk, **self.ids())

    def reveal(self) -> None:
        voting.reveal(self.desk, **self.ids())

    def join(self) -> str:
        device = joining.new_device()
        joining.enter(self.door, device=device, code=self.workshop.code)
        return device

    def cast(self, device: str, vote: Vote, *, statement_id: str = "", vote_round: int = 0) -> Any:
        number = vote_round or len(self.item.rounds)
        one = statement_id or self.item.statement_id
        return joining.cast(
            self.door, device=device, workshop_id=self.workshop.id, statement_id=one, vote_round=number, vote=vote
        )

    def vote(self, *cast: Vote) -> list[str]:
        devices = [self.join() for _ in cast]
        self.open_vote()
        for device, vote in zip(devices, cast, strict=True):
            self.cast(device, vote)
        return devices

    def judgement(self, statement_id: str) -> Any:
        snapshot = viewing.snapshots(self.desk, self.workshop.round_id)[0]
        return snapshot.judgement(self.workshop.team_id, statement_id)
