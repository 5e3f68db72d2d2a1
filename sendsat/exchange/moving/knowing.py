"""Which fields of a document this sendsat knows: the others are of a newer one, and are told. Pure."""

from collections.abc import Iterator

from sendsat.exchange.moving.fields import Entry
from sendsat.exchange.round_out.table import COLUMNS

BLOCK = {"judgements", "actions", "agreed"}
DOCUMENT = BLOCK | {
    *("format", "version", "exported_at", "organisation_uid", "organisation", "edition_id", "round_id", "round"),
    *(
        "started_at",
        "closed_at",
        "framework_id",
        "roll_up",
        "teams",
        "supplements",
        "set_aside",
        "ofsted_choices",
        "at_close",
        "chapters",
        "report_texts",
    ),
}
LISTED = {
    "judgements": {column.name for column in COLUMNS} | {"seen", "votes", "rejudged"},
    "actions": {
        *("id", "team_id", "team", "statements", "text", "owner", "due", "priority", "status", "closing_evidence"),
        *("success_measure", "milestones", "notes", "planned_in_this_round", "created_at", "updated_at"),
    },
    "agreed": {"statement_id", "rating", "reason", "teams_said", "at", "person"},
    "chapters": {"team_id", "title", "text"},
    "report_texts": {"team_id", "item", "text"},
    "teams": {"id", "name", "sections"},
    "notes": {"at", "person", "text"},
    "milestones": {"text", "due", "done"},
    "ofsted_choices": {"statement_id", "framework_id", "areas"},
    "findings": {"gap", "statement_id", "teams", "text", "is_law"},
}
MOST = 12


def unknown_fields(document: Entry) -> tuple[str, ...]:
    """The names of fields that are not known, such as actions.cost: each once, and no more than can be read."""
    names = dict.fromkeys(_unknown(document))
    return (*list(names)[:MOST], *(["and others"] if len(names) > MOST else ()))


def _unknown(document: Entry) -> Iterator[str]:
    yield from _in_block(document, DOCUMENT, "")
    for block in document.entries("supplements"):
        yield from _in_block(block, BLOCK | {"edition_id", "title", "publisher"}, "supplements.")
    yield from _in_block(document.entry("set_aside"), BLOCK, "set_aside.")
    yield from _in_block(document.entry("at_close"), {"at", "findings", "words"}, "at_close.")


def _in_block(block: Entry, known: set[str], before: str) -> Iterator[str]:
    yield from (f"{before}{name}" for name in block.values if name not in known)
    for listed in LISTED:
        for entry in block.entries(listed):
            yield from (f"{before}{listed}.{name}" for name in entry.values if name not in LISTED[listed])
            if listed == "actions":
                for inner in ("notes", "milestones"):
                    yield from _in_listed(entry, inner)


def _in_listed(entry: Entry, inner: str) -> Iterator[str]:
    for listed in entry.entries(inner):
        yield from (f"{inner}.{name}" for name in listed.values if name not in LISTED[inner])
