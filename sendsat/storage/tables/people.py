"""The tables of people who sign in, of what they may do in an organisation, and of who is invited."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import JSON, Column, Field, SQLModel

from sendsat.storage.tables.rounds import UtcDateTime


class PersonRow(SQLModel, table=True):
    """Somebody who signed in and was let in. `subject` is the provider's address and what it knows them by there."""

    __tablename__ = "person"
    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(unique=True)
    mail: str
    name: str
    created_at: datetime = Field(sa_type=UtcDateTime)


class MembershipRow(SQLModel, table=True):
    """A person's role in an organisation, and when they signed in last. One that was removed stays, so that nobody
    comes back by a domain."""

    __tablename__ = "membership"
    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    role: str
    teams: list[int] = Field(sa_column=Column(JSON, nullable=False))
    since: datetime = Field(sa_type=UtcDateTime)
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    signed_in_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


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
