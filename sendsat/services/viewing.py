"""What can be looked at: snapshots, comparison, the plan, history. Nothing here writes."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from typing import Any

from sendsat.assessment.area.partners import Shared, SharedHere
from sendsat.assessment.area.submission import Submission
from sendsat.assessment.organisations import Organisation
from sendsat.assessment.report.chapters import own_chapters
from sendsat.assessment.report.own_texts import own_texts
from sendsat.assessment.results.comparison import Comparison, compare
from sendsat.assessment.results.ofsted import OfstedChoices
from sendsat.assessment.results.outline import Outline
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action, HistoryEntry, Round, Team
from sendsat.errors import Invalid, NotFound
from sendsat.exchange.round_out.contents import RoundContents
from sendsat.exchange.submission.contents import submission_in
from sendsat.guide.edition import Edition
from sendsat.services.desk import Desk
from sendsat.services.work import Scope, reading
from sendsat.storage.queries import actions, agreed, close_checks, judgements, organisations, report_edits, rounds
from sendsat.storage.queries.area import shared
from sendsat.storage.queries.records import history, organisation_bins
from sendsat.storage.store import Store


def organisations_here(store: Store) -> tuple[Organisation, ...]:
    """Every organisation in this database, but for those in the bin."""
    with store.looking() as session:
        return organisations.all_organisations(session)


def organisations_in_bin(store: Store) -> int:
    """How many organisations wait in the bin."""
    with store.looking() as session:
        return len(organisation_bins.away_for(session, ""))


def rounds_of(desk: Desk) -> tuple[Round, ...]:
    """The organisation's rounds with their teams, oldest first."""
    with reading(desk) as scope:
        return rounds.rounds_of(scope)


def teams_of(desk: Desk) -> tuple[Team, ...]:
    """The organisation's teams, retired ones too."""
    with reading(desk) as scope:
        return organisations.teams_of(scope)


def snapshots_within(desk: Desk, scope: Scope, wanted: Sequence[Round]) -> tuple[Snapshot, ...]:
    """Inside a transaction: these rounds, each with every judgement and what leaders agreed, in one statement."""
    ids = tuple({round_.id for round_ in wanted})
    if any(round_.roll_up is RollUp.LEADERS for round_ in wanted):
        said, of_leaders = agreed.said_and_agreed(scope, ids)
    else:
        said, of_leaders = judgements.judgements_of(scope, ids), {}
    _learn_words(desk, scope, wanted)
    return tuple(
        Snapshot(round_, edition_of(desk, round_), said[round_.id], agreed=of_leaders.get(round_.id, {}))
        for round_ in wanted
    )


def outlines_within(desk: Desk, scope: Scope, wanted: Sequence[Round]) -> tuple[Outline, ...]:
    """Inside a transaction: these rounds with their ratings alone, to be counted, and what leaders agreed."""
    ids = tuple(round_.id for round_ in wanted)
    rated = judgements.ratings_of(scope, ids)
    of_leaders = tuple(round_.id for round_ in wanted if round_.roll_up is RollUp.LEADERS)
    agreements = agreed.all_by_round(scope, of_leaders) if of_leaders else {}
    _learn_words(desk, scope, wanted)
    return tuple(
        Outline(round_, edition_of(desk, round_), rated[round_.id], agreed=agreements.get(round_.id, {}))
        for round_ in wanted
    )


def _learn_words(desk: Desk, scope: Scope, wanted: Sequence[Round]) -> None:
    """Read the words that closed rounds were rated with, where the edition has others now: once for each."""
    lacking = {round_.id: round_.words for round_ in wanted if desk.library.lacks(round_.words, round_.asks_of)}
    if lacking:
        kept = close_checks.words_of(scope, lacking)
        for round_id, words in lacking.items():
            desk.library.keep(words, kept.get(round_id, {}))


def edition_of(desk: Desk, round_: Round) -> Edition:
    """The edition of a round, a closed one's in the words that it was rated with. Raises `NotFound`."""
    return desk.library.as_rated(desk.library.get(round_.edition_id), round_.words)


def beside(desk: Desk, snapshot: Snapshot) -> tuple[Snapshot, ...]:
    """A round as each of the supplements that it asks sees it: counted apart from the guide."""
    editions, words = desk.library.beside(snapshot.round.supplements), snapshot.round.words
    return tuple(snapshot.beside(desk.library.as_rated(edition, words)) for edition in editions)


def snapshots(desk: Desk, *round_ids: int) -> tuple[Snapshot, ...]:
    """The rounds asked for, in that order, each with every judgement. Raises `NotFound`."""
    with reading(desk) as scope:
        by_id = {round_.id: round_ for round_ in rounds.rounds_of(scope)}
        if missing := [round_id for round_id in round_ids if round_id not in by_id]:
            raise NotFound(f"There is no round {missing[0]} here.", "Choose one in the sidebar.")
        return snapshots_within(desk, scope, [by_id[round_id] for round_id in round_ids])


def still_here(desk: Desk, round_ids: Collection[int]) -> tuple[Snapshot, ...]:
    """Those of these rounds that are still here, each with every judgement: one may be gone since a page was drawn."""
    with reading(desk) as scope:
        return snapshots_within(desk, scope, [round_ for round_ in rounds.rounds_of(scope) if round_.id in round_ids])


def with_previous(
    desk: Desk, scope: Scope, all_rounds: tuple[Round, ...], round_id: int
) -> tuple[Snapshot, Snapshot | None]:
    """Inside a transaction: a round and the one before it, each with every judgement. Raises `NotFound`."""
    chosen = next((round_ for round_ in all_rounds if round_.id == round_id), None)
    if chosen is None:
        raise NotFound(f"There is no round {round_id} here.", "Choose one in the sidebar.")
    before = previous_round(all_rounds, round_id)
    if before is None:
        [snapshot] = snapshots_within(desk, scope, [chosen])
        return snapshot, None
    snapshot, previous = snapshots_within(desk, scope, [chosen, before])
    return snapshot, previous


def contents_within(desk: Desk, scope: Scope, round_id: int) -> RoundContents:
    """Inside a transaction: a round with everything that leaves with it, or that a file is compared with. Raises
    `NotFound`. For the verbs of this package."""
    round_ = rounds.get_round(scope, round_id)
    [snapshot] = snapshots_within(desk, scope, [round_])
    edits, team_ids = report_edits.edits_of(scope, round_id), [team.id for team in round_.teams]
    return RoundContents(
        organisation=desk.organisation,
        snapshot=snapshot,
        at=desk.now(),
        actions=actions.actions_of(scope),
        ofsted=organisations.ofsted_choices(scope),
        supplements=tuple(apart.edition for apart in beside(desk, snapshot)),
        agreed=agreed.all_of(scope, round_id),
        at_close=None if round_.is_open else close_checks.of_round(scope, round_id),
        chapters=own_chapters(edits, team_ids),
        texts=own_texts(edits, team_ids),
    )


def comparison(desk: Desk, *, earlier_id: int, later_id: int, team_id: int | None = None) -> Comparison:
    """Two rounds side by side, for one team or all together. Raises `NotFound`."""
    earlier, later = snapshots(desk, earlier_id, later_id)
    return compare(earlier.for_team(team_id), later.for_team(team_id), desk.library)


def actions_of(desk: Desk) -> tuple[Action, ...]:
    """Every action of the organisation, oldest first."""
    with reading(desk) as scope:
        return actions.actions_of(scope)


def ofsted_choices(desk: Desk) -> OfstedChoices:
    """The organisation's own Ofsted areas, by statement id and framework id."""
    with reading(desk) as scope:
        return organisations.ofsted_choices(scope)


def statement_history(desk: Desk, statement_id: str) -> tuple[HistoryEntry, ...]:
    """Changes of one statement's judgements, newest first."""
    with reading(desk) as scope:
        return history.history_of(scope, statement_id=statement_id)


def action_history(desk: Desk, action_id: int) -> tuple[HistoryEntry, ...]:
    """Changes of one action, newest first."""
    with reading(desk) as scope:
        return history.history_of(scope, action_id=action_id)


def previous_round(all_rounds: tuple[Round, ...], round_id: int) -> Round | None:
    """The round before this one, None for the first."""
    ids = [round_.id for round_ in all_rounds]
    place = ids.index(round_id) if round_id in ids else 0
    return all_rounds[place - 1] if place > 0 else None


def newest_round(desk: Desk) -> int:
    """The id of the newest open round, or of the newest. Raises `NotFound` where there is none."""
    with reading(desk) as scope:
        all_rounds = rounds.rounds_of(scope)
    if not all_rounds:
        raise NotFound("There is no round yet.", "Start one on Rounds and teams.")
    return next((round_ for round_ in reversed(all_rounds) if round_.is_open), all_rounds[-1]).id


def shared_within(scope: Scope) -> SharedHere:
    """Inside a transaction: all that was shared and not taken back, as it was sent. One statement."""
    copies = shared.copies_of(scope)
    readable = tuple(
        Shared(number, at, authority, submission)
        for number, at, authority, content in copies
        if (submission := _read(content)) is not None
    )
    return SharedHere(readable, frozenset(copy[0] for copy in copies) - {kept.id for kept in readable})


def _read(content: Mapping[str, Any] | None) -> Submission | None:
    """What a copy says; None without one, or where words that were removed for good left nothing to be read."""
    if content is None:
        return None
    with suppress(Invalid):
        return submission_in(dict(content))
    return None
