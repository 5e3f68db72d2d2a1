"""Where people sign in: nobody sees anything before, and what an administrator takes away ends at the next click."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.people.links import kept
from sendsat.assessment.people.membership import Member
from sendsat.assessment.people.people import Role, stranger
from sendsat.errors import Invalid
from sendsat.services.organisation import people
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.records import organisation_binning
from sendsat.services.work import reading
from sendsat.settings import SIGN_IN, load_settings
from sendsat.storage.queries.people.people import members_of
from sendsat.ui.frame import workplace
from sendsat.ui.start import who
from tests.factories import STARTED
from tests.services.prepared import noted
from tests.ui.visit import coming_to, desk

APP = str(Path(__file__).parents[3] / "app.py")
ISSUER = "https://login.example"
ADA, KIM = "ada@elm.ac.uk", "kim@elm.ac.uk"
GIVEN = {
    "issuer": ISSUER,
    "client_id": "sendsat",
    "client_secret": "secret",
    "cookie_secret": "a secret of more than thirty-two letters",
    "first_administrator": "Ada@elm.ac.uk",
}


def told(mail: str, **other: Any) -> dict[str, Any]:
    """What the provider says of somebody who has just signed in."""
    now = datetime.now(UTC).timestamp()
    name = mail.split("@")[0].title()
    who_it_is = {"iss": ISSUER, "sub": mail, "aud": "sendsat", "iat": now, "email": mail, "name": name}
    return {**who_it_is, "email_verified": True, "is_logged_in": True, **other}


@pytest.fixture(autouse=True)
def set_up(own_database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, variable in SIGN_IN.items():
        monkeypatch.setenv(variable, GIVEN[name])
    monkeypatch.setattr(who, "kept_link", lambda: None)


@pytest.fixture
def comes(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Open the app as somebody of whom the provider says this."""

    def opened(claims: dict[str, Any]) -> AppTest:
        monkeypatch.setattr(who, "claims", lambda: claims)
        return AppTest.from_file(APP, default_timeout=120).run()

    return opened


def found() -> None:
    found_organisation(
        workplace.store(),
        workplace.library(),
        name="Elm",
        kind=OrganisationKind.PROVIDER,
        round_name="Autumn",
        now=STARTED,
    )


def members() -> tuple[Member, ...]:
    with reading(desk()) as scope:
        return members_of(scope)


def labels(page: AppTest) -> set[str]:
    return {one.label for one in page.button}


def test_before_anybody_signed_in_the_app_shows_nothing_but_the_way_in(comes: Any) -> None:
    found()
    page = comes({})

    assert labels(page) == {"Sign in"}
    assert not page.exception
    assert "Elm" not in str(page)


def test_whoever_was_not_invited_is_told_as_whom_they_are_signed_in(comes: Any) -> None:
    found()
    page = comes(told("eve@else.example"))

    assert labels(page) == {"Try again", "Sign out"}
    assert any("Eve" in one.value and "eve" in one.value for one in page.markdown)
    assert "Elm" not in str(page)
    assert members() == ()


@pytest.mark.parametrize("claims", [{"email_verified": False}, {"email_verified": None}, {"email_verified": "no"}])
def test_an_address_that_was_not_verified_opens_nothing(comes: Any, claims: dict[str, Any]) -> None:
    found()
    page = comes(told(ADA, **claims))

    assert "Sign out" in labels(page)
    assert members() == ()


def test_the_first_administrator_sets_sendsat_up_and_nobody_else_may(comes: Any) -> None:
    assert labels(comes(told("eve@else.example"))) == {"Try again", "Sign out"}
    page = comes(told(ADA))
    assert "Start rating" in labels(page)

    page.text_input[0].set_value("Elm")
    next(one for one in page.button if one.label == "Start rating").click().run()

    (member,) = members()
    assert (member.person.mail, member.person.role) == (ADA, Role.ADMINISTRATOR)
    assert any(one.value == "Ada · Administrator" for one in page.caption)


def test_a_role_that_was_taken_away_ends_at_the_next_click(comes: Any) -> None:
    found()
    people.invite(desk(), who=KIM, role=Role.LEAD)
    comes(told(ADA))
    page = comes(told(KIM))
    assert any(one.value == "Kim · Lead" for one in page.caption)
    kim = next(one for one in members() if one.person.mail == KIM)

    people.change_role(desk(), person_id=kim.id, role=Role.READER)
    assert any(one.value == "Kim · Reader" for one in page.run().caption)

    people.remove_person(desk(), person_id=kim.id)
    assert labels(page.run()) == {"Try again", "Sign out"}


def test_only_what_our_provider_said_to_us_counts() -> None:
    settings = load_settings().sign_in
    assert settings is not None
    assert who.is_for_us(told(ADA), settings)
    assert who.is_for_us(told(ADA, aud=["another", "sendsat"]), settings)
    assert not who.is_for_us(told(ADA, aud="another", azp="sendsat"), settings)
    assert not who.is_for_us(told(ADA, iss="https://another.example"), settings)


def test_somebody_who_signed_in_yesterday_signs_in_again() -> None:
    now = datetime.now(UTC)
    assert who.person_from(told(ADA), now) == stranger(subject=f"{ISSUER}|{ADA}", mail=ADA, name="Ada")
    assert who.person_from(told(ADA), now + timedelta(hours=13)) is None
    assert who.person_from({}, now) is None


@pytest.mark.parametrize("missing", SIGN_IN)
def test_sign_in_that_is_set_up_in_part_opens_nothing(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as without:
        without.delenv(SIGN_IN[missing])
        with pytest.raises(Invalid, match=SIGN_IN[missing]):
            load_settings()


def test_what_was_said_to_another_program_is_noted_once_in_a_tab_without_a_name(comes: Any) -> None:
    found()
    page = comes(told(KIM, aud="another", azp="sendsat"))
    page.run()

    assert labels(page) == {"Sign in"}
    refused = [one for one in noted(workplace.store()) if one.field == "sign-in refused"]
    assert [one.person for one in refused] == ["Somebody unknown"]
    assert "kim" not in str(refused).casefold()
    assert "kim" not in str(page).casefold()


def test_a_sign_in_of_another_day_is_no_refusal(comes: Any) -> None:
    found()
    assert labels(comes(told(KIM, iat=0))) == {"Sign in"}
    assert not [one for one in noted(workplace.store()) if one.field == "sign-in refused"]


def at_people(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Ada at the page People."""
    claims = told(ADA)
    monkeypatch.setattr(who, "claims", lambda: claims)
    return coming_to("people").run()


def test_by_a_link_one_reads_without_an_account_until_it_is_ended(comes: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found()
    page = at_people(monkeypatch)
    page.text_input(key="link_for").set_value("Governors")
    page.button(key="make_link").click().run()
    token = page.code[0].value.rpartition("reader=")[2]
    now = datetime.now(UTC)
    monkeypatch.setattr(who, "kept_link", lambda: kept(token, now))

    reader = comes({})

    assert any(one.value == "Reading by the link “Governors”" for one in reader.caption)
    assert "Sign in" in labels(reader)
    record = coming_to("record").run()
    assert [one.value for one in record.title] == ["This page is not for your role"]
    assert not reader.exception
    page.button(key=f"end_link_{next(one.id for one in members() if one.ends_at)}").click().run()
    assert labels(reader.run()) == {"Sign in"}
    assert [one.value for one in reader.title] == ["This link has ended"]
    assert token not in str(page), "shown only until something else is done"


def test_a_link_for_nobody_is_not_made_and_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    found()
    page = at_people(monkeypatch)
    page.button(key="make_link").click().run()
    assert not page.code
    assert any("Say who it is for" in str(one.value) for one in page.error)


def test_whoever_comes_to_what_was_deleted_is_told_and_only_an_administrator_brings_it_back(comes: Any) -> None:
    found()
    assert not comes(told(ADA)).exception
    people.invite(desk(), who=KIM, role=Role.LEAD)
    assert comes(told(KIM)).title[0].value == "Autumn"
    organisation_binning.put_organisation_in_bin(desk())

    page = comes(told(KIM))
    assert not page.exception
    assert page.title[0].value == "Elm is in the bin"
    assert any("an administrator can bring it back" in one.value for one in page.markdown)
    assert not {one for one in labels(page) if "Elm" in one or "new organisation" in one}

    page = comes(told(ADA))
    assert {"Bring Elm back", "Begin a new organisation"} <= labels(page)
    next(one for one in page.button if one.label == "Bring Elm back").click().run()
    assert not page.exception
    assert comes(told(KIM)).title[0].value == "Autumn"
