"""The milestones of an action: ticked off one by one, changed behind a button, added below."""

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from sendsat.assessment.milestones import Milestone, counted, in_order
from sendsat.assessment.rules import LONGEST_MILESTONE
from sendsat.assessment.values import Action
from sendsat.services.plan import milestones
from sendsat.ui.frame import kept_text, notices, state
from sendsat.ui.frame.kept_text import KeptText
from sendsat.ui.frame.words import day, due_marked, plain, today
from sendsat.ui.frame.workplace import desk


def draw(action: Action) -> None:
    """Draw them, what there is to say of the latest change, and the box for another."""
    far = counted(action.milestones)
    st.markdown(f"**Milestones**{f': {far}' if far else ''}")
    texts = {state.milestone(action.id, step.number): step.text for step in action.milestones}
    kept_text.tell(texts | {state.new_milestone(action.id): ""})
    for step in in_order(action.milestones):
        _step(action, step)
    if notices.notice(_place(action)):
        notices.show(_place(action))
    _new(action)


def _place(action: Action) -> str:
    return f"milestones_{action.id}"


def _step(action: Action, step: Milestone) -> None:
    key, opened = state.milestone_done(action.id, step.number), state.milestone_open(action.id, step.number)
    st.session_state[key] = step.done
    fields = (_text(action, step), _due(action, step))
    # What could not be saved stays in sight with its words.
    is_open = st.session_state.get(opened, False) or any(field.waiting for field in fields)
    with st.container(border=True, gap="small"):
        st.markdown(_line(step))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.checkbox("Done", key=key, on_change=notices.as_drawn(_tick), args=(action, step))
            word = "Close" if is_open else "Change"
            st.button(word, key=f"change_{opened}", on_click=_turn, args=(opened, not is_open))
        if is_open:
            _boxes(action, step, *fields)


def _turn(opened: str, is_open: bool) -> None:
    st.session_state[opened] = is_open


def _line(step: Milestone) -> str:
    """What is reached by when: "Draft is out · 3 March 2026 · due in 9 days"."""
    if step.due is None:
        return plain(step.text)
    when = day(step.due) if step.done else f"{day(step.due)} · {due_marked(step.due, today())}"
    return f"{plain(step.text)} · {when}"


def _boxes(action: Action, step: Milestone, text: KeptText, due: KeptText) -> None:
    kept_text.area(text, "What will be reached", height=68, max_chars=LONGEST_MILESTONE)
    kept_text.fill(due)
    st.date_input("By", format="DD/MM/YYYY", width=200, **kept_text.box(due))
    kept_text.ways_on(due)
    gone = f"remove_milestone_{action.id}_{step.number}"
    st.button("Remove this milestone", key=gone, on_click=notices.as_drawn(_remove), args=(action, step))


def _text(action: Action, step: Milestone) -> KeptText:
    return _kept(state.milestone(action.id, step.number), action, step, "text")


def _due(action: Action, step: Milestone) -> KeptText:
    return _kept(state.milestone_due(action.id, step.number), action, step, "due")


def _kept(box: str, action: Action, step: Milestone, name: str) -> KeptText:
    return KeptText(
        box,
        getattr(step, name),
        partial(_save, action, step, name),
        waits=f"waits_{box}",
        told=_place(action),
        undo=True,
        spaces=True,
        about="Milestone.",
    )


def _save(action: Action, step: Milestone, name: str, value: Any, seen: Any) -> Any:
    wanted, base = replace(step, **{name: value}), replace(step, **{name: seen})
    return getattr(milestones.change_milestone(desk(), action_id=action.id, seen=base, wanted=wanted), name)


def _tick(action: Action, step: Milestone) -> None:
    done = bool(st.session_state[state.milestone_done(action.id, step.number)])
    wanted = replace(step, done=done)
    notices.attempt(
        _place(action),
        lambda: milestones.change_milestone(desk(), action_id=action.id, seen=step, wanted=wanted),
        success=f"{'Done' if done else 'Open again'}: {step.text}. {notices.saved_words()}",
    )


def _remove(action: Action, step: Milestone) -> None:
    def verb() -> bool:
        milestones.remove_milestone(desk(), action_id=action.id, seen=step)
        return True

    success = f"Milestone removed; the history keeps its words. {notices.saved_words()}"
    notices.attempt(_place(action), verb, success=success)


def _new(action: Action) -> None:
    text, due = state.new_milestone(action.id), state.new_milestone_due(action.id)
    st.session_state.setdefault(text, "")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_area("Another milestone: what will be reached?", key=text, height=68, max_chars=LONGEST_MILESTONE)
        st.date_input("By", key=due, value=None, format="DD/MM/YYYY", width=200)
        st.button("Add milestone", key=f"add_milestone_{action.id}", on_click=notices.as_drawn(_add), args=(action,))


def _add(action: Action) -> None:
    text, due = state.new_milestone(action.id), state.new_milestone_due(action.id)
    words, by = st.session_state[text] or "", st.session_state[due]
    added = notices.attempt(
        _place(action),
        lambda: milestones.add_milestone(desk(), action_id=action.id, text=words, due=by),
        success=f"Milestone added. {notices.saved_words()}",
    )
    if added:
        kept_text.let_go(text, words)
        st.session_state[text], st.session_state[due] = "", None
