"""The governors' pack: pick what stands at its front, take it out as a file. It is made from the round's report."""

from collections.abc import Callable

from sendsat.assessment.report.picks import NOUNS, check_picks, pick_key, picked
from sendsat.assessment.report.report import Grouping, ItemKind, Report
from sendsat.errors import Invalid, Overtaken
from sendsat.exchange.files.safe_text import file_name
from sendsat.exchange.formats import Format
from sendsat.exchange.report.pack.docx import pack_docx
from sendsat.exchange.report.pack.html import pack_html
from sendsat.exchange.report.pack.pptx import pack_pptx
from sendsat.services.desk import Desk
from sendsat.services.work import May, writing
from sendsat.storage.queries import report_edits, rounds

WRITERS: dict[str, Callable[[Report], bytes]] = {
    Format.DOCX: pack_docx,
    Format.PPTX: pack_pptx,
    Format.HTML: pack_html,
}


def pack_file(kind: str, built: Report) -> tuple[str, bytes]:
    """The pack as a file: its name and its bytes. `kind` is one of `WRITERS`, `built` a report by Ofsted area.

    Raises `Invalid` for another kind or another grouping.
    """
    if kind not in WRITERS:
        raise Invalid(
            f"The governors' pack cannot be written as '{kind[:20]}'.", f"Choose one of {', '.join(WRITERS)}."
        )
    if built.grouping is not Grouping.OFSTED:
        raise Invalid("The governors' pack is made from a report grouped by Ofsted area.")
    return pack_file_name(kind, built), WRITERS[kind](built)


def pack_file_name(kind: str, built: Report) -> str:
    """The name of a pack's file."""
    return file_name(built.organisation.name, "Governors pack", built.round.name, built.day, kind, team=built.team)


def offered(built: Report, kind: ItemKind) -> dict[str, str]:
    """What can be picked of a report: statements by id, as they are worded; what somebody left empty stays out."""
    return {item.statement_id: item.heading for item in built.items if item.kind is kind and not item.left_out}


def pick(
    desk: Desk,
    *,
    built: Report,
    team_id: int | None,
    kind: ItemKind,
    statement_ids: tuple[str, ...],
    seen: tuple[str, ...],
) -> tuple[str, ...]:
    """Keep which strengths or priorities stand at the front, in this order; none goes back to the rule.

    `team_id` is the team that `built` is of, None for all; `seen` are the picks that were chosen from. Raises
    `Overtaken` and writes nothing when somebody else has picked since, `Invalid` for what cannot be picked, `NotFound`
    for an unknown round.
    """
    wanted = check_picks(kind, statement_ids, offered(built, kind))
    key, round_id = pick_key(kind, team_id), built.round.id
    with writing(desk, May.WRITE_REPORT, "pick") as work:
        rounds.get_round(work, round_id)
        stored = picked(report_edits.edits_of(work, round_id), kind, team_id)
        if stored not in (seen, wanted):
            raise Overtaken(
                f"Somebody else has picked other {NOUNS[kind]} meanwhile.", "Look at theirs, and pick again."
            )
        if stored == wanted:
            return wanted
        report_edits.keep_order(work, round_id, key, wanted)
        work.note(
            f"report: picked {NOUNS[kind]}", " ".join(stored), " ".join(wanted), round_id=round_id, team_id=team_id
        )
    return wanted
