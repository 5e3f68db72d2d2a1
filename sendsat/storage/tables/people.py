"""The tables of people who sign in, of what they may do in an organisation, and of who is invited."""

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, UniqueConstraint
from sqlmodel import JSON, Column, Field, SQLModel, col

from sendsat.storage.tables.rounds import UtcDateTime


class PersonRow(SQLModel, table=True):
    """Somebody who signed in and was let in. `subject` is the provider's address and what it knows them by there; for
    whoever comes by a link to read, it begins with `LINK`."""

    __tablename__ = "person"
    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(unique=True)
    mail: str
    name: str
    created_at: datetime = Field(sa_type=UtcDateTime)


class MembershipRow(SQLModel, table=True):
    """A person's role in an organisation, when they signed in last, and when a link to read ends. One that was removed
    stays, so that nobody comes back by a domain."""

    __tablename__ = "membership"
    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    role: str
    teams: list[int] = Field(sa_column=Column(JSON, nullable=False))
    since: datetime = Field(sa_type=UtcDateTime)
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    signed_in_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def still_member() -> ColumnElement[bool]:
    """That a membership counts at this moment: nobody ended it, and it did not end by itself."""
    ends_at = col(MembershipRow.ends_at)
    return col(MembershipRow.removed_at).is_(None) & (ends_at.is_(None) | (ends_at > datetime.now(UTC)))


class InvitationRow(SQLModel, table=True):
    """A mail address, or a domain with an @ before it, whose owner may come in, and as what."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("organisation_id", "who"),)
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    who: str
    role: str
    teams: list[int] = Field(sa_column=Column(JSON, nullable=False))
    at: datetime = Field(sa_type=UtcDateTime)
    person: str
