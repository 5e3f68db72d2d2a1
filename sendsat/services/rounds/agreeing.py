"""Verbs on how several teams' ratings become one: the rule of a round, and what leaders agree on where teams differ."""

from dataclasses import replace

from sendsat.assessment.rating import Rating, word_of
from sendsat.assessment.roll_up import Agreed, RollUp
from sendsat.assessment.rules import check_can_agree, check_is_open, check_reason
from sendsat.assessment.snapshot import Standing
from sendsat.assessment.values import Round
from sendsat.errors import NotFound
from sendsat.services.desk import Desk
from sendsat.services.viewing import snapshots_within
from sendsat.services.work import May, Work, writing
from sendsat.storage.queries import agreed as agreed_ratings
from sendsat.storage.queries import rounds


def set_roll_up(desk: Desk, *, round_id: int, roll_up: RollUp) -> Round:
    """Say how several teams' ratings become one in an open round. What leaders agreed is kept out of sight, and comes
    back with their rule. Raises `Refused` in a closed round, `NotFound`.
    """
    with writing(desk, May.MANAGE_ROUNDS, "set_roll_up") as work:
        round_ = rounds.get_round(work, round_id)
        check_is_open(round_)
        if roll_up is not round_.roll_up:
            rounds.set_roll_up(work, round_id, roll_up)
            work.note("where teams differ", round_.roll_up.word, roll_up.word, round_id=round_id)
    return replace(round_, roll_up=roll_up)


def agree_rating(
    desk: Desk, *, round_id: int, statement_id: str, rating: Rating, reason: str, seen: Standing
) -> Agreed:
    """Keep what leaders agreed on a statement on which teams differ: the rating of the whole organisation, and why.

    `seen` is where the statement stood when they decided. Raises `Refused` in a closed round, where the round has
    another rule, where the teams do not differ or say something else by now; `Invalid` without a reason; `NotFound`.
    """
    reason = check_reason(reason)
    with writing(desk, May.AGREE, "agree_rating") as work:
        standing = _standing(desk, work, round_id, statement_id)
        check_can_agree(rounds.get_round(work, round_id), standing, seen)
        agreed = Agreed(rating, reason, standing.given, desk.now(), desk.person.name)
        before = agreed_ratings.agreed_on(work, round_id, statement_id)
        agreed_ratings.keep(work, round_id, statement_id, agreed)
        _note(work, round_id, statement_id, before, agreed)
    return agreed


def forget_agreed(desk: Desk, *, round_id: int, statement_id: str) -> Agreed:
    """Take back what leaders agreed on a statement, and give it; history keeps it.

    Raises `Refused` in a closed round, `NotFound` where they agreed on nothing.
    """
    with writing(desk, May.AGREE, "forget_agreed") as work:
        check_is_open(rounds.get_round(work, round_id))
        before = agreed_ratings.agreed_on(work, round_id, statement_id)
        if before is None:
            raise NotFound("Leaders have agreed on nothing here.", "Reload the page to see it as it is now.")
        agreed_ratings.keep(work, round_id, statement_id, None)
        _note(work, round_id, statement_id, before, None)
    return before


def _standing(desk: Desk, work: Work, round_id: int, statement_id: str) -> Standing:
    [snapshot] = snapshots_within(desk, work, [rounds.get_round(work, round_id)])
    edition = desk.library.holding(statement_id, snapshot.round.asks_of)
    standing = snapshot.beside(edition).standings.get(statement_id) if edition else None
    if standing is None:
        raise NotFound(f"This round asks no statement {statement_id[:20]}.", "Open the page from the menu.")
    return standing


def _note(work: Work, round_id: int, statement_id: str, before: Agreed | None, after: Agreed | None) -> None:
    """Note rating and reason, each where it changed; where both are as before, the rating that was set again."""
    ratings = (word_of(before.rating) if before else "", word_of(after.rating) if after else "")
    reasons = (before.reason if before else "", after.reason if after else "")
    if ratings[0] != ratings[1] or reasons[0] == reasons[1]:
        work.note("rating leaders agreed", *ratings, round_id=round_id, statement_id=statement_id)
    if reasons[0] != reasons[1]:
        work.note("leaders' reason", *reasons, round_id=round_id, statement_id=statement_id)
