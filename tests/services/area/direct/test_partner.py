"""A partner sees what was shared, as it was sent, for as long as it is shared, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from sendsat.assessment.area.partners import SharedHere
from sendsat.assessment.area.submission import Choice
from sendsat.assessment.people.people import Role, stranger
from sendsat.assessment.rating import Rating
from sendsat.errors import Refused
from sendsat.services import viewing
from sendsat.services.area import submitting
from sendsat.services.desk import Desk
from sendsat.services.organisation import founding, grouping, people
from sendsat.services.organisation.admitting import admit
from sendsat.services.plan import planning
from sendsat.services.records import binning, redacting
from sendsat.services.rounds import judging, rounds, teams
from sendsat.services.visit.parts import Part
from sendsat.services.visit.visiting import Visit, visiting
from sendsat.storage.queries.area.shared import copies_of
from tests.conftest import Clock
from tests.services.area.direct.test_sending import choice, receipts, say, send

PAT = "pat@hill.gov.uk"
WHY = "Sam Secret was left out"


def let_in(desk: Desk, role: Role = Role.PARTNER) -> Desk:
    """The desk of somebody from outside who came by an invitation."""
    people.invite(desk, who=PAT, role=role)
    pat = stranger(subject=f"https://login.example|{PAT}", mail=PAT, name="Pat")
    admit(desk.store, pat, first_administrator="", now=desk.now())
    return replace(desk, person=pat)


@contextmanager
def visit_of(pat: Desk) -> Iterator[Visit]:
    with visiting(pat.store, pat.library, pat.person, pat.organisation.uid) as visit:
        assert visit is not None
        yield visit


def shared(pat: Desk) -> SharedHere:
    with visit_of(pat) as visit:
        found = visit.look_at_shared([Part.SHARED]).shared
        assert visit.look_at_shared([]).shared is None, "where it is not shown, no copy is read"
    assert found is not None
    return found


def write(desk: Desk, text: str = WHY) -> None:
    here = {"round_id": 1, "team_id": 1, "statement_id": "LM1"}
    judging.write(desk, **here, field="commentary", text=text, seen="")
    judging.write(desk, **here, field="evidence", text="The minutes", seen="")


def planned(desk: Desk) -> None:
    draft = planning.Draft("Ring them", owner="Jo")
    planning.plan_action(desk, round_id=1, team_id=1, statements=("LM1",), draft=draft)


def test_before_anything_is_shared_a_partner_sees_nothing(desk: Desk, first_round: object) -> None:
    assert shared(let_in(desk)) == SharedHere()


@pytest.mark.usefixtures("first_round")
def test_only_what_was_chosen_is_seen_under_the_name_it_was_sent_with(desk: Desk, hill: Desk) -> None:
    write(desk)
    planned(desk)
    pat = let_in(desk)
    send(desk, choice(hill))
    send(desk, choice(hill, commentary=False, alias="Provider A"))
    send(desk, choice(hill, commentary=False, evidence=True, actions=True))

    with_all, alone, with_reasons = (one.submission for one in shared(pat).shared)

    assert (with_reasons.provider, with_reasons.is_alias) == (desk.organisation.name, False)
    assert with_reasons.statements[0].commentary == (WHY,)
    assert (with_reasons.statements[0].evidence, with_reasons.actions) == ((), ())
    assert (alone.provider, alone.is_alias) == ("Provider A", True)
    assert all(one.commentary == one.evidence == () for one in alone.statements)
    assert with_all.statements[0].evidence == ("The minutes",)
    assert [(one.text, one.owner) for one in with_all.actions] == [("Ring them", "")]
    assert {one.authority for one in shared(pat).shared} == {"Hill"}


@pytest.mark.usefixtures("first_round")
def test_what_is_said_since_is_not_seen(desk: Desk, hill: Desk) -> None:
    pat = let_in(desk)
    send(desk, choice(hill))
    judging.rate(desk, round_id=1, team_id=1, statement_id="LM1", rating=Rating.GREEN)
    write(desk)

    [one] = shared(pat).shared
    assert one.submission.ratings == {"LM1": Rating.RED}
    assert not any(statement.commentary for statement in one.submission.statements)


@pytest.mark.usefixtures("first_round")
def test_what_is_taken_back_is_gone_and_its_copy_emptied_but_what_others_got_stays(
    desk: Desk, hill: Desk, clock: Clock
) -> None:
    write(desk)
    pat = let_in(desk)
    send(desk, choice(hill))
    elsewhere = Choice("Vale", "c" * 32, ("leadership",))
    seen = submitting.preview_submission(desk, 1, elsewhere)
    submitting.submit(desk, round_id=1, choice=elsewhere, seen=seen)
    clock.pass_by(minutes=1)
    assert len(shared(pat).shared) == 2

    [to_hill] = [one for one in receipts(desk) if one.authority == "Hill"]
    submitting.withdraw(desk, receipt_id=to_hill.id)

    assert [one.authority for one in shared(pat).shared] == ["Vale"]
    assert shared(pat).without_copy == 0
    with visit_of(desk) as visit:
        assert [content is None for _, _, _, content in copies_of(visit.scope)] == [False]

    send(desk, choice(hill))
    assert [one.authority for one in shared(pat).shared] == ["Hill", "Vale"]


@pytest.mark.usefixtures("first_round")
def test_words_that_are_removed_for_good_are_gone_from_the_copy_too(desk: Desk, hill: Desk) -> None:
    write(desk)
    pat = let_in(desk)
    send(desk, choice(hill))
    found = redacting.find_words(desk, "Sam Secret")
    assert ("receipt", "content") in {(place.table, place.column) for place in found}
    redacting.remove_words(desk, words="Sam Secret", seen=len(found))

    [one] = shared(pat).shared
    assert "Secret" not in str(one)
    assert one.submission.ratings == {"LM1": Rating.RED}


@pytest.mark.usefixtures("first_round")
def test_a_name_that_is_also_a_rating_is_removed_from_words_and_the_rating_stays(desk: Desk) -> None:
    say(desk, Rating.AMBER)
    write(desk, "Amber was left out")
    pat = let_in(desk)
    share(desk, 1, TO_VALE)
    found = redacting.find_words(desk, "Amber")
    redacting.remove_words(desk, words="Amber", seen=len(found))

    assert redacting.find_words(desk, "Amber") == ()
    [one] = shared(pat).shared
    assert one.submission.ratings == {"LM1": Rating.AMBER}
    assert "Amber was" not in str(one)


TO_VALE = Choice("Vale", "c" * 32, ("leadership",), commentary=True)


def share(desk: Desk, round_id: int, chosen: Choice) -> None:
    seen = submitting.preview_submission(desk, round_id, chosen)
    submitting.submit(desk, round_id=round_id, choice=chosen, seen=seen)


@pytest.mark.usefixtures("first_round")
def test_a_team_that_is_erased_for_good_leaves_no_copy_of_what_it_said(desk: Desk) -> None:
    teams.add_team(desk, name="Others", sections=("leadership",))
    kitchens = teams.add_team(desk, name="Kitchens", sections=("leadership",))
    where = {"round_id": 1, "team_id": kitchens.id, "statement_id": "LM1"}
    judging.write(desk, **where, field="commentary", text=WHY, seen="")
    pat = let_in(desk)
    share(desk, 1, TO_VALE)
    assert WHY in str(shared(pat))

    binning.put_team_in_bin(desk, team_id=kitchens.id)
    spring = rounds.start_round(desk, name="Spring")
    share(desk, spring.id, TO_VALE)
    binning.erase_team(desk, team_id=kitchens.id)

    assert [one.submission.round for one in shared(pat).shared] == ["Spring"]
    assert redacting.find_words(desk, "Secret") == ()


@pytest.mark.usefixtures("first_round")
def test_an_action_that_was_erased_with_its_round_is_in_no_copy_of_another_round(desk: Desk) -> None:
    planned(desk)
    spring = rounds.start_round(desk, name="Spring")
    pat = let_in(desk)
    for chosen in (replace(TO_VALE, actions=True), TO_VALE):
        share(desk, spring.id, chosen)
    assert "Ring them" in str(shared(pat))

    binning.put_in_bin(desk, round_id=1)
    binning.erase_round(desk, round_id=1)

    assert "Ring them" not in str(shared(pat))
    assert (len(shared(pat).shared), shared(pat).without_copy) == (1, 1)


@pytest.mark.usefixtures("first_round")
def test_nothing_of_a_round_in_the_bin_is_seen(desk: Desk, hill: Desk) -> None:
    write(desk)
    pat = let_in(desk)
    send(desk, choice(hill))
    rounds.start_round(desk, name="Spring")
    binning.put_in_bin(desk, round_id=1)
    assert shared(pat) == SharedHere()

    binning.take_out_of_bin(desk, round_id=1)
    assert len(shared(pat).shared) == 1

    binning.put_in_bin(desk, round_id=1)
    binning.erase_round(desk, round_id=1)
    assert shared(pat) == SharedHere()
    assert redacting.find_words(desk, "Secret") == ()


@pytest.mark.usefixtures("first_round")
def test_a_partner_is_told_of_no_round_and_may_look_at_nothing_else(desk: Desk) -> None:
    pat = let_in(desk)
    with visit_of(pat) as visit:
        assert visit.is_partners
        assert visit.rounds == ()
        with pytest.raises(Refused, match="may not look"):
            visit.look(1, list(Part))
    for read in (viewing.rounds_of, viewing.actions_of, viewing.ofsted_choices, viewing.newest_round):
        with pytest.raises(Refused, match="may not look"):
            read(pat)
    with pytest.raises(Refused, match="may not look"):
        viewing.snapshots(pat, 1)


@pytest.mark.usefixtures("first_round")
def test_the_group_tells_a_partner_of_one_college_nothing_of_it(desk: Desk) -> None:
    oak = replace(
        desk, organisation=founding.found_another(desk, name="Oak", kind=desk.organisation.kind, round_name="A")
    )
    group = grouping.start_group(desk, name="The Trees")
    grouping.join_group(oak, code=group.uid)
    let_in(desk)
    lead = let_in(oak, Role.LEAD)
    in_group = replace(lead, organisation=replace(oak.organisation, group_id=group.id))

    with visit_of(in_group) as visit:
        assert {one.name for one in visit.organisations} == {"Oak", desk.organisation.name}
        seen = visit.look(visit.rounds[0].id, (Part.GROUP,))
    assert [one.name for one in seen.organisations] == ["Oak"]
    assert seen.together is not None
    assert desk.organisation.name not in str(seen.together)
    assert [begun.organisation.name for begun in grouping.start_common_round(in_group, name="Common")] == ["Oak"]
