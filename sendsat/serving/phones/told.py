"""What phones are told: where the room is, after the reveal what it said, at its end what it agreed; and each phone its
own vote. Never who voted what.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sendsat.assessment.workshop.closing import line_of
from sendsat.assessment.workshop.phone import Followed, Own
from sendsat.assessment.workshop.practice import COLOURS, PRACTICE, STATEMENT, practised
from sendsat.assessment.workshop.votes import Vote, verdict
from sendsat.assessment.workshop.workshop import AgendaItem, Phase, Screen, VoteRound, Workshop
from sendsat.guide.edition import Edition
from sendsat.services.workshop.joining import Door

Editions = Mapping[str, Edition]
"""The edition of each statement on the agenda, by the statement's id."""
NOT_JOINED: dict[str, Any] = {"joined": False}


@dataclass(frozen=True)
class Told:
    """What all phones of a workshop are told alike, `order` counting what came later; `tag` differs where it does."""

    followed: Followed
    room: dict[str, Any]
    tag: str
    order: int

    def has(self, mark: str) -> bool:
        """Whether the phone with this mark takes part."""
        return mark in self.followed.own

    def to(self, mark: str) -> dict[str, Any]:
        """What one phone is told: what all are, and what it said itself."""
        own = self.followed.own[mark]
        return {**self.room, "worth": own.worth} if self.room["closed"] else {**self.room, "mine": self._vote(own)}

    def tag_to(self, mark: str) -> str:
        """Differs where what this phone is told does."""
        own = self.followed.own[mark]
        return f"{self.tag}-{(own.worth if self.room['closed'] else self._vote(own)) or ''}"

    def _vote(self, own: Own) -> Vote | None:
        return own.practice if self.room["practice"] else own.mine


def tell(door: Door, followed: Followed, order: int) -> Told:
    """Put what all phones of a workshop are told in words, once for all of them."""
    guide_id, workshop = followed.stamp.edition_id, followed.workshop
    editions = {item.statement_id: door.library.having(item.statement_id, guide_id) for item in workshop.items}
    room = _over(followed, editions) if workshop.closed_at else _running(workshop, editions)
    digest = hashlib.sha256(json.dumps(room, sort_keys=True).encode()).hexdigest()[:16]
    return Told(followed, room, f"{followed.workshop.id}-{digest}", order)


def _running(workshop: Workshop, editions: Editions) -> dict[str, Any]:
    is_end, item = workshop.screen is Screen.END, workshop.item
    if workshop.practising:
        return _practising(workshop, workshop.practising)
    return {
        "joined": True,
        "workshop": workshop.id,
        "closed": False,
        "screen": workshop.screen,
        "reached": _agreed_so_far(workshop) if is_end else "",
        "lines": _lines(workshop, editions) if is_end else [],
        "statement": _statement(workshop, item, editions[item.statement_id]) if item else None,
        "round": len(item.rounds) if item else 0,
        "voting": item is not None and item.phase is Phase.VOTING,
        "practice": False,
        **_room(item),
    }


def _practising(workshop: Workshop, practice: VoteRound) -> dict[str, Any]:
    """The practice vote, in the form of a statement: so people learn what comes."""
    tally = practice.tally
    return {
        "joined": True,
        "workshop": workshop.id,
        "closed": False,
        "screen": workshop.screen,
        "reached": "",
        "lines": [],
        "statement": {
            "id": PRACTICE,
            "text": STATEMENT,
            "part": "",
            "place": "",
            "colours": [[vote.label, text] for vote, text in COLOURS.items()],
        },
        "round": practice.number,
        "voting": practice.is_open,
        "practice": True,
        "said": practised(tally) if tally else "",
        "counts": {vote.value: tally.of(vote) for vote in Vote} if tally else None,
        "agreed": None,
    }


def _over(followed: Followed, editions: Editions) -> dict[str, Any]:
    workshop = followed.workshop
    return {
        "joined": True,
        "workshop": workshop.id,
        "closed": True,
        "ended": f"{workshop.closed_at:%Y-%m-%dT%H:%M:%SZ}",
        "result": f"{_agreed_so_far(workshop)} What was agreed is kept in sendsat, in the round "
        f"“{followed.stamp.round_name}”. The facilitator can give you the minutes.",
        "lines": _lines(workshop, editions),
    }


def _room(item: AgendaItem | None) -> dict[str, Any]:
    """What the room said and agreed; nothing of it while a vote is open."""
    said, counts, agreed = "", None, None
    if item is not None and item.phase is not Phase.VOTING:
        agreed = item.agreed.word if item.agreed else None
        if item.tallies:
            latest = item.tallies[-1]
            said = verdict(latest, item.tallies[0] if len(item.tallies) > 1 else None)
            counts = {vote.value: latest.of(vote) for vote in Vote}
    return {"said": said, "counts": counts, "agreed": agreed}


def _agreed_so_far(workshop: Workshop) -> str:
    total = len(workshop.items)
    rated = sum(item.agreed is not None for item in workshop.items)
    return f"A rating was agreed for {rated} of {'1 statement' if total == 1 else f'{total} statements'}."


def _lines(workshop: Workshop, editions: Editions) -> list[dict[str, str]]:
    """The tally that the wall shows, without any words that somebody wrote."""
    lines = [line_of(item, editions[item.statement_id].statements[item.statement_id].text) for item in workshop.items]
    return [
        {
            "id": line.statement_id,
            "text": line.text,
            "rating": line.rating,
            "votes": line.votes or "no vote",
            "minority": line.minority,
        }
        for line in lines
    ]


def _statement(workshop: Workshop, item: AgendaItem, edition: Edition) -> dict[str, Any]:
    statement, part = edition.statements[item.statement_id], edition.subsection_of[item.statement_id]
    rag = statement.ours.rag if statement.ours else None
    mark = f" · {edition.header.mark}" if edition.is_supplement else ""
    return {
        "id": statement.id,
        "text": statement.text,
        "part": f"{part.number} {part.title}{mark}",
        "place": f"{workshop.items.index(item) + 1} of {len(workshop.items)}",
        "colours": [["▲ Red", rag.red], ["◆ Amber", rag.amber], ["● Green", rag.green]] if rag else None,
    }
