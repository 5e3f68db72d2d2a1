"""A group of organisations: who is in it, and what somebody sees of it, counted in the database."""

import json
from collections.abc import Iterable
from dataclasses import replace

import pytest
from sqlalchemy import event, text

from sendsat.assessment.groups.completion import Done, done
from sendsat.assessment.groups.group import Together
from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.people.people import Role, stranger
from sendsat.assessment.rating import Rating
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.values import Round
from sendsat.errors import NotFound, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation import grouping, people
from sendsat.services.organisation.admitting import admit
from sendsat.services.organisation.founding import found_another
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.records import binning
from sendsat.services.rounds import agreeing, judging, rounds, teams
from sendsat.services.visit.parts import Part
from sendsat.services.visit.visiting import visiting
from tests.factories import STARTED

R, A, G = Rating.RED, Rating.AMBER, Rating.GREEN


@pytest.fixture
def elm(desk: Desk, first_round: Round) -> Desk:
    """An organisation that has started a group."""
    grouping.start_group(desk, name="The Trees")
    return desk


def another(elm: Desk, name: str) -> Desk:
    """One more organisation, in the same group."""
    added = found_another(elm, name=name, kind=OrganisationKind.PROVIDER, round_name="Autumn")
    desk = replace(elm, organisation=added)
    grouping.join_group(desk, code=code(elm))
    return desk


def together(desk: Desk, uid: str = "") -> Together | None:
    with visiting(desk.store, desk.library, desk.person, uid) as visit:
        assert visit is not None
        return visit.look(visit.rounds[-1].id, [Part.GROUP]).together


def code(desk: Desk) -> str:
    seen = together(desk)
    assert seen is not None
    return seen.group.uid


def rate(desk: Desk, said: Iterable[Rating], statement_id: str = "LM1") -> Round:
    """The teams of the newest round say this; teams are added as need be."""
    for number, rating in enumerate(said):
        known = viewing.rounds_of(desk)[-1].teams
        team = known[number] if number < len(known) else teams.add_team(
            desk, name=f"Team {number}", sections=("leadership", "study-programmes")
        )  # fmt: skip
        round_ = viewing.rounds_of(desk)[-1]
        judging.rate(desk, round_id=round_.id, team_id=team.id, statement_id=statement_id, rating=rating)
    return viewing.rounds_of(desk)[-1]


def test_every_college_stands_where_its_own_results_say(elm: Desk) -> None:
    oak, ash = another(elm, "Oak"), another(elm, "Ash")
    rate(elm, [R, G])
    round_ = rate(oak, [G, G, R])
    agreeing.set_roll_up(oak, round_id=round_.id, roll_up=RollUp.COMMON)
    first = rate(ash, [G, A])
    rounds.start_round(ash, name="Spring", carry_forward_from=first.id)
    rate(ash, [G])
    team = viewing.teams_of(oak)[0]
    teams.change_team(oak, team_id=team.id, name=team.name, sections=("study-programmes",))

    seen = together(elm)

    assert seen is not None
    edition = elm.library.current
    desks = {desk.organisation.id: desk for desk in (elm, oak, ash)}
    assert len(seen.colleges) == 3
    for college in seen.colleges:
        desk = desks[college.organisation.id]
        [snapshot] = viewing.snapshots(desk, viewing.newest_round(desk))
        states = {one: standing.state for one, standing in snapshot.standings.items()}
        assert college.unit(edition, "").stands == states
        assert sum(one.left for one in college.left(edition)) == sum(
            not said.judged for standing in snapshot.standings.values() for said in standing.judgements
        )


def test_what_leaders_agreed_counts_while_the_teams_say_the_same(elm: Desk) -> None:
    round_ = rate(elm, [R, G])
    agreeing.set_roll_up(elm, round_id=round_.id, roll_up=RollUp.LEADERS)
    [snapshot] = viewing.snapshots(elm, round_.id)
    said = {"rating": Rating.AMBER, "reason": "Most do.", "seen": snapshot.standings["LM1"]}
    agreeing.agree_rating(elm, round_id=round_.id, statement_id="LM1", **said)

    def stands() -> object:
        seen = together(elm)
        assert seen is not None
        return seen.colleges[0].unit(elm.library.current, "").stands["LM1"]

    assert stands() is Rating.AMBER
    rate(elm, [G, R])
    [now] = viewing.snapshots(elm, round_.id)
    assert stands() is now.standings["LM1"].state


def test_somebody_sees_only_the_colleges_they_are_a_member_of_and_how_many_others_there_are(elm: Desk) -> None:
    another(elm, "Oak")
    people.invite(elm, who="sam@elm.ac.uk", role=Role.READER)
    sam = stranger(subject="sam", mail="sam@elm.ac.uk", name="Sam")
    admit(elm.store, sam, first_administrator="", now=STARTED)

    seen = together(replace(elm, person=sam))

    assert seen is not None
    assert [one.organisation.name for one in seen.colleges] == [elm.organisation.name]
    assert seen.hidden == 1


def test_the_open_actions_of_each_college_are_read_and_none_of_a_college_that_is_not_seen(elm: Desk) -> None:
    oak = another(elm, "Oak")
    for desk, words in ((elm, "Ours"), (oak, "Theirs")):
        round_id, serves = viewing.rounds_of(desk)[-1].id, ("LM2", "LM1")
        planning.plan_action(desk, round_id=round_id, team_id=None, statements=serves, draft=Draft(words))
    people.invite(elm, who="sam@elm.ac.uk", role=Role.READER)
    sam = stranger(subject="sam", mail="sam@elm.ac.uk", name="Sam")
    admit(elm.store, sam, first_administrator="", now=STARTED)

    every, of_sam = together(elm), together(replace(elm, person=sam))

    assert every is not None
    assert of_sam is not None
    told = [[(one.text, one.statements) for one in college.actions] for college in every.colleges]
    assert sorted(told) == [[("Ours", ("LM2", "LM1"))], [("Theirs", ("LM2", "LM1"))]]
    assert [one.text for college in of_sam.colleges for one in college.actions] == ["Ours"]


def test_a_group_costs_at_most_six_statements_however_many_colleges(elm: Desk) -> None:
    round_ = rate(elm, [R, G])
    agreeing.set_roll_up(elm, round_id=round_.id, roll_up=RollUp.LEADERS)
    for number in range(6):
        rate(another(elm, f"College {number}"), [G])
    sent: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "COMMIT")):
            sent.append(statement)

    event.listen(elm.store.engine, "before_cursor_execute", listen)
    seen = together(elm)
    event.remove(elm.store.engine, "before_cursor_execute", listen)

    assert seen is not None
    assert len(seen.colleges) == 7
    assert len(sent) <= 5, "one more is the role of somebody who signed in"


def test_a_round_begins_in_every_college_of_the_group_and_each_closes_its_own(elm: Desk) -> None:
    oak, alone = another(elm, "Oak"), another(elm, "Ash")
    grouping.leave_group(alone)

    begun = grouping.start_common_round(elm, name="Spring")

    assert [(one.organisation.name, one.trouble) for one in begun] == [(elm.organisation.name, ""), ("Oak", "")]
    assert [viewing.rounds_of(desk)[-1].name for desk in (elm, oak, alone)] == ["Spring", "Spring", "Autumn"]
    rounds.close_round(oak, round_id=viewing.rounds_of(oak)[-1].id)
    assert viewing.rounds_of(elm)[-1].is_open


def test_a_college_that_has_such_a_round_or_does_not_let_one_is_told_and_the_others_begin(elm: Desk) -> None:
    oak, ash = another(elm, "Oak"), another(elm, "Ash")
    rounds.start_round(oak, name="Spring")
    sam = stranger(subject="sam", mail="sam@elm.ac.uk", name="Sam")
    for desk, role in ((elm, Role.LEAD), (oak, Role.LEAD), (ash, Role.READER)):
        people.invite(desk, who="sam@elm.ac.uk", role=role)
    admit(elm.store, sam, first_administrator="", now=STARTED)

    begun = grouping.start_common_round(replace(elm, person=sam), name="Spring")

    troubles = {one.organisation.name: one.trouble for one in begun}
    assert troubles[elm.organisation.name] == ""
    assert "Spring" in troubles["Oak"]
    assert "may not" in troubles["Ash"]
    assert [round_.name for round_ in viewing.rounds_of(ash)] == ["Autumn"]


def test_who_is_in_no_group_sees_none(desk: Desk, first_round: Round) -> None:
    assert together(desk) is None
    with pytest.raises(Refused, match="in no group"):
        grouping.leave_group(desk)


def test_an_organisation_is_in_one_group_at_most_and_can_leave_and_come_back(elm: Desk) -> None:
    its = code(elm)
    with pytest.raises(Refused, match="already in The Trees"):
        grouping.start_group(elm, name="Another")
    with pytest.raises(Refused, match="already in The Trees"):
        grouping.join_group(elm, code=its)

    grouping.leave_group(elm)
    assert together(elm) is None
    assert grouping.join_group(elm, code=f" {its.upper()} ").name == "The Trees"


@pytest.mark.parametrize("wrong", ["", "abc", "' or 1=1"])
def test_a_code_that_no_group_has_is_refused(desk: Desk, first_round: Round, wrong: str) -> None:
    with pytest.raises(NotFound, match="No group has this code"):
        grouping.join_group(desk, code=wrong)


def test_a_common_round_shows_each_colleges_own_dates_state_and_ratings(elm: Desk, first_round: Round) -> None:
    oak = another(elm, "Oak")
    grouping.start_common_round(elm, name="Spring")
    spring = {desk.organisation.name: viewing.rounds_of(desk)[-1] for desk in (elm, oak)}
    judging.rate(elm, round_id=spring[elm.organisation.name].id, team_id=spring[elm.organisation.name].teams[0].id,
                 statement_id="LM1", rating=R)  # fmt: skip
    rounds.close_round(oak, round_id=spring["Oak"].id)
    [common] = [one for one in grouping.common_rounds_of(elm) if one.name == "Spring"]
    told = {one.organisation.name: one for one in common.colleges}
    assert told["Oak"].round is not None
    assert not told["Oak"].round.is_open
    assert sum(told[elm.organisation.name].judged.values()) == 1
    assert sum(told["Oak"].judged.values()) == 0


def test_the_groups_summary_and_the_common_round_say_the_same_of_how_far_a_college_is(elm: Desk) -> None:
    oak = another(elm, "Oak")
    for name in ("Second", "Third"):
        teams.add_team(elm, name=name, sections=("leadership",))
    grouping.start_common_round(elm, name="Spring")
    spring = viewing.rounds_of(elm)[-1]
    first, second, third = spring.teams
    for team, rating in ((first, R), (first, Rating.NOT_APPLICABLE), (second, A), (third, G)):
        statement_id = "LM2" if rating is Rating.NOT_APPLICABLE else "LM1"
        judging.rate(elm, round_id=spring.id, team_id=team.id, statement_id=statement_id, rating=rating)
    binning.put_team_in_bin(elm, team_id=third.id)
    [common] = [one for one in grouping.common_rounds_of(elm) if one.name == "Spring"]
    summary, edition = together(elm), elm.library.current
    assert summary is not None
    shown = {one.organisation.name: done(one, edition) for one in summary.colleges}
    assert shown == {one.organisation.name: done(one, edition) for one in common.colleges}
    with elm.store.engine.connect() as connection:
        parts = connection.execute(
            text("select team_id, sections from participation where round_id = :id"), {"id": spring.id}
        )
        sections = {row.team_id: json.loads(row.sections) for row in parts if row.team_id != third.id}
    asked = sum(len(one.statements) for each in sections.values() for one in edition.sections if one.id in each)
    assert shown[elm.organisation.name] == Done(3, asked)
    assert shown["Oak"].rated == 0
    assert oak.organisation.name in shown


def test_common_rounds_tell_nothing_of_colleges_that_somebody_may_not_see(elm: Desk) -> None:
    for name in ("Oak", "Ash"):
        another(elm, name)
    grouping.start_common_round(elm, name="Spring")
    sam = stranger(subject="sam", mail="sam@elm.ac.uk", name="Sam")
    oak = replace(elm, organisation=next(one for one in seen_together(elm) if one.name == "Oak"))
    for desk in (elm, oak):
        people.invite(desk, who=sam.mail, role=Role.READER)
    admit(elm.store, sam, first_administrator="", now=STARTED)
    [common] = [one for one in grouping.common_rounds_of(replace(elm, person=sam)) if one.name == "Spring"]
    assert {one.organisation.name for one in common.colleges} == {elm.organisation.name, "Oak"}


def seen_together(elm: Desk) -> list[Organisation]:
    found = together(elm)
    assert found is not None
    return [college.organisation for college in found.colleges]


def test_who_is_in_no_group_has_no_common_rounds(desk: Desk, first_round: Round) -> None:
    assert grouping.common_rounds_of(desk) == ()
