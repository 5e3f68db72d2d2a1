"""The lists of an edition: glossary, resources, changes since it was printed, Ofsted frameworks, related statements,
roles and wordings.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from sendsat.guide.content import Content, Id, Text, Url


class GlossaryTerm(Content):
    """A term of the guide with its meaning; `forms` are other ways in which texts write it."""

    id: Id
    term: Text
    forms: tuple[Text, ...] = ()
    definition: Text
    note: Text | None = None


class Resource(Content):
    """A document or site the guide points to. `link_goes_to` says what is at `url`: never pass one off as another."""

    id: Id
    title: Text
    publisher: Text
    year: str = ""
    kind: Id
    used_in: tuple[str, ...]
    url: Url = ""
    status: Literal["current", "updated", "superseded", "withdrawn", "archived", "unknown"]
    successor: str = ""
    link_goes_to: Literal["document", "publisher-site", "news-report", "none"]


class Change(Content):
    """Something that has changed since the guide was printed, tied to the subsections it touches."""

    id: Id
    topic: Text
    guide_says: Text
    now: Text
    since: str = ""
    source_url: Url
    certainty: Literal["evidenced", "well-known", "unconfirmed"]
    touches: tuple[str, ...]


class OfstedArea(Content):
    """An area that inspectors judge, with the short code teams write in reports."""

    id: Id
    title: Text
    note: Text | None = None


class Framework(Content):
    """An Ofsted framework: its areas in order. `current` marks the one in use."""

    id: Id
    title: Text
    since: date
    current: bool
    source: Text
    areas: tuple[OfstedArea, ...] = Field(min_length=1)


class RelatedGroup(Content):
    """Statements in several sections that speak to the same thing."""

    topic: Text
    statements: tuple[Id, ...] = Field(min_length=2)


class Role(Content):
    """Somebody who does next steps. `on_duty`: can be reached and act today, whatever the day."""

    name: Text
    does: Text
    on_duty: bool = False


class Wording(Content):
    """How a thing is written in every text of an edition, why so, and the ways that none may use, capitals as given."""

    write: Text
    why: Text
    never: tuple[Text, ...] = Field(min_length=1)
