"""A provider sends a local authority of the same database something directly: accepted the first time, then at once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sendsat.assessment.area.partners import Area, Fate, Provider, Receipt, have_sent
from sendsat.assessment.area.submission import Choice, Submission, Withdrawal
from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.errors import NotFound, Refused
from sendsat.exchange.submission.contents import submission_file, submission_in, withdrawal_file
from sendsat.exchange.submission.signing import fingerprint
from sendsat.services import viewing
from sendsat.services.area import accepting, receiving, registering, submitting
from sendsat.services.area.submitting import Sent
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import change_organisation
from sendsat.services.rounds import judging
from sendsat.services.work import reading
from sendsat.storage.queries.area.area import area_of, receipts_of
from sendsat.storage.queries.area.neighbours import authorities_for, fates_of
from tests.conftest import Clock
from tests.services.area.sending import key_of
from tests.services.prepared import noted


def choice(hill: Desk, **how: Any) -> Choice:
    return replace(Choice("Hill", hill.organisation.uid, ("leadership",), commentary=True), **how)


def say(desk: Desk, rating: Rating = Rating.RED) -> int:
    """Rate a statement and say why; the id of the round."""
    round_ = viewing.rounds_of(desk)[0]
    here = {"round_id": round_.id, "team_id": round_.teams[0].id, "statement_id": "LM1"}
    judging.rate(desk, **here, rating=rating)
    return round_.id


def look(desk: Desk, chosen: Choice) -> tuple[int, Submission]:
    round_id = say(desk)
    return round_id, submitting.preview_submission(desk, round_id, chosen)


def send(desk: Desk, chosen: Choice) -> Sent:
    round_id, seen = look(desk, chosen)
    return submitting.send(desk, round_id=round_id, choice=chosen, seen=seen)


def accept(hill: Desk, provider_id: int | None = None) -> Provider:
    """The authority compared the fingerprint of the one that waits."""
    [waiting] = area(hill).unaccepted
    return accepting.accept_waiting(hill, unaccepted_id=waiting.id, provider_id=provider_id)


def send_accepted(desk: Desk, hill: Desk, clock: Clock, **how: bool | str) -> None:
    """Send for the first time, and be accepted."""
    send(desk, choice(hill, **how))
    accept(hill)
    clock.pass_by(minutes=1)


def area(hill: Desk) -> Area:
    with reading(hill) as scope:
        return area_of(scope)


def receipts(desk: Desk) -> tuple[Receipt, ...]:
    with reading(desk) as scope:
        return receipts_of(scope)


def fates(desk: Desk) -> list[Fate | None]:
    """What became of each submission, newest first."""
    with reading(desk) as scope:
        told = fates_of(scope, receipts_of(scope))
    return [told.get(receipt.uid) for receipt in receipts(desk) if receipt.kind == "submission"]


def offered(desk: Desk) -> list[str]:
    with reading(desk) as scope:
        return [one.name for one in authorities_for(scope)]


def sole_provider(hill: Desk) -> Provider:
    [provider] = area(hill).here
    return provider


def test_what_is_accepted_stands_in_the_register_as_its_file_would(desk: Desk, hill: Desk, clock: Clock) -> None:
    assert send(desk, choice(hill)) == Sent(hill.organisation, waits=True)
    accept(hill)
    [directly] = area(hill).received
    clock.pass_by(minutes=1)
    round_id, seen = look(desk, choice(hill))
    receiving.accept(hill, data=submitting.submit(desk, round_id=round_id, choice=choice(hill), seen=seen)[1])
    [_, by_file] = area(hill).received
    assert directly.content == by_file.content
    assert directly.submitted.ratings == by_file.submitted.ratings == {"LM1": Rating.RED}
    assert sole_provider(hill).name == desk.organisation.name


def test_there_is_a_receipt_here_and_a_note_on_both_sides(desk: Desk, hill: Desk, clock: Clock) -> None:
    send(desk, choice(hill))
    assert noted(desk.store, of=hill.organisation.id)[0].field == "submission waits to be accepted"
    accept(hill)
    clock.pass_by(minutes=1)
    assert not send(desk, choice(hill)).waits
    [receipt, _] = receipts(desk)
    assert receipt.shared.endswith("as Hill College. Sent directly: it has arrived.")
    ours, theirs = (noted(desk.store, of=one.organisation.id)[0] for one in (desk, hill))
    assert (ours.verb, ours.field) == ("send", "submission made")
    assert (theirs.verb, theirs.field) == ("send", "submission taken in")


def test_whoever_is_seen_by_another_name_is_named_nowhere_at_the_authority(desk: Desk, hill: Desk) -> None:
    registering.add_provider(hill, name=desk.organisation.name, kind=OrganisationKind.FE_COLLEGE)
    sam = replace(desk, person=replace(desk.person, name="Sam Reed"))
    send(sam, choice(hill, alias="Provider A"))
    accept(hill)
    here = area(hill)
    assert [one.name for one in here.here] == ["Hill College", "Provider A"]
    assert here.latest(here.here[0].id) is None, "nobody says which provider it was"
    told = repr([noted(desk.store, of=hill.organisation.id)[:2], here.received])
    assert "Sam Reed" not in told
    assert desk.organisation.uid not in told


def test_whoever_has_the_name_of_a_provider_waits_until_somebody_compared_the_fingerprint(
    desk: Desk, hill: Desk, clock: Clock
) -> None:
    oak = registering.add_provider(hill, name=desk.organisation.name.upper(), kind=OrganisationKind.FE_COLLEGE)
    assert send(desk, choice(hill)).waits
    here = area(hill)
    assert (here.received, here.submitted, here.waiting, here.latest(oak.id)) == ((), (), 0, None)
    assert have_sent(here, here.here) == (0, 1)
    assert not sole_provider(hill).key, "a name proves nothing"
    accept(hill, oak.id)
    assert sole_provider(hill).id == oak.id
    assert area(hill).latest(oak.id) is not None
    assert area(hill).unaccepted == ()
    clock.pass_by(minutes=1)
    assert not send(desk, choice(hill)).waits, "the key is known from now on"
    assert [one.gone_by for one in area(hill).received] == ["replaced", ""]


def test_another_organisation_of_the_same_name_never_sends_as_a_provider_that_is_known(
    desk: Desk, hill: Desk, other_desk: Desk, clock: Clock
) -> None:
    send_accepted(desk, hill, clock)
    impostor = replace(other_desk, organisation=replace(other_desk.organisation, name=desk.organisation.name))
    change_organisation(impostor, name=desk.organisation.name, kind=OrganisationKind.FE_COLLEGE)
    assert send(impostor, choice(hill)).waits
    assert len(area(hill).received) == 1
    [waiting] = area(hill).unaccepted
    with pytest.raises(Refused, match="sent something else before"):
        accepting.accept_waiting(hill, unaccepted_id=waiting.id, provider_id=sole_provider(hill).id)


def test_the_sender_sees_what_became_of_what_it_sent_and_nobody_else_does(
    desk: Desk, hill: Desk, other_desk: Desk, clock: Clock
) -> None:
    assert fates(desk) == []
    send(desk, choice(hill))
    [sent] = receipts(desk)
    assert fates(desk) == [Fate(False, sent.at)]
    clock.pass_by(minutes=1)
    accept(hill)
    [accepted] = fates(desk)
    assert accepted is not None
    assert (accepted.is_accepted, accepted.since > sent.at, accepted.gone_by) == (True, True, "")
    clock.pass_by(minutes=1)
    send(desk, choice(hill))
    assert [fate and fate.gone_by for fate in fates(desk)] == ["", "replaced"]
    registering.remove_provider(hill, provider_id=sole_provider(hill).id)
    assert [fate and fate.gone_by for fate in fates(desk)] == ["removed", "replaced"]
    submitting.withdraw(desk, receipt_id=sent.id)
    assert [fate and fate.gone_by for fate in fates(desk)] == ["withdrawn", "withdrawn"]
    assert fates(other_desk) == []


def test_of_what_was_refused_or_made_as_a_file_nothing_is_known(desk: Desk, hill: Desk) -> None:
    send(desk, choice(hill))
    [waiting] = area(hill).unaccepted
    accepting.refuse_waiting(hill, unaccepted_id=waiting.id)
    round_id, submission = look(desk, choice(hill))
    submitting.submit(desk, round_id=round_id, choice=choice(hill), seen=submission)
    assert fates(desk) == [None, None]


def test_what_is_refused_leaves_nothing_but_a_note(desk: Desk, hill: Desk) -> None:
    send(desk, choice(hill))
    [waiting] = area(hill).unaccepted
    accepting.refuse_waiting(hill, unaccepted_id=waiting.id)
    assert area(hill) == Area()
    note = noted(desk.store, of=hill.organisation.id)[0]
    assert (note.field, note.old) == ("sender refused", f"Hill College, key {fingerprint(waiting.key)}")
    with pytest.raises(NotFound, match="no longer"):
        accepting.accept_waiting(hill, unaccepted_id=waiting.id)


def test_what_is_sent_again_before_it_is_accepted_takes_the_place_of_the_first(
    desk: Desk, hill: Desk, clock: Clock
) -> None:
    send(desk, choice(hill))
    first = area(hill).unaccepted
    clock.pass_by(minutes=1)
    send(desk, choice(hill))
    [waiting] = area(hill).unaccepted
    assert waiting.made_at > first[0].made_at


def test_taking_it_back_before_it_was_accepted_empties_what_waits(desk: Desk, hill: Desk) -> None:
    send(desk, choice(hill))
    taken = submitting.withdraw(desk, receipt_id=receipts(desk)[0].id)
    assert taken.has_arrived
    assert area(hill) == Area()
    assert noted(desk.store, of=hill.organisation.id)[0].field == "submission taken back by the provider"


def test_a_withdrawal_by_file_of_what_still_waits_says_that_it_waits(desk: Desk, hill: Desk) -> None:
    send(desk, choice(hill))
    [waiting] = area(hill).unaccepted
    file = withdrawal_file(Withdrawal("w", waiting.made_at, hill.organisation.uid, waiting.provider_uid), key_of(1))
    with pytest.raises(Refused, match="waits to be accepted"):
        receiving.look_at(hill, file)


def test_a_newer_file_that_is_taken_in_overtakes_what_waits(desk: Desk, hill: Desk, clock: Clock) -> None:
    send(desk, choice(hill))
    clock.pass_by(minutes=1)
    round_id, seen = look(desk, choice(hill))
    receiving.accept(hill, data=submitting.submit(desk, round_id=round_id, choice=choice(hill), seen=seen)[1])
    assert area(hill).unaccepted == ()
    assert len(area(hill).received) == 1


def test_a_provider_that_was_removed_does_not_send_itself_back_into_the_register(
    desk: Desk, hill: Desk, clock: Clock
) -> None:
    send_accepted(desk, hill, clock)
    registering.remove_provider(hill, provider_id=sole_provider(hill).id)
    assert send(desk, choice(hill)).waits
    assert area(hill).here == ()
    accept(hill)
    assert sole_provider(hill).name == "Hill College"


def test_what_waits_is_not_accepted_for_a_provider_that_is_known_by_another_key_by_now(
    desk: Desk, hill: Desk, clock: Clock
) -> None:
    send(desk, choice(hill))
    [waiting] = area(hill).unaccepted
    other = replace(submission_in(dict(waiting.content)), uid="other", made_at=waiting.made_at - timedelta(days=1))
    receiving.accept(hill, data=submission_file(other, key_of(1)))
    with pytest.raises(Refused, match="another key than before"):
        accept(hill)


def test_taking_it_back_reaches_the_authority_by_itself(desk: Desk, hill: Desk, clock: Clock) -> None:
    send_accepted(desk, hill, clock)
    taken = submitting.withdraw(desk, receipt_id=receipts(desk)[0].id)
    assert taken.has_arrived
    [received] = area(hill).received
    assert (received.gone_by, received.content, dict(received.submitted.ratings)) == ("withdrawn", {}, {})
    assert receipts(desk)[0].shared == "Everything shared before. Sent directly: it has arrived."
    assert noted(desk.store, of=hill.organisation.id)[0].field == "submission taken back by the provider"
    with pytest.raises(Refused, match="already"):
        receiving.accept(hill, data=taken.content)


def test_taking_it_back_takes_all_back_though_the_clock_was_set_back_since(
    desk: Desk, hill: Desk, clock: Clock
) -> None:
    send_accepted(desk, hill, clock)
    clock.pass_by(hours=-3)
    assert submitting.withdraw(desk, receipt_id=receipts(desk)[0].id).has_arrived
    assert [(one.gone_by, one.content) for one in area(hill).received] == [("withdrawn", {})]
    clock.pass_by(hours=4)
    send(desk, choice(hill))
    assert area(hill).received[-1].is_here, "what is shared afterwards is not taken back with it"


def test_what_came_as_a_file_is_taken_back_directly_too(desk: Desk, hill: Desk, clock: Clock) -> None:
    round_id, seen = look(desk, choice(hill))
    file = submitting.submit(desk, round_id=round_id, choice=choice(hill), seen=seen)[1]
    before = submitting.withdraw(desk, receipt_id=receipts(desk)[0].id)
    assert not before.has_arrived, "the authority has nothing yet"
    receiving.accept(hill, data=file)
    clock.pass_by(minutes=1)
    assert submitting.withdraw(desk, receipt_id=receipts(desk)[0].id).has_arrived
    assert not area(hill).received[0].is_here


def test_a_second_time_replaces_the_first(desk: Desk, hill: Desk, clock: Clock) -> None:
    send_accepted(desk, hill, clock)
    send(desk, choice(hill))
    assert [one.gone_by for one in area(hill).received] == ["replaced", ""]
