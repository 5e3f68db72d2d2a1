"""Open actions of several colleges: in one order, and counted."""

from dataclasses import replace
from datetime import date
from typing import Any

from sendsat.assessment.groups.actions import Load, load_of, planned_in
from sendsat.assessment.groups.group import College
from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.values import Action, Status
from tests.factories import make_action, make_round

TODAY = date(2026, 7, 1)
LATE, NEXT = date(2026, 6, 30), TODAY


def action(number: int, **fields: Any) -> Action:
    return replace(make_action(), id=number, **fields)


def college(number: int, *actions: Action) -> College:
    return College(Organisation(number, str(number), "Oak", OrganisationKind.PROVIDER), make_round(), actions=actions)


def test_the_earliest_date_comes_first_whichever_college_it_is_of_and_no_date_comes_last() -> None:
    oak = college(1, action(1, due=None), action(2, due=NEXT))
    ash = college(2, action(3, due=LATE), action(4, due=NEXT, status=Status.DONE))
    planned = planned_in([("Oak", oak), ("Ash", ash)])
    assert [(one.name, one.action.id) for one in planned] == [("Ash", 3), ("Oak", 2), ("Oak", 1)]
    assert [one.is_late(TODAY) for one in planned] == [True, False, False]


def test_what_is_late_and_what_lacks_an_owner_or_a_date_is_counted() -> None:
    oak = college(1, action(1, due=LATE, owner="Ann"), action(2, due=None), action(3, due=NEXT))
    assert load_of(planned_in([("Oak", oak)]), TODAY) == Load(open=3, overdue=1, no_owner=2, no_date=1)
    assert load_of((), TODAY) == Load(0, 0, 0, 0)
