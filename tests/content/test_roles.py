"""Who does next steps: few roles, each one person, and one team for what people outside should hear from one."""

import re
from collections import Counter

import pytest

from sendsat.guide.model import NextStep
from tests.content.shipped import edition, ours, statements

CALLING = re.compile(
    r"(?<!whose team )(?<!whose team alone )\b(rings?|phones?|calls?|contacts?|follow up)( \w+)? leavers?\b"
)
LEAVERS = ["LM27", "SP22", "WBL18", "LA24"]


def steps() -> list[tuple[str, NextStep]]:
    return [(one.id, step) for one in statements() for step in ours(one).next_steps]


def steps_of(statement_id: str) -> list[NextStep]:
    return [step for id_, step in steps() if id_ == statement_id]


def test_every_role_has_something_to_do_and_every_owner_is_a_role() -> None:
    assert {step.owner for _, step in steps()} == set(edition().role_by_name)
    assert len(edition().roles) <= 30


def test_only_the_duty_manager_is_on_duty() -> None:
    assert [role.name for role in edition().roles if role.on_duty] == ["Duty manager"]


def test_no_role_carries_more_than_a_tenth_of_all_steps() -> None:
    shares = Counter(step.owner for _, step in steps())
    assert max(shares.values()) <= len(steps()) / 10


@pytest.mark.parametrize(
    "titles",
    [("Careers lead", "Careers leader"), ("Director of curriculum", "Curriculum director"),
     ("Data manager", "Management information manager"), ("Safeguarding lead", "Designated safeguarding lead"),
     ("Placement coordinator", "Work placement co-ordinator", "Work experience coordinator", "Placement co-ordinator")],
)  # fmt: skip
def test_one_person_is_not_two_owners(titles: tuple[str, ...]) -> None:
    assert len(set(titles) & set(edition().role_by_name)) == 1


def test_one_team_contacts_leavers() -> None:
    calling = {step.owner for _, step in steps() if CALLING.search(step.text.casefold())}
    assert calling == {"Careers leader"}


@pytest.mark.parametrize("statement_id", [one for one in LEAVERS if one != "SP22"])
def test_the_others_are_told_who_contacts_leavers(statement_id: str) -> None:
    assert any("careers leader, whose team" in step.text for step in steps_of(statement_id))


def test_one_team_keeps_the_inbox_for_consultations_and_the_others_know_which() -> None:
    set_up = [(id_, step.owner) for id_, step in steps() if re.search(r"[Ss]et up one inbox", step.text)]
    assert set_up == [("LM13", "Admissions manager")]
    first = steps_of("SP5")[0]
    assert "the one inbox (see LM13)" in first.text
    assert first.owner == "Admissions manager"
