"""What of a record of the log is told: its kind, never its sample.

Of an error its type and the file and line of each frame. Of a message of ours its words: they are written with care.
Of a message of others the words that stand in their code, without what was put into them: a typed text, the repr of
an object or the message of an error may be among that.
"""

import errno
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

OURS = ("sendsat", "py.warnings")
GAP = "…"
"""Stands for what is not told."""
MOST_FRAMES = 60
MOST_CAUSES = 8
_ROOT = Path(__file__).resolve().parents[3]
_PUT_IN = re.compile(r"""[<{'"`\[]|\((?!\))|: |:$""")
"""Where the words of a finished message may end and what was put into them begin."""
_QUOTED = re.compile(r"""(["'`]).*?\1""", re.DOTALL)
_FRAME = re.compile(r'^  File "([^"\n]+)", line (\d+), in ([\w<>.]+)$', re.MULTILINE)
_KIND = re.compile(r"^([A-Za-z_][\w.]*)(?=:|$)", re.MULTILINE)
_CODE = re.compile(r"[A-Z0-9_]{2,40}")
_TRACE = "Traceback (most recent call last):"


@dataclass(frozen=True)
class Frame:
    """A line of code that an error went through."""

    file: str
    line: int
    name: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.name}"


@dataclass(frozen=True)
class Told:
    """What is told of an error: its kind, and its frames, the innermost last."""

    kind: str
    frames: tuple[Frame, ...]


class _Left:
    """Stands in a message for a value that is left out."""

    def __str__(self) -> str:
        return GAP

    __repr__ = __str__


_LEFT = _Left()


def is_ours(record: logging.LogRecord) -> bool:
    """Whether a logger of sendsat wrote it."""
    return record.name.partition(".")[0] == OURS[0] or record.name in OURS


def words_of(record: logging.LogRecord) -> str:
    """The message on one line, without what is not to be told."""
    if isinstance(record.msg, BaseException):
        return type(record.msg).__name__
    template = str(record.msg)
    if is_ours(record):
        words = _filled(template, record.args, _kind_of_error)
    elif record.args and template.strip() == "%s" and record.stack_info:  # a warning to whoever writes the page
        words = _QUOTED.sub(GAP, _filled(template, record.args, _kind_of_error))
    elif record.args:
        words = _filled(template, record.args, _number_or_nothing)
    else:
        words = _cut(template)
    return " ".join(words.split())


def at(record: logging.LogRecord) -> str:
    """Where in the code it was written."""
    return f"{short(record.pathname)}:{record.lineno}"


def errors_of(record: logging.LogRecord) -> tuple[Told, ...]:
    """The error of a record and what it came from, outermost first; none where it tells of none."""
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        return tuple(_told(error))
    # Starlette hands an error at start-up on as the text that Python would print.
    text = record.msg if isinstance(record.msg, str) and not is_ours(record) else ""
    return tuple(_told_by(text)) if text.lstrip().startswith(_TRACE) else ()


def short(file: str) -> str:
    """A file of sendsat's from its root, any other by its name."""
    path = Path(file)
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) and ".venv" not in path.parts else path.name


def _filled(template: str, args: object, told_as: object) -> str:
    if not args:
        return template
    assert callable(told_as)
    try:
        if isinstance(args, dict):
            return template % {name: told_as(value) for name, value in args.items()}
        return template % tuple(told_as(value) for value in (args if isinstance(args, tuple) else (args,)))
    except (TypeError, ValueError, KeyError):
        return template


def _kind_of_error(value: object) -> object:
    return type(value).__name__ if isinstance(value, BaseException) else value


def _number_or_nothing(value: object) -> object:
    if isinstance(value, BaseException):
        return type(value).__name__
    return value if isinstance(value, int | float) else _LEFT


def _cut(message: str) -> str:
    """A finished message up to where something may have been put into it."""
    first = message.strip().partition("\n")[0]
    found = _PUT_IN.search(first)
    return first[: found.start()].strip() if found else first


def _told(error: BaseException) -> Iterator[Told]:
    known: set[int] = set()
    waiting = [error]
    while waiting and len(known) < MOST_CAUSES:
        one = waiting.pop(0)
        if id(one) in known:
            continue
        known.add(id(one))
        yield Told(_kind(one), tuple(_frames(one.__traceback__)))
        if isinstance(one, BaseExceptionGroup):
            waiting.extend(one.exceptions)
        before = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
        if before is not None:
            waiting.append(before)


def _kind(error: BaseException) -> str:
    """The type of an error, and the code by which a system or a database says what was the matter."""
    code = errno.errorcode.get(error.errno or 0) if isinstance(error, OSError) else None
    code = code or getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)
    kind = type(error).__name__
    return f"{kind} ({code})" if isinstance(code, str) and _CODE.fullmatch(code) else kind


def _frames(trace: TracebackType | None) -> list[Frame]:
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(Frame(short(code.co_filename), trace.tb_lineno, code.co_name))
        trace = trace.tb_next
    return found if len(found) <= MOST_FRAMES else [*found[: MOST_FRAMES // 3], *found[-(2 * MOST_FRAMES // 3) :]]


def _told_by(text: str) -> Iterator[Told]:
    """What a printed traceback tells. A frame counts only where its file is there: nobody can type one."""
    for part in text.split(_TRACE)[1 : MOST_CAUSES + 1]:
        frames = [
            (one.end(), Frame(short(one[1]), int(one[2]), one[3]))
            for one in _FRAME.finditer(part)
            if Path(one[1]).is_file()
        ]
        kind = _KIND.search(part, frames[-1][0] if frames else 0)
        yield Told(kind[1] if kind else "Exception", tuple(frame for _, frame in frames[-MOST_FRAMES:]))
