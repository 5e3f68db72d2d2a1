"""What is still open in the chosen round, each one click from its mend; for a closed round, what was open then."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.results.close_check import Finding, Gap
from sendsat.guide.edition import Edition
from sendsat.guide.law import Strength
from sendsat.ui.frame import navigation, state, view
from sendsat.ui.frame.html import PRINT_BUTTON, joined, put_html, put_on_paper
from sendsat.ui.frame.streamlit_hooks import fold
from sendsat.ui.frame.words import day, plain, plural, snippet
from sendsat.ui.manage import closing

LISTED = 12
"""So many findings of a kind are listed at once; the rest wait behind a click."""
FILTERS = {Gap.NO_OWNER: "Nobody yet", Gap.NO_DATE: "No date", Gap.OVERDUE: "Overdue"}
"""What the action plan is asked to show."""


def draw() -> None:
    """Draw the page."""
    page = view.current()
    name = plain(page.round.name)
    st.title(f"Check before closing: {name}", anchor=False)
    if len(page.round.teams) > 1:
        st.caption(f"All teams together. {page.round.roll_up.sentence}")
    if page.round.is_open:
        _now(page)
    else:
        _then(page)


def _now(page: view.View) -> None:
    open_points = closing.findings(page.round)
    if not open_points:
        st.success(
            "Nothing is open: every statement of the guide has an answer, and every action an owner and a date in time."
        )
    else:
        they = "It does" if len(open_points) == 1 else "They do"
        st.markdown(
            f"**{plural(len(open_points), 'point')} still open.** {they} not stop you: mend what matters to you."
        )
    put_html(PRINT_BUTTON)
    closing.popover(page.round, open_points)
    _groups(page, open_points)
    for apart in closing.beside(page.round):
        _beside(page, *apart)
    st.caption("sendsat's own check; neither the guide nor the law asks for it. Legal duties come first.")


def _then(page: view.View) -> None:
    closed = f" on {day(page.round.closed_at)}" if page.round.closed_at else ""
    if page.open_at_close is None:
        st.info(f"This round was closed{closed}. Nothing was kept of what was open then.")
        return
    open_then, beside = closing.kept(page.round, page.open_at_close)
    if not open_then:
        st.success(f"Nothing was open when this round was closed{closed}.")
    else:
        st.markdown(
            f"**{plural(len(open_then), 'point')} open when the round was closed{closed}.** Kept as it was then."
        )
        _groups(page, open_then)
    for apart in beside:
        _beside(page, *apart)


def _beside(page: view.View, edition: Edition, findings: tuple[Finding, ...]) -> None:
    """What is or was open in a supplement, under a heading of its own and in no number above."""
    name, is_open = plain(edition.header.short_title), page.round.is_open
    st.header(f"{name}: {plural(len(findings), 'point')} {'still ' if is_open else ''}open", anchor=False)
    st.caption("It is sendsat's own, not part of the 2016 guide, and counted apart.")
    _groups(page, findings, of=edition)


def _groups(page: view.View, findings: Iterable[Finding], of: Edition | None = None) -> None:
    """The findings by kind; `of` is the supplement they are of, under whose heading they stand."""
    findings, where = tuple(findings), f"{of.id}_" if of else ""
    counts = Counter(finding.gap for finding in findings)
    if len(counts) > 1:
        st.markdown(" · ".join(f"[{gap.heading}: {counts[gap]}](#{where}{gap.value})" for gap in Gap if counts[gap]))
    for gap, of_kind in groupby(findings, key=lambda finding: finding.gap):
        of_gap = tuple(of_kind)
        lines = [_line(page, finding) for finding in of_gap]
        heading = st.subheader if of else st.header
        heading(f"{gap.heading} ({len(lines)})", anchor=f"{where}{gap.value}")
        st.markdown(gap.advice + _mend(page, gap))
        st.markdown("\n".join(lines[:LISTED]))
        if len(lines) > LISTED:
            rest = state.close_check_rest(f"{where}{gap.value}")
            more = fold(f"The other {len(lines) - LISTED}", key=rest)
            if more.open:
                more.markdown("\n".join(lines[LISTED:]))
            else:
                put_on_paper(
                    Markup("<ul>{}</ul>").format(joined(_paper_line(page, finding) for finding in of_gap[LISTED:]))
                )


def _mend(page: view.View, gap: Gap) -> str:
    """For findings about actions: the link to the plan that shows just these."""
    if not gap.is_of_action or not page.round.is_open:
        return ""
    return f" [Open them in the action plan]({navigation.plan_address(FILTERS[gap])})"


def _line(page: view.View, finding: Finding) -> str:
    return f"- {_action(page, finding) if finding.gap.is_of_action else _statement(page, finding)}"


def _action(page: view.View, finding: Finding) -> str:
    """What it says, as a link that opens it in the plan while it can be mended there; where several say the same, one
    to all of them."""
    told = plain(snippet(finding.text, 160))
    if not page.round.is_open:
        return told
    alike = [action.id for action in page.actions if action.text == finding.text and action.status.is_open]
    which = FILTERS[finding.gap]
    if len(alike) == 1:
        return f"[{told}]({navigation.plan_address(which, action_id=alike[0])})"
    return f"[{told}]({navigation.plan_address(which, finding.text)})"


def _paper_line(page: view.View, finding: Finding) -> Markup:
    """The same for paper, with the whole text."""
    edition = page.edition_of(finding.statement_id)
    if finding.gap.is_of_action or edition is None:
        return Markup("<li>{}</li>").format(finding.text if finding.gap.is_of_action else finding.statement_id)
    law = f"{Strength.LAW.word}. " if finding.is_law else ""
    who = f" ({', '.join(finding.teams)})" if finding.teams else ""
    text = edition.statements[finding.statement_id].text
    return Markup("<li><b>{}</b> {}{}{}</li>").format(finding.statement_id, law, text, who)


def _of_all(page: view.View, edition: Edition, finding: Finding) -> str:
    """Where what is said of all teams together is mended: what each team says of it side by side, or, as a team that
    rates it, the box for an action."""
    if finding.gap is Gap.TEAMS_DIFFER:
        return navigation.results_address(**{navigation.OPENED: finding.statement_id})
    rater = page.round.rater(edition, edition.section_of[finding.statement_id].id, page.team_id)
    address = navigation.statement_address(edition, finding.statement_id, team=str(rater.id) if rater else "")
    is_planned = finding.gap is Gap.NO_ACTION and page.round.is_open
    return f"{address}&{urlencode({navigation.PLAN: finding.statement_id})}" if is_planned else address


def _statement(page: view.View, finding: Finding) -> str:
    edition = page.edition_of(finding.statement_id)
    if edition is None:
        return plain(finding.statement_id)
    statement = edition.statements[finding.statement_id]
    links = {team: navigation.statement_address(edition, statement.id, team=team) for team in finding.teams}
    first = next(iter(links.values())) if links else _of_all(page, edition, finding)
    law = f" **{Strength.LAW.word}.**" if finding.is_law else ""
    several = ", ".join(f"[{plain(team)}]({link})" for team, link in links.items())
    names = several if len(finding.teams) > 1 and page.round.is_open else plain(", ".join(finding.teams))
    who = f" :small[({names})]" if names else ""
    return f"[{statement.id}]({first}){law} {plain(snippet(statement.text, 130))}{who}"
