"""What a phone is told: where the room is, its own vote, after the reveal what the room said. Never who voted what."""

from typing import Any

from sendsat.assessment.phone import Seen
from sendsat.assessment.votes import Vote, verdict
from sendsat.assessment.workshop import Screen
from sendsat.services.joining import Door


def shown(door: Door, seen: Seen | None) -> dict[str, Any]:
    """All that a phone may know, as its page reads it: `said`, `counts` and `agreed` only while no vote is open."""
    if seen is None:
        return {"joined": False}
    told: dict[str, Any] = {"joined": True, "workshop": seen.workshop_id, "closed": seen.is_closed}
    if seen.is_closed:
        ended = f"{seen.closed_at:%Y-%m-%dT%H:%M:%SZ}" if seen.closed_at else None
        return {**told, "worth": seen.worth, "ended": ended, "result": _result(seen)}
    return {
        **told,
        "screen": seen.screen,
        "reached": _agreed_so_far(seen) if seen.screen is Screen.END else "",
        "statement": _statement(door, seen) if seen.statement_id else None,
        "round": seen.vote_round,
        "voting": seen.is_voting,
        "mine": seen.mine,
        **_room(seen),
    }


def _room(seen: Seen) -> dict[str, Any]:
    """What the room said and agreed; nothing of it while a vote is open."""
    if seen.is_voting or not seen.tallies:
        said, counts = "", None
    else:
        latest = seen.tallies[-1]
        said = verdict(latest, seen.tallies[0] if len(seen.tallies) > 1 else None)
        counts = {vote.value: latest.of(vote) for vote in Vote}
    agreed = seen.agreed.word if seen.agreed and not seen.is_voting else None
    return {"said": said, "counts": counts, "agreed": agreed}


def _agreed_so_far(seen: Seen) -> str:
    statements = "1 statement" if seen.total == 1 else f"{seen.total} statements"
    return f"A rating was agreed for {seen.rated} of {statements}."


def _result(seen: Seen) -> str:
    return (
        f"{_agreed_so_far(seen)} What was agreed is kept in sendsat, in the round “{seen.round_name}”. "
        "The facilitator can give you the minutes."
    )


def _statement(door: Door, seen: Seen) -> dict[str, Any]:
    edition = door.library.get(seen.edition_id)
    assert seen.statement_id is not None
    one, part = edition.statements[seen.statement_id], edition.subsection_of[seen.statement_id]
    rag = one.ours.rag if one.ours else None
    return {
        "id": one.id,
        "text": one.text,
        "part": f"{part.number} {part.title}",
        "place": f"{seen.position} of {seen.total}",
        "colours": [["▲ Red", rag.red], ["◆ Amber", rag.amber], ["● Green", rag.green]] if rag else None,
    }
