"""Verbs on the bin: a round or a team goes there whole, comes back whole, or is erased for good."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sendsat.assessment.groups.placing import Behind, behind, id_of
from sendsat.assessment.records.bin import TEAM, Binned, Erased, check_can_bin
from sendsat.assessment.records.came_back import Changed, changed, check_names_differ, to_join, to_leave
from sendsat.assessment.records.team_bin import check_can_bin_team, check_can_come_back
from sendsat.assessment.rules import check_name
from sendsat.assessment.values import Round, Site, Team
from sendsat.errors import Refused
from sendsat.exchange.files.safe_text import file_name
from sendsat.exchange.formats import Format
from sendsat.exchange.records.certificate import certificate_md
from sendsat.services.desk import Desk
from sendsat.services.following import let_change, let_follow
from sendsat.services.records.cleaning import clean_files
from sendsat.services.work import May, Work, writing
from sendsat.storage.queries import judgements, organisations, rounds, sites
from sendsat.storage.queries.records import bins, team_bins
from sendsat.storage.queries.workshop import workshops


@dataclass(frozen=True)
class RoundBack:
    """A round that came back: where its teams count for another site than before, and which have another name or other
    sections there; which began to rate meanwhile and joined it; and which were retired and left it."""

    followed: tuple[Behind, ...] = ()
    changed: tuple[Changed, ...] = ()
    joined: tuple[Team, ...] = ()
    left: tuple[Team, ...] = ()


@dataclass(frozen=True)
class TeamBack:
    """A team that came back: the open rounds that began meanwhile, which it joined; the site it left because that was
    merged meanwhile; and the other open rounds in which it counts for another site than before, or has another name or
    other sections."""

    team: Team
    joined: tuple[str, ...] = ()
    left: Site | None = None
    followed: tuple[Behind, ...] = ()
    changed: tuple[Changed, ...] = ()


def put_in_bin(desk: Desk, *, round_id: int) -> None:
    """Put a round into the bin, with what was said in it, its actions and workshops: nothing shows it any longer.

    Raises `Refused` for the only round and while a workshop of it is open, `NotFound`.
    """
    with writing(desk, May.MANAGE_ORGANISATION, "put_in_bin") as work:
        round_ = check_can_bin(rounds.rounds_of(work), workshops.workshops_of(work), round_id)
        bins.put(work, round_id, work.deed.at)
        work.note("round put in the bin", "", round_.name)


def take_out_of_bin(desk: Desk, *, round_id: int) -> RoundBack:
    """Take a round out of the bin as it was, but that an open one follows its teams: their names, sections and sites of
    now. Those that began to rate meanwhile take part in it, and those that were retired and said nothing in it do not,
    as if it had been there. Raises `Invalid` where another has its name by now, `Refused` while all its teams are in
    the bin or where two of them would have one name, `NotFound`."""
    with writing(desk, May.MANAGE_ORGANISATION, "take_out_of_bin") as work:
        binned = bins.get_binned(work, round_id)
        check_name(binned.name, what="round", taken=tuple(round_.name for round_ in rounds.rounds_of(work)))
        bins.take_out(work, round_id)
        round_, teams = rounds.get_round(work, round_id), organisations.teams_of(work)
        if team_bins.names_in_bin(work, round_id) and not round_.teams:
            raise Refused(f"Every team of {binned.name} is in the bin.", "Put a team back first.")
        work.note("round taken out of the bin", "", binned.name)
        left = _let_leave(work, round_, teams)
        joined = _let_join(work, round_, teams, binned)
        round_ = rounds.get_round(work, round_id)
        changes = changed(teams, [round_])
        check_names_differ(round_, teams, changes)
        let_change(work, changes)
        followed = behind(teams, [rounds.get_round(work, round_id)])
        let_follow(work, followed)
    return RoundBack(followed, changes, joined, left)


def _let_leave(work: Work, round_: Round, teams: Sequence[Team]) -> tuple[Team, ...]:
    said = {team_id for team_id, _ in judgements.judgements_of(work, (round_.id,))[round_.id]}
    left = to_leave(teams, round_, said)
    for team in left:
        rounds.leave(work, round_.id, team.id)
    work.session.flush()
    return left


def _let_join(work: Work, round_: Round, teams: Sequence[Team], binned: Binned) -> tuple[Team, ...]:
    joined = to_join(teams, round_, team_bins.began_since(work, binned.binned_at))
    for team in joined:
        rounds.save_participation(work, round_.id, team)
    work.session.flush()
    return joined


def erase_round(desk: Desk, *, round_id: int) -> Erased:
    """Erase a round in the bin for good, its history too. Backups and files that were taken away still hold it.

    Raises `NotFound` where it is not in the bin.
    """
    with writing(desk, May.MANAGE_ORGANISATION, "erase_round") as work:
        erased = erase_within(work, round_id)
    clean_files(desk)
    return erased


def erase_within(work: Work, round_id: int) -> Erased:
    """Inside a transaction: erase a round in the bin and note what went. For this package."""
    binned = bins.get_binned(work, round_id)
    erased = Erased(binned.name, work.deed.at, work.deed.person, bins.erase(work, round_id))
    work.note("round erased for good", binned.name, "; ".join(erased.lines))
    return erased


def put_team_in_bin(desk: Desk, *, team_id: int) -> None:
    """Put a team into the bin, with what it said, its actions, workshops and reports: nothing shows or counts it any
    longer, and another may have its name.

    Raises `Refused` for the only team, one that took part in a closed round, and while a workshop of it is open;
    `NotFound`.
    """
    with writing(desk, May.MANAGE_ORGANISATION, "put_team_in_bin") as work:
        every, met = organisations.teams_of(work), workshops.workshops_of(work)
        team = check_can_bin_team(every, team_bins.took_part(work, team_id), met, team_id)
        team_bins.put(work, team_id, work.deed.at)
        work.note("team put in the bin", "", team.name)


def take_team_out_of_bin(desk: Desk, *, team_id: int) -> TeamBack:
    """Take a team out of the bin as it was. It joins open rounds that began meanwhile; where its site was merged
    meanwhile it belongs to the one that took its place.

    Raises `Invalid` where another has its name by now, `Refused` where a round of it was closed meanwhile, `NotFound`.
    """
    with writing(desk, May.MANAGE_ORGANISATION, "take_team_out_of_bin") as work:
        binned, known = team_bins.get_binned(work, team_id), rounds.rounds_of(work)
        took_part = team_bins.took_part(work, team_id)
        check_can_come_back(binned.name, organisations.teams_of(work), known, took_part)
        before = team_bins.take_out(work, team_id)
        team = _past_merging(work, before)
        changes = changed([team], rounds.rounds_of(work))
        let_change(work, changes)
        followed = behind([team], rounds.rounds_of(work))
        let_follow(work, followed)
        begun = [
            round_ for round_ in known if round_.is_open and round_.started_at >= binned.binned_at and not team.retired
        ]
        joined = [round_ for round_ in begun if round_.id not in {part.round_id for part in took_part}]
        for round_ in joined:
            rounds.save_participation(work, round_.id, team)
        work.note("team taken out of the bin", "", binned.name)
    left = before.site if id_of(before.site) != id_of(team.site) else None
    return TeamBack(team, tuple(round_.name for round_ in joined), left, followed, changes)


def _past_merging(work: Work, team: Team) -> Team:
    """The team at the site in use into which its own was merged while it was in the bin. Undoing the merging takes it
    along, as if it had been there."""
    known = {site.id: site for site in sites.sites_of(work)}
    site = known[team.site.id] if team.site else None
    while site is not None and site.merged is not None:
        sites.save_site(work, replace(site, merged=replace(site.merged, teams=(*site.merged.teams, team.id))))
        site = known[site.merged.into]
    if id_of(site) == id_of(team.site):
        return team
    work.note("team's site", team.site.name if team.site else "", site.name if site else "", team_id=team.id)
    return organisations.save_team(work, replace(team, site=site))


def erase_team(desk: Desk, *, team_id: int) -> Erased:
    """Erase a team in the bin for good, its history too. Backups and files that were taken away still hold it.

    Raises `NotFound` where it is not in the bin.
    """
    with writing(desk, May.MANAGE_ORGANISATION, "erase_team") as work:
        erased = erase_team_within(work, team_id)
    clean_files(desk)
    return erased


def erase_team_within(work: Work, team_id: int) -> Erased:
    """Inside a transaction: erase a team in the bin and note what went. For this package."""
    binned = team_bins.get_binned(work, team_id)
    erased = Erased(binned.name, work.deed.at, work.deed.person, team_bins.erase(work, team_id), TEAM)
    work.note("team erased for good", binned.name, "; ".join(erased.lines))
    return erased


def certificate_file(desk: Desk, erased: Erased) -> tuple[str, bytes]:
    """What says that something was erased, as a file: its name and its bytes."""
    name = file_name(desk.organisation.name, "Erased for good", "", desk.today, Format.MD)
    return name, certificate_md(desk.organisation.name, erased)
