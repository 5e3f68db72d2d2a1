"""What teams said of statements about the same thing, for whoever leads to know before they judge. Pure.

It forbids nothing: it tells what is known so far, and whose work is not finished.
"""

from dataclasses import dataclass

from sendsat.assessment.snapshot import Snapshot, Standing

LEADERSHIP = "leadership"
"""The section in which leaders judge what teams do: it is best judged last."""


@dataclass(frozen=True)
class Elsewhere:
    """Where the related statements stand that the round asks, in the order of the guide."""

    standings: tuple[Standing, ...]

    @property
    def unfinished(self) -> tuple[str, ...]:
        """The ids of those that not every team asked has rated or confirmed in this round."""
        return tuple(
            standing.statement_id for standing in self.standings if not all(said.judged for said in standing.judgements)
        )

    @property
    def sentence(self) -> str:
        """How much of it is finished, as people say it; "" where nothing is related."""
        if not self.standings:
            return ""
        if not self.unfinished:
            return "Every team asked has rated these."
        return f"Not every team asked has rated {_listed(self.unfinished)} yet."


def elsewhere(snapshot: Snapshot, statement_id: str) -> Elsewhere:
    """What was said of the statements that are about the same thing; nothing of one that the round does not ask."""
    related = {other for _, other in snapshot.edition.related_to.get(statement_id, ())}
    return Elsewhere(tuple(snapshot.standing(asked) for asked in snapshot.asked if asked in related))


def _listed(ids: tuple[str, ...]) -> str:
    return ids[0] if len(ids) == 1 else f"{', '.join(ids[:-1])} or {ids[-1]}"
