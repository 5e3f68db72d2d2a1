"""What the screen calls saved is on the disk."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from sendsat.assessment.values import OrganisationKind
from sendsat.services.viewing import organisations_here
from sendsat.storage.engine import Session, Store
from sendsat.storage.opening import open_store
from sendsat.storage.queries import organisations
from tests.factories import STARTED

FULL = 2


def add_organisation(session: Session) -> int:
    kind = OrganisationKind.PROVIDER
    return organisations.add_organisation(session, uid="x", name="Hill College", kind=kind, now=STARTED).id


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", FULL), ("foreign_keys", 1), ("busy_timeout", 5000)]
)
def test_every_connection_is_set_for_safety(store: Store, pragma: str, value: object) -> None:
    with store.reading() as one, store.writing() as two:
        for session in (one, two):
            assert session.connection().exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_what_was_committed_survives_a_process_that_is_killed(database: Path) -> None:
    write = """
import sys, time
from datetime import UTC, datetime
from sendsat.assessment.values import OrganisationKind
from sendsat.storage.opening import open_store
from sendsat.storage.queries import organisations
store = open_store(sys.argv[1])
def add(session, name):
    organisations.add_organisation(session, uid=name, name=name, kind=OrganisationKind.PROVIDER, now=datetime.now(UTC))
with store.writing() as session:
    add(session, "kept")
with store.writing() as session:
    add(session, "unfinished")
    print("half way", flush=True)
    time.sleep(60)
"""
    command = [sys.executable, "-c", write, f"sqlite:///{database}"]
    with subprocess.Popen(command, cwd=os.getcwd(), stdout=subprocess.PIPE, text=True) as ran:
        assert ran.stdout
        assert ran.stdout.readline() == "half way\n"
        ran.kill()

    with closing(open_store(f"sqlite:///{database}")) as store:
        assert [one.name for one in organisations_here(store)] == ["kept"]


def test_a_transaction_that_fails_leaves_nothing_behind(store: Store) -> None:
    def half() -> None:
        with store.writing() as session:
            add_organisation(session)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()

    assert organisations_here(store) == ()


def test_a_reader_sees_one_state_while_somebody_writes(store: Store) -> None:
    with store.reading() as reader:
        assert organisations.all_organisations(reader) == ()
        with store.writing() as writer:
            add_organisation(writer)
        assert organisations.all_organisations(reader) == ()
    assert len(organisations_here(store)) == 1
