"""The tables of what a provider shared, and of what a local authority received: each side keeps its own."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import JSON, Column, Field, SQLModel

from sendsat.storage.tables.rounds import UtcDateTime


class SigningKeyRow(SQLModel, table=True):
    """The private key with which an organisation signs what it shares."""

    __tablename__ = "signing_key"
    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    private: str


class ReceiptRow(SQLModel, table=True):
    """What an organisation shared, or took back (`kind`), with whom; of the file its checksum, and of a submission what
    it said, as it was sent. That is emptied once it was taken back; before copies were kept there is none."""

    __tablename__ = "receipt"
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    round_id: int | None = Field(default=None, foreign_key="round.id")
    uid: str
    kind: str
    authority: str
    authority_code: str
    shared: str
    checksum: str
    at: datetime = Field(sa_type=UtcDateTime)
    person: str
    content: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))


class ProviderRow(SQLModel, table=True):
    """A provider in a local authority's register. `uid` and `key` are its own, "" before its first submission. One that
    was removed stays, and can come back; `merged_into` is the one that it turned out to be. What it made before
    `withdrawn_at` it has taken back."""

    __tablename__ = "provider"
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    name: str
    kind: str
    contact: str = ""
    alias: str = ""
    uid: str = ""
    key: str = ""
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    merged_into: int | None = Field(default=None, foreign_key="provider.id")
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ReceivedRow(SQLModel, table=True):
    """A submission that a local authority accepted, frozen. Once it was taken back or deleted, content and ratings
    are empty; `rated` stays, so that nobody's batch in the area view changes."""

    __tablename__ = "received"
    __table_args__ = (UniqueConstraint("organisation_id", "uid"),)
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    provider_id: int = Field(foreign_key="provider.id")
    uid: str = Field(index=True)
    made_at: datetime = Field(sa_type=UtcDateTime)
    received_at: datetime = Field(sa_type=UtcDateTime)
    person: str
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    ratings: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    rated: list[str] = Field(sa_column=Column(JSON, nullable=False))
    drawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    minimum: int = 5
    gone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    gone_by: str = ""


class UnacceptedRow(SQLModel, table=True):
    """A submission that came directly from somebody whose `key` the local authority has not accepted: the newest of
    each. It is no part of the register nor of the area view. The row goes when it is accepted, refused or taken
    back."""

    __tablename__ = "unaccepted"
    __table_args__ = (UniqueConstraint("organisation_id", "provider_uid"),)
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    provider_uid: str
    key: str
    arrived_at: datetime = Field(sa_type=UtcDateTime)
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
