"""Who may do what: a member everything but vote, a phone nothing but vote."""

import pytest

from sendsat.assessment.people.people import A_PHONE, SOMEONE, Person, Role
from sendsat.assessment.people.permissions import GRANTED, May, check_may, may
from sendsat.errors import Refused


def test_every_role_is_granted_something_but_to_whom_nobody_let_in() -> None:
    assert set(GRANTED) == set(Role)
    assert {role for role, granted in GRANTED.items() if not granted} == {Role.STRANGER}


def test_every_permission_is_held_by_somebody() -> None:
    assert frozenset().union(*GRANTED.values()) == frozenset(May)


@pytest.mark.parametrize("permission", May)
def test_a_phone_may_vote_and_nothing_else(permission: May) -> None:
    assert may(A_PHONE, permission) is (permission is May.VOTE)
    assert may(SOMEONE, permission) is (permission is not May.VOTE)


@pytest.mark.parametrize("permission", [one for one in May if one is not May.VOTE])
def test_a_refusal_says_who_may_not_do_what(permission: May) -> None:
    with pytest.raises(Refused, match=permission.value) as refused:
        check_may(Person("kim", "Kim", Role.VOTER), permission)
    assert refused.value.message.startswith("Kim may not ")
    assert refused.value.remedy
