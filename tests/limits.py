"""What one made-up case may take: 5 seconds of the processor and 300 MB. Held to in `make soak`, on Linux.

Counted is the processor's time, which other work on the machine does not lengthen, and how far the process's memory
grew at its highest. Far beyond that the system gives no more, so that a runaway case ends and not the machine.
"""

import functools
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SECONDS, MOST = 5.0, 300 * 2**20
FAR_BEYOND = 4 * MOST
STATUS, FORGET_HIGHEST = Path("/proc/self/status"), Path("/proc/self/clear_refs")
CAN_HOLD = sys.platform == "linux"


class TookTooMuch(AssertionError):
    """A case took more than it may."""


def _told(name: str) -> int:
    """A figure that the system keeps of this process, in bytes."""
    return int(STATUS.read_text().split(f"{name}:")[1].split()[0]) * 1024


@contextmanager
def held(seconds: float = SECONDS, most: int = MOST) -> Iterator[None]:
    """What stands in the block may take so many seconds of the processor and so many bytes. Raises `TookTooMuch`."""

    import resource  # which Windows lacks

    def too_long(*_: object) -> None:
        raise TookTooMuch(f"a case took more than {seconds} seconds of the processor")

    before, limits = signal.signal(signal.SIGPROF, too_long), resource.getrlimit(resource.RLIMIT_AS)
    FORGET_HIGHEST.write_text("5")
    had = _told("VmRSS")
    resource.setrlimit(resource.RLIMIT_AS, (_told("VmSize") + FAR_BEYOND, limits[1]))
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        resource.setrlimit(resource.RLIMIT_AS, limits)
    grown = _told("VmHWM") - had
    if grown > most:
        raise TookTooMuch(f"a case took {grown >> 20} MB, and may take {most >> 20}")


def holding(given: Callable[..., Any]) -> Callable[..., Any]:
    """hypothesis' `given`, with each case that it makes held to what one may take."""

    @functools.wraps(given)
    def given_held(*strategies: Any, **named: Any) -> Callable[..., Any]:
        def decorate(test: Any) -> Any:
            made = given(*strategies, **named)(test)
            made.hypothesis.inner_test = _each_held(made.hypothesis.inner_test)
            return made

        return decorate

    return given_held


def _each_held(judge: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(judge)
    def judged(*given: Any, **named: Any) -> Any:
        with held(SECONDS, MOST):
            return judge(*given, **named)

    return judged
