"""Chooses the reader for an uploaded file by what it holds, whatever its name says. Pure."""

from sendsat.exchange.files.raw import Upload
from sendsat.exchange.files.workbook_safety import OLE, check_size
from sendsat.exchange.round_in.workbook_in import read_workbook
from sendsat.exchange.round_out.csv_file import read_csv
from sendsat.exchange.round_out.json_file import read_json


def read_upload(content: bytes, filename: str) -> Upload:
    """The file as raw rows: a workbook, a CSV file or a JSON document. Raises `Invalid` for anything else."""
    check_size(content)
    if content.startswith((b"PK", OLE)):
        return read_workbook(content)
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        return read_json(content)
    if filename.lower().endswith((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")) or _looks_binary(content):
        return read_workbook(content)
    return read_csv(content, filename)


def _looks_binary(content: bytes) -> bool:
    return b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff"))
