"""Takes an action out of the plan; every word of it stays in the history."""

from dataclasses import replace

from sendsat.assessment.milestones import in_order
from sendsat.assessment.values import Action
from sendsat.services.desk import Desk
from sendsat.services.plan.planning import note_action
from sendsat.services.work import May, Work, writing
from sendsat.storage.queries import actions


def remove_action(desk: Desk, *, action_id: int) -> None:
    """Take an action out of the plan; history keeps every word of it. Raises `NotFound`."""
    with writing(desk, May.PLAN, "remove_action") as work:
        remove_within(work, actions.get_action(work, action_id))


def remove_within(work: Work, action: Action) -> None:
    """Inside a transaction: take an action out, with every word of it and its notes in history. Raises `NotFound`."""
    actions.delete_action(work, action.id)
    note_action(work, replace(action, updated_at=work.deed.at), "removed", _every_word(action), "")


def _every_word(action: Action) -> str:
    """All that people typed about an action, a line each."""
    notes = (f"Note of {note.at:%d/%m/%Y} by {note.person}: {note.text}" for note in action.notes)
    owner = f"Who: {action.owner}" if action.owner else ""
    evidence = f"Evidence: {action.closing_evidence}" if action.closing_evidence else ""
    measure = f"Success measure: {action.success_measure}" if action.success_measure else ""
    steps = (f"Milestone: {step.words}" for step in in_order(action.milestones))
    return "\n".join(filter(None, (action.text, owner, measure, *steps, *notes, evidence)))
