"""Signing in at a real provider over real HTTP: who shows a good token comes in, and with any other nobody does."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.guide.library import Library
from sendsat.services.organisation.founding import found_organisation
from sendsat.storage.opening import open_store
from tests.factories import STARTED
from tests.services.prepared import noted
from tests.sign_in.college import ADMINISTRATOR, SIGNED_IN, College, open_college, sign_in


@pytest.fixture(scope="module")
def college(tmp_path_factory: pytest.TempPathFactory) -> Iterator[College]:
    with open_college(tmp_path_factory.mktemp("college") / "sendsat.db") as one:
        yield one


@pytest.fixture
def browser() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False, timeout=60) as one:
        yield one


def test_with_a_good_token_one_is_signed_in_and_back_at_the_first_page(college: College, browser: httpx.Client) -> None:
    ended = sign_in(college, ADMINISTRATOR, browser)

    assert (ended.status_code, str(ended.url)) == (200, f"{college.url}/")
    assert SIGNED_IN in browser.cookies


@pytest.mark.parametrize(
    ("asked", "landed"), {"%2Fleadership%3Fpart%3D1.1": "/leadership?part=1.1", "%2F%2Fevil.example": "/"}.items()
)
def test_one_lands_on_the_page_that_was_asked_for(
    college: College, browser: httpx.Client, asked: str, landed: str
) -> None:
    browser.cookies.set("sendsat_asked", asked, domain="localhost.local")
    ended = sign_in(college, ADMINISTRATOR, browser)

    assert (ended.status_code, str(ended.url)) == (200, f"{college.url}{landed}")
    assert SIGNED_IN in browser.cookies


@pytest.fixture
def refused(college: College, library: Library) -> Iterator[Callable[[], list[str]]]:
    """What the record of this sendsat says of sign-ins that were refused; somebody has begun here."""
    with closing(open_store(f"sqlite:///{college.database}")) as store:
        if not noted(store):
            found_organisation(
                store, library, name="Elm", kind=OrganisationKind.PROVIDER, round_name="Autumn", now=STARTED
            )
        yield lambda: [f"{one.person}: {one.new}" for one in noted(store) if one.field == "sign-in refused"]


@pytest.mark.parametrize("fault", ["unsigned", "expired", "other-audience", "other-issuer", "other-key"])
def test_the_record_says_that_a_token_was_refused_and_nothing_of_what_it_said(
    college: College, browser: httpx.Client, refused: Callable[[], list[str]], fault: str
) -> None:
    before = len(refused())
    sign_in(college, f"{fault}+{ADMINISTRATOR}", browser)

    assert len(refused()) == before + 1
    assert refused()[0].startswith("Somebody unknown: what the sign-in service answered failed its check")
    assert "college" not in "".join(refused())


def test_who_comes_in_and_who_was_not_sent_are_no_refusals(
    college: College, browser: httpx.Client, refused: Callable[[], list[str]]
) -> None:
    before = refused()
    sign_in(college, ADMINISTRATOR, browser)
    browser.get(f"{college.url}/oauth2callback?code=made-up&state=made-up", follow_redirects=True)
    browser.get(f"{college.url}/oauth2callback?error=access_denied", follow_redirects=True)
    assert refused() == before


@pytest.mark.parametrize("fault", ["unsigned", "expired", "other-audience", "other-issuer", "other-key"])
def test_a_token_that_cannot_be_trusted_signs_nobody_in(college: College, browser: httpx.Client, fault: str) -> None:
    ended = sign_in(college, f"{fault}+{ADMINISTRATOR}", browser)

    assert (ended.status_code, str(ended.url)) == (200, f"{college.url}/")
    assert SIGNED_IN not in browser.cookies


def test_nobody_comes_back_from_the_provider_who_was_not_sent_there(college: College, browser: httpx.Client) -> None:
    ended = browser.get(f"{college.url}/oauth2callback?code=made-up&state=made-up", follow_redirects=True)

    assert str(ended.url) == f"{college.url}/"
    assert SIGNED_IN not in browser.cookies


def test_the_secret_at_the_provider_stands_in_no_file_of_the_project(college: College) -> None:
    from tests.sign_in.college import CLIENT_SECRET

    beside = [one for one in Path(college.database).parent.iterdir() if one.suffix != ".log"]
    assert all(CLIENT_SECRET.encode() not in one.read_bytes() for one in beside if one.is_file())
