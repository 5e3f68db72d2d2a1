"""Whoever signs in is known by account, sign-ins and invitations: all of it is exported, and erased with the person."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.people.people import Person, Role, stranger
from sendsat.assessment.records.redaction import SOMEBODY
from sendsat.errors import NotFound, Refused
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation import people
from sendsat.services.organisation.admitting import admit, note_sign_in
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.records import binning, redacting
from sendsat.services.records.redacting import Removed
from sendsat.services.work import NotLetIn
from sendsat.storage.opening import open_store
from sendsat.storage.tables.people import InvitationRow, MembershipRow, PersonRow
from sendsat.storage.tables.rounds import ChangeRow
from tests.conftest import add_desk
from tests.factories import STARTED

LATER = STARTED + timedelta(hours=1)
ZADIE = "zadie.quill@elm.ac.uk"


@pytest.fixture
def elm(any_database: str, library: Library) -> Iterator[Desk]:
    with closing(open_store(any_database)) as store:
        organisation, _ = found_organisation(
            store, library, name="Elm", kind=OrganisationKind.PROVIDER, round_name="Autumn", now=STARTED
        )
        yield Desk(store, library, organisation)


def who(mail: str, name: str) -> Person:
    return stranger(subject=f"https://login.example|{mail}", mail=mail, name=name, at=LATER)


def let_in(desk: Desk, mail: str, name: str, role: Role) -> Desk:
    people.invite(desk, who=mail, role=role)
    admit(desk.store, who(mail, name), first_administrator="", now=STARTED)
    note_sign_in(desk.store, who(mail, name), now=LATER)
    return replace(desk, person=who(mail, name))


@pytest.fixture
def ada(elm: Desk) -> Desk:
    """The administrator's desk; Zadie leads, and somebody invited her once more."""
    ada = let_in(elm, "ada@elm.ac.uk", "Ada Lum", Role.ADMINISTRATOR)
    let_in(elm, ZADIE, "Zadie Quill", Role.LEAD)
    people.invite(ada, who=ZADIE, role=Role.READER)
    return ada


def erase(desk: Desk, name: str = "Zadie Quill") -> Removed:
    return redacting.erase_person(desk, name=name, seen=len(redacting.find_person(desk, name)))


def everything_stored(desk: Desk) -> str:
    with desk.store.looking() as session:
        tables = (PersonRow, MembershipRow, InvitationRow, ChangeRow)
        return repr([row.model_dump() for table in tables for row in session.exec(select(table)).all()])


@pytest.mark.parametrize("typed", ["Zadie Quill", "zadie  quill", ZADIE, ZADIE.upper()])
def test_the_file_lists_account_role_sign_ins_and_invitations(ada: Desk, typed: str) -> None:
    places = json.loads(redacting.person_file(ada, "json", typed)[1])["places"]

    told = {one["what"]: one["text"] for one in places}
    assert told["Account, name"] == "Zadie Quill"
    assert told["Account, e-mail address"] == ZADIE
    assert told["Account, what the sign-in service calls them"] == f"https://login.example|{ZADIE}"
    day = f"{LATER.day} {LATER:%B %Y}"
    assert told["Account, role here"].startswith("Lead since ")
    assert told["Account, role here"].endswith(f"signed in last on {day}")
    assert told["Who is invited"].startswith(f"{ZADIE}: Reader, ")
    assert f"Sign-in, {day}, {LATER:%H:%M} UTC" in told


def test_erased_neither_name_nor_address_is_left_in_account_invitations_and_record(ada: Desk) -> None:
    done = erase(ada)

    left = everything_stored(ada).casefold()
    assert "zadie" not in left
    assert "quill" not in left
    assert f"{SOMEBODY} ({SOMEBODY})" in left, "the record still says that somebody signed in"
    assert done.erased is not None
    assert dict(done.erased.counts) | {"place": 0} == {"place": 0, "membership": 1, "account": 1, "invitation": 1}
    with pytest.raises(NotFound):
        erase(ada)
    assert viewing.rounds_of(ada), "others stay"


def test_the_certificate_says_what_went_and_not_whose_it_was(ada: Desk) -> None:
    erased = erase(ada).erased
    assert erased is not None
    name, content = binning.certificate_file(ada, erased)

    assert f"Person: {SOMEBODY}\n".encode() in content
    assert b"- 1 membership\n" in content
    assert b"By: Ada Lum" in content
    assert "Zadie" not in name + content.decode()


@pytest.mark.parametrize("first", ["", ZADIE])
def test_who_was_erased_is_new_and_no_domain_nor_the_servers_word_gives_them_rights(ada: Desk, first: str) -> None:
    people.invite(ada, who="@elm.ac.uk", role=Role.LEAD)
    erase(ada)
    zadie = who(ZADIE, "Zadie Quill")

    with pytest.raises(NotLetIn):
        viewing.rounds_of(replace(ada, person=zadie))
    with pytest.raises(NotLetIn):
        admit(ada.store, zadie, first_administrator=first, now=LATER)

    assert viewing.rounds_of(let_in(ada, ZADIE, "Zadie Quill", Role.READER)), "an invitation of her own"
    with pytest.raises(Refused, match="may not"):
        redacting.find_person(replace(ada, person=replace(zadie, role=Role.READER)), "Ada Lum")
    assert erase(ada).erased is not None, "and she can be erased once more"


def test_the_last_administrator_stays_and_nothing_is_changed(elm: Desk, ada: Desk) -> None:
    before = everything_stored(ada)
    with pytest.raises(Refused, match=r"last administrator.*Make somebody else an administrator first"):
        erase(elm, "Ada Lum")
    assert everything_stored(ada) == before

    let_in(elm, "bo@elm.ac.uk", "Bo Lum", Role.ADMINISTRATOR)
    erase(elm, "Ada Lum")
    with pytest.raises(NotLetIn):
        viewing.rounds_of(ada)


def test_two_administrators_of_one_name_are_not_both_erased(elm: Desk, ada: Desk) -> None:
    let_in(elm, "ada2@elm.ac.uk", "Ada Lum", Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="last administrator"):
        erase(elm, "Ada Lum")

    erase(elm, "ada2@elm.ac.uk")
    assert viewing.rounds_of(ada)
    assert "Ada Lum" in everything_stored(elm), "the name is the other's too"


def test_nobody_erases_themselves_since_the_record_must_say_who_did_it(ada: Desk) -> None:
    let_in(ada, "bo@elm.ac.uk", "Bo Lum", Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="Ask another administrator"):
        erase(ada, "Ada Lum")


@pytest.mark.parametrize("role", [Role.LEAD, Role.FACILITATOR, Role.READER])
def test_only_administrators_see_or_erase_an_account(ada: Desk, role: Role) -> None:
    other = let_in(ada, "cy@elm.ac.uk", "Cy Ray", role)
    for look in (
        lambda: redacting.find_person(other, ZADIE),
        lambda: redacting.person_file(other, "json", ZADIE),
        lambda: redacting.erase_person(other, name=ZADIE, seen=1),
    ):
        with pytest.raises(Refused, match="may not"):
            look()
    assert ZADIE in everything_stored(ada)


def test_part_of_a_name_ends_no_account(ada: Desk) -> None:
    erase(ada, "Quill")
    assert viewing.rounds_of(replace(ada, person=who(ZADIE, "Zadie Quill")))


def test_another_organisation_keeps_the_account_and_learns_nothing(elm: Desk, ada: Desk) -> None:
    dale = add_desk(elm)
    let_in(dale, ZADIE, "Zadie Quill", Role.READER)
    done = erase(ada)

    assert done.erased is not None
    assert (done.erased.counts["account"], done.erased.kept) == (0, 1)
    assert b"another organisation" in binning.certificate_file(ada, done.erased)[1]
    with pytest.raises(NotLetIn):
        viewing.rounds_of(replace(ada, person=who(ZADIE, "Zadie Quill")))
    assert viewing.rounds_of(replace(dale, person=who(ZADIE, "Zadie Quill")))
    assert redacting.find_person(ada, ZADIE) == (), "nothing here leads to it any more"

    assert erase(dale).erased is not None
    assert "zadie" not in everything_stored(ada).casefold()
