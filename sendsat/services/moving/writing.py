"""Checks a round that moves in against what is here, writes it, and takes it out again, inside transactions of
`moving`. History is kept both ways."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sendsat.assessment.imports.imports import ImportedItem
from sendsat.assessment.report.chapters import check_chapters, words_key
from sendsat.assessment.report.own_texts import ARRIVED, OwnText, heading_of
from sendsat.assessment.report.picks import pick_key
from sendsat.assessment.report.report import ItemKind, key_of
from sendsat.assessment.results.close_check import AtClose
from sendsat.assessment.results.ofsted import own_areas
from sendsat.assessment.rules import check_name, check_owner, check_text
from sendsat.assessment.values import Action, Judgement, Round, Team
from sendsat.errors import Invalid, NotFound
from sendsat.exchange.moving.moved import MovedRound
from sendsat.guide.edition import Edition
from sendsat.guide.kept_words import digest
from sendsat.guide.library import Library
from sendsat.services.plan.planning import TRACKED, note_action
from sendsat.services.rounds.judging import note_differences
from sendsat.services.work import Work
from sendsat.storage.queries import agreed, close_checks, judgements, moving, organisations, report_edits, rounds

UNKNOWN_TEAM = "This file plans something for a team that it does not name."
AGAIN = "Download the round again where it comes from, and bring that file in unchanged."


@dataclass(frozen=True)
class Written:
    """The id of the round as it is here, and what came with it."""

    round_id: int
    items: tuple[ImportedItem, ...]


def checked(library: Library, moved: MovedRound) -> MovedRound:
    """The round without what cannot be kept here, each of it told in `notes`. Raises `Invalid` for a name, owner or
    team that cannot be."""
    edition = library.get(moved.edition_id)
    editions = (edition, *library.supplements)
    teams = tuple(_checked_team(team, edition) for team in moved.teams)
    ids = {team.id for team in teams}
    if any(action.team_id is not None and action.team_id not in ids for action in moved.actions):
        raise Invalid(UNKNOWN_TEAM, AGAIN)
    supplements = tuple(edition.id for edition in library.beside(moved.supplements))
    known = {statement_id for edition in editions for statement_id in edition.statements}
    kept = replace(
        moved,
        name=check_name(moved.name, what="round"),
        teams=teams,
        supplements=supplements,
        judgements=tuple(said for said in moved.judgements if said.statement_id in known),
        agreed={statement_id: rating for statement_id, rating in moved.agreed.items() if statement_id in known},
        actions=tuple(_checked_action(action) for action in moved.actions),
        ofsted=dict(_areas(editions, moved)),
        texts=tuple(text for text in moved.texts if known.issuperset(text.statement_ids)),
    )
    return replace(kept, notes=(*moved.notes, *_left_behind(moved, kept, known)))


def _checked_team(team: Team, edition: Edition) -> Team:
    known = tuple(section.id for section in edition.sections if section.id in team.sections)
    return replace(team, name=check_name(team.name, what="team"), sections=known)


def _checked_action(action: Action) -> Action:
    return replace(action, owner=check_owner(action.owner))


def _areas(editions: Iterable[Edition], moved: MovedRound) -> Iterable[tuple[tuple[str, str], tuple[str, ...]]]:
    """The own areas whose statement, framework and areas are all known here and differ from the edition's."""
    by_statement = {statement_id: edition for edition in editions for statement_id in edition.statements}
    for (statement_id, framework_id), areas in moved.ofsted.items():
        edition = by_statement.get(statement_id)
        framework = edition.framework_by_id.get(framework_id) if edition else None
        if edition is None or framework is None or not {area.id for area in framework.areas}.issuperset(areas):
            continue
        if own_areas(edition, statement_id, framework, areas) is not None:
            yield (statement_id, framework_id), areas


def _left_behind(moved: MovedRound, kept: MovedRound, known: set[str]) -> Iterable[str]:
    if missing := [supplement for supplement in moved.supplements if supplement not in kept.supplements]:
        yield f"The supplement {missing[0]} is not here, so what was said of it stays behind."
    gone = sorted(_statements(moved) - known)
    if gone:
        named = ", ".join(gone[:5]) + (" and more" if len(gone) > 5 else "")
        yield f"These statements are not known here, so what was said of them stays behind: {named}."


def _statements(moved: MovedRound) -> set[str]:
    """Of which statements something was said, agreed or chosen."""
    chosen = {statement_id for statement_id, _ in moved.ofsted}
    written = {statement_id for text in moved.texts for statement_id in text.statement_ids}
    return {said.statement_id for said in moved.judgements} | set(moved.agreed) | chosen | written


def write(work: Work, moved: MovedRound, *, name: str, teams: Mapping[int, int | None]) -> Written:
    """Keep the round and all that came with it. Raises `Invalid` and `NotFound`."""
    taken = tuple(round_.name for round_ in rounds.rounds_of(work))
    round_ = rounds.add_round(
        work,
        name=check_name(name, what="round", taken=taken),
        edition_id=moved.edition_id,
        now=moved.started_at,
        started_from=None,
        supplements=moved.supplements,
        roll_up=moved.roll_up,
    )
    work.note("round started", "", round_.name, round_id=round_.id)
    here, made = _teams(work, moved, teams)
    for theirs in moved.teams:
        rounds.save_participation(work, round_.id, replace(here[theirs.id], sections=theirs.sections))
    work.session.flush()
    ids = {theirs: team.id for theirs, team in here.items()}
    _judge(work, moved, round_.id, ids)
    _agree(work, moved, round_.id, ids)
    _add_chapters(work, moved, round_.id, ids)
    for text in moved.texts:
        _keep_text(work, text, round_.id, None if text.team_id is None else ids[text.team_id])
    planned = [_plan(work, action, round_.id, ids) for action in moved.actions]
    chosen = [_choose(work, round_.id, place, areas) for place, areas in moved.ofsted.items()]
    if moved.closed_at is not None:
        _close(work, round_.id, moved.closed_at, moved.at_close)
    return Written(round_.id, (*made, *planned, *chosen))


def _close(work: Work, round_id: int, closed_at: datetime, at_close: AtClose | None) -> None:
    words = at_close.words if at_close else None
    rounds.set_closed(work, round_id, closed_at, digest(words) if words else "")
    if at_close is not None:
        close_checks.keep(work, round_id, at_close)


def _teams(
    work: Work, moved: MovedRound, teams: Mapping[int, int | None]
) -> tuple[dict[int, Team], list[ImportedItem]]:
    """The team here for each team of the file, by its id there, and those that were made for it."""
    known = {team.id: team for team in organisations.teams_of(work)}
    chosen = [teams[theirs.id] for theirs in moved.teams if teams[theirs.id] is not None]
    if len(chosen) != len(set(chosen)):
        raise Invalid("One team here cannot be two teams of the file.", "Choose another, or a new team.")
    here, made = {}, []
    names = [team.name for team in known.values() if not team.retired]
    for theirs in moved.teams:
        team_id = teams[theirs.id]
        if team_id is not None and team_id in known:
            here[theirs.id] = known[team_id]
            continue
        if team_id is not None:
            raise NotFound("One of the teams chosen is no longer here.", "Look at the file again.")
        name = check_name(theirs.name, what="team", taken=tuple(names))
        names.append(name)
        team = here[theirs.id] = organisations.add_team(work, name=name, sections=theirs.sections)
        work.note("team added", "", team.name, team_id=team.id)
        made.append(ImportedItem("new_team", "", {}, {"name": team.name}, team_id=team.id))
    return here, made


def _judge(work: Work, moved: MovedRound, round_id: int, ids: Mapping[int, int]) -> None:
    for said in moved.judgements:
        assert said.updated_at is not None
        team_id = ids[said.team_id]
        new = replace(said, round_id=round_id, team_id=team_id, updated_at=None)
        kept = judgements.save_judgement(work, new, said.updated_at)
        note_differences(work, Judgement(round_id, team_id, said.statement_id), kept, at=work.deed.at)


def _agree(work: Work, moved: MovedRound, round_id: int, ids: Mapping[int, int]) -> None:
    for statement_id, agreed_rating in moved.agreed.items():
        said = frozenset((ids[team_id], rating) for team_id, rating in agreed_rating.said if team_id in ids)
        reason = check_text(agreed_rating.reason, what="reason")
        agreed.keep(work, round_id, statement_id, replace(agreed_rating, said=said, reason=reason))
        work.note("rating leaders agreed", "", agreed_rating.rating.value, round_id=round_id, statement_id=statement_id)
        work.note("leaders' reason", "", reason, round_id=round_id, statement_id=statement_id)


def _add_chapters(work: Work, moved: MovedRound, round_id: int, ids: Mapping[int, int]) -> None:
    """The chapters that people added to the report there, each under a number of its own here."""
    numbers: dict[int | None, list[str]] = {}
    for number, chapter in enumerate(moved.chapters, start=1):
        team_id = None if chapter.team_id is None else ids[chapter.team_id]
        numbers.setdefault(team_id, []).append(str(number))
        for what, typed in (("title", chapter.title), ("text", chapter.text)):
            if words := check_text(typed, what=what):
                _keep_words(work, round_id, words_key(str(number), what, team_id), words)
                work.note("report: our own chapters", "", words, round_id=round_id)
    for team_id, ordered in numbers.items():
        _keep_words(work, round_id, pick_key(ItemKind.CHAPTER, team_id), " ".join(check_chapters(ordered)))


def _keep_text(work: Work, text: OwnText, round_id: int, team_id: int | None) -> None:
    words = check_text(text.text, what="text")
    _keep_words(work, round_id, key_of(text.item, team_id), words, source="" if text.is_pick else ARRIVED)
    work.note(heading_of(text), "", words, round_id=round_id)


def _keep_words(work: Work, round_id: int, key: str, words: str, *, source: str = "") -> None:
    report_edits.save_edit(
        work, round_id, key, text=words, source_fingerprint=source, at=work.deed.at, person=work.deed.person
    )


def _plan(work: Work, action: Action, round_id: int, ids: Mapping[int, int]) -> ImportedItem:
    team_id = None if action.team_id is None else ids[action.team_id]
    new = replace(action, round_id=round_id, team_id=team_id)
    new = replace(new, id=moving.add_whole_action(work, new))
    told = replace(new, updated_at=work.deed.at)
    note_action(work, told, "planned", "", new.text)
    for name in TRACKED[1:]:
        if value := getattr(new, name):
            note_action(work, told, name, "", value)
    for note in new.notes:
        note_action(work, told, "note", "", note.text)
    return ImportedItem("moved_action", "", {}, {}, team_id=team_id, action_id=new.id)


def _choose(work: Work, round_id: int, place: tuple[str, str], areas: tuple[str, ...]) -> ImportedItem:
    statement_id, framework_id = place
    organisations.save_ofsted_choice(work, statement_id=statement_id, framework_id=framework_id, areas=areas)
    work.note("ofsted", "", ", ".join(areas), round_id=round_id, statement_id=statement_id)
    return ImportedItem("moved_areas", statement_id, {}, {"areas": list(areas)}, framework_id=framework_id)


def take_out(work: Work, round_: Round, items: Iterable[ImportedItem], deed: str) -> tuple[str, ...]:
    """Take the round and what came with it out; returns the names of new teams that stay."""
    every = tuple(items)
    chosen = organisations.ofsted_choices(work)
    for item in every:
        place = (item.statement_id, item.framework_id)
        if item.kind == "moved_areas" and list(chosen.get(place, ())) == item.after["areas"]:
            organisations.save_ofsted_choice(work, statement_id=place[0], framework_id=place[1], areas=None)
    moving.remove_round(work, round_.id, [item.action_id for item in every if item.action_id is not None])
    stays = []
    for item in every:
        if item.kind == "new_team" and item.team_id is not None and not moving.remove_team(work, item.team_id, deed):
            stays.append(str(item.after["name"]))
    return tuple(stays)
