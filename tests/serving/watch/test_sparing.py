"""What one place says without end is bounded, whoever's logger it is; the first lines are always there."""

import logging
from collections.abc import Callable

import pytest

from sendsat.serving.watch.logs import LogHandler, Style
from sendsat.serving.watch.sparing import EVERY, MOST, MOST_KNOWN, Sparing

LOGGERS = ("sendsat.ui.shell", "streamlit.error_util", "uvicorn.error", "asyncio", "sqlalchemy.pool", "py.warnings")


class Clock:
    """A minute goes by only when it is told to; what was to be done then is done."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waiting: list[Callable[[], None]] = []

    def __call__(self) -> float:
        return self.now

    def later(self, seconds: float, do: Callable[[], None]) -> None:
        assert seconds == EVERY
        self.waiting.append(do)

    def pass_a_minute(self) -> None:
        self.now += EVERY
        due, self.waiting = self.waiting, []
        for do in due:
            do()


class Log:
    """What is written."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.lines: list[str] = []
        self.sparing = Sparing(self.clock, lambda record: self.lines.append(record.getMessage()), self.clock.later)

    def say(self, words: str, name: str = "asyncio", line: int = 1, error: Exception | None = None) -> None:
        info = (type(error), error, error.__traceback__) if error else None
        record = logging.LogRecord(name, logging.ERROR, "x/place.py", line, words, (), info)
        if self.sparing.filter(record):
            self.lines.append(words)


def test_the_same_said_ten_thousand_times_is_one_line_and_one_that_counts_the_rest() -> None:
    log = Log()
    for _ in range(10_000):
        log.say("no more files")
    assert log.lines == ["no more files"]
    log.clock.pass_a_minute()
    assert log.lines == ["no more files", "And 9999 more like it within a minute, from place.py:1."]
    log.clock.pass_a_minute()
    assert len(log.lines) == 2


def test_ten_thousand_different_lines_of_one_place_are_the_first_ones_and_one_that_counts_the_rest() -> None:
    log = Log()
    for number in range(10_000):
        log.say(f"number {number}")
    log.clock.pass_a_minute()
    assert log.lines[:MOST] == [f"number {number}" for number in range(MOST)]
    assert log.lines[MOST:] == [f"And {10_000 - MOST} more like it within a minute, from place.py:1."]


def test_after_a_minute_it_is_said_again() -> None:
    log = Log()
    for _ in range(3):
        log.say("no more files")
        log.clock.pass_a_minute()
    assert log.lines == ["no more files"] * 3


def test_where_nothing_wakes_it_the_next_line_of_the_place_tells_the_count() -> None:
    log = Log()
    for _ in range(5):
        log.say("no more files")
    log.clock.now = EVERY
    log.say("something else")
    assert log.lines == ["no more files", "And 4 more like it within a minute, from place.py:1.", "something else"]


def test_other_words_other_places_and_other_loggers_are_heard_meanwhile() -> None:
    log = Log()
    for _ in range(100):
        log.say("no more files")
    log.say("something else")
    log.say("no more files", line=2)
    log.say("no more files", name="uvicorn.error")
    assert log.lines == ["no more files", "something else", "no more files", "no more files"]


def failed(kind: type[Exception]) -> Exception:
    try:
        raise kind
    except kind as error:
        return error


def test_another_error_under_the_same_words_is_written() -> None:
    log = Log()
    for kind in (ValueError, ValueError, KeyError):
        log.say("A page met an error.", error=failed(kind))
    assert len(log.lines) == 2


def test_a_program_that_ends_tells_what_it_left_out() -> None:
    log = Log()
    log.say("again")
    log.say("again")
    log.sparing.tell_all()
    assert log.lines == ["again", "And 1 more like it within a minute, from place.py:1."]


def test_what_was_never_said_before_does_not_fill_the_memory() -> None:
    log = Log()
    for line in range(3 * MOST_KNOWN):
        log.say("once", line=line)
    assert len(log.lines) == 3 * MOST_KNOWN
    assert len(log.sparing._known) <= MOST_KNOWN


def test_a_count_is_told_before_its_place_is_forgotten() -> None:
    log = Log()
    log.say("again")
    log.say("again")
    for line in range(2, MOST_KNOWN + 2):
        log.say("once", line=line)
    assert "And 1 more like it within a minute, from place.py:1." in log.lines


@pytest.mark.parametrize("name", LOGGERS)
@pytest.mark.parametrize("style", Style)
def test_no_logger_fills_the_disk(name: str, style: Style, capsys: pytest.CaptureFixture[str]) -> None:
    handler = LogHandler(style)
    for number in range(10_000):
        handler.handle(logging.LogRecord(name, logging.ERROR, __file__, 1, "Failed at %d", (number,), None))
    handler.close()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == MOST + 1
    assert [f"Failed at {number}" in line for number, line in enumerate(lines[:MOST])] == [True] * MOST
    assert f"And {10_000 - MOST} more like it" in lines[-1]
