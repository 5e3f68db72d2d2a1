"""One team's place in one round, from which tests judge a statement."""

from typing import Any

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Judgement, Round
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.rounds import judging


class Seat:
    """One team's place in one round: every verb on one statement."""

    def __init__(self, desk: Desk, round_: Round, statement_id: str = "LM1", team_id: int | None = None) -> None:
        self.desk = desk
        self.where: dict[str, Any] = {
            "round_id": round_.id,
            "team_id": team_id or round_.teams[0].id,
            "statement_id": statement_id,
        }

    def rate(self, rating: Rating | None) -> Judgement:
        return judging.rate(self.desk, **self.where, rating=rating).after

    def write(self, text: str, *, seen: str = "", field: str = "commentary") -> Judgement:
        return judging.write(self.desk, **self.where, field=field, text=text, seen=seen).after

    def tick(self, prompt: str, *, seen: bool = True) -> Judgement:
        return judging.tick_evidence(self.desk, **self.where, prompt=prompt, seen=seen).after

    def confirm(self) -> Judgement:
        return judging.confirm(self.desk, **self.where).after

    def mark_rejudged(self, rejudged: bool) -> Judgement:
        return judging.mark_rejudged(self.desk, **self.where, rejudged=rejudged).after

    def clear(self) -> judging.Changed:
        return judging.rate(self.desk, **self.where, rating=None)

    def put_back(self, cleared: judging.Changed) -> Judgement:
        return judging.put_back(self.desk, cleared=cleared).after

    def kept(self) -> Judgement:
        """What is stored now."""
        snapshot = viewing.snapshots(self.desk, self.where["round_id"])[0]
        return snapshot.judgement(self.where["team_id"], self.where["statement_id"])

    def history(self) -> list[tuple[str, str, str]]:
        """Field, old and new of every change, newest first."""
        entries = viewing.statement_history(self.desk, self.where["statement_id"])
        return [(one.field, one.old, one.new) for one in entries]
