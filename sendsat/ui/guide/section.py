"""A guide section's page: one subsection at a time, guidance beside its statements."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.people.permissions import May, may, may_for
from sendsat.assessment.rating import TIE_BREAK
from sendsat.assessment.values import Team
from sendsat.guide.edition import Edition
from sendsat.guide.model import Section, Strength, Subsection
from sendsat.services.rounds import teams
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.html import PRINT_BUTTON, put_html
from sendsat.ui.frame.streamlit_hooks import Place
from sendsat.ui.frame.words import plain, plural
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide import confirming, guidance, statement

KEYS_SWITCH = Markup(
    '<button type="button" id="rating-keys-switch" role="switch" aria-checked="false">'
    "Keys 1, 2, 3 rate where the focus is</button>"
)
"""Lets 1, 2, 3 rate the statement that has the focus; off until somebody asks for it (rating_keys.js)."""


def draw(section_id: str) -> None:
    """Draw the page of one section of the guide."""
    page = view.current()
    section = page.edition.section_by_id.get(section_id)
    if section is None:
        st.title("This section is not in the edition")
        st.info(f"{plain(page.round.name)} was rated with an edition of the guide that lacks this section.")
        return
    part = _part(section)
    navigation.title(f"{part.number} {part.title}")
    where = f"{page.round.name} · {page.team.name if page.team else 'All teams'}"
    head = Markup('<h1 class="page">{}</h1>{} · {} &ensp;{}')
    put_html(head.format(section.title, _whose(section), where, PRINT_BUTTON))
    if page.supplement and page.supplement.id not in page.round.supplements:
        switched_off(page, page.supplement)
        return
    here = _parts(section, part)
    if not page.may_rate(section.id):
        why_not(section)
    _body(section, part, partial(_here, part.number, here))


def _whose(section: Section) -> Markup:
    """Whose statements these are, so that nobody takes what is ours for the guide's."""
    if view.current().supplement is None:
        return Markup("Section {} of the guide").format(section.number)
    return Markup("<b>sendsat's own, not part of the 2016 guide.</b> Counted apart from it")


def switched_off(page: view.View, supplement: Edition) -> None:
    """How to switch the supplement on, in place of its statements."""
    name = plain(supplement.header.short_title)
    number = plural(len(supplement.statements), "statement")
    st.info(
        f"The {name} ({number}) is not asked in {plain(page.round.name)}. Nothing that was rated in it is lost.",
        icon=":material/toggle_off:",
    )
    if not page.round.is_open:
        st.markdown("This round is closed. A supplement can be switched on in an open round only.")
    navigation.put_link("rounds", "Switch it on under Rounds and teams", icon=":material/event:")


def _body(section: Section, part: Subsection, tell: Callable[[], None]) -> None:
    left, right = st.columns([3, 2], gap="large")
    with left:
        put_html(
            Markup(
                '<h2 class="part">{} {}</h2>'
                '<a class="guidance-link" href="#guidance-start">Read the guidance for this part</a>'
                '<p class="tie-break">{} {}</p>'
            ).format(part.number, part.title, TIE_BREAK, KEYS_SWITCH)
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="part_tools"):
            st.toggle("Show what each colour looks like", key=state.SHOW_COLOURS, persist_state="session")
            _alone(part)
            shown = _shown(part)
        confirming.offer(part, allowed=view.current().may_rate(section.id))
        with st.container(key="cards"):
            for question in part.questions:
                put_html(Markup('<h3 class="question">{}</h3>').format(question.heading))
                for asked in question.statements:
                    if asked.id in shown:
                        statement.put(asked.id, tell)
        _next(section, part)
    with right:
        guidance.draw(section, part)


def _alone(part: Subsection) -> None:
    """The ways to one statement at a time, on this screen or on a projector: to the first that has no rating yet."""
    mine, ids = view.current().mine, [rated.id for rated in part.statements]
    first = next((id_ for id_ in ids if not mine.judged(id_)), ids[0])
    navigation.put_link(navigation.ALONE, "One at a time", icon=":material/filter_1:", at=first)
    navigation.put_link(navigation.READING, "Show on the wall", icon=":material/cast:", at=first)


def _shown(part: Subsection) -> set[str]:
    """The statements with the marks chosen; all of them where none is, and always the one that a link asks for."""
    every = {known.id: known.ours.duty if known.ours else None for known in part.statements}
    marks = [mark for mark in Strength if mark in every.values()]
    if len(marks) < 2:
        return set(every)
    chosen = st.pills(
        "Show only",
        marks,
        format_func=_word,
        key=state.show_marks(part.number),
        selection_mode="multi",
        label_visibility="collapsed",
    )
    if not chosen:
        return set(every)
    shown = {sid for sid, mark in every.items() if mark in chosen or sid == st.query_params.get("at")}
    st.caption(f"{len(shown)} of {plural(len(every), 'statement')} shown.")
    return shown


def _word(mark: Strength) -> str:
    return f"Only: {mark.word}"


def _part(section: Section) -> Subsection:
    """The subsection the address asks for, or the one looked at last, or the first."""
    parts = {part.number: part for part in section.subsections}
    asked = st.query_params.get("part")
    if asked is not None and asked not in parts:
        notices.say(
            "part", notices.Notice("failed", f"This link asks for part {asked[:20]}, which is not in this section.")
        )
        notices.show_once("part")
    number = asked if asked in parts else st.session_state.get(state.part_of(section.id), section.subsections[0].number)
    st.session_state[state.part_of(section.id)] = number
    if asked != number:
        st.query_params["part"] = number
    return parts[number]


def _go(section_id: str, number: str) -> None:
    st.session_state[state.part_of(section_id)] = number
    st.query_params["part"] = number
    if "at" in st.query_params:
        del st.query_params["at"]
    st.rerun()


def _parts(section: Section, chosen: Subsection) -> Place:
    """The parts of the section with how much of each is answered; gives the place of the one that is open."""
    here = None
    with st.container(horizontal=True, gap="small", key="parts"):
        for part in section.subsections:
            if part is chosen:
                here = st.empty()
            else:
                st.button(_done(part), key=f"go_{part.number}", on_click=_go, args=(section.id, part.number))
    assert here is not None
    return here


def _here(number: str, place: Place) -> None:
    """The open part, not a button but a mark of where one is: each statement draws it again when it changes."""
    part = view.current().edition.subsections[number]
    put_html(Markup('<span class="here" aria-current="true">{}</span>').format(_done(part)), place, width="content")


def _done(part: Subsection) -> str:
    counts = view.current().mine.counts([rated.id for rated in part.statements])
    done = f"{counts.answered}/{counts.total}" if counts.total else "not asked"
    tick = " ✓" if counts.total and counts.answered == counts.total else ""
    waits = f" · {counts.carried_forward} to confirm" if counts.carried_forward else ""
    return f"{part.number} {part.title} · {done}{tick}{waits}"


def _next(section: Section, part: Subsection) -> None:
    place = section.subsections.index(part)
    if place + 1 < len(section.subsections):
        after = section.subsections[place + 1]
        st.button(
            f"Go on to {after.number} {after.title}",
            key="next_part",
            icon=":material/arrow_forward:",
            on_click=_go,
            args=(section.id, after.number),
        )


def why_not(section: Section) -> None:
    """Say why nothing can be changed in this section: the round is closed, the visitor does not rate, or the team does
    not rate it."""
    page, person = view.current(), desk().person
    if not page.round.is_open:
        since = " You read the statements in the words they were rated with; some have changed since."
        st.info(
            f"{plain(page.round.name)} is closed: ratings, reasons and evidence can be read, not changed."
            f"{since if page.has_other_words else ''}",
            icon=":material/lock:",
        )
        return
    if not may_for(person, May.RATE, page.team_id):
        rates = "rate for your own teams, and read all the rest" if may(person, May.RATE) else "read it all"
        st.info(f"You are here as: **{person.role.word}**. You can {rates}.", icon=":material/visibility:")
        return
    _not_asked(page, section)


def _not_asked(page: view.View, section: Section) -> None:
    """Say who rates the section in place of the chosen team, and offer to let that rate it too."""
    others = page.round.teams_asked(page.edition, section.id)
    team = page.team
    assert team is not None
    st.info(
        f"{plain(team.name)} does not rate this section ({_who_rates(others)}). You can read it all.",
        icon=":material/visibility:",
    )
    if not may(desk().person, May.MANAGE_TEAMS):
        return
    st.button(
        f"Let {plain(team.name)} rate this section",
        key=f"let_rate_{page.round.id}_{team.id}",
        on_click=notices.as_drawn(_add_section),
        args=(team.id, section.id),
    )


def _who_rates(teams_asked: Sequence[Team]) -> str:
    if not teams_asked:
        return "no team does yet"
    names = ", ".join(plain(team.name) for team in teams_asked)
    return f"{plural(len(teams_asked), 'team')} {'does' if len(teams_asked) == 1 else 'do'}: {names}"


def _add_section(team_id: int, section_id: str) -> None:
    team = next(candidate for candidate in view.current().round.teams if candidate.id == team_id)
    notices.attempt(
        "page",
        lambda: teams.change_team(desk(), team_id=team_id, name=team.name, sections=(*team.sections, section_id)),
        success=f"{team.name} now rates this section.",
    )
