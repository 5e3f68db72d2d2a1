"""Merging a site into another: what moves, and what would go back when it is undone. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from sendsat.assessment.groups.placing import DELETED_ROUND
from sendsat.assessment.values import Merged, Round, Site, Team

Part = tuple[Round, Team]
"""A team as it takes part in a round."""


@dataclass(frozen=True)
class Moves:
    """The teams of a site, retired ones too, and the open rounds in which teams take part for it."""

    teams: tuple[Team, ...]
    parts: tuple[Part, ...]

    @property
    def rounds(self) -> tuple[str, ...]:
        """The names of the rounds."""
        return tuple(dict.fromkeys(round_.name for round_, _ in self.parts))

    @property
    def seen(self) -> frozenset[tuple[int, int]]:
        """What moves, as numbers: to tell whether it is still what somebody looked at. A team alone is of round 0."""
        return frozenset([(0, team.id) for team in self.teams] + [(round_.id, team.id) for round_, team in self.parts])


def moves_of(site: Site, teams: Iterable[Team], rounds: Iterable[Round]) -> Moves:
    """What moves when a site is merged. Closed rounds keep their sites."""
    parts = ((round_, team) for round_ in rounds if round_.is_open for team in round_.teams)
    return Moves(
        tuple(team for team in teams if _is_at(team, site.id)),
        tuple((round_, team) for round_, team in parts if _is_at(team, site.id)),
    )


@dataclass(frozen=True)
class Back:
    """What goes back to a site that was merged, and in a phrase each what stays because it changed since."""

    moves: Moves
    left: tuple[str, ...]


def going_back(site: Site, merged: Merged, teams: Iterable[Team], rounds: Iterable[Round]) -> Back:
    """What undoing would put back: teams that are still where they were taken, in the rounds from which they moved and
    in other open rounds, which began or came back since."""
    known, here = {team.id: team for team in teams}, {round_.id: round_ for round_ in rounds}
    moved = [known[team_id] for team_id in merged.teams if team_id in known]
    back = tuple(team for team in moved if _is_at(team, merged.into))
    ids = {team.id for team in back}
    left = [f"{team.name} {_where(team)}" for team in moved if team.id not in ids]
    parts: list[Part] = []
    for round_ in here.values():
        if round_.is_open:
            ours = [team for team in round_.teams if team.id in ids or (round_.id, team.id) in merged.parts]
            parts += [(round_, team) for team in ours if _is_at(team, merged.into)]
        elif any(_went(round_, team, merged, ids) for team in round_.teams):
            left.append(f"{round_.name} was closed since, and keeps the site it had then")
    if {round_id for round_id, _ in merged.parts} - here.keys():
        left.append(DELETED_ROUND)
    if set(merged.teams) - known.keys():
        left.append("a team that was deleted since stays as it is, also if it comes back from the bin")
    return Back(Moves(back, tuple(parts)), tuple(left))


def _went(round_: Round, team: Team, merged: Merged, back: set[int]) -> bool:
    """Whether the merging moved the team in this round, or it began since with a team that goes back."""
    return (round_.id, team.id) in merged.parts or (team.id in back and round_.started_at > merged.at)


def _is_at(team: Team, site_id: int) -> bool:
    return team.site is not None and team.site.id == site_id


def _where(team: Team) -> str:
    return f"belongs to {team.site.name} by now" if team.site else "belongs to no site by now"
