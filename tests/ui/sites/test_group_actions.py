"""A group's open actions: all of them in one list, narrowed, counted, taken away, and each leading to its college."""

import csv
import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.values import Status
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation import grouping
from sendsat.services.organisation.founding import found_another
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.records import binning
from sendsat.services.rounds import agreeing, judging, rounds
from sendsat.services.work import reading
from sendsat.storage.queries import groups
from sendsat.ui.frame.choosing import EVERY
from tests.ui.frame.test_page_cost import MOST_STATEMENTS, counted
from tests.ui.sites.test_sites import opened, told
from tests.ui.visit import begin_elm, coming_to, desk

YESTERDAY, NEXT_MONTH = date.today() - timedelta(days=1), date.today() + timedelta(days=30)


def college(name: str, code: str) -> Desk:
    added = found_another(desk(), name=name, kind=OrganisationKind.PROVIDER, round_name="Autumn")
    here = replace(desk(), organisation=added)
    grouping.join_group(here, code=code)
    return here


def plan(here: Desk, text: str, **fields: object) -> int:
    round_id = viewing.rounds_of(here)[-1].id
    draft = Draft(text, **fields)  # type: ignore[arg-type]
    return planning.plan_action(here, round_id=round_id, team_id=None, statements=("LM1", "LM2"), draft=draft).id


@pytest.fixture
def oak(own_database: None) -> Desk:
    """Elm plans two things, one of them late; Oak, in its group, plans one without owner or date, in a round before."""
    begin_elm()
    oak = college("Oak", grouping.start_group(desk(), name="The Trees").uid)
    plan(desk(), "Train <staff>", owner="Ann", due=YESTERDAY)
    plan(desk(), "Buy tablets", owner="Bob", due=NEXT_MONTH)
    plan(oak, "=Ask parents")
    rounds.close_round(oak, round_id=viewing.rounds_of(oak)[-1].id)
    rounds.start_round(oak, name="Spring")
    return oak


def actions() -> AppTest:
    page = opened("group")
    page.session_state["group_tab"] = "Actions"
    page.run()
    assert not page.exception
    return page


def rows(page: AppTest) -> list[list[str]]:
    """The texts of the list, row by row."""
    [table] = re.findall(r'aria-label="Open actions">.*?<tbody>(.*?)</tbody>', told(page), re.DOTALL)
    cells = (re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row) for row in table.split("</tr>")[:-1])
    return [[re.sub("<[^>]+>", " ", cell).strip() for cell in row] for row in cells]


def files(page: AppTest) -> list[str]:
    """The files of actions that are offered."""
    labels = [str(one.proto.label) for one in page.get("download_button")]
    return [label for label in labels if "actions" in label]


def words(page: AppTest) -> str:
    return " ".join(one.value for one in page.markdown)


def test_every_open_action_stands_there_by_date_whichever_round_planned_it(oak: Desk) -> None:
    page = actions()
    assert [(row[0], row[1], row[3]) for row in rows(page)] == [
        ("Elm", "Train &lt;staff&gt;", "Ann"),
        ("Elm", "Buy tablets", "Bob"),
        ("Oak", "=Ask parents", "Nobody yet"),
    ]
    assert rows(page)[0][2] == "LM1, LM2"
    assert "1 day overdue" in rows(page)[0][4]
    assert "3 actions open: 1 overdue, 1 without an owner, 1 without a date." in words(page)


def test_one_college_and_what_is_overdue_can_be_asked_for(oak: Desk) -> None:
    page = actions()
    assert page.selectbox(key="group_college").proto.raw_value == "Every college", "an empty box would say nothing"
    page.selectbox(key="group_college").select(oak.organisation.id).run()
    assert [row[0] for row in rows(page)] == ["Oak"]
    assert "1 action open: 0 overdue, 1 without an owner, 1 without a date." in words(page)
    page.checkbox(key="group_overdue").check().run()
    assert page.info[0].value == "No action fits this filter."
    assert not files(page)
    page.selectbox(key="group_college").select(EVERY).run()
    assert page.selectbox(key="group_college").proto.raw_value == "Every college"
    assert [row[1] for row in rows(page)] == ["Train &lt;staff&gt;"]


def test_what_is_finished_or_in_the_bin_is_not_open(oak: Desk) -> None:
    plan(desk(), "Done already", status=Status.DONE)
    plan(oak, "Planned in a round that goes")
    assert len(rows(actions())) == 4
    binning.put_in_bin(oak, round_id=viewing.rounds_of(oak)[-1].id)
    assert {row[1] for row in rows(actions())} == {"Train &lt;staff&gt;", "Buy tablets", "=Ask parents"}


def test_a_row_leads_to_its_action_in_its_own_college_and_round(oak: Desk) -> None:
    [link] = re.findall(r'href="/actions\?([^"]*)"[^>]*>=Ask parents', told(actions()))
    asked = dict(part.split("=") for part in link.replace("&amp;", "&").split("&"))
    assert asked["org"] == oak.organisation.uid
    assert asked["round"] == str(viewing.rounds_of(oak)[-1].id)
    plan(oak, "Another of theirs")

    page = coming_to("actions", **asked).run()

    assert not page.exception
    assert page.selectbox(key="plan_one").value == int(asked["plan_one"])
    assert any("Ask parents" in one.value for one in page.markdown)


@pytest.mark.parametrize("wrong", ["999", "x", "9" * 5000, ""])
def test_a_link_to_an_action_that_is_not_there_opens_none(oak: Desk, wrong: str) -> None:
    page = coming_to("actions", plan_one=wrong).run()
    assert not page.exception
    assert page.selectbox(key="plan_one").value is None


def test_the_files_hold_what_is_shown(oak: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []
    page = actions()
    page.checkbox(key="group_overdue").check().run()
    assert files(page) == [
        "Download these actions (CSV)",
        "Download these actions (Excel)",
    ]
    monkeypatch.setattr("sendsat.ui.sites.group.actions.take_away", lambda *_a, make, **_k: made.append(make()))
    button = "sendsat.ui.sites.group.actions.st.download_button"
    monkeypatch.setattr(button, lambda label, make, **_k: "actions" in label and make())
    page.run()
    header, *found = csv.reader(io.StringIO(made[0].decode("utf-8-sig")))
    assert header[0] == "College"
    assert [row[:2] for row in found] == [["Elm", "Train <staff>"]]


def test_a_group_with_nothing_planned_says_so(own_database: None) -> None:
    begin_elm()
    college("Oak", grouping.start_group(desk(), name="The Trees").uid)
    assert "No college has an open action." in words(actions())


def test_the_page_costs_no_more_statements_with_more_colleges_and_actions(oak: Desk) -> None:
    round_ = viewing.rounds_of(desk())[-1]
    agreeing.set_roll_up(desk(), round_id=round_.id, roll_up=RollUp.LEADERS)
    judging.rate(desk(), round_id=round_.id, team_id=round_.teams[0].id, statement_id="LM1", rating=Rating.RED)

    def cost() -> int:
        page = coming_to("group")
        page.session_state["group_tab"] = "Actions"
        with counted() as spent:
            page.run()
        assert not page.exception
        assert spent.transactions == 1
        return len(spent.statements)

    before = cost()
    with reading(desk()) as scope:
        group = groups.group_of(scope)
    assert group is not None
    for number in range(4):
        plan(college(f"More {number}", group.uid), "Plan this too")
    assert cost() == before < MOST_STATEMENTS, "one more is the role of somebody who signed in"
