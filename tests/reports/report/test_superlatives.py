"""A part is called the strongest only where enough is rated to say so; else the report says what is missing."""

import pytest

from sendsat.assessment.counts import Counts
from sendsat.assessment.rating import Rating
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Judgement
from sendsat.reports.sentences import too_few_sentence
from tests.factories import make_edition, make_judgement, make_section, make_snapshot
from tests.reports.report.reporting import make_report, make_source

R, A, G, N = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE
SIZES = (10, 7, 10)
EDITION = make_edition(make_section(1, *SIZES))


def said(*parts: list[Rating | None]) -> Snapshot:
    """A section of 27 statements in three parts, rated from the front of each part."""
    found: list[Judgement] = []
    first = 1
    for size, ratings in zip(SIZES, parts, strict=True):
        found += [make_judgement(f"LM{first + at}", rating) for at, rating in enumerate(ratings)]
        first += size
    return make_snapshot(*found, edition=EDITION)


ALL_TELL = ([G] * 9 + [R], [G] * 4 + [A] * 3, [G] * 5 + [R] * 5)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        pytest.param(
            ALL_TELL,
            "The strongest part is 1.1 Part 1.1, where 9 of 10 rated statements are Green. "
            "Most remains to be done in 1.3 Part 1.3, where 5 of 10 rated statements are Red.",
            id="all is rated",
        ),
        pytest.param(
            ([G] * 7, [], []), "7 of 27 rated: too few to name the strongest part.", id="less than half is rated"
        ),
        pytest.param(([G], [], []), "1 of 27 rated: too few to name the strongest part.", id="one rating"),
        pytest.param(
            ([G] * 10, [A] * 3, [G]),
            "Too few parts have enough rated statements to name the strongest.",
            id="half is rated, nearly all of it in one part",
        ),
        pytest.param(
            ([G] * 6, [A] * 7, [G] * 4),
            "Of the 2 parts with enough rated, the strongest is 1.1 Part 1.1, where all 6 rated statements are Green. "
            "Most remains to be done in 1.2 Part 1.2, where all 7 rated statements are Amber.",
            id="a part with too few rated is left out, however green",
        ),
        pytest.param(
            ([G] * 6 + [N] * 4, [A] * 5 + [N] * 2, [N] * 10),
            "Of the 2 parts with enough rated, the strongest is 1.1 Part 1.1, where all 6 rated statements are Green.",
            id="what does not apply is no gap",
        ),
    ],
)
def test_superlatives(parts: tuple[list[Rating | None], ...], told: str) -> None:
    text = make_report(make_source(said(*parts), first=True)).positions[0].text
    assert told in text


def test_nothing_rated_needs_no_word_about_the_strongest() -> None:
    text = make_report(make_source(said([], [], []), first=True)).positions[0].text
    assert "strongest" not in text


def test_small_parts_that_are_rated_whole_miss_nothing() -> None:
    edition = make_edition(make_section(1, 3, 3))
    rated = [make_judgement(f"LM{number}", G) for number in range(1, 7)]
    text = make_report(make_source(make_snapshot(*rated, edition=edition), first=True)).positions[0].text
    assert text == "Of 6 statements, 6 are rated: 6 Green. No action is open for this section."


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        (Counts(green=7, not_rated=20), "7 of 27 rated: too few to name it."),
        (Counts(green=7, not_rated=10, carried_forward=10), "7 of 27 rated: too few to name it."),
        (Counts(green=3, not_rated=10, not_applicable=2), "3 of the 13 that apply rated: too few to name it."),
        (Counts(green=5), ""),
    ],
)
def test_what_is_missing_is_said_in_numbers(counts: Counts, told: str) -> None:
    assert too_few_sentence(counts, "to name it") == told
