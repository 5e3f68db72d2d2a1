"""An edited plan on its page: looked at as a round is, with every choice made before one button brings it in."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.values import Action, Status
from sendsat.services import viewing
from sendsat.services.plan import exporting, planning
from tests.ui.plan.test_action_details import press, told
from tests.ui.plan.test_action_plan_page import IMPORT, elm, opened, stored
from tests.ui.visit import desk

__all__ = ["elm"]


def upload(*rows: str) -> AppTest:
    """The page with a file of these rows to be looked at."""
    page = opened(**IMPORT)
    page.file_uploader[0].set_value(("plan.csv", "\n".join(rows).encode(), "text/csv"))
    page.run()
    assert not page.exception
    return page


def downloaded() -> list[str]:
    return exporting.plan_file(desk(), "csv")[1].decode("utf-8-sig").splitlines()


def actions() -> dict[str, Action]:
    return {one.text: one for one in viewing.actions_of(desk())}


def test_several_fields_of_one_action_are_told_as_one() -> None:
    later = stored("Later")
    page = upload(
        "Action id,Action,Owner,Status", f"{later.id},Much later,Cy,Done", f"{stored('Sooner').id},Sooner,Bob,"
    )
    assert "1 action, 0 conflicts, 0 guesses, 0 problems, 1 untouched" in told(page)
    shown = page.table[0].value
    assert list(shown["What"].str.replace("\\", "")) == ["Action: Later", "Owner: Later", "Status: Later"]
    press(page, "Bring in 1 action")
    assert "1 action came in from your file." in told(page)
    kept = actions()["Much later"]
    assert (kept.owner, kept.status) == ("Cy", Status.DONE)


def test_one_change_of_a_plan_can_be_left_out() -> None:
    page = upload("Statement id,Action", "LM1,Start a club", "LM2,Buy a kettle")
    page.multiselect[0].select(page.multiselect[0].options[1]).run()
    press(page, "Bring in 1 action")
    assert {"Start a club"} == set(actions()) - {"Later", "Sooner"}


def test_what_cannot_be_used_and_what_was_guessed_is_named_with_its_place() -> None:
    page = upload("Statement id,Action,Due date", "XX9,Start a club,", "LM1,Buy a kettle,03/04/2027")
    assert "1 action, 0 conflicts, 1 guess, 1 problem" in told(page)
    _, guesses, problems = (one.value for one in page.table)
    assert list(guesses["Where"]) == ["Row 3, Due date"]
    assert list(problems["Found"]) == ["XX9"]
    assert "2 actions of the plan are not in the file and will stay unchanged." in told(page)


@pytest.mark.parametrize(("field", "ways"), [("text", 3), ("owner", 2), ("status", 2)])
def test_a_conflict_offers_only_what_can_be_kept(field: str, ways: int) -> None:
    rows = downloaded()
    rows = [one.replace("Later", "There").replace("*Ann*", "Eve").replace("Not started", "Done") for one in rows]
    action = stored("Later")
    here = {"text": "Here", "owner": "Dee", "status": Status.IN_PROGRESS}
    planning.change_action(desk(), action=replace(action, **{field: here[field]}))
    choice = upload(*rows).radio(key=f"import_choice_action/{action.id}/{field}")
    assert len(choice.options) == ways


def test_without_a_choice_what_is_stored_stays() -> None:
    rows = [one.replace("*Ann*", "Eve") for one in downloaded()]
    planning.change_action(desk(), action=replace(stored("Later"), owner="Dee"))
    page = upload(*rows)
    assert "0 actions, 1 conflict" in told(page)
    button = page.button(key="import_accept")
    assert (button.label, button.disabled) == ("Nothing to bring in yet", True)
    page.radio(key=f"import_choice_action/{stored('Later').id}/owner").set_value("theirs").run()
    press(page, "Bring in 1 action")
    assert stored("Later").owner == "Eve"


def test_another_file_does_not_inherit_what_was_left_out() -> None:
    page = upload("Statement id,Action", "LM1,Start a club", "LM2,Buy a kettle")
    page.multiselect[0].select(page.multiselect[0].options[1]).run()
    page.file_uploader[0].set_value(("other.csv", b"Statement id,Action\nLM1,Something else", "text/csv"))
    page.run()
    assert not page.exception
    press(page, "Bring in 1 action")
    assert "Something else" in actions()
