"""A file of the area that a page offers is made only while the area is as it was when the page was drawn."""

from collections.abc import Callable
from typing import Any

import pytest
import streamlit

from sendsat.assessment.area.area import SMALLEST
from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.errors import Refused
from sendsat.services.area import receiving
from tests.services.area.sending import withdrawal_from
from tests.ui.area.test_area_pages import _area, begin, sent
from tests.ui.visit import desk

FILES = [
    "Area pack for Word",
    "Area pack for PowerPoint",
    "Area as CSV",
    "Place of Provider 1 in the local range",
]
Buttons = dict[str, Callable[[], bytes]]


@pytest.fixture
def offered(own_database: None, monkeypatch: pytest.MonkeyPatch) -> Buttons:
    """What the buttons of a page make that was drawn with six providers, and stays open."""
    found: Buttons = {}

    def keep(label: str, make: Callable[[], bytes], *_rest: Any, **_more: Any) -> None:
        found[label] = make

    page = begin(_area, OrganisationKind.LOCAL_AUTHORITY)
    for number in range(1, SMALLEST + 2):
        receiving.accept(desk(), data=sent(number, LM1=Rating.RED))
    receiving.draw_area(desk(), minimum=SMALLEST)
    with monkeypatch.context() as patched:
        patched.setattr(streamlit, "download_button", keep)
        page.run()
    assert not page.exception
    return found


def _withdraw() -> None:
    receiving.accept(desk(), data=withdrawal_from(desk().organisation.uid, 3))


def _delete() -> None:
    receiving.delete_submission(desk(), received_id=1)


def _replace() -> None:
    receiving.accept(desk(), data=sent(2, time=1, LM1=Rating.GREEN))


def test_while_nothing_changed_every_file_is_made(offered: Buttons) -> None:
    assert list(offered) == FILES
    assert all(make() for make in offered.values())


@pytest.mark.parametrize("change", [_withdraw, _delete, _replace])
def test_no_file_is_made_that_still_holds_what_a_provider_took_back_meanwhile(
    offered: Buttons, change: Callable[[], None]
) -> None:
    change()
    for make in offered.values():
        with pytest.raises(Refused, match="What providers sent has changed since") as refused:
            make()
        assert "Reload the page" in refused.value.remedy
