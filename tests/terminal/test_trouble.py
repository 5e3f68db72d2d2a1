"""The command line where terminal, disk or port is not as it should be: one plain line, and nothing lost."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from sendsat.__main__ import main
from sendsat.errors import SendsatError
from sendsat.serving.app import LOCAL, bind
from sendsat.settings import ROOT
from tests.benchmarks.wire import Visitor


def test_a_taken_port_is_refused(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["serve", "--port", str(taken.getsockname()[1])]) == 1
    assert "in use or not allowed" in capsys.readouterr().err


def start(*arguments: str, **surroundings: str) -> "subprocess.Popen[str]":
    """sendsat in a process of its own, as somebody types it."""
    return subprocess.Popen(
        [sys.executable, "-m", "sendsat", *arguments],
        cwd=ROOT,
        env={**os.environ, **surroundings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_that_lacks_a_character_shows_its_number(demonstration: Path, tmp_path: Path, encoding: str) -> None:
    out = tmp_path / "שלום.csv"
    ran = start("export", "--format", "csv", "--out", str(out), PYTHONIOENCODING=encoding)
    said, trouble = ran.communicate(timeout=60)
    assert (ran.returncode, trouble) == (0, "")
    assert "\\u05e9\\u05dc\\u05d5\\u05dd.csv" in said
    assert out.exists()


@pytest.mark.parametrize("arguments", [("guide",), ("check",), ("migrate",)])
def test_whoever_stops_reading_the_output_is_not_an_error(database: Path, arguments: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ran = subprocess.run(
        [sys.executable, "-m", "sendsat", *arguments], cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, text=True
    )
    os.close(writer)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_output_that_cannot_be_written_is_said_in_one_line() -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "sendsat", "check"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert ran.returncode == 1
    assert ran.stderr.startswith("sendsat: ")
    assert ran.stderr.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl+C in another way")
def test_ctrl_c_as_soon_as_the_app_is_ready_ends_it_without_a_word(database: Path) -> None:
    ran = start("serve", "--port", "0")
    assert ran.stdout
    assert "sendsat is ready" in ran.stdout.readline()
    ran.send_signal(signal.SIGINT)
    _, trouble = ran.communicate(timeout=60)
    assert (ran.returncode, trouble) == (130, "")


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl+C in another way")
def test_after_a_stop_one_file_holds_everything_and_the_terminal_stayed_quiet(demonstration: Path) -> None:
    ran = start("serve", "--port", "0")
    assert ran.stdout
    address = re.findall(r"http://localhost:\d+", ran.stdout.readline())[0]
    with closing(Visitor(address, "leadership").socket):
        assert demonstration.with_name("sendsat.db-wal").exists()
    ran.send_signal(signal.SIGINT)
    said, trouble = ran.communicate(timeout=60)

    assert (said, trouble) == ("", "")
    assert [one.name for one in demonstration.parent.iterdir() if one.is_file()] == ["sendsat.db"]


def test_help_is_there_before_anything_heavy_is_imported() -> None:
    heavy = "{'sqlalchemy', 'pydantic', 'yaml', 'streamlit', 'pandas'}"
    check = f"import sys, sendsat.__main__; print(sorted({heavy} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", check], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert ran.stdout == "[]\n"


def test_a_folder_or_device_is_never_replaced_by_an_export(
    demonstration: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder").mkdir()
    for out in (tmp_path / "folder", Path(os.devnull)):
        assert main(["export", "--format", "csv", "--out", str(out)]) == 1
        assert "is not a file" in capsys.readouterr().err
    assert list(tmp_path.rglob(".sendsat-*")) == [], "no half-written files"
    assert not Path(os.devnull).is_file()


def test_an_export_that_fails_leaves_nothing_behind_and_the_old_file_whole(
    demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise PermissionError(13, "Excel has it open")

    monkeypatch.setattr(os, "replace", fail)
    assert main(["export", "--format", "csv", "--out", str(file)]) == 1
    assert file.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize("name", ["a" * 300, "nowhere/" * 600])
def test_a_folder_whose_name_is_too_long_is_not_there(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", name]) == 1
    said = capsys.readouterr().out
    assert "there is no such folder" in said
    assert said.endswith("\n1 fault\n")


def test_of_two_that_start_in_the_same_moment_the_second_is_told_that_the_port_is_taken() -> None:
    with bind(LOCAL, 0) as first, pytest.raises(SendsatError, match="in use or not allowed"):
        bind(LOCAL, first.getsockname()[1])


@pytest.mark.parametrize(("port", "other"), [(65535, 8502), (80, 8502), (8501, 8502), (9000, 9001)])
def test_the_port_that_is_suggested_can_be_used(monkeypatch: pytest.MonkeyPatch, port: int, other: int) -> None:
    def taken(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(socket.socket, "bind", taken)
    with pytest.raises(SendsatError, match=f"--port {other}\\."):
        bind(LOCAL, port)


@pytest.mark.parametrize("port", ["²", "-1", "65536", "9" * 5000, "http"])
def test_what_is_no_port_is_a_wrong_call(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["serve", f"--port={port}"])
    assert ended.value.code == 2
    assert "is not a port" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl+C in another way")
def test_with_a_log_of_json_each_line_that_a_server_writes_is_json(database: Path) -> None:
    command = [sys.executable, "-m", "sendsat", "serve", "--port", "0", "--log", "json"]
    ran = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert ran.stdout
    first = ran.stdout.readline()
    ran.send_signal(signal.SIGINT)
    more, _ = ran.communicate(timeout=60)
    told = [json.loads(line) for line in [first, *more.splitlines()]]
    assert (told[0]["level"], told[0]["message"][:16]) == ("info", "sendsat is ready")
