"""What many visitors ask for at once is dealt with one by one, and nobody waits for one that lasts."""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Event, Thread

import pytest
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

from sendsat.serving.in_turn import turns
from sendsat.serving.in_turn.turns import Turns

LONG = 60.0
"""Seconds after which a test gives up on a thread."""

PRESS, PAGE = RerunData(fragment_id_queue=["LM3"]), RerunData()


class Drawings:
    """Stands where Streamlit draws: notes what began, and lets each go on until it may end."""

    def __init__(self) -> None:
        self.began: list[str] = []
        self.may_end: dict[str, Event] = {}
        self._threads: list[Thread] = []

    def draw(self, name: str, _asked: RerunData) -> None:
        self.began.append(name)
        assert self.may_end[name].wait(LONG)
        if name.startswith("broken"):
            raise ValueError(name)

    def ask(self, name: str, asked: RerunData) -> None:
        """As a visitor's thread does, through what Streamlit calls by now."""
        self.may_end[name] = Event()
        self._begin(partial(self._asks, name, asked))

    def _asks(self, name: str, asked: RerunData) -> None:
        with suppress(ValueError):
            ScriptRunner._run_script(name, asked)  # type: ignore[arg-type]

    def _begin(self, act: Callable[[], None]) -> None:
        self._threads.append(Thread(target=act, daemon=True))
        self._threads[-1].start()

    def wait_for(self, number: int) -> None:
        """Wait until as many have begun."""
        wait_until(lambda: len(self.began) >= number)

    def end(self) -> None:
        for event in self.may_end.values():
            event.set()
        for thread in self._threads:
            thread.join(LONG)


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + LONG
    while not is_so() and time.monotonic() < until:
        time.sleep(0.005)  # a queue tells nobody who has come
    assert is_so()


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> Drawings:
    """The hook as a server sets it, over drawings that last until they are told to end."""
    noted = Drawings()
    monkeypatch.setattr(turns, "LONGEST", LONG)
    monkeypatch.setattr(turns, "_running", _named(noted.draw))
    monkeypatch.setattr(turns, "_presses", Turns())
    monkeypatch.setattr(turns, "_pages", Turns())
    monkeypatch.setattr(ScriptRunner, "_run_script", ScriptRunner._run_script)
    turns.draw_in_turn()
    return noted


def _named(draw: Callable[[str, RerunData], None]) -> Callable[[str, RerunData], None]:
    def _run_script(name: str, asked: RerunData) -> None:
        draw(name, asked)

    return _run_script


def test_pages_that_are_asked_for_at_once_are_drawn_as_they_came(drawings: Drawings) -> None:
    names = [f"page {number}" for number in range(8)]
    for name in names:
        drawings.ask(name, PAGE)
        wait_until(lambda: len(drawings.began) + len(turns._pages) == len(drawings.may_end))
    for number, name in enumerate(names, start=1):
        drawings.wait_for(number)
        assert drawings.began == names[:number]
        drawings.may_end[name].set()
    drawings.end()
    assert drawings.began == names


def test_a_press_does_not_wait_for_pages_but_for_the_press_before_it(drawings: Drawings) -> None:
    drawings.ask("page", PAGE)
    wait_until(lambda: drawings.began == ["page"])
    drawings.ask("press", PRESS)
    wait_until(lambda: drawings.began == ["page", "press"])
    drawings.ask("press after it", PRESS)
    wait_until(lambda: len(turns._presses) == 1)
    assert drawings.began == ["page", "press"]
    drawings.may_end["press"].set()
    wait_until(lambda: drawings.began == ["page", "press", "press after it"])
    drawings.end()


def test_nobody_waits_for_one_that_lasts(drawings: Drawings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST", 0.01)
    drawings.ask("large workbook", PAGE)
    wait_until(lambda: drawings.began == ["large workbook"])
    drawings.ask("page", PAGE)
    wait_until(lambda: drawings.began == ["large workbook", "page"])
    monkeypatch.setattr(turns, "LONGEST", LONG)
    drawings.ask("third", PAGE)
    wait_until(lambda: "third" in drawings.began)
    drawings.may_end["large workbook"].set()  # its turn is over long since: that it ends lets nobody else in
    drawings.ask("fourth", PAGE)
    wait_until(lambda: len(turns._pages) == 1)
    assert "fourth" not in drawings.began
    drawings.may_end["third"].set()
    wait_until(lambda: "fourth" in drawings.began)
    drawings.end()


def test_one_that_breaks_off_lets_the_next_one_in(drawings: Drawings) -> None:
    drawings.ask("broken", PAGE)
    drawings.ask("page", PAGE)
    drawings.may_end["broken"].set()
    drawings.may_end["page"].set()
    wait_until(lambda: sorted(drawings.began) == ["broken", "page"])
    drawings.end()
    assert len(turns._pages) == 0
    with turns._pages.turn():
        assert len(turns._pages) == 0
