"""The frozen model of one edition of the guide, as read from its folder.

Everything here is content. `origin` says whose it is: "guide" for substance that the source document carries (in our
wording), "sendsat" for what the source does not say and we add. Must not import anything but errors.
"""

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import ConfigDict, Field

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


class EditionMap(Content):
    """Where statements of an older edition went: old id to new ids, an empty list where nothing took its place."""

    edition: Id
    statements: dict[Id, tuple[Id, ...]]


class EditionHeader(Content):
    """edition.yaml: what the edition is, where its substance comes from, which files hold its sections.

    A `supplement` is ours altogether: statements that stand beside the guide, counted apart from it. `short` is what a
    menu calls it.
    """

    id: Id
    kind: Literal["guide", "supplement"] = "guide"
    language: str = Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")
    title: Text
    short: Text | None = None
    published: str
    publisher: Text
    source: Text
    licence: Text
    reviewed: date
    advice: tuple[Text, ...] = ()
    sections: tuple[str, ...] = Field(min_length=1)
    maps: tuple[EditionMap, ...] = ()

    @property
    def short_title(self) -> str:
        """What the menu and sentences call it: the short title, or the title where it has none."""
        return self.short or self.title

    @property
    def mark(self) -> str:
        """What stands beside each of a supplement's statements where the guide's stand too; "" for a guide."""
        return f"{self.short_title}, sendsat's own" if self.kind == "supplement" else ""


class Edition(Content):
    """A whole edition, read and cross-checked. Look-ups by id are dictionaries made once."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    header: EditionHeader
    sections: tuple[Section, ...]
    glossary: tuple[GlossaryTerm, ...] = ()
    resources: tuple[Resource, ...]
    changes: tuple[Change, ...] = ()
    frameworks: tuple[Framework, ...]
    related: tuple[RelatedGroup, ...] = ()
    laws: tuple[Provision, ...] = ()
    roles: tuple[Role, ...] = ()
    wordings: tuple[Wording, ...] = ()

    @property
    def id(self) -> str:
        """The edition's stable id, kept with every round rated on it."""
        return self.header.id

    @property
    def is_supplement(self) -> bool:
        """Whether it stands beside a guide and is ours altogether."""
        return self.header.kind == "supplement"

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Every statement by id, in the guide's order."""
        return {s.id: s for section in self.sections for s in section.statements}

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """Statement id to the section it stands in."""
        return {s.id: section for section in self.sections for s in section.statements}

    @cached_property
    def subsection_of(self) -> dict[str, Subsection]:
        """Statement id to the subsection it stands in."""
        return {s.id: part for section in self.sections for part in section.subsections for s in part.statements}

    @cached_property
    def question_of(self) -> dict[str, Question]:
        """Statement id to the question it stands under."""
        parts = (part for section in self.sections for part in section.subsections)
        return {s.id: question for part in parts for question in part.questions for s in question.statements}

    @cached_property
    def section_by_id(self) -> dict[str, Section]:
        """Sections by id."""
        return {section.id: section for section in self.sections}

    @cached_property
    def subsections(self) -> dict[str, Subsection]:
        """Subsections by number ("2.4")."""
        return {part.number: part for section in self.sections for part in section.subsections}

    @cached_property
    def resource_by_id(self) -> dict[str, Resource]:
        """Resources by id."""
        return {resource.id: resource for resource in self.resources}

    @cached_property
    def added_for(self) -> dict[str, tuple[Resource, ...]]:
        """Subsection number to the resources that we add to it, in file order."""
        return {n: tuple(r for r in self.resources if r.is_ours and n in r.used_in) for n in self.subsections}

    @cached_property
    def law_by_id(self) -> dict[str, Provision]:
        """Provisions of law by id."""
        return {provision.id: provision for provision in self.laws}

    def provisions(self, demand: Point | Facilitation) -> tuple[Provision, ...]:
        """The provisions of law that a point or a statement's help names, in its order."""
        return tuple(self.law_by_id[provision_id] for provision_id in demand.law)

    def cited(self, demand: Point | Facilitation) -> tuple[str, ...]:
        """What a point or a statement's help rests on, as it is cited: provisions first, then the code."""
        code = tuple(f"CoP {paragraph}" for paragraph in demand.cop) if isinstance(demand, Point) else demand.cites
        return (*(provision.title for provision in self.provisions(demand)), *code)

    @cached_property
    def role_by_name(self) -> dict[str, Role]:
        """Roles by name, as next steps name them."""
        return {role.name: role for role in self.roles}

    @cached_property
    def changes_for(self) -> dict[str, tuple[Change, ...]]:
        """Subsection number to the changes that touch it, in file order."""
        return {n: tuple(c for c in self.changes if n in c.touches) for n in self.subsections}

    @cached_property
    def related_to(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Statement id to (topic, statement id in another section) pairs; links go both ways: groups make them."""
        pairs: dict[str, list[tuple[str, str]]] = {}
        for group in self.related:
            for statement_id in group.statements:
                others = (
                    other for other in group.statements if self.section_of[other] is not self.section_of[statement_id]
                )
                pairs.setdefault(statement_id, []).extend((group.topic, other) for other in others)
        return {statement_id: tuple(dict.fromkeys(links)) for statement_id, links in pairs.items()}

    @cached_property
    def current_framework(self) -> Framework:
        """The framework in use for inspections of providers."""
        return next(one for one in self.frameworks if one.current and one.inspects == "providers")

    @cached_property
    def framework_by_id(self) -> dict[str, Framework]:
        """Ofsted frameworks by id."""
        return {framework.id: framework for framework in self.frameworks}
