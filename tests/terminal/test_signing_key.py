"""A new signing key from a terminal: said to whoever asked for it, and refused where there is none to change."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sendsat.__main__ import main
from sendsat.exchange.submission.signing import fingerprint, public_of


def keys_in(database: Path) -> dict[int, str]:
    """The public keys by organisation."""
    with closing(sqlite3.connect(database)) as opened:
        found = opened.execute("SELECT organisation_id, private FROM signing_key").fetchall()
    return {owner: public_of(private) for owner, private in found}


def test_before_anything_was_signed_there_is_no_key_to_change(
    demonstration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new-signing-key"]) == 1
    assert "has signed nothing yet" in capsys.readouterr().err
    assert keys_in(demonstration) == {}


def test_it_is_changed_and_says_both_fingerprints_and_whom_to_tell(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "--what", "area"]) == 0
    before = keys_in(database)
    capsys.readouterr()

    assert main(["new-signing-key"]) == 1
    told = capsys.readouterr().err
    assert "There are several organisations here. Say which: --organisation with one of 1 (" in told
    assert keys_in(database) == before
    assert main(["new-signing-key", "--organisation", "99"]) == 1
    assert "no organisation 99" in capsys.readouterr().err

    [owner] = before
    assert main(["new-signing-key", "--organisation", str(owner)]) == 0
    told = capsys.readouterr().out
    [(_, now)] = keys_in(database).items()
    assert now != before[owner]
    assert f"Its fingerprint: {fingerprint(now)}." in told
    assert f"fingerprint was: {fingerprint(before[owner])}." in told
    with closing(sqlite3.connect(database)) as opened:
        [(authority,)] = set(opened.execute("SELECT authority FROM receipt"))
        [(way, old, new)] = opened.execute("SELECT way, old, new FROM change WHERE verb = 'change_key'")
    assert authority in told
    assert (way, old, new) == ("terminal", fingerprint(before[owner]), fingerprint(now))
