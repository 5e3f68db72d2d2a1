"""Closing a round: how much is still open in it, and the step itself. It warns and never blocks."""

import streamlit as st

from sendsat.assessment.people.permissions import May, may
from sendsat.assessment.results.close_check import Finding, close_check, statement_check
from sendsat.assessment.values import Round
from sendsat.guide.edition import Edition
from sendsat.services import viewing
from sendsat.services.rounds import rounds
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.words import plain, plural, today
from sendsat.ui.frame.workplace import desk

Apart = tuple[Edition, tuple[Finding, ...]]
"""A supplement, and what is open in its statements."""


def findings(round_: Round) -> tuple[Finding, ...]:
    """What is open in a round that the page shows, as of now."""
    page = view.current()
    return close_check(page.snapshot_of(round_.id), page.actions, desk().organisation.kind, today())


def beside(round_: Round) -> tuple[Apart, ...]:
    """What is open in each supplement that a round asks, as of now: in no count of what is open in the guide."""
    page, kind = view.current(), desk().organisation.kind
    apart = viewing.beside(desk(), page.snapshot_of(round_.id))
    return tuple((snapshot.edition, statement_check(snapshot, page.actions, kind)) for snapshot in apart)


def kept(round_: Round, open_findings: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], tuple[Apart, ...]]:
    """What was kept with a closed round: what was open in guide and plan, then in each supplement."""
    supplements = desk().library.beside(round_.supplements)
    own = {
        edition.id: tuple(finding for finding in open_findings if finding.statement_id in edition.statements)
        for edition in supplements
    }
    of_supplements = {finding for findings_ in own.values() for finding in findings_}
    guide = tuple(finding for finding in open_findings if finding not in of_supplements)
    return guide, tuple((edition, own[edition.id]) for edition in supplements if own[edition.id])


def address(round_: Round) -> str:
    """The address of a round's check."""
    return navigation.address(navigation.CLOSE_CHECK, **{state.ROUND: str(round_.id)})


def popover(round_: Round, open_findings: tuple[Finding, ...]) -> None:
    """The button that closes an open round, after a word on what was found open in it, and apart in its supplements."""
    if not may(desk().person, May.MANAGE_ROUNDS):
        return
    with st.popover("Close this round"):
        st.markdown("Closing freezes every rating and text. You can reopen the round later if you must.")
        _open(round_, len(open_findings))
        for edition, findings_ in beside(round_):
            name = plain(edition.header.short_title)
            st.markdown(f"{name}, counted apart: [{plural(len(findings_), 'point')} open]({address(round_)}).")
        st.button("Close it now", key=f"close_{round_.id}", type="primary", on_click=_close, args=(round_,))


def _open(round_: Round, number: int) -> None:
    """How much is open, said in the popover that closes the round."""
    counts = view.current().snapshot_of(round_.id).counts()
    if counts.not_rated:
        st.markdown(f"**{counts.not_rated} of {plural(counts.total, 'statement')} not rated.** They stay so.")
    if counts.not_agreed:
        st.markdown(f"**{counts.not_agreed} of {plural(counts.total, 'statement')} not agreed yet.** They stay so.")
    if number:
        they = "It does" if number == 1 else "They do"
        st.markdown(f"[{plural(number, 'point')} still open]({address(round_)}). {they} not stop you.")


def look_back(round_: Round) -> None:
    """The link to what was open as a round was closed."""
    st.markdown(f"[What was open then]({address(round_)})")


def _close(round_: Round) -> None:
    notices.attempt("page", lambda: rounds.close_round(desk(), round_id=round_.id), success=f"{round_.name} is closed.")
