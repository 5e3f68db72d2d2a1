"""Any table of the screen as CSV: UTF-8 with a byte order mark, and no cell that a spreadsheet runs. Pure."""

import csv
import io

import pandas as pd

from sendsat.exchange.files.safe_text import for_csv


def table_csv(table: pd.DataFrame) -> bytes:
    """The table's bytes: its headings, then its rows, each ending in CR LF; a missing value is an empty cell."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([_cell(name) for name in table.columns])
    for row in table.itertuples(index=False, name=None):
        writer.writerow([_cell(value) for value in row])
    return file.getvalue().encode("utf-8-sig", "replace")


def _cell(value: object) -> object:
    """A text made harmless; a number or a date as it is, so that a negative number stays a number."""
    if isinstance(value, str):
        return for_csv(value)
    return "" if pd.isna(value) else value
