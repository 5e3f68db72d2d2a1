"""The table of what was open in a round when it was closed."""

from datetime import datetime
from typing import Any

from sqlmodel import JSON, Column, Field, SQLModel

from sendsat.storage.tables.rounds import UtcDateTime


class CloseCheckRow(SQLModel, table=True):
    """The findings of the check as a round was closed last, and the words its statements had then (none where it was
    closed before words were kept); a round that was closed again keeps the newest."""

    __tablename__ = "close_check"
    round_id: int = Field(foreign_key="round.id", primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    at: datetime = Field(sa_type=UtcDateTime)
    findings: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    words: dict[str, dict[str, str]] | None = Field(default=None, sa_column=Column(JSON, nullable=True))
