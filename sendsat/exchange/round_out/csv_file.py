"""A whole round as CSV: UTF-8 with a byte order mark so that Excel shows every letter. Pure.

Cells that a spreadsheet could run get a leading apostrophe, which `round_in.upload` takes away again.
"""

import csv
import io

from sendsat.exchange.files.safe_text import for_csv
from sendsat.exchange.round_out.contents import RoundContents
from sendsat.exchange.round_out.table import COLUMNS, round_rows


def round_csv(contents: RoundContents) -> bytes:
    """The round as CSV, a row for each team and statement."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([column.name for column in COLUMNS])
    for row in round_rows(contents):
        writer.writerow([for_csv(row[column.name]) for column in COLUMNS])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")
