"""The JSON document of a round read whole, as a round of its own. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain, starmap
from typing import Any

from sendsat.assessment.milestones import Milestone
from sendsat.assessment.report.chapters import OwnChapter
from sendsat.assessment.report.own_texts import OwnText
from sendsat.assessment.roll_up import Agreed, parse_roll_up
from sendsat.assessment.values import Action, Judgement, Note, Priority, Status, Team
from sendsat.assessment.workshop.votes import read_votes
from sendsat.errors import Invalid
from sendsat.exchange.moving.closing import read_at_close
from sendsat.exchange.moving.fields import REMEDY, Entry
from sendsat.exchange.moving.knowing import unknown_fields
from sendsat.exchange.moving.moved import MovedRound
from sendsat.exchange.round_out.json_file import VERSION
from sendsat.exchange.round_out.json_reading import NEWER, read_document

OLDER = {
    1: "An older sendsat made this file. It holds no votes, no marks of what was judged anew, and no Ofsted areas of "
    "your own for other frameworks; the day an action was planned is that of its last change.",
    2: "An older sendsat made this file. It does not hold what leaders agreed where that does not count now, nor, of a "
    "closed round, what was open as it was closed and the words it was rated with.",
}
"""What a file of each older version lacks."""


def read_round(content: bytes) -> MovedRound:
    """The round that a document holds. Raises `Invalid`, naming what cannot be read: nothing of it is taken then."""
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] != b"{":
        raise Invalid(
            "A whole round moves as JSON, and this is another kind of file.",
            "Where the round is now, choose “Whole round as JSON” on Import and export.",
        )
    document = Entry("", read_document(content))
    started = document.moment("started_at")
    if started is None:
        raise Invalid("This file does not say when its round began.", REMEDY)
    teams = tuple(_team(entry) for entry in document.entries("teams"))
    if len({team.id for team in teams}) != len(teams):
        raise Invalid("Two teams in this file have the same number.", REMEDY)
    actions = _actions(document)
    return MovedRound(
        name=document.text("round"),
        organisation=document.text("organisation"),
        edition_id=document.text("edition_id"),
        started_at=started,
        closed_at=document.moment("closed_at"),
        roll_up=document.read("roll_up", parse_roll_up, missing="lower"),
        supplements=tuple(block.text("edition_id") for block in document.entries("supplements")),
        teams=teams,
        judgements=tuple(_said(document, started, {team.id for team in teams})),
        agreed=dict(_agreed(entry) for block in _blocks(document) for entry in block.entries("agreed")),
        actions=tuple(actions.values()),
        elsewhere=frozenset(_planned_elsewhere(document)),
        ofsted={
            (choice.text("statement_id"), choice.text("framework_id")): choice.texts("areas")
            for choice in document.entries("ofsted_choices")
        },
        at_close=read_at_close(document),
        notes=tuple(_notes(document)),
        chapters=tuple(_chapter(entry, {team.id for team in teams}) for entry in document.entries("chapters")),
        texts=tuple(_own_text(entry, {team.id for team in teams}) for entry in document.entries("report_texts")),
    )


def _notes(document: Entry) -> Iterator[str]:
    version = document.values["version"]
    if version > VERSION:
        yield NEWER
    yield from (OLDER[older] for older in OLDER if older == max(version, 1))
    if names := unknown_fields(document):
        is_one = len(names) == 1
        fields = "A field of this file is" if is_one else "Some fields of this file are"
        yield f"{fields} not known here, and {'stays' if is_one else 'stay'} behind: {', '.join(names)}."


def _blocks(document: Entry) -> Iterable[Entry]:
    """Where judgements and actions stand: the guide's, those of each supplement, what was set aside."""
    return (document, *document.entries("supplements"), document.entry("set_aside"))


def _team(entry: Entry) -> Team:
    return Team(entry.number("id"), entry.text("name"), entry.texts("sections"))


def _chapter(entry: Entry, teams: set[int]) -> OwnChapter:
    return OwnChapter(_whose(entry, teams), entry.text("title"), entry.text("text"))


def _own_text(entry: Entry, teams: set[int]) -> OwnText:
    text = OwnText(_whose(entry, teams), entry.text("item"), entry.text("text"))
    if not text.can_be:
        raise Invalid(f"{entry.path} in this file is of nothing that a report holds.", REMEDY)
    return text


def _whose(entry: Entry, teams: set[int]) -> int | None:
    """The team whose report it is of, None for all together."""
    team_id = None if entry.values.get("team_id") is None else entry.number("team_id")
    if team_id is not None and team_id not in teams:
        raise Invalid(f"{entry.path} in this file is of a team that the file does not name.", REMEDY)
    return team_id


def _said(document: Entry, started: datetime, teams: set[int]) -> Iterator[Judgement]:
    """What was said; rows that say nothing are left out."""
    rows = (block.entries("judgements") for block in _blocks(document))
    places: set[tuple[int, str]] = set()
    for entry in chain.from_iterable(rows):
        said = _judgement(entry)
        if (place := (said.team_id, said.statement_id)) in places:
            raise Invalid(f"{entry.path} in this file says a second time what a team said of a statement.", REMEDY)
        places.add(place)
        if said.team_id not in teams:
            raise Invalid(f"{entry.path} in this file is of a team that the file does not name.", REMEDY)
        nothing = Judgement(0, said.team_id, said.statement_id, updated_at=said.updated_at)
        if said != nothing or said.updated_at is not None:
            yield said if said.updated_at else replace(said, updated_at=started)


def _judgement(entry: Entry) -> Judgement:
    carried, votes = entry.rating("carried_forward"), entry.text("votes")
    if votes and not read_votes(votes):
        raise Invalid(f"{entry.path}.votes in this file cannot be read.", REMEDY)
    ticked = (
        entry.texts("seen") if "seen" in entry.values else tuple(filter(None, entry.text("seen_evidence").split("\n")))
    )
    return Judgement(
        round_id=0,
        team_id=entry.number("team_id"),
        statement_id=entry.text("statement_id"),
        rating=entry.rating("rating") or carried,
        commentary=entry.text("commentary"),
        evidence=entry.text("evidence"),
        seen_evidence=ticked,
        carried_forward=carried is not None and not entry.text("rating"),
        rejudged=entry.yes("rejudged"),
        votes=votes,
        minority_note=entry.text("minority_note"),
        updated_at=entry.moment("updated_at"),
    )


def _agreed(entry: Entry) -> tuple[str, Agreed]:
    said = [(team_said.number("team_id"), team_said.rating("rating")) for team_said in entry.entries("teams_said")]
    rating, at = entry.rating("rating"), entry.moment("at")
    if rating is None or at is None:
        raise Invalid(f"{entry.path} in this file says not what was agreed, or when.", REMEDY)
    given = frozenset((team_id, rating) for team_id, rating in said if rating)
    return entry.text("statement_id"), Agreed(rating, entry.text("reason"), given, at, entry.text("person"))


def _planned(document: Entry) -> Iterator[Entry]:
    return chain.from_iterable(block.entries("actions") for block in _blocks(document))


def _actions(document: Entry) -> dict[int, Action]:
    """Every action once, in the order they were planned in: one for the guide and a supplement stands with both."""
    actions = {entry.number("id"): _action(entry) for entry in _planned(document)}
    return dict(sorted(actions.items()))


def _action(entry: Entry) -> Action:
    updated = entry.moment("updated_at")
    if updated is None:
        raise Invalid(f"{entry.path} in this file does not say when it was changed.", REMEDY)
    team: Any = entry.values.get("team_id")
    return Action(
        id=entry.number("id"),
        text=entry.text("text"),
        owner=entry.text("owner"),
        due=entry.day("due"),
        priority=entry.read("priority", Priority, missing=Priority.MEDIUM),
        status=entry.read("status", Status, missing=Status.NOT_STARTED),
        statements=tuple(dict.fromkeys(entry.texts("statements"))),
        round_id=0,
        team_id=None if team is None else entry.number("team_id"),
        created_at=entry.moment("created_at") or updated,
        updated_at=updated,
        closing_evidence=entry.text("closing_evidence"),
        success_measure=entry.text("success_measure"),
        notes=tuple(_note(note, updated) for note in entry.entries("notes")),
        milestones=tuple(starmap(_milestone, enumerate(entry.entries("milestones"), start=1))),
    )


def _milestone(number: int, entry: Entry) -> Milestone:
    return Milestone(number, entry.text("text"), entry.day("due"), entry.yes("done"))


def _note(entry: Entry, updated: datetime) -> Note:
    return Note(0, entry.text("text"), entry.moment("at") or updated, entry.text("person"))


def _planned_elsewhere(document: Entry) -> Iterator[int]:
    for entry in _planned(document):
        if "planned_in_this_round" in entry.values and not entry.yes("planned_in_this_round"):
            yield entry.number("id")
