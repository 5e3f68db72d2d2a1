"""Teams in the bin: which may go there, what goes along, and which may come back. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sendsat.assessment.rules import check_name, team_names_in_use
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action, Round, Team
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.errors import NotFound, Refused


@dataclass(frozen=True)
class TookPart:
    """A round in which a team takes part; `is_alone` says that no other team here does."""

    round_id: int
    name: str
    is_open: bool
    is_binned: bool
    is_alone: bool


def taken_part(rounds: Sequence[Round], team_id: int) -> tuple[TookPart, ...]:
    """The same from rounds that are here."""
    return tuple(
        TookPart(round_.id, round_.name, round_.is_open, is_binned=False, is_alone=len(round_.teams) == 1)
        for round_ in rounds
        if round_.team(team_id)
    )


def check_can_bin_team(
    teams: Sequence[Team], took_part: Sequence[TookPart], workshops: Sequence[Workshop], team_id: int
) -> Team:
    """The team, where it may go to the bin. Raises `Refused` for the only one, one that took part in a closed round or
    alone in a round, and while a workshop of it is open; `NotFound`."""
    team = next((team for team in teams if team.id == team_id), None)
    if team is None:
        raise NotFound("There is no such team here.", "Choose one from the list.")
    if not any(not other.retired for other in teams if other.id != team_id):
        raise Refused("This is the only team, so it stays.", "Add another team first.")
    closed = [part.name for part in took_part if not part.is_open]
    if closed:
        stay = "is closed and stays as it was" if len(closed) == 1 else "are closed and stay as they were"
        instead = "It is retired already." if team.retired else "Retire the team instead."
        raise Refused(f"{team.name} took part in {_listed(closed)}, which {stay}.", instead)
    alone = [part.name for part in took_part if part.is_alone and not part.is_binned]
    if alone:
        raise Refused(
            f"No other team takes part in {_listed(alone)}, so {team.name} stays.",
            "Add another team first: it joins every open round.",
        )
    if any(workshop.team_id == team_id and workshop.is_open for workshop in workshops):
        raise Refused(f"A workshop of {team.name} is still open, so it stays.", "Close the workshop first.")
    return team


def check_can_come_back(
    name: str, teams: Sequence[Team], rounds: Sequence[Round], took_part: Sequence[TookPart]
) -> None:
    """Raises `Invalid` where another team has the name by now, `Refused` where a round was closed without the team."""
    check_name(name, what="team", taken=team_names_in_use(teams, rounds))
    closed = [part for part in took_part if not part.is_open]
    if closed:
        were, them = ("was", "it") if len(closed) == 1 else ("were", "them")
        way = " A round in the bin must be put back first." if any(part.is_binned for part in closed) else ""
        raise Refused(
            f"{_listed([part.name for part in closed])} {were} closed while {name} was in the bin, so its ratings "
            f"would change {them}.",
            f"Reopen {them} on Rounds and teams first.{way}",
        )


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


@dataclass(frozen=True)
class Along:
    """How much goes to the bin along with a team."""

    ratings: int
    texts: int
    actions: int
    workshops: int


def goes_along(
    team_id: int, snapshots: Collection[Snapshot], actions: Collection[Action], workshops: Collection[Workshop]
) -> Along:
    """What a team said in these rounds, with the actions and workshops that are its own."""
    said = [
        judgement
        for snapshot in snapshots
        for judgement in snapshot.judgements.values()
        if judgement.team_id == team_id
    ]
    texts = (
        (judgement.commentary, judgement.evidence or judgement.seen_evidence, judgement.minority_note)
        for judgement in said
    )
    return Along(
        ratings=sum(judgement.rating is not None for judgement in said),
        texts=sum(bool(text) for of_one in texts for text in of_one),
        actions=sum(action.team_id == team_id for action in actions),
        workshops=sum(workshop.team_id == team_id for workshop in workshops),
    )
