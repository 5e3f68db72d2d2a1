"""A whole round moves in from another sendsat: a preview that writes nothing, one transaction, one undo."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sendsat.assessment.imports.imports import ImportBatch
from sendsat.assessment.results.ofsted import OfstedChoices
from sendsat.assessment.values import Action, Round
from sendsat.errors import Invalid, Refused
from sendsat.exchange.moving.moved import MovedRound, TeamMatch, match_teams
from sendsat.exchange.moving.reading import read_round
from sendsat.services.desk import Desk
from sendsat.services.moving import workbook as moved_workbook
from sendsat.services.moving import writing as moved_writing
from sendsat.services.work import May, Scope, Way, Work, reading, writing
from sendsat.storage.queries import actions, imports, moving, organisations, rounds
from sendsat.storage.queries.records import team_bins

__all__ = ["Arrival", "TeamMatch", "move_in", "moved_rounds", "preview_move", "undo_move"]

NO_CHANGE = ("take_away",)
"""Verbs that are noted with a round and change nothing of it."""
Choice = Mapping[int, int | None]
"""The team here for each team of the file, by their ids; None for a new team."""


@dataclass(frozen=True)
class Arrival:
    """What moving a round in would do; nothing of it has been written.

    `name` is free here; `matches` say which teams may be which; `new` are its actions that are not here yet; `notes`
    are plain sentences.
    """

    filename: str
    moved: MovedRound
    name: str
    matches: tuple[TeamMatch, ...]
    new: tuple[Action, ...]
    notes: tuple[str, ...]

    @property
    def coming(self) -> tuple[tuple[int, str, str], ...]:
        """How many of each thing would come in, with its name for one and for several."""
        said = Counter(bool(judgement.rating) for judgement in self.moved.judgements)
        return (
            (said[True], "rating", "ratings"),
            (len(self.new), "action", "actions"),
            (sum(len(action.notes) for action in self.new), "note", "notes"),
            (sum(bool(judgement.votes) for judgement in self.moved.judgements), "vote of a room", "votes of rooms"),
            (len(self.moved.agreed), "rating leaders agreed", "ratings leaders agreed"),
            (len(self.moved.chapters), "own chapter of the report", "own chapters of the report"),
            (
                sum(not text.is_pick for text in self.moved.texts),
                "text of the report edited by hand",
                "texts of the report edited by hand",
            ),
        )

    @property
    def by_name(self) -> dict[int, int | None]:
        """The teams here of exactly the same names; a new team for each other."""
        return {match.theirs.id: match.same.id if match.same else None for match in self.matches}


def preview_move(desk: Desk, content: bytes, filename: str) -> Arrival:
    """What moving the round in would do; writes nothing. Raises `Invalid` for a file that cannot be used, `NotFound`
    where the edition it was rated with is not here."""
    workbook = moved_workbook.workbook_in(content, filename)
    moved = read_round(workbook[1] if workbook else content)
    edition = desk.library.get(moved.edition_id)
    if edition.is_supplement:
        raise Invalid("This file holds a supplement and not a whole round.", "Choose “Whole round as JSON”.")
    moved = moved_writing.checked(desk.library, moved)
    if workbook:
        moved = replace(moved, notes=(*moved.notes, *moved_workbook.typed_since(desk, workbook[0], moved)))
    with reading(desk) as scope:
        names = tuple(round_.name for round_ in rounds.rounds_of(scope))
        matches = match_teams(moved.teams, organisations.teams_of(scope))
        new = new_actions(scope, moved)
        stays = len(moved.ofsted) - len(new_areas(scope, moved)) - _same_areas(scope, moved)
    name = _free_name(moved.name, names)
    known = len(moved.actions) - len(new)
    return Arrival(filename[:200], moved, name, matches, new, tuple(_notes(moved, name, known, stays)))


def _free_name(name: str, taken: tuple[str, ...]) -> str:
    """The name, or with the first number in brackets that no other has, whatever its capitals."""
    used = {other.casefold() for other in taken}
    candidates = (name, *(f"{name} ({number})" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if candidate.casefold() not in used)


def _notes(moved: MovedRound, name: str, known: int, stays: int) -> list[str]:
    notes = list(moved.notes)
    if name != moved.name:
        notes.append(
            f"There is a round called {moved.name} here, so this one is called {name} unless you say otherwise."
        )
    if known:
        notes.append(f"{_counted(known, 'action is', 'actions are')} in the plan here already, and left alone.")
    if planned := len(moved.elsewhere):
        told = "1 action was" if planned == 1 else f"{planned} actions were"
        notes.append(
            f"{told} planned in an earlier round, which is not in this file, so here this round counts as theirs."
        )
    if stays:
        notes.append(
            f"Own Ofsted areas of {_counted(stays, 'statement', 'statements')} differ here, and stay as they are."
        )
    return notes


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def new_actions(scope: Scope, moved: MovedRound) -> tuple[Action, ...]:
    """The actions that are not in the plan here yet: none of this text was planned for the same statements at the same
    moment. Several alike count as many."""
    here = Counter(map(_same_action, actions.actions_of(scope, with_notes=False)))
    coming = []
    for action in moved.actions:
        if here[_same_action(action)]:
            here[_same_action(action)] -= 1
        else:
            coming.append(action)
    return tuple(coming)


def _same_action(action: Action) -> tuple[object, ...]:
    return action.created_at, action.text, action.statements


def new_areas(scope: Scope, moved: MovedRound) -> OfstedChoices:
    """The own Ofsted areas of statements for which nothing was chosen here."""
    here = organisations.ofsted_choices(scope)
    return {place: areas for place, areas in moved.ofsted.items() if place not in here}


def _same_areas(scope: Scope, moved: MovedRound) -> int:
    here = organisations.ofsted_choices(scope)
    return sum(here.get(place) == areas for place, areas in moved.ofsted.items())


def move_in(desk: Desk, arrival: Arrival, *, name: str, teams: Choice) -> ImportBatch:
    """Let the round move in under this name, all of it or nothing, in one transaction with history. `teams` names a
    team here for each of the file, None to make it new.

    Raises `Invalid` for a name that is taken, a team that was not decided on, or one team for two; `NotFound`.
    """
    if undecided := [match.theirs.name for match in arrival.matches if match.theirs.id not in teams]:
        raise Invalid(f"Nobody has said yet which team here {undecided[0]} is.", "Choose it, or a new team.")
    with writing(desk, May.MANAGE_ROUNDS, "move_in", way=Way.FILE) as work:
        moved = replace(arrival.moved, actions=new_actions(work, arrival.moved), ofsted=new_areas(work, arrival.moved))
        items = moved_writing.write(work, moved, name=name, teams=teams)
        work.note("round moved in", "", arrival.filename, round_id=items.round_id)
        return imports.add_batch(
            work,
            round_id=items.round_id,
            filename=arrival.filename,
            at=work.deed.at,
            person=work.deed.person,
            items=items.items,
            changes=len(items.items),
            kind="moved",
        )


def moved_rounds(desk: Desk) -> tuple[ImportBatch, ...]:
    """The rounds that moved in, newest first."""
    with reading(desk) as scope:
        return _here(scope)


def _here(scope: Scope) -> tuple[ImportBatch, ...]:
    return tuple(batch for batch in imports.batches_of(scope, kinds=("moved",)) if batch.undone_at is None)


def undo_move(desk: Desk, import_id: int) -> tuple[str, ...]:
    """Take a round that moved in out again with all that came with it; returns the names of new teams that stay,
    because they are used by now. History keeps every word.

    Rounds go in the reverse of the order they came in: what came with an earlier one, a later one may stand on. Raises
    `Refused` where that is not kept or anything in the round was changed since, `NotFound`.
    """
    with writing(desk, May.MANAGE_ROUNDS, "undo_move", way=Way.FILE) as work:
        batch = imports.get_batch(work, import_id, kind="moved")
        round_ = rounds.get_round(work, batch.round_id)
        deed = _deed_to_undo(work, import_id, round_)
        work.note("round moved out", round_.name, "", round_id=round_.id)
        imports.set_undone(work, import_id, work.deed.at)
        return moved_writing.take_out(work, round_, batch.items, deed)


def _deed_to_undo(work: Work, import_id: int, round_: Round) -> str:
    """The deed that moved the round in. Raises `Refused` where another round moved in later, or this one is in use."""
    latest = _here(work)[0]
    if latest.id != import_id:
        later = rounds.get_round(work, latest.round_id).name
        raise Refused(f"{round_.name} stays: {later} moved in after it.", f"Take {later} out first.")
    if away := team_bins.names_in_bin(work, round_.id):
        raise Refused(f"{round_.name} stays: {', '.join(away)} is in the bin.", "Put the team back or erase it first.")
    deed = moving.deed_of(work, round_.id, "move_in")
    changed = moving.changes_but(work, round_.id, deed, verbs=NO_CHANGE)
    if changed or moving.has_later(work, round_.id):
        since = f"{_counted(changed, 'change was', 'changes were')} made in it since"
        why = since if changed else "another round was started from it"
        raise Refused(f"{round_.name} stays: {why}.", "Rename or close it on Rounds and teams if you must.")
    return deed
