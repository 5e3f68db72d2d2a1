"""The frozen model of one edition of the guide, as read from its folder.

Everything here is content. `origin` says whose it is: "guide" for substance that the source document carries (in our
wording), "sendsat" for what the source does not say and we add. Must not import anything but errors.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from sendsat.guide.content import Colour as Colour
from sendsat.guide.content import Content, Id, Origin, Text
from sendsat.guide.facilitation import Facilitation as Facilitation
from sendsat.guide.facilitation import NextStep as NextStep
from sendsat.guide.facilitation import Overtaken as Overtaken
from sendsat.guide.facilitation import Rag as Rag
from sendsat.guide.law import Provision as Provision
from sendsat.guide.law import Strength as Strength
from sendsat.guide.lists import Change as Change
from sendsat.guide.lists import Framework as Framework
from sendsat.guide.lists import GlossaryTerm as GlossaryTerm
from sendsat.guide.lists import OfstedArea as OfstedArea
from sendsat.guide.lists import RelatedGroup as RelatedGroup
from sendsat.guide.lists import Resource as Resource
from sendsat.guide.lists import Role as Role
from sendsat.guide.lists import Wording as Wording


class Point(Content):
    """One point of guidance.

    `kind` is "must" (the guide demands it), "good" (good practice) or "fact" (background). `law` names provisions of
    laws.yaml by id, `cop` paragraphs of the SEND code of practice as printed ("4.3", "9.42-9.43", "section 8").
    `note` is ours: a caution about the point, shown apart from it.
    """

    text: Text
    kind: Literal["must", "good", "fact"]
    law: tuple[Id, ...] = ()
    cop: tuple[Text, ...] = ()
    topic: Text | None = None
    note: Text | None = None

    @property
    def strength(self) -> Strength | None:
        """Where the demand comes from: a must by what stands behind it; None for background."""
        if self.kind != "must":
            return Strength.GOOD if self.kind == "good" else None
        if self.law:
            return Strength.LAW
        return Strength.GUIDANCE if self.cop else Strength.GUIDE


class Exemplar(Content):
    """An example from practice, a quotation in our words, or recommendations: who, what they did, what came of it."""

    id: Id
    kind: Literal["practice", "quotation", "recommendations"]
    title: Text
    who: Text
    did: Text
    outcome: Text | None = None
    points: tuple[Text, ...] = ()
    source: Text
    resource: Id | None = None


class OfstedMapping(Content):
    """Areas of one Ofsted framework that a statement speaks to. `printed` keeps codes as the 2016 tool prints them."""

    areas: tuple[Id, ...] = Field(min_length=1)
    origin: Origin
    printed: tuple[Text, ...] = ()


class Statement(Content):
    """One statement to be rated. `id` is stable for ever; `number` runs on through its section."""

    id: Id
    number: int = Field(ge=1)
    text: Text
    ofsted: dict[Id, OfstedMapping]
    ours: Facilitation | None = None


class Question(Content):
    """A question heading with the statements printed under it."""

    heading: Text
    statements: tuple[Statement, ...] = Field(min_length=1)


class Subsection(Content):
    """A numbered part of a section: guidance, examples and resources beside its statements."""

    number: str = Field(pattern=r"^\d+\.\d+$")
    title: Text
    guidance: tuple[Point, ...] = Field(min_length=1)
    exemplars: tuple[Exemplar, ...] = ()
    resources: tuple[Id, ...] = ()
    questions: tuple[Question, ...] = Field(min_length=1)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Its statements in order, across question headings."""
        return tuple(statement for question in self.questions for statement in question.statements)


class Section(Content):
    """One of the guide's sections: who it is for, when to complete it, and its subsections."""

    id: Id
    number: int = Field(ge=1)
    prefix: str = Field(pattern=r"^[A-Z]{1,6}$")
    title: Text
    reviewed: date
    audience: Text
    when: Text
    guidance: tuple[Point, ...] = ()
    legislation: tuple[Id, ...] = ()
    regulations: tuple[Id, ...] = ()
    exemplars: tuple[Exemplar, ...] = ()
    resources: tuple[Id, ...] = ()
    subsections: tuple[Subsection, ...] = Field(min_length=1)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All its statements in order."""
        return tuple(statement for part in self.subsections for statement in part.statements)
