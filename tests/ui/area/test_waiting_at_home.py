"""Home of a local authority says how many submissions wait, to whoever may accept them, and leads to them."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.people.people import Person, Role
from sendsat.services.area import accepting
from sendsat.services.organisation import people
from sendsat.services.organisation.admitting import admit
from sendsat.services.visit.visiting import visiting
from sendsat.services.work import reading
from sendsat.storage.queries.area.unaccepted import unaccepted_of
from sendsat.ui.frame.navigation import SHOWS
from sendsat.ui.frame.words import waiting_words
from tests.factories import STARTED
from tests.services.area.sending import key_of, submission_from
from tests.ui.area.test_area_pages import wait, words
from tests.ui.frame.test_page_cost import MOST_STATEMENTS, counted
from tests.ui.visit import begin_elm, coming_to, desk


def begin(kind: OrganisationKind = OrganisationKind.LOCAL_AUTHORITY) -> None:
    begin_elm(kind=kind)


def let_wait(*numbers: int) -> None:
    for number in numbers:
        at = desk()
        wait(at, submission_from(at.organisation.uid, number, key=key_of(number), edition=at.library.current.id))


def home() -> AppTest:
    page = coming_to("").run()
    assert not page.exception
    return page


def links(page: AppTest) -> list[str]:
    return [one.proto.label for one in page.main.get("page_link")]


LINK = "Check who sent what waits"


@pytest.mark.parametrize("number", [1, 2])
def test_home_says_how_many_wait_and_leads_there_until_they_are_seen_to(own_database: None, number: int) -> None:
    begin()
    let_wait(*range(number))
    page = home()
    assert f"**{waiting_words(number)}**" in words(page)
    assert LINK in links(page)
    with reading(desk()) as scope:
        waiting = unaccepted_of(scope)
    assert len(waiting) == number
    for one in waiting:
        accepting.refuse_waiting(desk(), unaccepted_id=one.id)
    page.run()
    assert "until you check" not in words(page)
    assert LINK not in links(page)


def test_home_says_nothing_where_nothing_waits_or_where_nobody_sends(own_database: None) -> None:
    begin(OrganisationKind.PROVIDER)
    page = home()
    assert "until you check" not in words(page)
    assert LINK not in links(page)


def test_home_of_an_authority_stays_within_the_limit_however_many_wait(own_database: None) -> None:
    begin()
    page = coming_to("")
    with counted() as cost:
        page.run()
    alone = len(cost.statements)
    let_wait(*range(3))
    page = coming_to("")
    with counted() as cost:
        page.run()
    assert "3 submissions wait" in words(page)
    assert len(cost.statements) == alone <= MOST_STATEMENTS
    assert cost.transactions == 1


@pytest.mark.parametrize(("role", "told"), [(Role.ADMINISTRATOR, 2), (Role.READER, 0)])
def test_only_who_may_accept_them_is_told(own_database: None, role: Role, told: int) -> None:
    begin()
    let_wait(1, 2)
    at = desk()
    people.invite(at, who="sam@elm.ac.uk", role=role)
    sam = Person("sam", "Sam", Role.STRANGER, frozenset(), subject="sam", mail="sam@elm.ac.uk")
    admit(at.store, sam, first_administrator="", now=STARTED)
    with visiting(at.store, at.library, sam) as visit:
        assert visit is not None
        assert visit.look(visit.rounds[-1].id, SHOWS[""]).waiting == told


def test_of_another_organisation_nothing_is_counted(own_database: None) -> None:
    begin()
    let_wait(1)
    at = desk()
    provider = replace(at.organisation, kind=OrganisationKind.PROVIDER)
    with visiting(at.store, at.library) as visit:
        assert visit is not None
        there = replace(visit, desk=replace(visit.desk, organisation=provider))
        assert there.look(visit.rounds[-1].id, SHOWS[""]).waiting == 0


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, ""),
        (1, "1 submission waits until you check who sent it."),
        (2, "2 submissions wait until you check who sent them."),
    ],
)
def test_the_words_fit_the_number(number: int, said: str) -> None:
    assert waiting_words(number) == said
