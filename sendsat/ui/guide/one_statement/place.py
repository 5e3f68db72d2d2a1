"""Which statement stands alone: the one that the address asks for; and what comes before and after it."""

import streamlit as st

from sendsat.guide.model import Statement
from sendsat.ui.frame import navigation, view


def asked() -> Statement | None:
    """The statement of the address, or the first to rate where it names none; None for one that is not here."""
    page = view.current()
    wanted = st.query_params.get(navigation.AT)
    if wanted is None:
        wanted = next_not_rated("") or next(iter(page.edition.statements))
        st.query_params[navigation.AT] = wanted
    return page.edition.statements.get(wanted)


def along(statement_id: str) -> tuple[str, ...]:
    """The statements of its section, in order."""
    return tuple(statement.id for statement in view.current().edition.section_of[statement_id].statements)


def neighbour(statement_id: str, by: int) -> str | None:
    """The statement so many places further on in its section; None past either end."""
    row = along(statement_id)
    number = row.index(statement_id) + by
    return row[number] if 0 <= number < len(row) else None


def next_not_rated(after: str) -> str | None:
    """The next that the team is asked and has not rated or confirmed, from the beginning again after the last."""
    standings = view.current().mine.standings
    row = list(standings)
    start = row.index(after) + 1 if after in row else 0
    return next(
        (
            statement_id
            for statement_id in row[start:] + row[:start]
            if statement_id != after and not standings[statement_id].judged
        ),
        None,
    )


def go(statement_id: str) -> None:
    """From a callback: show another statement."""
    st.query_params[navigation.AT] = statement_id
