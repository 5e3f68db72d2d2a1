"""What was kept of a round as it was closed: what was open then, and the words it was rated with. Pure."""

from collections.abc import Mapping

from sendsat.assessment.results.close_check import AtClose, Finding, Gap
from sendsat.errors import Invalid
from sendsat.exchange.moving.fields import REMEDY, Entry
from sendsat.guide.kept_words import COLOURS, KeptWords

HELP = ("why", *COLOURS)


def read_at_close(document: Entry) -> AtClose | None:
    """What the document keeps of the close; None where it keeps nothing, as for an open round."""
    kept = document.entry("at_close")
    if not kept.values or document.moment("closed_at") is None:
        return None
    at = kept.moment("at")
    if at is None:
        raise Invalid("at_close in this file does not say when the round was closed.", REMEDY)
    return AtClose(at, tuple(_finding(entry) for entry in kept.entries("findings")), _words(kept))


def _finding(entry: Entry) -> Finding:
    return Finding(
        gap=entry.read("gap", Gap, missing=""),
        statement_id=entry.text("statement_id"),
        teams=entry.texts("teams"),
        text=entry.text("text"),
        is_law=entry.yes("is_law"),
    )


def _words(kept: Entry) -> KeptWords | None:
    if kept.values.get("words") is None:
        return None
    words = kept.entry("words")
    return {statement_id: _of_statement(words.entry(statement_id)) for statement_id in words.values}


def _of_statement(entry: Entry) -> Mapping[str, str]:
    """A statement's text, and our help with it whole or not at all."""
    said = {name: entry.text(name) for name in ("text", *HELP) if name in entry.values}
    helped = [name for name in HELP if name in said]
    if not said.get("text") or len(helped) not in (0, len(HELP)):
        raise Invalid(f"{entry.path} in this file cannot be read.", REMEDY)
    return said
