"""Visitors in each of the engines that are not Chromium."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.browser.engines.engines import ENGINES
from tests.browser.engines.visitor import Visitor

Opens = Callable[..., Visitor]


@pytest.fixture(params=sorted(ENGINES))
def visits(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opens]:
    """Opens visitors of one engine, each with a browser of their own; after the test no page had an error."""
    opened: list[Visitor] = []
    with ExitStack() as stack:

        def opening(*, width: int = 1366, height: int = 768, dark: bool = False) -> Visitor:
            start = ENGINES[request.param]
            one = stack.enter_context(start(tmp_path / f"visitor{len(opened)}", dark=dark))
            opened.append(one)
            one.size(width, height)
            return one

        yield opening
        assert [one.script("return window.wrong ?? []") for one in opened] == [[] for _ in opened]
