"""Writes what an import decided, and takes it back, inside a transaction of `importing`. History is kept both ways."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sendsat.assessment.imports import ImportedItem
from sendsat.assessment.rating import parse_rating
from sendsat.assessment.rules import check_can_rate, check_text
from sendsat.assessment.values import Action, HistoryEntry, Judgement, Priority, Status
from sendsat.errors import Invalid
from sendsat.exchange.contents import RoundContents
from sendsat.exchange.preview import NEW_ACTION, Change
from sendsat.services.desk import Desk
from sendsat.services.judging import differences
from sendsat.storage.engine import Session
from sendsat.storage.queries import actions, history, judgements, organisations

ACTION_FIELDS = {"action_text": "text", "owner": "owner", "due": "due"}
LONGEST_OWNER = 200
Fields = Mapping[str, Any]


def write(desk: Desk, session: Session, contents: RoundContents, changes: Iterable[Change]) -> tuple[ImportedItem, ...]:
    """Write the changes; returns what was there before and after. Raises `Refused` and `Invalid` as the verbs do."""
    said: dict[tuple[int, str], list[Change]] = {}
    planned: dict[int, list[Change]] = {}
    items = []
    for change in changes:
        _check(contents, change)
        if change.field == NEW_ACTION:
            items.append(_add_action(desk, session, contents, change))
        elif change.field == "ofsted":
            items.append(_choose_areas(desk, session, contents, change))
        elif change.action_id is not None:
            planned.setdefault(change.action_id, []).append(change)
        else:
            said.setdefault((change.team_id, change.statement_id), []).append(change)
    items += [_judge(desk, session, contents, key, group) for key, group in said.items()]
    items += [_change_action(desk, session, contents, action_id, group) for action_id, group in planned.items()]
    return tuple(items)


def _check(contents: RoundContents, change: Change) -> None:
    section = contents.snapshot.edition.section_of[change.statement_id]
    check_can_rate(contents.snapshot.round, change.team_id, section.id)
    check_text(change.value, what=change.field.replace("_", " "))
    if len(change.owner) > LONGEST_OWNER or (change.field == "owner" and len(change.value) > LONGEST_OWNER):
        raise Invalid(f"The owner in {change.cell} on {change.sheet} is too long.", f"Use at most {LONGEST_OWNER}.")


def _judge(
    desk: Desk, session: Session, contents: RoundContents, key: tuple[int, str], changes: list[Change]
) -> ImportedItem:
    old = contents.snapshot.judgement(*key)
    fields: dict[str, Any] = {change.field: change.value for change in changes}
    if "rating" in fields and old.carried_forward:
        fields["carried_forward"] = False
    before = _of_judgement(old, fields)
    _save_judgement(desk, session, old, fields)
    return ImportedItem("judgement", key[1], before, fields, team_id=key[0])


def _of_judgement(judgement: Judgement, names: Iterable[str]) -> dict[str, Any]:
    found = {name: getattr(judgement, name) for name in names}
    return found | ({"rating": judgement.rating.value if judgement.rating else ""} if "rating" in found else {})


def _save_judgement(desk: Desk, session: Session, old: Judgement, fields: Fields) -> None:
    values = dict(fields)
    if "rating" in values:
        values["rating"] = parse_rating(values["rating"] or None)
    new = replace(old, **values)
    judgements.save_judgement(session, desk.organisation.id, new, desk.now())
    history.add_entries(session, desk.organisation.id, differences(old, new, desk))


def _of_action(action: Action, names: Iterable[str]) -> dict[str, Any]:
    found = {name: getattr(action, name) for name in names}
    return found | ({"due": action.due.isoformat() if action.due else ""} if "due" in found else {})


def _standing(action: Action) -> dict[str, Any]:
    return {
        "status": action.status.value,
        "priority": action.priority.value,
        "statements": list(action.statements),
        "closing_evidence": action.closing_evidence,
    }


def _change_action(
    desk: Desk, session: Session, contents: RoundContents, action_id: int, changes: list[Change]
) -> ImportedItem:
    action = contents.action(action_id)
    assert action is not None
    fields = {ACTION_FIELDS[change.field]: change.value for change in changes}
    before = _of_action(action, fields)
    _save_action(desk, session, action, fields)
    return ImportedItem("action", changes[0].statement_id, before, fields, action_id=action_id)


def _save_action(desk: Desk, session: Session, action: Action, fields: Fields) -> None:
    values = dict(fields)
    if "due" in values:
        values["due"] = date.fromisoformat(values["due"]) if values["due"] else None
    new = replace(action, **values)
    actions.save_action(session, desk.organisation.id, new, desk.now())
    entries = (_action_entry(desk, action, name, getattr(action, name), getattr(new, name)) for name in values)
    history.add_entries(session, desk.organisation.id, [entry for entry in entries if entry.old != entry.new])


def _action_entry(desk: Desk, action: Action, field: str, old: object, new: object) -> HistoryEntry:
    return HistoryEntry(
        at=desk.now(),
        person=desk.person.name,
        field=field,
        old=str(old or ""),
        new=str(new or ""),
        round_id=action.round_id,
        team_id=action.team_id,
        statement_id=action.statements[0] if action.statements else None,
        action_id=action.id,
    )


def _add_action(desk: Desk, session: Session, contents: RoundContents, change: Change) -> ImportedItem:
    action = actions.add_action(
        session,
        organisation_id=desk.organisation.id,
        round_id=contents.snapshot.round.id,
        team_id=change.team_id,
        statements=(change.statement_id,),
        text=change.value,
        owner=change.owner,
        due=date.fromisoformat(change.due) if change.due else None,
        priority=Priority.MEDIUM,
        status=Status.NOT_STARTED,
        now=desk.now(),
    )
    history.add_entries(session, desk.organisation.id, [_action_entry(desk, action, "planned", "", action.text)])
    after = _of_action(action, ACTION_FIELDS.values()) | _standing(action)
    return ImportedItem("new_action", change.statement_id, {}, after, team_id=change.team_id, action_id=action.id)


def _choose_areas(desk: Desk, session: Session, contents: RoundContents, change: Change) -> ImportedItem:
    areas = tuple(change.value.split(","))
    default = contents.snapshot.edition.statements[change.statement_id].ofsted[change.framework_id].areas
    chosen = None if set(areas) == set(default) else areas
    before = contents.ofsted.get((change.statement_id, change.framework_id))
    _save_areas(desk, session, contents, change.statement_id, change.framework_id, before, chosen)
    return ImportedItem(
        "ofsted",
        change.statement_id,
        {"areas": list(before) if before is not None else None},
        {"areas": list(chosen) if chosen is not None else None},
        framework_id=change.framework_id,
    )


def _save_areas(
    desk: Desk,
    session: Session,
    contents: RoundContents,
    statement_id: str,
    framework_id: str,
    before: tuple[str, ...] | None,
    after: tuple[str, ...] | None,
) -> None:
    organisations.save_ofsted_choice(
        session,
        organisation_id=desk.organisation.id,
        statement_id=statement_id,
        framework_id=framework_id,
        areas=after,
    )
    entry = HistoryEntry(
        at=desk.now(),
        person=desk.person.name,
        field="ofsted",
        old=", ".join(before or ()),
        new=", ".join(after or ()),
        round_id=contents.snapshot.round.id,
        statement_id=statement_id,
    )
    history.add_entries(session, desk.organisation.id, [entry])


def changed_since(contents: RoundContents, item: ImportedItem) -> bool:
    """Whether what an import wrote is no longer what it wrote."""
    return _now(contents, item) != dict(item.after)


def _now(contents: RoundContents, item: ImportedItem) -> dict[str, Any] | None:
    if item.kind == "judgement":
        assert item.team_id is not None
        return _of_judgement(contents.snapshot.judgement(item.team_id, item.statement_id), item.after)
    if item.kind == "ofsted":
        areas = contents.ofsted.get((item.statement_id, item.framework_id))
        return {"areas": list(areas) if areas is not None else None}
    action = contents.action(item.action_id or 0)
    if action is None or (item.kind == "new_action" and action.notes):
        return None
    found = _of_action(action, [name for name in ACTION_FIELDS.values() if name in item.after])
    return found | (_standing(action) if item.kind == "new_action" else {})


def take_back(desk: Desk, session: Session, contents: RoundContents, items: Iterable[ImportedItem]) -> None:
    """Put back what was there before the items were written. Raises `Refused` where a team may no longer write."""
    for item in items:
        if item.kind == "judgement":
            assert item.team_id is not None
            section = contents.snapshot.edition.section_of[item.statement_id]
            check_can_rate(contents.snapshot.round, item.team_id, section.id)
            old = contents.snapshot.judgement(item.team_id, item.statement_id)
            _save_judgement(desk, session, old, item.before)
        elif item.kind == "ofsted":
            before, after = (tuple(side["areas"]) if side["areas"] else None for side in (item.after, item.before))
            _save_areas(desk, session, contents, item.statement_id, item.framework_id, before, after)
        else:
            _take_back_action(desk, session, contents, item)


def _take_back_action(desk: Desk, session: Session, contents: RoundContents, item: ImportedItem) -> None:
    action = contents.action(item.action_id or 0)
    assert action is not None
    if item.kind == "action":
        _save_action(desk, session, action, item.before)
        return
    actions.delete_action(session, desk.organisation.id, action.id)
    history.add_entries(session, desk.organisation.id, [_action_entry(desk, action, "removed", action.text, "")])
