"""A group's colleges side by side: how far each is, where they differ, who stands highest, and what is still to do."""

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from sendsat.assessment.groups.across import Across, Unit, most_apart
from sendsat.assessment.groups.completion import WHAT_COUNTS
from sendsat.assessment.groups.group import College, Together, chase_text
from sendsat.assessment.groups.learning import lessons, to_read
from sendsat.assessment.groups.side_by_side import SideBySide
from sendsat.assessment.people.permissions import May, may
from sendsat.errors import SendsatError
from sendsat.guide.edition import Edition
from sendsat.reports import spread
from sendsat.reports.across import across_table
from sendsat.reports.frames import heat_table
from sendsat.services.organisation.grouping import words_of
from sendsat.ui.frame import state, view
from sendsat.ui.frame.html import PRINT_BUTTON, put_html
from sendsat.ui.frame.words import plain, plural, told_apart
from sendsat.ui.frame.workplace import desk
from sendsat.ui.results import charts, style
from sendsat.ui.results.spread_html import heat_html
from sendsat.ui.sites.group import actions, colleges_html, common_round, common_table, group_report, membership
from sendsat.ui.sites.units_html import differ_html, put_every_on_paper

COLLEGES = ("college", "colleges")
NO_TWO = "There are no two colleges to compare here yet."


def draw() -> None:
    """Draw the page."""
    together = view.current().together
    st.title(plain(together.group.name) if together else "Group", anchor=False)
    if together is not None:
        _group(together)
    if together is not None and may(desk().person, May.MANAGE_ROUNDS):
        common_round.draw()
    if may(desk().person, May.MANAGE_ORGANISATION):
        membership.draw(together.group if together else None)
    elif together is None:
        st.info("This organisation is in no group. Whoever administers it can start or join one.")


def _group(together: Together) -> None:
    put_html(style.CSS)
    edition = desk().library.current
    group = SideBySide(together, tuple(_named(together.colleges)), edition)
    st.markdown(_first_words(group))
    if together.hidden:
        st.caption(
            f"{plural(together.hidden, 'more college')} of this group {'is' if together.hidden == 1 else 'are'} not "
            "counted here: you are not a member there."
        )
    put_html(colleges_html.completion_html(group.named, edition))
    st.caption(f"The bar shows each statement once, as the college stands there. {WHAT_COUNTS}")
    _tabs(group)
    group_report.draw(group)
    put_html(PRINT_BUTTON)
    put_every_on_paper(group.every, edition, COLLEGES)


def _first_words(group: SideBySide) -> str:
    if len(group.named) > 1:
        each = f"{plural(len(group.named), 'college')} side by side, each in its newest open round."
        return f"{each} {plain(group.rule)}"
    told = "You see one college of this group so far, in its newest open round. There is nothing to compare yet."
    if not may(desk().person, May.MANAGE_ORGANISATION):
        return told
    return f"{told} Another joins with the code below, under **Who is in this group**."


def _named(colleges: tuple[College, ...]) -> list[tuple[str, College]]:
    names = told_apart({college.organisation.id: college.organisation.name for college in colleges})
    return [(names[college.organisation.id], college) for college in colleges]


def _tabs(group: SideBySide) -> None:
    units, every, edition = group.units, group.every, group.edition
    tabs: dict[str, Callable[[], None]] = {
        "Heat map": lambda: _heat_map(units, edition, group.ids),
        "Where colleges differ": lambda: _of_two(units, lambda: _differ(every, edition)),
        "Who can we learn from?": lambda: _of_two(units, lambda: _learn(group)),
        "Every statement": lambda: _every(units, every, edition, group.ids),
        "Still to rate": lambda: _chase(group.named, edition),
        "Actions": lambda: actions.draw(group),
        "Common rounds": lambda: common_table.draw(edition),
    }
    opened = st.tabs(list(tabs), key=state.GROUP_TAB, on_change="rerun", bind="query-params")
    for tab, body in zip(opened, tabs.values(), strict=True):
        if tab.open:
            with tab:
                body()


def _of_two(units: Sequence[Unit], body: Callable[[], None]) -> None:
    """What compares colleges, where there are two whose ratings can be compared."""
    if len(units) > 1:
        body()
    else:
        st.markdown(NO_TWO)


def _heat_map(units: Sequence[Unit], edition: Edition, ids: frozenset[int]) -> None:
    heat = spread.by_unit(units, edition)
    st.caption("Each bar shows how many of a college's statements stand at each rating.")
    put_html(heat_html(heat))
    table = heat_table(heat, "College")
    charts.download_table("Download the heat map (CSV)", table, "Heat map by college", "group", colleges=ids)


def _differ(every: tuple[Across, ...], edition: Edition) -> None:
    apart = most_apart(every)
    if not apart:
        st.markdown("No two colleges rated the same statement differently.")
        return
    st.markdown(f"Colleges differ on {plural(len(apart), 'statement')}. Those furthest apart come first.")
    put_html(differ_html(apart, edition, nouns=COLLEGES))


def _learn(group: SideBySide) -> None:
    wanted = to_read(group)
    if not wanted:
        st.markdown("Colleges do not differ yet, so nobody stands out to learn from.")
        return
    try:
        written = words_of(desk(), wanted)
    except SendsatError as error:
        st.error(f"{plain(error.message)}  \n{plain(error.remedy)}", icon=":material/error:")
        return
    st.markdown("For each statement where colleges differ: who stands highest, and what they wrote about it.")
    put_html(colleges_html.best_html(lessons(group, written), group.edition))


def _every(units: Sequence[Unit], every: tuple[Across, ...], edition: Edition, ids: frozenset[int]) -> None:
    table = across_table(every, units, edition, "Colleges")
    st.dataframe(table, hide_index=True, alt="Every statement with how many colleges rated it and how")
    charts.download_table("Download every statement (CSV)", table, "Statements by college", "group", colleges=ids)


def _chase(named: Iterable[tuple[str, College]], edition: Edition) -> None:
    text = chase_text(named, edition)
    if not text:
        st.markdown("Every college has rated everything it was asked.")
        return
    st.markdown("What is not rated or confirmed yet, and by whom. Copy it into a message.")
    st.code(text, language=None, wrap_lines=True)
