"""The tables. Nothing here goes beyond what both SQLite and PostgreSQL offer. Rows never leave this package."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Boolean, DateTime, Dialect, ForeignKey, Index, Text, TypeDecorator, UniqueConstraint, false
from sqlmodel import JSON, Column, Field, SQLModel

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC datetimes in and out, also where the database keeps no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store as UTC; a datetime without zone is a mistake of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time needs its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back as UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def moved_on(before: datetime | None, now: datetime) -> datetime:
    """When something counts as changed: now, but always later than `before`, so that every change has its own time.

    Files carry that time as a version. The clock of a computer may stand still between two changes, or step back.
    """
    return now if before is None else max(now, before + timedelta(microseconds=1))


class GroupRow(SQLModel, table=True):
    """A group of organisations, such as a college group."""

    __tablename__ = "organisation_group"
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    name: str


class OrganisationRow(SQLModel, table=True):
    """A college, provider or local authority. One in the bin has both `removed_at` and `binned_at`; once it was erased
    it stays as an empty row with `removed_at`, so that no other gets its number."""

    __tablename__ = "organisation"
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    name: str
    kind: str
    created_at: datetime = Field(sa_type=UtcDateTime)
    group_id: int | None = Field(default=None, foreign_key="organisation_group.id", index=True)
    takes_submissions: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    binned_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SiteRow(SQLModel, table=True):
    """A place where an organisation works: its teams may belong to it. One that was merged into another keeps what
    moved there: the site, the time, teams, and parts in rounds, by id."""

    __tablename__ = "site"
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    name: str
    retired: bool = False
    merged: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))


class TeamRow(SQLModel, table=True):
    """A team and the sections it would rate in the next round. `placed` is how it came to its site: from
    which, when, and the open rounds that followed. One in the bin has both `removed_at` and `binned_at`; once it was
    erased it stays as an empty row with `removed_at`, so that no other gets its number."""

    __tablename__ = "team"
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    name: str
    sections: list[str] = Field(sa_column=Column(JSON, nullable=False))
    retired: bool = False
    site_id: int | None = Field(default=None, foreign_key="site.id")
    placed: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    binned_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class RoundRow(SQLModel, table=True):
    """A time of rating. One that moved in and out again stays as an empty row with `removed_at`: SQLite would give its
    number to the next round, and what an old tab sends would be saved there. One in the bin has both `removed_at` and
    `binned_at`; once it was erased it is such an empty row too."""

    __tablename__ = "round"
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    name: str
    edition_id: str
    started_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    started_from: int | None = Field(default=None, foreign_key="round.id")
    supplements: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]"))
    roll_up: str = Field(default="lower", sa_column_kwargs={"server_default": "lower"})
    words: str = Field(default="", sa_column_kwargs={"server_default": ""})
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    binned_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ParticipationRow(SQLModel, table=True):
    """A team as it takes part in one round: name, sections and site as they were then, so a closed round stays as it
    was."""

    __tablename__ = "participation"
    round_id: int = Field(foreign_key="round.id", primary_key=True)
    team_id: int = Field(foreign_key="team.id", primary_key=True)
    name: str
    sections: list[str] = Field(sa_column=Column(JSON, nullable=False))
    site_id: int | None = Field(default=None, foreign_key="site.id")
    site_name: str = Field(default="", sa_column_kwargs={"server_default": ""})


class JudgementRow(SQLModel, table=True):
    """What one team said of one statement in one round."""

    __tablename__ = "judgement"
    __table_args__ = (
        UniqueConstraint("round_id", "team_id", "statement_id"),
        Index("ix_judgement_round", "organisation_id", "round_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    round_id: int = Field(foreign_key="round.id")
    team_id: int = Field(foreign_key="team.id")
    statement_id: str
    rating: str | None = None
    commentary: str = Field(default="", sa_column=Column(Text, nullable=False))
    evidence: str = Field(default="", sa_column=Column(Text, nullable=False))
    seen_evidence: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    carried_forward: bool = False
    rejudged: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    votes: str = Field(default="", sa_column=Column(Text, nullable=False))
    minority_note: str = Field(default="", sa_column=Column(Text, nullable=False))
    updated_at: datetime = Field(sa_type=UtcDateTime)


class ActionRow(SQLModel, table=True):
    """Something the organisation will do."""

    __tablename__ = "action"
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    round_id: int = Field(foreign_key="round.id")
    team_id: int | None = Field(default=None, foreign_key="team.id")
    text: str = Field(sa_column=Column(Text, nullable=False))
    owner: str = ""
    due: date | None = None
    priority: str
    status: str
    closing_evidence: str = Field(default="", sa_column=Column(Text, nullable=False))
    success_measure: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))
    milestones: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]")
    )
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)


class ActionStatementRow(SQLModel, table=True):
    """A statement that an action serves; `position` keeps the order they were named in."""

    __tablename__ = "action_statement"
    action_id: int = Field(sa_column=Column(ForeignKey("action.id", ondelete="CASCADE"), primary_key=True))
    statement_id: str = Field(primary_key=True)
    position: int = 0


class ActionNoteRow(SQLModel, table=True):
    """A dated note on an action's progress."""

    __tablename__ = "action_note"
    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    text: str = Field(sa_column=Column(Text, nullable=False))
    at: datetime = Field(sa_type=UtcDateTime)
    person: str


class OfstedChoiceRow(SQLModel, table=True):
    """The organisation's own choice of Ofsted areas for a statement, in place of the edition's."""

    __tablename__ = "ofsted_choice"
    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    statement_id: str = Field(primary_key=True)
    framework_id: str = Field(primary_key=True)
    areas: list[str] = Field(sa_column=Column(JSON, nullable=False))


class ChangeRow(SQLModel, table=True):
    """History: every change of a rating, a text or an action, with time and person. Never deleted, and
    never changed but to remove words or a name for good (`queries.redaction`)."""

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_statement", "organisation_id", "statement_id"),
        Index("ix_change_action", "organisation_id", "action_id"),
        Index("ix_change_batch", "organisation_id", "batch"),
        Index("ix_change_newest", "organisation_id", "id"),
        Index("ix_change_person", "organisation_id", "person"),
    )
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    round_id: int | None = None
    team_id: int | None = None
    statement_id: str | None = None
    action_id: int | None = None
    field: str
    old: str = Field(sa_column=Column(Text, nullable=False))
    new: str = Field(sa_column=Column(Text, nullable=False))
    at: datetime = Field(sa_type=UtcDateTime)
    person: str
    verb: str = Field(default="", sa_column_kwargs={"server_default": ""})
    way: str = Field(default="", sa_column_kwargs={"server_default": ""})
    batch: str = Field(default="", sa_column_kwargs={"server_default": ""})
