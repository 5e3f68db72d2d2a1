"""Buttons of a page that stayed open while what it shows was deleted: none of them gives a file."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
import streamlit

from sendsat.assessment.rating import Rating
from sendsat.errors import NotFound
from sendsat.services import viewing
from sendsat.services.plan import planning
from sendsat.services.records import binning, organisation_binning
from sendsat.services.rounds import judging, rounds
from sendsat.services.work import InBin
from sendsat.ui.results import charts
from tests.ui.visit import begin_elm, coming_to, desk

Buttons = dict[str, Callable[[], bytes]]


class Open(nullcontext[None]):
    """A fold that is open, so that what is in it is drawn."""

    open = True


@pytest.fixture
def drawn(own_database: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Buttons]:
    """The buttons of a page by number and label, each with what makes its file, as an old tab holds them. Elm
    has two rounds, a rating and an action in the newer."""
    begin_elm()
    round_ = rounds.start_round(desk(), name="Spring")
    here = {"round_id": round_.id, "team_id": round_.teams[0].id}
    judging.rate(desk(), **here, statement_id="LM1", rating=Rating.RED)
    planning.plan_action(desk(), **here, statements=("LM1",), draft=planning.Draft("Train staff"))

    def buttons(address: str) -> Buttons:
        found: Buttons = {}

        def keep(label: str, make: Callable[[], bytes], *_rest: Any, **_more: Any) -> None:
            found[f"{len(found) + 1}: {label}"] = make

        with monkeypatch.context() as patched:
            patched.setattr(streamlit, "download_button", keep)
            patched.setattr(charts, "fold", lambda *_label, **_key: Open())
            page = coming_to(address).run()
        assert not page.exception
        return found

    return buttons


HOW_MANY = {"results": 4, "progress": 4, "actions": 1, "report": 3, "pack": 2, "files": 3, "record": 1}
OF_A_ROUND = [address for address in HOW_MANY if address != "record"]


@pytest.mark.parametrize(("address", "at_least"), HOW_MANY.items())
def test_no_button_gives_a_file_of_an_organisation_in_the_bin(
    drawn: Callable[[str], Buttons], address: str, at_least: int
) -> None:
    buttons = drawn(address)
    assert len(buttons) >= at_least
    for label, make in buttons.items():
        assert make(), label
    at_work = desk()
    organisation_binning.put_organisation_in_bin(at_work)
    for make in buttons.values():
        with pytest.raises(InBin, match="Elm was deleted, so this file was not made"):
            make()


@pytest.mark.parametrize("address", OF_A_ROUND)
def test_no_button_gives_a_file_of_a_round_in_the_bin(drawn: Callable[[str], Buttons], address: str) -> None:
    buttons = drawn(address)
    binning.put_in_bin(desk(), round_id=viewing.rounds_of(desk())[-1].id)
    for make in buttons.values():
        with pytest.raises(NotFound, match=r"There is no (such round|round \d+) here\."):
            make()


def test_no_button_gives_a_file_that_compares_with_a_round_in_the_bin(drawn: Callable[[str], Buttons]) -> None:
    buttons = drawn("progress")
    binning.put_in_bin(desk(), round_id=viewing.rounds_of(desk())[0].id)
    for make in buttons.values():
        with pytest.raises(NotFound, match=r"There is no (such round|round \d+) here\."):
            make()
