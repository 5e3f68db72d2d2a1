"""The action plan as a table that people change like a spreadsheet.

A cell is saved as soon as it is left. What could not be saved is never lost: it stands above the table beside what is
stored, to choose from. Must not import storage.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from sendsat.assessment.rating import word_of
from sendsat.assessment.values import Action, Priority, Status
from sendsat.services import planning
from sendsat.ui import charts, notices, view
from sendsat.ui.words import due_words, plain, snippet, today
from sendsat.ui.workplace import desk

STORED, MINE, BOTH = "Keep what is stored", "Save mine", "Keep both texts"
ROW_HEIGHT, MOST_ROWS = 78, 8
"""Streamlit breaks lines in rows higher than 64 pixels; and how many rows show before the table scrolls."""


@dataclass(frozen=True)
class Unsaved:
    """Cells of one action that somebody changed and that could not be saved; `seen` is the action they started from."""

    seen: Action
    cells: dict[str, Any]


def unsaved() -> dict[int, Unsaved]:
    """What waits for a choice, by action id."""
    found: dict[int, Unsaved] = st.session_state.setdefault("plan_unsaved", {})
    return found


def frame(actions: list[Action]) -> pd.DataFrame:
    """The rows as they are shown."""
    snapshot = view.current().snapshot
    rows = [
        {
            "When": due_words(action.due, today()) if action.status.is_open else action.status.word.lower(),
            "Action": action.text,
            "Statements": ", ".join(action.statements),
            "Rating now": ", ".join(word_of(snapshot.rating(one)) for one in action.statements),
            "Owner": action.owner,
            "Due": action.due,
            "Priority": action.priority.word,
            "Status": action.status.word,
        }
        for action in actions
    ]
    return pd.DataFrame(rows, index=[action.id for action in actions])


def draw(actions: list[Action]) -> None:
    """Draw the table. Its key changes with every save, because the rows may then stand in another order."""
    key = f"plan_table_{st.session_state.get('plan_edits', 0)}"
    st.html(charts.STYLE)
    st.data_editor(
        frame(actions),
        key=key,
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * min(len(actions), MOST_ROWS) + 40,
        disabled=["When", "Statements", "Rating now"],
        on_change=_keep_edits,
        args=(key, actions),
        alt="The action plan as a table you can change",
        column_config={
            "When": st.column_config.TextColumn(width=92),
            "Action": st.column_config.TextColumn(width=290, required=True),
            "Statements": st.column_config.TextColumn(width=88),
            "Rating now": st.column_config.TextColumn(width=88),
            "Owner": st.column_config.TextColumn(width=120, max_chars=200),
            "Due": st.column_config.DateColumn(width=96, format="DD/MM/YYYY"),
            "Priority": st.column_config.SelectboxColumn(
                width=86, options=[one.word for one in Priority], required=True
            ),
            "Status": st.column_config.SelectboxColumn(width=100, options=[one.word for one in Status], required=True),
        },
    )
    st.caption("Change a cell and it is saved. Press a heading to sort.")


def changed(action: Action, edits: dict[str, Any]) -> Action:
    """The action with cells of the table changed; raises `ValueError` for a date or word that cannot be read."""
    values: dict[str, Any] = {}
    if "Action" in edits:
        values["text"] = edits["Action"] or ""
    if "Owner" in edits:
        values["owner"] = edits["Owner"] or ""
    if "Due" in edits:
        values["due"] = date.fromisoformat(str(edits["Due"])[:10]) if edits["Due"] else None
    if "Priority" in edits:
        values["priority"] = next(one for one in Priority if one.word == edits["Priority"])
    if "Status" in edits:
        values["status"] = next(one for one in Status if one.word == edits["Status"])
    return replace(action, **values)


def _keep_edits(key: str, actions: list[Action]) -> None:
    """Save every changed cell. `actions` are the rows as this table showed them, whatever stands there by now."""
    for row, cells in st.session_state[key]["edited_rows"].items():
        action = actions[int(row)]
        _keep(action, cells, action)
    st.session_state["plan_edits"] = st.session_state.get("plan_edits", 0) + 1


def _keep(seen: Action, cells: dict[str, Any], base: Action) -> None:
    """Save cells over `base`; what cannot be saved is held."""
    try:
        wanted = changed(base, cells)
    except (ValueError, StopIteration):
        notices.say("plan", notices.Notice("failed", "That date or choice cannot be read. Choose one from the list."))
        return
    kept = notices.attempt("plan", lambda: planning.change_action(desk(), action=wanted, seen=base))
    if kept is None:
        unsaved()[seen.id] = Unsaved(seen, cells)
        return
    unsaved().pop(seen.id, None)
    if base.status.is_open and not kept.status.is_open:
        st.session_state["plan_finished"] = base.id


def draw_unsaved() -> None:
    """Show what could not be saved beside what is stored, and let people choose."""
    stored = {action.id: action for action in view.current().actions}
    for number, held in unsaved().items():
        with st.container(border=True, gap="small"):
            _choose(held, stored.get(number))


def _choose(held: Unsaved, stored: Action | None) -> None:
    st.markdown(f"**{plain(snippet(held.seen.text, 120))}**")
    now = frame([stored]).iloc[0] if stored else None
    for name, mine in held.cells.items():
        left, right = st.columns(2)
        left.markdown(f"{name}, stored now  \n{_words(now[name]) if now is not None else '(removed from the plan)'}")
        right.markdown(f"{name}, yours and not saved yet  \n{_words(mine)}")
    labels = [STORED] if stored is None else [STORED, MINE, BOTH] if list(held.cells) == ["Action"] else [STORED, MINE]
    with st.container(horizontal=True):
        for label in labels:
            st.button(label, key=f"{label}_{held.seen.id}", on_click=_chosen, args=(label, held, stored))


def _words(value: object) -> str:
    return plain("" if value is None or value is pd.NaT else str(value)) or "(empty)"


def _chosen(label: str, held: Unsaved, stored: Action | None) -> None:
    if label == STORED or stored is None:
        unsaved().pop(held.seen.id, None)
        notices.forget("plan")
        return
    cells = held.cells if label == MINE else {"Action": f"{stored.text}\n\n{held.cells['Action']}"}
    _keep(held.seen, cells, stored)
