"""A database that an earlier version really made opens today, and today's services find all that was in it."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sendsat.services.desk import Desk
from sendsat.services.records.redacting import find_words
from sendsat.services.viewing import organisations_here, organisations_in_bin
from sendsat.serving.watch.doctor import findings
from sendsat.settings import SHIPPED_EDITION, Settings
from sendsat.storage import backups
from sendsat.storage.opening import known_revisions, newest_revision, open_store
from tests.earlier_versions.kept import Earlier, desk_in, differing, manifest, sample
from tests.earlier_versions.telling.story import say
from tests.earlier_versions.versions import COMMITS, NEVER_ALONE, REMOVED, WORDS
from tests.often import everyday

SCHEMAS = list(manifest())
earlier_schemas = pytest.mark.parametrize("schema", everyday(SCHEMAS, only=sample(SCHEMAS)))
MOST_NOT_KEPT = 2
"""So many of the newest schemas may still lack an archive, while several changes come together."""
OLDER = "It is of an older version. Start sendsat, which keeps a copy and brings it up to date."


def rows_of(file: Path, columns: dict[str, list[str]] | None = None) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but Alembic's own, in the columns asked for."""
    with closing(sqlite3.connect(file)) as connection:
        wanted = columns or columns_of(file)
        listed = {table: ", ".join(f'"{name}"' for name in names) for table, names in wanted.items()}
        return {
            table: sorted(connection.execute(f'SELECT {names} FROM "{table}"').fetchall(), key=repr)
            for table, names in listed.items()
        }


def columns_of(file: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(file)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
            for table in tables
            if table != "alembic_version"
        }


def schema_of(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        found: str = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        return found


def test_what_versions_made_is_kept_for_every_schema_that_a_version_stopped_at() -> None:
    assert sorted(COMMITS) == SCHEMAS
    assert all(manifest()[schema]["commit"] == commit for schema, commit in COMMITS.items())
    later = sorted(known_revisions() - {*SCHEMAS, *NEVER_ALONE})
    assert not [schema for schema in later if schema < SCHEMAS[-1]]
    assert len(later) <= MOST_NOT_KEPT, f"Make archives of {', '.join(later)}: CONTRIBUTING says how."


def test_the_manifest_tells_of_words_ratings_and_reasons_in_every_version() -> None:
    for schema, told in manifest().items():
        assert told["words"] == [word for word, since in WORDS.items() if since <= schema]
        assert told["removed"] == [word for word, since in REMOVED.items() if since <= schema]
        assert (told["ratings"], told["reasons"], told["actions"]) >= (20, 12, 2)


@earlier_schemas
def test_everything_that_the_version_itself_said_is_said_today(earlier: Earlier, upgraded: Desk) -> None:
    said, now = earlier.said["organisations"], say(upgraded)

    assert len(now) == earlier.told["organisations"]
    assert differing(said, now) == []
    judgements = [judgement for one in now for judgement in one["judgements"]]
    assert sum(judgement["rating"] is not None for judgement in judgements) == earlier.told["ratings"]
    assert sum(bool(judgement["commentary"]) for judgement in judgements) == earlier.told["reasons"]
    assert sum(len(one["actions"]) for one in now) == earlier.told["actions"]
    assert sum(len(one["workshops"]) for one in now) == earlier.told["workshops"]


@earlier_schemas
def test_every_word_is_found_and_none_that_was_removed(earlier: Earlier, upgraded: Desk) -> None:
    desks = [
        Desk(store=upgraded.store, library=upgraded.library, organisation=one)
        for one in organisations_here(upgraded.store)
    ]
    found = {word for word in WORDS.keys() | REMOVED.keys() if any(find_words(desk, word) for desk in desks)}

    assert found == set(earlier.told["words"])
    assert organisations_in_bin(upgraded.store) == (earlier.schema >= "0032")


@earlier_schemas
def test_every_row_is_as_it_was_and_a_copy_of_before_is_kept(earlier: Earlier) -> None:
    database = earlier.folder / "sendsat.db"
    columns, before = columns_of(database), rows_of(database)
    assert schema_of(database) == earlier.schema

    open_store(f"sqlite:///{database}").close()

    assert schema_of(database) == newest_revision()
    assert rows_of(database, columns) == before
    copy = database.with_name(f"sendsat.db.before-{newest_revision()}")
    assert copy.exists() is (earlier.schema != newest_revision())
    if copy.exists():
        assert schema_of(copy) == earlier.schema
        assert rows_of(copy) == before


@earlier_schemas
def test_its_backup_is_restored_and_says_the_same(earlier: Earlier, tmp_path: Path) -> None:
    database, backup = tmp_path / "sendsat.db", earlier.folder / "backup.db"
    open_store(f"sqlite:///{database}").close()

    replaced = backups.restore(backup, database, now=datetime(2026, 1, 2, tzinfo=UTC))

    assert replaced is not None
    assert schema_of(replaced) == newest_revision()
    with closing(open_store(f"sqlite:///{database}")) as store:
        assert differing(earlier.said["organisations"], say(desk_in(store))) == []


@earlier_schemas
def test_the_doctor_says_what_to_do_before_the_upgrade_and_is_content_after_it(earlier: Earlier) -> None:
    database = earlier.folder / "sendsat.db"
    settings = Settings(database_url=f"sqlite:///{database}", edition_dirs=(SHIPPED_EDITION,))

    before = {one.what: one.trouble for one in findings(settings, datetime.now(UTC))}
    open_store(settings.database_url).close()
    after = {one.what: one.trouble for one in findings(settings, datetime.now(UTC))}

    is_older = earlier.schema != newest_revision()
    assert before["Database"] == (OLDER if is_older else "")
    assert {after[what] for what in ("Content", "Database", "Writing", "Clock")} == {""}
