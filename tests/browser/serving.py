"""A real server in a process of its own, made as a copy of one that has imported everything, which spares each 2.5 s.

The standard library makes the copies. That sendsat starts from a terminal is for `tests/terminal` to prove.
"""

import contextlib
import multiprocessing
import os
import signal
import socket
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent.parent

# Windows has no server that forks: there each copy begins anew.
_copies = multiprocessing.get_context("spawn" if os.name == "nt" else "forkserver")
_copies.set_forkserver_preload(["tests.browser.imported"])


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def known_port() -> int:
    """A port for a server of this process: the same for test after test, since Chromium knows an app's files by it."""
    for port in PORTS:
        if port in {one.port for one in STARTED}:
            continue
        with socket.socket() as listener, contextlib.suppress(OSError):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", port))
            return port
    raise AssertionError("No port is free.")


def _serve(arguments: list[str], environment: dict[str, str], log: str) -> None:
    """What `python -m sendsat` does, with all that it says written to a file."""
    output = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.chdir(ROOT)
    os.environ.update(environment)
    from sendsat.__main__ import main

    sys.exit(main(arguments))


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """No main module, which a copy would run again: Streamlit puts app.py in its place, and draws on what has been."""
    kept = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = kept


def start_copy(target: Callable[..., object], *given: object) -> BaseProcess:
    """A process of its own that does this; it has imported everything before it begins."""
    process = _copies.Process(target=target, args=given, daemon=True)
    with _without_main():
        process.start()
    return process


PORTS = range(20_000 + os.getpid() % 400 * 20, 32_000)
"""Below those that a system gives by itself; another process of tests begins elsewhere."""
STARTED: list["Server"] = []
"""Every server that tests have started, so that none has an error that only its log tells."""


@dataclass(eq=False)
class Server:
    """A running sendsat on a database file. With `share`, the room's network may join."""

    database: Path
    port: int = field(default_factory=known_port)
    share: bool = False
    process: BaseProcess | None = None
    read: int = 0

    def __post_init__(self) -> None:
        """Keep its port from others from now on."""
        STARTED.append(self)

    @property
    def url(self) -> str:
        """The address of the app."""
        return f"http://localhost:{self.port}"

    @property
    def arguments(self) -> list[str]:
        """What follows `python -m sendsat`."""
        return ["serve", "--port", str(self.port), *(["--share"] if self.share else [])]

    @property
    def environment(self) -> dict[str, str]:
        """The settings it starts with, beside those of the tests."""
        return {"SENDSAT_DATABASE_URL": f"sqlite:///{self.database}"}

    @property
    def log(self) -> Path:
        """The file that holds what the server said."""
        return self.database.with_suffix(".log")

    def start(self) -> None:
        """Start and wait until it answers."""
        if self not in STARTED:
            STARTED.append(self)
        given = (self.arguments, self.environment, str(self.log))
        self.process = start_copy(_serve, *given)
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.url}/{'join' if self.share else '_stcore/health'}", timeout=2).close()
                return
            except OSError:
                if not self.process.is_alive():
                    break
                time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def new_in_log(self) -> str:
        """What the server said since this was asked before."""
        if not self.log.exists():
            return ""
        said = self.log.read_text(errors="replace")
        new, self.read = said[self.read :], len(said)
        return new

    def freeze(self) -> None:
        """Let the process stand still: it takes nothing in and answers nothing."""
        assert self.process is not None
        assert self.process.pid is not None
        os.kill(self.process.pid, signal.SIGSTOP)

    def awake(self) -> None:
        """Let a process that stood still go on: all that was sent meanwhile comes in at once."""
        assert self.process is not None
        assert self.process.pid is not None
        os.kill(self.process.pid, signal.SIGCONT)

    def kill(self) -> None:
        """End the process at once, as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.process.close()
            self.process = None
