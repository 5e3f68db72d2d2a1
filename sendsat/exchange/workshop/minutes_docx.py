"""The minutes of a workshop as a Word document. Values in, bytes out."""

from docx.document import Document as Word
from docx.enum.text import WD_BREAK

from sendsat.assessment.workshop.closing import ACTION_TITLES, TITLES, Closing, action_cells, closing
from sendsat.assessment.workshop.minutes import Minuted, Minutes
from sendsat.exchange.files.safe_text import without_control
from sendsat.exchange.files.written.word_document import add_table, add_text, as_bytes, footer, new_document

WIDTHS, TALLY_WIDTHS = (9.5, 4.0, 3.5), (2.3, 3.2, 4.5, 7.0)


def write_minutes(minutes: Minutes) -> bytes:
    """The minutes as a .docx file: a heading for each statement, a table for its actions."""
    at = minutes.ended or minutes.started
    document = new_document(title=minutes.title, author=minutes.organisation, at=at)
    document.add_heading(without_control(minutes.title), 0)
    add_text(document, f"{minutes.organisation}\n{minutes.when}")
    _labelled(document, "Present", minutes.who)
    _tally(document, closing(minutes.entries))
    for entry in minutes.entries:
        _entry(document, entry)
    add_text(document, minutes.worth_words)
    footer(document, f"{minutes.organisation}, {minutes.title}")
    return as_bytes(document)


def _labelled(document: Word, label: str, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(without_control(text))


def _tally(document: Word, tally: Closing) -> None:
    """The first page: what the wall showed when the workshop closed."""
    document.add_heading("What we agreed", 1)
    add_text(document, tally.told)
    add_table(document, TITLES, [line.cells for line in tally.lines], TALLY_WIDTHS)
    if tally.actions:
        document.add_heading("Actions agreed", 1)
        add_table(document, ACTION_TITLES, [action_cells(action) for action in tally.actions], WIDTHS)
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _entry(document: Word, entry: Minuted) -> None:
    document.add_heading(f"{entry.statement_id} · {without_control(entry.place)}", 1)
    add_text(document, entry.text)
    document.add_paragraph().add_run(entry.outcome).bold = True
    for sentence in entry.votes:
        add_text(document, sentence)
    texts = (("Minority view", entry.minority_note), ("Why", entry.commentary), ("Evidence", entry.evidence))
    for label, text in texts:
        if text:
            _labelled(document, label, text)
    if entry.actions:
        add_table(document, ACTION_TITLES, [action_cells(action) for action in entry.actions], WIDTHS)
