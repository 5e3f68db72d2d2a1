"""Words as search compares them, and the passage that shows the words found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.guide.search.tokens import marks, passage, stem, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [("Policies", "policy"), ("employers", "Employer"), ("learner’s", "learner"), ("6,000", "6000"), ("PEEPs", "peep"),
     ("coaches", "coach")],
)  # fmt: skip
def test_forms_of_a_word_are_one(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["process", "campus", "analysis", "bus"])
def test_a_word_that_only_looks_like_a_plural_stays(word: str) -> None:
    assert stem(word) == word


def test_numbers_of_paragraphs_and_hyphenated_words_come_apart_where_people_type_them_so() -> None:
    assert stems("CoP 9.42-9.43: work-based, £6,000") == ("cop", "9.42", "9.43", "work", "based", "6000")


def test_only_whole_words_with_a_wanted_stem_are_marked() -> None:
    text = "Policies on placement; a policy; policing"
    found = marks(text, frozenset({"policy"}), ["policy"])
    assert [text[a:b] for a, b in found] == ["Policies", "policy"]


def test_a_short_text_is_shown_whole() -> None:
    assert passage("An employer.", ((3, 11),)) == ("An employer.", ((3, 11),))


def test_a_long_text_is_cut_around_the_words_found() -> None:
    text = "Nothing to see here. " * 40 + "Then the employer came. " + "And nothing more. " * 40
    at = text.index("employer")
    shown, spans = passage(text, ((at, at + 8),))
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 300
    assert [shown[a:b] for a, b in spans] == ["employer"]


def test_the_stretch_with_most_different_words_is_chosen() -> None:
    text = "employer " + "and so on " * 60 + "an employer with a job coach " + "and so on " * 60
    shown, _ = passage(text, marks(text, frozenset({"employer", "coach"}), ["employer", "coach"]))
    assert "job coach" in shown


def test_line_breaks_become_spaces_so_that_a_passage_is_one_line() -> None:
    shown, spans = passage("red\namber\ngreen", ((4, 9),))
    assert shown == "red amber green"
    assert [shown[a:b] for a, b in spans] == ["amber"]


@given(st.text(max_size=2000), st.sampled_from(["a", "plan", "é", "1", "שלום", "🎉"]))
def test_marks_and_passages_hold_for_any_text(text: str, word: str) -> None:
    found = marks(text, frozenset({stem(word)}), [stem(word)])
    shown, spans = passage(text, found)
    assert all(stem(text[a:b]) == stem(word) for a, b in found)
    assert all(0 <= a < b <= len(shown) for a, b in spans)
    assert all(stem(shown[a:b]) == stem(word) for a, b in spans)
