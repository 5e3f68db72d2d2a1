"""Sites beside one another as HTML: each as a whole, where they differ, and what the best of them show."""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from sendsat.assessment.groups.across import Across, Unit
from sendsat.assessment.groups.learning import NOTHING_WRITTEN
from sendsat.assessment.groups.sites import AtSite, Lesson
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.guide.edition import Edition
from sendsat.reports.across import rated_of
from sendsat.ui.frame import navigation
from sendsat.ui.frame.html import NOTHING, joined, put_on_paper, table_html
from sendsat.ui.results.spread_html import spread

Nouns = tuple[str, str]
"""What one is called, and several."""
SITES = ("site", "sites")


def whole_html(sites: Sequence[AtSite], units: Sequence[Unit]) -> Markup:
    """A row for each site: its teams, and where all its statements stand."""
    rows = joined(_whole(at, unit) for at, unit in zip(sites, units, strict=True))
    return Markup(
        '<div class="wide heat two" tabindex="0" role="region" aria-label="Each site"><table><thead><tr>'
        '<th scope="col">Site and its teams</th><th scope="col">Its statements</th>'
        "</tr></thead><tbody>{}</tbody></table></div>"
    ).format(rows)


def _whole(at: AtSite, unit: Unit) -> Markup:
    teams = ", ".join(team.name for team in at.snapshot.teams)
    return Markup('<tr><th scope="row">{}<br><span class="of">{}</span></th><td>{}</td></tr>').format(
        unit.name, teams, spread(unit.counts())
    )


def differ_html(every: Iterable[Across], edition: Edition, results: str = "", nouns: Nouns = SITES) -> Markup:
    """Statements with how many sites (or whatever `nouns` name) rated them and who says what; each leads to the Results
    of the round with this id, where there is one for all."""
    rows = joined(_differing(across, edition, results, nouns) for across in every)
    return Markup('<ol class="divided">{}</ol>').format(rows)


def _differing(across: Across, edition: Edition, results: str, nouns: Nouns) -> Markup:
    name = _link(across.statement_id, results) if results else Markup("<b>{}</b>").format(across.statement_id)
    return Markup('<li>{} <span class="of">{}.</span><br>{}<br><b>{}</b></li>').format(
        name,
        rated_of(across, *nouns),
        edition.statements[across.statement_id].text,
        across.who,
    )


def _link(statement_id: str, round_id: str) -> Markup:
    to = navigation.address("results", round=round_id, statement=statement_id)
    return Markup('<a href="{}" target="_self">{}</a>').format(to, statement_id)


def lessons_html(lessons: Iterable[Lesson], snapshot: Snapshot) -> Markup:
    """Statements with the best site of each, and what its teams wrote."""
    rows = joined(_lesson(lesson, snapshot) for lesson in lessons)
    return Markup('<ol class="divided">{}</ol>').format(rows)


def _lesson(lesson: Lesson, snapshot: Snapshot) -> Markup:
    statement_id, names = lesson.across.statement_id, snapshot.team_names
    best = joined(_best(name, standing, names) for name, standing in lesson.best)
    return Markup("<li>{} {}<br><span class='of'>{}</span>{}</li>").format(
        _link(statement_id, str(snapshot.round.id)),
        snapshot.edition.statements[statement_id].text,
        lesson.across.who,
        best,
    )


def _best(name: str, standing: Standing, teams: Mapping[int, str]) -> Markup:
    why = typed("Why", standing.reasons(teams)) + typed("Evidence", standing.evidence(teams))
    nothing = Markup("<p>{}</p>").format(NOTHING_WRITTEN)
    return Markup("<p><b>Ask {}</b>: {}</p>{}").format(name, standing.label, why or nothing)


def typed(label: str, text: str) -> Markup:
    """Words as somebody typed them, after what they are; nothing where there are none."""
    return Markup('<p class="typed">{}: {}</p>').format(label, text) if text else NOTHING


def put_every_on_paper(every: Iterable[Across], edition: Edition, nouns: Nouns = SITES) -> None:
    """Every statement and who says what, for paper: on the screen it is a table that scrolls, behind a tab."""
    rows = [
        (
            Markup("<b>{}</b> {}").format(across.statement_id, edition.statements[across.statement_id].text),
            f"{rated_of(across, *nouns)}. {across.who}",
        )
        for across in every
    ]
    put_on_paper(Markup("<h3>Every statement</h3>{}").format(table_html(("Statement", "Who says what"), rows)))
