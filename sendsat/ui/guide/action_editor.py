"""Actions under a statement: changed in place, added by hand or from a suggestion."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.rules import LONGEST_OWNER
from sendsat.assessment.values import Action, Priority, Status
from sendsat.guide.model import NextStep, Statement
from sendsat.services import planning
from sendsat.services.planning import Draft
from sendsat.ui.frame import keeper, notices, two_texts, view
from sendsat.ui.frame.html import put_html
from sendsat.ui.frame.words import due_words, plain, today
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide import answer

FIELDS = ("text", "owner", "due", "priority", "status")


def for_statement(one: Statement, *, allowed: bool) -> None:
    """The actions of one statement, suggestions, and a form for another."""
    actions = view.current().actions_for(one.id)
    put_html(Markup('<h5 class="drawer" {}>Actions</h5>').format(_marks(one, actions)))
    # A place of their own, so that one which is added meanwhile does not move the boxes below.
    with st.container():
        for action in actions:
            _action(one, action)
    notices.show(f"action_{answer.place(one.id)}")
    with st.container():
        if one.ours:
            _suggestions(one)
    _new(one)


def _marks(one: Statement, actions: tuple[Action, ...]) -> Markup:
    """What is stored of every text below, for the script that keeps drafts."""
    where = answer.place(one.id)
    stored = {f"draft_new_{where}": "", f"draft_owner_{where}": ""}
    for action in actions:
        stored |= {f"text_atext_{action.id}_{where}": action.text, f"text_aowner_{action.id}_{where}": action.owner}
    return keeper.stored_marks(stored)


def _action(one: Statement, action: Action) -> None:
    key = f"{action.id}_{answer.place(one.id)}"
    if notices.notice(f"waits_{key}"):
        _fill(key, st.session_state[f"wanted_{key}"])
    else:
        st.session_state[f"seen_{key}"] = action
        _fill(key, action)
    change: Any = {"on_change": _change, "args": (one.id, key)}
    with st.container(border=True, gap="small"):
        st.text_area("What will be done", key=f"text_atext_{key}", height=68, **change)
        left, middle = st.columns([3, 2])
        right, last = st.columns(2)
        left.text_input("Who", key=f"text_aowner_{key}", max_chars=LONGEST_OWNER, **change)
        middle.date_input("Due", key=f"text_adue_{key}", value=None, format="DD/MM/YYYY", **change)
        right.selectbox("Priority", list(Priority), format_func=_word, key=f"text_apriority_{key}", **change)
        last.selectbox("Status", list(Status), format_func=_word, key=f"text_astatus_{key}", **change)
        if action.status.is_open:
            st.caption(due_words(action.due, today()))
        _waiting(one.id, key)


def _fill(key: str, action: Action) -> None:
    """Fill the boxes; one that says the same but for spaces is left to whoever types in it."""
    for name in FIELDS:
        box, value = f"text_a{name}_{key}", getattr(action, name)
        if box not in st.session_state or not _same(st.session_state[box], value):
            st.session_state[box] = value


def _same(typed: object, value: object) -> bool:
    if isinstance(typed, str) and isinstance(value, str):
        return typed.split() == value.split()
    return typed == value


def _waiting(statement_id: str, key: str) -> None:
    """What could not be saved and why, with the ways on: the boxes hold the words until one is taken."""
    found = notices.notice(f"waits_{key}")
    if not found:
        return
    told = f"Theirs, stored now: {found.conflict.stored or '(empty)'}" if found.conflict else found.text
    if found.conflict:
        st.warning(f"Someone else changed this {found.conflict.field} while you were writing.  \n{plain(told)}")
    else:
        st.error(f"**NOT SAVED.** {plain(told)}", icon=":material/error:")
    mine, theirs = (two_texts.MINE, two_texts.THEIRS) if found.conflict else ("Try to save again", "Undo my change")
    with st.container(horizontal=True):
        st.button(theirs, key=f"theirs_{key}", on_click=_give_way, args=(key,))
        st.button(mine, key=f"mine_{key}", on_click=_insist, args=(statement_id, key))


def _word(one: Priority | Status) -> str:
    return one.word


def _change(statement_id: str, key: str) -> None:
    """Keep what the boxes hold. What was seen is noted at once: the next change may come before the next drawing."""
    state, seen = st.session_state, st.session_state[f"seen_{key}"]
    wanted = replace(
        seen,
        text=state[f"text_atext_{key}"] or "",
        owner=state[f"text_aowner_{key}"] or "",
        due=state[f"text_adue_{key}"],
        priority=Priority(state[f"text_apriority_{key}"]),
        status=Status(state[f"text_astatus_{key}"]),
    )
    where, waits = f"action_{answer.place(statement_id)}", f"waits_{key}"
    kept = notices.attempt(waits, lambda: planning.change_action(desk(), action=wanted, seen=seen))
    if kept is None:
        state[f"wanted_{key}"] = wanted
        notices.forget(where)
    else:
        state[f"seen_{key}"] = kept
        notices.say(where, notices.Notice("saved", notices.saved_words()))
        notices.forget(waits)
        view.current().reload_actions()


def _give_way(key: str) -> None:
    for name in ("text", "owner"):
        keeper.let_go(f"text_a{name}_{key}", st.session_state[f"text_a{name}_{key}"] or "")
    notices.forget(f"waits_{key}")
    view.current().reload_actions()


def _insist(statement_id: str, key: str) -> None:
    """Save over what somebody else stored in the field that was told; their other fields stay."""
    found, state = notices.notice(f"waits_{key}"), st.session_state
    view.current().reload_actions()
    stored = {one.id: one for one in view.current().actions}.get(state[f"seen_{key}"].id)
    if found and found.conflict and stored:
        name = found.conflict.field.removeprefix("action's ")
        told: dict[str, Any] = {name: getattr(stored, name)}
        state[f"seen_{key}"] = replace(state[f"seen_{key}"], **told)
    _change(statement_id, key)


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
            key=f"plan_{number}_{answer.place(one.id)}",
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
        f"action_{answer.place(statement_id)}",
        lambda: planning.plan_action(
            desk(), round_id=seen.round.id, team_id=seen.team_id, statements=(statement_id,), draft=draft
        ),
        success=f"Action added. {notices.saved_words()}",
    )
    if kept:
        seen.reload_actions()
    return kept is not None


def _new(one: Statement) -> None:
    where, state = answer.place(one.id), st.session_state
    text, owner = f"draft_new_{where}", f"draft_owner_{where}"
    for key, start in ((text, ""), (owner, ""), (f"new_priority_{where}", Priority.MEDIUM)):
        state.setdefault(key, start)
    with st.container(border=True, gap="small", key=f"new_action_{where}"):
        st.text_area("Another action: what will be done?", key=text, height=68)
        left, middle = st.columns([3, 2])
        right, last = st.columns(2, vertical_alignment="bottom")
        left.text_input("Who", key=owner, max_chars=LONGEST_OWNER)
        middle.date_input("Due", key=f"new_due_{where}", value=None, format="DD/MM/YYYY")
        right.selectbox("Priority", list(Priority), format_func=_word, key=f"new_priority_{where}")
        last.button("Add action", key=f"add_{where}", type="primary", width="stretch", on_click=_add, args=(one.id,))


def _add(statement_id: str) -> None:
    where, state = answer.place(statement_id), st.session_state
    draft = Draft(
        text=state[f"draft_new_{where}"] or "",
        owner=state[f"draft_owner_{where}"] or "",
        due=state[f"new_due_{where}"],
        priority=Priority(state[f"new_priority_{where}"]),
    )
    if _plan(statement_id, draft):
        keeper.let_go(f"draft_new_{where}", draft.text)
        keeper.let_go(f"draft_owner_{where}", draft.owner)
        state[f"draft_new_{where}"], state[f"draft_owner_{where}"], state[f"new_due_{where}"] = "", "", None
        state[f"new_priority_{where}"] = Priority.MEDIUM
