"""Painted cells that are empty: read where their colour can rate something, and cheap where it cannot."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.exchange.files import workbook_cells, workbook_parts
from sendsat.exchange.files.raw import Cell, Tables
from sendsat.exchange.files.tables import read_tables
from sendsat.exchange.files.workbook_looks import Look, Looks
from tests.exchange.files.painting import GREY, RED, Line, mostly_painted, painted


def addresses(found: Tables) -> list[str]:
    """Where painted empty cells were read, on all sheets."""
    rows = (row for sheet in found.sheets for row in sheet.rows)
    return [cell.address for row in rows for cell in row.cells.values() if cell.is_empty and cell.paint]


def test_of_thousands_of_painted_cells_only_those_beside_words_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at, told_apart = list[str](), list[object]()
    made, fill = workbook_cells.SheetReader.made, Looks.fill

    def looks(self: workbook_cells.SheetReader, address: str, look: Look) -> Cell | None:
        looked_at.append(address)
        return made(self, address, look)

    def tells(self: Looks, one: Any) -> str:
        told_apart.append(one)
        return fill(self, one)

    monkeypatch.setattr(workbook_cells.SheetReader, "made", looks)
    monkeypatch.setattr(Looks, "fill", tells)
    found = read_tables(mostly_painted(tabs=4, rows=500))
    assert (addresses(found), found.remarks) == (["B2"] * 4, ())
    assert looked_at == ["A1", "B1", "C1", "A2", "B2", "C2"] * 4
    assert len(told_apart) == 2  # each fill once: none, and red


CELLS = st.tuples(st.sampled_from(["", "", "Late"]), st.sampled_from(["", RED, GREY]))


@given(st.lists(st.lists(CELLS, max_size=4), max_size=4))
def test_a_painted_empty_cell_is_read_just_where_its_row_says_something(lines: list[Line]) -> None:
    telling = [line if any(says for says, _ in line) else () for line in lines]
    expected = [
        f"{'ABCD'[column]}{number}"
        for number, line in enumerate(telling, start=2)
        for column, (says, colour) in enumerate(line)
        if colour and not says
    ]
    assert addresses(read_tables(painted(lines))) == expected


@pytest.mark.parametrize(("merged", "read"), [("", []), ("A2:A3", ["B3"]), ("C2:C4", ["B3", "B4"]), ("A2:B2", [])])
def test_a_painted_rating_beside_a_cell_merged_from_above_is_read(merged: str, read: list[str]) -> None:
    below: Line = (("", ""), ("", RED))
    content = painted([(("LM1", ""), ("Green", ""), ("Late", "")), below, below], merged=merged)
    assert addresses(read_tables(content)) == read


@pytest.mark.parametrize(("most", "read"), [(4, ["B2", "D2"] * 2), (3, ["B2", "D2"]), (1, [])])
def test_where_more_is_painted_than_is_read_words_are_read_and_it_is_told(
    monkeypatch: pytest.MonkeyPatch, most: int, read: list[str]
) -> None:
    monkeypatch.setattr(workbook_parts, "MOST_PAINTED", most)
    found = read_tables(painted([(("LM1", ""), ("", RED), ("Late", ""), ("", GREY))], tabs=2))
    assert addresses(found) == read
    assert [row.cells[3].value for sheet in found.sheets for row in sheet.rows] == ["Comments", "Late"] * 2
    assert found.remarks == (() if most == 4 else (workbook_parts.TOO_MANY_PAINTED,))
