"""What one visitor looks at: the round and team chosen in the sidebar and everything stored about them.

Read once when a page is drawn; fragments and callbacks use the copy and keep it true, so that a click asks the
database nothing more than its own verb does.
"""

from dataclasses import dataclass, field

import streamlit as st

from sendsat.assessment.comparison import Comparison, compare
from sendsat.assessment.ofsted import OfstedChoices
from sendsat.assessment.rules import can_rate
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action, Judgement, Round, Team
from sendsat.guide.model import Edition
from sendsat.services import viewing
from sendsat.ui.frame.workplace import desk


@dataclass
class View:
    """The chosen round (`snapshot`), the round before it, the plan, and the team; None as team means all together."""

    rounds: tuple[Round, ...]
    team_id: int | None
    snapshot: Snapshot
    previous: Snapshot | None
    actions: tuple[Action, ...] = ()
    ofsted: OfstedChoices = field(default_factory=dict)

    @property
    def round(self) -> Round:
        """The chosen round."""
        return self.snapshot.round

    @property
    def edition(self) -> Edition:
        """The edition the round is rated with."""
        return self.snapshot.edition

    @property
    def team(self) -> Team | None:
        """The team chosen, None for all together."""
        return self.round.team(self.team_id) if self.team_id is not None else None

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

    def may_rate(self, section_id: str) -> bool:
        """Whether the chosen team may rate this section now."""
        return self.team_id is not None and can_rate(self.round, self.team_id, section_id)

    def judgement(self, statement_id: str) -> Judgement:
        """What the chosen team said of a statement."""
        assert self.team_id is not None
        return self.snapshot.judgement(self.team_id, statement_id)

    def keep(self, judgement: Judgement) -> None:
        """Take in what a verb has just kept."""
        self.snapshot = self.snapshot.with_judgement(judgement)

    def actions_for(self, statement_id: str) -> tuple[Action, ...]:
        """The actions that serve a statement."""
        return tuple(action for action in self.actions if statement_id in action.statements)

    def reload_actions(self) -> None:
        """Read the plan again after it changed."""
        self.actions = viewing.actions_of(desk())


def load(rounds: tuple[Round, ...], round_id: int, team_id: int | None) -> View:
    """Read everything about the chosen round and keep it for this visitor. Raises `NotFound`, `StorageError`."""
    before = viewing.previous_round(rounds, round_id)
    wanted = (round_id,) if before is None else (round_id, before.id)
    snapshots = viewing.snapshots(desk(), *wanted)
    view = View(
        rounds=rounds,
        team_id=team_id,
        snapshot=snapshots[0],
        previous=snapshots[1] if before else None,
        actions=viewing.actions_of(desk()),
        ofsted=viewing.ofsted_choices(desk()),
    )
    st.session_state["_view"] = view
    return view


def current() -> View:
    """The view as it was loaded for this page."""
    found = st.session_state["_view"]
    assert isinstance(found, View)
    return found
