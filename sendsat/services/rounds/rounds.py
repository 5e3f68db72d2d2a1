"""Verbs on rounds: start, rename, ask a supplement, close, reopen."""

from dataclasses import replace

from sendsat.assessment.records.came_back import Changed, check_names_differ, renamed
from sendsat.assessment.results.close_check import AtClose, close_check, statement_check
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.rules import check_can_close, check_can_reopen, check_is_open, check_name
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.assessment.values import Judgement, Round
from sendsat.errors import Invalid
from sendsat.guide.kept_words import digest
from sendsat.services.desk import Desk
from sendsat.services.following import let_change
from sendsat.services.viewing import beside, snapshots_within
from sendsat.services.work import May, Work, writing
from sendsat.storage.queries import actions, close_checks, judgements, organisations, rounds


def start_round(desk: Desk, *, name: str, carry_forward_from: int | None = None) -> Round:
    """Start a round with every team that is not retired. With `carry_forward_from`, its ratings and commentary are
    copied, each marked as carried forward until somebody confirms it, and its supplements are asked again. How several
    teams' ratings become one is copied from there, or from the newest round.

    Raises `Invalid` for an empty or taken name or where there is no team, `NotFound` for an unknown earlier round.
    """
    edition = desk.library.current
    with writing(desk, May.MANAGE_ROUNDS, "start_round") as work:
        every = rounds.rounds_of(work)
        name = check_name(name, what="round", taken=tuple(round_.name for round_ in every))
        teams = [team for team in organisations.teams_of(work) if not team.retired]
        if not teams:
            raise Invalid("There is no team to rate a round.", "Add one on Rounds and teams first.")
        earlier = None if carry_forward_from is None else rounds.get_round(work, carry_forward_from)
        like = earlier or (every[-1] if every else None)
        round_ = rounds.add_round(
            work,
            name=name,
            edition_id=edition.id,
            now=desk.now(),
            started_from=carry_forward_from,
            supplements=earlier.supplements if earlier else (),
            roll_up=like.roll_up if like else RollUp.LOWER,
        )
        for team in teams:
            rounds.save_participation(work, round_.id, team)
        round_ = replace(round_, teams=tuple(teams))
        if earlier is not None:
            _carry_forward(desk, work, earlier, round_)
        work.note("round started", "", name, round_id=round_.id)
    return round_


def _carry_forward(desk: Desk, work: Work, earlier: Round, round_: Round) -> None:
    asked = _asked(desk, round_)
    said: dict[tuple[int, str], list[Judgement]] = {}
    for old in judgements.judgements_of(work, (earlier.id,))[earlier.id].values():
        for statement_id in _becomes(desk, earlier, round_, old.statement_id):
            if not old.is_empty and old.team_id in asked.get(statement_id, ()):
                said.setdefault((old.team_id, statement_id), []).append(old)
    for (team_id, statement_id), olds in said.items():
        carried = _carried(Standing(statement_id, tuple(olds)), round_.id, team_id)
        judgements.save_judgement(work, carried, desk.now())


def _asked(desk: Desk, round_: Round) -> dict[str, tuple[int, ...]]:
    """Every statement that a round asks, of the guide and its supplements, with the ids of the teams asked."""
    guide = Snapshot(round_, desk.library.get(round_.edition_id))
    every = (guide, *beside(desk, guide))
    return {statement_id: teams for snapshot in every for statement_id, teams in snapshot.asked.items()}


def _becomes(desk: Desk, earlier: Round, round_: Round, statement_id: str) -> tuple[str, ...]:
    """What a statement is called in a later round: editions of the guide map it, a supplement's keeps its id."""
    if desk.library.holding(statement_id, round_.supplements):
        return (statement_id,)
    return desk.library.translate(statement_id, from_edition=earlier.edition_id, to_edition=round_.edition_id)


def _carried(before: Standing, round_id: int, team_id: int) -> Judgement:
    """What a team said, for a new round. Where two statements became one, the lower rating and both texts."""
    prompts = dict.fromkeys(prompt for judgement in before.judgements for prompt in judgement.seen_evidence)
    return Judgement(
        round_id=round_id,
        team_id=team_id,
        statement_id=before.statement_id,
        rating=before.rating,
        commentary=before.commentary,
        evidence="\n\n".join(judgement.evidence for judgement in before.judgements if judgement.evidence),
        seen_evidence=tuple(prompts),
        carried_forward=before.rating is not None,
    )


def rename_round(desk: Desk, *, round_id: int, name: str) -> None:
    """Give a round another name, also a closed one. Raises `Invalid`, `NotFound`."""
    with writing(desk, May.MANAGE_ROUNDS, "rename_round") as work:
        round_ = rounds.get_round(work, round_id)
        others = tuple(round_.name for round_ in rounds.rounds_of(work) if round_.id != round_id)
        name = check_name(name, what="round", taken=others)
        if name != round_.name:
            rounds.rename_round(work, round_id, name)
            work.note("round renamed", round_.name, name, round_id=round_id)


def set_supplements(desk: Desk, *, round_id: int, supplements: tuple[str, ...]) -> Round:
    """Say which supplements are asked beside the guide in an open round. What was said of one that is switched off is
    kept out of sight, and comes back with it.

    Raises `Invalid` for a supplement that is not here, `Refused` in a closed round, `NotFound`.
    """
    wanted = tuple(edition.id for edition in desk.library.beside(supplements))
    if missing := [supplement_id for supplement_id in supplements if supplement_id not in wanted]:
        raise Invalid(f"There is no supplement '{missing[0][:40]}' here.", "Choose one on Rounds and teams.")
    with writing(desk, May.MANAGE_ROUNDS, "set_supplements") as work:
        round_ = rounds.get_round(work, round_id)
        check_is_open(round_)
        if wanted != round_.supplements:
            rounds.set_supplements(work, round_id, wanted)
            work.note("supplements", ", ".join(round_.supplements), ", ".join(wanted), round_id=round_id)
    return replace(round_, supplements=wanted)


def close_round(desk: Desk, *, round_id: int) -> None:
    """Freeze a round, and keep with it what was still open and the words it was rated with.

    Raises `Refused` when closed already, `NotFound`.
    """
    with writing(desk, May.MANAGE_ROUNDS, "close_round") as work:
        round_ = rounds.get_round(work, round_id)
        check_can_close(round_)
        [snapshot] = snapshots_within(desk, work, [round_])
        plan, kind = actions.actions_of(work), desk.organisation.kind
        findings = close_check(snapshot, plan, kind, desk.today)
        for apart in beside(desk, snapshot):
            findings += statement_check(apart, plan, kind)
        words = desk.library.words_of(round_.asks_of)
        close_checks.keep(work, round_id, AtClose(desk.now(), findings, words))
        rounds.set_closed(work, round_id, desk.now(), digest(words))
        work.note("round closed", "", round_.name, round_id=round_id)


def reopen_round(desk: Desk, *, round_id: int) -> tuple[Changed, ...]:
    """Let a closed round be rated again, with its teams by their names of now; gives those that had another there. What
    it asks of whom stays as it was when it was closed, and so does every number in it.

    Raises `Refused` when open already or where two teams would have one name, `NotFound`.
    """
    with writing(desk, May.MANAGE_ROUNDS, "reopen_round") as work:
        round_ = rounds.get_round(work, round_id)
        check_can_reopen(round_)
        rounds.set_closed(work, round_id, None)
        work.note("round reopened", "", round_.name, round_id=round_id)
        round_, teams = replace(round_, closed_at=None), organisations.teams_of(work)
        changes = renamed(teams, round_)
        check_names_differ(round_, teams, changes, then="reopen the round")
        let_change(work, changes)
    return changes
