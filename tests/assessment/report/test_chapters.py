"""Which chapters a report has: their numbers, and the next that is free."""

from sendsat.assessment.report.chapters import chapter_numbers, next_number, taken_out, words_key
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


def test_a_chapter_that_was_taken_out_is_known_by_its_title_in_its_own_report_only() -> None:
    words = kept(
        **{
            words_key("2", "title", None): "The year ahead",
            words_key("2", "text", None): "A base",
            words_key("10", "text", None): "Only a text",
            words_key("3", "title", 7): "A team's own",
            "strength:LM1": "No chapter",
        }
    )
    assert taken_out(words.values(), None) == {"2": "The year ahead", "10": "Our chapter 10"}
    assert taken_out(words.values(), 7) == {"3": "A team's own"}
