"""The limits to which `make soak` holds each made-up case really stop what takes more."""

import signal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests import limits

pytestmark = pytest.mark.skipif(not limits.CAN_HOLD, reason="this system does not tell what a case took")


def without_end() -> None:
    """Work for ever."""
    while True:
        pass


def test_a_case_that_never_ends_is_stopped() -> None:
    with pytest.raises(limits.TookTooMuch, match="seconds of the processor"), limits.held(seconds=0.1):
        without_end()


def test_a_case_that_takes_much_memory_for_a_moment_is_told() -> None:
    with pytest.raises(limits.TookTooMuch, match=r"took \d+ MB"), limits.held(most=50 * 2**20):
        bytearray(b"x") * (100 * 2**20)


def test_a_case_that_takes_memory_without_end_ends_before_the_machine() -> None:
    with pytest.raises(MemoryError), limits.held():
        bytearray(2 * limits.FAR_BEYOND)


def test_what_takes_little_passes_and_leaves_no_limit_behind() -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF)
    with limits.held():
        assert resource.getrlimit(resource.RLIMIT_AS) != before[0]
    assert (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF)) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_each_made_up_case_is_held_also_those_of_a_test_within_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.1)
    seen = []

    @settings(database=None, max_examples=5, phases=[Phase.generate])
    @limits.holding(given)(st.booleans())
    def judge(never_ends: bool) -> None:
        seen.append(never_ends)
        if never_ends:
            without_end()

    with pytest.raises(limits.TookTooMuch):
        judge()
    assert set(seen) == {False, True}
