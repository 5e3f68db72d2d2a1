"""The action plan: every action, what is late or next first; filter, change in the table, download."""

from collections.abc import Callable
from datetime import date

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.rules import is_due_soon, is_overdue, urgency
from sendsat.assessment.values import Action
from sendsat.exchange.formats import Document, Format
from sendsat.reports.charts.timeline import timeline
from sendsat.services.plan.exporting import plan_file, plan_file_name
from sendsat.services.records.recording import take_away
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.html import PRINT_BUTTON, put_html, put_on_paper
from sendsat.ui.frame.words import day, due_marked, plain, plural, today
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide import unsafe
from sendsat.ui.plan import action_detail, action_table, filters, panels, plan_import
from sendsat.ui.results import charts

VIEWS = ("Table", "By owner", "By month", "Timeline")


def draw() -> None:
    """Draw the page."""
    page = view.current()
    st.title("Action plan", anchor=False)
    _unsafe(page)
    is_looking = plan_import.has_come()
    if is_looking:
        plan_import.draw()
    if not page.actions:
        _empty(page, is_looking)
        return
    _say_how_many(page)
    put_html(PRINT_BUTTON)
    actions = sorted(filters.filtered(page), key=lambda action: urgency(action, today()))
    how = st.segmented_control(
        "View", VIEWS, default=VIEWS[0], key=state.PLAN_VIEW, required=True, wrap=True, bind="query-params"
    )
    st.caption(f"{len(actions)} of {plural(len(page.actions), 'action')} shown.")
    notices.show("plan", empty="&nbsp;")
    panels.draw()
    _say_on_paper(page, actions)
    _list(actions, how)
    with st.container(key="off_paper_files"):
        _downloads(page, actions)
        if not is_looking:
            plan_import.draw()
    action_detail.draw(actions, page.actions)


def _say_how_many(page: view.View) -> None:
    late = sum(is_overdue(action, today()) for action in page.actions)
    soon = sum(is_due_soon(action, today()) for action in page.actions)
    open_ = sum(action.status.is_open for action in page.actions)
    st.markdown(f"{plural(open_, 'action')} open: {late} overdue, {soon} due in the next two weeks.")


def _list(actions: list[Action], how: str) -> None:
    """The actions that fit the filter, in one of `VIEWS`."""
    if not actions:
        st.info("No action fits this filter.")
    elif how == "By owner":
        _grouped(actions, lambda action: action.owner or "Nobody yet")
    elif how == "By month":
        by_date = sorted(actions, key=lambda action: action.due or date.max)
        _grouped(by_date, lambda action: f"{action.due:%B %Y}" if action.due else "No date")
    elif how == "Timeline":
        charts.draw(timeline(actions, today()), heading=False)
        action_table.print_whole(actions)
    else:
        action_table.draw(actions)


def _say_on_paper(page: view.View, actions: list[Action]) -> None:
    """Whose plan a sheet of paper shows, of when, and that a filter leaves actions out."""
    whose, count = desk().organisation.name, plural(len(page.actions), "action")
    words = Markup("<p>{}, {}. This list shows {} of {}. Ratings now: {}.</p>")
    put_on_paper(words.format(whose, day(today()), len(actions), count, page.round.name))


def _unsafe(page: view.View) -> None:
    """The Reds that cannot wait, on top of everything, with how many open actions each has."""
    told = []
    for statement_id in unsafe.unsafe_statements(page):
        open_ = sum(action.status.is_open for action in page.actions_for(statement_id))
        planned = plural(open_, "open action") if open_ else "nothing planned yet"
        edition = page.edition_of(statement_id)
        assert edition is not None
        told.append(f"[{statement_id}]({navigation.statement_address(edition, statement_id)}) ({planned})")
    if told:
        st.warning(f"**{unsafe.WORDS}** Red in {plain(page.round.name)}: {', '.join(told)}. Act today.")


def _empty(page: view.View, is_looking: bool) -> None:
    st.info(
        "No actions yet. Under any statement, open “Evidence, actions and more” and plan one: it appears here with its "
        "owner and date, and can be downloaded.",
        icon=":material/checklist:",
    )
    navigation.put_link(page.edition.sections[0].id, f"Go to {page.edition.sections[0].title}")
    notices.show("plan")
    if not is_looking:
        plan_import.draw()


def _grouped(actions: list[Action], group: Callable[[Action], str]) -> None:
    groups: dict[str, list[Action]] = {}
    for action in actions:
        groups.setdefault(group(action), []).append(action)
    for title, in_group in groups.items():
        st.header(f"{plain(title)} ({len(in_group)})", anchor=False)
        for action in in_group:
            shown = due_marked(action.due, today()) if action.status.is_open else action.status.word.lower()
            mark = f" · **{unsafe.WORDS}**" if unsafe.any_unsafe(view.current(), action.statements) else ""
            st.markdown(
                f"{plain(action.text)}  \n:small[{shown} · {plain(action.owner or 'nobody yet')} · "
                f"{action.priority.word} · {', '.join(action.statements)}{mark}]"
            )


def _downloads(page: view.View, actions: list[Action]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(
            "Download as",
            Document.PLAN.formats,
            format_func=lambda kind: Format(kind).label,
            key=state.PLAN_KIND,
            width=260,
        )
        only = _only(page, actions)
        chosen, at_work, round_ = Format(kind or Document.PLAN.formats[0]), desk(), page.round
        name = plan_file_name(at_work, chosen, round_)
        st.download_button(
            "Download the action plan",
            lambda: take_away(
                at_work, file=name, make=lambda: plan_file(at_work, chosen, round_id=round_.id, only=only)[1]
            ),
            file_name=name,
            mime=chosen.media_type,
            on_click="ignore",
            type="primary",
        )
    if page.rounds[-1] != page.round:
        st.caption(f"Without actions planned after {plain(page.round.name)}, the round in the sidebar.")


def _only(page: view.View, actions: list[Action]) -> set[int] | None:
    """Ask whether a file holds only what the filter shows, and give the ids of that; None for the whole plan. Either
    way nothing is in it that was planned after the round that is looked at."""
    if not actions or len(actions) == len(page.actions):
        return None
    by_then = {round_.id for round_ in page.rounds[: page.rounds.index(page.round) + 1]}
    held, whole = ([action for action in several if action.round_id in by_then] for several in (actions, page.actions))
    words = {"shown": f"Only the {len(actions)} shown", "whole": "The whole plan"}
    if len(whole) < len(page.actions):
        words = {"shown": f"{len(held)} of the {len(actions)} shown", "whole": f"All {len(whole)} planned by then"}
    holds = st.selectbox("Which holds", list(words), format_func=words.__getitem__, key=state.PLAN_HOLDS, width=220)
    return {action.id for action in held} if holds == "shown" else None
