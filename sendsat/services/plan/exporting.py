"""Downloads of the action plan. Nothing here writes to the database."""

from collections.abc import Callable, Collection, Iterable

from sendsat.assessment.values import Action, Round
from sendsat.errors import Invalid, NotFound
from sendsat.exchange.files.safe_text import file_name
from sendsat.exchange.formats import Format
from sendsat.exchange.plan.csv_file import plan_csv
from sendsat.exchange.plan.docx import plan_docx
from sendsat.exchange.plan.ics import plan_ics
from sendsat.exchange.plan.md import plan_md
from sendsat.exchange.plan.rows import Place, Plan, plan_rows
from sendsat.exchange.plan.xlsx import plan_xlsx
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.work import reading
from sendsat.storage.queries import actions as kept_actions
from sendsat.storage.queries import organisations
from sendsat.storage.queries import rounds as kept_rounds

WRITERS: dict[str, Callable[[Plan], bytes]] = {
    Format.CSV: lambda plan: plan_csv(plan.rows),
    Format.XLSX: plan_xlsx,
    Format.DOCX: plan_docx,
    Format.ICS: plan_ics,
    Format.MD: plan_md,
}


def plan_file(
    desk: Desk,
    kind: str,
    round_id: int | None = None,
    team_id: int | None = None,
    *,
    only: Collection[int] | None = None,
) -> tuple[str, bytes]:
    """The plan as a file: its name and its bytes. `kind` is one of `WRITERS`.

    Ratings are those of the round asked for, or the newest; actions planned in later rounds stay out. With a team, its
    own actions and those of nobody in particular that serve its sections. `only` names the ids of actions to
    write; an id that is gone by now is left out. Raises `NotFound`, `Invalid`.
    """
    if kind not in WRITERS:
        raise Invalid(f"The plan cannot be written as '{kind[:20]}'.", f"Choose one of {', '.join(WRITERS)}.")
    plan = plan_of(desk, round_id, team_id, only=only)
    name = file_name(plan.organisation.name, "Action plan", plan.round, plan.day, kind, team=plan.team)
    return name, WRITERS[kind](plan)


def plan_of(
    desk: Desk, round_id: int | None = None, team_id: int | None = None, *, only: Collection[int] | None = None
) -> Plan:
    """The plan as it would be written. Raises `NotFound`."""
    with reading(desk) as scope:
        rounds = kept_rounds.rounds_of(scope)
        chosen = _chosen(rounds, round_id)
        whole, earlier = viewing.with_previous(desk, scope, rounds, chosen.id)
        choices, planned = organisations.ofsted_choices(scope), kept_actions.actions_of(scope)
    now, before = whole.for_team(team_id), earlier.for_team(team_id) if earlier else None
    place = Place(now, before, {round_.id: round_ for round_ in rounds}, desk.library, choices)
    known = {round_.id for round_ in rounds[: rounds.index(chosen) + 1]}
    actions = (action for action in planned if action.round_id in known and (only is None or action.id in only))
    team = chosen.team(team_id) if team_id is not None else None
    asked = {statement_id for snapshot in (now, *viewing.beside(desk, now)) for statement_id in snapshot.asked}
    rows = plan_rows(_of_team(actions, asked, team_id), place, desk.today)
    return Plan(desk.organisation, chosen.name, team.name if team else "", desk.today, rows)


def plan_file_name(desk: Desk, kind: str, round_: Round, team: str = "") -> str:
    """The name of the plan's file, as of a round."""
    return file_name(desk.organisation.name, "Action plan", round_.name, desk.today, kind, team=team)


def _chosen(rounds: tuple[Round, ...], round_id: int | None) -> Round:
    if not rounds:
        raise NotFound("There is no round yet.", "Start one on Rounds and teams.")
    if round_id is None:
        return rounds[-1]
    round_ = next((candidate for candidate in rounds if candidate.id == round_id), None)
    if round_ is None:
        raise NotFound(f"There is no round {round_id} here.", "Choose one in the sidebar.")
    return round_


def _of_team(actions: Iterable[Action], asked: set[str], team_id: int | None) -> list[Action]:
    if team_id is None:
        return list(actions)
    return [
        action
        for action in actions
        if action.team_id == team_id or (action.team_id is None and asked & set(action.statements))
    ]
