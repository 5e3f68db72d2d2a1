"""The supplement in a workbook: on a sheet of its own, filled in, brought back, left alone where it is not asked."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round
from sendsat.errors import Refused
from sendsat.exchange.round_out.workbook_layout import PLACE, Field
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.report import exporting
from tests.services.supplements.asked import OFF, beside, planned, rate, switch


def workbook(desk: Desk, round_: Round) -> Workbook:
    return load_workbook(io.BytesIO(exporting.round_workbook(desk, round_.id)[1]))


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def filled(desk: Desk, round_: Round, said: str = "Amber") -> bytes:
    """The round's workbook with a rating, a reason and an action typed in for SU1."""
    book = workbook(desk, round_)
    sheet = book["New supplement"]
    row = next(row for row in range(1, 40) if sheet.cell(row, PLACE[Field.NUMBER]).value == "SU1")
    typed = {Field.RATING: said, Field.COMMENTARY: "Half are done.", Field.ACTION: "Finish", Field.OWNER: "Jo"}
    for field, value in typed.items():
        sheet.cell(row, PLACE[field]).value = value
    return saved(book)


def test_the_workbook_holds_it_on_a_sheet_of_its_own_and_counts_it_below_the_sum_of_the_guide(
    desk: Desk, first_round: Round
) -> None:
    before = workbook(desk, first_round)
    switch(desk, first_round)
    rate(desk, first_round)

    book = workbook(desk, first_round)

    assert book.sheetnames == [*before.sheetnames[:-1], "New supplement", "sendsat data"]
    assert "New supplement, sendsat's own, counted apart" in str(book["New supplement"]["C1"].value)
    rows = [[cell.value for cell in row] for row in book["Summary"].iter_rows(max_col=8)]
    old = [[cell.value for cell in row] for row in before["Summary"].iter_rows(max_col=8)]
    assert rows[: len(old)] == old
    assert (rows[-1][0], rows[-1][7]) == ("New supplement, sendsat's own, counted apart", 2)
    assert all(chart.anchor._from.row > len(rows) for chart in book["Summary"]._charts)


def test_without_the_supplement_the_workbook_is_what_it_was(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    switch(desk, first_round, OFF)
    assert "New supplement" not in workbook(desk, first_round).sheetnames


def test_a_workbook_as_it_was_downloaded_changes_nothing_of_it(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    rate(desk, first_round)
    planned(desk, first_round)
    content = exporting.round_workbook(desk, first_round.id)[1]
    found = importing.preview_import(desk, first_round.id, None, content, "round.xlsx")
    assert (found.differing, found.problems, found.guesses, found.notes) == ((), (), (), ())


def test_what_is_filled_in_on_its_sheet_comes_back_and_can_be_undone(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    guide = viewing.snapshots(desk, first_round.id)[0].counts()
    found = importing.preview_import(desk, first_round.id, None, filled(desk, first_round), "round.xlsx")
    assert {change.statement_id for change in found.changes} == {"SU1"}

    batch = importing.apply_import(desk, found)

    standing = beside(desk, first_round).standings["SU1"]
    assert (standing.rating, standing.commentary) == (Rating.AMBER, "Half are done.")
    assert [(one.text, one.statements) for one in viewing.actions_of(desk)] == [("Finish", ("SU1",))]
    assert viewing.snapshots(desk, first_round.id)[0].counts() == guide
    importing.undo_import(desk, batch.id)
    assert beside(desk, first_round).standings["SU1"].rating is None


def test_a_rating_of_it_that_changed_on_both_sides_is_a_conflict(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    content = filled(desk, first_round)
    rate(desk, first_round, rating=Rating.RED)
    found = importing.preview_import(desk, first_round.id, None, content, "round.xlsx")
    assert [(change.statement_id, change.field) for change in found.conflicts] == [("SU1", "rating")]


def test_its_sheet_is_told_and_left_alone_where_the_round_no_longer_asks_it(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    content = filled(desk, first_round)
    switch(desk, first_round, OFF)
    found = importing.preview_import(desk, first_round.id, None, content, "round.xlsx")
    assert not found.differing
    assert any(one.text.startswith("The guide has no statement SU1") for one in found.problems)


def test_switched_off_between_preview_and_import_nothing_is_written_and_it_says_why(
    desk: Desk, first_round: Round
) -> None:
    switch(desk, first_round)
    found = importing.preview_import(desk, first_round.id, None, filled(desk, first_round), "round.xlsx")
    switch(desk, first_round, OFF)
    with pytest.raises(Refused, match="Autumn 2025 no longer asks SU1, so nothing was written"):
        importing.apply_import(desk, found)
    assert viewing.actions_of(desk) == ()


def test_an_import_into_it_is_not_undone_while_it_is_switched_off(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    found = importing.preview_import(desk, first_round.id, None, filled(desk, first_round), "round.xlsx")
    batch = importing.apply_import(desk, found)
    switch(desk, first_round, OFF)
    with pytest.raises(Refused, match="no longer asks SU1"):
        importing.undo_import(desk, batch.id)
