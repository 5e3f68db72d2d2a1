"""What the server says in its log: lines for people, or one JSON object a line for whatever collects logs.

As JSON an error is told by its kind and by where it happened, never by its message: that could hold words that people
wrote. The database's own messages leave values out in both (`hide_parameters` in storage/engine.py).
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

OTHERS = ("streamlit", "uvicorn", "uvicorn.error", "uvicorn.access")
"""Loggers of others that bring a handler of their own."""
_ROOT = Path(__file__).resolve().parents[3]


class Style(StrEnum):
    """How the log is written."""

    TEXT = "text"
    JSON = "json"


class JsonLines(logging.Formatter):
    """Each record as one line of JSON: time (UTC), level, logger, message, and of an error its kind and its places."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        entry: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage().strip(),
        }
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            entry |= {"error": type(error).__name__, "where": _places(error)}
        return json.dumps(entry, ensure_ascii=False)


def _places(error: BaseException) -> list[str]:
    """The lines of code an error went through, the innermost last."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) else path.name


def begin(style: Style) -> None:
    """Write the log in this style from now on, to where errors go; lines for people are what Python writes anyway."""
    if style is Style.TEXT:
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.WARNING)
    logging.getLogger("sendsat").setLevel(logging.INFO)
    logging.captureWarnings(True)
    for name in OTHERS:
        logger = logging.getLogger(name)
        logger.handlers[:] = []
        logger.propagate = True
