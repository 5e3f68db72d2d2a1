"""A single choice pressed again stays: every control of this kind is found in the source, none is listed by hand."""

import ast

import pytest

from tests.test_architecture import MODULES, ROOT

KINDS = ("segmented_control", "pills")


def forgetful(text: str) -> list[int]:
    """The lines of single-choice controls that a second press of the chosen one would empty."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    choices = [one for one in calls if isinstance(one.func, ast.Attribute) and one.func.attr in KINDS]
    given = [(one.lineno, {kw.arg: ast.unparse(kw.value) for kw in one.keywords}) for one in choices]
    return [line for line, how in given if how.get("required") != "True" and how.get("selection_mode") != "'multi'"]


def test_there_is_something_to_look_at() -> None:
    assert any("st.segmented_control(" in one.read_text("utf-8") for one in MODULES)


def test_no_choice_in_the_app_is_emptied_by_a_second_press() -> None:
    found = {str(one.relative_to(ROOT)): forgetful(one.read_text("utf-8")) for one in MODULES}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("call", "lines"),
    [
        ("st.pills('x', [1])", [1]),
        ("left.segmented_control('x', [1], required=False)", [1]),
        ("st.segmented_control('x', [1], required=True)", []),
        ("st.pills('x', [1], selection_mode='multi')", []),
    ],
)
def test_a_choice_that_forgets_is_named_with_its_line(call: str, lines: list[int]) -> None:
    assert forgetful(call) == lines
