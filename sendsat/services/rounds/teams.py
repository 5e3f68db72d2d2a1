"""Verbs on teams: add, change, retire. A closed round keeps its teams as they were."""

from dataclasses import replace

from sendsat.assessment.rules import check_name, check_sections, team_names_in_use
from sendsat.assessment.values import Team
from sendsat.errors import NotFound, Refused
from sendsat.services.desk import Desk
from sendsat.services.work import May, Work, writing
from sendsat.storage.queries import judgements, organisations, rounds


def _join_open_rounds(work: Work, team: Team) -> None:
    for round_ in rounds.rounds_of(work):
        if round_.is_open:
            rounds.save_participation(work, round_.id, team)


def _rename_in_open_rounds(work: Work, team: Team) -> None:
    """Where a retired team still stands for what it said there; it is asked the same as before."""
    for round_ in rounds.rounds_of(work):
        part = round_.team(team.id)
        if round_.is_open and part is not None:
            rounds.save_participation(work, round_.id, replace(part, name=team.name))


def _taken(work: Work, but: int | None = None) -> tuple[str, ...]:
    return team_names_in_use(organisations.teams_of(work), rounds.rounds_of(work), but)


def add_team(desk: Desk, *, name: str, sections: tuple[str, ...]) -> Team:
    """Add a team and let it take part in every open round. Raises `Invalid`."""
    sections = check_sections(sections, desk.library.current)
    with writing(desk, May.MANAGE_TEAMS, "add_team") as work:
        name = check_name(name, what="team", taken=_taken(work))
        team = organisations.add_team(work, name=name, sections=sections)
        _join_open_rounds(work, team)
        work.note("team added", "", team.name, team_id=team.id)
        work.note("team's sections", "", _sections(team), team_id=team.id)
    return team


def _sections(team: Team) -> str:
    return ", ".join(team.sections)


def change_team(desk: Desk, *, team_id: int, name: str, sections: tuple[str, ...]) -> Team:
    """Rename a team or change its sections, in open rounds too; what it said before is kept. Raises `Invalid`."""
    sections = check_sections(sections, desk.library.current)
    with writing(desk, May.MANAGE_TEAMS, "change_team") as work:
        teams = organisations.teams_of(work)
        before = _one(teams, team_id)
        name = check_name(name, what="team", taken=_taken(work, team_id))
        team = organisations.save_team(work, replace(before, name=name, sections=sections))
        if team.retired:
            _rename_in_open_rounds(work, team)
        else:
            _join_open_rounds(work, team)
        if before.name != team.name:
            work.note("team renamed", before.name, team.name, team_id=team_id)
        if before.sections != team.sections:
            work.note("team's sections", _sections(before), _sections(team), team_id=team_id)
    return team


def _one(teams: tuple[Team, ...], team_id: int) -> Team:
    team = next((team for team in teams if team.id == team_id), None)
    if team is None:
        raise NotFound("There is no such team here.", "Choose one from the list.")
    return team


def retire_team(desk: Desk, *, team_id: int) -> Team:
    """Leave a team out of rounds to come; rounds it took part in keep it. Raises `Refused` for the last team."""
    with writing(desk, May.MANAGE_TEAMS, "retire_team") as work:
        teams = organisations.teams_of(work)
        team = _one(teams, team_id)
        if sum(not team.retired for team in teams) <= 1:
            raise Refused("This is the only team, so it cannot be retired.", "Add another team first.")
        for round_ in rounds.rounds_of(work):
            said = judgements.judgements_of(work, (round_.id,))[round_.id]
            if round_.is_open and not any(key[0] == team_id for key in said):
                rounds.leave(work, round_.id, team_id)
        work.note("team retired", team.name, "", team_id=team_id)
        return organisations.save_team(work, replace(team, retired=True))


def bring_back_team(desk: Desk, *, team_id: int) -> Team:
    """Let a retired team take part again, in open rounds too. Raises `NotFound`, `Invalid` for a name now taken."""
    with writing(desk, May.MANAGE_TEAMS, "bring_back_team") as work:
        teams = organisations.teams_of(work)
        team = replace(_one(teams, team_id), retired=False)
        check_name(team.name, what="team", taken=_taken(work, team_id))
        organisations.save_team(work, team)
        _join_open_rounds(work, team)
        work.note("team brought back", "", team.name, team_id=team_id)
    return team
