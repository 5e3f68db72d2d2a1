"""Actions under a statement: changed in place, added by hand or from a suggestion."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import streamlit as st

from sendsat.assessment.values import Action, Priority, Status
from sendsat.guide.model import NextStep, Statement
from sendsat.services import planning
from sendsat.services.planning import Draft
from sendsat.ui import keeper, notices, statement, view
from sendsat.ui.words import due_words, plain, today
from sendsat.ui.workplace import desk


def for_statement(one: Statement, *, allowed: bool) -> None:
    """The actions of one statement, suggestions, and a form for another."""
    st.markdown("##### Actions")
    seen = view.current()
    for action in seen.actions_for(one.id):
        _action(one, action)
    notices.show(f"action_{statement.place(one.id)}")
    if one.ours:
        _suggestions(one)
    _new(one)


def _action(one: Statement, action: Action) -> None:
    key = f"{action.id}_{statement.place(one.id)}"
    fields = {
        "text": action.text,
        "owner": action.owner,
        "due": action.due,
        "priority": action.priority,
        "status": action.status,
    }
    for name, value in fields.items():
        if st.session_state.get(f"text_a{name}_{key}", "?") != value and not notices.notice(f"conflict_{key}"):
            st.session_state[f"text_a{name}_{key}"] = value
    change: Any = {"on_change": _change, "args": (one.id, action, key)}
    with st.container(border=True, gap="small"):
        st.html(f"<span {keeper.stored_marks({f'text_atext_{key}': action.text})}></span>")
        st.text_area("What will be done", key=f"text_atext_{key}", height=68, **change)
        left, middle = st.columns([3, 2])
        right, last = st.columns(2)
        left.text_input("Who", key=f"text_aowner_{key}", max_chars=200, **change)
        middle.date_input("Due", key=f"text_adue_{key}", value=None, format="DD/MM/YYYY", **change)
        right.selectbox("Priority", list(Priority), format_func=_word, key=f"text_apriority_{key}", **change)
        last.selectbox("Status", list(Status), format_func=_word, key=f"text_astatus_{key}", **change)
        if action.status.is_open:
            st.caption(due_words(action.due, today()))
        found = notices.notice(f"conflict_{key}")
        if found:
            st.error(f"**Not saved.** {plain(found.text)}", icon=":material/error:")
            st.button("Show what is stored", key=f"stored_{key}", on_click=_give_way, args=(one.id, key))


def _word(one: Priority | Status) -> str:
    return one.word


def _change(statement_id: str, action: Action, key: str) -> None:
    state = st.session_state
    wanted = replace(
        action,
        text=state[f"text_atext_{key}"] or "",
        owner=state[f"text_aowner_{key}"] or "",
        due=state[f"text_adue_{key}"],
        priority=Priority(state[f"text_apriority_{key}"]),
        status=Status(state[f"text_astatus_{key}"]),
    )
    where = f"action_{statement.place(statement_id)}"
    if notices.attempt(where, lambda: planning.change_action(desk(), action=wanted, seen=action)):
        notices.forget(f"conflict_{key}")
        view.current().reload_actions()
    else:
        found = notices.notice(where)
        notices.forget(where)
        if found:
            notices.say(f"conflict_{key}", found)


def _give_way(statement_id: str, key: str) -> None:
    notices.forget(f"conflict_{key}")
    view.current().reload_actions()


def _suggestions(one: Statement) -> None:
    assert one.ours
    planned = {action.text for action in view.current().actions_for(one.id)}
    steps = [step for step in one.ours.next_steps if step.text not in planned]
    if not steps:
        return
    st.caption("Suggested next steps (ours, not the guide's). Planning one fills in who and when for you to change.")
    for number, step in enumerate(steps):
        left, right = st.columns([5, 2], vertical_alignment="center")
        left.markdown(f"{_arrow(step)} {plain(step.sentence)}")
        right.button(
            "Plan this",
            key=f"plan_{number}_{statement.place(one.id)}",
            on_click=_plan_step,
            args=(one.id, step),
            help=f"Add this to the action plan for {one.id}",
        )


def _arrow(step: NextStep) -> str:
    words = {"red": "Red", "amber": "Amber", "green": "Green"}
    return f":gray[{words[step.from_]} to {words[step.to]}:]"


def due_in(step: NextStep, now: date) -> date:
    """The date a suggested step falls due if it starts now."""
    return now + timedelta(weeks=step.weeks)


def _plan_step(statement_id: str, step: NextStep) -> None:
    draft = Draft(text=step.text, owner=step.owner, due=due_in(step, today()))
    _plan(statement_id, draft)


def _plan(statement_id: str, draft: Draft) -> bool:
    seen = view.current()
    kept = notices.attempt(
        f"action_{statement.place(statement_id)}",
        lambda: planning.plan_action(
            desk(), round_id=seen.round.id, team_id=seen.team_id, statements=(statement_id,), draft=draft
        ),
        success=f"Action added. {notices.saved_words()}",
    )
    if kept:
        seen.reload_actions()
    return kept is not None


def _new(one: Statement) -> None:
    where = statement.place(one.id)
    state = st.session_state
    state.setdefault(f"draft_new_{where}", "")
    with st.container(border=True, gap="small", key=f"new_action_{where}"):
        st.html(f"<span {keeper.stored_marks({f'draft_new_{where}': state.get(f'emptied_{where}', '')})}></span>")
        st.text_area("Another action: what will be done?", key=f"draft_new_{where}", height=68)
        left, middle = st.columns([3, 2])
        right, last = st.columns(2, vertical_alignment="bottom")
        left.text_input("Who", key=f"new_owner_{where}", max_chars=200)
        middle.date_input("Due", key=f"new_due_{where}", value=None, format="DD/MM/YYYY")
        right.selectbox("Priority", list(Priority), index=1, format_func=_word, key=f"new_priority_{where}")
        last.button("Add action", key=f"add_{where}", type="primary", width="stretch", on_click=_add, args=(one.id,))


def _add(statement_id: str) -> None:
    where, state = statement.place(statement_id), st.session_state
    draft = Draft(
        text=state[f"draft_new_{where}"] or "",
        owner=state[f"new_owner_{where}"] or "",
        due=state[f"new_due_{where}"],
        priority=Priority(state[f"new_priority_{where}"]),
    )
    if _plan(statement_id, draft):
        state[f"emptied_{where}"] = draft.text
        state[f"draft_new_{where}"], state[f"new_owner_{where}"], state[f"new_due_{where}"] = "", "", None
        state[f"new_priority_{where}"] = Priority.MEDIUM
