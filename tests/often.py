"""Which of the cases of a test are shown every day, and which in `make soak` alone."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import pytest

Case = TypeVar("Case")
Row = TypeVar("Row", bound=tuple[object, ...])


def everyday(cases: Iterable[Case], *, only: Sequence[Case]) -> list[object]:
    """Cases for `parametrize`: those in `only` run in `make test`, the rest in `make soak` alone.

    Raises `AssertionError` where `only` names what is no case.
    """
    every = list(cases)
    assert all(case in every for case in only), "That is no case."
    return [case if case in only else pytest.param(case, marks=pytest.mark.soak) for case in every]


def everyday_rows(rows: Iterable[Row], *, only: Sequence[Row]) -> list[object]:
    """As `everyday`, where each case is a row of values, one for each of several arguments."""
    every = list(rows)
    assert all(row in every for row in only), "That is no case."
    return [row if row in only else pytest.param(*row, marks=pytest.mark.soak) for row in every]
