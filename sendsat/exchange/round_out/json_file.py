"""A whole round as one JSON document, for other tools and for another sendsat. Pure.

"judgements" holds the rows of round_table for each team and statement, with votes, ticked evidence as a list, and
whether it was judged anew; "actions" the plan's actions that serve the round's statements; "roll_up" says how several
teams' ratings become one (lower, common or leaders), and "agreed" what leaders agreed on where that is their rule;
"supplements" holds the same for each supplement that the round asks. "set_aside" holds what was said and planned of
statements that are asked no longer, and what leaders agreed on that does not count now; "ofsted_choices" the
organisation's own areas. "at_close" says of a closed round what was open then, and the words it was rated with.
"chapters" and "report_texts" are people's own words in the report, and what they picked for its front.

Into a round that is here, texts, ratings, Ofsted areas, and actions' texts, owners and due dates are read, of the guide
and of supplements that the round asks, and the rest is left alone. The room `moving` reads everything, for a round of
its own.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, TypeVar

from sendsat.assessment.milestones import Milestone
from sendsat.assessment.rating import word_of
from sendsat.assessment.report.chapters import OwnChapter
from sendsat.assessment.report.own_texts import OwnText
from sendsat.assessment.results.close_check import AtClose
from sendsat.assessment.roll_up import Agreed
from sendsat.assessment.values import Action, Judgement
from sendsat.exchange.round_out.contents import RoundContents
from sendsat.exchange.round_out.table import round_rows

Written = TypeVar("Written", OwnChapter, OwnText)
FORMAT = "sendsat-round"
VERSION = 3


def round_json(contents: RoundContents) -> bytes:
    """The round as JSON in UTF-8, indented."""
    round_ = contents.snapshot.round
    document = {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": contents.at.isoformat(),
        "organisation_uid": contents.organisation.uid,
        "organisation": contents.organisation.name,
        "edition_id": round_.edition_id,
        "round_id": str(round_.id),
        "round": round_.name,
        "started_at": round_.started_at.isoformat(),
        "closed_at": round_.closed_at.isoformat() if round_.closed_at else None,
        "framework_id": contents.framework.id,
        "roll_up": round_.roll_up.value,
        "teams": [
            {"id": team.id, "name": team.name, "sections": list(team.sections)} for team in contents.snapshot.teams
        ],
        **_said(contents),
        "supplements": [_beside(apart) for apart in contents.beside],
        "set_aside": _set_aside(contents),
        "ofsted_choices": [
            {"statement_id": statement_id, "framework_id": framework_id, "areas": list(areas)}
            for (statement_id, framework_id), areas in sorted(contents.ofsted.items())
        ],
        "at_close": _at_close(contents.at_close) if contents.at_close else None,
        "chapters": [asdict(chapter) for chapter in _of_who_leaves(contents, contents.chapters)],
        "report_texts": [asdict(text) for text in _of_who_leaves(contents, contents.texts)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _said(contents: RoundContents) -> dict[str, Any]:
    return {
        "judgements": [_judgement(contents, row) for row in round_rows(contents)],
        "actions": [_action(contents, action) for action in _actions(contents)],
        "agreed": [
            _agreed(sid, agreed) for sid, agreed in contents.snapshot.agreed.items() if sid in contents.snapshot.asked
        ],
    }


def _judgement(contents: RoundContents, row: Mapping[str, str]) -> dict[str, Any]:
    said = contents.snapshot.judgement(int(row["team_id"]), row["statement_id"])
    return {name: row[name] for name in row if name not in SAID_ABOVE} | _beyond_the_row(said)


def _beyond_the_row(said: Judgement) -> dict[str, Any]:
    """What a judgement holds that no row of a table has a column for."""
    return {"seen": list(said.seen_evidence), "votes": said.votes, "rejudged": said.rejudged}


def _set_aside(contents: RoundContents) -> dict[str, Any]:
    """What is kept out of sight: what was said and planned of statements that no team here is asked any longer, and
    what leaders agreed on while it does not count."""
    every = (contents, *contents.beside)
    teams = {team.id: team.name for team in contents.snapshot.teams}
    told = {(team_id, sid) for contents in every for sid, ids in contents.snapshot.asked.items() for team_id in ids}
    asked = {statement_id for contents in every for statement_id in contents.snapshot.asked}
    said = contents.snapshot.judgements.items()
    return {
        "judgements": [
            _aside(teams[key[0]], judgement) for key, judgement in said if key[0] in teams and key not in told
        ],
        "actions": [
            _action(contents, action)
            for action in contents.actions
            if action.round_id == contents.snapshot.round.id
            and not asked.intersection(action.statements)
            and (action.team_id is None or action.team_id in teams)
        ],
        "agreed": [
            _agreed(sid, agreed)
            for sid, agreed in contents.agreed.items()
            if sid not in asked or sid not in contents.snapshot.agreed
        ],
    }


def _aside(team: str, said: Judgement) -> dict[str, Any]:
    return {
        "team_id": str(said.team_id),
        "team": team,
        "statement_id": said.statement_id,
        "rating": word_of(said.judged) if said.judged else "",
        "commentary": said.commentary,
        "evidence": said.evidence,
        "minority_note": said.minority_note,
        "carried_forward": word_of(said.rating) if said.carried_forward else "",
        "updated_at": said.updated_at.isoformat() if said.updated_at else "",
        **_beyond_the_row(said),
    }


def _of_who_leaves(contents: RoundContents, written: Iterable[Written]) -> list[Written]:
    """What was written for the report of all together, and of the teams that leave."""
    whose = {None, *(team.id for team in contents.snapshot.teams)}
    return [words for words in written if words.team_id in whose]


def _at_close(kept: AtClose) -> dict[str, Any]:
    return {
        "at": kept.at.isoformat(),
        "findings": [{**asdict(finding), "teams": list(finding.teams)} for finding in kept.findings],
        "words": kept.words,
    }


def _agreed(statement_id: str, agreed: Agreed) -> dict[str, Any]:
    return {
        "statement_id": statement_id,
        "rating": agreed.rating.value,
        "reason": agreed.reason,
        "teams_said": [{"team_id": team_id, "rating": rating.value} for team_id, rating in sorted(agreed.said)],
        "at": agreed.at.isoformat(),
        "person": agreed.person,
    }


def _beside(contents: RoundContents) -> dict[str, Any]:
    header = contents.snapshot.edition.header
    return {"edition_id": header.id, "title": header.title, "publisher": header.publisher, **_said(contents)}


SAID_ABOVE = ("organisation_uid", "organisation", "edition_id", "round_id", "round", "actions_planned")


def _actions(contents: RoundContents) -> Iterator[Action]:
    asked, teams = contents.snapshot.asked, {team.id for team in contents.snapshot.teams}
    for action in contents.actions:
        is_of_a_team_here = action.team_id is None or action.team_id in teams
        if is_of_a_team_here and any(statement_id in asked for statement_id in action.statements):
            yield action


def _milestone(step: Milestone) -> dict[str, Any]:
    return {"text": step.text, "due": step.due.isoformat() if step.due else None, "done": step.done}


def _action(contents: RoundContents, action: Action) -> dict[str, Any]:
    team = contents.snapshot.round.team(action.team_id) if action.team_id is not None else None
    return {
        "id": action.id,
        "team_id": action.team_id,
        "team": team.name if team else None,
        "statements": list(action.statements),
        "text": action.text,
        "owner": action.owner,
        "due": action.due.isoformat() if action.due else None,
        "priority": action.priority.value,
        "status": action.status.value,
        "closing_evidence": action.closing_evidence,
        "success_measure": action.success_measure,
        "milestones": [_milestone(step) for step in action.milestones],
        "notes": [{"at": note.at.isoformat(), "person": note.person, "text": note.text} for note in action.notes],
        "planned_in_this_round": action.round_id == contents.snapshot.round.id,
        "created_at": action.created_at.isoformat(),
        "updated_at": action.updated_at.isoformat(),
    }
