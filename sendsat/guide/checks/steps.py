"""What must hold of next steps: owners that the edition knows, and a step for today wherever somebody may be unsafe.

Pure; must not import anything but the model.
"""

from collections.abc import Iterator, Mapping

from sendsat.guide.checks.fault import Fault
from sendsat.guide.edition import Edition
from sendsat.guide.model import NextStep, Role, Statement

MOST_ROLES = 30
"""More than so many cannot be told apart, and one person becomes two owners."""


def role_faults(edition: Edition) -> Iterator[Fault]:
    """What is wrong with roles and owners: in which file, which value under which keys, and the sentence."""
    if len(edition.roles) > MOST_ROLES:
        says = f"{len(edition.roles)} roles are too many to tell apart; {MOST_ROLES} is the most"
        yield Fault("roles.yaml", edition.roles[-1].name, ("name",), says)
    for file, section in zip(edition.header.sections, edition.sections, strict=True):
        for statement in section.statements:
            for text, says in _step_faults(statement, edition.role_by_name):
                yield Fault(file, text, ("text",), f"{statement.id}: {says}")


def _step_faults(statement: Statement, roles: Mapping[str, Role]) -> Iterator[tuple[str, str]]:
    """The text of each step that is at fault, with what is wrong with it."""
    if statement.ours is None:
        return
    first, *later = statement.ours.next_steps
    for step in (first, *later):
        if step.owner not in roles:
            yield step.text, f"the owner '{step.owner}' of a next step is not in roles.yaml"
    if statement.ours.unsafe_if_red:
        yield from _today_faults(first, roles)
    elif first.is_for_today:
        yield first.text, "a next step is for today (0 weeks), but unsafe_if_red does not say why"
    for step in later:
        if step.is_for_today:
            yield step.text, "only the first next step can be for today (0 weeks)"


def _today_faults(first: NextStep, roles: Mapping[str, Role]) -> Iterator[tuple[str, str]]:
    """A Red that leaves a person unsafe: its first step is done today, by somebody who is there."""
    if first.from_ != "red" or not first.is_for_today:
        yield first.text, "somebody may be unsafe if red, so the first next step must be from red, for today (0 weeks)"
    elif first.owner in roles and not roles[first.owner].on_duty:
        yield first.text, f"the step for today needs an owner whom roles.yaml calls on duty, unlike {first.owner}"
