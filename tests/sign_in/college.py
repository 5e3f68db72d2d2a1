"""A sendsat with sign-in on, beside a real OpenID Connect provider, each in a process of its own."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from joserfc import jwt
from joserfc.jwk import OctKey

from tests.browser.serving import ROOT, Server, free_port

FOLDER = Path(__file__).parent
COOKIE_SECRET = "a secret of more than thirty-two letters"
CLIENT, CLIENT_SECRET = "sendsat", "known to the provider and to sendsat"
ADMINISTRATOR = "ada@college.ac.uk"
SIGNED_IN = "_streamlit_user"
MISSING = "oidc-provider is missing, so nothing shows that people can sign in. Install it: make tools"


@dataclass
class Provider:
    """The provider; `redirect_uri` is the only address to which it sends people back."""

    redirect_uri: str
    port: int = field(default_factory=free_port)

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.port}"

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        node = shutil.which("node")
        assert node is not None, MISSING
        assert (FOLDER / "node_modules" / "oidc-provider").is_dir(), MISSING
        command = [node, "provider.js", str(self.port), CLIENT, CLIENT_SECRET, self.redirect_uri]
        with subprocess.Popen(command, cwd=FOLDER, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            try:
                yield
            finally:
                process.kill()


@dataclass
class College(Server):
    """A running sendsat where people sign in."""

    issuer: str = ""
    more: tuple[str, ...] = ()

    @property
    def arguments(self) -> list[str]:
        return [*super().arguments, *self.more]

    @property
    def environment(self) -> dict[str, str]:
        return {
            **super().environment,
            "SENDSAT_OIDC_ISSUER": self.issuer,
            "SENDSAT_OIDC_CLIENT_ID": CLIENT,
            "SENDSAT_OIDC_CLIENT_SECRET": CLIENT_SECRET,
            "SENDSAT_COOKIE_SECRET": COOKIE_SECRET,
            "SENDSAT_FIRST_ADMINISTRATOR": ADMINISTRATOR,
        }


@contextlib.contextmanager
def open_college(database: Path, *arguments: str) -> Iterator[College]:
    """A provider, and a sendsat that trusts it; `arguments` go to `serve`."""
    port = free_port()
    provider = Provider(f"http://localhost:{port}/oauth2callback")
    college = College(database, port, issuer=provider.issuer, more=tuple(one.format(port=port) for one in arguments))
    with provider.running():
        college.start()
        try:
            yield college
        finally:
            college.kill()


def ticket() -> str:
    """What a press on "Sign in" sends the browser with, sealed as the server seals it."""
    until = datetime.now(UTC) + timedelta(minutes=2)
    return jwt.encode(
        {"alg": "HS256"}, {"provider": "default", "exp": int(until.timestamp())}, OctKey.import_key(COOKIE_SECRET)
    )


def sign_in(college: College, account: str, browser: httpx.Client) -> httpx.Response:
    """Go the whole way of a sign-in, as a browser without a screen; gives where it ended."""
    asked = browser.get(f"{college.url}/auth/login", params={"provider": ticket()}, follow_redirects=True)
    found = re.search(r'action="([^"]+)"', asked.text)
    assert found is not None, asked.text[:500]
    return browser.post(found[1], data={"prompt": "login", "login": account, "password": "any"}, follow_redirects=True)


def run_serve(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Start sendsat where it is expected to refuse."""
    command = [sys.executable, "-m", "sendsat", "serve", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=60
    )
