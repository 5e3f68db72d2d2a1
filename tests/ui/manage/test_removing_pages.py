"""Words and names are found, shown, and removed only in a second step."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.people.people import Role, stranger
from sendsat.assessment.people.permissions import GRANTED, May
from sendsat.assessment.rating import Rating
from sendsat.services import viewing
from sendsat.services.organisation import people
from sendsat.services.organisation.admitting import admit
from sendsat.services.plan import planning
from sendsat.services.records import binning, redacting
from sendsat.services.rounds import judging, teams
from sendsat.ui.frame import state
from tests.factories import STARTED
from tests.ui.visit import coming_to, desk


@pytest.fixture
def opened(demonstration: None) -> Callable[[str], AppTest]:
    round_ = viewing.rounds_of(desk())[-1]
    draft = planning.Draft("Ring Zadie Quill", owner="Zadie Quill")
    planning.plan_action(desk(), round_id=round_.id, team_id=None, statements=("LM1",), draft=draft)

    def at(address: str) -> AppTest:
        return coming_to(address).run()

    return at


def find(page: AppTest, key: str, words: str) -> None:
    page.text_input(key=key).set_value(words)
    next(one for one in page.button if one.label == "Find every place").click().run()
    assert not page.exception


def test_words_are_shown_where_they_stand_and_go_only_in_a_second_step(opened: Callable[[str], AppTest]) -> None:
    page = opened("remove-words")
    find(page, state.REMOVE_TYPED, "zadie quill")
    assert any("Ring Zadie Quill" in one.value for one in page.get("html"))
    assert page.button(key="remove_now").disabled
    page.checkbox(key=state.REMOVE_SURE).check().run()
    page.button(key="remove_now").click().run()

    assert not page.exception
    assert any("Removed in 3 places" in one.value for one in page.get("html"))
    assert redacting.find_words(desk(), "Zadie Quill") == ()
    assert "words" not in page.query_params


def test_words_that_stand_nowhere_offer_no_button(opened: Callable[[str], AppTest]) -> None:
    page = opened("remove-words")
    find(page, state.REMOVE_TYPED, "Nobody Wrote This")
    assert any("Found in no place" in one.value for one in page.get("html"))
    assert not [one for one in page.button if one.key == "remove_now"]


def test_a_person_is_erased_and_the_action_stays(opened: Callable[[str], AppTest]) -> None:
    page = opened("one-person")
    find(page, state.REMOVE_NAME, "Zadie Quill")
    page.checkbox(key=state.REMOVE_SURE).check().run()
    page.button(key="remove_now").click().run()

    assert not page.exception
    assert viewing.actions_of(desk())[-1].owner == "a person who was removed"


def test_the_page_names_the_backups_that_still_hold_them(opened: Callable[[str], AppTest], tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "sendsat-2026-01-02-030405.db").write_bytes(b"old")
    (tmp_path / "sendsat.db.before-0006").write_bytes(b"old")
    told = " ".join(one.value for one in opened("remove-words").markdown).replace("\\", "")
    assert "sendsat-2026-01-02-030405.db" in told
    assert "sendsat.db.before-0006" in told


def test_a_round_goes_to_the_bin_and_comes_back_or_is_erased_in_a_second_step(
    opened: Callable[[str], AppTest],
) -> None:
    newest = viewing.rounds_of(desk())[-1]
    page = opened("rounds")
    page.button(key=f"bin_{newest.id}").click().run()
    assert not page.exception
    assert newest.name not in [one.name for one in viewing.rounds_of(desk())]

    page.button(key=f"unbin_{newest.id}").click().run()  # above the rounds, where it was moved away
    assert not page.exception
    assert viewing.rounds_of(desk())[-1] == newest
    assert f"unbin_{newest.id}" not in [one.key for one in page.button]

    page.button(key=f"bin_{newest.id}").click().run()
    opened("bin").button(key=f"unbin_{newest.id}").click().run()
    assert viewing.rounds_of(desk())[-1] == newest

    opened("rounds").button(key=f"bin_{newest.id}").click().run()
    page = opened("bin")
    assert page.button(key=f"erase_{newest.id}").disabled
    page.checkbox(key=state.erase_sure(newest.id)).check().run()
    page.button(key=f"erase_{newest.id}").click().run()

    assert not page.exception
    shown = [one.value for one in (*page.error, *page.success, *page.title)]
    assert f"{newest.name} is erased for good\\." in shown
    assert any("answers to statements" in one.value for one in page.markdown)
    assert page.header[0].value.replace("\\", "") == f"What was erased of {newest.name}"
    assert page.get("download_button")
    assert opened("bin").info[0].value.startswith("The bin is empty.")


def test_a_team_goes_to_the_bin_told_what_goes_along_and_comes_back_or_is_erased_in_a_second_step(
    opened: Callable[[str], AppTest],
) -> None:
    team = teams.add_team(desk(), name="Kitchens", sections=("leadership",))
    round_ = viewing.rounds_of(desk())[-1]
    ids: dict[str, Any] = {"round_id": round_.id, "team_id": team.id, "statement_id": "LM1"}
    judging.rate(desk(), **ids, rating=Rating.RED)
    judging.write(desk(), **ids, field="commentary", text="Too few", seen="")
    del ids["statement_id"]
    planning.plan_action(desk(), **ids, statements=("LM1",), draft=planning.Draft("Hire a cook"))

    page = opened("rounds")
    told = " ".join(one.value for one in page.markdown)
    assert "with 1 rating, 1 text on reasons or evidence, 1 action and its history" in told
    assert "**1 action leaves the action plan too.**" in told
    page.button(key=f"bin_team_{team.id}").click().run()
    assert not page.exception
    assert "Kitchens" not in [one.name for one in viewing.teams_of(desk())]
    assert "Hire a cook" not in [one.text for one in viewing.actions_of(desk())]

    page.button(key=f"unbin_team_{team.id}").click().run()  # above the teams, where it was moved away
    assert not page.exception
    assert viewing.teams_of(desk())[-1] == team
    assert f"unbin_team_{team.id}" not in [one.key for one in page.button]

    page.button(key=f"bin_team_{team.id}").click().run()
    page = opened("bin")
    assert any("**Kitchens** · team · here since" in one.value for one in page.markdown)
    assert page.button(key=f"erase_team_{team.id}").disabled
    page.checkbox(key=state.erase_sure(f"team_{team.id}")).check().run()
    page.button(key=f"erase_team_{team.id}").click().run()

    assert not page.exception
    assert any("1 answer to a statement" in one.value for one in page.markdown)
    assert page.header[0].value == "What was erased of Kitchens"
    assert page.get("download_button")
    assert opened("bin").info[0].value.startswith("The bin is empty.")


def test_a_team_of_closed_rounds_says_why_it_stays(opened: Callable[[str], AppTest]) -> None:
    first = viewing.teams_of(desk())[0]
    page = opened("rounds")
    assert f"bin_team_{first.id}" not in [one.key for one in page.button]
    assert any("Retire the team instead\\." in one.value for one in page.markdown)


def test_a_name_taken_meanwhile_is_told_on_the_bin_page(opened: Callable[[str], AppTest]) -> None:
    team = teams.add_team(desk(), name="Kitchens", sections=("leadership",))
    binning.put_team_in_bin(desk(), team_id=team.id)
    teams.add_team(desk(), name="Kitchens", sections=("leadership",))
    page = opened("bin")
    page.button(key=f"unbin_team_{team.id}").click().run()
    assert not page.exception
    assert any("There is already a team called Kitchens" in one.value.replace("\\", "") for one in page.error)


def test_only_who_may_delete_is_offered_the_bin_for_a_team(
    opened: Callable[[str], AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    team = teams.add_team(desk(), name="Kitchens", sections=("leadership",))
    assert f"bin_team_{team.id}" in [one.key for one in opened("rounds").button]
    granted = {role: held - {May.MANAGE_ORGANISATION} for role, held in GRANTED.items()}
    monkeypatch.setattr("sendsat.assessment.people.permissions.GRANTED", granted)
    page = opened("rounds")
    assert not page.exception
    assert f"bin_team_{team.id}" not in [one.key for one in page.button]


def test_somebody_who_signs_in_is_found_by_address_and_erased_with_a_certificate(
    opened: Callable[[str], AppTest],
) -> None:
    people.invite(desk(), who="zadie@elm.ac.uk", role=Role.LEAD)
    zadie = stranger(subject="https://login.example|7", mail="zadie@elm.ac.uk", name="Zadie Quill")
    admit(desk().store, zadie, first_administrator="", now=STARTED)
    page = opened("one-person")
    find(page, state.REMOVE_NAME, "Zadie@elm.ac.uk")

    shown = " ".join(one.value for one in page.get("html"))
    assert "Account, e-mail address" in shown
    assert "Ring Zadie Quill" in shown, "what bears their name is found by the address too"
    assert any("Their account goes too" in one.value for one in page.markdown)
    page.checkbox(key=state.REMOVE_SURE).check().run()
    page.button(key="remove_now").click().run()

    assert not page.exception
    assert any("1 account with its name and address" in one.value for one in page.markdown)
    assert page.get("download_button")[-1].label == "Download the certificate"
    assert redacting.find_person(desk(), "zadie@elm.ac.uk") == ()


def test_the_last_administrator_is_not_erased_and_the_page_says_what_to_do(opened: Callable[[str], AppTest]) -> None:
    people.invite(desk(), who="ada@elm.ac.uk", role=Role.ADMINISTRATOR)
    ada = stranger(subject="https://login.example|1", mail="ada@elm.ac.uk", name="Ada Lum")
    admit(desk().store, ada, first_administrator="", now=STARTED)
    page = opened("one-person")
    find(page, state.REMOVE_NAME, "Ada Lum")
    page.checkbox(key=state.REMOVE_SURE).check().run()
    page.button(key="remove_now").click().run()

    assert any("Make somebody else an administrator first" in one.value for one in (*page.error, *page.get("html")))
    assert redacting.find_person(desk(), "Ada Lum")
