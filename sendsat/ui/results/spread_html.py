"""The heat map and the list of statements on which teams differ, as HTML with signs, counts and links."""

from collections.abc import Callable

from markupsafe import Markup

from sendsat.assessment.counts import Counts
from sendsat.assessment.rating import State, label_of, word_of
from sendsat.assessment.snapshot import Snapshot
from sendsat.guide.edition import Edition
from sendsat.palette import state_class
from sendsat.reports.frames import STATES
from sendsat.reports.parts import subsection_label
from sendsat.reports.spread import Divided, HeatMap
from sendsat.ui.frame import state
from sendsat.ui.frame.html import NOTHING, joined
from sendsat.ui.results import going

Way = Callable[[str, int], Markup]
"""The attributes of a link from a cell to its statements, by the label of the part and the id of the column."""


def heat_html(heat: HeatMap, leads: Way | None = None) -> Markup:
    """A table of subsections; each cell has the counts of its ratings, wider where they are more, and what they are of.

    With `leads` each cell shows its statements, and the name of a subsection those of all columns.
    """
    heads = joined(Markup('<th scope="col">{}</th>').format(name) for name in ("Part", *heat.columns))
    rows = joined(_row(subsection_label(part), cells, heat.ids, leads) for part, cells in heat.rows)
    return Markup(
        '<div class="wide heat" tabindex="0" role="region" aria-label="Heat map"><table>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(heads, rows)


def _row(label: str, cells: tuple[Counts | None, ...], ids: tuple[int, ...], leads: Way | None) -> Markup:
    name = _to_part(label) if leads else Markup("{}").format(label)
    to = [leads(label, column) if leads else NOTHING for column in ids] or [NOTHING] * len(cells)
    told = joined(Markup("<td>{}</td>").format(_cell(cell, way)) for cell, way in zip(cells, to, strict=True))
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(name, told)


def _cell(counts: Counts | None, to: Markup) -> Markup | str:
    if counts is None:
        return "Not asked"
    return Markup("<a {}>{}</a>").format(to, spread(counts)) if to else spread(counts)


def _to_part(label: str) -> Markup:
    to = going.link(going.address(**{state.RESULTS_PART: label, going.STATEMENT: ""}))
    return Markup("<a {}>{}</a>").format(to, label)


def spread(counts: Counts) -> Markup:
    """Counts as a bar, with how many are rated."""
    of = Markup('<span class="of" aria-hidden="true">{} of {} rated</span>').format(counts.rated, counts.total)
    return bar(counts) + of


def bar(counts: Counts) -> Markup:
    """Counts as a bar of signs and numbers, and as words for who does not see it."""
    shown = [state for state in STATES if counts.of(state)]
    words = ", ".join(f"{counts.of(state)} {word_of(state)}" for state in shown)
    chips = joined(_chip(state, counts.of(state)) for state in shown)
    told = Markup('<span class="sr-only">{}, of {}</span><span class="bar" aria-hidden="true">{}</span>')
    return told.format(words, counts.total, chips)


def _chip(shown: State, number: int) -> Markup:
    sign = label_of(shown).split()[0]
    return Markup('<span class="chip state-{}" data-share="{}">{} {}</span>').format(
        state_class(shown), min(number, 10), sign, number
    )


def divided_html(snapshot: Snapshot, divideds: tuple[Divided, ...]) -> Markup:
    """The statements on which teams differ as a list, each a link that opens it above."""
    rows = joined(_divided(snapshot.edition, division) for division in divideds)
    return Markup('<ol class="divided">{}</ol>').format(rows)


def _divided(edition: Edition, divided: Divided) -> Markup:
    statement_id = divided.standing.statement_id
    shown = [state for state in STATES if divided.counts.of(state)]
    signs = joined(_chip(state, divided.counts.of(state)) for state in shown)
    return Markup(
        '<li><a {}>{}</a> <span class="bar" aria-hidden="true">{}</span> <span class="of">{}</span><br>{}</li>'
    ).format(
        going.link(going.address(**{going.STATEMENT: statement_id})),
        statement_id,
        signs,
        divided.said(shown),
        edition.statements[statement_id].text,
    )
