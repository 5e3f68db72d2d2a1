"""The organisation's own name and kind can be put right after the first run, and history tells of it."""

import pytest
from sqlmodel import select

from sendsat.assessment.organisations import OrganisationKind
from sendsat.errors import Invalid
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import change_organisation
from sendsat.storage.tables.rounds import ChangeRow

AUTHORITY = OrganisationKind.LOCAL_AUTHORITY


def told(desk: Desk) -> list[tuple[str, str, str]]:
    with desk.store.looking() as session:
        return [(one.field, one.old, one.new) for one in session.exec(select(ChangeRow))]


def test_a_mistyped_name_and_kind_are_put_right(desk: Desk) -> None:
    before, teams = desk.organisation, viewing.teams_of(desk)

    change_organisation(desk, name="  Elm   County ", kind=AUTHORITY)

    [now] = viewing.organisations_here(desk.store)
    assert (now.name, now.kind, now.uid) == ("Elm County", AUTHORITY, before.uid)
    assert viewing.teams_of(desk) == teams
    assert told(desk)[-2:] == [
        ("organisation renamed", before.name, "Elm County"),
        ("organisation's kind changed", before.kind.value, AUTHORITY.value),
    ]


def test_what_stays_the_same_leaves_no_trace(desk: Desk) -> None:
    before = told(desk)
    change_organisation(desk, name=desk.organisation.name, kind=desk.organisation.kind)
    assert told(desk) == before


@pytest.mark.parametrize("name", ["", "  ", "x" * 121])
def test_an_organisation_needs_a_name_of_a_length_that_fits(desk: Desk, name: str) -> None:
    with pytest.raises(Invalid):
        change_organisation(desk, name=name, kind=AUTHORITY)
    assert viewing.organisations_here(desk.store) == (desk.organisation,)
