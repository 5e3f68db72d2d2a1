"""What the server says in its log: lines for people, or one JSON object a line for whatever collects logs.

As JSON an error is told by its kind and by where it happened, never by its message: that could hold words that people
wrote. The database's own messages leave values out in both (`hide_parameters` in storage/engine.py).

What goes wrong thousands of times a minute, as connections do once no more files can be opened, is written once a
minute, with how often it was left out: no log fills the disk.
"""

import json
import logging
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

OTHERS = ("streamlit", "uvicorn", "uvicorn.error", "uvicorn.access")
"""Loggers of others that bring a handler of their own."""
OFTEN = ("asyncio", "uvicorn.error")
"""Loggers that may say the same in a loop."""
EVERY = 60.0
"""Seconds for which what was just written is not written again."""
MOST_KNOWN = 1000
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


class Sparing(logging.Filter):
    """Lets a message through once a minute: the same words of the same logger, about the same kind of error."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._known: dict[tuple[object, ...], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is to be written."""
        error = record.exc_info[1] if record.exc_info else None
        what = (record.name, record.levelno, str(record.msg), str(record.args), type(error).__name__)
        now, (at, left_out) = self._clock(), self._known.get(what, (-EVERY, 0))
        if now - at < EVERY:
            self._known[what] = (at, left_out + 1)
            return False
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[what] = (now, 0)
        if left_out:
            record.msg, record.args = f"{record.getMessage()} (and {left_out} times more since)", ()
        return True


SPARING = Sparing()


def begin(style: Style) -> None:
    """Write the log in this style from now on, to where errors go; lines for people are what Python writes anyway."""
    for name in OFTEN:
        logging.getLogger(name).addFilter(SPARING)
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
