"""Tells the whole story in an earlier version: `python -m telling.story FOLDER`, with that version on the path.

FOLDER gets the database, a backup, every file the version can make of it, and `said.json`: what it says is stored.
"""

import json
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sendsat import settings

from . import college, files, later, workshop
from .plain import plain
from .verbs import college_kind, meaning, verb

BEGAN = datetime(2025, 9, 1, 9, 0, tzinfo=UTC)
COLLEGE = "Sallowfield College"


def clock() -> Callable[[], datetime]:
    """A clock that goes on by a second whenever it is asked."""
    asked = iter(range(1_000_000))
    return lambda: BEGAN + timedelta(seconds=next(asked))


def tell(folder: Path) -> None:
    from sendsat.guide.library import Library
    from sendsat.storage.opening import newest_revision, open_store

    now, database = clock(), folder / "sendsat.db"
    library = Library.open(settings.load_settings().edition_dirs)
    with closing(open_store(f"sqlite:///{database}")) as store:
        founded, autumn = verb("found_organisation")(
            store, library, name=COLLEGE, kind=college_kind(), round_name="Autumn review", now=now()
        )
        desk = meaning("Desk")(store=store, library=library, organisation=founded, now=now)
        made = dict(_happen(desk, autumn))
        said = {"schema": newest_revision(), "organisations": say(desk), "files": sorted(made)}
    _back_up(database, folder / "backup.db")
    for name, content in made.items():
        (folder / name).write_bytes(content)
    (folder / "said.json").write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")


def _happen(desk: Any, autumn: Any) -> Iterator[tuple[str, bytes]]:
    """All that happens, and the files that are made on the way."""
    team = verb("teams_of")(desk)[0]
    college.first_round(desk, autumn.id, team.id)
    college.plan(desk, autumn.id, team.id)
    later.leaders(desk, autumn.id)
    later.taken_out(desk, autumn.id, team.id)
    workshop.meet(desk, autumn.id, team.id)
    later.supplements(desk, autumn.id, team.id)
    later.report(desk, autumn.id)
    later.people(desk)
    spring = college.second_round(desk, autumn.id, team.id)
    later.bin_(desk)
    later.sites(desk, team.id)
    yield from files.files_of(desk, autumn.id)
    files.bring_back(desk, spring.id)
    yield from files.workbook_of(desk, spring.id)
    if file := later.area(desk, spring.id):
        yield "submission.json", file


def say(desk: Any) -> list[dict[str, Any]]:
    """What the version at hand says is stored, organisation by organisation."""
    return [
        _say_of(type(desk)(store=desk.store, library=desk.library, organisation=one, now=desk.now))
        for one in verb("organisations_here")(desk.store)
    ]


def _say_of(desk: Any) -> dict[str, Any]:
    rounds = verb("rounds_of")(desk)
    snapshots = verb("snapshots")(desk, *(one.id for one in rounds))
    beside = verb("beside", of="viewing") or (lambda desk, snapshot: ())
    everything = [one for snapshot in snapshots for one in (snapshot, *beside(desk, snapshot))]
    return {
        "organisation": plain(desk.organisation),
        "teams": plain(verb("teams_of")(desk)),
        "rounds": plain(rounds),
        "judgements": [plain(said) for one in everything for said in one.judgements.values() if _is_said(said)],
        "actions": plain(verb("actions_of")(desk)),
        "workshops": [plain(one) for one in _workshops(desk)],
        "ofsted": [[*map(str, place), plain(areas)] for place, areas in verb("ofsted_choices")(desk).items()],
        "history": plain(verb("statement_history")(desk, "SP3")),
    }


def _workshops(desk: Any) -> Iterator[Any]:
    """Each workshop with its votes, which a list of workshops may leave out."""
    if meetings := verb("workshops_of"):
        for meeting in meetings(desk):
            yield verb("get_workshop", of="workshops")(desk, meeting.id)


def _is_said(said: Any) -> bool:
    return said.id is not None


def _back_up(database: Path, copy: Path) -> None:
    """By this version's own means, or, before it had any, as the copy it made before an upgrade."""
    try:
        from sendsat.storage import backups
    except ImportError:
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    else:
        backups.back_up(database, copy)


if __name__ == "__main__":
    tell(Path(sys.argv[1]))
