"""One action in full: statements, notes on progress, the evidence that closed it, history; re-rating when done."""

from dataclasses import replace
from itertools import groupby

import streamlit as st

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Action
from sendsat.services import judging, planning, viewing
from sendsat.ui import navigation, notices, view
from sendsat.ui.statement import coloured
from sendsat.ui.words import moment, plain, snippet
from sendsat.ui.workplace import desk


def draw(actions: list[Action]) -> None:
    """Let somebody open one action."""
    if not actions:
        return
    st.subheader("One action in full", anchor=False)
    by_id = {action.id: action for action in actions}
    finished = st.session_state.pop("plan_finished", None)
    if finished in by_id:
        st.session_state["plan_one"] = finished
    if st.session_state.get("plan_one") not in by_id:
        st.session_state["plan_one"] = None
    chosen = st.selectbox(
        "Action", list(by_id), format_func=lambda one: snippet(by_id[one].text, 90), index=None, key="plan_one",
        placeholder="Choose one to see its notes, statements and history",
    )  # fmt: skip
    if chosen is not None:
        with st.container(border=True):
            _one(by_id[chosen])


def _one(action: Action) -> None:
    st.markdown(f"**{plain(action.text)}**")
    _statements(action)
    if not action.status.is_open:
        _closing(action)
    _notes(action)
    _history(action)
    with st.popover("Remove this action"):
        st.markdown(
            "It leaves the plan; the history keeps its text. To keep it in the plan, set its status to Dropped."
        )
        st.button("Remove it", key=f"remove_{action.id}", on_click=_remove, args=(action,))


def _statements(action: Action) -> None:
    seen = view.current()
    for one in action.statements:
        if one not in seen.edition.statements:
            continue
        section, part = seen.edition.section_of[one], seen.edition.subsection_of[one]
        address = navigation.statement_address(section, part, one)
        st.markdown(
            f"[{one}]({address}) · {coloured(seen.snapshot.rating(one))} · {plain(seen.edition.statements[one].text)}"
        )
    options = list(seen.edition.statements)
    key = f"plan_statements_{action.id}"
    if st.session_state.get(key) is None:
        st.session_state[key] = [one for one in action.statements if one in options]
    st.multiselect("Statements it serves", options, key=key, on_change=_serve, args=(action, key))


def _serve(action: Action, key: str) -> None:
    wanted = replace(action, statements=tuple(st.session_state[key]))
    if notices.attempt("plan", lambda: planning.change_action(desk(), action=wanted, seen=action)) is None:
        st.session_state[key] = None


def _closing(action: Action) -> None:
    key = f"text_closing_{action.id}"
    if key not in st.session_state:
        st.session_state[key] = action.closing_evidence
    st.text_area("What shows that it worked?", key=key, height=68, on_change=_close_with, args=(action, key))
    _offer_rating(action)


def _close_with(action: Action, key: str) -> None:
    wanted = replace(action, closing_evidence=st.session_state[key] or "")
    notices.attempt("plan", lambda: planning.change_action(desk(), action=wanted, seen=action))


def _offer_rating(action: Action) -> None:
    """Offer to rate the statements again, showing what would change; nothing changes by itself."""
    seen = view.current()
    for one in action.statements:
        if one not in seen.edition.statements or not seen.may_rate(seen.edition.section_of[one].id):
            continue
        now = seen.judgement(one).rating
        st.markdown(f"Rate **{one}** again? Now: {coloured(now)}")
        with st.container(horizontal=True):
            for rating in (Rating.RED, Rating.AMBER, Rating.GREEN):
                if rating is not now:
                    st.button(
                        f"Change {one} to {coloured(rating)}", key=f"again_{action.id}_{one}_{rating}",
                        on_click=_rate, args=(one, rating),
                    )  # fmt: skip


def _rate(statement_id: str, rating: Rating) -> None:
    seen = view.current()
    assert seen.team_id is not None
    team_id = seen.team_id
    notices.attempt(
        "plan",
        lambda: judging.rate(desk(), round_id=seen.round.id, team_id=team_id, statement_id=statement_id, rating=rating),
        success=f"{statement_id} is now {rating.word}. {notices.saved_words()}",
    )


def _notes(action: Action) -> None:
    for note in action.notes:
        st.markdown(f":gray[{moment(note.at)} · {plain(note.person)}]  \n{plain(note.text)}")
    key = f"draft_note_{action.id}"
    st.session_state.setdefault(key, "")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_area("A note on progress", key=key, height=68)
        st.button("Add note", key=f"note_{action.id}", on_click=_add_note, args=(action, key))


def _add_note(action: Action, key: str) -> None:
    def verb() -> bool:
        planning.note_progress(desk(), action_id=action.id, text=st.session_state[key] or "")
        return True

    if notices.attempt("plan", verb, success=f"Note added. {notices.saved_words()}"):
        st.session_state[key] = ""


def _history(action: Action) -> None:
    box = st.expander("History", key=f"history_{action.id}", on_change="rerun")
    if not box.open:
        return
    with box:
        entries = viewing.action_history(desk(), action.id)
        for month, group in groupby(entries, key=lambda entry: f"{entry.at:%B %Y}"):
            st.markdown(f"**{month}**")
            for entry in group:
                old = f"{plain(snippet(entry.old, 80))} → " if entry.old else ""
                words = entry.field.replace("_", " ").capitalize()
                st.caption(
                    f"{moment(entry.at)} · {words}: {old}{plain(snippet(entry.new, 80)) or 'emptied'} · "
                    f"{plain(entry.person)}"
                )


def _remove(action: Action) -> None:
    def verb() -> bool:
        planning.remove_action(desk(), action_id=action.id)
        return True

    notices.attempt("plan", verb, success="Action removed.")
