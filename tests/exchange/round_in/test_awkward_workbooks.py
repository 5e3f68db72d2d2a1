"""No workbook, however it comes back, breaks sendsat, writes anything by itself or is half taken in."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sendsat.errors import Invalid, Refused
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from tests.exchange.filling import Case
from tests.exchange.round_in.awkward_answers import people
from tests.exchange.round_in.awkward_files import files

CASES = [*people(), *files()]


def kept(database: Path) -> list[str]:
    """Everything in the database, as statements of SQL."""
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_an_awkward_file_is_used_as_far_as_it_can_be(
    case: Case, college: Desk, college_database: Path, download: bytes
) -> None:
    content = case.make(download, college.library.current)
    before = kept(college_database)
    if case.refused:
        with pytest.raises((Invalid, Refused), match=case.refused) as refusal:
            importing.preview_import(college, 1, None, content, case.filename)
        assert refusal.value.remedy
        assert kept(college_database) == before
        return
    preview = importing.preview_import(college, 1, None, content, case.filename)
    assert kept(college_database) == before
    said = [*preview.notes, *(one.text for one in (*preview.questions, *preview.guesses, *preview.problems))]
    expected = {name: getattr(case, name) for name in ("changes", "conflicts", "guesses", "problems")}
    assert {name: preview.counts[name] for name in expected} == expected, said
    assert case.says in "\n".join(said)
    assert all(one.sheet and one.cell and one.expected for one in preview.problems)
    if preview.changes:
        batch = importing.apply_import(college, preview)
        assert batch.changes == case.changes
        importing.undo_import(college, batch.id)
    again = importing.preview_import(college, 1, None, content, case.filename)
    assert again.counts == preview.counts


def test_there_are_at_least_forty_ways_of_going_wrong() -> None:
    assert len({case.name for case in CASES}) >= 40
