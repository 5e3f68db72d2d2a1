"""A file given on the wrong page is named for what it is, and looked at on its own page before anything is written."""

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.exchange.recognising import Kind
from sendsat.services import viewing
from sendsat.services.plan import exporting, planning
from sendsat.services.plan.planning import Draft
from sendsat.services.report.exporting import round_json, round_workbook
from sendsat.services.rounds import rounds
from sendsat.ui.files.other_door import Brought
from tests.ui.manage.test_import_page import XLSX
from tests.ui.manage.test_import_page import words as escaped
from tests.ui.plan.test_action_details import press
from tests.ui.visit import begin_elm, desk

LIST = b"Statement id,Action,Status\nLM1,Start a club,Done\n"


@pytest.fixture(autouse=True)
def elm(own_database: None) -> None:
    begin_elm()


def _files() -> None:
    from sendsat.ui.manage import importing
    from tests.ui.visit import arrive

    arrive()
    importing.draw()


def _plan() -> None:
    from sendsat.ui.plan import action_plan
    from tests.ui.visit import arrive

    arrive()
    action_plan.draw()


def words(page: AppTest) -> str:
    return escaped(page).replace("\\", "")


def opened(draw: object, **state: object) -> AppTest:
    page = AppTest.from_function(draw, default_timeout=30)  # type: ignore[arg-type]
    for key, value in state.items():
        page.session_state[key] = value
    page.run()
    assert not page.exception
    return page


def brought(kind: Kind, name: str, content: bytes) -> Brought:
    return Brought(kind, name, "1", content)


def plan_file(kind: str) -> bytes:
    where = {"round_id": viewing.newest_round(desk()), "team_id": None}
    planning.plan_action(desk(), **where, statements=("LM1",), draft=Draft("Start a club"))
    return exporting.plan_file(desk(), kind)[1]


@pytest.mark.parametrize(("box", "kind"), [(0, "csv"), (0, "xlsx"), (1, "xlsx")])
def test_a_plan_on_the_page_for_rounds_is_called_a_plan_and_offers_no_change(box: int, kind: str) -> None:
    content = plan_file(kind)
    page = opened(_files)
    page.file_uploader[box].set_value((f"plan.{kind}", content, XLSX))
    page.run()
    assert not page.exception
    assert "**This is an action plan.** It comes in on the page Action plan" in words(page)
    assert not [one for one in page.button if one.label.startswith(("Bring in", "Move this"))]


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_a_round_on_the_page_of_the_plan_is_called_a_round(kind: str) -> None:
    make = round_json if kind == "json" else round_workbook
    page = opened(_plan, plan_import=True)
    page.file_uploader[0].set_value((f"round.{kind}", make(desk(), 1)[1], XLSX))
    page.run()
    assert not page.exception
    assert "**This is a round with its ratings, not an action plan.**" in words(page)
    assert "page Import and export, under “Bring a filled file back”" in words(page)


def test_a_file_that_is_neither_keeps_its_own_sentence() -> None:
    page = opened(_plan, plan_import=True)
    page.file_uploader[0].set_value(("menu.json", b'{"menu": "soup"}', "application/json"))
    page.run()
    assert [one.value.replace("\\", "") for one in page.error] == [
        "There is no action plan in this file. Choose a plan downloaded from sendsat: its first row names the columns "
        "Action and Action id."
    ]


def test_a_plan_that_was_brought_is_looked_at_and_comes_in_where_nothing_is_planned_yet() -> None:
    page = opened(_plan, brought=brought(Kind.PLAN, "club.csv", LIST))
    assert "The file you chose: **club.csv**" in words(page)
    assert "**1 action, 0 conflicts" in words(page)
    assert viewing.actions_of(desk()) == ()
    press(page, "Bring in 1 action")
    assert [one.text for one in viewing.actions_of(desk())] == ["Start a club"]
    assert "The file you chose" not in words(page)
    assert page.file_uploader


def test_a_file_that_was_brought_can_be_put_aside() -> None:
    page = opened(_plan, brought=brought(Kind.PLAN, "club.csv", LIST))
    press(page, "Put this file aside")
    assert "The file you chose" not in words(page)
    assert viewing.actions_of(desk()) == ()


def test_a_round_that_was_brought_is_looked_at_or_waits_for_an_open_round() -> None:
    file = brought(Kind.ROUND, "audit.csv", b"Number,RAG\nLM1,Red\n")
    page = opened(_files, brought=file)
    assert "**1 change, 0 conflicts" in words(page)
    [round_] = viewing.rounds_of(desk())
    rounds.close_round(desk(), round_id=round_.id)
    page = opened(_files, brought=file)
    assert "The file you chose: **audit.csv**" in words(page)
    assert "is closed, so nothing can be brought into it" in words(page)
    rounds.reopen_round(desk(), round_id=round_.id)
    page.run()
    press(page, "Bring in 1 change")
    assert "The file you chose" not in words(page)
