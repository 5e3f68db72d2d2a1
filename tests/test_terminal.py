"""The command line: every command helps, does its work, and says in one plain line what is wrong."""

import json
import socket
from pathlib import Path

import pandas as pd
import pytest

from sendsat.__main__ import main


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "sendsat.db"
    monkeypatch.setenv("SENDSAT_DATABASE_URL", f"sqlite:///{path}")
    return path


@pytest.fixture
def demonstration(database: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["demo"]) == 0
    capsys.readouterr()
    return database


@pytest.mark.parametrize("command", ["serve", "demo", "guide", "check", "export", "import", "migrate"])
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
    assert (len(told["glossary"]), len(told["resources"]), len(told["changes"])) == (33, 94, 62)


def test_check_passes_the_shipped_edition_and_names_what_is_wrong_with_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 0
    assert "sound" in capsys.readouterr().out
    assert main(["check", str(tmp_path / "nowhere")]) == 1
    assert "no such folder" in capsys.readouterr().out


def test_a_demonstration_goes_into_an_empty_database_only(
    demonstration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo"]) == 1
    assert "already has an organisation" in capsys.readouterr().err


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


@pytest.mark.parametrize("kind", ["docx", "md", "json", "ics"])
def test_every_kind_of_file_can_be_written(demonstration: Path, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"out.{kind}"
    assert main(["export", "--format", kind, "--out", str(file)]) == 0
    assert file.stat().st_size > 500


def test_an_empty_database_has_nothing_to_export(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", "csv", "--out", "x.csv"]) == 1
    assert "database is empty" in capsys.readouterr().err


def test_migrate_makes_a_database(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate"]) == 0
    assert database.exists()
    assert "is at version" in capsys.readouterr().out


def test_a_taken_port_is_refused(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["serve", "--port", str(taken.getsockname()[1])]) == 1
    assert "in use or not allowed" in capsys.readouterr().err


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
