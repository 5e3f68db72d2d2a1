"""The scripts of every page are joined into one: no name is given twice, or none of them would run."""

import re
from collections import Counter

import pytest

from sendsat.serving.phones import page
from sendsat.ui.frame import browser

NAMED = re.compile(r"^(?:const|let|(?:async )?function) +(\w+)", re.MULTILINE)


@pytest.mark.parametrize(
    "script",
    [browser.sources(browser.SCRIPTS), browser.sources(page.SCRIPTS)],
    ids=["pages", "phones"],
)
def test_scripts_that_run_together_give_no_name_twice(script: str) -> None:
    counted = Counter(NAMED.findall(script))
    assert len(counted) > 40
    assert [name for name, many in counted.items() if many > 1] == []
