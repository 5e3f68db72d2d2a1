"""What is still open in the chosen round, each one click from its mend; for a closed round, what was open then."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

import streamlit as st

from sendsat.assessment.close_check import Finding, Gap
from sendsat.guide.law import Strength
from sendsat.reports.sentences import beside_sentence
from sendsat.ui.frame import navigation, state, view
from sendsat.ui.frame.words import day, plain, plural, snippet
from sendsat.ui.manage import closing

LISTED = 12
"""So many findings of a kind are listed at once; the rest wait behind a click."""
FILTERS = {Gap.NO_OWNER: "Nobody yet", Gap.NO_DATE: "No date", Gap.OVERDUE: "Overdue"}
"""What the action plan is asked to show."""


def draw() -> None:
    """Draw the page."""
    seen = view.current()
    name = plain(seen.round.name)
    st.title(f"Check before closing: {name}", anchor=False)
    if seen.round.is_open:
        _now(seen)
    else:
        _then(seen)
    for snapshot in seen.beside:
        st.caption(f"{plain(beside_sentence(snapshot))} This check does not look at it.")


def _now(seen: view.View) -> None:
    open_points = closing.findings(seen.round)
    if not open_points:
        st.success(
            "Nothing is open: every statement of the guide has an answer, and every action an owner and a date in time."
        )
    else:
        they = "It does" if len(open_points) == 1 else "They do"
        st.markdown(
            f"**{plural(len(open_points), 'point')} still open.** {they} not stop you: mend what matters to you."
        )
    closing.popover(seen.round, open_points)
    _groups(seen, open_points)
    st.caption("sendsat's own check; neither the guide nor the law asks for it. Legal duties come first.")


def _then(seen: view.View) -> None:
    closed = f" on {day(seen.round.closed_at)}" if seen.round.closed_at else ""
    open_then = seen.open_at_close
    if open_then is None:
        st.info(f"This round was closed{closed}. Nothing was kept of what was open then.")
    elif not open_then:
        st.success(f"Nothing was open when this round was closed{closed}.")
    else:
        st.markdown(
            f"**{plural(len(open_then), 'point')} open when the round was closed{closed}.** Kept as it was then."
        )
        _groups(seen, open_then)


def _groups(seen: view.View, findings: Iterable[Finding]) -> None:
    findings = tuple(findings)
    counts = Counter(finding.gap for finding in findings)
    if len(counts) > 1:
        st.markdown(" · ".join(f"[{gap.heading}: {counts[gap]}](#{gap.value})" for gap in Gap if counts[gap]))
    for gap, of_kind in groupby(findings, key=lambda finding: finding.gap):
        lines = [_line(seen, finding) for finding in of_kind]
        st.header(f"{gap.heading} ({len(lines)})", anchor=gap.value)
        st.markdown(gap.advice + _mend(seen, gap))
        st.markdown("\n".join(lines[:LISTED]))
        if len(lines) > LISTED:
            more = st.expander(
                f"The other {len(lines) - LISTED}", key=state.close_check_rest(gap.value), on_change="rerun"
            )
            if more.open:
                more.markdown("\n".join(lines[LISTED:]))


def _mend(seen: view.View, gap: Gap) -> str:
    """For findings about actions: the link to the plan that shows just these."""
    if not gap.is_of_action or not seen.round.is_open:
        return ""
    return f" [Open them in the action plan]({navigation.plan_address(FILTERS[gap])})"


def _line(seen: view.View, finding: Finding) -> str:
    if finding.gap.is_of_action:
        return f"- {plain(snippet(finding.text, 160))}"
    return f"- {_statement(seen, finding)}"


def _statement(seen: view.View, finding: Finding) -> str:
    statement = seen.edition.statements.get(finding.statement_id)
    if statement is None:
        return plain(finding.statement_id)
    team = finding.teams[0] if finding.teams else ""
    address = navigation.statement_address(seen.edition, statement.id, team=team)
    law = f" **{Strength.LAW.word}.**" if finding.is_law else ""
    who = f" :small[({plain(', '.join(finding.teams))})]" if finding.teams else ""
    return f"[{statement.id}]({address}){law} {plain(snippet(statement.text, 130))}{who}"
