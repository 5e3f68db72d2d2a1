"""Verbs of the facilitator while a workshop runs: move, agree a rating, undo, park, hide names."""

from collections.abc import Callable
from dataclasses import replace

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Judgement
from sendsat.assessment.workshop.allowed import check_can_agree, check_is_on_wall, check_is_open
from sendsat.assessment.workshop.pace import end_of
from sendsat.assessment.workshop.votes import is_made_from, minority, votes_text
from sendsat.assessment.workshop.workshop import AgendaItem, Phase, Screen, Workshop
from sendsat.errors import Refused
from sendsat.services.desk import HOME_ZONE, Desk
from sendsat.services.rounds.judging import Changed, change_within
from sendsat.services.work import May, Work, writing
from sendsat.services.workshop.workshops import note_workshop
from sendsat.storage.queries.workshop import decisions, saving, workshops
from sendsat.storage.queries.workshop.practice import save_practice


def changing(desk: Desk, verb: str, workshop_id: int, change: Callable[[Work, Workshop], None]) -> Workshop:
    """Let `change` work on an open workshop that nobody else changes meanwhile, and return it as it is then.

    For the verbs of this package. Raises `NotFound`, `Refused` when closed, and what `change` raises.
    """
    with writing(desk, May.RUN_WORKSHOPS, verb) as work:
        workshop = workshops.get_workshop(work, workshop_id, lock=True)
        check_is_open(workshop)
        change(work, workshop)
        if not work.entries:
            return workshop
        saving.touch(work, workshop_id)
        return workshops.get_workshop(work, workshop_id)


def go_to(desk: Desk, *, workshop_id: int, place: int) -> Workshop:
    """Show another screen: 0 is where people join, then the statements in order, then the end."""
    return _moved(desk, "go_to", workshop_id, lambda _: place)


def step(desk: Desk, *, workshop_id: int, seen: int, by: int) -> Workshop:
    """Move on (`by` 1) or back (-1) from the place somebody was looking at, so that two clicks are not three steps.

    Once the end was reached, on leads only to statements that still wait, and then to the end again.
    """

    def place(workshop: Workshop) -> int:
        return workshop.place_after(seen) if by > 0 else workshop.place_before(seen)

    return _moved(desk, "step", workshop_id, place)


def end_early(desk: Desk, *, workshop_id: int) -> Workshop:
    """Show the end before all was gone through: the room can go back to where it was, and on from there."""
    return _moved(desk, "end_early", workshop_id, lambda workshop: workshop.last_place, early=True)


def _moved(
    desk: Desk, verb: str, workshop_id: int, where: Callable[[Workshop], int], *, early: bool = False
) -> Workshop:
    def move(work: Work, workshop: Workshop) -> None:
        wanted = max(0, min(where(workshop), workshop.last_place))
        if wanted == workshop.place:
            return
        item, now = replace(workshop, place=wanted).item, work.deed.at
        if workshop.waits_in_lobby:
            saving.save_started(work, workshop_id, now)
        if item is not None and workshop.began_at is None:
            _begin(work, workshop)
        left_at = workshop.place if early else None
        saving.save_place(work, workshop_id, place=wanted, item_id=item.id if item else None, left_at=left_at, now=now)
        if wanted == workshop.last_place and not early:
            saving.save_reached_end(work, workshop_id)
        note_workshop(work, workshop, "workshop moved", str(workshop.place), str(wanted))

    return changing(desk, verb, workshop_id, move)


def _begin(work: Work, workshop: Workshop) -> None:
    """The first statement begins: the clock runs, and nothing of the practice vote stays."""
    now = work.deed.at
    began_at = workshop.place_since if workshop.screen is Screen.ACTIONS else now
    saving.save_began(work, workshop.id, now=now, ends_at=end_of(workshop, began_at, HOME_ZONE))
    save_practice(work, workshop.id, Phase.IDLE)


def set_safe(desk: Desk, *, workshop_id: int, safe: bool) -> Workshop:
    """Hide names and commentary on the wall, or show them."""

    def hide(work: Work, workshop: Workshop) -> None:
        if safe != workshop.safe:
            saving.save_safe(work, workshop_id, safe)
            note_workshop(work, workshop, "names hidden on the wall", _yes(workshop.safe), _yes(safe))

    return changing(desk, "set_safe", workshop_id, hide)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def park(desk: Desk, *, workshop_id: int, item_id: int) -> Workshop:
    """Set the statement on the wall aside, to come back to. Raises `Refused` when another is on the wall."""

    def set_aside(work: Work, workshop: Workshop) -> None:
        item = check_is_on_wall(workshop, item_id)
        saving.save_parked(work, item_id, not item.parked)
        field = "taken up again" if item.parked else "set aside"
        note_workshop(work, workshop, field, "", item.statement_id)

    return changing(desk, "park", workshop_id, set_aside)


def agree(
    desk: Desk, *, workshop_id: int, item_id: int, rating: Rating | None, known: Workshop | None = None
) -> tuple[Workshop, Changed]:
    """Keep the rating the room agreed for the statement on the wall, with its votes and who saw it differently.

    `known` is the workshop as a window shows it: while it is still true it is not read again.

    None clears it; what is agreed already is not agreed twice, so that one undo takes it back. Raises `Refused` when
    another statement is on the wall, while people vote, when the workshop or the round is closed; `StorageError`.
    """
    with writing(desk, May.RATE, "agree") as work:
        version = workshops.locked_version(work, workshop_id)
        workshop = _at_version(work, workshop_id, version, known)
        item = check_is_on_wall(workshop, item_id)
        check_can_agree(item)
        changed = _change(desk, work, workshop, item, lambda before: _agreed(before, item, rating))
        if changed.after != changed.before or item.agreed is not rating:
            decisions.add_decision(work, item_id, old=changed.before, new=changed.after, now=work.deed.at)
        if changed.after == changed.before:
            note_workshop(work, workshop, "agreed again", "", item.statement_id)
        decided = replace(item, agreed=rating, is_settled=rating is not None, parked=item.parked and rating is None)
        if decided.parked != item.parked:
            saving.save_parked(work, item_id, decided.parked)
        workshops.save_version(work, workshop_id, version + 1)
    items = tuple(decided if item.id == item_id else item for item in workshop.items)
    return replace(workshop, version=workshop.version + 1, items=items), changed


def _at_version(work: Work, workshop_id: int, version: int, known: Workshop | None) -> Workshop:
    """The workshop at this version: `known` while that is still true, else as it is stored."""
    if known is not None and (known.id, known.version) == (workshop_id, version):
        return known
    return workshops.get_workshop(work, workshop_id)


def _change(
    desk: Desk, work: Work, workshop: Workshop, item: AgendaItem, change: Callable[[Judgement], Judgement]
) -> Changed:
    """Change what the workshop's team says of a statement on its agenda."""
    return change_within(
        desk,
        work,
        round_id=workshop.round_id,
        team_id=workshop.team_id,
        statement_id=item.statement_id,
        change=change,
    )


def _agreed(old: Judgement, item: AgendaItem, rating: Rating | None) -> Judgement:
    votes = votes_text(item.tallies) if rating else ""
    note = old.minority_note
    latest = item.tallies[-1] if item.tallies else None
    if latest and is_made_from(item.tallies, note):
        note = minority(latest, rating)
    return replace(old, rating=rating, carried_forward=False, votes=votes or old.votes, minority_note=note)


def undo(desk: Desk, *, workshop_id: int) -> tuple[Workshop, Changed]:
    """Take back the rating agreed last: the statement stands as before, history keeps both. Returns what changed.

    A minority note that somebody has written since stays.

    Raises `Refused` where nothing was agreed yet, or where somebody has changed the rating elsewhere since.
    """
    undone: list[Changed] = []

    def take_back(work: Work, workshop: Workshop) -> None:
        last = decisions.last_decision(work, workshop_id)
        if last is None:
            raise Refused("No rating was agreed in this workshop yet, so there is nothing to undo.")
        item = next(item for item in workshop.items if item.id == last.item_id)
        changed = _change(desk, work, workshop, item, lambda now: _without(last, now, item))
        decisions.forget_decision(work, last)
        note_workshop(work, workshop, "agreement undone", item.statement_id, "")
        undone.append(changed)

    return changing(desk, "undo", workshop_id, take_back), undone[0]


def _without(last: decisions.Decision, now: Judgement, item: AgendaItem) -> Judgement:
    """The judgement as it was before the room agreed; a note that somebody has written since stays. Raises `Refused`
    where the rating was changed since."""
    if now.rating is not last.rating:
        raise Refused(f"{item.statement_id} was changed on another page since, so it was not undone.", "Rate it again.")
    is_written = not is_made_from(item.tallies, now.minority_note)
    return replace(
        now,
        rating=last.old_rating,
        votes=last.old_votes,
        minority_note=now.minority_note if is_written else last.old_note,
        carried_forward=last.old_carried,
    )
