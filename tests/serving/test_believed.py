"""Whom the server believes: a proxy that was named, about who asks and how; no page of another site; no environment."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen

import pytest

from sendsat.serving.app import config_of
from sendsat.settings import ROOT

PROXY, STRANGER, PERSON = "172.30.7.2", "203.0.113.9", "198.51.100.7"


def seen(proxy: str, *, sent_by: str, forwarded: str) -> tuple[str, str]:
    """From whom, and in which way, a request came in the eyes of the application."""
    asked: list[tuple[str, str]] = []

    async def app(scope: Any, _receive: Any, _send: Any) -> None:
        asked.append((scope["client"][0], scope["scheme"]))

    async def never(*_: Any) -> None:
        raise AssertionError

    headers = [(b"host", b"sendsat.college.ac.uk"), (b"x-forwarded-for", forwarded.encode())]
    headers.append((b"x-forwarded-proto", b"https"))
    scope = {"type": "http", "method": "GET", "path": "/", "client": (sent_by, 50000), "scheme": "http"}
    config = config_of(app, proxy)
    config.load()
    asyncio.run(config.loaded_app({**scope, "headers": headers}, never, never))
    return asked[0]


def test_a_proxy_that_was_named_is_believed() -> None:
    assert seen(PROXY, sent_by=PROXY, forwarded=PERSON) == (PERSON, "https")


def test_what_somebody_writes_before_it_reaches_the_proxy_is_not() -> None:
    assert seen(PROXY, sent_by=PROXY, forwarded=f"127.0.0.1, {PERSON}") == (PERSON, "https")


@pytest.mark.parametrize("sent_by", [STRANGER, "127.0.0.1"])
def test_nobody_else_is_believed(sent_by: str) -> None:
    assert seen(PROXY, sent_by=sent_by, forwarded=PERSON) == (sent_by, "http")


@pytest.mark.parametrize("sent_by", [STRANGER, "127.0.0.1", PROXY])
@pytest.mark.parametrize("environment", ["", "*"])
def test_where_none_was_named_nobody_is_believed(
    sent_by: str, environment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", environment)
    assert seen("", sent_by=sent_by, forwarded=PERSON) == (sent_by, "http")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where sendsat is served with what it ships with."""
    surroundings = {**os.environ, "SENDSAT_DATABASE_URL": f"sqlite:///{tmp_path_factory.mktemp('here') / 'sendsat.db'}"}
    command = [sys.executable, "-m", "sendsat", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, text=True) as ran:
        assert ran.stdout
        yield re.findall(r"http://localhost:\d+", ran.stdout.readline())[0]
        ran.send_signal(signal.SIGINT if os.name != "nt" else signal.SIGTERM)
        ran.wait(60)


def test_browsers_are_told_of_no_site_that_may_speak_to_a_page_from_around_it(address: str) -> None:
    with urlopen(f"{address}/_stcore/host-config", timeout=30) as answer:
        assert json.load(answer)["allowedOrigins"] == []
