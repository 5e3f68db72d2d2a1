"""The words of an edition's statements as they were on a day, to be shown again when the edition has changed since."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from sendsat.guide.edition import Edition
from sendsat.guide.model import Facilitation, Question, Section, Statement, Subsection

KeptWords = Mapping[str, Mapping[str, str]]
"""What a person reads who rates: by the statement's id its `text`, and where it has our help `why` and each colour."""
COLOURS = ("red", "amber", "green")


def words_of(editions: Iterable[Edition]) -> dict[str, dict[str, str]]:
    """The words of every statement of these editions."""
    return {statement.id: _words(statement) for edition in editions for statement in edition.statements.values()}


def _words(statement: Statement) -> dict[str, str]:
    ours = statement.ours
    if ours is None:
        return {"text": statement.text}
    return {"text": statement.text, "why": ours.why, **{name: getattr(ours.rag, name) for name in COLOURS}}


def digest(words: KeptWords) -> str:
    """A name for these words: other words have another one."""
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()[:32]


def with_words(edition: Edition, words: KeptWords) -> Edition:
    """The edition with these words in place of its own; itself where they are the same. What has no words here, as a
    statement that came later, keeps its own."""
    if all(
        words.get(statement.id, now) == now for statement in edition.statements.values() if (now := _words(statement))
    ):
        return edition
    sections = tuple(_section(section, words) for section in edition.sections)
    # Made anew and not copied: a copy would take along the look-ups by id, which hold the words of today.
    fields = {name: getattr(edition, name) for name in Edition.model_fields}
    return Edition.model_construct(**{**fields, "sections": sections})


def _section(section: Section, words: KeptWords) -> Section:
    return section.model_copy(update={"subsections": tuple(_part(part, words) for part in section.subsections)})


def _part(part: Subsection, words: KeptWords) -> Subsection:
    return part.model_copy(update={"questions": tuple(_question(question, words) for question in part.questions)})


def _question(question: Question, words: KeptWords) -> Question:
    return question.model_copy(
        update={"statements": tuple(_statement(statement, words) for statement in question.statements)}
    )


def _statement(statement: Statement, words: KeptWords) -> Statement:
    kept = words.get(statement.id)
    if kept is None:
        return statement
    return statement.model_copy(update={"text": kept["text"], "ours": _help(statement.ours, kept)})


def _help(ours: Facilitation | None, kept: Mapping[str, str]) -> Facilitation | None:
    if ours is None or "why" not in kept:
        return ours
    rag = ours.rag.model_copy(update={name: kept[name] for name in COLOURS})
    return ours.model_copy(update={"why": kept["why"], "rag": rag})
