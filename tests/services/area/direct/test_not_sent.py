"""What a direct submission is refused for, who is offered, and a key that changed."""

import pytest

from sendsat.assessment.area.partners import Area
from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.people.people import Role
from sendsat.assessment.rating import Rating
from sendsat.errors import NotFound, Overtaken, Refused
from sendsat.exchange.submission.document import read
from sendsat.exchange.submission.signing import fingerprint
from sendsat.services.area import receiving, registering, signing_keys, submitting
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import change_organisation
from tests.conftest import Clock
from tests.services.area.direct.test_sending import (
    accept,
    area,
    choice,
    look,
    offered,
    receipts,
    say,
    send,
    send_accepted,
    sole_provider,
)
from tests.services.prepared import noted
from tests.services.staffed import let_in


def test_what_changed_since_it_was_looked_at_is_kept_on_neither_side(desk: Desk, hill: Desk) -> None:
    round_id, seen = look(desk, choice(hill))
    say(desk, Rating.GREEN)
    with pytest.raises(Overtaken):
        submitting.send(desk, round_id=round_id, choice=choice(hill), seen=seen)
    assert area(hill) == Area()
    assert receipts(desk) == ()


def test_what_the_authority_would_not_take_in_leaves_nothing_behind_here(desk: Desk, hill: Desk, clock: Clock) -> None:
    send_accepted(desk, hill, clock)
    clock.pass_by(hours=-1)
    with pytest.raises(Refused, match="newer submission"):
        send(desk, choice(hill))
    assert len(receipts(desk)) == 1
    assert len(area(hill).received) == 1


def test_nothing_is_sent_to_who_is_not_here_or_is_no_authority(desk: Desk, hill: Desk) -> None:
    with pytest.raises(NotFound, match="not in this sendsat"):
        send(desk, choice(hill, authority_code="c" * 32))
    change_organisation(hill, name="Hill", kind=OrganisationKind.FE_COLLEGE)
    with pytest.raises(NotFound, match="not in this sendsat"):
        send(desk, choice(hill))


def test_only_who_may_share_here_sends_and_it_needs_no_role_there(desk: Desk, hill: Desk) -> None:
    round_id, seen = look(desk, choice(hill))
    lead, administrator = (let_in(desk, role, mail=f"{role}@elm.ac.uk") for role in (Role.LEAD, Role.ADMINISTRATOR))
    with pytest.raises(Refused, match="may not share"):
        submitting.send(lead, round_id=round_id, choice=choice(hill), seen=seen)
    assert area(hill) == Area()
    submitting.send(administrator, round_id=round_id, choice=choice(hill), seen=seen)
    assert len(area(hill).unaccepted) == 1


def test_the_file_behind_it_is_signed_with_the_key_that_the_authority_keeps(desk: Desk, hill: Desk) -> None:
    send(desk, choice(hill))
    accept(hill)
    round_id, seen = look(desk, choice(hill))
    signed = read(submitting.submit(desk, round_id=round_id, choice=choice(hill), seen=seen)[1])
    assert sole_provider(hill).key == signed.key


def test_only_authorities_that_expect_the_provider_are_offered(desk: Desk, hill: Desk, other_desk: Desk) -> None:
    assert offered(desk) == []
    registering.let_send(hill, anyone=True)
    assert offered(desk) == offered(other_desk) == ["Hill"]
    assert offered(hill) == [], "nobody sends something to themselves"
    registering.let_send(hill, anyone=False)
    oak = registering.add_provider(hill, name=desk.organisation.name, kind=OrganisationKind.FE_COLLEGE)
    assert (offered(desk), offered(other_desk)) == (["Hill"], [])
    registering.remove_provider(hill, provider_id=oak.id)
    assert offered(desk) == []
    send(desk, choice(hill))
    assert offered(desk) == ["Hill"], "whoever has used the code once is offered it again"


def test_a_new_key_is_asked_about_once_more_and_what_was_there_stays(desk: Desk, hill: Desk, clock: Clock) -> None:
    send_accepted(desk, hill, clock)
    known = area(hill).here[0].key
    shared_before = receipts(desk)[0]

    changed = signing_keys.change_key(desk)

    assert changed.old == fingerprint(known) != changed.new
    assert changed.authorities == ("Hill",)
    assert receipts(desk) == (shared_before,), "receipts keep the fingerprint of the key that signed"
    assert shared_before.checksum.endswith(changed.old)
    [note] = [one for one in noted(desk.store) if one.verb == "change_key"]
    assert (note.field, note.old, note.new) == ("signing key changed", changed.old, changed.new)

    clock.pass_by(minutes=1)
    assert send(desk, choice(hill)).is_other_key
    assert area(hill).received[0].is_here
    clock.pass_by(minutes=1)

    round_id, seen = look(desk, choice(hill))
    data = submitting.submit(desk, round_id=round_id, choice=choice(hill), seen=seen)[1]
    arrived = receiving.look_at(hill, data)
    assert (arrived.is_other_key, arrived.fingerprint) == (True, changed.new)
    with pytest.raises(Refused, match="another key than before"):
        receiving.accept(hill, data=data)
    receiving.accept(hill, data=data, confirmed=changed.new)

    clock.pass_by(minutes=1)
    assert not send(desk, choice(hill)).waits
    assert submitting.withdraw(desk, receipt_id=receipts(desk)[0].id).has_arrived


def test_whoever_has_signed_nothing_has_no_key_to_change(desk: Desk) -> None:
    with pytest.raises(Refused, match="no key to change"):
        signing_keys.change_key(desk)
