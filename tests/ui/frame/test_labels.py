"""What people typed stands in labels and sentences as they typed it: Streamlit reads both as Markdown."""

import ast
import re
from pathlib import Path

UI = Path(__file__).resolve().parent.parent.parent.parent / "sendsat" / "ui"
TYPED = re.compile(r"(\.name|\.owner|\.text|\.person|snippet\(.*\))$")
"""How code names what somebody typed."""


def typed_unescaped(source: str) -> list[str]:
    """The parts of f-strings given to Streamlit first that hold what somebody typed, and are not made plain."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.JoinedStr)):
            continue
        if not (isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) in ("st", "left", "right")):
            continue
        if node.func.attr == "code":  # which shows everything as it is
            continue
        parts = [ast.unparse(part.value) for part in node.args[0].values if isinstance(part, ast.FormattedValue)]
        found += [part for part in parts if TYPED.search(part) and not part.startswith("plain(")]
    return found


def test_what_is_not_made_plain_is_noticed() -> None:
    assert typed_unescaped('st.button(f"Put {team.name} back")') == ["team.name"]
    assert typed_unescaped('left.markdown(f"{snippet(action.text, 20)}")') == ["snippet(action.text, 20)"]
    assert typed_unescaped('st.button(f"Put {plain(team.name)} back")') == []


def test_labels_and_sentences_show_what_was_typed_as_it_was_typed() -> None:
    found = {str(file.relative_to(UI)): typed_unescaped(file.read_text("utf-8")) for file in sorted(UI.rglob("*.py"))}

    assert {file: parts for file, parts in found.items() if parts} == {}
