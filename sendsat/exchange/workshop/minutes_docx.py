"""The minutes of a workshop as a Word document. Values in, bytes out."""

from docx.document import Document as Word

from sendsat.assessment.minutes import Minuted, Minutes
from sendsat.assessment.values import Action
from sendsat.exchange.files.safe_text import without_control
from sendsat.exchange.files.word_document import add_table, add_text, as_bytes, footer, new_document

WIDTHS = (9.5, 4.0, 3.5)


def write_minutes(minutes: Minutes) -> bytes:
    """The minutes as a .docx file: a heading for each statement, a table for its actions."""
    at = minutes.ended or minutes.started
    document = new_document(title=minutes.title, author=minutes.organisation, at=at)
    document.add_heading(without_control(minutes.title), 0)
    add_text(document, f"{minutes.organisation}\n{minutes.when}")
    _labelled(document, "Present", minutes.who)
    for entry in minutes.entries:
        _entry(document, entry)
    add_text(document, minutes.worth_words)
    footer(document, f"{minutes.organisation}, {minutes.title}")
    return as_bytes(document)


def _labelled(document: Word, label: str, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(without_control(text))


def _entry(document: Word, entry: Minuted) -> None:
    document.add_heading(f"{entry.statement_id} · {without_control(entry.part)}", 1)
    add_text(document, entry.text)
    document.add_paragraph().add_run(entry.outcome).bold = True
    for sentence in entry.votes:
        add_text(document, sentence)
    texts = (("Minority view", entry.minority_note), ("Why", entry.commentary), ("Evidence", entry.evidence))
    for label, text in texts:
        if text:
            _labelled(document, label, text)
    if entry.actions:
        add_table(document, ("Action", "Who", "By when"), [_action(action) for action in entry.actions], WIDTHS)


def _action(action: Action) -> tuple[str, str, str]:
    due = f"{action.due.day} {action.due:%B %Y}" if action.due else "no date"
    return action.text, action.owner or "nobody yet", due
