"""The command line: every command helps, does its work, and says in one plain line what is wrong."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from sendsat.__main__ import main
from sendsat.exchange.formats import Format


@pytest.mark.parametrize(
    "command",
    ["serve", "demo", "guide", "check", "export", "import", "migrate", "backup", "restore", "copy", "new-signing-key"],
)
def test_every_command_helps(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert "usage:" in capsys.readouterr().out


def test_guide_prints_the_edition_as_one_json_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guide"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told)[:1] == ["edition"]
    statements = [
        statement
        for section in told["sections"]
        for part in section["subsections"]
        for question in part["questions"]
        for statement in question["statements"]
    ]
    assert len(statements) == 91
    assert {"id", "number", "text", "ofsted", "rag", "why", "duty", "ask", "look_for", "next_steps", "related"} <= set(
        statements[0]
    )
    assert {"number", "guidance", "exemplars", "resources", "changes"} <= set(told["sections"][0]["subsections"][0])
    assert (len(told["glossary"]), len(told["resources"]), len(told["changes"])) == (33, 104, 73)


def test_check_passes_the_shipped_edition_and_names_what_is_wrong_with_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 0
    assert "sound" in capsys.readouterr().out
    assert main(["check", str(tmp_path / "nowhere")]) == 1
    assert "no such folder" in capsys.readouterr().out


def test_a_demonstration_goes_into_an_empty_database_only(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo"]) == 0
    assert main(["demo"]) == 1
    assert "already has an organisation" in capsys.readouterr().err


def test_a_demonstration_of_an_area_has_a_college_and_its_authority(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "--what", "area"]) == 0
    assert "Riverbank College, Three Rivers Council (made up)" in capsys.readouterr().out
    with closing(sqlite3.connect(database)) as connection:
        [counted] = connection.execute("select count(*) from received where gone_at is null").fetchone()
    assert counted == 12


def test_a_demonstration_of_a_group_has_three_colleges_with_sites_and_each_is_exported_by_its_number(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "--what", "group"]) == 0
    assert "Hillside College (made up), Lakeside College (made up)" in capsys.readouterr().out
    with closing(sqlite3.connect(database)) as connection:
        [grouped] = connection.execute("select count(*) from organisation where group_id is not null").fetchone()
        placed = connection.execute("select distinct organisation_id from team where site_id is not null").fetchall()
    assert (grouped, len(placed)) == (3, 3)

    files = [tmp_path / "1.csv", tmp_path / "2.csv"]
    for number, file in enumerate(files, start=1):
        asked = ["export", "--format", "csv", "--what", "ratings", "--organisation", str(number), "--out", str(file)]
        assert main(asked) == 0
    assert "Foundation learning" in files[0].read_text("utf-8-sig")
    assert "Foundation learning" not in files[1].read_text("utf-8-sig")
    assert "Study programmes team" in files[1].read_text("utf-8-sig")

    assert main(["export", "--format", "csv", "--organisation", "9", "--out", str(files[0])]) == 1
    assert "There is no organisation 9. There are: 1 (" in capsys.readouterr().err


def test_the_action_plan_is_exported_for_a_round(demonstration: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    assert main(["export", "--format", "csv", "--out", str(file), "--round", "3"]) == 0
    plan = pd.read_csv(file)
    assert len(plan) == 34
    assert plan["Owner"].notna().all()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "--format", "csv", "--out", "x.csv", "--round", "99"], "There is no round 99. There are: 1"),
        (["export", "--format", "csv", "--out", "/nowhere/x.csv"], "cannot be written"),
        (["export", "--format", "ics", "--what", "report", "--out", "x"], "cannot be written as ics"),
        (["export", "--format", "xlsx", "--out", "x.xlsx"], "Each team has a workbook of its own"),
        (["import", "nothing.xlsx"], "nothing.xlsx cannot be read"),
    ],
)
def test_what_cannot_be_done_is_one_plain_line(
    demonstration: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert "Traceback" not in said


def test_a_workbook_goes_out_and_comes_back_unchanged(
    demonstration: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "round.xlsx"
    assert main(["export", "--format", "xlsx", "--out", str(file), "--team", "1"]) == 0
    capsys.readouterr()
    assert main(["import", str(file), "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["changes"], told["conflicts"], told["problems"]) == (0, 0, 0)


def test_a_trial_says_in_words_what_was_left_alone_and_why(
    demonstration: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "audit.csv"
    file.write_text("Number,RAG (self),RAG (moderated),Comments,Mood\nLM1,Red,Green,Not so,Fine\n")
    assert main(["import", str(file), "--team", "1", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "Which column of the sheet 'audit.csv' holds the rating" in said
    assert "D2, LM1: the file and sendsat differ" in said
    file.write_text("Number,RAG\nLM1,Not Green\n")
    assert main(["import", str(file), "--team", "1", "--dry-run"]) == 0
    assert "Left alone, audit.csv, B2: 'Not Green' is not a rating." in capsys.readouterr().out


@pytest.mark.parametrize("more", [["--dry-run"], ["--dry-run", "--json"], []])
def test_a_plan_is_told_from_a_round_and_where_it_comes_in(
    demonstration: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    file = tmp_path / "plan.csv"
    assert main(["export", "--format", "csv", "--out", str(file)]) == 0
    capsys.readouterr()
    assert main(["import", str(file), *more]) == 1
    said = capsys.readouterr()
    assert "This is an action plan. It comes in on the page Action plan, under “Bring back an edited" in said.err
    assert said.out == ""


def test_a_trial_of_a_whole_round_says_what_would_be_left_alone_and_how_all_of_it_comes_in(
    demonstration: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "round.json"
    assert main(["export", "--format", "json", "--out", str(file)]) == 0
    document = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(document | {"version": 9}))
    capsys.readouterr()
    assert main(["import", str(file), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "A newer sendsat made this file." in said
    assert "are left alone: “Move a round in” brings the whole round" in said


@pytest.mark.parametrize("kind", [kind for kind in Format if kind is not Format.XLSX])
def test_every_kind_of_file_can_be_written(demonstration: Path, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"out.{kind}"
    assert main(["export", "--format", kind, "--out", str(file)]) == 0
    assert file.stat().st_size > 500


@pytest.mark.parametrize(("kind", "says"), [("csv", True), ("json", False)])
def test_an_export_says_what_of_the_round_it_leaves_out(
    demonstration: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, says: bool
) -> None:
    with closing(sqlite3.connect(demonstration)) as connection, connection:
        connection.execute("UPDATE round SET supplements = ?", ('["supplement-2026"]',))

    assert main(["export", "--what", "ratings", "--format", kind, "--out", str(tmp_path / f"round.{kind}")]) == 0

    assert ("It leaves out the 2026 supplement: --format xlsx and json hold it" in capsys.readouterr().out) is says


def test_an_empty_database_has_nothing_to_export(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", "csv", "--out", "x.csv"]) == 1
    assert "database is empty" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="no devices")
def test_what_has_no_end_is_not_read(demonstration: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with (tmp_path / "large.csv").open("wb") as large:
        large.truncate(10**12)
    for file, says in (("/dev/zero", "is not a file"), ("pipe.csv", "is not a file"), ("large.csv", "than 20 MB")):
        assert main(["import", str(tmp_path / file)]) == 1
        assert says in capsys.readouterr().err


def test_a_backup_is_made_and_put_back(demonstration: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = str(tmp_path / "kept.db")
    assert main(["backup", copy]) == 0
    assert "read back: it is whole" in capsys.readouterr().out
    assert main(["backup", copy]) == 1
    assert "add --replace" in capsys.readouterr().err
    assert main(["backup", copy, "--replace"]) == 0
    demonstration.write_bytes(b"")
    assert main(["restore", copy]) == 0
    assert "sendsat-before-restore-" in capsys.readouterr().out
    assert main(["export", "--format", "csv", "--out", str(tmp_path / "plan.csv")]) == 0


def test_for_postgresql_its_own_program_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SENDSAT_DATABASE_URL", "postgresql://server/sendsat")
    for command in ("backup", "restore"):
        assert main([command, "copy.db"]) == 1
        assert "pg_dump" in capsys.readouterr().err


def test_migrate_makes_a_database(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate"]) == 0
    assert database.exists()
    assert "is at version" in capsys.readouterr().out


def test_a_damaged_database_is_refused_in_one_line(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database.write_bytes(b"this is no database at all, sorry" * 100)
    assert main(["migrate"]) == 1
    assert "damaged" in capsys.readouterr().err


def test_an_edition_with_a_fault_is_not_served(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "edition").mkdir()
    monkeypatch.setenv("SENDSAT_EDITION_DIR", str(tmp_path / "edition"))
    assert main(["serve"]) == 1
    said = capsys.readouterr().err
    assert "edition.yaml" in said
    assert said.count("\n") == 1
