"""Turns what a database can say into one plain sentence with a remedy."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, DataError, InterfaceError, SQLAlchemyError

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


def _translated(error: Exception) -> StorageError:
    text = str(getattr(error, "orig", None) or error).lower()  # without the statement, which holds people's words
    for signs, message, remedy in TROUBLES:
        if any(sign in text for sign in signs):
            kind = Damaged if "malformed" in signs else StorageError
            return kind(message, remedy)
    return StorageError(
        "The database refused what was asked, so nothing was saved.", "Try again; then restart sendsat."
    )
