"""Verbs on one statement: rate it, say why, name evidence, confirm what was carried forward, choose Ofsted areas.

A verb gives what stood before beside what it kept: the first may be newer than what the person saw.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sendsat.assessment.rating import Rating, word_of
from sendsat.assessment.results.ofsted import own_areas
from sendsat.assessment.rules import check_can_rate, check_text
from sendsat.assessment.values import Judgement
from sendsat.assessment.workshop.votes import is_made_from, read_votes
from sendsat.errors import Conflict, Invalid, NotFound, Overtaken, Refused
from sendsat.services.desk import Desk
from sendsat.services.work import May, Work, writing
from sendsat.storage.queries import judgements, organisations, rounds
from sendsat.storage.queries.records import history

FIELDS = ("rating", "commentary", "evidence", "seen_evidence", "carried_forward", "rejudged", "votes", "minority_note")
Change = Callable[[Judgement], Judgement]


class Changed(NamedTuple):
    """A judgement as it was stored until a verb, and as the verb kept it."""

    before: Judgement
    after: Judgement


def _as_text(value: object) -> str:
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value or "")


def note_differences(work: Work, old: Judgement, kept: Judgement, *, at: datetime | None = None) -> None:
    """Inside a transaction: note each field in which two judgements of a statement differ, at the time that the newer
    carries unless another is given. For the verbs of this package."""
    for name in FIELDS:
        before, after = getattr(old, name), getattr(kept, name)
        if before != after:
            work.note(
                name,
                _as_text(before),
                _as_text(after),
                at=at or kept.updated_at,
                round_id=kept.round_id,
                team_id=kept.team_id,
                statement_id=kept.statement_id,
            )


def change_within(desk: Desk, work: Work, *, round_id: int, team_id: int, statement_id: str, change: Change) -> Changed:
    """Inside a transaction: check the rule, change one judgement and keep its history under the same time. Another
    rating is no longer marked as re-judged.

    For the verbs of this package. Raises as `rate`.
    """
    round_, old = judgements.get_judging(work, round_id=round_id, team_id=team_id, statement_id=statement_id)
    edition = desk.library.holding(statement_id, round_.asks_of)
    if edition is None:
        raise NotFound(f"This round asks no statement {statement_id[:20]}.", "Open the page from the menu.")
    check_can_rate(round_, team_id, edition, edition.section_of[statement_id].id)
    return keep_within(work, old, change(old))


def keep_within(work: Work, old: Judgement, new: Judgement) -> Changed:
    """Inside a transaction: keep a judgement and its history under the same time. For the verbs of this package."""
    if old.rejudged and new.rating is not old.rating:
        new = replace(new, rejudged=False)
    if new == old:
        return Changed(old, old)
    kept = judgements.save_judgement(work, new, work.deed.at)
    note_differences(work, old, kept)
    return Changed(old, kept)


def _change(desk: Desk, verb: str, round_id: int, team_id: int, statement_id: str, change: Change) -> Changed:
    """Change one judgement in one transaction of three statements."""
    with writing(desk, May.RATE, verb, asks_itself=True) as work:
        return change_within(desk, work, round_id=round_id, team_id=team_id, statement_id=statement_id, change=change)


def rate(desk: Desk, *, round_id: int, team_id: int, statement_id: str, rating: Rating | None) -> Changed:
    """Give the statement a rating, or None to clear it back to not rated. Rating confirms what was carried forward.

    Raises `Refused` in a closed round or for a section the team does not rate, `NotFound`, `StorageError`.
    """
    return _change(
        desk, "rate", round_id, team_id, statement_id, lambda old: replace(old, rating=rating, carried_forward=False)
    )


def put_back(desk: Desk, *, cleared: Changed) -> Changed:
    """Undo a clearing: rating and carried-forward mark are as they were before; words written since stay.

    Raises `Overtaken` where the rating has been changed since, even if it was cleared again; otherwise as `rate`.
    """
    was, since = cleared
    place: dict[str, Any] = {"round_id": was.round_id, "team_id": was.team_id, "statement_id": was.statement_id}
    with writing(desk, May.RATE, "put_back") as work:
        last = history.latest_change(work, **place, field="rating")

        def restore(now: Judgement) -> Judgement:
            if now.rating or last is None or last.at != since.updated_at:
                told = f"{was.statement_id} has been changed since it was cleared and is {word_of(now.rating)} now."
                raise Overtaken(f"{told} {word_of(was.rating)} was not put back.", "Choose a rating yourself.")
            return replace(now, rating=was.rating, carried_forward=was.carried_forward, rejudged=was.rejudged)

        return change_within(desk, work, **place, change=restore)


def confirm(desk: Desk, *, round_id: int, team_id: int, statement_id: str) -> Changed:
    """Say that a rating carried forward from the last round still holds. Raises as `rate`."""
    return _change(desk, "confirm", round_id, team_id, statement_id, lambda old: replace(old, carried_forward=False))


def mark_rejudged(desk: Desk, *, round_id: int, team_id: int, statement_id: str, rejudged: bool) -> Changed:
    """Mark that a rating moved because the standard changed and not the practice, or take that back.

    It says how a rating is to be read and changes none, so a closed round takes it too. Raises `Refused` where the team
    has not rated the statement red, amber or green, `NotFound`, `StorageError`.
    """
    with writing(desk, May.RATE, "mark_rejudged") as work:
        _, old = judgements.get_judging(work, round_id=round_id, team_id=team_id, statement_id=statement_id)
        if old.rating is None or old.rating.level is None:
            raise Refused(f"{statement_id[:20]} has no rating to mark.", "Reload the page to see it as it is now.")
        if old.rejudged == rejudged:
            return Changed(old, old)
        kept = judgements.save_judgement(work, replace(old, rejudged=rejudged), work.deed.at)
        note_differences(work, old, kept)
    return Changed(old, kept)


def write(desk: Desk, *, round_id: int, team_id: int, statement_id: str, field: str, text: str, seen: str) -> Changed:
    """Keep the commentary, evidence or minority note. `seen` is the stored text the writer started from.

    A minority note that was made from the votes gives way to what somebody writes.

    Raises `Conflict` and writes nothing when somebody else has changed it since; otherwise as `rate`, and `Invalid`
    for a text that is too long.
    """
    if field not in ("commentary", "evidence", "minority_note"):
        raise Invalid(f"'{field[:40]}' is not something that can be written here.")
    text = check_text(text, what=field.replace("_", " "))

    def change(old: Judgement) -> Judgement:
        stored = getattr(old, field)
        gives_way = field == "minority_note" and is_made_from(read_votes(old.votes), stored)
        if stored not in (seen, text) and not gives_way:
            raise Conflict(field=field.replace("_", " "), stored=stored, offered=text)
        if field == "commentary":
            return replace(old, commentary=text)
        return replace(old, evidence=text) if field == "evidence" else replace(old, minority_note=text)

    return _change(desk, "write", round_id, team_id, statement_id, change)


def tick_evidence(desk: Desk, *, round_id: int, team_id: int, statement_id: str, prompt: str, seen: bool) -> Changed:
    """Note that a suggested piece of evidence was seen, or take that back. Raises as `rate`."""

    prompt = check_text(prompt, what="evidence")

    def change(old: Judgement) -> Judgement:
        others = tuple(other for other in old.seen_evidence if other != prompt)
        return replace(old, seen_evidence=(*others, prompt) if seen else others)

    return _change(desk, "tick_evidence", round_id, team_id, statement_id, change)


def choose_ofsted_areas(
    desk: Desk, *, round_id: int, team_id: int, statement_id: str, framework_id: str, areas: tuple[str, ...]
) -> None:
    """Keep the organisation's own Ofsted areas for a statement; choosing the edition's own forgets the choice.

    Chosen while rating: raises `Refused` in a closed round or for a section the team does not rate, `NotFound` for an
    unknown round, statement or framework, `Invalid` for an area the framework lacks.
    """
    with writing(desk, May.RATE, "choose_ofsted_areas") as work:
        round_ = rounds.get_round(work, round_id)
        edition = desk.library.holding(statement_id, round_.asks_of)
        framework = edition.framework_by_id.get(framework_id) if edition else None
        if edition is None or framework is None:
            raise NotFound("This round asks no such statement or framework.", "Open the page from the menu.")
        check_can_rate(round_, team_id, edition, edition.section_of[statement_id].id)
        chosen = own_areas(edition, statement_id, framework, areas)
        keep_areas(work, round_id=round_id, statement_id=statement_id, framework_id=framework_id, areas=chosen)


def keep_areas(
    work: Work, *, round_id: int, statement_id: str, framework_id: str, areas: tuple[str, ...] | None
) -> None:
    """Inside a transaction: keep an organisation's own areas, None for the edition's. For the verbs of this package."""
    before = organisations.ofsted_choices(work).get((statement_id, framework_id))
    if before == areas:
        return
    organisations.save_ofsted_choice(work, statement_id=statement_id, framework_id=framework_id, areas=areas)
    old, new = ", ".join(before or ()), ", ".join(areas or ())
    work.note("ofsted", old, new, round_id=round_id, statement_id=statement_id)
