"""The one reader of tables: any workbook or CSV file, whatever its name says, as sheets of raw rows.

Formulas are never calculated and nothing outside the file is opened. Knows no round and no plan.
"""

from collections.abc import Collection, Iterator, Mapping

from sendsat.exchange.files.csv_reader import read_csv, without_mark
from sendsat.exchange.files.raw import Sheet, Tables
from sendsat.exchange.files.workbook_reader import read_workbook
from sendsat.exchange.files.workbook_safety import OLE, WEB_PAGE, check_size

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".numbers")
MOST_TOLD = 30


def read_tables(content: bytes, filename: str = "") -> Tables:
    """The sheets of a workbook, or the one sheet of a CSV file. Raises `Invalid` for what cannot be read safely."""
    check_size(content)
    if content.startswith((b"PK", OLE, b"%PDF")) or filename.lower().endswith(WORKBOOKS) or _looks_binary(content):
        return read_workbook(content)
    return read_workbook(content) if WEB_PAGE.match(content) else read_csv(content, filename)


def _looks_binary(content: bytes) -> bool:
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return b"\x00" in content[:4096] and not marked and not without_mark(content)


def hardly_seen(sheet: Sheet, rows: Collection[int], columns: Mapping[int, str]) -> Iterator[str]:
    """What people may not see on a sheet though it counts, or see though it does not, in plain sentences.

    `rows` are those that were read, `columns` what those that were read are called.
    """
    if sheet.hidden:
        yield f"The sheet '{sheet.title}' is hidden. It was read like the others."
    hidden_rows = [str(number) for number in sorted(sheet.hidden_rows & set(rows))]
    hidden_columns = [f"'{name}'" for column, name in sorted(columns.items()) if column in sheet.hidden_columns]
    for line, hidden in (("row", hidden_rows), ("column", hidden_columns)):
        if hidden:
            verb = f"{line} {hidden[0]} is hidden. It was" if len(hidden) == 1 else _several(line, hidden)
            yield f"On the sheet '{sheet.title}' {verb} read like the others."
    for address, text in list(sheet.notes.items())[:MOST_TOLD]:
        words = " ".join(text.split())
        shown = words if len(words) <= 300 else f"{words[:299]}…"
        yield f"The note on {address} of '{sheet.title}' was not read: “{shown}” Type it into a cell if it counts."
    if len(sheet.notes) > MOST_TOLD:
        yield f"{len(sheet.notes) - MOST_TOLD:,} more notes of '{sheet.title}' were not read."


def _several(what: str, hidden: list[str]) -> str:
    shown = hidden if len(hidden) <= MOST_TOLD else [*hidden[:MOST_TOLD], f"{len(hidden) - MOST_TOLD:,} more"]
    return f"{what}s {', '.join(shown[:-1])} and {shown[-1]} are hidden. They were"
