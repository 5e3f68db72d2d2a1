"""What helps a team to rate one statement: its colours, why it matters, what to ask and look for, and next steps. Ours.

Must not import anything but the content's building blocks and what binds whom.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from sendsat.guide.content import Content, Id, Text
from sendsat.guide.law import Strength


class Rag(Content):
    """What red, amber and green look like for one statement: observable practice, no overlap."""

    red: Text
    amber: Text
    green: Text


class NextStep(Content):
    """A suggested action that moves a statement from one rating to the next: what, who usually does it, how long.

    `owner` is the name of a role of the edition. No weeks means today.
    """

    from_: Literal["red", "amber"] = Field(alias="from")
    to: Literal["amber", "green"]
    text: Text
    owner: Text
    weeks: int = Field(ge=0, le=52)

    @property
    def is_for_today(self) -> bool:
        """Whether it cannot wait."""
        return self.weeks == 0

    @property
    def when(self) -> str:
        """By when, in words: "today", "within 1 week"."""
        if self.is_for_today:
            return "today"
        return f"within {self.weeks} {'week' if self.weeks == 1 else 'weeks'}"

    @property
    def sentence(self) -> str:
        """The step as a sentence, with who and by when."""
        return f"{self.text.rstrip('.')} ({self.owner}, {self.when})."


class Overtaken(Content):
    """Why a statement no longer applies as written, and what to ask today instead."""

    note: Text
    instead: Text


class Facilitation(Content):
    """Ours, for the person who leads the discussion of one statement.

    `duty` says where the demand comes from; `law` names provisions of laws.yaml by id, `cites` paragraphs of the code;
    `covers` says what of the statement the law or the code asks, where that is not all of it.

    `unsafe_if_red`: a Red means that a person who is there now may lack a plan for an emergency, or that nobody has
    looked at a risk to them. Its first step is for today.
    """

    reviewed: date
    rag: Rag
    why: Text
    duty: Strength
    law: tuple[Id, ...] = ()
    cites: tuple[Text, ...] = ()
    covers: Text | None = None
    ask: tuple[Text, ...] = Field(min_length=1, max_length=2)
    look_for: tuple[Text, ...] = Field(min_length=3, max_length=5)
    unsafe_if_red: bool = False
    next_steps: tuple[NextStep, ...] = Field(min_length=2, max_length=4)
    overtaken: Overtaken | None = None
