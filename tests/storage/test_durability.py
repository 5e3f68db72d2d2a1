"""What the screen calls saved is on the disk."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.services.viewing import organisations_here
from sendsat.storage.opening import open_store
from sendsat.storage.queries import organisations
from sendsat.storage.scope import Founding
from sendsat.storage.store import Store
from tests.factories import A_DEED, STARTED

FULL = 2


def add_organisation(founding: Founding) -> int:
    kind = OrganisationKind.PROVIDER
    return organisations.add_organisation(founding, uid="x", name="Hill College", kind=kind, now=STARTED).id


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", FULL), ("foreign_keys", 1), ("busy_timeout", 5000)]
)
def test_every_connection_is_set_for_safety(store: Store, pragma: str, value: object) -> None:
    with store.looking() as one, store.keeping() as two:
        for session in (one, two):
            assert session.connection().exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_what_was_committed_survives_a_process_that_is_killed(database: Path) -> None:
    write = """
import sys, time
from datetime import UTC, datetime
from sendsat.assessment.deeds import Deed, Way
from sendsat.assessment.organisations import OrganisationKind
from sendsat.storage.opening import open_store
from sendsat.storage.queries import organisations
store = open_store(sys.argv[1])
def add(founding, name):
    organisations.add_organisation(founding, uid=name, name=name, kind=OrganisationKind.PROVIDER, now=datetime.now(UTC))
deed = Deed("Ann", datetime.now(UTC), "test", Way.PAGE)
with store.founding(deed) as founding:
    add(founding, "kept")
with store.founding(deed) as founding:
    add(founding, "unfinished")
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
        with store.founding(A_DEED) as founding:
            add_organisation(founding)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()

    assert organisations_here(store) == ()


def test_a_reader_sees_one_state_while_somebody_writes(store: Store) -> None:
    with store.looking() as reader:
        assert organisations.all_organisations(reader) == ()
        with store.founding(A_DEED) as writer:
            add_organisation(writer)
        assert organisations.all_organisations(reader) == ()
    assert len(organisations_here(store)) == 1
