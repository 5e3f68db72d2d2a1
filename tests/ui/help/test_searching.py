"""The search page: addresses, marks, and typing in the box."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.guide.search.documents import Place
from sendsat.guide.search.search import Answer
from sendsat.ui.help.searching import address, marked, outcome
from tests.ui.visit import begin_demonstration


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place("leadership", "1.2", "LM13"), "/leadership?part=1.2&at=LM13"),
        (Place("leadership"), "/leadership"),
        (Place(page="glossary", entry="ehcp"), "/glossary?at=ehcp"),
        (Place(page="changes"), "/changes"),
        (Place("leadership", "1.2", "LM13", "Autumn 2025", "A & B"),
         "/leadership?part=1.2&round=Autumn%202025&team=A%20%26%20B&at=LM13"),
    ],
)  # fmt: skip
def test_a_place_has_an_address(place: Place, expected: str) -> None:
    assert address(place) == expected


def test_what_is_the_same_in_every_round_opens_in_the_round_at_hand() -> None:
    assert address(Place("leadership", "1.2"), round_id="Spring 2026") == "/leadership?part=1.2&round=Spring%202026"


def test_a_text_of_another_round_keeps_its_own_round_and_team() -> None:
    place = Place("leadership", "1.2", "LM13", "Autumn 2025")
    assert address(place, round_id="Spring 2026", team="B") == "/leadership?part=1.2&round=Autumn%202025&at=LM13"


def test_found_words_stand_out_and_markup_in_a_text_does_nothing() -> None:
    assert marked("<b>a plan</b>", ((5, 9),)) == "&lt;b&gt;a <mark>plan</mark>&lt;/b&gt;"


def test_nothing_found_says_what_to_try_and_shows_the_words_safely() -> None:
    assert "Try fewer words" in outcome(Answer("<i>zzz"))
    assert "<i>" not in outcome(Answer("<i>zzz"))


def _page() -> None:
    from sendsat.ui.help import searching
    from tests.ui.visit import arrive

    arrive()
    searching.draw()


@pytest.fixture
def page(begin_with: Callable[[Callable[[], object]], None]) -> AppTest:
    begin_with(begin_demonstration)
    return AppTest.from_function(_page, default_timeout=20).run()


def _shown(page: AppTest) -> str:
    return " ".join(str(one.proto.body) for one in page.get("html"))


def test_an_empty_box_teaches_by_example(page: AppTest) -> None:
    assert not page.exception
    assert "For example" in page.caption[0].value


def test_a_slip_is_forgiven_and_answers_stand_by_kind(page: AppTest) -> None:
    page.text_input[0].set_value("enployer").run()
    assert "We looked for <b>employer</b> for enployer" in _shown(page)
    headings = [one.value.split(" (")[0] for one in page.header]
    assert headings[0] == "Statements"
    assert {"Guidance", "Examples", "Your commentary", "Your actions"} <= set(headings)
    assert "<mark>employer" in _shown(page)


def test_more_of_one_kind_are_shown_on_request(page: AppTest) -> None:
    page.text_input[0].set_value("employer").run()
    before = _shown(page).count("<li>")
    page.button(key="more_guidance").click().run()
    assert _shown(page).count("<li>") > before


def test_a_question_without_an_answer_gets_a_kind_word(page: AppTest) -> None:
    page.text_input[0].set_value("xyzzyq").run()
    assert "Nothing found" in _shown(page)
    assert not page.header
