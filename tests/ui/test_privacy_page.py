"""The privacy page opens and leads to what it promises."""

from streamlit.testing.v1 import AppTest

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
