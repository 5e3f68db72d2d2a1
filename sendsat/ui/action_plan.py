"""The action plan: every action, what is late or next first; filter, change in the table, download."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from sendsat.assessment.rating import word_of
from sendsat.assessment.rules import is_due_soon, is_overdue, urgency
from sendsat.assessment.values import Action, Priority, Status
from sendsat.reports.timeline import timeline
from sendsat.services import planning
from sendsat.services.plan_exporting import plan_file
from sendsat.ui import action_detail, charts, navigation, notices, plan_import, view
from sendsat.ui.words import due_words, plain, plural, today
from sendsat.ui.workplace import desk

FILES = {
    "csv": ("CSV, for Excel and other tools", "text/csv"),
    "xlsx": ("Excel workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "docx": ("Word document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "ics": ("Calendar of due dates", "text/calendar"),
    "md": ("Markdown text", "text/markdown"),
}
SHOWN = ("Everything open", "Overdue", "Due in two weeks", "Done or dropped", "All")
VIEWS = ("Table", "By owner", "By month", "Timeline")


def draw() -> None:
    """Draw the page."""
    seen = view.current()
    st.title("Action plan", anchor=False)
    if not seen.actions:
        _empty(seen)
        return
    late = sum(is_overdue(action, today()) for action in seen.actions)
    soon = sum(is_due_soon(action, today()) for action in seen.actions)
    open_ = sum(action.status.is_open for action in seen.actions)
    st.markdown(f"{plural(open_, 'action')} open: {late} overdue, {soon} due in the next two weeks.")
    found = sorted(_filtered(seen.actions), key=lambda action: urgency(action, today()))
    how = st.segmented_control("View", VIEWS, default=VIEWS[0], key="plan_view", required=True, wrap=True)
    notices.show("plan")
    if not found:
        st.info("No action fits this filter.")
    elif how == "By owner":
        _grouped(found, lambda action: action.owner or "Nobody yet")
    elif how == "By month":
        _grouped(found, lambda action: f"{action.due:%B %Y}" if action.due else "No date")
    elif how == "Timeline":
        charts.draw(timeline(found, today()), heading=False)
    else:
        _table(found)
    _downloads(seen)
    plan_import.draw()
    action_detail.draw(found)


def _empty(seen: view.View) -> None:
    st.info(
        "No actions yet. Under any statement, open “Evidence, actions and more” and plan one: it appears here with its "
        "owner and date, and can be downloaded.",
        icon=":material/checklist:",
    )
    page = navigation.link(st.session_state["_pages"], seen.edition.sections[0].id)
    if page is not None:
        st.page_link(page, label=f"Go to {seen.edition.sections[0].title}")


def _filtered(actions: tuple[Action, ...]) -> list[Action]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        which = st.selectbox("Show", SHOWN, key="plan_which", persist_state="session")
        owners = sorted({action.owner for action in actions if action.owner})
        owner = st.selectbox("Owner", ["Everyone", *owners], key="plan_owner", persist_state="session")
        word = st.text_input(
            "Containing", key="plan_word", placeholder="a word or a statement, like LM3", max_chars=100
        )
    return [
        action
        for action in actions
        if _is(action, which or SHOWN[0]) and owner in ("Everyone", action.owner) and _holds(action, word)
    ]


def _is(action: Action, which: str) -> bool:
    tests = {
        "Everything open": action.status.is_open,
        "Overdue": is_overdue(action, today()),
        "Due in two weeks": is_due_soon(action, today()),
        "Done or dropped": not action.status.is_open,
    }
    return tests.get(which, True)


def _holds(action: Action, word: str) -> bool:
    text = " ".join([action.text, action.owner, *action.statements]).casefold()
    return all(part in text for part in (word or "").casefold().split())


def _frame(actions: list[Action]) -> pd.DataFrame:
    seen = view.current()
    rows = [
        {
            "When": due_words(action.due, today()) if action.status.is_open else action.status.word.lower(),
            "Action": action.text,
            "Owner": action.owner,
            "Due": action.due,
            "Priority": action.priority.word,
            "Status": action.status.word,
            "Statements": ", ".join(action.statements),
            "Rating now": ", ".join(word_of(seen.snapshot.rating(one)) for one in action.statements),
        }
        for action in actions
    ]
    return pd.DataFrame(rows, index=[action.id for action in actions])


def _table(actions: list[Action]) -> None:
    key = f"plan_table_{st.session_state.get('plan_edits', 0)}"
    st.session_state["plan_rows"] = actions
    st.data_editor(
        _frame(actions),
        key=key,
        hide_index=True,
        disabled=["When", "Statements", "Rating now"],
        on_change=_keep_edits,
        args=(key,),
        alt="The action plan as a table you can change",
        column_config={
            "When": st.column_config.TextColumn(width=140),
            "Action": st.column_config.TextColumn(width="large", required=True),
            "Owner": st.column_config.TextColumn(max_chars=200),
            "Due": st.column_config.DateColumn(format="DD/MM/YYYY"),
            "Priority": st.column_config.SelectboxColumn(options=[one.word for one in Priority], required=True),
            "Status": st.column_config.SelectboxColumn(options=[one.word for one in Status], required=True),
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


def _keep_edits(key: str) -> None:
    actions: list[Action] = st.session_state["plan_rows"]
    edited = st.session_state[key]["edited_rows"]
    kept = [_keep_one(actions[int(row)], cells) for row, cells in edited.items() if int(row) < len(actions)]
    if all(kept):
        st.session_state["plan_edits"] = st.session_state.get("plan_edits", 0) + 1


def _keep_one(action: Action, cells: dict[str, Any]) -> bool:
    try:
        wanted = changed(action, cells)
    except (ValueError, StopIteration):
        notices.say("plan", notices.Notice("failed", "That date or choice cannot be read. Choose one from the list."))
        return False
    kept = notices.attempt("plan", lambda: planning.change_action(desk(), action=wanted, seen=action))
    if kept is not None and action.status.is_open and not kept.status.is_open:
        st.session_state["plan_finished"] = action.id
    return kept is not None


def _grouped(actions: list[Action], group: Any) -> None:
    groups: dict[str, list[Action]] = {}
    for action in actions:
        groups.setdefault(group(action), []).append(action)
    for title, found in groups.items():
        st.subheader(f"{title} ({len(found)})", anchor=False)
        for action in found:
            words = due_words(action.due, today()) if action.status.is_open else action.status.word.lower()
            shown = f":red[▲ {words}]" if is_overdue(action, today()) else words
            st.markdown(
                f"{plain(action.text)}  \n:small[{shown} · {plain(action.owner or 'nobody yet')} · "
                f"{action.priority.word} · {', '.join(action.statements)}]"
            )


def _downloads(seen: view.View) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(
            "Download as", list(FILES), format_func=lambda one: FILES[one][0], key="plan_kind", width=260
        )
        name, content = plan_file(desk(), kind or "csv", round_id=seen.round.id)
        st.download_button(
            "Download the action plan",
            content,
            file_name=name,
            mime=FILES[kind or "csv"][1],
            on_click="ignore",
            type="primary",
        )
