"""How many files and connections this process has open and may have: raised at the start as far as it is let."""

import os
from contextlib import suppress
from typing import NamedTuple

ENOUGH, MOST = 1024, 65_536
LOW = 0.9
"""Share of the limit from which on it says so."""


class OpenFiles(NamedTuple):
    """How many are open, None where the system does not say, and how many may be, None where nothing limits them."""

    now: int | None
    limit: int | None

    def __str__(self) -> str:
        return f"{'unknown' if self.now is None else self.now} of {'any number' if self.limit is None else self.limit}"

    @property
    def is_nearly_full(self) -> bool:
        """Whether there are soon too few."""
        return self.now is not None and self.limit is not None and self.now >= LOW * self.limit

    @property
    def trouble(self) -> str:
        """What to do where there are or may be too few."""
        if self.is_nearly_full:
            return f"{self} files and connections are open. Start sendsat again after: ulimit -n {ENOUGH}."
        if self.limit is not None and self.limit < ENOUGH:
            return f"Only {self.limit} files and connections may be open at once. Let it open more: ulimit -n {ENOUGH}."
        return ""


def raise_limit() -> None:
    """Let this process open as many as the system lets it raise by itself. Windows has no such limit."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = MOST if hard == resource.RLIM_INFINITY else min(hard, MOST)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def open_files() -> OpenFiles:
    """How it stands."""
    return OpenFiles(_now(), _limit())


def _limit() -> int | None:
    with suppress(ImportError):
        import resource

        soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        return None if soft == resource.RLIM_INFINITY else soft
    return None


def _now() -> int | None:
    for folder in ("/proc/self/fd", "/dev/fd"):
        with suppress(OSError):
            return len(os.listdir(folder))
    return None
