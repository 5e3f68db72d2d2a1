"""What only paper shows of results: the numbers of every chart, and every statement with its ratings and reasons.

On the screen a part at a time is chosen, and tables scroll; paper has them whole.
"""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from sendsat.assessment.results.comparison import Compared, Comparison
from sendsat.assessment.results.movement import Movement
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.guide.model import Section
from sendsat.reports import frames
from sendsat.reports.charts import figures
from sendsat.reports.charts.chart import Chart
from sendsat.ui.frame.html import NOTHING, frame_html, joined, put_on_paper, table_html

HEADING = Markup("<h3>{}</h3>{}")
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
    put_on_paper(numbers + _differing(snapshot) + joined(statements))


def put_numbers(chart: Chart) -> None:
    """The numbers of a chart as a table below it."""
    put_on_paper(_numbers(chart))


def put_comparison(compared: Comparison, order: Iterable[Movement]) -> None:
    """Every statement with both ratings and both reasons, by how it moved."""
    put_on_paper(joined(_moved(compared, movement) for movement in order))


def _numbers(chart: Chart) -> Markup:
    return HEADING.format(f"{chart.title}: the numbers", frame_html(chart.table))


def _differing(snapshot: Snapshot) -> Markup:
    table = frames.team_disagreements(snapshot)
    return NOTHING if table.empty else HEADING.format("Where teams differ", frame_html(table))


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
    return HEADING.format(f"{title}: every statement", table_html(RATED, rows))


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
    """The rating that counts and the reason; each team's own under its name where there are several."""
    if standing is None:
        return NOTHING + frames.NOT_ASKED
    parts: list[str] = [BOLD, standing.label, UNBOLD]
    if names:
        for said in standing.judgements:
            parts += (BREAK, ITALIC, names[said.team_id], UPRIGHT, ": ", said.label)
            parts += (BREAK, said.commentary) if said.commentary else ()
    elif standing.commentary:
        parts += (BREAK, standing.commentary)
    return joined(parts)
