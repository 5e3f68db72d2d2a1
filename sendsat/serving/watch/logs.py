"""What the server says in its log: lines for people, or one JSON object a line for whatever collects logs.

Both tell an error by its kind and by where it happened, never by its message: that could hold words that people wrote.
The same holds for what others put into their messages (`plain_records.py`). No log fills the disk (`sparing.py`).

All loggers write through the one handler here, and so does what Python and its threads print of errors that nobody
caught, and its warnings.
"""

import json
import logging
import sys
import threading
import warnings
from datetime import UTC, datetime
from enum import StrEnum
from types import TracebackType
from typing import Any, TextIO

from sendsat.serving.watch.plain_records import Told, at, errors_of, is_ours, short, words_of
from sendsat.serving.watch.sparing import Sparing

OTHERS = ("streamlit", "uvicorn", "uvicorn.error", "uvicorn.access")
"""Loggers of others that bring a handler of their own."""
_log = logging.getLogger(__name__)


class Style(StrEnum):
    """How the log is written."""

    TEXT = "text"
    JSON = "json"


def _words(record: logging.LogRecord) -> str:
    return str(record.msg) if hasattr(record, "is_count") else words_of(record)


class JsonLines(logging.Formatter):
    """Each record as one line of JSON: time (UTC), level, logger, message, of a message of others where it was written,
    and of an error its kind, its places, and of what it came from the same."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        entry: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _words(record),
        }
        if not is_ours(record):
            entry["at"] = at(record)
        errors = [_as_entry(told) for told in errors_of(record)]
        if errors:
            entry |= errors[0]
        if errors[1:]:
            entry["because"] = errors[1:]
        return json.dumps(entry, ensure_ascii=False)


def _as_entry(told: Told) -> dict[str, object]:
    return {"error": told.kind, "where": [str(frame) for frame in told.frames]}


class Lines(logging.Formatter):
    """Each record as a line for people; below it an error as Python shows one, but for its message."""

    def format(self, record: logging.LogRecord) -> str:
        """The lines of a record."""
        time = datetime.fromtimestamp(record.created).astimezone().isoformat(" ", timespec="seconds")
        place = "" if is_ours(record) or hasattr(record, "is_count") else f" ({at(record)})"
        lines = [f"{time} {record.levelname} {record.name}: {_words(record)}{place}"]
        for number, told in enumerate(errors_of(record)):
            lines += [*(["Because of:"] if number else []), "Traceback (most recent call last):"]
            lines += [f'  File "{frame.file}", line {frame.line}, in {frame.name}' for frame in told.frames]
            lines.append(told.kind)
        return "\n".join(lines)


FORMATTERS: dict[Style, type[logging.Formatter]] = {Style.TEXT: Lines, Style.JSON: JsonLines}


class LogHandler(logging.StreamHandler[TextIO]):
    """Writes to where errors go, as it is at that moment."""

    def __init__(self, style: Style) -> None:
        super().__init__(sys.stderr)
        self.setFormatter(FORMATTERS[style]())
        self._sparing = Sparing(write=self._write_count)
        self.addFilter(self._sparing)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record."""
        self.stream = sys.stderr
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """A record that cannot be written is left out: Python would print what it says."""

    def close(self) -> None:
        """Tell what was left out so far, and end."""
        self._sparing.tell_all()
        super().close()

    def _write_count(self, record: logging.LogRecord) -> None:
        self.acquire()
        try:
            self.emit(record)
        finally:
            self.release()


def begin(style: Style) -> None:
    """Write the log in this style from now on, to where errors go."""
    logging.root.handlers[:] = [LogHandler(style)]
    logging.root.setLevel(logging.WARNING)
    if style is Style.JSON:
        logging.getLogger("sendsat").setLevel(logging.INFO)
    for name in OTHERS:
        logger = logging.getLogger(name)
        logger.handlers[:] = []
        logger.propagate = True
    sys.excepthook = _tell_uncaught
    threading.excepthook = _tell_of_thread
    sys.unraisablehook = _tell_of_what_nobody_can_catch
    warnings.showwarning = _tell_warning


def _tell_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        _log.error("The program ended by an error that nobody expected.", exc_info=(kind, error, trace))


def _tell_of_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
        told = (args.exc_type, args.exc_value, args.exc_traceback)
        _log.error("A thread ended by an error that nobody expected.", exc_info=told)


def _tell_of_what_nobody_can_catch(args: Any) -> None:
    error = args.exc_value
    told = (type(error), error, error.__traceback__) if error is not None else None
    _log.error("An error came where nobody can catch it.", exc_info=told)


def _tell_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """A warning by its kind and place: its words may tell of a value."""
    logging.getLogger("py.warnings").warning("%s at %s:%d", category.__name__, short(filename), lineno)


def tell(words: str) -> None:
    """Say at the terminal that it is ready, or in the log where that is JSON. Several lines, as a link and a code to
    scan, are for whoever sits there: they are shown as they are, and no log collects the link."""
    as_json = any(isinstance(handler.formatter, JsonLines) for handler in logging.root.handlers)
    if as_json and "\n" not in words:
        logging.getLogger(__name__).info(words)
    else:
        print(words, flush=True)
