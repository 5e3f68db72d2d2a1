"""What README tells people on Windows to type: as far as it can be shown on another system, it works."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYTHON = r".venv\Scripts\python"
BLOCK = re.compile(r"^```\n(.*?)^```$", re.DOTALL | re.MULTILINE)
INSTALLED_FROM = re.compile(r"-r (\S+) -c (\S+)")


def windows_commands() -> list[list[str]]:
    """The words of each command in the blocks that are for Windows, in the order in which they are typed."""
    blocks = [block for block in BLOCK.findall((ROOT / "README.md").read_text("utf-8")) if PYTHON in block]
    return [line.split() for block in blocks for line in block.splitlines()]


COMMANDS = windows_commands()


def test_it_is_set_up_before_it_starts_and_tests_come_after() -> None:
    does = [" ".join(words[1:4]) for words in COMMANDS]

    assert does == ["-3 -m venv", "-m pip install", "-m sendsat serve", "-m pip install", "-m pytest"]


def test_every_command_after_the_first_runs_in_the_environment_that_the_first_one_makes() -> None:
    assert COMMANDS[0] == ["py", "-3", "-m", "venv", PYTHON.split("\\")[0]]
    assert {words[0] for words in COMMANDS[1:]} == {PYTHON}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_module_and_file_is_there(words: list[str]) -> None:
    named = [word for word in words if word.endswith(".txt")]

    assert find_spec(words[words.index("-m") + 1]) is not None
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_windows_installs_what_make_installs_and_nothing_that_is_not_pinned() -> None:
    typed = [INSTALLED_FROM.findall(" ".join(words)) for words in COMMANDS if "install" in words]
    made = INSTALLED_FROM.findall((ROOT / "Makefile").read_text("utf-8"))

    assert typed == [[("requirements.txt", "constraints.txt")], [("requirements-dev.txt", "constraints.txt")]]
    assert [pair for pairs in typed for pair in pairs] == made


def test_the_command_that_starts_sendsat_is_one_it_knows() -> None:
    (started,) = [words[1:] for words in COMMANDS if "sendsat" in words]
    command = [sys.executable, *started, "--help"]

    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert (ran.returncode, ran.stderr) == (0, "")
    assert "--share" in ran.stdout
