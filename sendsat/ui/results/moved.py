"""What moved between two rounds, statement by statement: both ratings and reasons, and the mark that a rating moved
because the standard changed and not the practice.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.results.comparison import Compared, Comparison
from sendsat.assessment.results.movement import MOVED, Movement, TeamMove
from sendsat.assessment.snapshot import Standing
from sendsat.assessment.values import Judgement
from sendsat.reports import frames
from sendsat.services.rounds import judging
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.html import put_html
from sendsat.ui.frame.words import plain, plural
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide.answer import coloured, coloured_said
from sendsat.ui.results import charts, filters, paper

PLACE = "rejudged"
LABEL = "The standard changed, not the practice"
LIST = "moved-list"
"""The id of the heading above what moved."""
NO_COMMENTARY = ":gray[No commentary]"
ORDER = (*MOVED, *(movement for movement in Movement if movement not in MOVED))


def draw(compared: Comparison) -> None:
    """Draw it."""
    counts = compared.counts()
    put_html(Markup('<h2 id="{}" tabindex="-1">Statement by statement</h2>').format(LIST))
    shown = [movement for movement in ORDER if counts[movement]]
    if not shown:
        st.markdown("The later round asks no statement.")
        return
    if st.session_state.get(state.MOVEMENT) not in shown:
        st.session_state[state.MOVEMENT] = _asked(shown)
    paper.put_comparison(compared, shown)
    with st.container(key="off_paper_moved"):
        _movement(compared, shown)


def _asked(shown: list[Movement]) -> Movement:
    """What is listed first: the movement that the address asks for."""
    asked = st.query_params.get(navigation.MOVED)
    return Movement(asked) if asked in shown else shown[0]


def _movement(compared: Comparison, shown: list[Movement]) -> None:
    """The statements that moved one way, and all of them as a table to look through."""
    with st.container(width=420):
        part = filters.choose_part(view.current())
    rows = [row for row in compared.rows if filters.is_of(compared.later.edition, row.statement_id, part)]
    counts = Counter(row.movement for row in rows)
    chosen = st.segmented_control(
        "Show", shown, format_func=lambda chosen: f"{Movement(chosen).label} ({counts[Movement(chosen)]})",
        key=state.MOVEMENT, required=True, wrap=True,
    )  # fmt: skip
    movement = Movement(chosen or shown[0])
    if st.query_params.get(navigation.MOVED) != movement:
        st.query_params[navigation.MOVED] = movement.value
    notices.show_once(PLACE)
    st.caption(f"**{movement.word}**: {movement.meaning}")
    _list(compared, [row for row in rows if row.movement is movement])
    _table(compared)


def _list(compared: Comparison, rows: Sequence[Compared]) -> None:
    for row in rows[:40]:
        _row(compared, row)
    if not rows:
        st.markdown("No statement of this section or part moved so.")
    if len(rows) > 40:
        st.caption(
            f"The first 40 of {plural(len(rows), 'statement')} are shown; “All statements as a table” has the rest."
        )


def _row(compared: Comparison, row: Compared) -> None:
    edition, names = compared.later.edition, compared.team_names if row.several_teams else {}
    statement = edition.statements[row.statement_id]
    address = navigation.statement_address(edition, row.statement_id)
    with st.container(border=True, gap="small"):
        st.markdown(f"**[{row.statement_id}]({address})** &nbsp; {plain(statement.text)}")
        left, right = st.columns(2)
        left.markdown(_side(compared.earlier.round.name, row.before, names))
        right.markdown(_side(compared.later.round.name, row.after, names))
        _mark_boxes(compared, row)


def _side(round_name: str, standing: Standing | None, names: Mapping[int, str]) -> str:
    """One round's half of a row: the rating and the reason, each team's own under its name where there are several."""
    if standing is None:
        return f"{plain(round_name)}: {frames.NOT_ASKED}"
    lines = [f"{plain(round_name)}: {coloured_said(standing)}"]
    if not names:
        return "  \n".join([*lines, plain(standing.commentary) or NO_COMMENTARY])
    return "  \n".join([*lines, *(_of_team(judgement, names) for judgement in standing.judgements)])


def _of_team(said: Judgement, names: Mapping[int, str]) -> str:
    waiting = ", not confirmed" if said.carried_forward else ""
    rated = f"{plain(names[said.team_id])}: {coloured(said.rating)}{waiting}"
    return f"{rated}  \n{plain(said.commentary)}" if said.commentary else rated


def _table(compared: Comparison) -> None:
    box = st.expander("All statements as a table", key="all_rows", on_change="rerun")
    if box.open:
        with box:
            table = frames.comparison_rows(compared)
            st.dataframe(table, hide_index=True, alt="Every statement with both ratings and both commentaries")
            rounds = f"{compared.earlier.round.name} to {compared.later.round.name}"
            charts.download_table("Download the comparison (CSV)", table, "Comparison", rounds)


def _mark_boxes(compared: Comparison, row: Compared) -> None:
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
