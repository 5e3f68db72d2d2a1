"""What stands above the plan's table: what was changed, with Undo; what would be changed; what could not be saved.

Must not import storage.
"""

from functools import partial

import streamlit as st

from sendsat.assessment.values import Action
from sendsat.ui.frame import notices, state, two_texts, view
from sendsat.ui.frame.words import plain, plural, snippet, spelt_dates
from sendsat.ui.plan import changes
from sendsat.ui.plan.cells import COLUMNS, Cell, lines_of_one_text, named, shown
from sendsat.ui.plan.changes import Go, Told, Unsaved

MOST_LINES = 6
"""How many changes are listed before the rest are only counted."""


def draw() -> None:
    """Draw all that waits, in one place that is always there: what stands below it is not drawn anew."""
    with st.container(gap="small"):
        latest = changes.told()
        if latest is not None:
            _told(latest)
        for number, go in changes.waiting().items():
            with st.container(border=True, gap="small"):
                _ask(number, go)
        stored = {action.id: action for action in view.current().actions}
        for number, held in changes.unsaved().items():
            with st.container(border=True, gap="small"):
                _choose(number, held, stored.get(held.cell.seen.id))


def _told(latest: Told) -> None:
    lines = [
        _line(edit.before, COLUMNS[name], shown(edit.before, COLUMNS[name]), shown(edit.after, COLUMNS[name]))
        for edit in latest.edits
        for name in edit.fields
    ]
    if lines:
        st.markdown(f"**{plural(len(latest.edits), 'action')} changed:**\n\n{_listed(lines)}")
        st.button(
            "Undo this change" if len(lines) == 1 else f"Undo all {len(lines)} changes",
            on_click=notices.as_drawn(changes.undo),
        )
    if latest.kept:
        st.warning(_listed([f"- {plain(phrase)}" for phrase in latest.kept]), icon=":material/group:")


def _line(action: Action, column: str, before: str, after: str) -> str:
    words = (spelt_dates(text) if column == "Due" else text for text in (before, after))
    old, new = (plain(snippet(text, 160)) or "(empty)" for text in words)
    return f"- {plain(named(action, column))}: {old} → {new}"


def _listed(lines: list[str]) -> str:
    more = [f"- and {len(lines) - MOST_LINES} more"] if len(lines) > MOST_LINES else []
    return "\n".join([*lines[:MOST_LINES], *more])


def _ask(number: int, go: Go) -> None:
    actions = plural(len({cell.seen.id for cell in go}), "action")
    st.markdown(f"**This would change {actions}. Nothing is saved yet.**")
    st.markdown("\n".join(_line(cell.seen, cell.column, cell.stored, cell.meant) for cell in go))
    save = "Save this change" if len(go) == 1 else f"Save all {len(go)} changes"
    with st.container(horizontal=True):
        st.button(
            save, key=f"plan_yes_{number}", on_click=notices.as_drawn(changes.answer), args=(number, True),
        )  # fmt: skip
        if lines_of_one_text(go):
            label = f"Put all {len(go)} lines into “{plain(snippet(go[0].seen.text, 40))}”"
            st.button(label, key=f"plan_join_{number}", on_click=notices.as_drawn(changes.join_lines), args=(number,))
        st.button(
            "Leave the plan as it is", key=f"plan_no_{number}", on_click=notices.as_drawn(changes.answer),
            args=(number, False),
        )  # fmt: skip


def _choose(number: int, held: Unsaved, stored: Action | None) -> None:
    cell = held.cell
    heading = held.why or f"{named(cell.seen, cell.column)}: your change is not saved."
    now = shown(stored, cell.column) if stored else ""
    two_texts.show(heading, now, cell.typed, none="(empty)" if stored else "(removed from the plan)")
    if held.why and stored:
        st.text_input(f"{cell.column}, new and not saved yet", cell.typed, key=state.plan_mine(number))
    choices = [two_texts.STORED]
    if stored:
        choices += [two_texts.NEW, *([two_texts.BOTH] if cell.column == "Action" and not held.why else [])]
    two_texts.buttons(f"plan_{number}", choices, partial(_settle, number, cell, stored))


def _settle(number: int, cell: Cell, stored: Action | None, choice: str) -> None:
    if stored is None or choice == two_texts.STORED:
        changes.settle(number, None)
        return
    mine = st.session_state.get(state.plan_mine(number), cell.typed)
    changes.settle(number, Cell(stored, cell.column, two_texts.chosen(choice, shown(stored, cell.column), mine)))
