"""What only paper shows of results: the counts of every subsection, and every statement with its ratings and reasons.

On the screen a part at a time is chosen, and tables scroll; paper has them whole.
"""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from sendsat.assessment.comparison import Compared, Comparison
from sendsat.assessment.movement import Movement
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.assessment.values import Judgement
from sendsat.reports import figures, frames
from sendsat.ui.frame.html import frame_html, joined, put_on_paper, table_html

HEADING = Markup("<h3>{}</h3>{}")


def put_statements(snapshot: Snapshot) -> None:
    """Every statement that is asked, with its rating and why, section by section."""
    names = {team.id: team.name for team in snapshot.teams} if len(snapshot.teams) > 1 else {}
    columns = ("Statement", "Rating and why")
    parts = []
    for section in snapshot.edition.sections:
        asked = [snapshot.standings[one.id] for one in section.statements if one.id in snapshot.standings]
        if asked:
            rows = [
                (_statement(snapshot, one.statement_id), _said(one, names if len(one.judgements) > 1 else {}))
                for one in asked
            ]
            parts.append(HEADING.format(f"{section.title}: every statement", table_html(columns, rows)))
    put_on_paper(joined(parts))


def put_subsections(snapshot: Snapshot) -> None:
    """The counts of every subsection, where the screen shows one section's."""
    put_on_paper(frame_html(figures.standing_by_subsection(snapshot).table))


def put_comparison(compared: Comparison, order: Iterable[Movement]) -> None:
    """Every statement with both ratings and both reasons, by how it moved."""
    columns = ("Statement", compared.earlier.round.name, compared.later.round.name)
    parts = []
    for movement in order:
        moved = [row for row in compared.rows if row.movement is movement]
        if moved:
            title = f"{movement.label} ({len(moved)})"
            parts.append(HEADING.format(title, table_html(columns, [_compared(compared, row) for row in moved])))
    put_on_paper(joined(parts))


def _compared(compared: Comparison, row: Compared) -> tuple[Markup, ...]:
    names = compared.team_names if row.several_teams else {}
    statement = _statement(compared.later, row.statement_id)
    return statement, _said(row.before, names), _said(row.after, names)


def _statement(snapshot: Snapshot, statement_id: str) -> Markup:
    return Markup("<b>{}</b> {}").format(statement_id, snapshot.edition.statements[statement_id].text)


def _said(standing: Standing | None, names: Mapping[int, str]) -> Markup:
    """The rating that counts and the reason; each team's own under its name where there are several."""
    if standing is None:
        return Markup("{}").format(frames.NOT_ASKED)
    rated = Markup("<b>{}</b>").format(standing.label)
    if names:
        return joined([rated, *(_of_team(one, names) for one in standing.judgements)], "<br>")
    return rated + Markup("<br>{}").format(standing.commentary) if standing.commentary else rated


def _of_team(said: Judgement, names: Mapping[int, str]) -> Markup:
    rated = Markup("<i>{}</i>: {}").format(names[said.team_id], said.label)
    return rated + Markup("<br>{}").format(said.commentary) if said.commentary else rated
