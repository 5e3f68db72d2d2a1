"""A local authority's providers, what it received of them, and a provider's receipts: plain values. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sendsat.assessment.area.area import Submitted
from sendsat.assessment.area.submission import Submission
from sendsat.assessment.organisations import OrganisationKind


@dataclass(frozen=True)
class Provider:
    """A provider in the register. `uid` and `key` are "" before its first submission."""

    id: int
    name: str
    kind: OrganisationKind
    contact: str = ""
    alias: str = ""
    uid: str = ""
    key: str = ""
    withdrawn_at: datetime | None = None
    merged_into: int | None = None
    removed_at: datetime | None = None

    @property
    def is_here(self) -> bool:
        """Whether it stands in the register now."""
        return self.merged_into is None and self.removed_at is None


@dataclass(frozen=True)
class Received:
    """A submission that was accepted. `content` is what it said beside its ratings, empty once it was taken back."""

    provider_id: int
    uid: str
    made_at: datetime
    received_at: datetime
    submitted: Submitted
    content: Mapping[str, Any] = field(default_factory=dict)
    gone_by: str = ""

    @property
    def id(self) -> int:
        """Its number here."""
        return self.submitted.id

    @property
    def is_here(self) -> bool:
        """Whether it counts."""
        return self.submitted.gone_at is None

    @property
    def round(self) -> str:
        """The name of the provider's round."""
        return str(self.content.get("round", ""))


@dataclass(frozen=True)
class Unaccepted:
    """A submission that came directly, signed with a key that nobody here has accepted: it counts nowhere."""

    id: int
    provider_uid: str
    key: str
    arrived_at: datetime
    content: Mapping[str, Any]

    @property
    def provider(self) -> str:
        """The name that its sender gave, which anybody could."""
        return str(self.content["provider"])

    @property
    def made_at(self) -> datetime:
        """When its sender made it."""
        return datetime.fromisoformat(self.content["made_at"])


@dataclass(frozen=True)
class Receipt:
    """What this organisation shared or took back; `shared` is said in words, `checksum` is of the file (SHA-256)."""

    id: int
    uid: str
    kind: str
    authority: str
    authority_code: str
    shared: str
    checksum: str
    at: datetime
    person: str


def after_all(receipts: Iterable[Receipt], authority_code: str, now: datetime) -> datetime:
    """Now, or just after all that was shared with an authority where the clock was set back since: a withdrawal takes
    back what was made before it."""
    made = [receipt.at for receipt in receipts if receipt.authority_code == authority_code]
    return now if now >= max(made, default=now) else max(made) + timedelta(minutes=1)


@dataclass(frozen=True)
class Shared:
    """Something that was shared and not taken back, as it was sent; `id` is its receipt's."""

    id: int
    at: datetime
    authority: str
    submission: Submission


@dataclass(frozen=True)
class SharedHere:
    """All that a partner may read, newest first; `unreadable` are the receipts of what there is no copy of that can be
    read: it was shared before copies were kept, or something in it was erased for good."""

    shared: tuple[Shared, ...] = ()
    unreadable: frozenset[int] = frozenset()

    @property
    def without_copy(self) -> int:
        """How many there is no copy of that can be read."""
        return len(self.unreadable)


@dataclass(frozen=True)
class Fate:
    """What became of a submission at a local authority in the same database: `since` when it is accepted, or waits to
    be; `is_other_key` where it waits because they know the sender by another key. `gone_by` says why it counts no
    longer, "" while it does: it was "withdrawn" or "deleted", and what it said is emptied; or "replaced" by a newer
    one, or "removed" with its provider, and it is kept."""

    is_accepted: bool
    since: datetime
    gone_by: str = ""
    is_other_key: bool = False


@dataclass(frozen=True)
class Area:
    """The register, all that was ever accepted, and what waits to be, oldest first."""

    providers: tuple[Provider, ...] = ()
    received: tuple[Received, ...] = ()
    unaccepted: tuple[Unaccepted, ...] = ()

    @property
    def here(self) -> tuple[Provider, ...]:
        """The providers in the register now, by name."""
        return tuple(
            sorted(
                (provider for provider in self.providers if provider.is_here),
                key=lambda provider: provider.name.casefold(),
            )
        )

    @property
    def submitted(self) -> tuple[Submitted, ...]:
        """What the area counts."""
        return tuple(submission.submitted for submission in self.received)

    @property
    def counted(self) -> tuple[frozenset[Provider], frozenset[int]]:
        """The providers in the register, and the ids of the submissions that are in the view or wait to be: what
        changes here changes what may be handed out."""
        return frozenset(self.here), frozenset(one.id for one in self.submitted if one.gone_at is None)

    @property
    def waiting(self) -> int:
        """How many submissions came since the view was last drawn."""
        return sum(submission.gone_at is None and submission.drawn_at is None for submission in self.submitted)

    def latest(self, provider_id: int) -> Received | None:
        """The submission of a provider that counts now."""
        return next(
            (
                submission
                for submission in reversed(self.received)
                if submission.provider_id == provider_id and submission.is_here
            ),
            None,
        )

    def minimum(self) -> int:
        """The smallest group that was last chosen."""
        return max((submission.minimum for submission in self.submitted if submission.drawn_at), default=5)


def have_sent(area: Area, providers: Iterable[Provider]) -> tuple[int, int]:
    """How many of the providers have a submission that counts, and of how many."""
    every = list(providers)
    return sum(area.latest(provider.id) is not None for provider in every), len(every)
