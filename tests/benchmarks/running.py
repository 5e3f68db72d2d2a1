"""Runs a server for as long as a block of code, and holds what was timed."""

import os
import statistics
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.browser.serving import ROOT

WARM_UP = 3


@dataclass
class Timings:
    """Milliseconds of clicks: `server` from message to script finished, `screen` from click to paint; bytes sent."""

    server: list[float] = field(default_factory=list)
    screen: list[float] = field(default_factory=list)
    size: int = 0

    @property
    def server_median(self) -> float:
        """The middle server time."""
        return statistics.median(self.server)

    @property
    def screen_median(self) -> float:
        """The middle time to paint."""
        return statistics.median(self.screen)


@contextmanager
def running(command: list[str], port: int, **environment: str) -> Iterator[str]:
    """Run a server until the block ends, with these more words in its environment; gives its address."""
    around = {**os.environ, **environment}
    process = subprocess.Popen(command, cwd=ROOT, env=around, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=2).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://localhost:{port}"
    finally:
        process.kill()
        process.wait()
