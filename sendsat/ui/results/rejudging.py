"""The mark that a rating moved because the standard changed and not the practice, beside the movement it explains."""

import streamlit as st

from sendsat.assessment.comparison import Compared, Comparison
from sendsat.assessment.movement import Movement, TeamMove
from sendsat.services import judging
from sendsat.ui.frame import notices, state
from sendsat.ui.frame.words import plain
from sendsat.ui.frame.workplace import desk

PLACE = "rejudged"
LABEL = "The standard changed, not the practice"


def draw(compared: Comparison, row: Compared) -> None:
    """Draw a box for each team whose rating moved between these two rounds, or was marked; none when looking back."""
    if compared.earlier.round.started_at > compared.later.round.started_at:
        return
    for move in row.teams:
        if move.way in (Movement.IMPROVED, Movement.SLIPPED, Movement.REJUDGED):
            _box(compared, row, move)


def _box(compared: Comparison, row: Compared, move: TeamMove) -> None:
    marked = compared.later.judgement(move.team_id, row.statement_id).rejudged
    elsewhere = move.rejudged and not marked
    key = state.rejudged(f"{compared.later.round.id}_{move.team_id}_{row.statement_id}")
    st.session_state[key] = move.rejudged
    team = compared.team_names.get(move.team_id, "A team")
    st.checkbox(
        f"{plain(team)}: {LABEL[0].lower()}{LABEL[1:]}" if row.several_teams else LABEL,
        key=key,
        disabled=elsewhere,
        help="It was marked in a round between these two." if elsewhere else None,
        on_change=_mark,
        args=(compared.later.round.id, move.team_id, row.statement_id, not move.rejudged),
    )


def _mark(round_id: int, team_id: int, statement_id: str, rejudged: bool) -> None:
    def verb() -> judging.Changed:
        return judging.mark_rejudged(
            desk(), round_id=round_id, team_id=team_id, statement_id=statement_id, rejudged=rejudged
        )

    where = f"It is listed under “{Movement.REJUDGED.word}”; clear its box there to undo."
    done = f"{statement_id} is marked as re-judged. {where}"
    notices.attempt(PLACE, verb, success=done if rejudged else f"{statement_id} counts as moved again.")
