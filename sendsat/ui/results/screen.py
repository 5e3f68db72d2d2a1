"""The first screen of the Results page: filters, large counts, a tile for every statement, and the one that is opened.

A fragment of its own: a press on a tile draws this again and none of the charts below.
"""

import streamlit as st

from sendsat.assessment.results.comparison import Comparison, compare
from sendsat.assessment.snapshot import Snapshot
from sendsat.reports.tiles import Board, Wanted, make_board, tiles_of
from sendsat.ui.frame import view
from sendsat.ui.frame.html import joined, put_html
from sendsat.ui.frame.streamlit_hooks import draw_all
from sendsat.ui.frame.workplace import desk
from sendsat.ui.results import filters, going, leaders, style, tile_html
from sendsat.ui.results.filters import whose


def draw() -> None:
    """Draw it."""
    put_html(style.CSS)
    st.fragment(_screen, key=going.FRAGMENTS[0])()


def _screen() -> None:
    page = view.current()
    with st.container(key="results_first"):
        with st.container(horizontal=True, key="results_filters"):
            team_id = whose(page, in_row=True, then=draw_all)
            wanted = filters.choose(page)
        going.listen()
        board = _board(page.snapshot, page.previous, team_id, wanted)
        put_html(tile_html.counts_html(board))
        _body(page, board, [_board(apart, page.previous, team_id, wanted) for apart in page.beside])


def _board(snapshot: Snapshot, previous: Snapshot | None, team_id: int | None, wanted: Wanted) -> Board:
    """The tiles of the guide, or of the supplement through which `snapshot` sees the round."""
    page, compared = view.current(), _compared(snapshot, previous, team_id)
    tiles = tiles_of(snapshot.for_team(team_id), compared, page.actions)
    return make_board(snapshot.edition, tiles, wanted, page.ofsted)


def _compared(snapshot: Snapshot, previous: Snapshot | None, team_id: int | None) -> Comparison | None:
    if previous is None:
        return None
    if snapshot.edition.is_supplement:
        previous = previous.beside(snapshot.edition)
    return compare(previous.for_team(team_id), snapshot.for_team(team_id), desk().library)


def _body(page: view.View, board: Board, beside: list[Board]) -> None:
    opened = going.opened()
    snapshot = next(
        (snapshot for snapshot in (page.snapshot, *page.beside) if opened in snapshot.edition.statements), None
    )
    told = tile_html.tiles_html(board, page, opened if snapshot else "")
    apart = joined(tile_html.beside_html(board, page, opened if snapshot else "") for board in beside)
    if snapshot is None:
        put_html(told + apart)
        return
    left, right = st.columns([3, 2], gap="medium")
    put_html(told + apart, left)
    compared = _compared(snapshot, page.previous, None)
    movement = next((row.movement for row in compared.rows if row.statement_id == opened), None) if compared else None
    with right:
        leaders.draw(page, snapshot, opened, movement)
