"""Starts Firefox and WebKitGTK, and speaks with each by its own door: Marionette, and WebDriver over HTTP.

Both come from Debian, so nothing more is to be installed from elsewhere.
"""

import contextlib
import itertools
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.browser.engines.visitor import Refused, Visitor
from tests.browser.serving import free_port

FIREFOX = shutil.which("firefox-esr") or "firefox"
MISSING = "{} is missing. Run: bash tests/install-tools engines"
STARTING = 60.0
ROUTES = {
    "Navigate": ("POST", "url"),
    "Refresh": ("POST", "refresh"),
    "ExecuteScript": ("POST", "execute/sync"),
    "ElementClick": ("POST", "element/{id}/click"),
    "ElementSendKeys": ("POST", "element/{id}/value"),
    "PerformActions": ("POST", "actions"),
    "TakeScreenshot": ("GET", "screenshot"),
    "SetWindowRect": ("POST", "window/rect"),
}
"""Where WebDriver over HTTP takes a command; Marionette takes it by its name."""


@contextlib.contextmanager
def _running(command: list[str], **more: Any) -> Iterator[subprocess.Popen[bytes]]:
    assert shutil.which(command[0]), MISSING.format(command[0])
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(STARTING)


def _connected(port: int, process: subprocess.Popen[bytes]) -> socket.socket:
    """A line to a program that has just been started."""
    end = time.monotonic() + STARTING
    while process.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError):
            return socket.create_connection(("127.0.0.1", port), timeout=STARTING)
        time.sleep(0.05)
    raise AssertionError(f"{process.args!r} does not answer.")


@contextlib.contextmanager
def firefox(folder: Path, *, dark: bool = False) -> Iterator[Visitor]:
    """A visitor with a Firefox that has never been here; files come into the folder."""
    profile, port = folder / "profile", free_port()
    profile.mkdir(parents=True)
    downloads = folder / "Downloads"
    downloads.mkdir()
    preferences = {
        "marionette.port": port,
        "browser.download.folderList": 2,
        "browser.download.dir": str(downloads),
        "browser.download.alwaysOpenPanel": False,
        "layout.css.prefers-color-scheme.content-override": 0 if dark else 1,
        "datareporting.policy.dataSubmissionEnabled": False,
        "app.update.enabled": False,
    }
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in preferences.items()]
    (profile / "user.js").write_text("\n".join(lines))
    command = [FIREFOX, "-marionette", "-headless", "-no-remote", "-profile", str(profile)]
    with _running(command, env={**os.environ, "HOME": str(folder)}) as process, _connected(port, process) as line:
        speech, numbers = line.makefile("rwb"), itertools.count(1)

        def hear() -> Any:
            length = b""
            while (digit := speech.read(1)) != b":":
                length += digit
            return json.loads(speech.read(int(length)))

        def ask(command: str, given: dict[str, Any]) -> Any:
            said = json.dumps([0, next(numbers), f"WebDriver:{command}", given]).encode()
            speech.write(b"%d:%s" % (len(said), said))
            speech.flush()
            _, _, error, answer = hear()
            if error:
                raise Refused(error)
            return answer.get("value", answer) if isinstance(answer, dict) else answer

        hear()
        ask("NewSession", {})
        yield Visitor(ask, downloads)


@contextlib.contextmanager
def webkit(folder: Path, *, dark: bool = False) -> Iterator[Visitor]:
    """A visitor with a WebKitGTK that has never been here; files come into the folder."""
    downloads = folder / "Downloads"
    downloads.mkdir(parents=True)
    (folder / ".config").mkdir()
    (folder / ".config" / "user-dirs.dirs").write_text('XDG_DOWNLOAD_DIR="$HOME/Downloads"\n')
    port = free_port()
    with ExitStack() as stack:
        settings = {
            **os.environ,
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / ".config"),
            "DISPLAY": stack.enter_context(_screen()),
            "GTK_THEME": "Adwaita:dark" if dark else "Adwaita",
            "NO_AT_BRIDGE": "1",
            "LC_ALL": "C",  # it would call C.UTF-8 a language, and Streamlit's boxes for numbers would refuse that
        }
        driver = stack.enter_context(_running(["WebKitWebDriver", f"--port={port}"], env=settings))
        _connected(port, driver).close()

        def send(method: str, path: str, given: dict[str, Any] | None) -> Any:
            body = None if given is None else json.dumps(given).encode()
            request = urllib.request.Request(f"http://127.0.0.1:{port}/session{path}", method=method, data=body)
            try:
                with urllib.request.urlopen(request, timeout=STARTING) as answer:
                    return json.load(answer)["value"]
            except urllib.error.HTTPError as error:
                with error:
                    raise Refused(error.read().decode()) from error

        session = send("POST", "", {"capabilities": {}})["sessionId"]

        def ask(command: str, given: dict[str, Any]) -> Any:
            method, path = ROUTES[command]
            return send(method, f"/{session}/{path.format(**given)}", given if method == "POST" else None)

        yield Visitor(ask, downloads)
        send("DELETE", f"/{session}", None)


@contextlib.contextmanager
def _screen() -> Iterator[str]:
    """A screen that nobody sees, by its name: WebKitGTK draws on nothing less."""
    told, tell = os.pipe()
    command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    with _running(command, pass_fds=[tell]):
        os.close(tell)
        with os.fdopen(told) as number:
            yield f":{number.readline().strip()}"


ENGINES = {"firefox": firefox, "webkit": webkit}
