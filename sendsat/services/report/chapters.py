"""Chapters of one's own in the report: added, moved, taken out. Their titles and texts are edited as any other item."""

from sendsat.assessment.report.chapters import chapter_numbers, check_chapters
from sendsat.assessment.report.picks import pick_key
from sendsat.assessment.report.report import ItemKind
from sendsat.errors import Overtaken
from sendsat.services.desk import Desk
from sendsat.services.work import May, writing
from sendsat.storage.queries import report_edits, rounds


def arrange(
    desk: Desk, *, round_id: int, team_id: int | None, numbers: tuple[str, ...], seen: tuple[str, ...]
) -> tuple[str, ...]:
    """Keep which chapters a report has, in this order. The words of one that is left out are kept and shown apart.

    `team_id` is the team of the report, None for all; `seen` are the chapters that were looked at. Raises `Overtaken`
    and writes nothing when somebody else has changed them since, `Invalid` for what cannot be kept, `NotFound` for an
    unknown round.
    """
    wanted, key = check_chapters(numbers), pick_key(ItemKind.CHAPTER, team_id)
    with writing(desk, May.WRITE_REPORT, "arrange") as work:
        rounds.get_round(work, round_id)
        stored = chapter_numbers(report_edits.edits_of(work, round_id), team_id)
        if stored not in (seen, wanted):
            raise Overtaken("Somebody else has changed the chapters meanwhile.", "Look at theirs, and try again.")
        if stored == wanted:
            return wanted
        report_edits.keep_order(work, round_id, key, wanted)
        work.note("report: own chapters", " ".join(stored), " ".join(wanted), round_id=round_id, team_id=team_id)
    return wanted
