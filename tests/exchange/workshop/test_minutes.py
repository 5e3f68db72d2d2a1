"""Minutes as Word and Markdown, and the ballot to print."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from docx import Document

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Action, Priority, Status
from sendsat.assessment.workshop.minutes import Minuted, Minutes
from sendsat.assessment.workshop.votes import Tally
from sendsat.assessment.workshop.workshop import Worth
from sendsat.exchange.workshop.ballot_html import write_ballot
from sendsat.exchange.workshop.minutes_docx import write_minutes as as_word
from sendsat.exchange.workshop.minutes_md import write_minutes as as_markdown

AT = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
ACTION = Action(
    id=1, text="Ask <b>Ann</b> | today", owner="Bob", due=date(2026, 12, 1), priority=Priority.HIGH,
    status=Status.NOT_STARTED, statements=("LM1",), round_id=1, team_id=1, created_at=AT, updated_at=AT,
)  # fmt: skip
ENTRY = Minuted(
    statement_id="LM1", text="We have a strategy.", part="1.1 Duty", before=Rating.RED, agreed=Rating.AMBER,
    was_decided=True, parked=False, tallies=(Tally(3, 5, 1), Tally(1, 8)),
    minority_note="1 of 9 saw it differently: 1 Red.", commentary="Because *we* said so.\n# not a heading",
    evidence="Minutes of May", actions=(ACTION,),
)  # fmt: skip


def make_minutes(*entries: Minuted, **changes: Any) -> Minutes:
    made = Minutes(
        organisation="Elm & Oak College", round_name="Autumn", team_name="Leaders", started=AT,
        ended=AT.replace(hour=15, minute=30), people=("Ann Lee", "Bob"), voices=9, entries=entries or (ENTRY,),
        worth={Worth.YES: 7, Worth.PARTLY: 1, Worth.NO: 0},
    )  # fmt: skip
    return replace(made, **changes)


def word_text(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in document.paragraphs] + cells)


@pytest.mark.parametrize(
    "said",
    [
        "Workshop of Leaders, Autumn",
        "23 November 2026, 14:00 to 15:30",
        "Ann Lee, Bob. 9 phones joined.",
        "We have a strategy.",
        "Agreed: ◆ Amber. Before: ▲ Red.",
        "Votes 1: 3 Red, 5 Amber, 1 Green, 0 Not sure. 5 of 9 say Amber; 3 Red, 1 Green.",
        "Votes 2: 1 Red, 8 Amber, 0 Green, 0 Not sure. 8 of 9 say Amber; 1 Red. Amber +3 since the first vote.",
        "1 of 9 saw it differently: 1 Red.",
        "Minutes of May",
        "Bob",
        "1 December 2026",
        "Was this worth the time? 7 yes, 1 partly, 0 no.",
    ],
)
def test_both_files_tell_who_was_there_what_was_agreed_and_what_will_be_done(said: str) -> None:
    minutes = make_minutes()
    assert said in word_text(as_word(minutes))
    assert said in as_markdown(minutes)


def test_typed_text_shows_as_typed() -> None:
    minutes = make_minutes()
    assert "Ask <b>Ann</b> | today" in word_text(as_word(minutes))
    told = as_markdown(minutes)
    assert "Because \\*we\\* said so.  \n\\# not a heading" in told
    assert "\\<b\\>" in told


def test_text_that_no_word_file_can_hold_does_not_break_it() -> None:
    assert "ab" in word_text(as_word(make_minutes(replace(ENTRY, commentary="a\x00\x0b\ud800b"))))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"before": None}, "It was not rated before."),
        ({"before": Rating.AMBER}, "Agreed: ◆ Amber, as before."),
        ({"was_decided": False, "agreed": None}, "Not discussed, or no rating was agreed."),
        ({"was_decided": False, "agreed": None, "parked": True}, "Set aside to come back to."),
    ],
)
def test_what_became_of_a_statement_is_one_sentence(changes: dict[str, Any], said: str) -> None:
    assert replace(ENTRY, **changes).outcome.endswith(said)


def test_minutes_of_a_workshop_that_still_runs_or_that_nobody_named_say_so() -> None:
    minutes = make_minutes(ended=None, people=(), voices=1, worth={})
    assert minutes.when.endswith("not closed yet")
    assert minutes.who == "No names were taken. 1 phone joined."
    assert minutes.worth_words == ""
    assert make_minutes(ended=AT.replace(day=24)).when.endswith("to 24 November 2026, 14:00")


def test_a_ballot_has_four_boxes_for_each_statement_and_no_markup_from_its_texts() -> None:
    page = write_ballot(
        title="Ballot", subtitle="Elm & Oak", statements=(("LM1", "<script>x</script>"), ("LM2", "Two"))
    )
    assert page.count("☐") == 8
    assert "<script>" not in page
    assert "Elm &amp; Oak" in page
    assert "Do not write your name." in page


def test_a_statement_without_a_new_rating_tells_its_old_one() -> None:
    told = replace(ENTRY, was_decided=False, agreed=None).outcome
    assert told == "Before: ▲ Red. Not discussed, or no rating was agreed."


def test_a_sign_written_as_html_writes_it_shows_as_typed_in_markdown() -> None:
    assert r"\&amp; \&" in as_markdown(make_minutes(replace(ENTRY, commentary="&amp; &")))
