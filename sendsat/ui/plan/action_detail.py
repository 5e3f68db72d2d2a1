"""One action in full: statements, notes on progress, the evidence that closed it, history; re-rating when done."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import groupby

import streamlit as st

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Action, HistoryEntry, Priority, Status
from sendsat.services import viewing
from sendsat.services.plan import planning, removing
from sendsat.services.rounds import judging
from sendsat.ui.frame import kept_text, navigation, notices, state, view
from sendsat.ui.frame.choosing import put_chosen, put_in_address
from sendsat.ui.frame.kept_text import KeptText
from sendsat.ui.frame.streamlit_hooks import fold
from sendsat.ui.frame.words import day, moment, plain, snippet
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide import unsafe
from sendsat.ui.guide.answer import coloured, coloured_said
from sendsat.ui.plan import changes, milestones

MEASURE = "How will you know that it worked?"
SHOWN = "What shows that it worked?"
TO_PUT_BACK = ("text", "closing_evidence")


def draw(actions: list[Action], everything: tuple[Action, ...]) -> None:
    """Let somebody open one of `actions`. The one that was just finished is opened and stays in reach, although a
    filter for open actions no longer finds it: its statement may be rated again now.
    """
    finished = st.session_state.pop(state.PLAN_FINISHED, None)
    if finished is not None:
        st.session_state[state.PLAN_KEPT] = finished
        put_in_address(state.PLAN_ONE, finished)
    kept = [
        action for action in everything if action.id == st.session_state.get(state.PLAN_KEPT) and action not in actions
    ]
    by_id = {action.id: action for action in (*actions, *kept)}
    if not by_id:
        return
    st.session_state[state.PLAN_ONE] = _asked(by_id)
    with st.container(key="off_paper_choice"):
        st.header("One action in full", anchor=False)
        chosen = st.selectbox(
            "Action", list(by_id), format_func=lambda action_id: snippet(by_id[action_id].text, 90), index=None,
            key=state.PLAN_ONE, placeholder="Choose one to see its notes, statements and history",
            on_change=put_chosen, args=(state.PLAN_ONE,),
        )  # fmt: skip
    put_in_address(state.PLAN_ONE, chosen)
    if chosen is not None:
        with st.container(border=True):
            _one(by_id[chosen])


def _asked(known: Iterable[int]) -> int | None:
    """The action that the address asks for, or the one that is open; None where a filter leaves it out."""
    asked = st.query_params.get(state.PLAN_ONE, str(st.session_state.get(state.PLAN_ONE)))
    return next((action_id for action_id in known if str(action_id) == asked), None)


def _one(action: Action) -> None:
    st.markdown(f"**{plain(action.text)}**")
    _statements(action)
    _measure(action)
    milestones.draw(action)
    if not action.status.is_open:
        _closing(action)
    _notes(action)
    _history(action)
    with st.container(key="off_paper_remove"), st.popover("Remove this action"):
        st.markdown(
            "It leaves the plan; the history keeps its text. To keep it in the plan, set its status to Dropped."
        )
        st.button("Remove it", key=f"remove_{action.id}", on_click=notices.as_drawn(_remove), args=(action,))


def _statements(action: Action) -> None:
    page = view.current()
    for statement_id in action.statements:
        edition = page.edition_of(statement_id)
        if edition is None:
            continue
        address = navigation.statement_address(edition, statement_id)
        rated = coloured_said(page.standing(statement_id))
        mark = f" · **{unsafe.WORDS}**" if unsafe.any_unsafe(page, [statement_id]) else ""
        st.markdown(f"[{statement_id}]({address}) · {rated}{mark} · {plain(edition.statements[statement_id].text)}")
    options = _options(page, action)
    key = state.plan_statements(action.id)
    stored = [statement_id for statement_id in action.statements if statement_id in options]
    if st.session_state.get(key) != stored:
        st.session_state[key] = stored
    st.multiselect(
        "Statements it serves", options, stored, key=key, on_change=notices.as_drawn(_serve), args=(action, key)
    )


def _options(page: view.View, action: Action) -> list[str]:
    """What it may serve: the round's statements, its supplements' too, and what it serves already."""
    asked = (statement_id for edition in page.editions for statement_id in edition.statements)
    return list(dict.fromkeys((*asked, *action.statements)))


def _serve(action: Action, key: str) -> None:
    wanted = replace(action, statements=tuple(st.session_state[key]))
    notices.attempt("plan", lambda: planning.change_action(desk(), action=wanted, seen=action), about="What it serves.")


def _measure(action: Action) -> None:
    where, stored = f"measure_{action.id}", action.success_measure
    text = KeptText(state.measure(action.id), stored, partial(_set, action), waits=where, told=where, about=MEASURE)
    kept_text.tell({text.box: stored})
    kept_text.area(text, f"{MEASURE} (success measure)", height=68)
    if text.waiting is None and notices.notice(where):
        notices.show(where)


def _set(action: Action, text: str, seen: str) -> str:
    wanted, base = replace(action, success_measure=text), replace(action, success_measure=seen)
    return planning.change_action(desk(), action=wanted, seen=base).success_measure


def _closing(action: Action) -> None:
    where, stored = f"closing_{action.id}", action.closing_evidence
    evidence = KeptText(state.closing(action.id), stored, partial(_close, action), waits=where, told=where, about=SHOWN)
    kept_text.tell({evidence.box: stored})
    kept_text.area(evidence, SHOWN, height=68)
    if evidence.waiting is None and notices.notice(where):
        notices.show(where)
    _offer_rating(action)


def _close(action: Action, text: str, seen: str) -> str:
    wanted, base = replace(action, closing_evidence=text), replace(action, closing_evidence=seen)
    return planning.change_action(desk(), action=wanted, seen=base).closing_evidence


def _offer_rating(action: Action) -> None:
    """Offer to rate the statements again, showing what would change; nothing changes by itself."""
    page = view.current()
    for statement_id in action.statements:
        edition = page.edition_of(statement_id)
        if edition is None or not page.may_rate(edition.section_of[statement_id].id, edition):
            continue
        now = page.judgement(statement_id)
        whose = f" as {plain(page.team.name)}" if page.team and len(page.round.teams) > 1 else ""
        st.markdown(f"Rate **{statement_id}** again{whose}? Now: {coloured_said(now)}")
        with st.container(horizontal=True):
            for rating in (Rating.RED, Rating.AMBER, Rating.GREEN):
                if rating is not now.judged:
                    st.button(
                        f"Change {statement_id} to {coloured(rating)}",
                        key=f"again_{action.id}_{statement_id}_{rating}", on_click=notices.as_drawn(_rate),
                        args=(statement_id, rating),
                    )  # fmt: skip


def _rate(statement_id: str, rating: Rating) -> None:
    page = view.current()
    assert page.team_id is not None
    team_id = page.team_id
    notices.attempt(
        "plan",
        lambda: judging.rate(desk(), round_id=page.round.id, team_id=team_id, statement_id=statement_id, rating=rating),
        success=f"{statement_id} is now {rating.word}. {notices.saved_words()}",
    )


def _notes(action: Action) -> None:
    for note in action.notes:
        st.markdown(f":gray[{moment(note.at)} · {plain(note.person)}]  \n{plain(note.text)}")
    key = state.note(action.id)
    st.session_state.setdefault(key, "")
    kept_text.tell({key: ""})
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_area("A note on progress", key=key, height=68)
        st.button("Add note", key=f"note_{action.id}", on_click=notices.as_drawn(_add_note), args=(action, key))


def _add_note(action: Action, key: str) -> None:
    def verb() -> bool:
        planning.note_progress(desk(), action_id=action.id, text=st.session_state[key] or "")
        return True

    if notices.attempt("plan", verb, success=f"Note added. {notices.saved_words()}"):
        kept_text.let_go(key, st.session_state[key])
        st.session_state[key] = ""


def _history(action: Action) -> None:
    box = fold("History", key=f"history_{action.id}")
    if not box.open:
        return
    with box:
        entries = viewing.action_history(desk(), action.id)
        offered = {(name, getattr(action, name)) for name in TO_PUT_BACK}
        for month, group in groupby(entries, key=lambda entry: f"{entry.at:%B %Y}"):
            st.markdown(f"**{month}**")
            for entry in group:
                _change(action, entry, offered)


def _change(action: Action, entry: HistoryEntry, offered: set[tuple[str, str]]) -> None:
    """One change; beside it the earlier text that a click puts back, each once."""
    old = f"{plain(_said(entry.field, entry.old))} → " if entry.old else ""
    words = entry.field.replace("_", " ").capitalize()
    new = plain(_said(entry.field, entry.new)) or "emptied"
    st.caption(f"{moment(entry.at)} · {words}: {old}{new} · {plain(entry.person)}")
    place = (entry.field, entry.old)
    if entry.field not in TO_PUT_BACK or not entry.old.strip() or place in offered:
        return
    offered.add(place)
    st.button(
        f"Put back: {plain(snippet(entry.old, 60))}",
        key=f"earlier_{action.id}_{entry.field}_{len(offered)}",
        type="tertiary",
        icon=":material/undo:",
        help="What stands there now stays in the history.",
        on_click=notices.as_drawn(changes.put_back),
        args=(action, *place),
    )


def _said(field: str, value: str) -> str:
    """A value of the history as people say it: "In progress", "3 March 2026"."""
    with suppress(ValueError):
        if field == "status":
            return Status(value).word
        if field == "priority":
            return Priority(value).word
        if field == "due":
            return day(date.fromisoformat(value))
    return snippet(value, 80)


def _remove(action: Action) -> None:
    def verb() -> bool:
        removing.remove_action(desk(), action_id=action.id)
        return True

    notices.attempt("plan", verb, success="Action removed.")
