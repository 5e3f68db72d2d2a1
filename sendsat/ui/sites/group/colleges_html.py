"""A group's colleges as HTML: how far each is, and who stands highest on each statement."""

from collections.abc import Iterable

from markupsafe import Markup

from sendsat.assessment.groups.across import Across
from sendsat.assessment.groups.completion import done
from sendsat.assessment.groups.group import College
from sendsat.assessment.groups.side_by_side import why_left_out
from sendsat.guide.edition import Edition
from sendsat.ui.frame import state
from sendsat.ui.frame.html import joined
from sendsat.ui.frame.words import day
from sendsat.ui.results.spread_html import bar


def completion_html(named: Iterable[tuple[str, College]], edition: Edition) -> Markup:
    """A row for each college: its round, whether that is open, where its statements stand, and how much of what its
    teams are asked is done."""
    rows = joined(_college(name, college, edition) for name, college in named)
    return Markup(
        '<div class="wide heat two" tabindex="0" role="region" aria-label="Each college"><table><thead><tr>'
        '<th scope="col">College and its round</th><th scope="col">Its statements</th>'
        "</tr></thead><tbody>{}</tbody></table></div>"
    ).format(rows)


def _college(name: str, college: College, edition: Edition) -> Markup:
    to = Markup('<a href="/results?{}={}" target="_self">{}</a>').format(
        state.ORGANISATION, college.organisation.uid, name
    )
    return Markup('<tr><th scope="row">{}<br><span class="of">{}</span></th><td>{}</td></tr>').format(
        to, round_words(college), _stands(name, college, edition)
    )


def round_words(college: College) -> str:
    """The college's round, and whether it is open."""
    if college.round is None:
        return "None yet"
    closed = college.round.closed_at
    return f"{college.round.name}, {'open' if closed is None else f'closed on {day(closed)}'}"


def _stands(name: str, college: College, edition: Edition) -> Markup | str:
    why = why_left_out(college, edition)
    if why:
        return why
    counts = college.unit(edition, name).counts()
    return Markup('{} <span class="of">{} rated or confirmed</span>').format(bar(counts), done(college, edition).words)


def best_html(every: Iterable[Across], edition: Edition) -> Markup:
    """Statements with the colleges that stand highest, and where all stand."""
    rows = joined(
        Markup("<li><b>{}</b> {}<br><b>Ask {}.</b> <span class='of'>{}</span></li>").format(
            across.statement_id, edition.statements[across.statement_id].text, " or ".join(across.best), across.who
        )
        for across in every
    )
    return Markup('<ol class="divided">{}</ol>').format(rows)
