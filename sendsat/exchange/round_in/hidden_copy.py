"""What a round's workbook said when it was made: read from the copy that it carries on a hidden sheet. Pure."""

from collections.abc import Iterable, Iterator

from sendsat.exchange.files.raw import Base, Row
from sendsat.exchange.round_out.workbook_layout import Field


def read_copy(rows: Iterable[Row]) -> tuple[dict[str, str], Base]:
    """Where the workbook was made, and its texts by statement id or "action 7"."""
    texts = [{column: str(cell.value) for column, cell in row.cells.items() if not cell.is_empty} for row in rows]
    header = next((at for at, row in enumerate(texts) if row.get(1) == Field.STATEMENT_ID), len(texts))
    origin = {row[1]: row.get(2, "") for row in texts[:header] if 1 in row}
    return origin, dict(_base(texts[header : header + 1], texts[header + 1 :]))


def _base(header: list[dict[int, str]], texts: list[dict[int, str]]) -> Iterator[tuple[str, dict[str, str]]]:
    known = {field.value for field in Field}
    statements = set()
    for row in texts if header else ():
        said = {name: row.get(column, "") for column, name in header[0].items() if name in known}
        statement, action = said.pop("statement_id", ""), said.pop("action_id", "")
        if action:
            yield f"action {action}", said
        if statement and statement not in statements:
            statements.add(statement)
            yield statement, said
