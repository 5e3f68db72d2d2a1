"""A local authority and its providers: invite, share, take in, add up, take back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sendsat.assessment.area.area import cell
from sendsat.assessment.area.partners import Area
from sendsat.assessment.area.submission import Choice
from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.errors import Invalid, Overtaken, Refused
from sendsat.exchange.submission.contents import submission_in
from sendsat.exchange.submission.document import read
from sendsat.exchange.submission.signing import fingerprint, public_of
from sendsat.services import viewing
from sendsat.services.area import receiving, registering, submitting
from sendsat.services.area.packs import area_pack, feedback_pack
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import change_organisation
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import judging
from sendsat.services.work import reading
from sendsat.storage.queries.area.area import area_of, receipts_of
from tests.conftest import Clock
from tests.factories import STARTED
from tests.services.area.sending import key_of, submission_from, withdrawal_from

CODE = "b" * 32
ALL = Choice("Hill", CODE, ("leadership",), commentary=True, evidence=True, actions=True)


@pytest.fixture
def authority(desk: Desk) -> Desk:
    """A local authority at work, a week after the first file was made."""
    change_organisation(desk, name="Hill", kind=OrganisationKind.LOCAL_AUTHORITY)
    hill = replace(desk.organisation, kind=OrganisationKind.LOCAL_AUTHORITY)
    return replace(desk, organisation=hill, now=lambda: STARTED + timedelta(days=7))


def known(desk: Desk) -> Area:
    with reading(desk) as scope:
        return area_of(scope)


def sent(desk: Desk, number: int = 1, **how: Any) -> bytes:
    return submission_from(desk.organisation.uid, number, edition=desk.library.current.id, **how)


def take_in(desk: Desk, number: int = 1, **how: Any) -> None:
    receiving.accept(desk, data=sent(desk, number, **how))


def said(desk: Desk) -> dict[str, Any]:
    round_ = viewing.rounds_of(desk)[0]
    here = {"round_id": round_.id, "team_id": round_.teams[0].id, "statement_id": "LM1"}
    judging.rate(desk, **here, rating=Rating.RED)
    judging.write(desk, **here, field="commentary", text="No policy yet", seen="")
    ids = {"round_id": round_.id, "team_id": None, "statements": ("LM1",)}
    planning.plan_action(desk, **ids, draft=Draft("Write it", owner="Jo"))
    return {"round_id": round_.id}


def shared(desk: Desk, choice: Choice) -> str:
    here = said(desk)
    seen = submitting.preview_submission(desk, **here, choice=choice)
    name, content = submitting.submit(desk, **here, choice=choice, seen=seen)
    inside = submission_in(read(content).content)
    assert replace(inside, uid=seen.uid) == seen, "what is in the file is what was seen"
    assert name.endswith(".json")
    return content.decode()


def test_what_was_not_chosen_does_not_go(desk: Desk) -> None:
    plain = shared(desk, Choice("Hill", CODE, ("leadership",), alias="College A"))
    assert '"rating": "red"' in plain
    for kept in ("No policy yet", "Write it", "Jo", desk.organisation.name, desk.organisation.uid):
        assert kept not in plain


def test_names_of_people_go_only_where_that_was_ticked(desk: Desk) -> None:
    content = shared(desk, ALL)
    assert "No policy yet" in content
    assert "Write it" in content
    assert '"Jo"' not in content
    assert '"Jo"' in shared(desk, replace(ALL, people=True))


def test_what_changed_since_it_was_looked_at_is_looked_at_again(desk: Desk) -> None:
    here = said(desk)
    seen = submitting.preview_submission(desk, **here, choice=ALL)
    team_id = viewing.rounds_of(desk)[0].teams[0].id
    judging.rate(desk, **here, team_id=team_id, statement_id="LM2", rating=Rating.GREEN)
    with pytest.raises(Overtaken):
        submitting.submit(desk, **here, choice=ALL, seen=seen)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"authority": " "}, "which local"), ({"authority_code": "x"}, "code"), ({"sections": ()}, "section")],
)
def test_a_choice_that_lacks_something_is_refused(desk: Desk, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(Invalid, match=says):
        submitting.preview_submission(desk, viewing.rounds_of(desk)[0].id, replace(ALL, **wrong))


def test_a_receipt_says_what_went_and_taking_it_back_is_signed_with_the_same_key(desk: Desk) -> None:
    key = read(shared(desk, ALL).encode()).key
    with reading(desk) as scope:
        [receipt] = receipts_of(scope)
    assert "with reasons, evidence, actions, as Hill College" in receipt.shared
    assert fingerprint(key) in receipt.checksum
    signed = read(submitting.withdraw(desk, receipt_id=receipt.id).content)
    assert signed.key == key


def test_a_submission_is_taken_in_once_and_a_newer_one_takes_its_place(authority: Desk) -> None:
    take_in(authority, time=1)
    with pytest.raises(Refused, match="here already"):
        take_in(authority, time=1)
    with pytest.raises(Refused, match="newer submission"):
        take_in(authority, time=0)
    take_in(authority, time=2, LM1=Rating.GREEN)
    area = known(authority)
    assert [one.gone_by for one in area.received] == ["replaced", ""]
    assert area.received[0].content, "the older one is kept"
    assert viewing.snapshots(authority, viewing.rounds_of(authority)[0].id)[0].rating("LM1") is None


def test_a_file_for_another_authority_or_for_no_authority_is_refused(desk: Desk, authority: Desk) -> None:
    with pytest.raises(Refused, match="another local authority"):
        receiving.look_at(authority, submission_from(CODE))
    change_organisation(desk, name="Hill", kind=OrganisationKind.FE_COLLEGE)
    with pytest.raises(Refused, match="Only a local authority"):
        receiving.look_at(desk, sent(desk))


def test_another_key_waits_for_somebody_who_compared_its_fingerprint(authority: Desk) -> None:
    take_in(authority)
    other = sent(authority, time=2, key=key_of(99))
    with pytest.raises(Refused, match="another key"):
        receiving.accept(authority, data=other)
    receiving.accept(authority, data=other, confirmed=fingerprint(public_of(key_of(99))))
    assert known(authority).here[0].key == public_of(key_of(99))


def test_a_withdrawal_with_another_key_takes_back_once_somebody_compared_its_fingerprint(authority: Desk) -> None:
    take_in(authority)
    withdrawal = withdrawal_from(authority.organisation.uid, time=3, key=key_of(99))
    arrived = receiving.look_at(authority, withdrawal)
    assert (arrived.is_other_key, arrived.ends) == (True, 1)
    for wrong in ("", fingerprint(known(authority).here[0].key)):
        with pytest.raises(Refused, match="another key than before"):
            receiving.accept(authority, data=withdrawal, confirmed=wrong)
    assert [one.gone_by for one in known(authority).received] == [""]
    receiving.accept(authority, data=withdrawal, confirmed=arrived.fingerprint)
    assert [(one.gone_by, one.content) for one in known(authority).received] == [("withdrawn", {})]
    assert known(authority).here[0].key == public_of(key_of(99))


def test_what_was_taken_back_is_empty_and_does_not_come_again(authority: Desk) -> None:
    take_in(authority)
    take_in(authority, time=1)
    withdrawal = withdrawal_from(authority.organisation.uid, time=3)
    assert receiving.look_at(authority, withdrawal).ends == 2
    receiving.accept(authority, data=withdrawal)
    assert all(not one.content and not one.submitted.ratings for one in known(authority).received)
    for again in (withdrawal, sent(authority, time=2)):
        with pytest.raises(Refused):
            receiving.accept(authority, data=again)
    take_in(authority, time=4)
    assert known(authority).here[0].uid


@pytest.mark.parametrize("days", [8, 9])
def test_a_file_from_a_day_that_is_still_to_come_is_refused_and_one_a_day_ahead_is_not(
    authority: Desk, days: int
) -> None:
    take_in(authority)
    files = (sent(authority, time=days), withdrawal_from(authority.organisation.uid, time=days))
    for file in files:
        if days == 8:
            assert receiving.look_at(authority, file).ends == 1
        else:
            with pytest.raises(Refused, match=r"made on 10 September 2025, which is still to come\. Ask the provider"):
                receiving.accept(authority, data=file)
    assert [one.gone_by for one in known(authority).received] == [""]


def test_a_file_that_comes_again_is_told_what_became_of_it(authority: Desk) -> None:
    file = sent(authority)

    def told() -> str:
        with pytest.raises(Refused) as refused:
            receiving.look_at(authority, file)
        return str(refused.value)

    take_in(authority)
    assert told() == "This submission is here already. There is nothing to do."
    [provider] = known(authority).here
    registering.remove_provider(authority, provider_id=provider.id)
    assert told().endswith("Bring the provider back first.")
    registering.bring_back_provider(authority, provider_id=provider.id)
    assert told().startswith("This submission is here already.")
    take_in(authority, time=1)
    assert told().startswith("A newer submission of this provider is here.")
    receiving.accept(authority, data=withdrawal_from(authority.organisation.uid, time=2))
    assert told() == "The provider has taken this submission back. Ask it for a new one."
    take_in(authority, 2)
    file = sent(authority, 2)
    receiving.delete_submission(authority, received_id=known(authority).received[-1].id)
    assert told() == "This submission was deleted here. Ask the provider for a new one."


def test_a_submission_of_another_guide_says_what_helps(authority: Desk) -> None:
    file = submission_from(authority.organisation.uid, edition="guide-2099")
    with pytest.raises(Invalid, match=r"a guide that is not here\. Bring sendsat here up to date, or ask"):
        receiving.look_at(authority, file)


def test_a_provider_of_the_register_is_recognised_once_somebody_said_so(authority: Desk) -> None:
    oak = registering.add_provider(authority, name="Oak", kind=OrganisationKind.FE_COLLEGE, contact="Kim")
    receiving.accept(authority, data=sent(authority), provider_id=oak.id)
    assert [one.name for one in known(authority).here] == ["Oak"]
    with pytest.raises(Refused, match="sent something else"):
        receiving.accept(authority, data=sent(authority, 2), provider_id=oak.id)


def test_names_in_the_register_are_free_and_merging_can_be_taken_back(authority: Desk) -> None:
    oak, elm = (
        registering.add_provider(authority, name=one, kind=OrganisationKind.FE_COLLEGE) for one in ("Oak", "Elm")
    )
    for wrong in ("oak", " "):
        with pytest.raises(Invalid):
            registering.add_provider(authority, name=wrong, kind=OrganisationKind.FE_COLLEGE)
    registering.merge_provider(authority, provider_id=oak.id, into_id=elm.id)
    assert [one.name for one in known(authority).here] == ["Elm"]
    registering.bring_back_provider(authority, provider_id=oak.id)
    assert [one.name for one in known(authority).here] == ["Elm", "Oak"]


def test_a_provider_that_is_removed_and_brought_back_waits_for_others(authority: Desk) -> None:
    for number in range(10):
        take_in(authority, number)
    receiving.draw_area(authority, minimum=5)
    first = known(authority).received[0].provider_id
    registering.remove_provider(authority, provider_id=first)
    assert cell(known(authority).submitted, "LM1", 5).shown == 5
    registering.bring_back_provider(authority, provider_id=first)
    area = known(authority)
    assert area.waiting == 1
    assert area.latest(first) is not None
    assert cell(area.submitted, "LM1", 5).shown == 5


def test_too_few_are_not_drawn_together(authority: Desk) -> None:
    for number in range(4):
        take_in(authority, number)
    with pytest.raises(Refused, match="4 submissions wait, and 5 must"):
        receiving.draw_area(authority, minimum=5)


def test_packs_name_nobody_and_a_small_group_gets_none(authority: Desk) -> None:
    for number in range(6):
        take_in(authority, number)
    edition = authority.library.current
    before = known(authority)
    with pytest.raises(Refused, match="too small"):
        feedback_pack(authority, edition, before, before.here[0], [cell(before.submitted, "LM1", 5)])
    receiving.draw_area(authority, minimum=5)
    area = known(authority)
    cells = [cell(area.submitted, "LM1", 5)]
    assert cells[0].counts is not None
    assert area_pack(authority, edition, cells, "Note").startswith(b"PK")
    assert feedback_pack(authority, edition, area, area.here[0], cells).startswith(b"PK")


def test_the_clock_of_a_file_is_the_providers(desk: Desk, clock: Clock) -> None:
    here = said(desk)
    clock.pass_by(hours=2)
    assert submitting.preview_submission(desk, **here, choice=ALL).made_at == clock.at
