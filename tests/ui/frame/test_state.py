"""Every key of a visitor's session has its name in `ui/frame/state.py`, which says truly what uses it."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sendsat.ui.frame import state

STATE = Path(state.__file__)
UI = STATE.parents[1]
ROOT = UI.parents[1]
FILES = sorted({*UI.rglob("*.py"), *(ROOT / "pages").rglob("*.py"), ROOT / "app.py"} - {STATE})
HOLDS_A_VALUE = {
    *("checkbox", "data_editor", "date_input", "file_uploader", "multiselect", "number_input", "pills", "radio"),
    *("segmented_control", "selectbox", "slider", "text_area", "text_input", "toggle"),
}
NAMES = {name: value for name, value in vars(state).items() if not name.startswith("__")}
PATTERNS = {name: value if isinstance(value, str) else value.__self__ for name, value in NAMES.items()}
PREFIXES = {pattern.split("{}")[0] for pattern in PATTERNS.values() if "{}" in pattern} - {""}


class Keys(ast.NodeVisitor):
    """The lines of one file on which a key of the session is spelt and not taken from `state`."""

    def __init__(self, source: str) -> None:
        self.tree = ast.parse(source)
        self.session = {"session_state"}
        self.bound: dict[str, list[ast.expr]] = {}
        self.found: set[int] = set()
        for node in ast.walk(self.tree):
            for target, value in _bindings(node):
                self._bind(target, value)
        self.visit(self.tree)

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name):
            self.bound.setdefault(target.id, []).append(value)
            if self._is_session(value):
                self.session.add(target.id)
        elif isinstance(target, ast.Tuple):
            values = value.elts if isinstance(value, ast.Tuple) else [value] * len(target.elts)
            for one, its in zip(target.elts, values, strict=False):
                self._bind(one, its)

    def _is_session(self, node: ast.expr) -> bool:
        name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        return name in self.session

    def _spells(self, node: ast.AST, seen: frozenset[str] = frozenset()) -> bool:
        """Whether a text is written out in an expression, or in what a name of it was bound to."""
        if isinstance(node, ast.expr) and _is_named(node.func if isinstance(node, ast.Call) else node):
            return False
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            return False
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            return True
        if isinstance(node, ast.Name) and node.id not in seen:
            return any(self._spells(one, seen | {node.id}) for one in self.bound.get(node.id, []))
        return any(self._spells(child, seen) for child in ast.iter_child_nodes(node))

    def _check(self, key: ast.expr) -> None:
        if self._spells(key):
            self.found.add(key.lineno)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if self._is_session(node.value):
            self._check(node.slice)
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        if any(self._is_session(one) for one in node.comparators):
            self._check(node.left)
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if self._is_session(node.value) and node.attr not in ("get", "pop", "setdefault"):
            self.found.add(node.lineno)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        keys = [one.value for one in node.keywords if one.arg in ("key", "box")]
        if isinstance(node.func, ast.Attribute) and self._is_session(node.func.value):
            keys = node.args[:1]
        elif called == "KeptText":
            keys += node.args[:1]
        elif called not in HOLDS_A_VALUE:
            keys = []
        for key in keys:
            self._check(key)
        self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        first = node.values[0] if node.values else None
        if isinstance(first, ast.Constant) and first.value in PREFIXES:
            self.found.add(node.lineno)
        self.generic_visit(node)


def _is_named(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "state"


def _bindings(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(node, ast.Assign):
        yield from ((target, node.value) for target in node.targets)
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value:
        yield node.target, node.value
    elif isinstance(node, ast.For | ast.comprehension):
        each = node.iter.elts if isinstance(node.iter, ast.Tuple | ast.List) else [node.iter]
        yield from ((node.target, one) for one in each)


def used(path: Path) -> set[str]:
    return {
        node.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and _is_named(node)
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_key_of_the_session_is_spelt_outside_of_its_file(path: Path) -> None:
    assert not Keys(path.read_text(encoding="utf-8")).found


@pytest.mark.parametrize(
    "line",
    [
        'st.session_state["x"]',
        "st.session_state.x",
        'st.session_state.get(f"x_{one}")',
        'st.session_state.pop("x", None)',
        'del st.session_state["x"]',
        '"x" in st.session_state',
        'session = st.session_state; session["x"] = 1',
        'key = f"x_{one}"; st.session_state[key] = 1',
        'one, key = 1, "x"; st.session_state[key]',
        '[st.session_state.pop(key) for key in ("x", "y")]',
        'st.text_area("Label", key="x")',
        'left.selectbox("Label", [], key=f"x_{one}")',
        'KeptText("x", "", save, "", "")',
        'KeptText(box="x", stored="")',
        'kept_text.let_go(f"text_{one}", "")',
    ],
)
def test_a_key_that_is_spelt_is_found(line: str) -> None:
    assert Keys(line).found


def test_a_key_that_has_its_name_is_not_found() -> None:
    lines = 'key = state.rating(f"{a}_b")\nst.session_state[key] = "x"\nst.toggle("x", key=state.ROUND)\n'
    assert not Keys(lines + 'st.button("x", key="x")\nst.session_state.get(state.ROUND, "x")').found


def test_every_name_is_used_and_means_a_key_of_its_own() -> None:
    assert set().union(*map(used, FILES)) == set(NAMES)
    assert len(set(PATTERNS.values())) == len(PATTERNS)


def test_every_name_says_which_modules_use_it() -> None:
    stems = Counter(path.stem for path in FILES if path.is_relative_to(UI))
    users: dict[str, set[str]] = {}
    for path in FILES:
        for name in used(path):
            module = path.stem if stems[path.stem] == 1 else f"{path.parent.name}.{path.stem}"
            users.setdefault(name, set()).add(module)
    assert said() == users


def said() -> dict[str, set[str]]:
    """The modules that each name's comment lists: beside the name, or on the line above it."""
    found, above = {}, ""
    for line in STATE.read_text(encoding="utf-8").splitlines():
        code, _, comment = line.partition("  # ")
        if name := re.match(r"(\w+) = ", code):
            found[name.group(1)] = set(re.split(r", | > ", (comment or above).rpartition(": ")[2]))
        above = line
    return found
