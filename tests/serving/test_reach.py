"""How sendsat is reached: it never stands open to everybody, and says what to do instead."""

import asyncio
from typing import Any

import pytest

from sendsat.errors import Invalid, Refused
from sendsat.serving.headers import SecureCookiesMiddleware
from sendsat.serving.reach import Reach, check_reach, secrets_of
from sendsat.settings import SignIn
from tests.sign_in.college import run_serve

SIGN_IN = SignIn("https://login.example/", "sendsat", "secret", "x" * 40, "ada@college.ac.uk")
ORIGIN = "https://sendsat.college.ac.uk"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "sendsat.college.ac.uk"])
def test_beyond_this_computer_it_asks_who_somebody_is_or_does_not_start(host: str) -> None:
    with pytest.raises(Refused, match="did not start") as refused:
        check_reach(Reach(8501, host, ORIGIN), None)
    assert "On a server" in refused.value.remedy
    assert check_reach(Reach(8501, host, ORIGIN), SIGN_IN).origin == ORIGIN
    assert check_reach(Reach(8501, host, share=True), None).share


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_on_this_computer_nobody_needs_to_sign_in(host: str) -> None:
    assert check_reach(Reach(8501, host), None) == Reach(8501, host)
    assert check_reach(Reach(8501, host), SIGN_IN).origin == "http://localhost:8501"


@pytest.mark.parametrize("reach", [Reach(8501, "0.0.0.0"), Reach(8501, share=True)])
def test_with_sign_in_it_must_know_what_people_type(reach: Reach) -> None:
    with pytest.raises(Invalid, match="address that people type"):
        check_reach(reach, SIGN_IN)


@pytest.mark.parametrize(
    "origin",
    ["http://sendsat.college.ac.uk", f"{ORIGIN}/tool", f"{ORIGIN}?a=b", "sendsat.college.ac.uk", "https://", "ftp://x"],
)
def test_an_address_that_others_could_read_or_that_leads_elsewhere_is_refused(origin: str) -> None:
    with pytest.raises(Invalid, match="cannot be sendsat's address"):
        check_reach(Reach(8501, "0.0.0.0", origin), SIGN_IN)


def test_people_come_back_from_the_provider_to_the_address_they_type() -> None:
    told = secrets_of(SIGN_IN, ORIGIN)["auth"]
    assert told["redirect_uri"] == f"{ORIGIN}/oauth2callback"
    assert told["server_metadata_url"] == "https://login.example/.well-known/openid-configuration"
    assert "secret" not in repr(SIGN_IN)


def test_the_command_says_in_one_line_why_it_does_not_start() -> None:
    ran = run_serve("--host", "0.0.0.0", "--port", "0", environment={})
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("sendsat: Whoever reaches 0.0.0.0 could read and change everything")
    assert ran.stderr.count("\n") == 1


def test_behind_https_every_cookie_stays_on_https() -> None:
    sent: list[Any] = []

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        cookies = [(b"set-cookie", b"a=1; HttpOnly"), (b"Set-Cookie", b"b=2; Secure"), (b"x-other", b"c=3")]
        await send({"type": "http.response.start", "status": 200, "headers": cookies})

    async def receive() -> Any:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(SecureCookiesMiddleware(app)({"type": "http"}, receive, send))
    assert [value for _, value in sent[0]["headers"]] == [b"a=1; HttpOnly; Secure", b"b=2; Secure", b"c=3"]
