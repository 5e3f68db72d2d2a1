"""What people typed becomes clean sentences, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.reports.report.phrases import LONGEST_QUOTE, quoted, sentences
from tests.exchange.plan.plans import AWKWARD


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("", ""),
        ("  \n \n", ""),
        ("draft only", "Draft only."),
        ("Done!", "Done!"),
        ("is it?", "Is it?"),
        ("waiting for the LA,", "Waiting for the LA."),
        ("iPads are in every room", "iPads are in every room."),
        ("first  line\nsecond line", "First line second line."),
        ("one\n\ntwo", "One\n\ntwo."),
        ("- new policy\n- staff trained.\n2) governors told", "New policy. Staff trained. Governors told."),
        ("EHCPs are late (again)", "EHCPs are late (again)."),
    ],
)
def test_a_typed_text_is_made_into_sentences(typed: str, shown: str) -> None:
    assert sentences(typed) == shown


def test_quotation_marks_do_not_nest() -> None:
    assert quoted('He said "now" and “never”.') == "“He said 'now' and ‘never’.”"


def test_a_very_long_text_is_cut_at_a_sentence_and_says_so() -> None:
    shown = sentences("This is a sentence. " * 500)
    assert len(shown) <= LONGEST_QUOTE + 4
    assert shown.endswith("sentence. […]")


@pytest.mark.parametrize("text", AWKWARD, ids=range(len(AWKWARD)))
def test_awkward_texts_end_well(text: str) -> None:
    assert sentences(text)[-1] in ".!?…]”’)\"'"


@given(st.text(max_size=300))
def test_every_word_typed_is_kept(text: str) -> None:
    typed = [word for word in text.split() if word.isalpha()]
    shown = sentences(text).casefold()
    assert all(word.casefold() in shown for word in typed)
