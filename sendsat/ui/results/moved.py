"""What moved between two rounds, statement by statement: both ratings and reasons, and the mark that a rating moved
because the standard changed and not the practice.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.people.permissions import May, may_for
from sendsat.assessment.rating import Rating, label_of
from sendsat.assessment.results.comparison import Compared, Comparison
from sendsat.assessment.results.movement import MOVED, Movement, TeamMove
from sendsat.assessment.snapshot import Standing
from sendsat.reports import frames
from sendsat.services.rounds import judging
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.html import NOTHING, joined, put_html
from sendsat.ui.frame.streamlit_hooks import fold
from sendsat.ui.frame.words import plain, plural
from sendsat.ui.frame.workplace import desk
from sendsat.ui.results import charts, filters, paper

PLACE = "rejudged"
LABEL = "The standard changed, not the practice"
LIST = "moved-list"
"""The id of the heading above what moved."""
NO_COMMENTARY = Markup('<span class="is-quiet">No commentary</span>')
BREAK = Markup("<br>")
ROW = Markup('<div class="moved-row"><p><a href="{}">{}</a> {}</p><div class="sides"><p>{}</p><p>{}</p></div></div>')
ROWS = Markup('<div class="moved-rows">{}</div>')
MOST = 40
"""So many statements are listed; the table and the paper have all."""
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
    # Each element costs the server and the browser: rows that hold no box stand together in one.
    waiting: list[Markup] = []
    address = navigation.statement_addresses(compared.later.edition)
    for row in rows[:MOST]:
        moves = _can_mark(compared, row)
        if not moves:
            waiting.append(_row(compared, row, address))
            continue
        put_html(ROWS.format(joined(waiting)) if waiting else NOTHING)
        waiting = []
        with st.container(border=True, gap="small"):
            put_html(_row(compared, row, address))
            for move in moves:
                _box(compared, row, move)
    put_html(ROWS.format(joined(waiting)) if waiting else NOTHING)
    if not rows:
        st.markdown("No statement of this section or part moved so.")
    if len(rows) > MOST:
        st.caption(
            f"The first {MOST} of {plural(len(rows), 'statement')} are shown; “All statements as a table” has the rest."
        )


def _row(compared: Comparison, row: Compared, address: Callable[[str], str]) -> Markup:
    edition, names = compared.later.edition, compared.team_names if row.several_teams else {}
    return ROW.format(
        address(row.statement_id),
        row.statement_id,
        edition.statements[row.statement_id].text,
        _side(compared.earlier.round.name, row.before, names),
        _side(compared.later.round.name, row.after, names),
    )


def _side(round_name: str, standing: Standing | None, names: Mapping[int, str]) -> Markup:
    """One round's half of a row: the rating and the reason, each team's own under its name where there are several."""
    parts: list[str] = [round_name, ": "]
    if standing is None:
        return joined([*parts, frames.NOT_ASKED])
    is_given = standing.rating and not standing.carried_forward
    parts += [_coloured(standing.rating) if is_given else standing.label]
    if not names:
        return joined([*parts, BREAK, standing.commentary or NO_COMMENTARY])
    for said in standing.judgements:
        waiting = ", not confirmed" if said.carried_forward else ""
        parts += (BREAK, names[said.team_id], ": ", _coloured(said.rating), waiting)
        parts += (BREAK, said.commentary) if said.commentary else ()
    return joined(parts)


@cache
def _coloured(rating: Rating | None) -> Markup:
    shown = Markup('<span class="is-{}">{}</span>')
    return shown.format(rating.value, rating.label) if rating else NOTHING + label_of(None)


def _table(compared: Comparison) -> None:
    box = fold("All statements as a table", key="all_rows")
    if box.open:
        with box:
            table = frames.comparison_rows(compared)
            st.dataframe(table, hide_index=True, alt="Every statement with both ratings and both commentaries")
            rounds = f"{compared.earlier.round.name} to {compared.later.round.name}"
            ids = [compared.earlier.round.id, compared.later.round.id]
            charts.download_table("Download the comparison (CSV)", table, "Comparison", rounds, also=ids)


def _can_mark(compared: Comparison, row: Compared) -> list[TeamMove]:
    """The teams whose rating moved between these two rounds, or was marked: each has a box. None when looking back."""
    if compared.earlier.round.started_at > compared.later.round.started_at:
        return []
    return [move for move in row.teams if move.way in (Movement.IMPROVED, Movement.SLIPPED, Movement.REJUDGED)]


def _box(compared: Comparison, row: Compared, move: TeamMove) -> None:
    marked = compared.later.judgement(move.team_id, row.statement_id).rejudged
    elsewhere = move.rejudged and not marked
    key = state.rejudged(f"{compared.later.round.id}_{move.team_id}_{row.statement_id}")
    st.session_state[key] = move.rejudged
    team = compared.team_names.get(move.team_id, "A team")
    st.checkbox(
        f"{plain(team)}: {LABEL[0].lower()}{LABEL[1:]}" if row.several_teams else LABEL,
        key=key,
        disabled=elsewhere or not may_for(desk().person, May.RATE, move.team_id),
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
