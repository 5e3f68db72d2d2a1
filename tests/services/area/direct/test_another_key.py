"""A provider whose signing key has changed sends directly: it waits until somebody compared the fingerprints."""

import pytest

from sendsat.assessment.rating import Rating
from sendsat.errors import Refused
from sendsat.exchange.submission.signing import fingerprint
from sendsat.services.area import accepting, receiving, registering, signing_keys, submitting
from sendsat.services.desk import Desk
from tests.conftest import Clock
from tests.services.area.direct.test_sending import (
    accept,
    area,
    choice,
    fates,
    look,
    receipts,
    say,
    send,
    send_accepted,
    sole_provider,
)
from tests.services.prepared import noted


@pytest.fixture
def changed(desk: Desk, hill: Desk, clock: Clock) -> signing_keys.Changed:
    """Hill has accepted something of the provider, whose key changed after that."""
    send_accepted(desk, hill, clock)
    changed = signing_keys.change_key(desk)
    clock.pass_by(minutes=1)
    return changed


def confirm(hill: Desk, fingerprint: str) -> None:
    [waiting] = area(hill).unaccepted
    accepting.accept_waiting(hill, unaccepted_id=waiting.id, confirmed=fingerprint)


def test_it_waits_and_what_was_accepted_before_goes_on_counting(
    desk: Desk, hill: Desk, changed: signing_keys.Changed
) -> None:
    sent = send(desk, choice(hill))
    assert (sent.waits, sent.is_other_key) == (True, True)
    here = area(hill)
    assert [one.gone_by for one in here.received] == [""]
    [waiting] = here.unaccepted
    assert (fingerprint(sole_provider(hill).key), fingerprint(waiting.key)) == (changed.old, changed.new)
    note = noted(desk.store, of=hill.organisation.id)[0]
    assert (note.field, note.old) == ("submission waits to be accepted", f"key {changed.old}")
    assert note.new.endswith(f"key {changed.new}")


def test_the_receipt_knows_that_it_waits_because_of_the_key(
    desk: Desk, hill: Desk, changed: signing_keys.Changed
) -> None:
    send(desk, choice(hill))
    assert [fate and (fate.is_accepted, fate.is_other_key) for fate in fates(desk)] == [(False, True), (True, False)]


def test_it_is_not_accepted_unless_the_new_fingerprint_was_compared(
    desk: Desk, hill: Desk, changed: signing_keys.Changed
) -> None:
    send(desk, choice(hill))
    for wrong in ("", changed.old, "0000 0000 0000 0000"):
        with pytest.raises(Refused, match="another key than before"):
            confirm(hill, wrong)
    assert (len(area(hill).unaccepted), len(area(hill).received)) == (1, 1)
    confirm(hill, changed.new)
    assert [one.gone_by for one in area(hill).received] == ["replaced", ""]
    note = noted(desk.store, of=hill.organisation.id)[0]
    assert (note.field, note.old) == ("sender accepted", f"key {changed.old}")


def test_from_then_on_it_goes_through_and_is_taken_back_directly(
    desk: Desk, hill: Desk, changed: signing_keys.Changed, clock: Clock
) -> None:
    send(desk, choice(hill))
    confirm(hill, changed.new)
    clock.pass_by(minutes=1)
    assert not send(desk, choice(hill)).waits
    taken = submitting.withdraw(desk, receipt_id=receipts(desk)[0].id)
    assert (taken.has_arrived, taken.stays) == (True, False)
    assert {one.gone_by for one in area(hill).received} == {"withdrawn"}


def test_a_key_that_changed_again_meanwhile_needs_its_own_fingerprint(
    desk: Desk, hill: Desk, changed: signing_keys.Changed, clock: Clock
) -> None:
    send(desk, choice(hill))
    again = signing_keys.change_key(desk)
    clock.pass_by(minutes=1)
    send(desk, choice(hill))
    with pytest.raises(Refused, match="another key than before"):
        confirm(hill, changed.new)
    confirm(hill, again.new)


def test_refusing_it_leaves_what_was_accepted_before_and_the_known_key(
    desk: Desk, hill: Desk, changed: signing_keys.Changed
) -> None:
    send(desk, choice(hill))
    accepting.refuse_waiting(hill, unaccepted_id=area(hill).unaccepted[0].id)
    assert area(hill).unaccepted == ()
    assert area(hill).received[0].is_here
    assert fingerprint(sole_provider(hill).key) == changed.old


def take_in_back(hill: Desk, taken: submitting.TakenBack, changed: signing_keys.Changed) -> None:
    """Hill is sent the file, compares the fingerprint, and takes it in."""
    with pytest.raises(Refused, match="another key than before"):
        receiving.accept(hill, data=taken.content)
    receiving.accept(hill, data=taken.content, confirmed=changed.new)


def test_taking_back_ends_what_waits_and_its_file_ends_what_was_accepted_before(
    desk: Desk, hill: Desk, changed: signing_keys.Changed
) -> None:
    send(desk, choice(hill))
    taken = submitting.withdraw(desk, receipt_id=receipts(desk)[0].id)
    assert (taken.has_arrived, taken.stays) == (True, True)
    assert area(hill).unaccepted == ()
    assert [one.gone_by for one in area(hill).received] == [""]
    assert receipts(desk)[0].shared.startswith("What waited to be accepted.")
    take_in_back(hill, taken, changed)
    assert [one.gone_by for one in area(hill).received] == ["withdrawn"]


def test_where_nothing_waits_the_file_takes_back_and_from_then_on_the_new_key_is_known(
    desk: Desk, hill: Desk, changed: signing_keys.Changed, clock: Clock
) -> None:
    taken = submitting.withdraw(desk, receipt_id=receipts(desk)[0].id)
    assert (taken.has_arrived, taken.stays) == (False, True)
    assert area(hill).received[0].is_here
    assert "once they have asked for the fingerprint of your key" in receipts(desk)[0].shared
    take_in_back(hill, taken, changed)
    assert [(one.gone_by, one.content) for one in area(hill).received] == [("withdrawn", {})]
    assert fingerprint(sole_provider(hill).key) == changed.new
    clock.pass_by(minutes=1)
    assert not send(desk, choice(hill)).waits


def test_what_they_had_deleted_already_does_not_stay(desk: Desk, hill: Desk, changed: signing_keys.Changed) -> None:
    receiving.delete_submission(hill, received_id=area(hill).received[0].id)
    send(desk, choice(hill))
    taken = submitting.withdraw(desk, receipt_id=receipts(desk)[0].id)
    assert (taken.has_arrived, taken.stays) == (True, False)


def test_what_waits_is_taken_back_after_the_key_changed_too(desk: Desk, hill: Desk, clock: Clock) -> None:
    send(desk, choice(hill))
    signing_keys.change_key(desk)
    clock.pass_by(minutes=1)
    assert submitting.withdraw(desk, receipt_id=receipts(desk)[0].id).has_arrived
    assert area(hill).unaccepted == ()


def test_a_provider_that_was_taken_out_comes_back_with_its_new_key_only_once_it_was_compared(
    desk: Desk, hill: Desk, changed: signing_keys.Changed
) -> None:
    registering.remove_provider(hill, provider_id=sole_provider(hill).id)
    send(desk, choice(hill))
    with pytest.raises(Refused, match="another key than before"):
        accept(hill)
    confirm(hill, changed.new)
    assert fingerprint(sole_provider(hill).key) == changed.new


def test_a_file_with_the_new_key_that_is_taken_in_overtakes_what_waits(
    desk: Desk, hill: Desk, changed: signing_keys.Changed, clock: Clock
) -> None:
    send(desk, choice(hill))
    clock.pass_by(minutes=1)
    say(desk, Rating.GREEN)
    round_id, seen = look(desk, choice(hill))
    file = submitting.submit(desk, round_id=round_id, choice=choice(hill), seen=seen)[1]
    receiving.accept(hill, data=file, confirmed=changed.new)
    assert area(hill).unaccepted == ()
    assert [one.gone_by for one in area(hill).received] == ["replaced", ""]
