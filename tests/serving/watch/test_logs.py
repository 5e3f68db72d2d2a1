"""The log tells what happened and where, and no word that anybody wrote."""

import json
import logging

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from sendsat.serving.watch import logs
from sendsat.serving.watch.logs import EVERY, MOST_KNOWN, JsonLines, Sparing, Style
from sendsat.storage.store import Store

WORDS = "Zadie Quill cannot hear in the hall"


def _error() -> Exception:
    try:
        raise ValueError(WORDS)
    except ValueError as error:
        return error


def test_a_line_of_json_tells_kind_and_place_of_an_error_and_none_of_its_words() -> None:
    error = _error()
    record = logging.LogRecord("sendsat.ui.shell", logging.ERROR, "shell.py", 1, "A page met an error.", (), None)
    record.exc_info = (type(error), error, error.__traceback__)

    line = JsonLines().format(record)

    told = json.loads(line)
    assert (told["level"], told["logger"], told["message"]) == ("error", "sendsat.ui.shell", "A page met an error.")
    assert told["error"] == "ValueError"
    assert told["where"][-1].startswith("tests/serving/watch/test_logs.py:")
    assert told["time"].endswith("+00:00")
    assert "Zadie" not in line
    assert "\n" not in line


def test_what_the_database_says_of_an_error_holds_no_value(store: Store) -> None:
    with pytest.raises(SQLAlchemyError) as failed, store.engine.connect() as connection:
        connection.execute(text("SELECT nothing FROM nowhere WHERE it = :words"), {"words": WORDS})
    assert "Zadie" not in str(failed.value)


def test_as_json_every_logger_writes_lines_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    kept = logging.root.handlers[:], logging.root.level
    others = {name: (logging.getLogger(name).handlers[:], logging.getLogger(name).propagate) for name in logs.OTHERS}
    try:
        logs.begin(Style.JSON)
        logging.getLogger("streamlit").warning("Of the page")
        logging.getLogger("sendsat.serving").info("Of ours")
        lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    finally:
        logging.root.handlers[:], level = kept
        logging.root.setLevel(level)
        logging.captureWarnings(False)
        for name, (handlers, propagates) in others.items():
            logging.getLogger(name).handlers[:], logging.getLogger(name).propagate = handlers, propagates

    assert [(one["logger"], one["message"]) for one in lines] == [
        ("streamlit", "Of the page"),
        ("sendsat.serving", "Of ours"),
    ]


def test_what_is_said_again_and_again_is_written_once_a_minute_with_how_often() -> None:
    now = 0.0
    sparing = Sparing(lambda: now)

    def written(words: str) -> str | None:
        record = logging.LogRecord("asyncio", logging.ERROR, __file__, 1, words, (), None)
        return record.getMessage() if sparing.filter(record) else None

    assert [written("no more files") for _ in range(1000)] == ["no more files"] + [None] * 999
    assert written("something else") == "something else"
    now = EVERY
    assert written("no more files") == "no more files (and 999 times more since)"


def test_what_never_was_said_before_does_not_fill_the_memory() -> None:
    sparing = Sparing(lambda: 0.0)
    for number in range(3 * MOST_KNOWN):
        record = logging.LogRecord("asyncio", logging.ERROR, __file__, 1, f"number {number}", (), None)
        assert sparing.filter(record)
    assert len(sparing._known) <= MOST_KNOWN
