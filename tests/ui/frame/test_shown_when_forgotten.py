"""A control that saves what is chosen in it tells the browser what it holds, with its default.

Where two drawings cross, a browser may draw a control anew and have forgotten what stood in it. It then takes the
control's default; without one it sends nothing, or the first of a list, as though somebody had emptied or chosen it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from sendsat.assessment.rating import Rating
from tests.ui.guide.section_page import box, commentary, leadership_page, open_drawer, rating

UI = Path(__file__).parents[3] / "sendsat" / "ui"
DEFAULT_IS_ARGUMENT = {
    "text_input": 2,
    "text_area": 2,
    "checkbox": 2,
    "toggle": 2,
    "date_input": 2,
    "selectbox": 3,
    "multiselect": 3,
    "segmented_control": 99,
    "pills": 99,
    "radio": 3,
    "number_input": 4,
}
"""At which place each kind of control takes its default; 99 where only by name."""
NAMES = {"value", "index", "default"}
HOLD_NOTHING_STORED = {
    "workshop/papers.py: Marks",  # emptied again by each paper that is keyed
    "results/progress.py: From",
    "results/progress.py: To",
}


def _default(call: ast.Call, kind: str) -> ast.expr | None:
    named = next((one.value for one in call.keywords if one.arg in NAMES), None)
    place = DEFAULT_IS_ARGUMENT[kind]
    return named or (call.args[place - 1] if len(call.args) >= place else None)


def _is_told(call: ast.Call, kind: str, around: ast.FunctionDef) -> bool:
    """Whether the browser gets what the control holds: as its default, or since it is set each time it is drawn."""
    default = _default(call, kind)
    if default is not None and not (isinstance(default, ast.Constant) and default.value is None):
        return True
    if any(one.arg == "bind" for one in call.keywords):
        return True  # the address holds it
    if any(one.arg is None and ast.unparse(one.value).startswith("kept_text.") for one in call.keywords):
        return True
    key = next((ast.unparse(one.value) for one in call.keywords if one.arg == "key"), "")
    always = [ast.unparse(line.targets[0]) for line in _straight(around) if isinstance(line, ast.Assign)]
    return f"st.session_state[{key}]" in always


def _straight(around: ast.FunctionDef) -> Iterator[ast.stmt]:
    """The lines that run whenever the function does, those of its loops among them."""
    for line in around.body:
        yield line
        if isinstance(line, ast.For):
            yield from line.body


def untold(code: ast.AST) -> Iterator[str]:
    """The labels of controls that call a function when they change and do not tell what they hold."""
    for around in (one for one in ast.walk(code) if isinstance(one, ast.FunctionDef)):
        for call in (one for one in ast.walk(around) if isinstance(one, ast.Call)):
            kind = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            change = next((one.value for one in call.keywords if one.arg == "on_change"), None)
            if kind not in DEFAULT_IS_ARGUMENT or change is None or isinstance(change, ast.Constant):
                continue
            if not _is_told(call, kind, around):
                yield str(call.args[0].value) if isinstance(call.args[0], ast.Constant) else ast.unparse(call.args[0])


def test_every_control_that_saves_tells_the_browser_what_it_holds() -> None:
    found = {
        f"{file.relative_to(UI).as_posix()}: {label}"
        for file in UI.rglob("*.py")
        for label in untold(ast.parse(file.read_text(encoding="utf-8")))
    }
    assert found == HOLD_NOTHING_STORED


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('st.text_area("Why", key=k, on_change=keep)', ["Why"]),
        ('st.text_area("Why", words, key=k, on_change=keep)', []),
        ('st.number_input("How many", 1, 9, None, key=k, on_change=keep)', ["How many"]),
        (
            'if st.session_state.get(k) != held:\n  st.session_state[k] = held\n st.toggle("On", key=k, on_change=f)',
            ["On"],
        ),
        ('st.session_state[k] = held\n st.toggle("On", key=k, on_change=f)', []),
        ('st.text_input("Who", **kept_text.box(field))', []),
        ('st.tabs("Who", on_change="rerun")', []),
    ],
)
def test_what_tells_nothing_is_noticed(code: str, found: list[str]) -> None:
    assert list(untold(ast.parse(f"def draw():\n {code}"))) == found


def test_a_section_page_tells_the_rating_the_reason_and_what_was_ticked(own_database: None) -> None:
    page = leadership_page()
    assert (box(page).proto.default, list(rating(page).proto.default)) == ("", [])
    rating(page).set_value(Rating.AMBER).run()
    box(page).set_value("Because.").run()
    open_drawer(page)
    page.checkbox[0].check().run()
    assert commentary() == "Because."
    assert box(page).proto.default == "Because."
    assert list(rating(page).proto.default) == [1]
    assert page.checkbox[0].proto.default is True
