"""What can be looked at: snapshots, comparison, the plan, history. Nothing here writes."""

from sendsat.assessment.comparison import Comparison, compare
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action, HistoryEntry, Organisation, Round, Team
from sendsat.errors import NotFound
from sendsat.services.desk import Desk
from sendsat.storage.engine import Store
from sendsat.storage.queries import actions, history, judgements, organisations, rounds

OfstedChoices = dict[tuple[str, str], tuple[str, ...]]


def organisations_here(store: Store) -> tuple[Organisation, ...]:
    """Every organisation in this database."""
    with store.reading() as session:
        return organisations.all_organisations(session)


def rounds_of(desk: Desk) -> tuple[Round, ...]:
    """The organisation's rounds with their teams, oldest first."""
    with desk.store.reading() as session:
        return rounds.rounds_of(session, desk.organisation.id)


def teams_of(desk: Desk) -> tuple[Team, ...]:
    """The organisation's teams, retired ones too."""
    with desk.store.reading() as session:
        return organisations.teams_of(session, desk.organisation.id)


def snapshots(desk: Desk, *round_ids: int) -> tuple[Snapshot, ...]:
    """The rounds asked for, in that order, each with every judgement. Raises `NotFound`."""
    with desk.store.reading() as session:
        found = {round_.id: round_ for round_ in rounds.rounds_of(session, desk.organisation.id)}
        if missing := [one for one in round_ids if one not in found]:
            raise NotFound(f"There is no round {missing[0]} here.", "Choose one in the sidebar.")
        said = judgements.judgements_of(session, desk.organisation.id, tuple(set(round_ids)))
    return tuple(Snapshot(found[one], desk.library.get(found[one].edition_id), said[one]) for one in round_ids)


def all_snapshots(desk: Desk) -> tuple[Snapshot, ...]:
    """Every round of the organisation, oldest first, each with every judgement."""
    return snapshots(desk, *(round_.id for round_ in rounds_of(desk)))


def comparison(desk: Desk, *, earlier_id: int, later_id: int, team_id: int | None = None) -> Comparison:
    """Two rounds side by side, for one team or all together. Raises `NotFound`."""
    earlier, later = snapshots(desk, earlier_id, later_id)
    return compare(earlier.for_team(team_id), later.for_team(team_id), desk.library)


def actions_of(desk: Desk) -> tuple[Action, ...]:
    """Every action of the organisation, oldest first."""
    with desk.store.reading() as session:
        return actions.actions_of(session, desk.organisation.id)


def ofsted_choices(desk: Desk) -> OfstedChoices:
    """The organisation's own Ofsted areas, by statement id and framework id."""
    with desk.store.reading() as session:
        return organisations.ofsted_choices(session, desk.organisation.id)


def ofsted_areas(choices: OfstedChoices, snapshot: Snapshot, statement_id: str, framework_id: str) -> tuple[str, ...]:
    """The Ofsted areas of a statement: the organisation's choice, or the edition's."""
    mapping = snapshot.edition.statements[statement_id].ofsted[framework_id]
    return choices.get((statement_id, framework_id), mapping.areas)


def statement_history(desk: Desk, statement_id: str) -> tuple[HistoryEntry, ...]:
    """Changes of one statement's judgements, newest first."""
    with desk.store.reading() as session:
        return history.history_of(session, desk.organisation.id, statement_id=statement_id)


def action_history(desk: Desk, action_id: int) -> tuple[HistoryEntry, ...]:
    """Changes of one action, newest first."""
    with desk.store.reading() as session:
        return history.history_of(session, desk.organisation.id, action_id=action_id)


def previous_round(all_rounds: tuple[Round, ...], round_id: int) -> Round | None:
    """The round before this one, None for the first."""
    ids = [round_.id for round_ in all_rounds]
    place = ids.index(round_id) if round_id in ids else 0
    return all_rounds[place - 1] if place > 0 else None
