"""Verbs on the milestones of an action: add, change or tick, remove."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sendsat.assessment.milestones import Milestone
from sendsat.assessment.rules import LONGEST_MILESTONE, MOST_MILESTONES, storable
from sendsat.assessment.values import Action
from sendsat.errors import Conflict, Invalid, NotFound, Refused
from sendsat.services.desk import Desk
from sendsat.services.plan.planning import note_action
from sendsat.services.work import May, Work, writing
from sendsat.storage.queries import actions

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
FIELDS = ("text", "due", "done")


def add_milestone(desk: Desk, *, action_id: int, text: str, due: date | None = None) -> Milestone:
    """Add a milestone to an action. Raises `Invalid` for no words or too many, `Refused` where the action has as many
    as it can have, `NotFound`."""
    text = _checked(text)
    with writing(desk, May.PLAN, "add_milestone") as work:
        action = actions.get_action(work, action_id)
        if len(action.milestones) >= MOST_MILESTONES:
            raise Refused(f"An action has at most {MOST_MILESTONES} milestones.", "Plan another action for the rest.")
        step = Milestone(_number(action), text, due)
        _keep(work, action, (*action.milestones, step), "", step.words)
    return step


def change_milestone(desk: Desk, *, action_id: int, seen: Milestone, wanted: Milestone) -> Milestone:
    """Make of the milestone `seen` what is `wanted`; what somebody else changed and this does not touch stays.

    Raises `Invalid`, `NotFound` (also when it was removed), and `Conflict` where both changed the same field.
    """
    wanted = replace(wanted, text=_checked(wanted.text))
    with writing(desk, May.PLAN, "change_milestone") as work:
        action = actions.get_action(work, action_id)
        stored = _stored(action, seen)
        merged = _merged(stored, seen, wanted)
        if merged != stored:
            _put(work, action, stored, merged)
    return merged


def remove_milestone(desk: Desk, *, action_id: int, seen: Milestone) -> None:
    """Take a milestone out; history keeps its words. Raises `NotFound`, and `Refused` where somebody changed it since
    it was `seen`."""
    with writing(desk, May.PLAN, "remove_milestone") as work:
        action = actions.get_action(work, action_id)
        stored = _stored(action, seen)
        if stored != seen:
            raise Refused("Somebody has changed this milestone since.", "Look at it again, then remove it.")
        _put(work, action, stored, None)


def _number(action: Action) -> int:
    """A number that no milestone of the action has or had: its version, which never comes again."""
    return (action.updated_at - BEGINNING) // timedelta(microseconds=1)


def _checked(text: str) -> str:
    words = " ".join(storable(text).split())
    if not words:
        raise Invalid("The milestone says nothing yet.", "Type what will be reached, or remove it.")
    if len(words) > LONGEST_MILESTONE:
        raise Invalid("The milestone is too long.", f"Use at most {LONGEST_MILESTONE} characters.")
    return words


def _stored(action: Action, seen: Milestone) -> Milestone:
    for step in action.milestones:
        if step.number == seen.number:
            return step
    raise NotFound("This milestone is no longer there.", "The action's history keeps its words.")


def _merged(stored: Milestone, seen: Milestone, wanted: Milestone) -> Milestone:
    changed = [name for name in FIELDS if getattr(wanted, name) != getattr(seen, name)]
    for name in changed:
        mine, theirs, base = (getattr(step, name) for step in (wanted, stored, seen))
        if theirs not in (base, mine):
            raise Conflict(field="milestone", stored=str(theirs or ""), offered=str(mine or ""))
    return replace(stored, **{name: getattr(wanted, name) for name in changed})


def _put(work: Work, action: Action, old: Milestone, new: Milestone | None) -> None:
    """Put a milestone in another's place, or nothing."""
    steps = (new if step == old else step for step in action.milestones)
    _keep(work, action, tuple(step for step in steps if step), old.words, new.words if new else "")


def _keep(work: Work, action: Action, steps: tuple[Milestone, ...], old: str, new: str) -> None:
    kept = actions.save_action(work, replace(action, milestones=steps), work.deed.at)
    note_action(work, kept, "milestone", old, new)
