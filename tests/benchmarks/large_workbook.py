"""Times the reading of a large workbook of the public kind, in a process of its own, and prints the memory it took.

Run it as: python -m tests.benchmarks.large_workbook [TIMES]
Sixteen sheets, each with 200 rows of 15 filled cells, wrapped texts, bands of colour, merged titles, notes, a format by
condition, and empty cells with borders and paint up to 1,000 rows of 26. It should take under 5 seconds and 300 MB.
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

SHEETS, FILLED_ROWS, FILLED_COLUMNS, ROWS, COLUMNS = 16, 200, 15, 1_000, 26
HEADINGS = ("Number", "Statement", "RAG rating", "Commentary", "Evidence", "Action", "Owner", "Due date")
RATINGS = ("Red", "Amber", "Green", "")
PAINTS = tuple(PatternFill("solid", fgColor=colour) for colour in ("FFD9D9D9", "FFFF0000", "FFFFC000", "FF00B050"))
BORDER = Border(*[Side("thin")] * 4)
READING = """
import sys
from pathlib import Path
from time import perf_counter, process_time
from sendsat.exchange.round_in.upload import read_upload

def peak():
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024

content = Path(sys.argv[1]).read_bytes()
before, start, clock = peak(), process_time(), perf_counter()
cells = sum(len(row.cells) for sheet in read_upload(content, "audit.xlsx").sheets for row in sheet.rows)
print(process_time() - start, perf_counter() - clock, peak() - before, cells)
"""


def _made() -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for number in range(1, SHEETS + 1):
        _fill(book.create_sheet(f"Section {number}"), number)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(page: Any, number: int) -> None:
    page.append([f"Section {number} of the audit, all teams"])
    page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=FILLED_COLUMNS)
    page.append([*HEADINGS, *(f"More {at}" for at in range(len(HEADINGS), FILLED_COLUMNS))])
    for row in range(3, ROWS + 1):
        for column in range(1, COLUMNS + 1):
            cell = page.cell(row, column)
            cell.border = BORDER
            if row % 2:
                cell.fill = PAINTS[(row // 2) % len(PAINTS)]
            if row <= FILLED_ROWS + 2 and column <= FILLED_COLUMNS:
                rating = RATINGS[row % len(RATINGS)]
                cell.value = rating if column == 3 else f"LM{row - 2}" if column == 1 else f"What row {row} says. " * 4
                cell.alignment, cell.font = Alignment(wrap_text=True), Font(bold=column == 1, italic=column == 4)
    for row in range(3, FILLED_ROWS, 30):
        page.cell(row, 4).comment = Comment("Ask again in spring", "Sam")
    page.conditional_formatting.add(f"C3:C{ROWS}", CellIsRule(operator="equal", formula=['"Red"'], fill=PAINTS[1]))


def main(times: int) -> None:
    """Make the workbook, and print what reading it took each time and in the middle."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "audit.xlsx"
        file.write_bytes(_made())
        print(f"{file.stat().st_size / 2**20:.1f} MB, {SHEETS} sheets")
        took = []
        for _ in range(times):
            told = subprocess.run(
                [sys.executable, "-c", READING, str(file)], capture_output=True, text=True, check=True
            )
            processor, clock, memory, cells = map(float, told.stdout.split())
            took.append((processor, clock, memory))
            print(
                f"{processor:.2f} s of the processor, {clock:.2f} s by the clock, {memory:.0f} MB, {cells:,.0f} cells"
            )
        processor, clock, memory = (median(one) for one in zip(*took, strict=True))
        print(f"in the middle {processor:.2f} s of the processor, {clock:.2f} s by the clock, {memory:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
