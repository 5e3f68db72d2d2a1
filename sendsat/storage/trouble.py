"""Turns what can go wrong in a database into one plain sentence with a remedy.

A server's own words may be in any language, so its trouble is told by code; SQLite's by its words.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, DataError, InterfaceError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoneFree

from sendsat.errors import Damaged, NotFound, StorageError


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn database errors into `StorageError` with a remedy; everything else passes."""
    try:
        yield
    except OverflowError as error:
        raise _no_such_number() from error
    except (InterfaceError, DatabaseError) as error:
        if isinstance(error, DataError) and "out of range" in str(error.orig):
            raise _no_such_number() from error
        raise _translated(error) from error
    except sqlite3.Error as error:
        raise _translated(error) from error
    except NoneFree as error:
        raise StorageError(
            "Too many people asked for something at the same moment, so nothing was saved.",
            "Wait a few seconds and try again.",
        ) from error
    except SQLAlchemyError as error:
        raise StorageError("The database did not answer as it should.", "Try again; then restart sendsat.") from error


def _no_such_number() -> NotFound:
    return NotFound("There is nothing here with a number like that.", "Choose from what the page lists.")


TROUBLES = (
    (
        ("readonly", "read-only", "attempt to write"),
        "The database can be read but not written to, so nothing was saved.",
        "Move it to a folder you may write to, or ask for write access.",
    ),
    (
        ("locked", "busy"),
        "The database is in use by another program, so nothing was saved.",
        "Close the other program, or wait a moment, and try again.",
    ),
    (
        ("malformed", "not a database", "corrupt"),
        "The database file is damaged.",
        "Keep the file, put a backup in its place, and start sendsat again.",
    ),
    (
        ("unable to open",),
        "The database file cannot be opened.",
        "Check that its folder exists and that you may write there.",
    ),
    (
        ("disk is full", "disk full", "no space"),
        "The disk is full, so nothing was saved.",
        "Free some space, then try again.",
    ),
    (
        ("disk i/o",),
        "The disk did not take what was written, so nothing was saved.",
        "Check that it is there and not full, then try again.",
    ),
    (
        ("connection", "server", "resolve host"),
        "The database server cannot be reached.",
        "Check that it runs, then try again.",
    ),
)


_TRY_AGAIN = "Wait a moment and try again."
BY_CODE = {
    "55P03": ("Somebody else was changing the same things for too long, so nothing was saved.", _TRY_AGAIN),
    "40P01": ("Two people changed the same things at the same moment, so nothing was saved.", _TRY_AGAIN),
    "40001": ("Two people changed the same things at the same moment, so nothing was saved.", _TRY_AGAIN),
    "57014": ("The database took too long to answer, so nothing was saved.", _TRY_AGAIN),
    "25P03": ("This took too long, so the database let go of it and nothing was saved.", "Try again."),
    "57P01": ("The database server was stopped, so nothing was saved.", _TRY_AGAIN),
    "57P02": ("The database server was stopped, so nothing was saved.", _TRY_AGAIN),
    "57P03": ("The database server is just starting or stopping.", _TRY_AGAIN),
    "53300": ("The database server has too many visitors, so nothing was saved.", _TRY_AGAIN),
    "53100": ("The disk is full, so nothing was saved.", "Free some space, then try again."),
    "25006": ("The database can be read but not written to, so nothing was saved.", "Ask for write access."),
    "42501": ("The database can be read but not written to, so nothing was saved.", "Ask for write access."),
}
"""What a server's codes mean, as a person reads it: https://www.postgresql.org/docs/current/errcodes-appendix.html."""


def _translated(error: Exception) -> StorageError:
    told = BY_CODE.get(getattr(getattr(error, "orig", None), "sqlstate", None) or "")
    if told is not None:
        return StorageError(*told)
    text = str(getattr(error, "orig", None) or error).lower()  # without the statement, which holds people's words
    for signs, message, remedy in TROUBLES:
        if any(sign in text for sign in signs):
            kind = Damaged if "malformed" in signs else StorageError
            return kind(message, remedy)
    return StorageError(
        "The database refused what was asked, so nothing was saved.", "Try again; then restart sendsat."
    )
