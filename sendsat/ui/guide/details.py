"""One click away from a statement: evidence, actions, suggestions, Ofsted areas, related statements, history."""

from functools import lru_cache

import streamlit as st
from markupsafe import Markup, escape

from sendsat.assessment.rating import TIE_BREAK
from sendsat.assessment.results.ofsted import frameworks_for, ofsted_areas
from sendsat.assessment.values import Judgement
from sendsat.guide.model import Facilitation, Framework, Statement
from sendsat.services.rounds import judging
from sendsat.services.rounds.judging import Changed
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.html import NOTHING, joined
from sendsat.ui.frame.words import plain, with_links
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide import action_editor, answer, clearing, history, unsafe

IF_RED = f"{unsafe.SIGN} Red here means that somebody may be unsafe: act the same day."


def red_html(ours: Facilitation) -> Markup:
    """What red looks like, and that it means danger where it does."""
    danger = Markup("<br><b>{}</b>").format(IF_RED) if ours.unsafe_if_red else NOTHING
    return escape(ours.rag.red) + danger


# Every click on a rating draws it again, and it never changes.
@lru_cache(maxsize=1024)
def rag_html(statement_id: str, ours: Facilitation, rests_on: Markup, *, is_open: bool) -> Markup:
    """What red, amber and green look like, with why it matters, on what the statement rests (`marks.rests_on`) and what
    to ask; opens without asking the server.
    """
    rows = joined(
        Markup("<dt>{}</dt><dd>{}</dd>").format(label, text)
        for label, text in (("▲ Red", red_html(ours)), ("◆ Amber", ours.rag.amber), ("● Green", ours.rag.green))
    )
    asks = joined(Markup("<li>{}</li>").format(question) for question in ours.ask)
    opened = Markup(" open") if is_open else NOTHING
    return Markup(
        '<details class="rag" id="colours-{}"{}><summary>What each colour looks like</summary>'
        '<dl class="ragwords">{}</dl><p class="tie-break">{}</p>'
        "<p><b>Why it matters.</b> {}</p><p><b>{}.</b>{}</p>"
        "<p><b>Ask:</b></p><ul>{}</ul></details>"
    ).format(statement_id, opened, rows, TIE_BREAK, ours.why, ours.duty.word, rests_on, asks)


def draw(statement: Statement, judgement: Judgement, *, allowed: bool) -> None:
    """Draw the closed part of a statement; its body is made only while open.

    A button opens it, not an expander: the browser draws ten closed expanders again on every click.
    """
    where = answer.place(statement.id)
    _open_as_asked(statement.id, state.more(where))
    is_open = bool(st.session_state.get(state.more(where)) or notices.notice(f"{where}_evidence"))
    st.button(
        "Hide evidence, actions and more" if is_open else "Evidence, actions and more",
        key=f"turn_{where}",
        type="tertiary",
        icon=":material/expand_less:" if is_open else ":material/expand_more:",
        on_click=_turn,
        args=(state.more(where),),
    )
    clearing.offer_undo(statement.id, judgement, allowed=allowed)
    if not is_open:
        return
    with st.container(key=f"open_{where}", gap="small"):
        clearing.offer(statement.id, judgement, allowed=allowed)
        _evidence(statement, judgement, allowed=allowed)
        action_editor.for_statement(statement, allowed=allowed)
        _ofsted(statement, allowed=allowed)
        _related(statement)
        history.draw(statement.id, judgement if allowed else None)


def _open_as_asked(statement_id: str, key: str) -> None:
    """Open it once where a link leads to plan an action; the address then forgets it, so that it can be closed."""
    if st.query_params.get(navigation.PLAN) == statement_id:
        st.session_state[key] = True
        action_editor.ask(answer.place(statement_id))
        del st.query_params[navigation.PLAN]


def _turn(key: str) -> None:
    st.session_state[key] = not st.session_state.get(key)


def _evidence(statement: Statement, judgement: Judgement, *, allowed: bool) -> None:
    st.markdown("##### Evidence")
    tick_boxes(statement, judgement, allowed=allowed)
    answer.text_box(statement.id, "evidence", "Other evidence, with links", judgement, allowed=allowed)
    if "http" in judgement.evidence:
        st.markdown(with_links(judgement.evidence))


def tick_boxes(statement: Statement, judgement: Judgement, *, allowed: bool) -> None:
    """What to look for as evidence, each to be ticked once it was seen."""
    where = answer.place(statement.id)
    prompts = statement.ours.look_for if statement.ours else ()
    gone = tuple(prompt for prompt in judgement.seen_evidence if prompt not in prompts)
    if prompts:
        st.caption("Tick what you have seen. The list is ours, not the guide's.")
    for number, prompt in enumerate((*prompts, *gone)):
        key = state.tick(number, where)
        is_seen = prompt in judgement.seen_evidence
        if st.session_state.get(key) != is_seen:
            st.session_state[key] = is_seen
        st.checkbox(
            plain(prompt),
            is_seen,
            key=key,
            disabled=not allowed,
            on_change=notices.as_drawn(_tick),
            args=(statement.id, prompt, key),
        )


def _tick(statement_id: str, prompt: str, key: str) -> None:
    ticked = bool(st.session_state[key])
    answer.apply(
        statement_id,
        lambda ids: judging.tick_evidence(desk(), **ids, statement_id=statement_id, prompt=prompt, seen=ticked),
    )


def _ofsted(statement: Statement, *, allowed: bool) -> None:
    st.markdown("##### Ofsted areas")
    for framework in frameworks_for(view.current().edition, desk().organisation.kind):
        if framework.id in statement.ofsted:
            _framework(statement, framework, allowed=allowed)


def _framework(statement: Statement, framework: Framework, *, allowed: bool) -> None:
    """The areas of one framework: to be chosen, or as text where the team may not rate the statement."""
    page = view.current()
    areas = ofsted_areas(page.edition, page.ofsted, statement.id, framework.id)
    titles = {area.id: area.title for area in framework.areas}
    if allowed:
        _areas_box(statement, framework, areas, titles)
    else:
        named = ", ".join(title for area, title in titles.items() if area in areas)
        st.markdown(f"{plain(framework.title)}: {plain(named) or 'none'}")
    mapping, own = statement.ofsted[framework.id], (statement.id, framework.id) in page.ofsted
    whose = "printed in the 2016 tool" if mapping.origin == "guide" else "our suggestion"
    if own:
        whose = "your own choice"
    printed = f" (printed there as {', '.join(mapping.printed)})" if mapping.printed and not own else ""
    st.caption(f"These areas are {whose}{plain(printed)}.")


def _areas_box(statement: Statement, framework: Framework, areas: tuple[str, ...], titles: dict[str, str]) -> None:
    key = state.areas(framework.id, answer.place(statement.id))
    if st.session_state.get(key) is None:
        st.session_state[key] = list(areas)
    st.multiselect(
        f"{framework.title}", list(titles), st.session_state[key], format_func=lambda area: titles.get(area, area),
        key=key, on_change=notices.as_drawn(_choose_areas), args=(statement.id, framework.id, key),
    )  # fmt: skip


def _choose_areas(statement_id: str, framework_id: str, key: str) -> None:
    areas = tuple(st.session_state[key])

    def verb(ids: dict[str, int]) -> Changed:
        page = view.current()
        judging.choose_ofsted_areas(desk(), **ids, statement_id=statement_id, framework_id=framework_id, areas=areas)
        page.reload_ofsted()
        judgement = page.judgement(statement_id)
        return Changed(judgement, judgement)

    answer.apply(statement_id, verb)


def _related(statement: Statement) -> None:
    page = view.current()
    pairs = page.edition.related_to.get(statement.id, ())
    if not pairs:
        return
    st.markdown("##### The same thing elsewhere")
    for topic, other in pairs:
        text = page.edition.statements[other].text
        address = navigation.statement_address(page.edition, other)
        rating = answer.coloured_said(page.snapshot.standings.get(other))
        st.markdown(f"[{other}]({address}) · {rating} · {plain(text)}  \n:gray[{plain(topic)}]")
