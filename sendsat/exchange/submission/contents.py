"""A submission or withdrawal as the content of a signed file, and back. Pure."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar

from sendsat.assessment.area.submission import SharedAction, SharedStatement, Submission, Withdrawal
from sendsat.assessment.rating import parse_rating
from sendsat.assessment.rules import storable
from sendsat.errors import Invalid
from sendsat.exchange.submission.document import AGAIN, Kind, Signed, write

Wanted = TypeVar("Wanted")
MOST = 2_000
"""Entries of a list that are read."""


def submission_file(submission: Submission, private: str) -> bytes:
    """The signed file of a submission."""
    return write(Kind.SUBMISSION, content_of(submission), private)


def withdrawal_file(withdrawal: Withdrawal, private: str) -> bytes:
    """The signed file of a withdrawal."""
    return write(Kind.WITHDRAWAL, asdict(withdrawal) | {"made_at": withdrawal.made_at.isoformat()}, private)


def content_of(submission: Submission) -> dict[str, Any]:
    """The submission as plain lists and texts."""
    return asdict(submission) | {"made_at": submission.made_at.isoformat()}


def withdrawal_in(signed: Signed) -> Withdrawal:
    """The withdrawal that a file holds. Raises `Invalid`."""
    content = signed.content
    names = ("uid", "authority_code", "provider_uid")
    return Withdrawal(made_at=_moment(content), **{name: _text(content, name) for name in names})


def submission_in(content: dict[str, Any]) -> Submission:
    """The submission that a file's content holds. Raises `Invalid`: nothing of it is taken then."""
    names = ("uid", "authority_code", "provider_uid", "provider", "kind", "round", "edition_id")
    texts = {name: _text(content, name) for name in names}
    statements = tuple(_statement(entry) for entry in _list(content, "statements", dict))
    if len({statement.statement_id for statement in statements}) != len(statements):
        raise _wrong("statements")
    return Submission(
        made_at=_moment(content),
        is_alias=_value(content, "is_alias", bool),
        round_id=_value(content, "round_id", int),
        sections=tuple(_list(content, "sections", str)),
        statements=statements,
        actions=tuple(_action(entry) for entry in _list(content, "actions", dict)),
        **texts,
    )


def _statement(entry: dict[str, Any]) -> SharedStatement:
    rating = entry.get("rating")
    if rating is not None and not isinstance(rating, str):
        raise _wrong("rating")
    commentary, evidence = (tuple(map(storable, _list(entry, name, str))) for name in ("commentary", "evidence"))
    return SharedStatement(_text(entry, "statement_id"), parse_rating(rating), commentary, evidence)


def _action(entry: dict[str, Any]) -> SharedAction:
    statements = tuple(_list(entry, "statements", str))
    return SharedAction(_text(entry, "text"), statements, _text(entry, "status"), storable(_value(entry, "owner", str)))


def _moment(content: dict[str, Any]) -> datetime:
    try:
        at = datetime.fromisoformat(_text(content, "made_at"))
    except ValueError:
        raise _wrong("made_at") from None
    if at.tzinfo is None:
        raise _wrong("made_at")
    return at


def _text(entry: dict[str, Any], name: str) -> str:
    text = storable(_value(entry, name, str))
    if not text:
        raise _wrong(name)
    return text


def _list(entry: dict[str, Any], name: str, kind: type[Wanted]) -> list[Wanted]:
    values = entry.get(name)
    if not isinstance(values, list | tuple) or len(values) > MOST or any(type(value) is not kind for value in values):
        raise _wrong(name)
    return list(values)


def _value(entry: dict[str, Any], name: str, kind: type[Wanted]) -> Wanted:
    value = entry.get(name)
    if type(value) is not kind:
        raise _wrong(name)
    return value


def _wrong(name: str) -> Invalid:
    return Invalid(f"“{name}” in this file cannot be read, so nothing of it was taken.", AGAIN)
