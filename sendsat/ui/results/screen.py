"""The first screen of the Results page: filters, large counts, a tile for every statement, and the one that is opened.

A fragment of its own: a press on a tile draws this again and none of the charts below.
"""

import streamlit as st

from sendsat.assessment.comparison import Comparison, compare
from sendsat.reports.tiles import Board, Tile, make_board, tiles_of
from sendsat.ui.frame import view
from sendsat.ui.frame.html import put_html
from sendsat.ui.frame.workplace import desk
from sendsat.ui.results import filters, going, leaders, style, tile_html
from sendsat.ui.results.filters import whose


def draw() -> None:
    """Draw it."""
    put_html(style.CSS)
    st.fragment(_screen, key=going.FRAGMENTS[0])()


def _screen() -> None:
    seen = view.current()
    with st.container(key="results_first"):
        with st.container(horizontal=True, key="results_filters"):
            team_id = whose(seen, in_row=True, then=_all_anew)
            wanted = filters.choose(seen)
        going.listen()
        board = make_board(seen.edition, _tiles(seen, team_id), wanted, seen.ofsted)
        put_html(tile_html.counts_html(board))
        _body(seen, board)


def _all_anew() -> None:
    """From a callback: the charts below show another team too."""
    st.rerun(list(going.FRAGMENTS))


def _tiles(seen: view.View, team_id: int | None) -> tuple[Tile, ...]:
    snapshot = seen.snapshot.for_team(team_id)
    return tiles_of(snapshot, _compared(seen, team_id), seen.actions)


def _compared(seen: view.View, team_id: int | None) -> Comparison | None:
    if seen.previous is None:
        return None
    return compare(seen.previous.for_team(team_id), seen.snapshot.for_team(team_id), desk().library)


def _body(seen: view.View, board: Board) -> None:
    opened = going.opened()
    if opened not in seen.edition.statements:
        put_html(tile_html.tiles_html(board, seen, ""))
        return
    left, right = st.columns([3, 2], gap="medium")
    put_html(tile_html.tiles_html(board, seen, opened), left)
    compared = _compared(seen, None)
    movement = next((row.movement for row in compared.rows if row.statement_id == opened), None) if compared else None
    with right:
        leaders.draw(seen, opened, movement)
