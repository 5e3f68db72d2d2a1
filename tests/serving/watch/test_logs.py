"""The log tells what happened and where, and no word that anybody wrote."""

import json
import logging
import re
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from streamlit import logger as streamlit_logger
from streamlit.runtime import runtime

from sendsat.serving.watch import logs
from sendsat.serving.watch.logs import JsonLines, Lines, Style
from sendsat.serving.watch.plain_records import MOST_FRAMES
from sendsat.settings import ROOT
from sendsat.storage.store import Store
from sendsat.ui.frame import streamlit_hooks
from tests.serving.watch.failures import FAILURES, WITH_FRAMES, WORDS, fail, failed, in_a_warning


@pytest.fixture
def log() -> Iterator[Callable[[Style], None]]:
    """Begins to log as the server does; after the test Streamlit's loggers write by themselves again."""
    setup, traceback = streamlit_logger.setup_formatter, runtime.traceback
    showing = warnings.showwarning

    def begin(style: Style) -> None:
        logs.begin(style)
        streamlit_hooks.leave_the_log_to_ours()

    yield begin
    warnings.showwarning = showing
    runtime.traceback = traceback
    streamlit_logger.setup_formatter = setup
    streamlit_logger.update_formatter()


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("failure", FAILURES, ids=lambda one: one.__name__)
def test_no_failure_brings_a_typed_word_into_the_log(
    failure: Callable[[], None], style: Style, log: Callable[[Style], None], capfd: pytest.CaptureFixture[str]
) -> None:
    log(style)
    failure()
    said = "".join(capfd.readouterr())
    assert not re.search("Zadie|Quill|cannot hear", said)
    assert FAILURES[failure] in said
    if failure in WITH_FRAMES and failure is not in_a_warning:
        assert re.search(r'failures\.py", line \d+, in \w+|failures\.py:\d+ \w+', said)
    if style is Style.JSON:
        assert all(json.loads(line)["message"] for line in said.splitlines())


def _record(error: Exception, words: str = "A page met an error.") -> logging.LogRecord:
    record = logging.LogRecord("sendsat.ui.shell", logging.ERROR, "shell.py", 1, words, (), None)
    record.exc_info = (type(error), error, error.__traceback__)
    return record


def test_a_line_of_json_tells_kind_and_place_of_an_error_and_none_of_its_words() -> None:
    line = JsonLines().format(_record(failed()))

    told = json.loads(line)
    assert (told["level"], told["logger"], told["message"]) == ("error", "sendsat.ui.shell", "A page met an error.")
    assert told["error"] == "KeyError"
    assert told["where"][-1].startswith("tests/serving/watch/failures.py:")
    assert [one["error"] for one in told["because"]] == ["ValueError"]
    assert told["because"][0]["where"][-1].endswith(" fail")
    assert told["time"].endswith("+00:00")
    assert "Zadie" not in line
    assert "\n" not in line


def test_lines_for_people_show_an_error_as_python_does_but_for_its_words() -> None:
    first, *rest = Lines().format(_record(failed())).splitlines()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\S+ ERROR sendsat\.ui\.shell: A page met an error\.", first)
    assert rest[0] == "Traceback (most recent call last):"
    assert re.fullmatch(r'  File "tests/serving/watch/failures\.py", line \d+, in failed', rest[1])
    assert [one for one in rest if not one.startswith("  ")][1:] == [
        "KeyError",
        "Because of:",
        "Traceback (most recent call last):",
        "ValueError",
    ]


def test_a_typed_line_break_begins_no_line_of_the_log() -> None:
    record = _record(failed(), "%s")
    record.args, record.exc_info = ("one\n2026-11-28 ERROR two",), None
    assert len(Lines().format(record).splitlines()) == 1


def test_an_error_that_goes_round_in_circles_is_told_with_an_end() -> None:
    def round_again(depth: int) -> None:
        round_again(depth + 1) if depth < 10 * MOST_FRAMES else fail()

    with pytest.raises(ValueError) as caught:  # noqa: PT011 - its words are what the log leaves out
        round_again(0)
    error = caught.value
    error.__context__ = failed()
    assert error.__context__ is not None
    error.__context__.__context__ = error
    told = json.loads(JsonLines().format(_record(error)))
    assert len(told["where"]) == MOST_FRAMES
    assert told["where"][-1].endswith(" fail")


def test_the_code_of_a_system_or_database_is_told_with_the_kind() -> None:
    told = [json.loads(JsonLines().format(_record(one)))["error"] for one in (OSError(24, WORDS), OSError(WORDS))]
    assert told == ["OSError (EMFILE)", "OSError"]


def test_what_the_database_says_of_an_error_holds_no_value(store: Store) -> None:
    with pytest.raises(SQLAlchemyError) as caught, store.engine.connect() as connection:
        connection.execute(text("SELECT nothing FROM nowhere WHERE it = :words"), {"words": WORDS})
    assert "Zadie" not in str(caught.value)


@pytest.mark.parametrize("style", Style)
def test_every_logger_writes_in_the_one_style(
    style: Style, log: Callable[[Style], None], capfd: pytest.CaptureFixture[str]
) -> None:
    log(style)
    for name in ("streamlit", "streamlit.runtime.app_session", "uvicorn.error", "sendsat.serving"):
        logging.getLogger(name).warning("Of the page")
    lines = capfd.readouterr().err.splitlines()
    assert len(lines) == 4
    assert all("Of the page" in line for line in lines)
    if style is Style.JSON:
        assert [json.loads(line)["logger"] for line in lines][::3] == ["streamlit", "sendsat.serving"]


def test_what_streamlit_says_to_whoever_writes_a_page_can_still_be_read(
    log: Callable[[Style], None], capfd: pytest.CaptureFixture[str]
) -> None:
    log(Style.TEXT)
    told = f'The widget with key "{WORDS}" was created with a default value'
    logging.getLogger("streamlit.elements.lib.policies").warning("%s", told, stack_info=True)
    assert "The widget with key … was created with a default value (" in capfd.readouterr().err


def test_what_sendsat_itself_says_of_its_work_stands_in_json_only(
    log: Callable[[Style], None], capfd: pytest.CaptureFixture[str]
) -> None:
    for style in Style:
        log(style)
        logging.getLogger("sendsat.serving").info("Of ours")
        logging.getLogger("sendsat").setLevel(logging.NOTSET)
    assert [json.loads(line)["message"] for line in capfd.readouterr().err.splitlines()] == ["Of ours"]


def test_a_program_that_ends_by_an_error_says_so_without_its_words() -> None:
    code = f"from sendsat.serving.watch.logs import *; begin(Style.TEXT); raise ValueError({WORDS!r})"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert ran.returncode == 1
    assert "Zadie" not in ran.stderr
    assert ran.stderr.rstrip().endswith("ValueError")


def test_what_is_for_whoever_sits_at_the_terminal_stays_out_of_a_log_that_is_collected(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    monkeypatch.setattr(logging.root, "handlers", [handler])
    monkeypatch.setattr(logging.getLogger(logs.__name__), "level", logging.INFO)
    logs.tell("Shared on this network.\nYour own link: secret")
    logs.tell("sendsat is ready.")
    said = capsys.readouterr()
    assert said.out == "Shared on this network.\nYour own link: secret\n"
    assert json.loads(said.err)["message"] == "sendsat is ready."
