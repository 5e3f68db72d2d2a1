"""Priorities: what is red or slipped, the most pressing first, why it stands there, and the way to plan an action."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.people.permissions import May, may
from sendsat.assessment.rating import Waiting
from sendsat.assessment.results.comparison import Comparison, compare
from sendsat.assessment.results.priorities import LONG, Need, gone_backwards, most_improved, priorities, ranked
from sendsat.assessment.snapshot import Snapshot
from sendsat.guide.edition import Edition
from sendsat.reports import priority_words
from sendsat.reports.sentences import counted, rule_sentence
from sendsat.ui.frame import navigation, state, view
from sendsat.ui.frame.html import PRINT_BUTTON, joined, put_html, put_on_paper
from sendsat.ui.frame.words import plain, plural, snippet, today
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide import action_editor, answer, unsafe
from sendsat.ui.guide.answer import coloured_said
from sendsat.ui.results import filters

AT_FIRST = 12
"""So many rows are drawn at once; a click draws the rest."""
PAPER_LINE = Markup("<li><b>{}</b> {}: {}</li>")
LISTED = 8
"""So many statements a list beside names before the rest are only counted."""


def draw() -> None:
    """Draw the page."""
    page = view.current()
    st.title(f"Priorities: {plain(page.round.name)}", anchor=False)
    with st.container(horizontal=True):
        team_id = filters.whose(page, in_row=True)
        part = filters.choose_part(page)
    if team_id is not None:
        page = view.of_team(page, team_id)  # what is planned here belongs to the team that is looked at
    put_html(PRINT_BUTTON)
    needs, compared = _needs(page, page.snapshot, team_id)
    shown = [need for need in needs if filters.is_of(page.edition, need.statement_id, part)]
    left, right = st.columns([5, 2], gap="large")
    with left:
        _say(page.snapshot.for_team(team_id), needs, shown, _previous(page))
        _rows(page, shown, page.edition)
    with right:
        _lists(shown, compared, page.edition, part)
    for apart in page.beside:
        _beside(page, apart, team_id, part)


def _previous(page: view.View) -> str:
    return page.previous.round.name if page.previous else ""


def _needs(page: view.View, snapshot: Snapshot, team_id: int | None) -> tuple[tuple[Need, ...], Comparison | None]:
    """The priorities of the guide, or of the supplement that `snapshot` sees, and the round beside the one before."""
    mine, apart = snapshot.for_team(team_id), snapshot.edition.is_supplement
    before = page.rounds[: page.rounds.index(page.round)]
    earlier = [page.snapshot_of(round_.id).for_team(team_id) for round_ in before]
    if apart:
        earlier = [then.beside(snapshot.edition) for then in earlier]
    compared = compare(earlier[-1], mine, desk().library) if earlier else None
    needs = priorities(
        mine, earlier, compared, page.actions,
        kind=desk().organisation.kind, library=desk().library, today=today(), is_newest=page.is_newest,
    )  # fmt: skip
    return needs, compared


def _say(mine: Snapshot, needs: Sequence[Need], shown: Sequence[Need], previous: str) -> None:
    """How many there are, and what cannot stand here because nobody has said enough."""
    st.markdown(f"**{plain(priority_words.needs_sentence(needs, previous))}**")
    counts, missing = mine.counts(), []
    if counts.not_rated:
        missing.append(f"{plural(counts.not_rated, 'statement')} not rated yet")
    if not_agreed := counts.of(Waiting.NOT_AGREED):
        missing.append(f"{plural(not_agreed, 'statement')} on which leaders have not agreed yet")
    if missing:
        st.caption(f"Left out, because nothing counts for them yet: {' and '.join(missing)}.")
    if needs:
        st.caption(" ".join(filter(None, [rule_sentence(mine), priority_words.ORDER])))
    if len(shown) < len(needs):
        st.caption(f"{len(shown)} of {plural(len(needs), 'statement')} shown.")


def _rows(page: view.View, shown: Sequence[Need], edition: Edition) -> None:
    key = state.priorities_all(edition.id)
    first = len(shown) if st.session_state.get(key) else AT_FIRST
    for number, need in enumerate(shown[:first], start=1):
        st.fragment(_row, key=f"priority_{answer.place(need.statement_id)}")(number, need, edition)
    if rest := shown[first:]:
        st.button(f"Show the other {len(rest)}", key=f"more_{key}", on_click=_show_all, args=(key,))
        lines = (_paper_line(page, need, edition) for need in rest)
        put_on_paper(Markup('<ol start="{}">{}</ol>').format(first + 1, joined(lines)))


def _show_all(key: str) -> None:
    st.session_state[key] = True


def _paper_line(page: view.View, need: Need, edition: Edition) -> Markup:
    why = " · ".join(priority_words.reasons(need, _previous(page)))
    text = edition.statements[need.statement_id].text
    return Markup("<li><b>{}</b> {} {}<br>{}</li>").format(need.statement_id, need.standing.label, text, why)


def _row(number: int, need: Need, edition: Edition) -> None:
    """One statement, with the plan as it is now: an action that was just added counts at once."""
    page = view.current()
    need, statement = need.with_plan(page.actions, today()), edition.statements[need.statement_id]
    link = navigation.results_address(statement=statement.id)
    why = [plain(reason) for reason in priority_words.reasons(need, _previous(page))]
    if unsafe.is_unsafe(page, statement.id, need.standing.rating):
        why = [f"**{unsafe.WORDS} Act today.**", *why]
    with st.container(border=True, gap="small"):
        told, way_on = st.columns([4, 1], vertical_alignment="center")
        head = f"{number}\\. **[{statement.id}]({link})** {coloured_said(need.standing)}"
        told.markdown(f"{head} &nbsp; {plain(statement.text)}  \n:small[{' · '.join(why)}]")
        if _may_plan(page):
            with way_on:
                _plan(statement.id)
            if st.session_state.get(state.priority_open(answer.place(statement.id))):
                _say_for_whom(page)
                action_editor.for_statement(statement, allowed=True)


def _may_plan(page: view.View) -> bool:
    return may(desk().person, May.PLAN) and (page.round.is_open or page.is_newest)


def _plan(statement_id: str) -> None:
    key = state.priority_open(answer.place(statement_id))
    st.button(
        f"Close {statement_id}" if st.session_state.get(key) else "Plan an action",
        key=f"plan_here_{answer.place(statement_id)}", on_click=_turn, args=(statement_id, key), width="stretch",
        help=None if st.session_state.get(key) else f"Opens the actions of {statement_id} here.",
    )  # fmt: skip


def _turn(statement_id: str, key: str) -> None:
    st.session_state[key] = not st.session_state.get(key)
    if st.session_state[key]:
        action_editor.ask(answer.place(statement_id))


def _say_for_whom(page: view.View) -> None:
    if len(page.round.teams) > 1 and page.team is not None:
        st.caption(f"What you add here is planned for {plain(page.team.name)}.")


def _lists(shown: Sequence[Need], compared: Comparison | None, edition: Edition, part: str) -> None:
    stuck = [need for need in ranked(shown) if need.is_stuck]
    times = [(need.statement_id, counted(need.times_red, "time")) for need in stuck]
    _list(edition, f"Red {LONG} times running, or more", times)
    if compared is None:
        st.caption("There is no earlier round, so nothing can have moved.")
        return
    since = compared.earlier.round.name
    for heading, rows_of in (("Gone backwards", gone_backwards), ("Most improved", most_improved)):
        rows = [row for row in rows_of(compared) if filters.is_of(edition, row.statement_id, part)]
        _list(edition, f"{heading} since {since}", [(row.statement_id, priority_words.way(row)) for row in rows])


def _list(edition: Edition, heading: str, told: Sequence[tuple[str, str]]) -> None:
    """Statements by id, each with what is said of it; paper has the whole list."""
    lines = [_line(edition, statement_id, what) for statement_id, what in told]
    with st.container(gap="xsmall"):
        st.header(f":small[{plain(heading)} ({len(lines)})]", anchor=False)
        st.markdown("\n".join(lines[:LISTED]) or "None.")
        if len(lines) > LISTED:
            with st.popover(f"The other {len(lines) - LISTED}", type="tertiary"):
                st.markdown("\n".join(lines[LISTED:]))
            rest = [(statement_id, what, edition.statements[statement_id].text) for statement_id, what in told[LISTED:]]
            put_on_paper(Markup("<ul>{}</ul>").format(joined(PAPER_LINE.format(*line) for line in rest)))


def _line(edition: Edition, statement_id: str, what: str) -> str:
    text = plain(snippet(edition.statements[statement_id].text, 70))
    address = navigation.results_address(statement=statement_id)
    return f"- [{statement_id}]({address}) {what}: :small[{text}]"


def _beside(page: view.View, apart: Snapshot, team_id: int | None, part: str) -> None:
    """A supplement's priorities, under a heading of its own and in no number above."""
    needs, _ = _needs(page, apart, team_id)
    shown = [need for need in needs if filters.is_of(apart.edition, need.statement_id, part)]
    st.header(f"{plain(apart.edition.header.short_title)}, counted apart", anchor=False)
    st.caption("It is sendsat's own, not part of the 2016 guide, and in none of the numbers above.")
    _say(apart.for_team(team_id), needs, shown, _previous(page))
    _rows(page, shown, apart.edition)
