"""The page of backups lists them truly, makes one at once, and says so of a server."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.visit import coming_to


@pytest.fixture
def page(demonstration: None) -> AppTest:
    return coming_to("backups").run()


def words(page: AppTest) -> str:
    return " ".join(one.value for one in page.main.markdown)


def test_a_backup_is_made_at_once_listed_and_called_damaged_once_it_is(page: AppTest, tmp_path: Path) -> None:
    assert "There is no backup yet." in words(page)

    page.button(key="backup_now").click().run()

    assert not page.exception
    (made,) = (tmp_path / "backups").iterdir()
    assert "MB · :material/check: whole" in words(page)
    made.write_bytes(made.read_bytes()[:5000])
    page.run()
    assert "damaged, do not use it" in words(page)
