"""Each way by which an error comes to the log while its message, or what was put into one, holds typed words."""

import asyncio
import gc
import logging
import sys
import threading
import warnings
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from streamlit import error_util
from streamlit import logger as streamlit_logger
from streamlit.runtime import runtime

from sendsat.serving import downloads
from sendsat.serving.app import bind, config_of
from sendsat.serving.watch import logs
from sendsat.ui import shell

WORDS = "Zadie Quill cannot hear in the hall"


def fail() -> None:
    raise ValueError(WORDS)


def failed() -> Exception:
    try:
        try:
            fail()
        except ValueError as error:
            raise KeyError(WORDS) from error
    except KeyError as error:
        return error


def in_a_page() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shell.st, "error", lambda *_, **__: None)
        shell.on_script_error(failed())


def in_a_download() -> None:
    error = RuntimeError(WORDS)
    error.__cause__ = failed()
    downloads._words(error)


def uncaught_by_streamlit() -> None:
    error_util._log_uncaught_app_exception(failed())


def of_a_logger_that_streamlit_makes_later() -> None:
    streamlit_logger._loggers.pop("streamlit.made_later", None)
    streamlit_logger.get_logger("streamlit.made_later").error("Failed", exc_info=failed())


def as_streamlits_runtime_ends() -> None:
    try:
        fail()
    except ValueError:
        runtime.traceback.print_exc()


async def _refuses(_: Request) -> Any:
    fail()


def in_a_request() -> None:
    listener = bind("127.0.0.1", 0)
    config = config_of(Starlette(routes=[Route("/", _refuses)]))
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        assert httpx.get(address, trust_env=False, timeout=60).status_code == 500
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def as_the_app_starts() -> None:
    printed = (
        f'Traceback (most recent call last):\n  File "{__file__}", line 42, in fail\n    raise ValueError("{WORDS}")\n'
        f'ValueError: {WORDS}\n  File "{WORDS}", line 1, in Zadie\n'
    )
    logging.getLogger("uvicorn.error").error(printed)


def in_a_task_that_nobody_waits_for() -> None:
    async def run() -> None:
        async def one() -> None:
            fail()

        task = asyncio.ensure_future(one())
        await asyncio.wait([task])
        del task

    asyncio.run(run())
    gc.collect()


def in_a_callback_that_was_given_the_words() -> None:
    async def run() -> None:
        asyncio.get_running_loop().call_soon(lambda words: fail(), WORDS)
        await asyncio.sleep(0)

    asyncio.run(run())


def in_a_thread() -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def where_nobody_can_catch_it() -> None:
    class Closing:
        def __del__(self) -> None:
            fail()

    Closing()


def at_the_top() -> None:
    error = failed()
    sys.excepthook(type(error), error, error.__traceback__)


def in_several_at_once() -> None:
    logging.getLogger("anyio").error("Failed", exc_info=ExceptionGroup(WORDS, [ValueError(WORDS), TypeError(WORDS)]))


def among_what_others_put_into_a_message() -> None:
    logging.getLogger("streamlit.elements.data_editor").warning("Failed to parse value %s as %s.", WORDS, int)


def among_what_others_wrote_out() -> None:
    logging.getLogger("some.library").error(f"Cannot use '{WORDS}'")
    logging.getLogger("some.library").error(f"Cannot use it: {WORDS}")
    logging.getLogger("some.library").error(ValueError(WORDS))
    logging.getLogger("sendsat.of_ours").error("Failed: %s", ValueError(WORDS))


def among_what_does_not_fit_its_message() -> None:
    logging.getLogger("some.library").error("Failed %d", WORDS)
    logging.getLogger("sendsat.of_ours").error("Failed %d", WORDS)


def in_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = logs._tell_warning
        warnings.warn(WORDS, UserWarning, stacklevel=1)


FAILURES: dict[Callable[[], None], str] = {
    in_a_page: "ValueError",
    in_a_download: "RuntimeError",
    uncaught_by_streamlit: "KeyError",
    of_a_logger_that_streamlit_makes_later: "KeyError",
    as_streamlits_runtime_ends: "ValueError",
    in_a_request: "ValueError",
    as_the_app_starts: "ValueError",
    in_a_task_that_nobody_waits_for: "ValueError",
    in_a_callback_that_was_given_the_words: "ValueError",
    in_a_thread: "ValueError",
    where_nobody_can_catch_it: "ValueError",
    at_the_top: "KeyError",
    in_several_at_once: "TypeError",
    among_what_others_put_into_a_message: "Failed to parse value … as ….",
    among_what_others_wrote_out: "Cannot use",
    among_what_does_not_fit_its_message: "Failed %d",
    in_a_warning: "UserWarning at tests/serving/watch/failures.py",
}
"""Each way by which an error comes to the log, and what is to be read of it."""
WITH_FRAMES = [one for one in FAILURES if one.__name__.startswith(("in_a_", "un", "of_", "as_", "where_", "at_"))]
