"""Serves sendsat and notes every SQL statement in a file: `python -m tests.benchmarks.counted_server PORT FILE`."""

import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from sendsat.serving import app

if __name__ == "__main__":
    notes = Path(sys.argv[2])

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            with notes.open("a") as file:
                file.write(statement.split()[0] + "\n")

    event.listen(Engine, "before_cursor_execute", note)
    app.serve(app.Reach(int(sys.argv[1])))
