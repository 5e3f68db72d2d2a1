"""The buttons whose late presses count where the room is now are those that show something, and no others."""

import ast
from pathlib import Path

from sendsat.serving.in_turn.presses import ONLY_SHOW
from sendsat.ui.workshop import statement


def test_only_buttons_that_turn_a_panel_count_as_showing() -> None:
    turns = {
        call.args[1].value
        for call in ast.walk(ast.parse(Path(statement.__file__).read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "_plain"
        and ast.unparse(call.args[3]) == "acts.turn"
        and isinstance(call.args[1], ast.Constant)
    }
    assert turns == set(ONLY_SHOW)
