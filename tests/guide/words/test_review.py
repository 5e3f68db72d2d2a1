"""The change log of the content counts what is the guide's and what is ours."""

from datetime import date

import pytest

from sendsat.guide.model import Point
from sendsat.guide.words.review import content_log, sentences
from tests.content.shipped import edition
from tests.factories import REVIEWED, make_edition, make_section


@pytest.mark.parametrize(
    ("text", "count"),
    [("One. Two.", 2), ("A heading", 1), ('He said "no." Then left?', 2), ("Pay £6,000.50 by 3.13", 1), ("", 0)],
)
def test_sentences_are_counted_as_people_see_them(text: str, count: int) -> None:
    assert sentences(text) == count


def test_guidance_is_the_guides_and_a_note_on_it_is_ours() -> None:
    point = Point(text="Work with others. Write it down.", kind="good", note="The guide slips here.")
    section = make_section().model_copy(update={"guidance": (point,)})
    before, after = (content_log(make_edition(one))[0] for one in (make_section(), section))
    assert (after.from_guide - before.from_guide, after.ours - before.ours) == (2, 1)
    assert (before.ours_reviewed, after.ours_reviewed) == (None, REVIEWED)


def test_a_statement_with_nothing_of_ours_has_no_date_of_ours() -> None:
    line = content_log(make_edition())[1]
    assert line.from_guide == 2 + 3
    assert (line.ours, line.ours_reviewed) == (0, None)


def test_the_shipped_edition_has_two_lines_for_each_section_and_one_for_each_list() -> None:
    lines = content_log(edition())
    assert len(lines) == 4 * 2 + 7
    assert len({line.title for line in lines}) == len(lines)
    assert all(line.from_guide + line.ours > 0 for line in lines)
    assert min(line.reviewed for line in lines) >= date(2026, 11, 1)


def test_seven_ofsted_areas_are_the_tools_and_the_rest_our_suggestion() -> None:
    (line,) = [one for one in content_log(edition()) if one.title.startswith("Ofsted")]
    assert (line.unit, line.from_guide, line.ours) == ("entries", 7, 91 + 84 + 24)
