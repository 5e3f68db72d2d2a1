"""Takes the tables of one sheet apart: below one another with other columns, and side by side. Pure.

Where a line of groups stands above the headings ("Autumn 2025" over two columns), headings that stand twice get the
name of their group, so that one term's words are not taken for another's.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from sendsat.exchange.files.raw import Cell, Row, Sheet
from sendsat.exchange.round_in.headings import EXACT_NAMES, NAMES_A_STATEMENT, SAYS_SOMETHING, plain_heading
from sendsat.exchange.round_out.workbook_layout import Field

SAID = {*SAYS_SOMETHING, Field.RATING}
Named = dict[int, Field]


def tables_of(sheet: Sheet) -> Iterator[Sheet]:
    """The sheet's tables, each as a sheet of its own; the sheet itself where it holds one."""
    grouped = _grouped(sheet)
    starts, known = list[int](), Named()
    for at, row in enumerate(grouped.rows):
        named = _headings(row)
        if _is_table(named) and named != known and (not starts or _all_known(row, named)):
            starts.append(at)
            known = named
    for start, end in zip([0, *starts[1:]], [*starts[1:], len(grouped.rows)], strict=True):
        below = replace(grouped, rows=grouped.rows[start:end])
        heading = grouped.rows[max(start, starts[0])] if starts else None
        yield from _side_by_side(below, heading)


def _headings(row: Row) -> Named:
    """The columns of a row whose text is a heading that sendsat knows, with what each names."""
    names = {at: EXACT_NAMES.get(plain_heading(cell)) for at, cell in row.cells.items() if isinstance(cell.value, str)}
    return {at: named for at, named in names.items() if named is not None}


def _is_table(named: Named) -> bool:
    return bool(NAMES_A_STATEMENT & set(named.values()) and SAID & set(named.values()))


def _all_known(row: Row, named: Named) -> bool:
    """Whether a row holds nothing but headings: an answer such as "No" or "Red" reads like one too."""
    return all(at in named for at, cell in row.cells.items() if not cell.is_empty)


def _side_by_side(sheet: Sheet, heading: Row | None) -> Iterator[Sheet]:
    """The parts that each begin at a column of numbers and say something of them."""
    named = _headings(heading) if heading else Named()
    firsts = sorted(at for at, what in named.items() if what is Field.NUMBER)
    edges = [0, *firsts[1:], 1 + max(named, default=0)]
    parts = list(pairwise(edges))
    if len(parts) < 2 or not all(_is_table({at: named[at] for at in named if a <= at < b}) for a, b in parts):
        yield sheet
        return
    for start, end in parts:
        last = end == edges[-1]
        yield replace(sheet, rows=tuple(_columns(sheet.rows, start, None if last else end)))


def _columns(rows: tuple[Row, ...], start: int, end: int | None) -> Iterator[Row]:
    for row in rows:
        cells = {at: cell for at, cell in row.cells.items() if at >= start and (end is None or at < end)}
        if cells:
            yield Row(row.number, cells)


def _grouped(sheet: Sheet) -> Sheet:
    """The sheet whose headings say their group where they would stand twice."""
    rows = list(sheet.rows)
    for at in range(1, len(rows)):
        above, row = rows[at - 1], rows[at]
        named = _headings(row)
        if _is_table(named) and _all_known(row, named) and above.number == row.number - 1:
            rows[at] = row if _is_table(_headings(above)) else _with_groups(row, above)
    return replace(sheet, rows=tuple(rows))


def _with_groups(row: Row, above: Row) -> Row:
    groups = {at: str(cell.value).strip() for at, cell in above.cells.items() if not cell.is_empty}
    if len(set(groups.values())) < 2:
        return row  # a title over the whole table
    times = Counter(plain_heading(cell) for cell in row.cells.values())
    return Row(row.number, {at: _in_group(cell, at, groups, times) for at, cell in row.cells.items()})


def _in_group(cell: Cell, column: int, groups: dict[int, str], times: Counter[str]) -> Cell:
    group = next((groups[at] for at in range(column, 0, -1) if at in groups), "")
    if not group or times[plain_heading(cell)] < 2:
        return cell
    return replace(cell, value=f"{group} {cell.value}")
