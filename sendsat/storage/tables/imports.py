"""The table of files that were brought in, each with what it changed. Rows never leave storage."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import JSON, Column, Field, SQLModel

from sendsat.storage.tables.rounds import UtcDateTime


class ImportBatchRow(SQLModel, table=True):
    """A file that was brought in. `items` keeps every changed value before and after, so that it can be taken back.

    `kind` says whether it was a round or an action plan; then the round is the one its new actions joined.
    """

    __tablename__ = "import_batch"
    __table_args__ = (Index("ix_import_batch_round", "organisation_id", "round_id"),)
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    round_id: int = Field(foreign_key="round.id")
    kind: str = Field(default="round", sa_column_kwargs={"server_default": "round"})
    filename: str
    changes: int
    items: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    at: datetime = Field(sa_type=UtcDateTime)
    person: str
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
