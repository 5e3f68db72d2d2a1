"""What one visitor looks at: the round and team chosen in the sidebar, and what the page shows of what is stored.

Read once when a page is drawn (`navigation.shows` says what each page needs); fragments and callbacks use the copy and
keep it true, so that a click asks the database nothing more than its own verb does.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

import streamlit as st

from sendsat.assessment.people.permissions import May, may_for
from sendsat.assessment.records.records import Asked
from sendsat.assessment.results.comparison import Comparison, compare, last_standings
from sendsat.assessment.results.outline import Outline
from sendsat.assessment.roll_up import Agreed
from sendsat.assessment.rules import can_rate
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.assessment.values import Action, Judgement, Round, Team
from sendsat.guide.edition import Edition
from sendsat.services import viewing
from sendsat.services.visit.parts import Part
from sendsat.services.visit.searching import Words
from sendsat.services.visit.shown import Shown, asked_for
from sendsat.services.visit.visiting import EVERYTHING, Visit
from sendsat.ui.frame import state
from sendsat.ui.frame.workplace import desk


@dataclass
class View(Shown):
    """What was read for the page, and the team; None as team means all together.

    On a supplement's page everything is seen through `supplement`, so that the same code draws it and it is counted
    apart; None on all others.
    """

    team_id: int | None
    supplement: Edition | None = None

    @property
    def rounds(self) -> tuple[Round, ...]:
        """The organisation's rounds, oldest first."""
        return self.seen.rounds

    @property
    def round(self) -> Round:
        """The chosen round."""
        return self.seen.round

    @property
    def is_newest(self) -> bool:
        """Whether no round was started after the chosen one."""
        return self.round == self.rounds[-1]

    @property
    def edition(self) -> Edition:
        """The edition the page is about: the one the round is rated with, or the supplement."""
        return self._as_rated(self.supplement or desk().library.get(self.round.edition_id))

    def _as_rated(self, edition: Edition) -> Edition:
        return desk().library.as_rated(edition, self.round.words)

    @property
    def has_other_words(self) -> bool:
        """Whether the round was rated with other words than its edition has today."""
        return self.edition is not (self.supplement or desk().library.get(self.round.edition_id))

    def edition_of(self, statement_id: str) -> Edition | None:
        """The edition that has a statement: the round's, or a supplement, be it on or off; None where none has it."""
        edition = self.having(statement_id)
        return edition if statement_id in edition.statements else None

    def having(self, statement_id: str) -> Edition:
        """The same, the round's where none has it: for what a round may no longer ask."""
        return self._as_rated(desk().library.having(statement_id, self.round.edition_id))

    def standing(self, statement_id: str) -> Standing | None:
        """Where a statement stands in the chosen round, also one of a supplement; None where it is not asked."""
        return self.snapshot.beside(self.having(statement_id)).standings.get(statement_id)

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions whose statements the chosen round asks: the guide, then its supplements."""
        library = desk().library
        asked = (library.get(self.round.edition_id), *library.beside(self.round.supplements))
        return tuple(map(self._as_rated, asked))

    @property
    def beside(self) -> tuple[Snapshot, ...]:
        """The chosen round as each of its supplements sees it: counted apart from the guide."""
        return viewing.beside(desk(), self.snapshot)

    @property
    def team(self) -> Team | None:
        """The team chosen, None for all together."""
        return self.round.team(self.team_id) if self.team_id is not None else None

    def snapshot_of(self, round_id: int) -> Snapshot:
        """One of the rounds that the page shows."""
        snapshot = asked_for(self.seen.snapshots.get(round_id))
        return snapshot.beside(self.supplement) if self.supplement else snapshot

    def snapshots_of(self, round_ids: Collection[int]) -> dict[int, Snapshot]:
        """These rounds, oldest first; what the page did not read of them is read now, once. A round that is gone since
        the page was drawn is left out."""
        if lacking := [round_id for round_id in round_ids if round_id not in self.seen.snapshots]:
            read = {snapshot.round.id: snapshot for snapshot in viewing.still_here(desk(), lacking)}
            self.seen = replace(self.seen, snapshots={**self.seen.snapshots, **read})
        here = [round_.id for round_ in self.rounds if round_.id in round_ids and round_.id in self.seen.snapshots]
        return {round_id: self.snapshot_of(round_id) for round_id in here}

    def every_snapshot(self) -> tuple[Snapshot, ...]:
        """Every round, oldest first; as `snapshots_of` for a part of a page that few look at."""
        return tuple(self.snapshots_of([round_.id for round_ in self.rounds]).values())

    def counted(self) -> tuple[Snapshot | Outline, ...]:
        """Every round, oldest first, to be counted: whole where it was read whole."""
        read = {round_.id: self.snapshot_of(round_.id) for round_ in self.rounds if round_.id in self.seen.snapshots}
        return tuple(read.get(round_.id) or asked_for(self.seen.outlines)[round_.id] for round_ in self.rounds)

    @property
    def snapshot(self) -> Snapshot:
        """The chosen round with what was said in it."""
        return self.snapshot_of(self.round.id)

    @property
    def previous(self) -> Snapshot | None:
        """The round before it, None for the first."""
        return self.snapshot_of(self.seen.before.id) if self.seen.before else None

    @property
    def has_group(self) -> bool:
        """Whether the visitor may see two organisations or more of the group that they work in."""
        group_id = desk().organisation.group_id
        return (
            group_id is not None
            and sum(organisation.group_id == group_id for organisation in self.seen.organisations) > 1
        )

    def take_words(self) -> Words | None:
        """The words to search as they were read with the page; given once, because they may have changed by then."""
        words, self.seen = self.seen.words, replace(self.seen, words=None)
        return words

    @property
    def mine(self) -> Snapshot:
        """The round as the chosen team sees it."""
        return self.snapshot.for_team(self.team_id)

    @property
    def compared(self) -> Comparison | None:
        """The chosen round beside the one before, for the chosen team."""
        if self.previous is None:
            return None
        return compare(self.previous.for_team(self.team_id), self.mine, desk().library)

    @cached_property
    def last(self) -> dict[str, Standing]:
        """Where each statement stood in the round before: for the same team where it took part, else for all."""
        last: dict[str, Standing] = {}
        for edition in (self.supplement,) if self.supplement else self.editions:
            before = self.previous.beside(edition) if self.previous else None
            last |= last_standings(before, self.team_id, edition, desk().library)
        return last

    def may_rate(self, section_id: str, edition: Edition | None = None) -> bool:
        """Whether this visitor may rate this section now for the chosen team, of the page's edition or another that the
        round asks."""
        if self.team_id is None or not may_for(desk().person, May.RATE, self.team_id):
            return False
        return can_rate(self.round, self.team_id, edition or self.edition, section_id)

    def judgement(self, statement_id: str) -> Judgement:
        """What the chosen team said of a statement."""
        assert self.team_id is not None
        return self.snapshot.judgement(self.team_id, statement_id)

    def keep(self, judgement: Judgement) -> None:
        """Take in what a verb has just kept."""
        changed = self.seen.snapshots[self.round.id].with_judgement(judgement)
        self.seen = replace(self.seen, snapshots={**self.seen.snapshots, self.round.id: changed})

    def keep_agreed(self, statement_id: str, agreed: Agreed | None) -> None:
        """Take in what leaders have just agreed on a statement, None where they took it back."""
        changed = self.seen.snapshots[self.round.id].with_agreed(statement_id, agreed)
        self.seen = replace(self.seen, snapshots={**self.seen.snapshots, self.round.id: changed})

    def actions_for(self, statement_id: str) -> tuple[Action, ...]:
        """The actions that serve a statement."""
        return tuple(action for action in self.actions if statement_id in action.statements)

    def reload_actions(self) -> None:
        """Read the plan again after it changed."""
        self.seen = replace(self.seen, actions=viewing.actions_of(desk()))

    def reload_ofsted(self) -> None:
        """Read the Ofsted areas again after they changed."""
        self.seen = replace(self.seen, ofsted=viewing.ofsted_choices(desk()))


def load(
    visit: Visit,
    round_id: int,
    team_id: int | None,
    parts: Collection[Part],
    supplement: Edition | None = None,
    asked: Asked = EVERYTHING,
) -> View:
    """Read these parts of what is stored, in the visit's transaction, and keep them for this visitor."""
    view = View(visit.look(round_id, parts, asked), team_id, supplement)
    st.session_state[state.VIEW] = view
    return view


def load_shared(visit: Visit, parts: Collection[Part]) -> View:
    """Read these parts of what a partner sees, in the visit's transaction, and keep them for this visitor."""
    st.session_state[state.VIEW] = View(visit.look_at_shared(parts), None)
    return current()


EVERY_TEAM, TOGETHER = "all", "All teams together"
"""What the address calls all teams together, and what people do."""


def looked_at(round_: Round) -> int | None:
    """The team whose ratings are shown on pages that can show all teams together; None for all. It is the team chosen
    in the sidebar too, until all are chosen."""
    team = round_.team(st.session_state.get(state.LOOKED_AT, EVERY_TEAM))
    return team.id if team and len(round_.teams) > 1 else None


def look_at(team_id: int | None) -> None:
    """From a callback: show this team's ratings, None for all together; the address says so."""
    st.session_state[state.LOOKED_AT] = team_id or EVERY_TEAM
    if team_id is not None:
        st.session_state[state.TEAM] = team_id
    st.query_params[state.TEAM] = str(team_id or EVERY_TEAM)


def of_team(page: View, team_id: int) -> View:
    """The same as this team sees it: a view of its own, the current one from here on; `page` stays as it is."""
    own = replace(page, team_id=team_id)
    st.session_state[state.VIEW] = own
    return own


def current() -> View:
    """The view as it was loaded for this page: the chosen round and team, and what the page shows. Asks the database
    nothing."""
    view = st.session_state[state.VIEW]
    assert isinstance(view, View)
    return view
