"""The table of edits of the self-assessment report. Nothing else of a report is stored: drafts are made when read."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Column, Field, SQLModel

from sendsat.storage.tables.rounds import UtcDateTime


class ReportEditRow(SQLModel, table=True):
    """Somebody's own text for an item of a round's report."""

    __tablename__ = "report_edit"
    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    round_id: int = Field(foreign_key="round.id", primary_key=True)
    item_key: str = Field(primary_key=True)
    text: str = Field(sa_column=Column(Text, nullable=False))
    source_fingerprint: str
    updated_at: datetime = Field(sa_type=UtcDateTime)
    person: str
