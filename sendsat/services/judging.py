"""Verbs on one statement: rate it, say why, name evidence, confirm what was carried forward, choose Ofsted areas.

A verb gives what stood before beside what it kept: the first may be newer than what the person saw.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sendsat.assessment.rating import Rating, word_of
from sendsat.assessment.rules import check_can_rate, check_text
from sendsat.assessment.values import HistoryEntry, Judgement
from sendsat.errors import Conflict, Invalid, NotFound, Overtaken
from sendsat.services.desk import Desk
from sendsat.storage.engine import Session
from sendsat.storage.queries import history, judgements, organisations

FIELDS = ("rating", "commentary", "evidence", "seen_evidence", "carried_forward", "votes", "minority_note")
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


def differences(old: Judgement, new: Judgement, *, person: str, at: datetime) -> list[HistoryEntry]:
    """One history entry for each field in which two judgements of the same statement differ."""
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in FIELDS)
    return [
        HistoryEntry(
            at=at,
            person=person,
            field=name,
            old=_as_text(before),
            new=_as_text(after),
            round_id=new.round_id,
            team_id=new.team_id,
            statement_id=new.statement_id,
        )
        for name, before, after in pairs
        if before != after
    ]


def change_within(
    desk: Desk, session: Session, *, round_id: int, team_id: int, statement_id: str, change: Change
) -> Changed:
    """Inside a transaction: check the rule, change one judgement and keep its history under the same time.

    For the verbs of this package. Raises as `rate`.
    """
    organisation_id, now = desk.organisation.id, desk.now()
    round_, old = judgements.get_judging(
        session, organisation_id, round_id=round_id, team_id=team_id, statement_id=statement_id
    )
    section = desk.library.get(round_.edition_id).section_of.get(statement_id)
    if section is None:
        raise NotFound(f"The guide has no statement {statement_id[:20]}.", "Open the page from the menu.")
    check_can_rate(round_, team_id, section.id)
    new = change(old)
    if new == old:
        return Changed(old, old)
    kept = judgements.save_judgement(session, organisation_id, new, now)
    history.add_entries(session, organisation_id, differences(old, new, person=desk.person.name, at=now))
    return Changed(old, kept)


def _change(desk: Desk, round_id: int, team_id: int, statement_id: str, change: Change) -> Changed:
    """Change one judgement in one transaction of three statements."""
    with desk.store.writing() as session:
        return change_within(
            desk, session, round_id=round_id, team_id=team_id, statement_id=statement_id, change=change
        )


def rate(desk: Desk, *, round_id: int, team_id: int, statement_id: str, rating: Rating | None) -> Changed:
    """Give the statement a rating, or None to clear it back to not rated. Rating confirms what was carried forward.

    Raises `Refused` in a closed round or for a section the team does not rate, `NotFound`, `StorageError`.
    """
    return _change(
        desk, round_id, team_id, statement_id, lambda old: replace(old, rating=rating, carried_forward=False)
    )


def put_back(desk: Desk, *, cleared: Changed) -> Changed:
    """Undo a clearing: rating and carried-forward mark are as they were before; words written since stay.

    Raises `Overtaken` where the rating has been changed since, even if it was cleared again; otherwise as `rate`.
    """
    was, since = cleared
    place: dict[str, Any] = {"round_id": was.round_id, "team_id": was.team_id, "statement_id": was.statement_id}
    with desk.store.writing() as session:
        last = history.latest_change(session, desk.organisation.id, **place, field="rating")

        def restore(now: Judgement) -> Judgement:
            if now.rating or last is None or last.at != since.updated_at:
                told = f"{was.statement_id} has been changed since it was cleared and is {word_of(now.rating)} now."
                raise Overtaken(f"{told} {word_of(was.rating)} was not put back.", "Choose a rating yourself.")
            return replace(now, rating=was.rating, carried_forward=was.carried_forward)

        return change_within(desk, session, **place, change=restore)


def confirm(desk: Desk, *, round_id: int, team_id: int, statement_id: str) -> Changed:
    """Say that a rating carried forward from the last round still holds. Raises as `rate`."""
    return _change(desk, round_id, team_id, statement_id, lambda old: replace(old, carried_forward=False))


def write(desk: Desk, *, round_id: int, team_id: int, statement_id: str, field: str, text: str, seen: str) -> Changed:
    """Keep the commentary, evidence or minority note. `seen` is the stored text the writer started from.

    Raises `Conflict` and writes nothing when somebody else has changed it since; otherwise as `rate`, and `Invalid`
    for a text that is too long.
    """
    if field not in ("commentary", "evidence", "minority_note"):
        raise Invalid(f"'{field[:40]}' is not something that can be written here.")
    text = check_text(text, what=field.replace("_", " "))

    def change(old: Judgement) -> Judgement:
        stored = getattr(old, field)
        if stored not in (seen, text):
            raise Conflict(field=field.replace("_", " "), stored=stored, offered=text)
        if field == "commentary":
            return replace(old, commentary=text)
        return replace(old, evidence=text) if field == "evidence" else replace(old, minority_note=text)

    return _change(desk, round_id, team_id, statement_id, change)


def tick_evidence(desk: Desk, *, round_id: int, team_id: int, statement_id: str, prompt: str, seen: bool) -> Changed:
    """Note that a suggested piece of evidence was seen, or take that back. Raises as `rate`."""

    prompt = check_text(prompt, what="evidence")

    def change(old: Judgement) -> Judgement:
        others = tuple(one for one in old.seen_evidence if one != prompt)
        return replace(old, seen_evidence=(*others, prompt) if seen else others)

    return _change(desk, round_id, team_id, statement_id, change)


def choose_ofsted_areas(
    desk: Desk, *, edition_id: str, statement_id: str, framework_id: str, areas: tuple[str, ...]
) -> None:
    """Keep the organisation's own Ofsted areas for a statement; choosing the edition's own forgets the choice.

    Raises `NotFound` for an unknown statement or framework, `Invalid` for an area the framework lacks.
    """
    edition = desk.library.get(edition_id)
    framework = edition.framework_by_id.get(framework_id)
    if statement_id not in edition.statements or framework is None:
        raise NotFound("The guide has no such statement or framework.", "Open the page from the menu.")
    known = [area.id for area in framework.areas]
    if unknown := [area for area in areas if area not in known]:
        raise Invalid(f"{framework.title} has no area '{unknown[0][:40]}'.")
    ordered = tuple(area for area in known if area in areas)
    default = edition.statements[statement_id].ofsted[framework_id].areas
    chosen = None if set(ordered) == set(default) else ordered
    with desk.store.writing() as session:
        organisations.save_ofsted_choice(
            session,
            organisation_id=desk.organisation.id,
            statement_id=statement_id,
            framework_id=framework_id,
            areas=chosen,
        )
