"""Milestones: the steps on the way to an action that people tick off, each with its words and maybe a date. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Milestone:
    """A step of an action. `number` names it within its action and never comes again."""

    number: int
    text: str
    due: date | None = None
    done: bool = False

    @property
    def words(self) -> str:
        """What it says, by when and whether it is done: "Draft is out (by 3 March 2026, done)"."""
        marks = [f"by {self.due.day} {self.due:%B %Y}"] if self.due else []
        marks += ["done"] if self.done else []
        return f"{self.text} ({', '.join(marks)})" if marks else self.text


def in_order(milestones: Iterable[Milestone]) -> tuple[Milestone, ...]:
    """By date; those without one last, as they were added."""
    return tuple(sorted(milestones, key=lambda step: (step.due or date.max, step.number)))


def told(milestones: Iterable[Milestone]) -> str:
    """All in their order as one text, a line each."""
    return "\n".join(step.words for step in in_order(milestones))


def counted(milestones: Sequence[Milestone]) -> str:
    """How far they are: "1 of 3 milestones done", "" where there are none."""
    if not milestones:
        return ""
    done, total = sum(step.done for step in milestones), len(milestones)
    return f"{done} of {total} {'milestone' if total == 1 else 'milestones'} done"


def stored_form(milestones: Iterable[Milestone]) -> list[dict[str, Any]]:
    """As they are kept: dates as numbers, so that taking words out of what people wrote never harms one."""
    return [
        {"number": step.number, "text": step.text, "due": step.due and step.due.toordinal(), "done": step.done}
        for step in milestones
    ]


def from_stored(kept: Iterable[Mapping[str, Any]]) -> tuple[Milestone, ...]:
    """Back from `stored_form`."""
    return tuple(
        Milestone(step["number"], step["text"], date.fromordinal(step["due"]) if step["due"] else None, step["done"])
        for step in kept
    )
