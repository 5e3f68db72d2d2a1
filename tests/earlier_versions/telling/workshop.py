"""A workshop in which phones, hands and paper vote, from the version that first had workshops."""

from typing import Any

from .verbs import meaning, verb

PEOPLE = "Kestrel Example, Jo Sample"
AGREED = "The room settled on the Juniper wording"


def meet(desk: Any, round_id: int, team_id: int) -> None:
    """Three statements: phones vote on the first, hands on the second, the third is parked. Another waits."""
    if not (prepare := verb("prepare", of="workshops")):
        return
    door, vote = verb("Door")(desk.store, desk.library, desk.now), meaning("Vote")
    plan = verb("Plan", of="workshops")
    meeting = prepare(desk, plan(round_id, team_id, ("1.1",), people=PEOPLE))
    where = {"workshop_id": meeting.id}
    verb("go_to")(desk, **where, place=1)
    phones = [verb("new_device")() for _ in range(3)]
    for phone in phones:
        verb("enter", of="joining")(door, device=phone, code=meeting.code)
    item = _item(desk, meeting.id)
    verb("open_vote")(desk, **where, item_id=item.id)
    for phone, said in zip(phones, ("green", "amber", "green"), strict=True):
        voted = {"device": phone, **where, "statement_id": item.statement_id, "vote_round": 1, "vote": vote(said)}
        verb("cast", of="joining")(door, **voted)
    verb("reveal", of="voting")(desk, **where, item_id=item.id)
    verb("agree", of="running")(desk, **where, item_id=item.id, rating=meaning("Rating")("green"))
    verb("go_to")(desk, **where, place=2)
    item = _item(desk, meeting.id)
    verb("count_hands")(
        desk, **where, item_id=item.id, hands=meaning("Tally", of="votes")(red=1, amber=4, green=2, not_sure=1)
    )
    verb("go_to")(desk, **where, place=3)
    verb("park")(desk, **where, item_id=_item(desk, meeting.id).id)
    verb("close", of="workshops")(desk, **where)
    verb("say_worth")(door, device=phones[0], worth=meaning("Worth")("yes"))
    prepare(desk, plan(round_id, team_id, ("2.1",)))


def _item(desk: Any, workshop_id: int) -> Any:
    item = verb("get_workshop", of="workshops")(desk, workshop_id).item
    assert item is not None
    return item
