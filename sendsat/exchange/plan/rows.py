"""The action plan as rows: one per action, with where its statements stand now and stood a round ago. Pure.

Every download of the plan is written from these rows. Must not import storage, reports, services or any screen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sendsat.assessment.organisations import Organisation
from sendsat.assessment.results.ofsted import OfstedChoices, ofsted_areas
from sendsat.assessment.rules import DUE_SOON_DAYS, is_due_soon, is_overdue, urgency
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.assessment.values import Action, Round
from sendsat.guide.edition import Edition
from sendsat.guide.library import Library
from sendsat.guide.model import Framework


@dataclass(frozen=True)
class PlanRow:
    """One action as a line of the plan.

    An action for several statements names them all, the first leading: sections, ids and ratings stand in that order,
    parted by "; ", and statements and commentaries each begin with their id. A rating is "Not rated" where nobody has
    rated, "Green, carried forward" where nobody has confirmed it, and empty where the round did not ask.
    `standings` are (statement id, label now, label before), the labels being symbol and word, "" where the round did
    not ask.
    """

    action: Action
    round: str
    section: str
    subsection: str
    statement_ids: str
    statement: str
    rating_now: str
    rating_before: str
    standings: tuple[tuple[str, str, str], ...]
    commentary: str
    ofsted_areas: str

    @property
    def labels_now(self) -> str:
        """The ratings now, with their symbols."""
        return "; ".join(now for _, now, _ in self.standings if now)

    @property
    def labels_before(self) -> str:
        """The ratings of the round before, with their symbols."""
        return "; ".join(before for _, _, before in self.standings if before)


@dataclass(frozen=True)
class Place:
    """What rows are made against: the round of "now", the round before it, and the Ofsted framework whose areas show.

    `rounds` are all rounds by id, `choices` the organisation's own Ofsted areas.
    """

    now: Snapshot
    previous: Snapshot | None
    rounds: Mapping[int, Round]
    library: Library
    choices: OfstedChoices
    framework_id: str | None = None

    @property
    def framework(self) -> Framework:
        """The framework asked for, or the one in use."""
        edition = self.now.edition
        return edition.framework_by_id.get(self.framework_id or "", edition.current_framework)


@dataclass(frozen=True)
class Plan:
    """A plan to be written: its rows in order, whose it is, as of which round and day. `team` is "" for everybody."""

    organisation: Organisation
    round: str
    team: str
    day: date
    rows: tuple[PlanRow, ...]

    @property
    def whose(self) -> str:
        """The organisation's name, and the team's where it is a team's plan."""
        return f"{self.organisation.name}, {self.team}" if self.team else self.organisation.name

    @property
    def groups(self) -> tuple[tuple[str, tuple[PlanRow, ...]], ...]:
        """The rows under the headings people ask for: what is late, what is next, what can wait, what is finished."""
        by_heading: dict[str, list[PlanRow]] = {heading: [] for heading in HEADINGS}
        for row in self.rows:
            by_heading[heading_of(row.action, self.day)].append(row)
        return tuple((heading, tuple(rows)) for heading, rows in by_heading.items() if rows)


HEADINGS = ("Overdue", f"Due in the next {DUE_SOON_DAYS} days", "Later", "Without a date", "Finished")


def heading_of(action: Action, today: date) -> str:
    """The heading an action stands under."""
    if not action.status.is_open:
        return HEADINGS[4]
    if action.due is None:
        return HEADINGS[3]
    if is_overdue(action, today):
        return HEADINGS[0]
    return HEADINGS[1] if is_due_soon(action, today) else HEADINGS[2]


def plan_rows(actions: Iterable[Action], place: Place, today: date) -> tuple[PlanRow, ...]:
    """One row per action: overdue first, then by date; finished actions last."""
    return tuple(
        _row(action, place) for action in sorted(actions, key=lambda planned: (urgency(planned, today), planned.id))
    )


def _row(action: Action, place: Place) -> PlanRow:
    round_ = place.rounds[action.round_id]
    editions = _editions(action, round_, place.library)
    ids = tuple(editions)
    now = _standings(editions, place.now, place.library)
    before = _standings(editions, place.previous, place.library)
    teams = place.now.team_names
    parts = [edition.subsection_of[statement_id] for statement_id, edition in editions.items()]
    return PlanRow(
        action=action,
        round=round_.name,
        section=_series(edition.section_of[statement_id].title for statement_id, edition in editions.items()),
        subsection=_series(f"{part.number} {part.title}" for part in parts),
        statement_ids="; ".join(ids),
        statement=_texts(
            {statement_id: edition.statements[statement_id].text for statement_id, edition in editions.items()}
        ),
        rating_now="; ".join(standing.word for standing in now if standing),
        rating_before="; ".join(standing.word for standing in before if standing),
        standings=tuple((sid, _label(new), _label(old)) for sid, new, old in zip(ids, now, before, strict=True)),
        commentary=_texts(
            {sid: standing.reasons(teams) for sid, standing in zip(ids, now, strict=True) if standing},
            named=len(ids) > 1,
        ),
        ofsted_areas=_areas(editions, place),
    )


def _editions(action: Action, round_: Round, library: Library) -> dict[str, Edition]:
    """Each statement that an action serves, with the edition that has it: the round's, or a supplement, on or off."""
    known = (round_.edition_id, *(supplement.id for supplement in library.supplements))
    editions = {statement_id: library.holding(statement_id, known) for statement_id in action.statements}
    return {statement_id: edition for statement_id, edition in editions.items() if edition is not None}


def _standings(editions: Mapping[str, Edition], snapshot: Snapshot | None, library: Library) -> list[Standing | None]:
    """Where each statement stands in a round; None where it was not asked."""
    return [
        _standing(statement_id, edition, snapshot, library) if snapshot else None
        for statement_id, edition in editions.items()
    ]


def _standing(statement_id: str, edition: Edition, snapshot: Snapshot, library: Library) -> Standing | None:
    """Found through the map of editions; a supplement's statement through the supplement."""
    if edition.is_supplement:
        return snapshot.beside(edition).standings.get(statement_id)
    targets = library.translate(statement_id, from_edition=edition.id, to_edition=snapshot.edition.id)
    return next((snapshot.standings[new] for new in targets if new in snapshot.standings), None)


def _label(standing: Standing | None) -> str:
    return standing.label if standing else ""


def _series(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(words))


def _texts(by_id: Mapping[str, str], *, named: bool = False) -> str:
    shown = {key: text for key, text in by_id.items() if text}
    if len(by_id) == 1 and not named:
        return "".join(shown.values())
    return "\n".join(f"{key}: {text}" for key, text in shown.items())


def _areas(editions: Mapping[str, Edition], place: Place) -> str:
    framework = place.framework
    mapped = {
        area
        for statement_id, edition in editions.items()
        for area in ofsted_areas(edition, place.choices, statement_id, framework.id)
    }
    return "; ".join(area.title for area in framework.areas if area.id in mapped)
