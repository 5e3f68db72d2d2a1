"""Where every statement stood then and stands now, as a table of HTML: each number opens to its statements."""

from collections.abc import Callable
from typing import Final, Literal

from markupsafe import Markup

from sendsat.assessment.rating import State, label_of
from sendsat.assessment.results.comparison import Compared, Comparison
from sendsat.palette import state_class
from sendsat.reports.charts.bars import RAG
from sendsat.reports.frames import STATES
from sendsat.reports.sentences import counted

Place = State | Literal["Not asked"]
"""Where a statement stood: a state, or `NOT_ASKED` where the round did not ask it."""
NOT_ASKED: Final = "Not asked"
TABLE = Markup(
    '<table class="matrix"><caption>{}</caption>'
    '<thead><tr><th scope="col">{} ↓<br>{} →</th>{}<th scope="col">All</th></tr></thead><tbody>{}</tbody></table>'
)


def then_to_now(compared: Comparison, address: Callable[[str], str]) -> Markup:
    """A row for each state then, a column for each state now; `address` leads to a statement by its id."""
    cells: dict[tuple[Place, Place], list[str]] = {}
    for row in compared.rows:
        cells.setdefault((_before(row), row.after.state), []).append(row.statement_id)
    places: tuple[Place, ...] = (*STATES, NOT_ASKED)
    then = [place for place in places if place in RAG or any(before == place for before, _ in cells)]
    now = [state for state in STATES if state in RAG or any(after == state for _, after in cells)]
    earlier, later = compared.earlier.round.name, compared.later.round.name
    heads = Markup().join(Markup('<th scope="col">{}</th>').format(_mark(state)) for state in now)
    rows = Markup().join(_row(before, now, cells, address) for before in then)
    told = (
        f"Rows say where each of {counted(len(compared.rows), 'statement')} stood in {earlier}, columns where it stands"
    )
    return TABLE.format(f"{told} in {later}. Press a number to see which.", earlier, later, heads, rows)


def _before(row: Compared) -> Place:
    return row.before.state if row.before else NOT_ASKED


def _row(
    before: Place, now: list[State], cells: dict[tuple[Place, Place], list[str]], address: Callable[[str], str]
) -> Markup:
    ids = [cells.get((before, after), []) for after in now]
    drawn = Markup().join(
        _cell(before, after, statement_ids, address) for after, statement_ids in zip(now, ids, strict=True)
    )
    every = sum(map(len, ids))
    return Markup('<tr><th scope="row">{}</th>{}<td>{}</td></tr>').format(_mark(before), drawn, every)


def _cell(before: Place, after: State, ids: list[str], address: Callable[[str], str]) -> Markup:
    same = Markup(' class="same"') if before == after else Markup("")
    if not ids:
        return Markup("<td{}>0</td>").format(same)
    links = Markup().join(
        Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a> ').format(address(id_), id_)
        for id_ in ids
    )
    return Markup("<td{}><details><summary>{}</summary><div>{}</div></details></td>").format(same, len(ids), links)


def _mark(place: Place) -> Markup:
    if place == NOT_ASKED:
        return Markup("{}").format(place)
    sign, _, word = label_of(place).partition(" ")
    return Markup('<span class="state-{}">{}<span class="word"> {}</span></span>').format(
        state_class(place), sign, word
    )
