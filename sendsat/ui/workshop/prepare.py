"""Preparing a workshop: what to cover, who is there, how long; those that run, and the minutes of those that ended."""

import streamlit as st

from sendsat.assessment.workshop.agenda import FEWEST_MINUTES, MOST_MINUTES, Cover, ends_at
from sendsat.assessment.workshop.codes import spoken
from sendsat.assessment.workshop.picking import left_by_last
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.guide.model import Subsection
from sendsat.services.workshop import workshops
from sendsat.services.workshop.workshops import Plan
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.words import moment, plain, plural, snippet
from sendsat.ui.frame.workplace import desk
from sendsat.ui.workshop import papers, room
from sendsat.ui.workshop import people as workshop_people
from sendsat.ui.workshop.agenda import picking, timing
from sendsat.ui.workshop.agenda.timing import Time

KEY = "prepare"


def draw() -> None:
    """Draw the page."""
    st.title("Workshop", anchor=False)
    st.markdown(
        "Rate together: one statement at a time on the wall, private votes from phones, then one agreed rating with "
        "the minority view kept."
    )
    if wanted := st.session_state.pop(state.TO_WALL, None):
        _to(*wanted)
    notices.show_once(KEY)
    all_workshops = view.current().workshops
    for workshop in all_workshops:
        if workshop.is_open:
            _running(workshop)
    _prepare()
    ended = [workshop for workshop in all_workshops if not workshop.is_open]
    if ended:
        st.header("Earlier workshops", anchor=False)
    for workshop in ended[:10]:
        _ended(workshop)


def _title(workshop: Workshop) -> str:
    round_ = next((round_ for round_ in view.current().rounds if round_.id == workshop.round_id), None)
    team = round_.team(workshop.team_id) if round_ else None
    return f"{team.name if team else 'A team'}, {round_.name if round_ else 'a round'}"


def _running(workshop: Workshop) -> None:
    with st.container(border=True):
        st.subheader(f"Running: {plain(_title(workshop))}", anchor=False)
        rated = sum(item.agreed is not None for item in workshop.items)
        st.markdown(
            f"{rated} of {plural(len(workshop.items), 'statement')} rated · code **{spoken(workshop.code)}** · "
            f"{plural(workshop.devices, 'phone')} joined · "
            f"{'prepared' if workshop.waits_in_lobby else 'started'} {moment(workshop.prepared_at)}"
        )
        with st.container(horizontal=True):
            label = "Open the wall" if workshop.place == 0 else "Go back to the wall"
            wanted = (workshop.id, navigation.WALL)
            st.button(label, key=f"wall_{workshop.id}", type="primary", on_click=_ask_for, args=wanted)
            st.button(
                "Open the desk", key=f"desk_{workshop.id}", on_click=_ask_for, args=(workshop.id, navigation.DESK)
            )
            papers.ballot(workshop)
        workshop_people.change(workshop)
        papers.key_in(workshop)


def _ask_for(workshop_id: int, address: str) -> None:
    st.session_state[state.TO_WALL] = (workshop_id, address)


def _to(workshop_id: int, address: str) -> None:
    page = navigation.link(st.session_state[state.PAGES], address)
    if page is not None:
        st.switch_page(page, query_params=navigation.here() | {room.PARAMETER: str(workshop_id)})


def _ended(workshop: Workshop) -> None:
    with st.container(border=True):
        assert workshop.closed_at is not None
        rated = sum(item.agreed is not None for item in workshop.items)
        st.markdown(f"**{plain(_title(workshop))}** · {moment(workshop.closed_at)} · {rated} rated")
        papers.downloads(workshop)


def _prepare() -> None:
    page = view.current()
    st.header("Prepare a workshop", anchor=False)
    if page.team is None:
        st.info("Choose a team in the sidebar first.")
        return
    st.caption(f"For {plain(page.team.name)}, {plain(page.round.name)}. Choose another in the sidebar.")
    if not page.round.is_open:
        st.info(f"{plain(page.round.name)} is closed, so nothing can be agreed in it. Choose an open round.")
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        plan = _plan(page)
    with right:
        _agenda(page, plan)


def _plan(page: view.View) -> Plan:
    assert page.team is not None
    parts = _parts(page)
    asked = st.radio("What to cover", list(Cover), format_func=lambda cover: Cover(cover).word, key=state.PREPARE_COVER)
    cover = Cover(asked or Cover.ALL)
    chosen, picked = _choose(page, parts, cover)
    time = timing.ask(desk().now())
    minutes = st.number_input("Minutes for each statement", FEWEST_MINUTES, MOST_MINUTES, 5, key=state.PREPARE_MINUTES)
    st.caption(timing.OURS)
    first = st.toggle("Look at open actions first", key=state.PREPARE_ACTIONS)
    people = workshop_people.ask()
    return Plan(
        round_id=page.round.id,
        team_id=page.team.id,
        parts=chosen,
        cover=cover,
        picked=picked,
        people=people,
        minutes=int(minutes),
        actions_first=first,
        length=time.length,
        ends_at=time.ends_at,
    )


def _parts(page: view.View) -> dict[str, Subsection]:
    assert page.team is not None
    sections = [section for section in page.edition.sections if section.id in page.team.sections]
    sections += [section for edition in page.editions[1:] for section in edition.sections]
    return {part.number: part for section in sections for part in section.subsections}


def _marked(page: view.View, text: str, statement_id: str) -> str:
    """A text, and whose it is where the guide has no such statement."""
    mark = page.having(statement_id).header.mark
    return f"{text} ({mark})" if mark else text


def _choose(page: view.View, parts: dict[str, Subsection], cover: Cover) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parts chosen, or the statements picked by hand."""
    if cover is Cover.PICKED:
        assert page.team_id is not None
        texts = {statement.id: statement.text for part in parts.values() for statement in part.statements}
        whose = {statement_id: mark for statement_id in texts if (mark := page.having(statement_id).header.mark)}
        left = left_by_last(
            page.workshops,
            page.team_id,
            [statement_id for statement_id in texts if page.judgement(statement_id).judged],
        )
        return (), picking.choose(texts, left, state.prepare_picked(page.team_id), whose)
    chosen = st.multiselect(
        "Parts of the guide",
        list(parts),
        default=list(parts)[:1],
        format_func=lambda number: _part(page, parts[number]) if number in parts else number,
        key=state.prepare_parts(page.team_id),
    )
    return tuple(chosen), ()


def _part(page: view.View, part: Subsection) -> str:
    return _marked(page, f"{part.number} {part.title}", part.statements[0].id)


def _agenda(page: view.View, plan: Plan) -> None:
    chosen = workshops.agenda_of(desk(), plan, page.mine, page.previous)
    st.subheader("The agenda", anchor=False)
    if not chosen:
        is_picked = plan.cover is Cover.PICKED
        picking_words = "It is empty. Find a statement, and press its line to add it."
        st.info(picking_words if is_picked else "No statement fits this choice. Choose more parts, or another kind.")
        return
    now = desk().now()
    end = ends_at(now, statements=len(chosen), minutes=plan.minutes, actions_first=plan.actions_first)
    ends = room.when_words(end)
    st.markdown(f"{plural(len(chosen), 'statement')}. Starting now, it ends about **{ends}**.")
    timing.say_what_fits(
        Time(plan.length, plan.ends_at),
        now,
        statements=len(chosen),
        minutes=plan.minutes,
        actions_first=plan.actions_first,
    )
    if st.button("Prepare this workshop", type="primary"):
        _keep(plan)
    texts = {statement_id: page.having(statement_id).statements[statement_id].text for statement_id in chosen}
    rows = [
        f"1. **{statement_id}** {plain(_marked(page, snippet(text, 90), statement_id))}"
        for statement_id, text in texts.items()
    ]
    st.markdown("\n".join(rows))


def _keep(plan: Plan) -> None:
    """Keep the plan as it is drawn with the click: a callback would be handed the one drawn before it."""
    workshop = notices.attempt(KEY, lambda: workshops.prepare(desk(), plan))
    if workshop is not None:
        notices.forget(KEY)
        workshop_people.keep(plan.people)
        _ask_for(workshop.id, navigation.WALL)
    st.rerun()
