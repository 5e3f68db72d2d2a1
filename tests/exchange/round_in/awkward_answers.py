"""Answers and sheets as people really send them back: the words in the cells, and the shape of the sheets."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl.utils import get_column_letter

from sendsat.exchange.round_out.workbook_layout import DATA_SHEET, PLACE, Field
from sendsat.guide.edition import Edition
from tests.exchange.filling import Case, Change, Filled, case, filled, plain

GREEN, AMBER, BLUE = "FF00B050", "FFFFC000", "FF0070C0"


def people() -> Iterator[Case]:
    """Every way in which people fill in a workbook."""
    yield from _ratings()
    yield from _dates()
    yield from _shapes()
    yield from _plain_sheets()


def _rating(name: str, typed: object, **expected: Any) -> Case:
    return Case(f"rating typed as {name}", filled(lambda one: one.put("LM2", Field.RATING, typed)), **expected)


def _due(name: str, typed: object, **expected: Any) -> Case:
    return Case(f"date as {name}", filled(lambda one: one.put("LM1", Field.DUE, typed)), **expected)


def _painted(name: str, colour: str, **expected: Any) -> Case:
    return Case(name, filled(lambda one: one.paint("LM2", Field.RATING, colour)), **expected)


def _far_row(one: Filled) -> None:
    one.sheet()["C1048576"] = "the last row"


def _sorted_backwards(one: Filled, *, first: int = 1) -> None:
    sheet, last = one.sheet(), one.row("LM27")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(4, last, first, len(PLACE))]
    for target, values in zip(sheet.iter_rows(4, last, first, len(PLACE)), reversed(rows), strict=True):
        for cell, value in zip(target, values, strict=True):
            cell.value = value


def _moved_columns(one: Filled) -> None:
    one.put("LM2", Field.RATING, "Green")
    one.sheet().move_range(f"E3:E{one.sheet().max_row}", cols=15)


def _added_column(one: Filled) -> None:
    one.put("LM2", Field.RATING, "Green")
    one.sheet().insert_cols(PLACE[Field.RATING])
    one.sheet().cell(3, PLACE[Field.RATING]).value = "What Sue thinks"


def _merged(one: Filled) -> None:
    one.put("LM2", Field.RATING, "Green")
    letter = get_column_letter(PLACE[Field.RATING])
    one.sheet().merge_cells(f"{letter}{one.row('LM2')}:{letter}{one.row('LM4')}")


def _copied_sheet(one: Filled) -> None:
    one.sheet().title = "Ours"
    one.book.copy_worksheet(one.sheet())


def _two_answers(one: Filled) -> None:
    one.sheet().title = "Ours"
    copy = one.book.copy_worksheet(one.sheet())
    copy.cell(one.row("LM2"), PLACE[Field.RATING]).value = "Green"


def _another_action(one: Filled) -> None:
    last = one.sheet().max_row
    for field, value in ((Field.NUMBER, "lm 3"), (Field.ACTION, "Ask the governors"), (Field.OWNER, "Sam")):
        one.sheet().cell(last, PLACE[field]).value = value


def _origin(name: str, value: str) -> Change:
    def change(one: Filled) -> None:
        cell = next(cell for cell in one.book[DATA_SHEET]["A"] if cell.value == name)
        cell.offset(0, 1).value = value
        one.put("LM2", Field.RATING, "Green").put("LM1", Field.COMMENTARY, "Other words")

    return change


def _table(edition: Edition, *columns: str, ids: bool = False) -> bytes:
    statements = [edition.statements[f"LM{number}"] for number in range(1, 5)]
    said = [("Green", "Good"), ("amber", "So so"), ("r", "Bad"), ("", "")]
    rows = [(one.number, one.text, *what) for one, what in zip(statements, said, strict=True)]
    return plain(columns, *rows, title="Leadership")


def _typed_from_guide(content: bytes, edition: Edition) -> bytes:
    return _table(edition, "No.", "Consideration", "RAG rating", "Commentary")


def _texts_only(content: bytes, edition: Edition) -> bytes:
    whole, part = edition.statements["LM7"].text, edition.statements["LM8"].text
    nobody = "The canteen is open to every learner."
    return plain(("Statement", "RAG"), (whole.upper(), "green"), (part[: len(part) * 4 // 5], "red"), (nobody, "red"))


def _numbers_only(content: bytes, edition: Edition) -> bytes:
    return plain(("Ref", "Rating", "Comments"), ("LM3", "Green", "Yes"), ("SP2", "Red", "No"), ("XX9", "Red", "?"))


def _three_columns(content: bytes, edition: Edition) -> bytes:
    return plain(("Number", "Red", "Amber", "Green"), ("LM1", "", "", "x"), ("LM2", "✓", "", ""), ("LM3", "x", "x", ""))


def _day_number(one: Filled) -> None:
    one.put("LM1", Field.DUE, 46600).cell("LM1", Field.DUE).number_format = "General"


def _renamed_sheet(one: Filled) -> None:
    one.put("LM2", Field.RATING, "Red").sheet().title = "X"


def _lost_copy(one: Filled) -> None:
    one.without_copy().put("LM1", Field.COMMENTARY, "New")


def _long_text(one: Filled) -> None:
    one.put("LM2", Field.COMMENTARY, "x" * 40_000)


def _retyped(one: Filled) -> None:
    one.put("LM2", Field.STATEMENT, "Our leaders get on with the council").put("LM2", Field.RATING, "Green")


def _no_ids(one: Filled) -> None:
    one.put("LM2", Field.RATING, "Green")
    one.sheet().delete_cols(1, 2)


def _no_heading(one: Filled) -> None:
    one.sheet().delete_rows(1, 3)


def _renamed_headings(one: Filled) -> None:
    one.put("LM2", Field.RATING, "Green").put("LM2", Field.COMMENTARY, "We do")
    one.heading(Field.RATING).value = "RAG status"
    one.heading(Field.COMMENTARY).value = "Qqq"


def _ratings() -> Iterator[Case]:
    for name, typed in (("g", "g"), ("Green with a space", "Green "), ("GREEN", "GREEN"), ("symbol", "● Green")):
        yield _rating(name, typed, changes=1)
    yield _rating("n/a", "N/A", changes=1)
    for name, typed in (("amber/green", "amber/green"), ("a tick", "✓"), ("yes", True), ("Gren", "Gren")):
        yield _rating(name, typed, changes=1, guesses=1)
    yield _rating("Green with a remark", "Green - but only just", changes=1, guesses=1)
    yield _rating("yellow", "yellow", changes=1, guesses=1)
    for name, typed in (("a number", 3), ("nonsense", "purple"), ("a date", datetime(2026, 3, 1)), ("x", "x")):
        yield _rating(name, typed, problems=1)
    yield _rating("to be confirmed", "tbc")
    yield _rating("a formula", '=IF(1=1,"Green","Red")', problems=1, says="formula")
    yield _rating("an error", "#REF!", problems=1)
    yield _painted("a cell painted green and empty", GREEN, changes=1, guesses=1)
    yield _painted("a cell painted amber and empty", AMBER, changes=1, guesses=1)
    yield _painted("a cell painted blue and empty", BLUE, problems=1)
    yield case(
        "a whole row painted as a band",
        lambda one: [one.paint("LM2", field, "FFE2EFDA") for field in (Field.STATEMENT, Field.RATING)],
    )
    yield case("a rating emptied", lambda one: one.put("LM1", Field.RATING, None), changes=1)


def _dates() -> Iterator[Case]:
    for name, typed in (("text", "30/04/2027"), ("words", "30th April 2027"), ("a real date", date(2027, 4, 30))):
        yield _due(name, typed, changes=1)
    yield _due("a doubtful text", "3/4/27", changes=1, says="What comes first")
    yield _due("American text", "04/30/2027", changes=1, says="the month first")
    yield case("date as Excel's own number", _day_number, changes=1, guesses=1)
    yield _due("only a month", "April 2027", changes=1, guesses=1)
    for name, typed in (("soon", "as soon as possible"), ("the 31st of February", "31/02/2027"), ("a year", 1e300)):
        yield _due(name, typed, problems=1)
    yield _due("a formula", "=TODAY()+30", problems=1, says="formula")
    yield case("an owner without an action", lambda one: one.put("LM3", Field.OWNER, "Sam"), problems=1)
    yield case("an action emptied", lambda one: one.put("LM1", Field.ACTION, None), problems=1, says="never deletes")
    yield case("an action for a number at the foot", _another_action, changes=1)
    yield case("Ofsted areas that are none", lambda one: one.put("LM1", Field.OFSTED, "Catering"), problems=1)
    yield case("Ofsted areas by code", lambda one: one.put("LM1", Field.OFSTED, "safeguarding / inclusion"), changes=1)


def _shapes() -> Iterator[Case]:
    yield case("rows sorted backwards", _sorted_backwards)
    yield case("rows sorted without the hidden columns", lambda one: _sorted_backwards(one, first=3))
    yield case("rows deleted", lambda one: one.sheet().delete_rows(one.row("LM3"), 4), says="statements are not in")
    yield case("a column moved", _moved_columns, changes=1)
    yield case("a column added", _added_column, changes=1, says="What Sue thinks")
    yield case("headings renamed", _renamed_headings, changes=2, guesses=2)
    yield case("the rating column deleted", lambda one: one.sheet().delete_cols(PLACE[Field.RATING]))
    yield case("the hidden columns deleted", _no_ids, changes=1)
    yield case("no headings at all", _no_heading, says="has no headings")
    yield case("a sheet renamed", _renamed_sheet, changes=1)
    yield case("a sheet copied", _copied_sheet)
    yield case("a sheet copied and filled in otherwise", _two_answers, problems=1, says="twice")
    yield case("ratings merged over three rows", _merged, changes=3, guesses=2)
    yield case("a statement retyped", _retyped, changes=1)
    yield case("a text a thousand rows below", _far_row, says="20,000 rows")
    yield case("the hidden copy lost", _lost_copy, conflicts=1)
    away = {"changes": 1, "conflicts": 1, "guesses": 1}
    yield case("a download of another organisation", _origin("organisation_uid", "x"), **away)
    yield case("a download of another round", _origin("round_id", "999"), **away)
    yield case("a download of another edition", _origin("edition_id", "guide-1999"), **(away | {"guesses": 3}))
    yield case("a download of a lost team", _origin("team_id", "999"), refused="which team")
    yield case("a text beyond what a cell holds", _long_text, changes=1)


def _plain_sheets() -> Iterator[Case]:
    yield Case("a plain sheet typed from the guide", _typed_from_guide, changes=4, conflicts=2)
    yield Case("statements by their texts only", _texts_only, changes=2, guesses=1, problems=1)
    yield Case("statements by their numbers only", _numbers_only, changes=4, problems=1)
    yield Case("red, amber and green in columns", _three_columns, changes=1, conflicts=1, problems=1)
    yield Case("an empty workbook", lambda *_: plain(), refused="No sheet in this file")
    yield Case("a workbook about something else", lambda *_: plain(("Name", "Age"), ("Jo", 4)), refused="No sheet")
