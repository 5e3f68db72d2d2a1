"""Which chapters a report has: their numbers, and the next that is free."""

from sendsat.assessment.report.chapters import chapter_numbers, next_number
from sendsat.assessment.report.picks import pick_key
from sendsat.assessment.report.report import ItemKind, ReportEdit
from tests.factories import STARTED


def kept(**texts: str) -> dict[str, ReportEdit]:
    return {key: ReportEdit(key, text, "", STARTED, "Ann") for key, text in texts.items()}


def test_the_first_chapter_is_number_one() -> None:
    assert next_number({}, None) == "1"


def test_each_teams_report_has_chapters_of_its_own() -> None:
    edits = kept(**{pick_key(ItemKind.CHAPTER, None): "2 1", pick_key(ItemKind.CHAPTER, 7): "3"})
    assert chapter_numbers(edits, None) == ("2", "1")
    assert chapter_numbers(edits, 7) == ("3",)


def test_a_number_whose_words_are_still_kept_is_not_given_again() -> None:
    edits = kept(**{"chapter:4-text": "Kept", pick_key(ItemKind.CHAPTER, None): "1"})
    assert next_number(edits, None) == "5"
