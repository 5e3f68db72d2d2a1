"""Shared with a room while people sign in: both doors hold, and whoever comes back from the provider passes."""

import re
from collections.abc import Iterator

import httpx
import pytest

from tests.sign_in.college import ADMINISTRATOR, SIGNED_IN, College, open_college, sign_in


@pytest.fixture(scope="module")
def college(tmp_path_factory: pytest.TempPathFactory) -> Iterator[College]:
    database = tmp_path_factory.mktemp("shared") / "sendsat.db"
    with open_college(database, "--share", "--origin", "http://localhost:{port}") as one:
        yield one


@pytest.fixture
def browser() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False, timeout=60) as one:
        yield one


def test_who_has_the_facilitators_link_signs_in(college: College, browser: httpx.Client) -> None:
    key = re.search(r"token=(\S+)", college.log.read_text())
    assert key is not None
    asked = browser.get(f"{college.url}/?token={key[1]}", follow_redirects=True)
    shown = re.search(r'name="(mark)" value="(\w+)"', asked.text)
    assert shown is not None
    browser.post(str(asked.url), data={shown[1]: shown[2]}, headers={"Origin": college.url}, follow_redirects=True)

    ended = sign_in(college, ADMINISTRATOR, browser)

    assert str(ended.url) == f"{college.url}/"
    assert SIGNED_IN in browser.cookies


def test_without_the_link_only_the_way_back_from_the_provider_is_open(college: College, browser: httpx.Client) -> None:
    back = browser.get(f"{college.url}/oauth2callback?code=x&state=y")
    assert (back.status_code, back.headers["location"]) == (302, "/")
    for closed in ("/", "/auth/login", "/people", "/oauth2callback/x"):
        assert "Join the workshop" in browser.get(f"{college.url}{closed}").text
    assert browser.post(f"{college.url}/oauth2callback").status_code == 403


def test_the_way_back_is_open_by_no_other_name(college: College, browser: httpx.Client) -> None:
    asked = browser.get(f"{college.url}/oauth2callback?code=x&state=y", headers={"Host": "evil.example"})
    assert asked.status_code == 421
