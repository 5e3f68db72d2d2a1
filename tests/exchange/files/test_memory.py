"""Files of the largest size, good and bad, take less than 300 MB to read: each is read in a process of its own."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exchange.files.painting import mostly_painted
from tests.often import everyday

MOST = 300 * 2**20
STATUS = Path("/proc/self/status")
READING = """
import sys
from pathlib import Path
from sendsat.errors import Invalid
from sendsat.exchange.round_in.upload import read_upload

def peak():
    told = Path("/proc/self/status").read_text().split("VmHWM:")[1]
    return int(told.split()[0]) * 1024

before, file = peak(), Path(sys.argv[1])
try:
    read_upload(file.read_bytes(), file.name)
except Invalid:
    pass
print(peak() - before)
"""
LINES = 19_900
FILES: dict[str, Callable[[], bytes]] = {
    "long rows": lambda: b"Number,RAG,Comments\n" + (b"LM1,Green," + b"word " * 198 + b"\n") * LINES,
    "two bytes a letter": lambda: ("Number\tRAG\n" + ("LM1\t" + "w" * 490 + "\n") * LINES).encode("utf-16"),
    "one line of columns": lambda: b"," * 20_000_000,
    "full of cells": lambda: (b",".join([b"ab"] * 200) + b"\n") * LINES,
    "accents between separators": lambda: (("é;’|\té " * 135 + "\n") * LINES).encode("cp1252"),
    "accents in words": lambda: (("LM1,Green," + "é’ " * 316 + "\n") * LINES).encode("cp1252"),
    "every separator": lambda: b"a,b;c\td|e\n" * 2_000_000,
    "a workbook of painted cells": lambda: mostly_painted(tabs=20, rows=1_000),
    "a list in JSON": lambda: b"[" + b"1," * 9_000_000 + b"1]",
}
OF_EACH_KIND = (
    "two bytes a letter",
    "one line of columns",
    "accents in words",
    "a workbook of painted cells",
    "a list in JSON",
)


@pytest.mark.skipif(not STATUS.exists(), reason="this system does not tell how much memory a process had at most")
@pytest.mark.parametrize("name", everyday(FILES, only=OF_EACH_KIND))
def test_a_file_of_the_largest_size_is_read_or_refused_within_300_megabytes(name: str, tmp_path: Path) -> None:
    file = tmp_path / "audit.csv"
    file.write_bytes(FILES[name]())
    told = subprocess.run([sys.executable, "-c", READING, str(file)], capture_output=True, text=True, check=True)
    assert int(told.stdout) < MOST
