"""A bare app to measure beside: one rating, one line that says it was taken in.

With `BARE_DATABASE`, the path of a SQLite file, a click also stores a row as wide as sendsat's, as surely as sendsat
does (it is on the disk before the click is answered), and nothing else: no check, no history, no page around it.
"""

import os
from datetime import UTC, datetime
from typing import Any

import streamlit as st
from sqlalchemy import Engine, event
from sqlmodel import Field, Session, SQLModel, create_engine, select

DATABASE = os.environ.get("BARE_DATABASE")


@st.cache_resource
def storing(database: str) -> tuple[Engine, type]:
    """The opened database and its one table: what a team said of a statement. Made once, as the script runs often."""

    class Said(SQLModel, table=True):
        id: int | None = Field(default=None, primary_key=True)
        organisation_id: int = Field(index=True)
        round_id: int
        team_id: int
        statement_id: str
        rating: str | None = None
        commentary: str = ""
        evidence: str = ""
        seen_evidence: str = "[]"
        carried_forward: bool = False
        rejudged: bool = False
        votes: str = ""
        minority_note: str = ""
        updated_at: datetime

    engine = create_engine(f"sqlite:///{database}")

    @event.listens_for(engine, "connect")
    def _surely(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    SQLModel.metadata.create_all(engine)
    return engine, Said


def store(rating: str) -> None:
    assert DATABASE is not None
    engine, said = storing(DATABASE)
    place = {"organisation_id": 1, "round_id": 1, "team_id": 1, "statement_id": "LM1"}
    with Session(engine) as session:
        row = session.exec(select(said).filter_by(**place)).first() or said(**place)
        row.rating, row.updated_at = rating, datetime.now(UTC)
        session.add(row)
        session.commit()


def taken() -> None:
    if DATABASE:
        store(st.session_state["rating"])
    st.session_state["times"] = st.session_state.get("times", 0) + 1


st.title("Bare")
st.segmented_control("Rating", ["Red", "Amber", "Green"], key="rating", on_change=taken)
st.html(f'<span class="saved">Saved {st.session_state.get("times", 0)}</span>')
