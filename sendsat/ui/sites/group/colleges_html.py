"""A group's colleges as HTML: how far each is, who stands highest on each statement, and what those wrote."""

from collections.abc import Iterable

from markupsafe import Markup

from sendsat.assessment.groups.completion import done
from sendsat.assessment.groups.group import College
from sendsat.assessment.groups.learning import NOTHING_WRITTEN, Best, GroupLesson
from sendsat.assessment.groups.side_by_side import why_left_out
from sendsat.assessment.rating import label_of
from sendsat.guide.edition import Edition
from sendsat.ui.frame import navigation, state
from sendsat.ui.frame.html import joined
from sendsat.ui.frame.words import day
from sendsat.ui.results.spread_html import bar
from sendsat.ui.sites.units_html import typed


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


def best_html(lessons: Iterable[GroupLesson], edition: Edition) -> Markup:
    """Statements with the colleges that stand highest, where all stand, and what the highest wrote."""
    rows = joined(
        Markup("<li><b>{}</b> {}<br><b>Ask {}.</b> <span class='of'>{}</span>{}</li>").format(
            lesson.across.statement_id,
            edition.statements[lesson.across.statement_id].text,
            " or ".join(best.name for best in lesson.best),
            lesson.across.who,
            joined(_best(best, lesson.across.statement_id) for best in lesson.best),
        )
        for lesson in lessons
    )
    return Markup('<ol class="divided">{}</ol>').format(rows)


def _best(best: Best, statement_id: str) -> Markup:
    """What one wrote, with the way to where it stands in its own results."""
    asked = {state.ORGANISATION: best.college.organisation.uid, state.ROUND: str(best.round_id)}
    to = navigation.address("results", **asked, **{navigation.OPENED: statement_id})
    why = typed("Why", best.commentary) + typed("Evidence", best.evidence)
    nothing = Markup("<p>{}</p>").format(NOTHING_WRITTEN)
    return Markup('<p><a href="{}" target="_self">{} at {}</a>: {}</p>{}').format(
        to, statement_id, best.name, label_of(best.state), why or nothing
    )
