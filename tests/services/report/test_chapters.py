"""Chapters of one's own: added, named, written and ordered; they stand in every file, and no word of one is lost."""

from io import BytesIO

import pytest
from docx import Document as read_word
from pptx import Presentation

from sendsat.assessment.rating import Rating
from sendsat.assessment.report.report import Report
from sendsat.assessment.values import Round
from sendsat.errors import Invalid, Overtaken
from sendsat.services.desk import Desk
from sendsat.services.records import redacting
from sendsat.services.report import chapters, governors, reporting
from sendsat.services.rounds.judging import rate

PLANS = "Next year we open a base.\n\nIt has room for twelve <learners> & two staff."


@pytest.fixture
def round_id(desk: Desk, first_round: Round) -> int:
    """A round with one rating."""
    team_id = first_round.teams[0].id
    rate(desk, round_id=first_round.id, team_id=team_id, statement_id="LM1", rating=Rating.RED)
    return first_round.id


def arrange(desk: Desk, round_id: int, *numbers: str, seen: tuple[str, ...] = ()) -> None:
    chapters.arrange(desk, round_id=round_id, team_id=None, numbers=numbers, seen=seen)


def fill(desk: Desk, round_id: int, number: str, title: str, text: str) -> None:
    """Give a chapter its title and its text."""
    for what, words in (("title", title), ("text", text)):
        item = reporting.report(desk, round_id).item(f"chapter:{number}-{what}")
        assert item is not None
        reporting.edit_item(desk, round_id=round_id, item=item, text=words, seen=item.text)


def headings(built: Report) -> list[str]:
    return [chapter.heading for chapter in built.written_chapters]


def words_of(kind: str, built: Report) -> str:
    """All words of a file of the report or the pack."""
    if kind == "pptx":
        slides = Presentation(BytesIO(governors.pack_file(kind, built)[1])).slides
        return " ".join(s.text_frame.text for slide in slides for s in slide.shapes if s.has_text_frame)
    name, _, of = kind.partition(" ")
    data = (governors.pack_file if of else reporting.report_file)(name, built)[1]
    if name == "docx":
        return " ".join(one.text for one in read_word(BytesIO(data)).paragraphs)
    return data.decode()


@pytest.mark.parametrize("kind", ["docx", "html", "md", "docx pack", "html pack", "pptx"])
def test_a_chapter_stands_in_every_file_of_report_and_pack_in_its_order(desk: Desk, round_id: int, kind: str) -> None:
    arrange(desk, round_id, "1", "2")
    fill(desk, round_id, "1", "Plans", PLANS)
    fill(desk, round_id, "2", "Thanks\nto all", "We thank the parents' forum.")
    arrange(desk, round_id, "2", "1", seen=("1", "2"))

    built = reporting.report(desk, round_id)

    assert headings(built) == ["Thanks to all", "Plans"]
    told = words_of(kind, built)
    places = [told.index(words) for words in ("Thanks to all", "We thank the parents", "Plans", "Next year we open")]
    assert places == sorted(places)


def test_a_chapter_without_a_text_stays_out_of_every_file(desk: Desk, round_id: int) -> None:
    arrange(desk, round_id, "1")
    built = reporting.report(desk, round_id)
    assert [chapter.heading for chapter in built.chapters] == ["Our chapter 1"]
    assert "Our chapter 1" not in words_of("md", built)


def test_the_words_of_a_chapter_that_is_taken_out_are_kept_and_come_back_with_it(desk: Desk, round_id: int) -> None:
    arrange(desk, round_id, "1")
    fill(desk, round_id, "1", "Plans", PLANS)
    arrange(desk, round_id, seen=("1",))
    gone = reporting.report(desk, round_id)
    assert gone.chapters == ()
    assert {edit.text for edit in gone.left_behind} == {"Plans", PLANS}
    arrange(desk, round_id, "1")
    assert headings(reporting.report(desk, round_id)) == ["Plans"]


def test_two_people_who_change_the_chapters_at_once_undo_nothing_of_one_another(desk: Desk, round_id: int) -> None:
    arrange(desk, round_id, "1")
    with pytest.raises(Overtaken, match="Somebody else has changed the chapters"):
        arrange(desk, round_id, "2")
    assert [one.number for one in reporting.report(desk, round_id).chapters] == ["1"]


@pytest.mark.parametrize("numbers", [("1", "1"), ("x",), ("0",), tuple(map(str, range(1, 14)))])
def test_what_are_no_chapters_is_refused(desk: Desk, round_id: int, numbers: tuple[str, ...]) -> None:
    with pytest.raises(Invalid):
        arrange(desk, round_id, *numbers)


def test_words_that_must_go_are_found_in_chapters_too(desk: Desk, round_id: int) -> None:
    arrange(desk, round_id, "1")
    fill(desk, round_id, "1", "About Dana Quill", "Dana Quill is leaving.")
    found = redacting.find_words(desk, words="Dana Quill")
    kept = {place.text for place in found if place.table == "report_edit"}
    assert kept == {"About Dana Quill", "Dana Quill is leaving."}
