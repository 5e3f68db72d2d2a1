"""The self-assessment report: read it, edit an item, go back to the draft, take it out as a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sendsat.assessment.groups.sites import of_site, sites_in
from sendsat.assessment.report.report import Grouping, Report, ReportEdit, ReportItem, parts_of
from sendsat.assessment.results.ofsted import OfstedChoices, frameworks_for
from sendsat.assessment.rules import check_text
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action, Round
from sendsat.errors import Conflict, Invalid, NotFound
from sendsat.exchange.files.safe_text import file_name
from sendsat.exchange.formats import Format
from sendsat.exchange.report.docx import report_docx
from sendsat.exchange.report.html import report_html
from sendsat.exchange.report.md import report_md
from sendsat.guide.edition import Edition
from sendsat.guide.model import Framework
from sendsat.reports.report.drafts import Source
from sendsat.reports.report.text import build_report
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.work import May, Work, reading, writing
from sendsat.storage.queries import actions, organisations, report_edits, rounds

WRITERS: dict[str, Callable[[Report], bytes]] = {
    Format.DOCX: report_docx,
    Format.HTML: report_html,
    Format.MD: report_md,
}


def report(
    desk: Desk,
    round_id: int,
    team_id: int | None = None,
    grouping: Grouping = Grouping.OFSTED,
    framework_id: str | None = None,
    site_id: int | None = None,
) -> Report:
    """The report of a round, for one team or all together, with everybody's edits in it; or for the teams of one site,
    which is always the draft.

    `framework_id` is the framework to group by, without it the one by which this kind of organisation is inspected.
    Raises `NotFound`.
    """
    with reading(desk) as scope:
        all_rounds = rounds.rounds_of(scope)
        now, before = viewing.with_previous(desk, scope, all_rounds, round_id)
        kept = Kept(
            rounds=all_rounds,
            now=now,
            before=before,
            actions=actions.actions_of(scope, with_notes=False),
            edits=report_edits.edits_of(scope, round_id),
            choices=organisations.ofsted_choices(scope),
        )
    return report_of(desk, kept, team_id, grouping, framework_id, site_id)


@dataclass(frozen=True)
class Kept:
    """All that a report is made from, of one moment: `now` is its round, `before` the one before it."""

    rounds: tuple[Round, ...]
    now: Snapshot
    before: Snapshot | None
    actions: tuple[Action, ...]
    edits: dict[str, ReportEdit]
    choices: OfstedChoices


def report_of(
    desk: Desk,
    kept: Kept,
    team_id: int | None = None,
    grouping: Grouping = Grouping.OFSTED,
    framework_id: str | None = None,
    site_id: int | None = None,
) -> Report:
    """As `report`, from what was read already. Asks the database nothing."""
    site = ""
    if site_id is not None:
        kept, site = _at_site(kept, site_id)
    now = kept.now.for_team(team_id)
    if team_id is not None and not now.teams:
        raise NotFound("This team takes no part in this round.", "Choose another team in the sidebar.")
    then = _planned_then(kept, now)
    served = _of_statements(desk, then, now)
    source = Source(
        organisation=desk.organisation,
        now=now,
        before=_before(kept.before, team_id) if kept.before else None,
        library=desk.library,
        actions=served,
        edits=kept.edits,
        today=desk.today,
        site=site,
        of_plan=_part_of_plan(site, leaves_out=len(served) < len(then)),
        until=now.round.name if len(then) < len(kept.actions) else "",
    )
    framework = _framework(now.edition, framework_id) or frameworks_for(now.edition, desk.organisation.kind)[0]
    return build_report(source, grouping=grouping, framework=framework, choices=kept.choices)


def _at_site(kept: Kept, site_id: int) -> tuple[Kept, str]:
    """What a site's report is made from, and the site's name. Own texts belong to the report of all or of a team, whose
    words they may repeat, so none of them is in it. Raises `NotFound`."""
    name = next((site.name for site in sites_in(kept.now.round) if site.id == site_id), None)
    if name is None:
        raise NotFound("No team of this site takes part in this round.", "Choose another site.")
    now = of_site(kept.now, site_id)
    ids = {team.id for team in now.round.teams}
    planned = tuple(action for action in kept.actions if action.team_id in ids)
    before = of_site(kept.before, site_id) if kept.before else None
    return replace(kept, now=now, before=before, actions=planned, edits={}), name


def _before(snapshot: Snapshot, team_id: int | None) -> Snapshot | None:
    """The round before as the team saw it; None where the team took no part."""
    snapshot_of_team = snapshot.for_team(team_id)
    return snapshot_of_team if snapshot_of_team.teams else None


def _planned_then(kept: Kept, now: Snapshot) -> list[Action]:
    """The actions planned up to this round."""
    round_ids = [round_.id for round_ in kept.rounds]
    until = set(round_ids[: round_ids.index(now.round.id) + 1])
    return [action for action in kept.actions if action.round_id in until]


def _of_statements(desk: Desk, planned: Sequence[Action], now: Snapshot) -> tuple[Action, ...]:
    """Those that serve a statement asked, of a supplement too: they are in the plan."""
    asked = {statement_id for snapshot in (now, *viewing.beside(desk, now)) for statement_id in snapshot.asked}
    return tuple(action for action in planned if asked & set(action.statements))


def _part_of_plan(site: str, *, leaves_out: bool) -> str:
    """Which part of the plan a report counts, in words that follow "open"."""
    if site:
        return f"for the teams of {site}"
    return "for the statements of this report" if leaves_out else "in our plan"


def _framework(edition: Edition, framework_id: str | None) -> Framework | None:
    if framework_id is None:
        return None
    framework = edition.framework_by_id.get(framework_id)
    if framework is None:
        raise NotFound(f"There is no Ofsted framework '{framework_id[:40]}' here.", "Choose one from the list.")
    return framework


def report_file(kind: str, built: Report) -> tuple[str, bytes]:
    """A report as a file: its name and its bytes. `kind` is one of `WRITERS`. Raises `Invalid`."""
    if kind not in WRITERS:
        raise Invalid(f"The report cannot be written as '{kind[:20]}'.", f"Choose one of {', '.join(WRITERS)}.")
    return report_file_name(kind, built), WRITERS[kind](built)


def report_file_name(kind: str, built: Report) -> str:
    """The name of a report's file."""
    title = "Self-assessment report"
    return file_name(built.organisation.name, title, built.round.name, built.day, kind, team=built.team)


def edit_item(desk: Desk, *, round_id: int, item: ReportItem, text: str, seen: str) -> ReportEdit | None:
    """Keep somebody's own text for an item; the draft's text goes back to the draft (None). Empty leaves the item out.

    `seen` is the text the writer started from. Raises `Conflict` and writes nothing when somebody else has changed it
    since, `Invalid` for a text that is too long, `NotFound` for an unknown round.
    """
    text = check_text(text, what="text")
    with writing(desk, May.WRITE_REPORT, "edit_item") as work:
        rounds.get_round(work, round_id)
        stored = report_edits.edits_of(work, round_id).get(item.key)
        now = stored.text if stored else None
        # Before the first edit the stored text is the draft, which moves with its source: there is nothing to lose.
        if now is not None and now not in (seen, text):
            raise Conflict(field="text", stored=now, offered=text)
        if stored and (stored.text, stored.source_fingerprint) == (text, item.fingerprint):
            return stored
        old = now if now is not None else item.draft
        kept = _keep(work, round_id, item, text)
        if text != old or kept != stored:
            _, team_id = parts_of(item.key)
            work.note(f"report: {item.kind.heading.lower()}", old, text, round_id=round_id, team_id=team_id)
    return kept


def _keep(work: Work, round_id: int, item: ReportItem, text: str) -> ReportEdit | None:
    """Keep the text as somebody's own; None where it is the draft's, which goes on moving with its source."""
    if text == item.draft:
        report_edits.forget_edit(work, round_id, item.key)
        return None
    return report_edits.save_edit(
        work,
        round_id,
        item.key,
        text=text,
        source_fingerprint=item.fingerprint,
        at=work.deed.at,
        person=work.deed.person,
    )
