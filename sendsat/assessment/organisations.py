"""Who judges itself: the college, provider or local authority, which law binds it, and its group. Frozen values."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sendsat.guide.law import Body, Provision, unbound


class OrganisationKind(StrEnum):
    """Who judges itself: it decides which law binds. `PROVIDER` is from before kinds of provider were asked."""

    FE_COLLEGE = "fe_college"
    SIXTH_FORM_COLLEGE = "sixth_form_college"
    ACADEMY_16_19 = "academy_16_19"
    SECTION_41 = "section_41"
    TRAINING_PROVIDER = "training_provider"
    OTHER_PROVIDER = "other_provider"
    LOCAL_AUTHORITY = "local_authority"
    PROVIDER = "provider"

    @property
    def word(self) -> str:
        """The kind as people say it."""
        return ORGANISATION_WORDS[self]

    @property
    def is_said(self) -> bool:
        """Whether it is known which kind of provider this is."""
        return self is not OrganisationKind.PROVIDER

    def unbound_by(self, provisions: Iterable[Provision]) -> str:
        """The sentence where none of the provisions binds this kind; "" where one does or the kind is not known."""
        body = Body(self.value) if self.value in set(Body) else None
        return unbound(provisions, body) if self.is_said else ""


ORGANISATION_WORDS = {
    OrganisationKind.FE_COLLEGE: "Further education college",
    OrganisationKind.SIXTH_FORM_COLLEGE: "Sixth-form college",
    OrganisationKind.ACADEMY_16_19: "16-19 academy",
    OrganisationKind.SECTION_41: "Specialist school or college approved under section 41",
    OrganisationKind.TRAINING_PROVIDER: "Independent training provider",
    OrganisationKind.OTHER_PROVIDER: "Another kind of provider",
    OrganisationKind.LOCAL_AUTHORITY: "Local authority",
    OrganisationKind.PROVIDER: "College or training provider",
}


KINDS_TO_CHOOSE = tuple(kind for kind in OrganisationKind if kind.is_said)


@dataclass(frozen=True)
class Organisation:
    """The college, provider or local authority. `uid` tells its files from another's; `group_id` is its group's, if it
    is in one. A local authority `takes_submissions` if any provider in the same database may send it one directly."""

    id: int
    uid: str
    name: str
    kind: OrganisationKind
    group_id: int | None = None
    takes_submissions: bool = False


@dataclass(frozen=True)
class Group:
    """A group of organisations. `uid` is the code by which another one joins."""

    id: int
    uid: str
    name: str
