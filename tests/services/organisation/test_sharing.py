"""Shared and signed in to by several organisations: nobody who leads one of them acts on the browsers of all."""

from contextlib import closing
from dataclasses import replace

import pytest

from sendsat.assessment.people.people import Role
from sendsat.errors import Refused
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation import people
from sendsat.services.organisation.admitting import admit
from sendsat.services.organisation.sharing import Sharing, make_own_link, shut_out_others, speaks_for_everybody
from sendsat.services.records import organisation_binning as whole
from sendsat.storage.opening import open_store
from tests.conftest import Clock, add_desk, found_desk
from tests.factories import STARTED
from tests.services.organisation.test_organisations import SAM, signed_in

LEADING = (Role.ADMINISTRATOR, Role.LEAD, Role.FACILITATOR)


@pytest.fixture
def shared(desk: Desk) -> Sharing:
    return Sharing(desk.store, desk.now)


def a_browser(shared: Sharing) -> str:
    """The key of a browser that is let in."""
    return shared.exchange(shared.new_link()) or ""


def also_at(desk: Desk, role: Role) -> None:
    """Sam comes in at a second organisation too."""
    teams = [team.id for team in viewing.teams_of(desk)] if role is Role.CONTRIBUTOR else ()
    people.invite(desk, who=SAM.mail, role=role, teams=tuple(teams))
    admit(desk.store, SAM, first_administrator="", now=STARTED)


@pytest.mark.parametrize("role", LEADING)
def test_whoever_leads_one_of_two_organisations_shuts_nobody_out(desk: Desk, shared: Sharing, role: Role) -> None:
    add_desk(desk)
    sam = signed_in(desk, role)
    mine, theirs, waiting = a_browser(shared), a_browser(shared), shared.new_link()

    with pytest.raises(Refused, match="Other organisations use this sendsat too") as refused:
        shut_out_others(sam, sharing=shared, own=mine)

    assert "runs workshops in all of them" in refused.value.remedy
    assert [shared.opens_with(one) for one in (mine, theirs)] == [True, True]
    assert shared.is_unused(waiting)
    assert [Sharing(desk.store, desk.now).opens_with(one) for one in (mine, theirs)] == [True, True]


@pytest.mark.parametrize("elsewhere", [Role.CONTRIBUTOR, Role.READER, Role.PARTNER])
def test_a_role_at_the_other_that_leads_nothing_is_not_enough(desk: Desk, shared: Sharing, elsewhere: Role) -> None:
    other = add_desk(desk)
    sam = signed_in(desk, Role.ADMINISTRATOR)
    also_at(other, elsewhere)
    theirs = a_browser(shared)

    with pytest.raises(Refused, match="Other organisations"):
        shut_out_others(sam, sharing=shared, own=a_browser(shared))
    assert shared.opens_with(theirs)


@pytest.mark.parametrize("role", LEADING)
def test_whoever_leads_all_of_them_shuts_all_others_out(desk: Desk, shared: Sharing, role: Role) -> None:
    other = add_desk(desk)
    sam = signed_in(desk, Role.FACILITATOR)
    also_at(other, role)
    mine, theirs = a_browser(shared), a_browser(shared)

    shut_out_others(sam, sharing=shared, own=mine)

    assert [shared.opens_with(one) for one in (mine, theirs)] == [True, False]


def test_whoever_leads_the_only_organisation_shuts_all_others_out(desk: Desk, shared: Sharing) -> None:
    sam = signed_in(desk, Role.FACILITATOR)
    mine, theirs = a_browser(shared), a_browser(shared)
    shut_out_others(sam, sharing=shared, own=mine)
    assert [shared.opens_with(one) for one in (mine, theirs)] == [True, False]


def test_who_leads_all_is_found_out_where_the_database_guards_organisations_too(
    any_database: str, library: Library, clock: Clock
) -> None:
    with closing(open_store(any_database)) as store:
        here = found_desk(store, library, clock)
        other = add_desk(here)
        sam = signed_in(here, Role.FACILITATOR)
        assert not speaks_for_everybody(sam)
        also_at(other, Role.LEAD)
        assert speaks_for_everybody(sam)


def test_an_organisation_in_the_bin_counts_for_nothing(desk: Desk, shared: Sharing) -> None:
    other = add_desk(desk)
    sam = signed_in(desk, Role.FACILITATOR)
    assert not speaks_for_everybody(sam)
    whole.put_organisation_in_bin(replace(other, person=desk.person))
    assert speaks_for_everybody(sam)


def test_where_nobody_signs_in_whoever_leads_speaks_for_all(desk: Desk, shared: Sharing) -> None:
    add_desk(desk)
    mine, theirs = a_browser(shared), a_browser(shared)
    shut_out_others(desk, sharing=shared, own=mine)
    assert [shared.opens_with(one) for one in (mine, theirs)] == [True, False]


def test_a_link_of_one_organisation_makes_no_others_worthless(desk: Desk, shared: Sharing) -> None:
    other = add_desk(desk)
    sam = signed_in(desk, Role.FACILITATOR)
    printed = shared.new_link()
    theirs = shared.new_link(other.organisation.id)
    first = make_own_link(sam, sharing=shared)
    second = make_own_link(sam, sharing=shared)

    assert [shared.is_unused(one) for one in (printed, theirs, first, second)] == [True, True, False, True]
    assert shared.exchange(second)
    assert [shared.is_unused(one) for one in (printed, theirs, second)] == [True, True, False]


def test_a_link_of_whoever_speaks_for_all_takes_the_place_of_every_other(desk: Desk, shared: Sharing) -> None:
    sam = signed_in(desk, Role.FACILITATOR)
    printed = shared.new_link()
    fresh = make_own_link(sam, sharing=shared)
    assert [shared.is_unused(one) for one in (printed, fresh)] == [False, True]
