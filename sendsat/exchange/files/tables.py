"""The one reader of tables: any workbook or CSV file, whatever its name says, as sheets of raw rows.

Formulas are never calculated and nothing outside the file is opened. Knows no round and no plan.
"""

from sendsat.exchange.files.csv_reader import read_csv, without_mark
from sendsat.exchange.files.raw import Tables
from sendsat.exchange.files.workbook_reader import read_workbook
from sendsat.exchange.files.workbook_safety import OLE, check_size

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


def read_tables(content: bytes, filename: str = "") -> Tables:
    """The sheets of a workbook, or the one sheet of a CSV file. Raises `Invalid` for what cannot be read safely."""
    check_size(content)
    if content.startswith((b"PK", OLE)) or filename.lower().endswith(WORKBOOKS) or _looks_binary(content):
        return read_workbook(content)
    return read_csv(content, filename)


def _looks_binary(content: bytes) -> bool:
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return b"\x00" in content[:4096] and not marked and not without_mark(content)
