"""No press carries along what a box held when it was drawn: it would do what one has just changed one's mind about.

Found in the source, where a function hands it over itself; tests of pages try what comes in other ways.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

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
