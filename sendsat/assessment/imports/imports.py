"""What was brought in from a file at one time: enough to show it and to take it back. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class ImportedItem:
    """One thing that a file changed.

    `kind` is "judgement", "action", "new_action" or "ofsted". `before` and `after` hold the fields that changed, by
    name, as JSON carries them; `before` is empty for what was new.
    """

    kind: str
    statement_id: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    team_id: int | None = None
    action_id: int | None = None
    framework_id: str = ""


@dataclass(frozen=True)
class ImportBatch:
    """A file that was brought in, with everything it changed. `undone_at` is set once it was taken back.

    `kind` is "round" or "plan".
    """

    id: int
    round_id: int
    filename: str
    at: datetime
    person: str
    items: tuple[ImportedItem, ...]
    changes: int
    undone_at: datetime | None = None
    kind: str = "round"
