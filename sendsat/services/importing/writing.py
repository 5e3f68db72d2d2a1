"""Writes what an import decided, and takes it back, inside a transaction of `importing`. History is kept both ways."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sendsat.assessment.imports.imports import ImportedItem
from sendsat.assessment.imports.preview import FIELD_WORDS, NEW_ACTION
from sendsat.assessment.rating import parse_rating
from sendsat.assessment.results.ofsted import own_areas
from sendsat.assessment.rules import check_can_rate, check_owner, check_text
from sendsat.assessment.values import Judgement
from sendsat.errors import Refused
from sendsat.exchange.round_in.preview import RoundChange
from sendsat.exchange.round_out.contents import RoundContents
from sendsat.guide.edition import Edition
from sendsat.services.plan.imported_actions import add_new, change_stored, name_of
from sendsat.services.plan.imported_actions import take_back as take_action_back
from sendsat.services.plan.imported_actions import why_kept as why_action_kept
from sendsat.services.rounds.judging import keep_areas, keep_within
from sendsat.services.work import Work

Fields = Mapping[str, Any]


def write(work: Work, contents: RoundContents, changes: Iterable[RoundChange]) -> tuple[ImportedItem, ...]:
    """Write the changes; returns what was there before and after. Raises `Refused` and `Invalid` as the verbs do."""
    said: dict[tuple[int, str], list[RoundChange]] = {}
    planned: dict[int, list[RoundChange]] = {}
    items = []
    for change in changes:
        _check(contents, change)
        if change.field == NEW_ACTION:
            where: dict[str, Any] = {"round_id": contents.snapshot.round.id, "team_id": change.team_id}
            items.append(add_new(work, change, **where, statements=(change.statement_id,)))
        elif change.field == "ofsted":
            items.append(_choose_areas(work, contents, change))
        elif change.action_id is not None:
            planned.setdefault(change.action_id, []).append(change)
        else:
            said.setdefault((change.team_id, change.statement_id), []).append(change)
    items += [_judge(work, contents, key, group) for key, group in said.items()]
    stored = {action.id: action for action in contents.actions}
    items += [change_stored(work, stored[action_id], group) for action_id, group in planned.items()]
    return tuple(items)


def check_is_asked(contents: RoundContents, statement_id: str) -> Edition:
    """The edition that has a statement of an import. Raises `Refused` where the round does not ask it (any more)."""
    edition = contents.edition_of(statement_id)
    if statement_id not in edition.statements:
        told = f"{contents.snapshot.round.name} no longer asks {statement_id}, so nothing was written."
        raise Refused(told, "Switch its supplement on again under Rounds and teams, and try again.")
    return edition


def _check(contents: RoundContents, change: RoundChange) -> None:
    edition = check_is_asked(contents, change.statement_id)
    check_can_rate(contents.snapshot.round, change.team_id, edition, edition.section_of[change.statement_id].id)
    check_text(change.value, what=change.field.replace("_", " "))
    check_owner(change.value if change.field == "owner" else change.owner)


def _judge(work: Work, contents: RoundContents, key: tuple[int, str], changes: list[RoundChange]) -> ImportedItem:
    old = contents.snapshot.judgement(*key)
    fields: dict[str, Any] = {change.field: change.value for change in changes}
    if "rating" in fields and old.carried_forward:
        fields["carried_forward"] = False
    before, told = _of_judgement(old, fields), _standing(old, fields)
    _save_judgement(work, old, fields)
    return ImportedItem("judgement", key[1], before | told, fields | told, team_id=key[0])


def _standing(old: Judgement, fields: Fields) -> dict[str, Any]:
    """What says that a room has agreed a rating. It stays, but what a room agreed since must not be taken back."""
    names = ("votes", "minority_note") if "rating" in fields else ()
    return {name: getattr(old, name) for name in names if name not in fields}


def _of_judgement(judgement: Judgement, names: Iterable[str]) -> dict[str, Any]:
    values = {name: getattr(judgement, name) for name in names}
    if "rating" in values:
        values["rating"] = judgement.rating.value if judgement.rating else ""
    return values


def _save_judgement(work: Work, old: Judgement, fields: Fields) -> None:
    values = dict(fields)
    if "rating" in values:
        values["rating"] = parse_rating(values["rating"] or None)
    keep_within(work, old, replace(old, **values))


def _choose_areas(work: Work, contents: RoundContents, change: RoundChange) -> ImportedItem:
    edition, framework_id = contents.edition_of(change.statement_id), change.framework_id
    framework = edition.framework_by_id[framework_id]
    chosen = own_areas(edition, change.statement_id, framework, tuple(change.value.split(",")))
    before = contents.ofsted.get((change.statement_id, framework_id))
    _keep_areas(work, contents, change.statement_id, framework_id, chosen)
    return ImportedItem(
        "ofsted",
        change.statement_id,
        {"areas": list(before) if before is not None else None},
        {"areas": list(chosen) if chosen is not None else None},
        framework_id=framework_id,
    )


def _keep_areas(
    work: Work, contents: RoundContents, statement_id: str, framework_id: str, areas: tuple[str, ...] | None
) -> None:
    round_id = contents.snapshot.round.id
    keep_areas(work, round_id=round_id, statement_id=statement_id, framework_id=framework_id, areas=areas)


def why_kept(contents: RoundContents, item: ImportedItem) -> str:
    """What somebody has changed since of what an import wrote, named: "LM1: rating"; "" where nothing."""
    if item.kind in ("action", "new_action"):
        stored = contents.action(item.action_id or 0)
        why = why_action_kept(item, stored)
        return why and f"the action “{name_of(item, stored)}”: {why}"
    now = _now(contents, item)
    moved = [FIELD_WORDS.get(name, name.replace("_", " ")) for name, value in item.after.items() if now[name] != value]
    return f"{item.statement_id}: {', '.join(moved)}" if moved else ""


def _now(contents: RoundContents, item: ImportedItem) -> dict[str, Any]:
    if item.kind == "judgement":
        assert item.team_id is not None
        return _of_judgement(contents.snapshot.judgement(item.team_id, item.statement_id), item.after)
    areas = contents.ofsted.get((item.statement_id, item.framework_id))
    return {"areas": list(areas) if areas is not None else None}


def take_back(work: Work, contents: RoundContents, items: Iterable[ImportedItem]) -> None:
    """Put back what was there before the items were written. Raises `Refused` where a team may no longer write."""
    for item in items:
        if item.kind == "judgement":
            assert item.team_id is not None
            edition = check_is_asked(contents, item.statement_id)
            check_can_rate(contents.snapshot.round, item.team_id, edition, edition.section_of[item.statement_id].id)
            old = contents.snapshot.judgement(item.team_id, item.statement_id)
            _save_judgement(work, old, item.before)
        elif item.kind == "ofsted":
            areas = tuple(item.before["areas"]) if item.before["areas"] else None
            _keep_areas(work, contents, item.statement_id, item.framework_id, areas)
        else:
            take_action_back(work, item, contents.action(item.action_id or 0))
