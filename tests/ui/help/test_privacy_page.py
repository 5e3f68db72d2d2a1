"""The privacy page opens and leads to what it promises."""

from streamlit.testing.v1 import AppTest

from sendsat.settings import ROOT
from sendsat.ui.frame import navigation
from sendsat.ui.help import privacy


def _draw() -> None:
    from sendsat.ui.help import privacy

    privacy.draw()


def test_it_leads_to_export_erasing_and_removing() -> None:
    page = AppTest.from_function(_draw, default_timeout=60).run()

    assert not page.exception
    told = " ".join(one.value for one in page.markdown)
    assert all(f"(/{address})" in told for address in (navigation.PERSON, navigation.REMOVE, navigation.RECORD))
    assert len(privacy.KEPT) == len(page.table[0].value)


def test_it_says_that_backups_hold_the_signing_key_and_what_to_do_where_one_is_lost() -> None:
    page = AppTest.from_function(_draw, default_timeout=60).run()

    assert any(what == "Signing key" and "every backup" in which for what, which, _ in privacy.KEPT)
    assert "If a backup is lost or stolen" in [one.value for one in page.header]
    for file in ("README.md", "docs/running/linux-server.md"):
        assert "lost or stolen" in (ROOT / file).read_text("utf-8")
