"""One edition of the guide, or a supplement beside it: its header, its sections, and look-ups by id."""

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import ConfigDict, Field

from sendsat.guide.content import Content, Id, Text
from sendsat.guide.facilitation import Facilitation
from sendsat.guide.law import Provision
from sendsat.guide.lists import Change, Framework, GlossaryTerm, RelatedGroup, Resource, Role, Wording
from sendsat.guide.model import Point, Question, Section, Statement, Subsection


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
        return {statement.id: statement for section in self.sections for statement in section.statements}

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """Statement id to the section it stands in."""
        return {statement.id: section for section in self.sections for statement in section.statements}

    @cached_property
    def subsection_of(self) -> dict[str, Subsection]:
        """Statement id to the subsection it stands in."""
        return {
            statement.id: part
            for section in self.sections
            for part in section.subsections
            for statement in part.statements
        }

    @cached_property
    def question_of(self) -> dict[str, Question]:
        """Statement id to the question it stands under."""
        parts = (part for section in self.sections for part in section.subsections)
        return {
            statement.id: question for part in parts for question in part.questions for statement in question.statements
        }

    @cached_property
    def section_by_id(self) -> dict[str, Section]:
        """Sections by id."""
        return {section.id: section for section in self.sections}

    @cached_property
    def ids_of(self) -> dict[str, tuple[str, ...]]:
        """Section id to the ids of its statements, in the guide's order."""
        return {section.id: tuple(statement.id for statement in section.statements) for section in self.sections}

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
        return {
            number: tuple(resource for resource in self.resources if resource.is_ours and number in resource.used_in)
            for number in self.subsections
        }

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
        return {
            number: tuple(change for change in self.changes if number in change.touches) for number in self.subsections
        }

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
        return next(
            framework for framework in self.frameworks if framework.current and framework.inspects == "providers"
        )

    @cached_property
    def framework_by_id(self) -> dict[str, Framework]:
        """Ofsted frameworks by id."""
        return {framework.id: framework for framework in self.frameworks}
