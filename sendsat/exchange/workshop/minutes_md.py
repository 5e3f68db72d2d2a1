"""The minutes of a workshop as a Markdown text. Values in, text out."""

from sendsat.assessment.values import Action
from sendsat.assessment.workshop.closing import ACTION_TITLES, TITLES, Closing, action_cells, closing
from sendsat.assessment.workshop.minutes import Minuted, Minutes
from sendsat.exchange.files.written.markdown import one_line, paragraphs, quotation, table


def write_minutes(minutes: Minutes) -> str:
    """The minutes as Markdown."""
    lines = [
        f"# {one_line(minutes.title)}",
        "",
        f"{one_line(minutes.organisation)}  ",
        f"{minutes.when}",
        "",
        f"**Present:** {one_line(minutes.who)}",
    ]
    lines += _tally(closing(minutes.entries))
    for entry in minutes.entries:
        lines += ["", *_entry(entry)]
    if minutes.worth_words:
        lines += ["", minutes.worth_words]
    return "\n".join(lines) + "\n"


def _tally(tally: Closing) -> list[str]:
    """What the wall showed when the workshop closed."""
    lines = ["", "## What we agreed", "", one_line(tally.told), "", table(TITLES, [line.cells for line in tally.lines])]
    if tally.actions:
        rows = [action_cells(action) for action in tally.actions]
        lines += ["", "## Actions agreed", "", table(ACTION_TITLES, rows)]
    return lines


def _entry(entry: Minuted) -> list[str]:
    lines = [f"## {entry.statement_id} {one_line(entry.place)}", "", quotation(entry.text), "", f"**{entry.outcome}**"]
    for sentence in entry.votes:
        lines += ["", sentence]
    texts = (("Minority view", entry.minority_note), ("Why", entry.commentary), ("Evidence", entry.evidence))
    for label, text in texts:
        if text:
            lines += ["", f"{label}: {paragraphs(text)}"]
    if entry.actions:
        lines += ["", "Actions:", "", *(f"- {_action(action)}" for action in entry.actions)]
    return lines


def _action(action: Action) -> str:
    text, who, due = action_cells(action)
    return f"{one_line(text)} ({one_line(who)}, {due})"
