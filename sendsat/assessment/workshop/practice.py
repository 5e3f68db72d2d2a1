"""The practice vote of the lobby: what is asked, and when it may be. It judges nothing, and none of it is kept."""

from sendsat.assessment.workshop.allowed import check_is_open
from sendsat.assessment.workshop.votes import Tally, Vote
from sendsat.assessment.workshop.workshop import Screen, Workshop
from sendsat.errors import Refused

PRACTICE = "practice"
"""What stands in a ballot in place of a statement's id."""
STATEMENT = "The coffee here is good."
COLOURS = {
    Vote.RED: "We bring our own.",
    Vote.AMBER: "It keeps us awake.",
    Vote.GREEN: "Visitors ask where we buy it.",
}
RULE = "Only practice: these votes are not kept, and count nowhere."


def check_can_practise(workshop: Workshop) -> None:
    """People practise before the first statement, and only in the lobby. Raises `Refused`."""
    check_is_open(workshop)
    if workshop.began_at is not None:
        raise Refused("The first statement has begun, so there is nothing to practise.", "Open its vote instead.")
    if workshop.screen is not Screen.LOBBY:
        raise Refused(
            "Another window moved the workshop on, so there is no practice vote.", "Look at it and try again."
        )


def practised(tally: Tally) -> str:
    """What a practice vote gave: "3 votes: 1 Red, 2 Green." """
    said = ", ".join(f"{tally.of(vote)} {vote.word}" for vote in Vote if tally.of(vote))
    if not said:
        return "Nobody voted."
    return f"{tally.total} {'vote' if tally.total == 1 else 'votes'}: {said}."
