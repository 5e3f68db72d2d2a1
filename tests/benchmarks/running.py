"""Runs a server for as long as a block of code."""

import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from tests.browser.conftest import ROOT


@contextmanager
def running(command: list[str], port: int) -> Iterator[str]:
    """Run a server until the block ends; gives its address."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
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
