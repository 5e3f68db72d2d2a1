"""What the colleges of a group plan to do: every open action, which are late, and files of what is shown. Nothing is
changed here: each row leads to its action in its own college."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.groups.actions import Load, Planned, load_of
from sendsat.assessment.groups.group import College
from sendsat.assessment.groups.side_by_side import SideBySide
from sendsat.exchange.files.safe_text import file_name
from sendsat.exchange.formats import Format
from sendsat.exchange.plan.of_group import group_csv, group_xlsx
from sendsat.services.records.recording import take_away
from sendsat.ui.frame import navigation, state
from sendsat.ui.frame.choosing import choose_by_name
from sendsat.ui.frame.html import joined, put_html
from sendsat.ui.frame.words import day, due_words, plural, today
from sendsat.ui.frame.workplace import desk

EVERY_COLLEGE = "Every college"
STYLE = Markup("""<style>.open-actions a {color:inherit}
@media (max-width:640px) {
.open-actions :is(table, tbody, tr, th, td) {display:block} .open-actions thead {display:none}
.open-actions.wide :is(th, td) {padding:0; border:0} .open-actions td[data-is]::before {content:attr(data-is) ": "}
.open-actions tbody th {font-weight:650} .open-actions tr {padding:.5rem 0; border-bottom:1px solid var(--line)}
.open-actions td br {display:none}}</style>""")
"""On a phone each action is a block of lines, none of which is to be scrolled sideways."""
TITLES = ("College", "Action", "Statements", "Who", "By when", "Status")


def draw(group: SideBySide) -> None:
    """Draw the filters, the counts, the list and its files."""
    every = group.planned
    if not every:
        st.markdown("No college has an open action. Actions are planned in each college, under its statements.")
        return
    chosen, is_late_only = _asked(group.named)
    its = [planned for planned in every if chosen in (None, planned.college.organisation.id)]
    shown = [planned for planned in its if planned.is_late(today()) or not is_late_only]
    st.markdown(load_words(load_of(its, today())))
    st.caption(f"{len(shown)} of {plural(len(every), 'open action')} shown, whichever round planned them.")
    if not shown:
        st.info("No action fits this filter.")
        return
    put_html(STYLE)
    put_html(list_html(shown))
    _downloads(shown, group.together.group.name)


def _asked(named: Iterable[tuple[str, College]]) -> tuple[int | None, bool]:
    """The college to show, None for all, and whether only what is late is asked for."""
    names: dict[int | None, str] = {None: EVERY_COLLEGE} | {college.organisation.id: name for name, college in named}
    with st.container(horizontal=True, vertical_alignment="bottom", key="off_paper_group_filter"):
        chosen = choose_by_name("College", names, state.GROUP_COLLEGE, width=320)
        return chosen, st.checkbox("Only overdue", key=state.GROUP_OVERDUE, bind="query-params")


def load_words(load: Load) -> str:
    """How much is open, and what of it needs a look."""
    return (
        f"{plural(load.open, 'action')} open: {load.overdue} overdue, {load.no_owner} without an owner, "
        f"{load.no_date} without a date."
    )


def list_html(shown: Sequence[Planned]) -> Markup:
    """A row for each action."""
    head = joined(Markup('<th scope="col">{}</th>').format(title) for title in TITLES)
    return Markup(
        '<div class="wide open-actions" tabindex="0" role="region" aria-label="Open actions">'
        "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(head, joined(map(_row, shown)))


def _row(planned: Planned) -> Markup:
    action = planned.action
    cells = (
        Markup('<a href="{}" target="_self">{}</a>').format(_address(planned), action.text),
        ", ".join(action.statements),
        action.owner or "Nobody yet",
        _when(planned),
        action.status.word,
    )
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(
        planned.name,
        joined(Markup('<td data-is="{}">{}</td>').format(*pair) for pair in zip(TITLES[1:], cells, strict=True)),
    )


def _when(planned: Planned) -> Markup | str:
    due = planned.action.due
    if due is None:
        return "No date"
    words = due_words(due, today())
    left = Markup("<b>{}</b>").format(words) if planned.is_late(today()) else words
    return Markup('{} <br><span class="of">{}</span>').format(day(due), left)


def _address(planned: Planned) -> str:
    """Where the action stands in its college's plan, in the round that the group looks at."""
    round_, statements = planned.college.round, planned.action.statements
    asked = {state.ORGANISATION: planned.college.organisation.uid, state.PLAN_ONE: str(planned.action.id)}
    asked |= {state.ROUND: str(round_.id)} if round_ else {}
    return navigation.address("actions", **asked | ({state.PLAN_WORD: statements[0]} if statements else {}))


def _downloads(shown: list[Planned], group: str) -> None:
    """Files of what is shown, as it is shown."""
    on, ids = today(), {planned.college.organisation.id for planned in shown}
    writers: dict[Format, Callable[[], bytes]] = {
        Format.CSV: partial(group_csv, shown, on),
        Format.XLSX: partial(group_xlsx, shown, on, group=group),
    }
    with st.container(horizontal=True, key="off_paper_group_files"):
        for kind, make in writers.items():
            name = file_name(group, "Open actions", "", on, kind)
            st.download_button(
                f"Download these actions ({'CSV' if kind is Format.CSV else 'Excel'})",
                partial(take_away, desk(), file=name, make=make, colleges=ids),
                file_name=name,
                mime=kind.media_type,
                key=f"group_actions_{kind}",
                on_click="ignore",
            )
