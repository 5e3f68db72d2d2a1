"""Actions under a statement: changed in place, added by hand or from a suggestion."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from time import time_ns
from typing import Any

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.rules import LONGEST_OWNER
from sendsat.assessment.values import Action, Priority, Status
from sendsat.errors import SendsatError
from sendsat.guide.model import NextStep, Statement
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.ui.frame import kept_text, notices, state, view
from sendsat.ui.frame.html import NOTHING, put_html
from sendsat.ui.frame.kept_text import KeptText
from sendsat.ui.frame.words import due_words, plain, today
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide import answer, unsafe

FIELDS = ("text", "owner", "due", "priority", "status")
SAID = {"text": "what will be done", "owner": "who", "due": "due", "priority": "priority", "status": "status"}
CHOICES = {"priority": Priority, "status": Status}


def ask(where: str) -> None:
    """Let the keyboard go on in the box for another action at this place (`answer.place`) as soon as it is drawn."""
    st.session_state[state.PLAN_ASKED] = (where, time_ns())


def for_statement(statement: Statement, *, allowed: bool) -> None:
    """The actions of one statement, suggestions, and a form for another."""
    actions = view.current().actions_for(statement.id)
    put_html(
        Markup('<h5 class="drawer" {} {}>Actions</h5>').format(
            _marks(statement, actions), _asked(answer.place(statement.id))
        )
    )
    # A place of their own, so that one which is added meanwhile does not move the boxes below.
    with st.container():
        for action in actions:
            _action(statement, action)
    notices.show(f"action_{answer.place(statement.id)}")
    with st.container():
        if statement.ours:
            _suggestions(statement)
    _new(statement)


def _marks(statement: Statement, actions: tuple[Action, ...]) -> Markup:
    """What is stored of every text below, for the script that keeps drafts."""
    where = answer.place(statement.id)
    stored = {state.new_action(where): "", state.new_owner(where): ""}
    for action in actions:
        stored |= {f"text_atext_{action.id}_{where}": action.text, f"text_aowner_{action.id}_{where}": action.owner}
    return kept_text.stored_marks(stored)


def _asked(where: str) -> Markup:
    """Where the box for another action was asked for, attributes by which moving.js finds it once for each asking."""
    place, number = st.session_state.get(state.PLAN_ASKED, ("", 0))
    if place != where:
        return NOTHING
    return Markup('data-box="{}" data-asked="{}"').format(state.new_action(where), number)


def _action(statement: Statement, action: Action) -> None:
    fields = {name: _kept(statement.id, action, name) for name in FIELDS}
    for field in fields.values():
        kept_text.fill(field)
    with st.container(border=True, gap="small"):
        st.text_area("What will be done", height=68, **kept_text.box(fields["text"]))
        left, middle = st.columns([3, 2])
        right, last = st.columns(2)
        left.text_input("Who", max_chars=LONGEST_OWNER, **kept_text.box(fields["owner"]))
        middle.date_input("Due", format="DD/MM/YYYY", **kept_text.box(fields["due"]))
        right.selectbox("Priority", **kept_text.choice(fields["priority"], list(Priority)), format_func=_word)
        last.selectbox("Status", **kept_text.choice(fields["status"], list(Status)), format_func=_word)
        if action.status.is_open:
            st.caption(due_words(action.due, today()))
        for field in fields.values():
            kept_text.ways_on(field)


def _kept(statement_id: str, action: Action, name: str) -> KeptText:
    where = answer.place(statement_id)
    return KeptText(
        box=state.action_field(name, action.id, where),
        stored=getattr(action, name),
        save=partial(_save, action, name),
        waits=f"waits_{name}_{action.id}_{where}",
        told=f"action_{where}",
        after=_reload,
        undo=True,
        spaces=True,
        about=f"{statement_id}, action, {SAID[name]}.",
    )


def _save(action: Action, name: str, value: Any, seen: Any) -> Any:
    """Keep one field; those that others changed meanwhile stay as they made them."""
    value = CHOICES[name](value) if name in CHOICES else value
    wanted, base = replace(action, **{name: value}), replace(action, **{name: seen})
    return getattr(planning.change_action(desk(), action=wanted, seen=base), name)


def _reload() -> None:
    """Read the plan again. Where that fails what is shown stays, and the next change tells why."""
    with suppress(SendsatError):
        view.current().reload_actions()


def _word(choice: Priority | Status) -> str:
    return choice.word


def _suggestions(statement: Statement) -> None:
    assert statement.ours
    planned = {action.text for action in view.current().actions_for(statement.id)}
    steps = [(number, step) for number, step in enumerate(statement.ours.next_steps) if step.text not in planned]
    if not steps:
        return
    st.caption("Suggested next steps (ours, not the guide's). Planning one fills in who and when for you to change.")
    for number, step in steps:
        left, right = st.columns([5, 2], vertical_alignment="center")
        left.markdown(f"{_arrow(step)} {plain(step.sentence)}")
        right.button(
            "Plan this",
            key=f"plan_{number}_{answer.place(statement.id)}",
            on_click=notices.as_drawn(_plan_step),
            args=(statement.id, step),
            help=_help(statement.id, step),
        )


def _arrow(step: NextStep) -> str:
    words = {"red": "Red", "amber": "Amber", "green": "Green"}
    today_ = f" {unsafe.SIGN} **For today.**" if step.is_for_today else ""
    return f":gray[{words[step.from_]} to {words[step.to]}:]{today_}"


def _help(statement_id: str, step: NextStep) -> str:
    """What the button does, and who the step's owner is meant to be."""
    role = view.current().edition.role_by_name.get(step.owner)
    who = f". {role.name}: {role.does}." if role else ""
    return plain(f"Add this to the action plan for {statement_id}{who}")


def due_in(step: NextStep, now: date) -> date:
    """The date a suggested step falls due if it starts now; today for one that cannot wait."""
    return now + timedelta(weeks=step.weeks)


def _plan_step(statement_id: str, step: NextStep) -> None:
    priority = Priority.HIGH if step.is_for_today else Priority.MEDIUM
    draft = Draft(text=step.text, owner=step.owner, due=due_in(step, today()), priority=priority)
    _plan(statement_id, draft)


def _plan(statement_id: str, draft: Draft) -> bool:
    page = view.current()
    kept = notices.attempt(
        f"action_{answer.place(statement_id)}",
        lambda: planning.plan_action(
            desk(), round_id=page.round.id, team_id=page.team_id, statements=(statement_id,), draft=draft
        ),
        success=f"Action added. {notices.saved_words()}",
    )
    if kept:
        page.reload_actions()
    return kept is not None


def _new(statement: Statement) -> None:
    where, session = answer.place(statement.id), st.session_state
    text, owner = state.new_action(where), state.new_owner(where)
    for key, start in ((text, ""), (owner, ""), (state.new_priority(where), Priority.MEDIUM)):
        session.setdefault(key, start)
    with st.container(border=True, gap="small", key=f"new_action_{where}"):
        st.text_area("Another action: what will be done?", key=text, height=68)
        left, middle = st.columns([3, 2])
        right, last = st.columns(2, vertical_alignment="bottom")
        left.text_input("Who", key=owner, max_chars=LONGEST_OWNER)
        middle.date_input("Due", key=state.new_due(where), value=None, format="DD/MM/YYYY")
        right.selectbox("Priority", list(Priority), format_func=_word, key=state.new_priority(where))
        last.button(
            "Add action",
            key=f"add_{where}",
            type="primary",
            width="stretch",
            on_click=notices.as_drawn(_add),
            args=(statement.id,),
        )


def _add(statement_id: str) -> None:
    where, session = answer.place(statement_id), st.session_state
    draft = Draft(
        text=session[state.new_action(where)] or "",
        owner=session[state.new_owner(where)] or "",
        due=session[state.new_due(where)],
        priority=Priority(session[state.new_priority(where)]),
    )
    if _plan(statement_id, draft):
        kept_text.let_go(state.new_action(where), draft.text)
        kept_text.let_go(state.new_owner(where), draft.owner)
        session[state.new_action(where)], session[state.new_owner(where)], session[state.new_due(where)] = "", "", None
        session[state.new_priority(where)] = Priority.MEDIUM
