"""Moving a round in, on its page: look, say whose teams are whose, bring it in, take it out again."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.services import viewing
from sendsat.services.report import exporting
from tests.ui.manage.test_import_page import words
from tests.ui.visit import begin_demonstration, desk


def _page() -> None:
    from sendsat.ui.manage import importing
    from tests.ui.visit import arrive

    arrive()
    importing.draw()


@pytest.fixture
def page(begin_with: Callable[[Callable[[], object]], None]) -> AppTest:
    begin_with(begin_demonstration)
    return AppTest.from_function(_page, default_timeout=30).run()


def choose(page: AppTest, content: bytes) -> AppTest:
    page.file_uploader[1].set_value(("round.json", content, "application/json"))
    return page.run()


def renamed(name: str) -> bytes:
    """A round of this college whose first team has another name, as if it came from elsewhere."""
    document: dict[str, Any] = json.loads(exporting.round_json(desk(), 1)[1])
    document["teams"][0]["name"] = name
    return json.dumps(document).encode()


def button(page: AppTest, label: str) -> Any:
    return next(one for one in page.button if one.label == label)


def test_a_team_of_another_name_waits_for_somebody_s_word_and_the_round_comes_in_as_one_of_its_own(
    page: AppTest,
) -> None:
    ours = viewing.rounds_of(desk())[0].teams[0]
    before = len(viewing.rounds_of(desk()))
    choose(page, renamed(f"{ours.name} of Elm"))
    assert not page.exception
    assert "Nothing has been written yet." in words(page)
    assert f"Choose which team here each is: {ours.name} of Elm." in words(page)
    assert button(page, "Move this round in").disabled
    picked = next(one for one in page.selectbox if one.label == f"{ours.name} of Elm in the file is")
    assert picked.value is None
    assert picked.placeholder == f"Perhaps {ours.name}: choose"

    picked.select_index(0).run()
    button(page, "Move this round in").click().run()

    assert not page.exception
    assert "has moved in, and is the round you see now." in words(page)
    [moved] = [one for one in viewing.rounds_of(desk()) if one.name.endswith("(2)")]
    assert len(viewing.rounds_of(desk())) == before + 1
    assert ours.id in {team.id for team in moved.teams}


def test_a_team_can_be_made_new(page: AppTest) -> None:
    choose(page, renamed("Student support"))
    picked = next(one for one in page.selectbox if one.label == "Student support in the file is")
    picked.select("A new team here").run()
    button(page, "Move this round in").click().run()
    assert "Student support" in [team.name for team in viewing.teams_of(desk())]


def test_a_round_moves_in_as_it_is_named_in_the_moment_of_the_press(page: AppTest) -> None:
    choose(page, renamed("Student support"))
    picked = next(one for one in page.selectbox if one.label == "Student support in the file is")
    picked.select_index(0).run()
    page.text_input[0].set_value("Moved")
    picked = next(one for one in page.selectbox if one.label == "Student support in the file is")
    picked.select("A new team here")
    button(page, "Move this round in").click().run()
    assert not page.exception
    assert "Moved" in [one.name for one in viewing.rounds_of(desk())]
    assert "Student support" in [team.name for team in viewing.teams_of(desk())]


def test_a_team_s_workbook_is_looked_at_as_a_round_of_that_team(page: AppTest) -> None:
    team = viewing.rounds_of(desk())[0].teams[1]
    page.file_uploader[1].set_value(("round.xlsx", exporting.round_workbook(desk(), 1, team.id)[1], "application/zip"))
    page.run()
    assert not page.exception
    assert "Nothing has been written yet." in words(page)
    assert [one.label for one in page.selectbox if "in the file is" in one.label] == [f"{team.name} in the file is"]


def test_the_page_says_what_stays_behind(page: AppTest) -> None:
    assert "What stays behind: workshops with their minutes" in words(page)
    assert "A workbook carries the round of one team. The CSV carries less" in words(page)


def test_a_file_that_cannot_be_used_is_one_plain_sentence(page: AppTest) -> None:
    choose(page, b"nothing like a round")
    assert "A whole round moves as JSON, and this is another kind of file" in words(page)
    assert not page.exception


def test_a_round_that_moved_in_can_be_taken_out_again(page: AppTest) -> None:
    from sendsat.services.moving import moving

    before = viewing.rounds_of(desk())
    arrival = moving.preview_move(desk(), exporting.round_json(desk(), 3)[1], "round.json")
    batch = moving.move_in(desk(), arrival, name="Moved in", teams=arrival.by_name)

    def page_of() -> None:
        from sendsat.services.moving import moving
        from sendsat.ui.manage import moving as drawn
        from tests.ui.visit import arrive, desk

        arrive()
        drawn.draw()
        import streamlit as st

        for batch in moving.moved_rounds(desk()):
            st.button("Undo", on_click=drawn.undo, args=(batch,))

    shown = AppTest.from_function(page_of, default_timeout=30).run()
    assert batch.kind == "moved"
    button(shown, "Undo").click().run()
    assert "The round has moved out again." in words(shown)
    assert viewing.rounds_of(desk()) == before
