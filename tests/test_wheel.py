"""The wheel: installed by itself, away from this folder, the command `sendsat` serves every page with its content."""

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest

from sendsat.settings import own_folder
from tests.benchmarks.wire import Visitor

ROOT = Path(__file__).resolve().parent.parent
TAKEN = ("sendsat", "pages", "data", ".streamlit", "app.py", "README.md", "LICENSE", "requirements.txt")
BUILT_BY = ("setup.py", "setup.cfg", "pyproject.toml")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a wheel in an environment of its own, which borrows the libraries of this one."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in (*TAKEN, *BUILT_BY):
        here = ROOT / name
        if here.is_dir():
            shutil.copytree(here, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.db*", "backups"))
        else:
            shutil.copy(here, source / name)
    subprocess.run(
        [*PIP, "wheel", str(source), "--no-build-isolation", "--no-deps", "-w", str(folder)], check=True, timeout=300
    )
    (wheel,) = folder.glob("sendsat-*.whl")
    venv.create(folder / "fresh", with_pip=False)
    programs = folder / "fresh" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [*PIP, "--python", str(programs / "python"), "install", "--no-deps", "--no-index", str(wheel)],
        check=True,
        timeout=300,
    )
    (packages,) = (folder / "fresh").glob("**/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_paths()["purelib"])
    shutil.rmtree(source)
    return programs / "sendsat"


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """A person's own folder, and none of our settings."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("SENDSAT_", "PYTHON"))}
    own = {name: str(tmp_path / "own") for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "USERPROFILE")}
    return {**ours, **own}


@pytest.fixture
def address(installed: Path, surroundings: dict[str, str], tmp_path: Path) -> Iterator[str]:
    """Where the installed command serves, started from some other folder."""
    subprocess.run([str(installed), "demo"], env=surroundings, check=True, stdout=subprocess.DEVNULL, timeout=120)
    asked = [str(installed), "serve", "--port", "0"]
    with subprocess.Popen(asked, cwd=tmp_path, env=surroundings, stdout=subprocess.PIPE, text=True) as ran:
        assert ran.stdout
        found = re.findall(r"http://localhost:\d+", ran.stdout.readline())
        assert found, "it did not get ready"
        yield found[0]
        ran.send_signal(signal.SIGINT if os.name != "nt" else signal.SIGTERM)
        ran.wait(timeout=60)


def test_it_serves_pages_with_our_settings_and_is_ready(address: str, tmp_path: Path) -> None:
    with urlopen(f"{address}/health/ready", timeout=60) as answer:
        assert answer.status == 200
    with urlopen(address, timeout=60) as answer:
        assert "Content-Security-Policy" in answer.headers
    visitor = Visitor(address, "leadership")
    with closing(visitor.socket):
        assert visitor.choices, "a page of the guide offers its ratings"
    kept = [one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("sendsat.db")]
    assert len(kept) == 1, kept
    assert kept[0].startswith("own/"), "what people write survives a newer version of the program"


def test_its_content_is_sound(installed: Path, surroundings: dict[str, str]) -> None:
    ran = subprocess.run([str(installed), "check"], env=surroundings, capture_output=True, text=True, timeout=120)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "The content is sound.\n", "")


def test_it_holds_every_page_and_file_of_the_guide_and_no_tests(installed: Path) -> None:
    (root,) = installed.parent.parent.glob("**/sendsat/root")
    for folder, pattern in (("pages", "*.py"), ("data", "*.yaml")):
        here, there = (
            {one.relative_to(place / folder).as_posix() for one in (place / folder).rglob(pattern)}
            for place in (ROOT, root)
        )
        assert there == here
    assert (root / ".streamlit/config.toml").read_bytes() == (ROOT / ".streamlit/config.toml").read_bytes()
    package = root.parent
    beside = {"*.html", "*.js", "*.png"}
    missing = [
        one.relative_to(ROOT / "sendsat")
        for pattern in beside
        for one in (ROOT / "sendsat").rglob(pattern)
        if not (package / one.relative_to(ROOT / "sendsat")).exists()
    ]
    assert missing == []
    assert not list(package.parent.glob("tests"))


@pytest.mark.parametrize(("system", "ends"), [("darwin", "Library/Application Support/sendsat"), ("linux", "sendsat")])
def test_each_system_has_its_own_folder_for_what_people_keep(
    monkeypatch: pytest.MonkeyPatch, system: str, ends: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert own_folder().as_posix().endswith(ends)
