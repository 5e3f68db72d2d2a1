"""The shape of sendsat, proved from its imports: who may use whom, and where each outside library lives."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted([*ROOT.glob("app.py"), *ROOT.glob("sendsat/**/*.py"), *ROOT.glob("pages/**/*.py")])
LONGEST = 300

CORE = {"errors", "guide", "assessment"}
KEEPING = {"storage", "reports", "exchange"}
BELOW_UI = CORE | KEEPING | {"services"}
MAY_USE = {
    "errors": set(),
    "templates": set(),
    "palette": {"assessment"},
    "settings": {"errors"},
    "guide": {"errors"},
    "assessment": {"errors", "guide"},
    "storage": CORE,
    "reports": CORE | {"templates", "palette"},
    "exchange": CORE | {"templates", "palette"},
    "services": CORE | KEEPING,
    "ui": BELOW_UI | {"settings", "palette"},
    "pages": BELOW_UI | {"ui"},
    "serving": BELOW_UI | {"ui", "settings", "templates", "palette"},
    "terminal": BELOW_UI | {"settings", "serving"},
    "__main__": BELOW_UI | {"settings", "serving", "terminal"},
    "__init__": set(),
}
HOMES = {
    "streamlit": {"ui", "pages", "serving"},
    "sqlmodel": {"storage"},
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "plotly": {"reports"},
    "openpyxl": {"exchange"},
    "docx": {"exchange"},
    "pptx": {"exchange"},
    "icalendar": {"exchange"},
    "segno": {"exchange"},
    "PIL": {"exchange"},
    "defusedxml": {"exchange"},
    "rapidfuzz": {"guide", "exchange"},
    "cryptography": {"exchange"},
    "starlette": {"serving"},
    "anyio": {"serving"},
    "uvicorn": {"serving"},
    "prometheus_client": {"serving"},
    "pydantic": {"guide"},
    "yaml": {"guide"},
    "pandas": {"reports", "exchange", "ui"},
    "markupsafe": {"templates", "reports", "ui", "serving"},
    "jinja2": {"templates"},
}


TRANSACTIONS = {"reading", "writing", "looking", "founding", "keeping", "handing"}
OPENED_BY = {
    "services/work.py": {"looking", "reading", "writing", "handing"},
    "services/workshop/joining.py": {"looking", "writing"},
    "services/workshop/following.py": {"looking"},
    "services/organisation/admitting.py": {"looking", "writing"},
    "services/organisation/founding.py": {"founding"},
    "services/workshop/untying.py": {"looking", "writing"},
    "services/records/emptying.py": {"looking", "writing"},
    "services/demonstration/college.py": {"founding"},
    "services/workshop/limiting.py": {"keeping", "looking"},
    "services/organisation/sharing.py": {"keeping"},
    "services/viewing.py": {"looking"},
}
"""Everything else asks `services.work`, which checks permission and keeps the note of who changed what."""


class Import(NamedTuple):
    """One imported module, and where."""

    name: str
    line: int


def layer_of(file: Path) -> str:
    """The layer a file belongs to; app.py counts as a page, serving/share.py as the server."""
    parts = file.relative_to(ROOT).parts
    if parts[0] != "sendsat":
        return "pages"
    return parts[1].removesuffix(".py")


def imports_of(text: str, package: str) -> Iterator[Import]:
    """Every module that a file imports, also inside functions; `package` is where relative imports start."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (Import(one.name, node.lineno) for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*start, *([node.module] if node.module else [])])
            yield Import(module, node.lineno)
            if module == "sendsat":
                names = (one.name for one in node.names if not one.name.startswith("__"))
                yield from (Import(f"sendsat.{name}", node.lineno) for name in names)


def layer_named(module: str) -> str:
    """The layer of an imported module of the package: `sendsat.storage.engine` is in storage."""
    return module.split(".")[1]


def faults_in(file: Path, text: str) -> list[str]:
    """Each import that breaks the rules, with file and line."""
    layer, shown = layer_of(file), file.relative_to(ROOT)
    found = []
    for one in imports_of(text, ".".join(file.relative_to(ROOT).parts[:-1])):
        root = one.name.split(".")[0]
        if root == "sendsat" and "." in one.name:
            used = layer_named(one.name)
            if used != layer and used not in MAY_USE[layer]:
                found.append(f"{shown}:{one.line}: {layer} may not use {used}")
        elif layer not in HOMES.get(root, {layer}):
            found.append(f"{shown}:{one.line}: {root} belongs in {', '.join(sorted(HOMES[root]))}, not in {layer}")
    return found


def test_there_is_something_to_look_at() -> None:
    assert {"guide", "assessment", "storage", "services"} <= {layer_of(file) for file in MODULES}


def test_every_file_belongs_to_a_layer() -> None:
    assert [str(file.relative_to(ROOT)) for file in MODULES if layer_of(file) not in MAY_USE] == []


@pytest.mark.parametrize("layer", MAY_USE)
def test_imports_go_one_way_and_each_library_has_one_home(layer: str) -> None:
    files = [file for file in MODULES if layer_of(file) == layer]

    assert [fault for file in files for fault in faults_in(file, file.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("file", "line", "says"),
    [
        ("sendsat/guide/x.py", "from sendsat.assessment import rating", "guide may not use assessment"),
        ("sendsat/storage/x.py", "from ..reports import frames", "storage may not use reports"),
        ("sendsat/storage/queries/x.py", "from ...exchange import frames", "storage may not use exchange"),
        ("sendsat/reports/x.py", "import sendsat.storage.engine", "reports may not use storage"),
        ("sendsat/services/x.py", "def f():\n    from sendsat import ui", "services may not use ui"),
        ("sendsat/services/x.py", "import sqlalchemy.orm as s", "sqlalchemy belongs in storage, not in services"),
        ("sendsat/services/x.py", "from sendsat.settings import ROOT", "services may not use settings"),
        ("sendsat/exchange/x.py", "from streamlit import runtime", "streamlit belongs in pages, serving, ui, not in"),
        ("pages/start/x.py", "import yaml", "yaml belongs in guide, not in pages"),
        ("app.py", "from sendsat.settings import ROOT", "pages may not use settings"),
    ],
)
def test_a_breach_is_named_with_file_and_line(file: str, line: str, says: str) -> None:
    (fault,) = faults_in(ROOT / file, line)

    assert fault.startswith(f"{file}:{line.count(chr(10)) + 1}: {says}")


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("sendsat/storage/queries/x.py", "from .. import tables"),
        ("sendsat/storage/queries/x.py", "from . import rounds"),
        ("sendsat/services/x.py", "from sendsat.storage.queries import rounds"),
        ("sendsat/ui/x.py", "from sendsat import settings, services"),
        ("sendsat/errors.py", "import datetime"),
    ],
)
def test_what_the_rules_allow_is_no_breach(file: str, line: str) -> None:
    assert faults_in(ROOT / file, line) == []


def _opened_in(file: Path) -> set[str]:
    """The transactions of a store that a file opens itself: `store.writing(...)` and so on."""
    calls = (node.func for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call))
    stores = ("store", "_store")
    return {
        one.attr
        for one in calls
        if isinstance(one, ast.Attribute)
        and getattr(one.value, "attr", getattr(one.value, "id", "")) in stores
        and one.attr in TRANSACTIONS
    }


def test_only_those_few_open_a_transaction_themselves() -> None:
    found = {str(file.relative_to(ROOT / "sendsat")): _opened_in(file) for file in MODULES if layer_of(file) != "pages"}

    assert {name: opened for name, opened in found.items() if opened} == OPENED_BY


def test_no_page_lies_directly_in_pages() -> None:
    assert [str(one) for one in (ROOT / "pages").glob("*.py")] == [], "Streamlit would make pages of them by itself"


def test_no_module_is_longer_than_anybody_reads() -> None:
    lengths = {str(one.relative_to(ROOT)): len(one.read_text(encoding="utf-8").splitlines()) for one in MODULES}

    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}
