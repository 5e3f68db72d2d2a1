"""The action plan as a table that people change like a spreadsheet.

A cell is saved as soon as it is left; what becomes of it is decided in `ui/plan/changes.py`. Must not import storage.
"""

from copy import deepcopy
from typing import Any

import pandas as pd
import streamlit as st

from sendsat.assessment.values import Action, Priority, Status
from sendsat.ui.frame import notices, state, view
from sendsat.ui.frame.html import frame_html, put_html, put_on_paper
from sendsat.ui.frame.words import day, due_words, today
from sendsat.ui.guide import unsafe
from sendsat.ui.plan import changes
from sendsat.ui.plan.cells import FIELDS, Cell, says, shown
from sendsat.ui.results import charts

ROW_HEIGHT, MOST_ROWS = 78, 8
"""Streamlit breaks lines in rows higher than 64 pixels; and how many rows show before the table scrolls."""
Cells = dict[int, dict[str, Any]]


def frame(actions: list[Action]) -> pd.DataFrame:
    """The rows as they are shown."""
    page = view.current()
    rows = [
        {
            "When": due_words(action.due, today()) if action.status.is_open else action.status.word.lower(),
            "Action": action.text,
            "Statements": ", ".join(action.statements),
            "Rating now": ", ".join(unsafe.word(page, statement_id) for statement_id in action.statements),
            **{column: shown(action, column) for column in ("Owner", "Due", "Priority", "Status")},
        }
        for action in actions
    ]
    return pd.DataFrame(rows, index=[action.id for action in actions])


def draw(actions: list[Action]) -> None:
    """Draw the table. While it shows what is stored it keeps its key and the order of its rows, and with them the
    keyboard's place; otherwise (something was not saved, taken back or changed elsewhere) it is drawn anew.
    """
    actions = _in_place(actions)
    key = _key()
    put_html(charts.STYLE)
    print_whole(actions)
    with st.container(key="off_paper_table"):
        _editor(actions, key)


def print_whole(actions: list[Action]) -> None:
    """Put every action on paper, with dates as people say them."""
    days = [day(action.due) if action.due else "" for action in actions]
    put_on_paper(frame_html(frame(actions).assign(Due=days)))


def _editor(actions: list[Action], key: str) -> None:
    st.data_editor(
        frame(actions),
        key=key,
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * min(len(actions), MOST_ROWS) + 40,
        disabled=["When", "Statements", "Rating now"],
        on_change=notices.as_drawn(_take_edits),
        args=(key, actions, deepcopy(_edited(key))),
        alt="The action plan as a table you can change",
        column_config={
            "When": st.column_config.TextColumn(width=92),
            "Action": st.column_config.TextColumn(width=290),
            "Statements": st.column_config.TextColumn(width=88),
            "Rating now": st.column_config.TextColumn(width=88),
            "Owner": st.column_config.TextColumn(width=120),
            "Due": st.column_config.TextColumn(
                width=96, help="Shown year first, so that it sorts. Type it day first: 31/12/2026 or 31 December 2026."
            ),
            "Priority": st.column_config.SelectboxColumn(
                width=86, options=[priority.word for priority in Priority], required=True
            ),
            "Status": st.column_config.SelectboxColumn(
                width=100, options=[status.word for status in Status], required=True
            ),
        },
    )
    st.caption(
        "Change a cell and it is saved. Type dates day first: 31/12/2026. Press a heading to sort. "
        "To paste several lines into one cell, press Enter in it first."
    )


def _key() -> str:
    return state.plan_table(st.session_state.get(state.PLAN_EDITS, 0))


def _edited(key: str) -> Cells:
    """The cells that were changed in the table since it was drawn anew."""
    edited: Cells = st.session_state.get(key, {}).get("edited_rows", {})
    return {int(row): cells for row, cells in edited.items()}


def _in_place(actions: list[Action]) -> list[Action]:
    """The actions in the order that the table has; a new order, under a new key, where it cannot be kept."""
    session = st.session_state
    by_id = {action.id: action for action in actions}
    order: list[int] = session.get(state.PLAN_ROWS, [])
    kept = [by_id[action_id] for action_id in order if action_id in by_id]
    edited = _edited(_key())
    if len(kept) == len(order) == len(actions) and all(
        says(kept[row], column, value or "") for row, cells in edited.items() for column, value in cells.items()
    ):
        return kept
    session[state.PLAN_ROWS] = [action.id for action in actions]
    session[state.PLAN_EDITS] = session.get(state.PLAN_EDITS, 0) + 1
    return actions


def _take_edits(key: str, actions: list[Action], taken: Cells) -> None:
    """Take every cell that was changed since the table was drawn. `actions` are the rows as it showed them, whatever is
    stored by now; `taken` are changes that it still carries from before.
    """
    go = []
    for row, cells in _edited(key).items():
        for column, value in cells.items():
            if column in FIELDS and cells[column] != taken.get(row, {}).get(column, shown(actions[row], column)):
                go.append(Cell(actions[row], column, "" if value is None else str(value)))
    changes.take(tuple(edit for edit in go if not says(edit.seen, edit.column, edit.typed)))
