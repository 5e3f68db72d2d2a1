"""Where the database is: every folder a person may have, and what is no address says so."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from sendsat import settings
from sendsat.errors import StorageError
from sendsat.services.viewing import organisations_here
from sendsat.settings import load_settings
from sendsat.storage.engine import database_file, parse_url
from sendsat.storage.opening import open_store

FOLDERS = ["with space", "Zoë שלום", "sendsat%20main", "100%", "what?", "#1", "a+b&c=d;e@f:g", "[x]"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_sendsat_may_lie_in_a_folder_of_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    monkeypatch.delenv("SENDSAT_DATABASE_URL", raising=False)
    monkeypatch.setattr(settings, "DATA", tmp_path / folder)

    open_store(load_settings().database_url).close()

    assert [one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*.db")] == [f"{folder}/sendsat.db"]


@pytest.mark.parametrize("address", [r"C:\Users\Zoë A\sendsat.db", "C:/Users/me/sendsat.db", r"\\server\share\s.db"])
def test_an_address_may_be_written_as_windows_writes_it(address: str) -> None:
    assert parse_url(f"sqlite:///{address}").database == address


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))

    open_store("sqlite:///~/mine/sendsat.db").close()

    assert (tmp_path / "mine" / "sendsat.db").exists()


def test_an_address_may_be_relative_to_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    with closing(open_store("sqlite:///here/sendsat.db")) as store:
        assert organisations_here(store) == ()
    assert (tmp_path / "here" / "sendsat.db").exists()
    shutil.rmtree(tmp_path / "here")


@pytest.mark.parametrize(
    "address",
    [
        r"C:\Users\me\sendsat.db",
        "/home/me/sendsat.db",
        "sqlite:sendsat.db",
        "sqlite:///sendsat.db?timeout=soon",
        "postgresql://me@server:port/sendsat",
    ],
)
def test_what_is_no_address_says_so_and_how_one_is_written(address: str) -> None:
    with pytest.raises(StorageError, match=r"is not a database address.*on Windows sqlite:///C:/folder/sendsat\.db"):
        open_store(address)


def test_a_file_address_names_its_file() -> None:
    assert database_file(parse_url("sqlite:///file:/a/b.db?uri=true")) == Path("/a/b.db")
    assert database_file(parse_url("sqlite:///file:x?mode=memory&uri=true")) is None
