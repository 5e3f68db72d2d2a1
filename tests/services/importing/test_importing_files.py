"""CSV and JSON come back too, a script can bring a file in, and files that are no round are refused."""

import io
import json
import tracemalloc
import zipfile

import pytest

from sendsat.assessment.rating import Rating
from sendsat.errors import Invalid
from sendsat.exchange.round_in.preview import preview_as_json
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.report import exporting
from sendsat.services.rounds import teams
from tests.conftest import Clock
from tests.services.filling import (
    COMMENTARY,
    FULL,
    RATING,
    commentary,
    downloaded,
    filled,
    look,
    plan,
    planned,
    said,
)


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_whole_round_comes_back_from_csv_and_json(desk: Desk, kind: str) -> None:
    teams.add_team(desk, name="Tutors", sections=("study-programmes",))
    commentary(desk, "=risky, ünïcode\nand long")
    planned(desk)
    name, content = exporting.export_round(desk, kind=kind)
    assert look(desk, content, name=name).changes == ()
    edited = content.replace(b"ris" + b"ky", b"safe")
    batch = importing.apply_import(desk, look(desk, edited, name=name))
    assert said(desk).commentary == "=safe, ünïcode\nand long"
    importing.undo_import(desk, batch.id)
    assert said(desk).commentary == "=risky, ünïcode\nand long"


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_row_changed_here_since_the_download_is_a_conflict(desk: Desk, clock: Clock, kind: str) -> None:
    commentary(desk, "First")
    name, content = exporting.export_round(desk, kind=kind)
    clock.pass_by(minutes=5)
    commentary(desk, "Mine")
    preview = look(desk, content.replace(b"First", b"Their"), name=name)
    assert [(one.stored, one.value) for one in preview.conflicts] == [("Mine", "Their")]


def test_json_carries_actions_both_ways(desk: Desk) -> None:
    planned(desk)
    name, content = exporting.round_json(desk, 1)
    importing.apply_import(desk, look(desk, content.replace(b"Write the policy", b"Rewrite it"), name=name))
    assert plan(desk) == [("Rewrite it", "Jo", "")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "not a JSON file"),
        (b'{"a": 1}', "not a round"),
        (b'{"format": "sendsat-round", "version": "nine"}', "which version"),
        (b'{"format": "sendsat-round", "version": 1, "judgements": 5}', "cannot be used"),
        (b"[" * 100_000, "No sheet"),
        (b'{"a":' * 100_000, "not a JSON file"),
        (b"a,b\n1,2\n", "No sheet"),
        (b'"never closed', "No sheet"),
        (b"x" * 200_000, "not a CSV file"),
        (b"\xff\xfeh\x00i\x00", "No sheet"),
    ],
)
def test_a_text_file_that_is_no_round_is_refused(desk: Desk, content: bytes, words: str) -> None:
    with pytest.raises(Invalid, match=words) as refusal:
        look(desk, content, name="file.csv")
    assert refusal.value.remedy


def test_a_csv_saved_by_windows_is_read_and_that_is_said(desk: Desk) -> None:
    preview = look(desk, "Number;RAG;Comments\r\nLM1;Green;Café – naïve\r\n".encode("cp1252"), name="x.csv")
    assert [one.value for one in preview.changes] == ["green", "Café – naïve"]
    assert "not in UTF-8" in preview.notes[0]


def test_a_bomb_is_refused_within_300_megabytes(desk: Desk) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        for number in range(4):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b" " * (100 * 2**20))
    content = stream.getvalue()
    tracemalloc.start()
    try:
        with pytest.raises(Invalid, match="unpacks to far more"):
            look(desk, content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 300 * 2**20


def test_a_script_sees_counts_and_every_cell(desk: Desk) -> None:
    content = filled(downloaded(desk), FULL | {("LM2", RATING): "purple", ("LM3", RATING): "✓"})
    found = importing.import_file(desk, content, "filled.xlsx", dry_run=True)
    told = json.loads(json.dumps(preview_as_json(found.preview)))
    assert {name: told[name] for name in ("changes", "conflicts", "guesses", "problems")} == {
        "changes": 6,
        "conflicts": 0,
        "guesses": 1,
        "problems": 1,
    }
    for name in ("changes", "conflicts", "guesses", "problems", "untouched"):
        assert len(told["list"][name]) == told[name]
        assert all(one["sheet"] and one["cell"] for one in told["list"][name])
    assert found.batch is None
    assert said(desk).rating is None


def test_a_script_brings_in_changes_and_leaves_conflicts(desk: Desk) -> None:
    commentary(desk, "First")
    content = filled(downloaded(desk), {("LM1", COMMENTARY): "Theirs", ("LM2", RATING): "Green"})
    commentary(desk, "Mine")
    found = importing.import_file(desk, content, "filled.xlsx")
    assert found.batch is not None
    assert (said(desk).commentary, said(desk, "LM2").rating) == ("Mine", Rating.GREEN)
