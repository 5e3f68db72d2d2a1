"""The lists of an edition: glossary, resources, changes since it was printed, Ofsted frameworks, related statements,
roles and wordings.
"""

from datetime import date
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field

from sendsat.guide.content import Content, Id, Origin, Text, Url


class GlossaryTerm(Content):
    """A term of the guide with its meaning; `forms` are other ways in which texts write it."""

    id: Id
    term: Text
    forms: tuple[Text, ...] = ()
    definition: Text
    note: Text | None = None


class Resource(Content):
    """A document or site the guide points to, or that we add (`origin`: sendsat).

    `link_goes_to` says what is at `url`: never pass one off as another. `search_for` is what to type into the search of
    the site where the page itself is not known, or may have moved. `confirmed` is the day on which a search showed the
    page at this address. `note` is ours: what the guide calls it, or what one of ours is good for.
    """

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
    origin: Origin = "guide"
    search_for: Text | None = None
    confirmed: date | None = None
    note: Text | None = None

    @property
    def is_ours(self) -> bool:
        """Whether we add it; the guide does not name it."""
        return self.origin == "sendsat"

    @property
    def stops_short(self) -> bool:
        """Whether the link ends at a site on which people must still look for what is meant.

        A home page is the end of the way only where the site itself is what is meant.
        """
        if self.link_goes_to == "publisher-site":
            return True
        at_home = bool(self.url) and urlsplit(self.url).path in ("", "/")
        return at_home and self.kind != "website"


class Change(Content):
    """Something that has changed since the guide was printed, tied to the subsections it touches.

    `checked` is the day on which what it says was found again, with its date; None where it was not, or not whole.
    """

    id: Id
    topic: Text
    guide_says: Text
    now: Text
    since: str = ""
    source_url: Url
    certainty: Literal["evidenced", "well-known", "unconfirmed"]
    checked: date | None = None
    touches: tuple[str, ...]


class OfstedArea(Content):
    """An area that inspectors judge, with the short code teams write in reports. `grades` run from best to worst."""

    id: Id
    title: Text
    note: Text | None = None
    grades: tuple[Text, ...] = ()


class Framework(Content):
    """An inspection framework: its areas in order. `current` marks what is in use.

    `inspects` says whom inspectors come to: a provider, or a local area as a whole. `sections` are those whose
    statements it maps, all where none is named. `outcomes` are what the whole inspection may end with, best first.
    """

    id: Id
    title: Text
    since: date
    current: bool
    source: Text
    inspects: Literal["providers", "areas"] = "providers"
    sections: tuple[Id, ...] = ()
    outcomes: tuple[Text, ...] = ()
    areas: tuple[OfstedArea, ...] = Field(min_length=1)

    def covers(self, section_id: str) -> bool:
        """Whether it maps the statements of a section."""
        return not self.sections or section_id in self.sections


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
