"""Every HTML goes through one door, which takes `Markup` only: a text that nobody escaped is a type error."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from markupsafe import Markup
from streamlit.testing.v1 import AppTest

from sendsat.ui.frame.html import LONGEST_WORD, joined, table_html

ROOT = Path(__file__).resolve().parent.parent.parent.parent
DOOR = ROOT / "sendsat" / "ui" / "frame" / "html.py"
FILES = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "sendsat").rglob("*.py")]
UNSAFE = {"unsafe_allow_html", "unsafe_allow_javascript"}


def other_doors(text: str) -> list[str]:
    """Calls that give HTML to the page by themselves, or make `Markup` out of what is not written down in the code."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            is_door = name.endswith((".html", ".iframe")) and not name.endswith("marker.html")
            is_unsafe = any(one.arg in UNSAFE for one in node.keywords)
            is_made = name in ("Markup", "markupsafe.Markup") and not all(is_written(one) for one in node.args)
            if is_door or is_unsafe or is_made:
                found.append(ast.unparse(node)[:80])
    return found


def is_written(node: ast.expr) -> bool:
    """Whether it is a text in the code itself, without anything put into it."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_nothing_else_gives_html_to_the_page_or_calls_a_text_html() -> None:
    texts = {str(one.relative_to(ROOT)): one.read_text("utf-8") for one in FILES if one != DOOR}
    found = {name: other_doors(text) for name, text in texts.items()}

    assert {name: calls for name, calls in found.items() if calls} == ALLOWED


ALLOWED = {
    "sendsat/reports/charts/chart.py": ["Markup(drawn)", "Markup(table)"],
    "sendsat/serving/phones/page.py": ["Markup(browser.sources(SCRIPTS))"],
    "sendsat/ui/frame/style.py": ["Markup((Path(__file__).parent / name).read_text('utf-8'))"],
    "sendsat/ui/workshop/facilitator/desk.py": ["Markup((Path(__file__).parent / 'desk.js').read_text('utf-8'))"],
    "sendsat/ui/guide/keys.py": ["Markup(''.join(texts))"],
}
"""Our own scripts and rules, from files; and a figure and a table, which Plotly and pandas escape themselves."""


@pytest.mark.parametrize(
    "line",
    [
        "st.html(text)",
        "place.html(f'<b>{text}</b>')",
        "st.markdown(text, unsafe_allow_html=True)",
        "st.components.v1.html(text)",
        "put_html(Markup(text))",
        "put_html(Markup(f'<b>{text}</b>'))",
        "put_html(Markup('<b>' + text + '</b>'))",
        "put_html(Markup('<b>%s</b>' % text))",
    ],
)
def test_another_door_is_seen(line: str) -> None:
    assert len(other_doors(line)) == 1


def test_a_text_that_nobody_escaped_is_a_type_error(tmp_path: Path) -> None:
    given = ["text", 'f"<b>{text}</b>"', '"<b>" + text', 'f"{Markup(text)}"']
    head = [
        "from markupsafe import Markup",
        "from sendsat.ui.frame.html import put_html",
        "def draw(text: str) -> None:",
    ]
    page = tmp_path / "page.py"
    page.write_text("\n".join([*head, *(f"    put_html({one})" for one in given), ""]), "utf-8")
    (tmp_path / "rules.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8") + WITHOUT_STREAMLIT, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", str(tmp_path / "rules.toml"),
         "--cache-dir", str(tmp_path / "cache"), str(page)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    told = [line for line in done.stdout.splitlines() if "page.py:" in line]
    assert len(told) == len(given), done.stdout + done.stderr
    for number, line in enumerate(told, len(head) + 1):
        fault = f':{number}: error: Argument 1 to "put_html" has incompatible type "str"; expected "Markup"'
        assert fault in line, done.stdout


WITHOUT_STREAMLIT = """
[[tool.mypy.overrides]]
module = ["streamlit.*"]
follow_imports = "skip"
"""
"""The project's own rules, but Streamlit is not read: that takes ten times as long and tells nothing of our door."""


AWKWARD = ["<script>alert(1)</script>", "\"quoted\" & 'single'", "🙂🇬🇧", "שלום עולם", "{0} {} %s", "x" * 10_000]


@pytest.mark.parametrize("text", AWKWARD, ids=range(len(AWKWARD)))
def test_awkward_texts_come_out_as_text(text: str) -> None:
    made = joined([Markup("<b>{}</b>").format(text), text], " & ")

    assert made.count("<") == 2
    assert made.unescape() == f"<b>{text}</b> & {text}"


LETTERS = "a" * LONGEST_WORD


@pytest.mark.parametrize(
    ("content", "is_long"),
    [
        (LETTERS, False),
        (LETTERS + "b", True),
        (f"{LETTERS} {LETTERS}", False),
        (f"<i>{LETTERS}</i>", True),
        (Markup(f"<i>{LETTERS}</i>"), False),
        (Markup(f"<i>{LETTERS}</i>b"), True),
        (Markup(f'{LETTERS}<i class="a b">b</i>'), True),
        (Markup("<b>{}</b>").format("&" * LONGEST_WORD), False),
        (Markup("<b>{}</b>").format("&" * LONGEST_WORD + "b"), True),
        (Markup(f"{LETTERS}&nbsp;b"), False),
        (12, False),
    ],
)
def test_only_a_cell_with_a_word_that_no_column_could_hold_may_break_its_words(content: object, is_long: bool) -> None:
    table = table_html(["One"], [[content]])

    assert ('<td class="long">' in table) is is_long


def _page_with_nothing_in_a_place() -> None:
    import streamlit as st

    from sendsat.ui.frame.html import NOTHING, Markup, put_html

    place = st.empty()
    put_html(Markup("<p>Was here</p>"), place)
    put_html(NOTHING, place)
    put_html(NOTHING)
    st.button("Below")


def test_nothing_empties_its_place_and_what_stands_below_is_drawn() -> None:
    page = AppTest.from_function(_page_with_nothing_in_a_place, default_timeout=60).run()
    assert not page.exception
    assert [one.label for one in page.button] == ["Below"]
    assert not page.get("html")
