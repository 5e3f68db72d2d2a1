"""What an upload of a round would change: whose value it is, and the preview as a script reads it. Pure."""

from dataclasses import dataclass
from typing import Any

from sendsat.assessment.imports.preview import PARTS, Change, Preview, Remark
from sendsat.assessment.rating import Rating
from sendsat.exchange.round_in.asking import Question


@dataclass(frozen=True, kw_only=True)
class RoundChange(Change):
    """One value of a team's answer, or of an action of it, that differs."""

    team_id: int
    statement_id: str
    framework_id: str = ""


@dataclass(frozen=True, kw_only=True)
class RoundPreview(Preview[RoundChange]):
    """What bringing the file into a round would do. `team_id` is the team that was chosen, if any."""

    round_id: int
    team_id: int | None
    questions: tuple[Question, ...] = ()


def rating_value(rating: Rating | None) -> str:
    """A rating as it is carried."""
    return rating.value if rating else ""


def preview_as_json(preview: RoundPreview) -> dict[str, Any]:
    """The preview for a script: counts of each part, and each thing with its sheet and cell."""
    return {
        "file": preview.filename,
        "round": preview.round_id,
        "team": preview.team_id,
        **preview.counts,
        "notes": list(preview.notes),
        "questions": [{"text": question.text, "options": list(question.options)} for question in preview.questions],
        "list": {
            "changes": [_change_as_json(change) for change in preview.changes],
            "conflicts": [_change_as_json(change) for change in preview.conflicts],
            **{name: [_remark_as_json(remark) for remark in getattr(preview, name)] for name in PARTS[2:]},
        },
    }


def _change_as_json(change: RoundChange) -> dict[str, Any]:
    wanted = ("key", "sheet", "cell", "team_id", "statement_id", "action_id", "field", "before", "after")
    more = {name: getattr(change, name) for name in ("guess", "conflict") if getattr(change, name)}
    return {name: getattr(change, name) for name in wanted} | more


def _remark_as_json(remark: Remark) -> dict[str, Any]:
    more = {"expected": remark.expected} if remark.expected else {}
    return {"sheet": remark.sheet, "cell": remark.cell, "found": remark.found, "text": remark.text} | more
