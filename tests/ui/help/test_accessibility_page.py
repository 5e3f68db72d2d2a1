"""The accessibility statement claims what a test proves, and says what none does."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from sendsat.ui.help.accessibility import NOT_PROVEN, PROVEN

TESTS = Path(__file__).resolve().parent.parent.parent
PROOFS = {
    "Rules that a program can check": ("browser/access/test_accessibility.py", "test_every_page_is_without_violation"),
    "Keyboard": ("browser/test_keyboard.py", "def test_"),
    "Screen readers": ("browser/access/test_saying.py", "test_the_same_words_twice_are_said_twice"),
    "Colour": ("assessment/test_rating.py", "test_every_rating_and_its_absence_has_a_symbol_of_its_own"),
    "Small screens and large text": ("browser/access/test_accessibility.py", "nothing_of_it_runs_over_the_edge"),
    "Slips": ("browser/workshop/test_wall_keys.py", "test_single_keys_can_be_switched_off"),
}
"""Which test proves each claim."""


def _page() -> None:
    from sendsat.ui.help import accessibility

    accessibility.statement()


def test_every_claim_has_a_test_that_proves_it() -> None:
    claims = [claim.removeprefix("**").split(".**")[0] for claim in PROVEN]
    assert claims == list(PROOFS)
    for file, test in PROOFS.values():
        assert test in (TESTS / file).read_text("utf-8")


def test_the_page_says_what_is_not_proven_and_claims_no_conformance() -> None:
    page = AppTest.from_function(_page, default_timeout=60).run()
    assert not page.exception
    told = " ".join(str(one.value) for one in page.markdown)
    assert "do not claim to meet it in full" in told
    assert all(line in told for line in NOT_PROVEN)
    assert [one.value for one in page.header] == [
        "Reading settings",
        "What tests prove",
        "What is not proven, or falls short",
        "If something is in your way",
    ]
