"""What several processes on one server know together, all of it as checksums and only for a while."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from sendsat.storage.tables.rounds import UtcDateTime


class GuessRow(SQLModel, table=True):
    """Wrong codes that came from an address. `latest` and `until` are seconds since 1970."""

    __tablename__ = "guess"
    address: str = Field(primary_key=True)
    wrong: int
    latest: float
    until: float


class ArrivalRow(SQLModel, table=True):
    """A device that joined at a `place`: an address together with a code."""

    __tablename__ = "arrival"
    place: str = Field(primary_key=True)
    device: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
