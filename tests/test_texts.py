"""The texts beside the code, such as the changelog: whole, with nothing in them that nobody meant to write."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("data/**/*.yaml")])
UNRESOLVED = re.compile(r"^(?:<{7} .*|={7}|>{7} .*)$", re.MULTILINE)


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_holds_what_a_merge_left_undecided(text: Path) -> None:
    assert UNRESOLVED.findall(text.read_text("utf-8")) == []
