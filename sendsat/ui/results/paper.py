"""What only paper shows of results: the numbers of every chart, and every statement with its ratings and reasons.

On the screen a part at a time is chosen, and tables scroll; paper has them whole, each statement once and in small
print, since a round of twelve teams would fill a book.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby

from markupsafe import Markup

from sendsat.assessment.results.comparison import Compared, Comparison
from sendsat.assessment.results.movement import Movement
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.assessment.values import Judgement
from sendsat.guide.model import Section
from sendsat.reports import frames
from sendsat.reports.charts import figures
from sendsat.reports.charts.chart import Chart
from sendsat.reports.spread import most_divided
from sendsat.ui.frame.html import NOTHING, frame_html, joined, put_on_paper, table_html

HEADING = Markup("<h3>{}</h3>{}")
SMALL, WIDE_RIGHT = Markup('<div class="small-print">{}</div>'), Markup('<div class="wide-right">{}</div>')
ROW, LINE = Markup("<li>{}</li>"), Markup("<p>{}: {}.</p>")
BETWEEN = " · "
BOLD, UNBOLD, ITALIC, UPRIGHT, BREAK = map(Markup, ("<b>", "</b>", "<i>", "</i>", "<br>"))
RATED = ("Statement", "Rating and why")


def put_results(snapshot: Snapshot, beside: Iterable[Snapshot] = ()) -> None:
    """A round's numbers by section, subsection and team, where teams differ, and every statement; then the statements
    of its supplements.

    The screen shows one tab of these at a time.
    """
    charts = [figures.standing_by_section(snapshot), figures.standing_by_subsection(snapshot)]
    if len(snapshot.teams) > 1:
        charts.append(figures.standing_by_team(snapshot))
    numbers = joined(map(_numbers, charts))
    statements = (_section(of, section) for of in (snapshot, *beside) for section in of.edition.sections)
    put_on_paper(SMALL.format(numbers + _differing(snapshot) + joined(statements)))


def put_numbers(chart: Chart) -> None:
    """The numbers of a chart as a table below it."""
    put_on_paper(_numbers(chart))


def put_comparison(compared: Comparison, order: Iterable[Movement]) -> None:
    """Every statement with both ratings and both reasons, by how it moved."""
    put_on_paper(SMALL.format(joined(_moved(compared, movement) for movement in order)))


def _numbers(chart: Chart) -> Markup:
    """The rule, which a file has in every row, stands once above them."""
    table, rules = chart.table, chart.table.get(frames.RULE, ())
    above = joined(LINE.format(frames.RULE, rule[:1].lower() + rule[1:]) for rule in dict.fromkeys(rules))
    shown = table.drop(columns=frames.RULE, errors="ignore")
    return HEADING.format(f"{chart.title}: the numbers", above + frame_html(shown))


def _differing(snapshot: Snapshot) -> Markup:
    """The statements on which teams differ, and how many say what: who does stands with every statement below."""
    lines = [
        joined((BOLD, divided.standing.statement_id, UNBOLD, " ", divided.said(frames.STATES)))
        for divided in most_divided(snapshot)
    ]
    rows = Markup("<ul>{}</ul>").format(joined(map(ROW.format, lines)))
    return HEADING.format("Where teams differ, most divided first", rows) if lines else NOTHING


def _section(snapshot: Snapshot, section: Section) -> Markup:
    """The statements of a section that are asked, with the rating and why."""
    names = {team.id: team.name for team in snapshot.teams}
    asked = [snapshot.standings[statement.id] for statement in section.statements if statement.id in snapshot.standings]
    if not asked:
        return NOTHING
    rows = [
        (_statement(snapshot, standing.statement_id), _said(standing, names if len(standing.judgements) > 1 else {}))
        for standing in asked
    ]
    mark = snapshot.edition.header.mark
    title = f"{section.title} ({mark}, counted apart)" if mark else section.title
    return HEADING.format(f"{title}: every statement", WIDE_RIGHT.format(table_html(RATED, rows)))


def _moved(compared: Comparison, movement: Movement) -> Markup:
    rows = [_compared(compared, row) for row in compared.rows if row.movement is movement]
    columns = ("Statement", compared.earlier.round.name, compared.later.round.name)
    return HEADING.format(f"{movement.label} ({len(rows)})", table_html(columns, rows))


def _compared(compared: Comparison, row: Compared) -> tuple[Markup, ...]:
    names = compared.team_names if row.several_teams else {}
    statement = _statement(compared.later, row.statement_id)
    return statement, _said(row.before, names), _said(row.after, names)


def _statement(snapshot: Snapshot, statement_id: str) -> Markup:
    return BOLD + statement_id + UNBOLD + " " + snapshot.edition.statements[statement_id].text


# Parts are joined, not formatted: paper holds thousands of them, and formatting each took a third of the drawing.
def _said(standing: Standing | None, names: Mapping[int, str]) -> Markup:
    """The rating that counts and the reason; where there are several teams, who gave which rating and why."""
    if standing is None:
        return NOTHING + frames.NOT_ASKED
    parts: list[str] = [BOLD, standing.label, UNBOLD]
    if names:
        parts += _by_rating(standing, names)
    elif standing.commentary:
        parts += (BREAK, standing.commentary)
    return joined(parts)


def _by_rating(standing: Standing, names: Mapping[int, str]) -> list[str]:
    """A line for each rating that a team gave, with the teams, those that say nothing first, and their reasons."""
    given = sorted(standing.judgements, key=lambda said: (frames.STATES.index(said.rating), said.label))
    parts: list[str] = []
    for label, group in groupby(given, key=lambda said: said.label):
        told = sorted(group, key=lambda said: bool(said.commentary))
        parts += (BREAK, label, ": ", joined((_by_one(said, names[said.team_id]) for said in told), BETWEEN))
    return parts


def _by_one(said: Judgement, name: str) -> Markup:
    return ITALIC + name + UPRIGHT + (": " + said.commentary if said.commentary else "")
