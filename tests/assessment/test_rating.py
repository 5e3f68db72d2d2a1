"""Red, amber and green are told by word and symbol, and not rated is never a rating."""

import pytest

from sendsat.assessment.rating import NOT_RATED_LABEL, Rating, label_of, parse_rating, word_of
from sendsat.errors import Invalid


@pytest.mark.parametrize(
    ("rating", "word", "level"),
    [
        (Rating.RED, "Red", 1),
        (Rating.AMBER, "Amber", 2),
        (Rating.GREEN, "Green", 3),
        (Rating.NOT_APPLICABLE, "Not applicable", None),
    ],
)
def test_a_rating_has_a_word_and_a_place_in_the_order(rating: Rating, word: str, level: int | None) -> None:
    assert (rating.word, word_of(rating), rating.level) == (word, word, level)
    assert label_of(rating) == f"{rating.symbol} {word}"


def test_every_rating_and_its_absence_has_a_symbol_of_its_own() -> None:
    labels = [label_of(one) for one in (*Rating, None)]

    assert len({label[0] for label in labels}) == len(labels)


def test_not_rated_is_said_as_not_rated() -> None:
    assert label_of(None) == NOT_RATED_LABEL
    assert word_of(None) == "Not rated"
    assert parse_rating(None) is None


@pytest.mark.parametrize("rating", Rating)
def test_a_rating_is_read_back_as_it_was_stored(rating: Rating) -> None:
    assert parse_rating(rating.value) is rating


@pytest.mark.parametrize("value", ["", "RED", "blue", "not_rated", "<script>", "x" * 10_000])
def test_anything_else_is_no_rating(value: str) -> None:
    with pytest.raises(Invalid, match="is not a rating") as caught:
        parse_rating(value)
    assert len(caught.value.message) < 80
