"""What is chosen in the moment of a press counts, though the page was not drawn with it yet.

On a slow computer a choice and the press after it reach the server together. A press that carries along what a box held
when it was drawn would do what somebody has just changed their mind about.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from sendsat.assessment.organisations import OrganisationKind
from sendsat.services.area import receiving, registering
from sendsat.ui.frame import state
from tests.ui.area.test_area_pages import (
    CODE,
    _area,
    _providers,
    _share,
    begin,
    choose,
    field,
    press,
    sent,
    wait,
    words,
)
from tests.ui.visit import desk


def test_what_is_chosen_in_the_moment_of_the_press_is_looked_at(own_database: None) -> None:
    page = begin(_share, OrganisationKind.FE_COLLEGE)
    field(page, "Local authority").set_value("Hill")
    field(page, "Its code").set_value(CODE)
    field(page, "Sections").set_value(["leadership"])
    page.checkbox[1].check()
    press(page, "See what would be shared")
    assert "This is all that will be seen" in [one.value for one in page.header]
    assert "Evidence" in list(page.table[0].value)
    assert not page.error


def test_a_submission_is_of_whom_is_chosen_in_the_moment_of_the_press(own_database: None) -> None:
    page = begin(_providers)
    for name in ("Oak", "Ash"):
        registering.add_provider(desk(), name=name, kind=OrganisationKind.FE_COLLEGE)
    wait(desk(), sent(1))
    page.run()
    next(one for one in page.selectbox if one.label == "Who sent this?").select("Oak")
    press(page, "Accept it")
    assert "Accepted from Oak." in words(page)
    choose(page, sent(2))
    next(one for one in page.selectbox if one.label == "Who sent this?").select("Ash")
    press(page, "Take this submission in")
    assert "Taken in from Ash." in words(page)


def test_providers_are_merged_into_the_one_that_is_chosen_in_the_moment_of_the_press(own_database: None) -> None:
    page = begin(_providers)
    for name in ("Oak", "Ash", "Elder"):
        provider = registering.add_provider(desk(), name=name, kind=OrganisationKind.FE_COLLEGE)
        page.session_state[state.provider_open(provider.id)] = True
    page.run()
    into = next(one for one in page.selectbox if one.label == "Ash is the same as")
    assert into.options[into.index] != "Oak"
    into.select("Oak")
    press(page, "Merge them")
    assert "Ash is merged with Oak." in words(page)


def test_the_smallest_group_that_counts_is_the_one_of_the_moment_of_the_press(own_database: None) -> None:
    page = begin(_area)
    for number in range(5):
        receiving.accept(desk(), data=sent(number), provider_id=None, confirmed="")
    page.run()
    page.slider[0].set_value(7)
    press(page, "Draw the view anew")
    assert "submissions came into the view" not in words(page)
    assert "5 submissions wait, and 7 must come in together" in words(page)


UI = Path(__file__).parents[3] / "sendsat" / "ui"
BOXES = {
    *(
        "text_input",
        "text_area",
        "selectbox",
        "multiselect",
        "checkbox",
        "toggle",
        "radio",
        "segmented_control",
        "pills",
    ),
    *("number_input", "date_input", "time_input", "slider", "select_slider"),
}
NAMED_BY_ITS_BOX = {"sites/merging.py: into_id"}
"""Another choice draws another button, so that a press of this one is always of its own."""


def carried_along(code: ast.AST) -> Iterator[str]:
    """What a function takes from a box and hands to a press."""
    held = {
        name.id
        for line in ast.walk(code)
        if isinstance(line, ast.Assign)
        for call in ast.walk(line.value)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in BOXES
        for target in line.targets
        for name in ast.walk(target)
        if isinstance(name, ast.Name)
    }
    for given in (one for one in ast.walk(code) if isinstance(one, ast.keyword) and one.arg in ("args", "kwargs")):
        yield from (name.id for name in ast.walk(given.value) if isinstance(name, ast.Name) and name.id in held)


def test_no_press_carries_along_what_a_box_held_when_it_was_drawn() -> None:
    found = {
        f"{file.relative_to(UI).as_posix()}: {name}"
        for file in UI.rglob("*.py")
        for code in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(code, ast.FunctionDef)
        for name in carried_along(code)
    }
    assert found == NAMED_BY_ITS_BOX


def test_what_a_press_carries_along_is_found() -> None:
    told = "def draw():\n  a = st.selectbox('A', x)\n  b = of()\n  st.button('B', on_click=do, args=(a, b))"
    assert list(carried_along(ast.parse(told))) == ["a"]
