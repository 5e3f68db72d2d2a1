"""Makes the archives anew: `python -m tests.earlier_versions.making [SCHEMA ...]`, in a checkout with its history.

Each version tells the story (`telling`) by its own code, in a work tree of its commit, with the packages that are
installed now. Numbers, moments and texts come out the same each time; codes and keys that a version draws do not.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.earlier_versions.kept import ARCHIVES, MANIFEST
from tests.earlier_versions.versions import COMMITS, REMOVED, WORDS

HERE = Path(__file__).parent


@contextmanager
def version(commit: str) -> Iterator[Path]:
    """A work tree of the commit, gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", tree, commit], cwd=HERE, check=True)
        try:
            yield tree
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=HERE, check=True)


def tell(tree: Path, folder: Path) -> None:
    """Let the version in the tree tell the story."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("SENDSAT_")}
    path = {"PYTHONPATH": f"{tree}{os.pathsep}{HERE}", "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-m", "telling.story", folder], cwd=tree, env=own | path, check=True)


def about(commit: str, folder: Path) -> dict[str, Any]:
    """What the manifest says of what a version made."""
    said = json.loads((folder / "said.json").read_text("utf-8"))
    every = [judgement for one in said["organisations"] for judgement in one["judgements"]]
    words = [word for word, since in WORDS.items() if since <= said["schema"]]
    gone = [word for word, since in REMOVED.items() if since <= said["schema"]]
    check(folder / "sendsat.db", words, gone)
    return {
        "commit": commit,
        "organisations": len(said["organisations"]),
        "rounds": sum(len(one["rounds"]) for one in said["organisations"]),
        "ratings": sum(judgement["rating"] is not None for judgement in every),
        "reasons": sum(bool(judgement["commentary"]) for judgement in every),
        "actions": sum(len(one["actions"]) for one in said["organisations"]),
        "workshops": sum(len(one["workshops"]) for one in said["organisations"]),
        "files": said["files"],
        "words": words,
        "removed": gone,
    }


def check(database: Path, words: list[str], gone: list[str]) -> None:
    """Raise `AssertionError` unless the database holds every word of the story and none that was removed."""
    with closing(sqlite3.connect(database)) as connection:
        dump = "\n".join(connection.iterdump())
    assert not [word for word in words if word not in dump]
    assert not [word for word in gone if word in dump]


def pack(folder: Path, archive: Path) -> None:
    """Everything in the folder as one archive, without owners or moments."""
    with tarfile.open(archive, "w:xz", preset=9) as packed:
        for file in sorted(folder.iterdir()):
            entry = packed.gettarinfo(file, file.name)
            entry.uid = entry.gid = entry.mtime = 0
            entry.uname = entry.gname = ""
            with file.open("rb") as content:
                packed.addfile(entry, content)


def make(schema: str) -> dict[str, Any]:
    """The archive of a schema, and what the manifest says of it."""
    commit = COMMITS[schema]
    with version(commit) as tree, tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        tell(tree, folder)
        told = about(commit, folder)
        pack(folder, ARCHIVES / f"{schema}.tar.xz")
    return told


if __name__ == "__main__":
    told = json.loads(MANIFEST.read_text("utf-8")) if MANIFEST.exists() else {}
    for wanted in sys.argv[1:] or COMMITS:
        told[wanted] = make(wanted)
    MANIFEST.write_text(json.dumps(dict(sorted(told.items())), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
