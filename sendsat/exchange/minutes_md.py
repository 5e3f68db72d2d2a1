"""The minutes of a workshop as a Markdown text. Values in, text out."""

import re

from sendsat.assessment.minutes import Minuted, Minutes
from sendsat.assessment.values import Action

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LEADING = re.compile(r"^(\s*)([-+]|\d+[.)])(\s)", re.MULTILINE)


def _plain(text: str) -> str:
    """A typed text that shows as typed: no markup works in it, line breaks stay."""
    marked = _LEADING.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}{m[3]}", _SPECIAL.sub(r"\\\1", text))
    return "  \n".join(marked.split("\n"))


def write_minutes(minutes: Minutes) -> str:
    """The minutes as Markdown."""
    lines = [
        f"# {_plain(minutes.title)}",
        "",
        f"{_plain(minutes.organisation)}  ",
        f"{minutes.when}",
        "",
        f"**Present:** {_plain(minutes.who)}",
    ]
    for entry in minutes.entries:
        lines += ["", *_entry(entry)]
    if minutes.worth_words:
        lines += ["", minutes.worth_words]
    return "\n".join(lines) + "\n"


def _entry(entry: Minuted) -> list[str]:
    lines = [f"## {entry.statement_id} {_plain(entry.part)}", "", f"> {_plain(entry.text)}", "", f"**{entry.outcome}**"]
    for told in (*entry.votes, *((f"Minority view: {_plain(entry.minority_note)}",) if entry.minority_note else ())):
        lines += ["", told]
    for label, text in (("Why", entry.commentary), ("Evidence", entry.evidence)):
        if text:
            lines += ["", f"{label}: {_plain(text)}"]
    if entry.actions:
        lines += ["", "Actions:", "", *(f"- {_action(one)}" for one in entry.actions)]
    return lines


def _action(action: Action) -> str:
    due = f"{action.due.day} {action.due:%B %Y}" if action.due else "no date"
    text = " ".join(_plain(action.text).split())
    return f"{text} ({_plain(action.owner) or 'nobody yet'}, {due})"
