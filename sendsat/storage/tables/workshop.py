"""The tables of workshops: agenda, devices, rounds of votes, votes, what was agreed. Rows never leave storage."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlmodel import JSON, Column, Field, SQLModel

from sendsat.storage.tables.rounds import UtcDateTime


class WorkshopRow(SQLModel, table=True):
    """A workshop. `place` counts through its screens; `version` grows with every change but a vote."""

    __tablename__ = "workshop"
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    round_id: int = Field(foreign_key="round.id")
    team_id: int = Field(foreign_key="team.id")
    code: str = Field(unique=True)
    minutes: int
    people: list[str] = Field(sa_column=Column(JSON, nullable=False))
    actions_first: bool = False
    safe: bool = False
    place: int = 0
    item_id: int | None = None
    place_since: datetime = Field(sa_type=UtcDateTime)
    prepared_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    version: int = 1
    reached_end: bool = False
    people_here: int | None = None
    is_locked: bool = False
    length: int | None = None
    began_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    left_at: int | None = None
    practice: str = "idle"


class WorkshopItemRow(SQLModel, table=True):
    """A statement on a workshop's agenda."""

    __tablename__ = "workshop_item"
    __table_args__ = (UniqueConstraint("workshop_id", "statement_id"),)
    id: int | None = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id")
    position: int
    statement_id: str
    parked: bool = False
    before: str | None = None


class WorkshopDecisionRow(SQLModel, table=True):
    """A rating the room agreed, with what it replaced, so that it can be undone."""

    __tablename__ = "workshop_decision"
    id: int | None = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="workshop_item.id", index=True)
    rating: str | None = None
    old_rating: str | None = None
    old_votes: str = Field(default="", sa_column=Column(Text, nullable=False))
    old_note: str = Field(default="", sa_column=Column(Text, nullable=False))
    old_carried: bool = False
    at: datetime = Field(sa_type=UtcDateTime)


class WorkshopDeviceRow(SQLModel, table=True):
    """A phone that joined, or a paper ballot keyed in. `mark` is a checksum of the phone's random cookie, no person.

    `practice` is what it says in the practice vote of the lobby, until the first statement begins.
    """

    __tablename__ = "workshop_device"
    __table_args__ = (UniqueConstraint("workshop_id", "mark"),)
    id: int | None = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id")
    mark: str = Field(index=True)
    is_paper: bool = False
    worth: str | None = None
    joined_at: datetime = Field(sa_type=UtcDateTime)
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    practice: str | None = None
    practised_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class VoteRoundRow(SQLModel, table=True):
    """A round of votes on a statement; `hands` are counted hands, by vote. `counts` are the votes once they are no
    longer kept one by one: by vote how many, and how many of these on paper."""

    __tablename__ = "vote_round"
    __table_args__ = (UniqueConstraint("item_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="workshop_item.id")
    number: int
    hands: dict[str, int] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    opened_at: datetime = Field(sa_type=UtcDateTime)
    revealed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    counts: dict[str, list[int]] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}")
    )


class VoteRow(SQLModel, table=True):
    """What one device says in one round of votes."""

    __tablename__ = "vote"
    __table_args__ = (UniqueConstraint("vote_round_id", "device_id"),)
    id: int | None = Field(default=None, primary_key=True)
    vote_round_id: int = Field(sa_column=Column(ForeignKey("vote_round.id"), nullable=False))
    device_id: int = Field(foreign_key="workshop_device.id")
    value: str
    at: datetime = Field(sa_type=UtcDateTime)


class FacilitatorKeyRow(SQLModel, table=True):
    """A facilitator's key while the app is shared on a network. `mark` is its checksum, from which no key can be made.

    The column has the name of what it held at first, the key itself; such a row is no key's checksum and opens nothing.
    """

    __tablename__ = "facilitator_key"
    id: int | None = Field(default=None, primary_key=True)
    mark: str = Field(sa_column=Column("token", String, nullable=False))
    made_at: datetime = Field(sa_type=UtcDateTime)
