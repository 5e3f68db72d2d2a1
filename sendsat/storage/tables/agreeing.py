"""The table of what leaders agreed on where teams differ."""

from datetime import datetime

from sqlmodel import JSON, Column, Field, SQLModel, Text

from sendsat.storage.tables.rounds import UtcDateTime


class AgreedRatingRow(SQLModel, table=True):
    """What leaders agreed on one statement of a round; `said` lists team ids and the ratings these teams gave then."""

    __tablename__ = "agreed_rating"
    round_id: int = Field(foreign_key="round.id", primary_key=True)
    statement_id: str = Field(primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    rating: str
    reason: str = Field(sa_column=Column(Text, nullable=False))
    said: list[list[int | str]] = Field(sa_column=Column(JSON, nullable=False))
    at: datetime = Field(sa_type=UtcDateTime)
    person: str
