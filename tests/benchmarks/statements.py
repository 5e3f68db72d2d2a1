"""Counts the SQL statements of one rating click, through the real page, with few and with many rounds stored."""

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event
from streamlit.testing.v1 import AppTest

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import OrganisationKind
from sendsat.guide.library import Library
from sendsat.services.desk import Desk
from sendsat.services.founding import found_organisation
from sendsat.services.rounds import start_round
from sendsat.settings import ROOT, load_settings
from sendsat.storage.opening import open_store
from sendsat.ui import workplace


def prepare(rounds: int) -> None:
    """Fill the database that the environment names."""
    settings = load_settings()
    store, library = open_store(settings.database_url), Library.open(settings.edition_dirs)
    organisation, _ = found_organisation(
        store, library, name="Bench", kind=OrganisationKind.PROVIDER, round_name="Round 1", now=datetime.now(UTC)
    )
    for number in range(2, rounds + 1):
        start_round(Desk(store, library, organisation), name=f"Round {number}")
    store.close()


def count_click() -> int:
    """Open the largest part and rate its first statement; the SQL statements that the click alone sent."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app.switch_page("pages/guide/leadership.py").run()
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(workplace.store().engine, "before_cursor_execute", note)
    control = next(
        one for one in app.get("button_group") if str(one.key).startswith("rating_") and str(one.key).endswith("_LM1")
    )
    control.set_value(Rating.GREEN).run()
    assert not app.exception
    return len(seen)


def count_statements(rounds: tuple[int, ...]) -> dict[int, int]:
    """The count for each number of rounds."""
    found = {}
    for number in rounds:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["SENDSAT_DATABASE_URL"] = f"sqlite:///{Path(folder) / 'bench.db'}"
            prepare(number)
            found[number] = count_click()
            workplace.store().close()
    return found
