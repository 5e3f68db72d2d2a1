"""Verbs of the facilitator on votes: open, reveal, vote again, count hands, key in paper ballots."""

from sendsat.assessment.rules import check_can_rate
from sendsat.assessment.workshop.allowed import check_is_on_wall
from sendsat.assessment.workshop.votes import Tally, Vote
from sendsat.assessment.workshop.workshop import AgendaItem, Phase, Workshop
from sendsat.errors import Invalid, Refused
from sendsat.services.desk import Desk
from sendsat.services.work import Work
from sendsat.services.workshop.running import changing
from sendsat.services.workshop.workshops import note_workshop
from sendsat.storage.queries import rounds
from sendsat.storage.queries.workshop import devices, votes

MARKS = {"1": Vote.RED, "2": Vote.AMBER, "3": Vote.GREEN, "0": Vote.NOT_SURE}
NO_MARK = "-."


def _check_round(desk: Desk, work: Work, workshop: Workshop, item: AgendaItem) -> None:
    round_ = rounds.get_round(work, workshop.round_id)
    edition = desk.library.having(item.statement_id, round_.edition_id)
    check_can_rate(round_, workshop.team_id, edition, edition.section_of[item.statement_id].id)


def open_vote(desk: Desk, *, workshop_id: int, item_id: int) -> Workshop:
    """Begin a round of votes on the statement on the wall: the first, or another after a reveal.

    Raises `Refused` when one is open already, another statement is on the wall, or the round is closed.
    """

    def begin(work: Work, workshop: Workshop) -> None:
        item = check_is_on_wall(workshop, item_id)
        if item.phase is Phase.VOTING:
            raise Refused("The vote is open already.", "Press V to reveal it.")
        _check_round(desk, work, workshop, item)
        votes.open_round(work, item_id, len(item.rounds) + 1, work.deed.at)
        note_workshop(work, workshop, "vote opened", "", item.statement_id)

    return changing(desk, "open_vote", workshop_id, begin)


def reveal(desk: Desk, *, workshop_id: int, item_id: int) -> Workshop:
    """End the round of votes and let everyone see it. One in which nobody voted is as if it never was.

    Raises `Refused` when no vote is open or another statement is on the wall.
    """

    def end(work: Work, workshop: Workshop) -> None:
        item = check_is_on_wall(workshop, item_id)
        if item.phase is not Phase.VOTING:
            raise Refused("No vote is open on this statement.", "Press V to open one.")
        latest = item.rounds[-1]
        if latest.voted:
            votes.reveal_round(work, item_id, latest.number, work.deed.at)
        else:
            votes.forget_round(work, item_id, latest.number)
        note_workshop(work, workshop, "votes revealed", "", item.statement_id)

    return changing(desk, "reveal", workshop_id, end)


def count_hands(desk: Desk, *, workshop_id: int, item_id: int, hands: Tally) -> Workshop:
    """Keep a show of hands: beside the phones while a vote is open, else as a round of votes of its own, revealed.

    Raises as `open_vote`.
    """

    def keep(work: Work, workshop: Workshop) -> None:
        item = check_is_on_wall(workshop, item_id)
        _check_round(desk, work, workshop, item)
        note_workshop(work, workshop, "hands counted", "", item.statement_id)
        if item.phase is Phase.VOTING:
            votes.save_hands(work, item_id, item.rounds[-1].number, hands)
            return
        number = len(item.rounds) + 1
        votes.open_round(work, item_id, number, work.deed.at)
        votes.save_hands(work, item_id, number, hands)
        votes.reveal_round(work, item_id, number, work.deed.at)

    return changing(desk, "count_hands", workshop_id, keep)


def read_paper(marks: str, count: int) -> tuple[Vote | None, ...]:
    """A paper ballot as it is keyed in: for each statement 1, 2, 3, 0 for not sure, or - where it was left blank.

    Raises `Invalid` for another key, or more marks than statements.
    """
    bare = "".join(marks.split())
    if wrong := [mark for mark in bare if mark not in MARKS and mark not in NO_MARK]:
        raise Invalid(f"'{wrong[0]}' is not a mark.", "Use 1 red, 2 amber, 3 green, 0 not sure, - left blank.")
    if len(bare) > count:
        asked = "1 statement" if count == 1 else f"{count} statements"
        raise Invalid(f"That is {len(bare)} marks for {asked}.", "Check where one was keyed twice.")
    if not any(mark in MARKS for mark in bare):
        raise Invalid("This paper has no marks yet.", "Key one mark for each statement.")
    return tuple(MARKS.get(mark) for mark in bare.ljust(count, "-"))


def key_in_paper(desk: Desk, *, workshop_id: int, number: int, marks: str) -> tuple[Workshop, tuple[str, ...]]:
    """Count paper ballot `number` as one voice on every statement it marks; keyed again it takes its own place.

    Votes wait for the reveal like any others. Returns the statements whose votes were revealed already: not counted.
    """
    late: list[str] = []

    def keep(work: Work, workshop: Workshop) -> None:
        # A paper is a device too: keyed in again, its votes take the place of its own earlier ones.
        device = devices.join(work, workshop_id, f"paper-{number}", work.deed.at, is_paper=True)
        note_workshop(work, workshop, "paper ballot keyed in", "", f"ballot {number}")
        for item, vote in zip(workshop.items, read_paper(marks, len(workshop.items)), strict=True):
            if vote is None:
                continue
            if item.phase is Phase.REVEALED:
                late.append(item.statement_id)
                continue
            _check_round(desk, work, workshop, item)
            if item.phase is Phase.IDLE:
                votes.open_round(work, item.id, 1, work.deed.at)
            votes.save_vote(
                work, item_id=item.id, number=len(item.rounds) or 1, device_id=device, vote=vote, now=work.deed.at
            )

    return changing(desk, "key_in_paper", workshop_id, keep), tuple(late)
