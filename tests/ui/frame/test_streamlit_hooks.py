"""What sendsat uses inside Streamlit stands in one list, and Streamlit still has it."""

import ast
import pkgutil
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit import net_util
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.pages_manager import PagesManager

from sendsat.ui.frame import streamlit_hooks
from sendsat.ui.frame.streamlit_hooks import NAMES, PARTS

ROOT = Path(__file__).resolve().parent.parent.parent.parent
HOME = ROOT / "sendsat" / "ui" / "frame" / "streamlit_hooks.py"
REACH_INSIDE = sorted((ROOT / "sendsat" / "serving" / "in_turn").glob("[a-z]*.py"))
SOURCES = [one for kind in ("py", "js", "html", "css") for one in (ROOT / "sendsat").rglob(f"*.{kind}") if one != HOME]
SOURCES += [ROOT / "app.py", *(ROOT / "pages").rglob("*.py")]
NAMED = re.compile(r"\bst(?!-key-)[A-Z]\w+|data-collapsed|js-plotly-plot|aria-label\^=\"[\w ]+\"")
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


def parts_named_in(text: str) -> set[str]:
    """The names of parts of Streamlit's pages that a text speaks of."""
    return {one.replace('"', "").replace("'", "") for one in NAMED.findall(text)}


def inner_modules(file: Path) -> list[str]:
    """The modules inside Streamlit that a file imports, or names in a string."""
    found = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "streamlit":
            found += [f"{node.module}.{one.name}" for one in node.names]
        elif isinstance(node, ast.Import):
            found += [one.name for one in node.names if one.name.startswith("streamlit.")]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found += re.findall(r"^streamlit\.[\w.]+$", node.value)
        elif isinstance(node, ast.Attribute) and node.attr.startswith("_") and ast.unparse(node.value) == "st":
            found.append(ast.unparse(node))
    return found


def flat(options: dict[str, object], before: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in options.items():
        found |= flat(value, f"{before}{name}.") if isinstance(value, dict) else {f"{before}{name}": value}
    return found


def is_there(name: str) -> bool:
    try:
        pkgutil.resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


def test_a_name_that_is_gone_is_noticed() -> None:
    assert not is_there("streamlit.net_util._gone")
    assert not is_there("streamlit.gone.module")


@pytest.mark.parametrize("name", NAMES)
def test_streamlit_still_has_every_name_we_use_inside_it(name: str) -> None:
    assert is_there(name)


def test_only_three_modules_reach_inside_streamlit() -> None:
    files = [one for one in SOURCES if one.suffix == ".py" and one not in REACH_INSIDE]

    assert {str(one): inner_modules(one) for one in files if inner_modules(one)} == {}
    assert set(inner_modules(HOME)) >= {"streamlit.net_util", "streamlit.runtime.pages_manager.PagesManager"}
    inside = [one for file in REACH_INSIDE for one in inner_modules(file)]
    assert all(any(name.startswith(one) for name in NAMES) for one in inside)


def test_every_part_of_streamlits_pages_that_rules_and_scripts_name_is_listed_and_every_listed_one_is_used() -> None:
    used = {name for one in SOURCES for name in parts_named_in(one.read_text("utf-8"))}
    listed = {name for one in PARTS for name in parts_named_in(one.selector)}

    assert used == listed


def test_streamlit_still_knows_every_option_that_we_set() -> None:
    wanted = flat(CONFIG)

    assert {name: st.get_option(name) for name in wanted} == wanted


def test_streamlit_still_sends_a_press_in_the_way_that_our_script_watches_for() -> None:
    code = (Path(st.__file__).parent / "static" / "static" / "js").glob("index.*.js")
    watched = re.findall(r'SENDS_A_PRESS = "(\w+)"', (HOME.parent / "pressing.js").read_text("utf-8"))

    assert any(streamlit_hooks.SENDS_LATER in one.read_text("utf-8") for one in code)
    assert [one for one in watched if one in streamlit_hooks.SENDS_LATER] == watched != []


def test_deep_links_are_served_and_nobody_is_asked_for_our_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda *_, **__: pytest.fail("asked on the internet"))

    streamlit_hooks.serve_deep_links()
    streamlit_hooks.ask_nobody_for_our_address()

    assert PagesManager(str(ROOT / "app.py")).uses_pages_directory is False
    assert net_util.get_external_ip() == "localhost"


def test_the_theme_that_is_worked_out_once_is_the_one_that_streamlit_works_out(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs, asked = app_session._populate_theme_msg, []

    def watched(msg: CustomThemeConfig, section: str = "theme") -> None:
        asked.append(section)
        theirs(msg, section)

    def whole(populate: Callable[..., None]) -> bytes:
        theme = CustomThemeConfig()
        populate(theme)
        for part, section in ((theme.light, "theme.light"), (theme.dark.sidebar, "theme.dark.sidebar")):
            populate(part, section)
        return theme.SerializeToString(deterministic=True)

    monkeypatch.setattr(app_session, "_populate_theme_msg", watched)
    streamlit_hooks.work_out_the_theme_once()
    streamlit_hooks.work_out_the_theme_once()
    ours = [whole(app_session._populate_theme_msg) for _ in range(3)]

    assert set(ours) == {whole(theirs)}
    assert asked == ["theme", "theme.light", "theme.dark.sidebar"]


def test_what_folds_folds_by_the_one_way_that_survives_another_label() -> None:
    beside = {one.name for one in SOURCES if re.search(r"expander\([^)]*on_change", one.read_text("utf-8"), re.DOTALL)}

    assert beside == set()
