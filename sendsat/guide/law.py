"""What binds whom: how strongly a statement or a point of guidance is asked for, and the provisions of law behind it.

Nothing is law here unless somebody read it in the Act, its official notes or the regulations: `confirmed` says where.
Must not import anything but the content's building blocks.
"""

from collections.abc import Iterable
from enum import StrEnum

from sendsat.guide.content import Content, Id, Text

UNBOUND = "Does not bind you by law."


class Strength(StrEnum):
    """Where a demand comes from, the strongest first."""

    LAW = "law"
    GUIDANCE = "guidance"
    GUIDE = "guide"
    GOOD = "good"

    @property
    def word(self) -> str:
        """The mark as people read it."""
        return WORDS[self]

    @property
    def heading(self) -> str:
        """The heading over what is marked so, in reports and lists."""
        return HEADINGS[self]


WORDS = {
    Strength.LAW: "Law",
    Strength.GUIDANCE: "Statutory guidance",
    Strength.GUIDE: "The guide says must",
    Strength.GOOD: "Good practice",
}
HEADINGS = {
    Strength.LAW: "What the law requires",
    Strength.GUIDANCE: "What statutory guidance asks for",
    Strength.GUIDE: "What the guide says you must do (no law found)",
    Strength.GOOD: "Good practice",
}


class Body(StrEnum):
    """Whom a provision binds. `EVERYONE` is every organisation, as under the Equality Act."""

    FE_COLLEGE = "fe_college"
    SIXTH_FORM_COLLEGE = "sixth_form_college"
    ACADEMY_16_19 = "academy_16_19"
    SECTION_41 = "section_41"
    TRAINING_PROVIDER = "training_provider"
    LOCAL_AUTHORITY = "local_authority"
    HEALTH_BODY = "health_body"
    FAMILIES = "families"
    EVERYONE = "everyone"

    @property
    def plural(self) -> str:
        """All of the kind, as in "it binds local authorities"."""
        return PLURALS[self]


PLURALS = {
    Body.FE_COLLEGE: "further education colleges",
    Body.SIXTH_FORM_COLLEGE: "sixth-form colleges",
    Body.ACADEMY_16_19: "16-19 academies",
    Body.SECTION_41: "section 41 institutions",
    Body.TRAINING_PROVIDER: "independent training providers",
    Body.LOCAL_AUTHORITY: "local authorities",
    Body.HEALTH_BODY: "health bodies",
    Body.FAMILIES: "young people and parents",
    Body.EVERYONE: "every organisation",
}


class Provision(Content):
    """A provision of law: the Act and the place in it, whom it binds, and where we read it.

    Without `applies_to` or `confirmed` it may be named as background, but nothing may be marked as law by it.
    """

    id: Id
    act: Text
    place: Text | None = None
    applies_to: tuple[Body, ...] = ()
    confirmed: Text | None = None
    note: Text | None = None

    @property
    def title(self) -> str:
        """The provision as it is cited."""
        return f"{self.act}, {self.place}" if self.place else self.act

    @property
    def makes_law(self) -> bool:
        """Whether something may be marked as law by it."""
        return bool(self.applies_to and self.confirmed)

    @property
    def told(self) -> str:
        """The citation with whom it binds: "Equality Act 2010, section 20 (binds every organisation)"."""
        return f"{self.title} (binds {_listed(self.applies_to)})" if self.applies_to else self.title

    def binds(self, body: Body | None) -> bool:
        """Whether it binds this kind of organisation; of a kind that is not known only what binds everyone."""
        return Body.EVERYONE in self.applies_to or body in self.applies_to


def _listed(bodies: Iterable[Body]) -> str:
    named = set(bodies)
    words = [body.plural for body in Body if body in named]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def unbound(provisions: Iterable[Provision], body: Body | None) -> str:
    """The sentence for an organisation that none of the provisions binds; "" where one does or there is none."""
    named = tuple(provisions)
    if not named or any(provision.binds(body) for provision in named):
        return ""
    whom = _listed(body for provision in named for body in provision.applies_to)
    return f"{UNBOUND} It binds {whom}."
