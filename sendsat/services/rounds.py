"""Verbs on rounds: start, rename, close, reopen."""

from dataclasses import replace

from sendsat.assessment.rules import check_can_close, check_can_reopen, check_name
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.assessment.values import HistoryEntry, Judgement, Round
from sendsat.errors import Invalid
from sendsat.services.desk import Desk
from sendsat.storage.engine import Session
from sendsat.storage.queries import history, judgements, organisations, rounds


def _note(desk: Desk, session: Session, round_id: int, field: str, old: str, new: str) -> None:
    entry = HistoryEntry(at=desk.now(), person=desk.person.name, field=field, old=old, new=new, round_id=round_id)
    history.add_entries(session, desk.organisation.id, [entry])


def start_round(desk: Desk, *, name: str, carry_forward_from: int | None = None) -> Round:
    """Start a round with every team that is not retired. With `carry_forward_from`, its ratings and commentary are
    copied, each marked as carried forward until somebody confirms it.

    Raises `Invalid` for an empty or taken name or where there is no team, `NotFound` for an unknown earlier round.
    """
    organisation_id, edition = desk.organisation.id, desk.library.current
    with desk.store.writing() as session:
        taken = tuple(one.name for one in rounds.rounds_of(session, organisation_id))
        name = check_name(name, what="round", taken=taken)
        teams = [team for team in organisations.teams_of(session, organisation_id) if not team.retired]
        if not teams:
            raise Invalid("There is no team to rate a round.", "Add one on Rounds and teams first.")
        earlier = None if carry_forward_from is None else rounds.get_round(session, organisation_id, carry_forward_from)
        round_ = rounds.add_round(
            session,
            organisation_id=organisation_id,
            name=name,
            edition_id=edition.id,
            now=desk.now(),
            started_from=carry_forward_from,
        )
        for team in teams:
            rounds.save_participation(session, round_.id, team)
        round_ = replace(round_, teams=tuple(teams))
        if earlier is not None:
            _carry_forward(desk, session, earlier, round_)
        _note(desk, session, round_.id, "round started", "", name)
    return round_


def _carry_forward(desk: Desk, session: Session, earlier: Round, round_: Round) -> None:
    organisation_id = desk.organisation.id
    asked = Snapshot(round_, desk.library.get(round_.edition_id)).asked
    said: dict[tuple[int, str], list[Judgement]] = {}
    for old in judgements.judgements_of(session, organisation_id, (earlier.id,))[earlier.id].values():
        ids = desk.library.translate(old.statement_id, from_edition=earlier.edition_id, to_edition=round_.edition_id)
        for statement_id in ids:
            if not old.is_empty and old.team_id in asked.get(statement_id, ()):
                said.setdefault((old.team_id, statement_id), []).append(old)
    for (team_id, statement_id), olds in said.items():
        carried = _carried(Standing(statement_id, tuple(olds)), round_.id, team_id)
        judgements.save_judgement(session, organisation_id, carried, desk.now())


def _carried(before: Standing, round_id: int, team_id: int) -> Judgement:
    """What a team said, for a new round. Where two statements became one, the lower rating and both texts."""
    seen = dict.fromkeys(prompt for one in before.judgements for prompt in one.seen_evidence)
    return Judgement(
        round_id=round_id,
        team_id=team_id,
        statement_id=before.statement_id,
        rating=before.rating,
        commentary=before.commentary,
        evidence="\n\n".join(one.evidence for one in before.judgements if one.evidence),
        seen_evidence=tuple(seen),
        carried_forward=before.rating is not None,
    )


def rename_round(desk: Desk, *, round_id: int, name: str) -> None:
    """Give a round another name, also a closed one. Raises `Invalid`, `NotFound`."""
    with desk.store.writing() as session:
        round_ = rounds.get_round(session, desk.organisation.id, round_id)
        others = tuple(one.name for one in rounds.rounds_of(session, desk.organisation.id) if one.id != round_id)
        name = check_name(name, what="round", taken=others)
        if name != round_.name:
            rounds.rename_round(session, desk.organisation.id, round_id, name)
            _note(desk, session, round_id, "round renamed", round_.name, name)


def close_round(desk: Desk, *, round_id: int) -> None:
    """Freeze a round. Raises `Refused` when closed already, `NotFound`."""
    with desk.store.writing() as session:
        round_ = rounds.get_round(session, desk.organisation.id, round_id)
        check_can_close(round_)
        rounds.set_closed(session, desk.organisation.id, round_id, desk.now())
        _note(desk, session, round_id, "round closed", "", round_.name)


def reopen_round(desk: Desk, *, round_id: int) -> None:
    """Let a closed round be rated again. Raises `Refused` when open already, `NotFound`."""
    with desk.store.writing() as session:
        round_ = rounds.get_round(session, desk.organisation.id, round_id)
        check_can_reopen(round_)
        rounds.set_closed(session, desk.organisation.id, round_id, None)
        _note(desk, session, round_id, "round reopened", "", round_.name)
