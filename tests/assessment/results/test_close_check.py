"""What is still open in a round before it is closed: a table of cases, and what must hold whatever was said."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.results.close_check import Finding, Gap, close_check
from sendsat.assessment.values import Action, Judgement, Status
from sendsat.guide.law import Strength
from tests.content.shipped import edition as shipped
from tests.factories import make_action, make_judgement, make_round, make_snapshot, make_team

R, A, G, N = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE
TODAY = date(2026, 3, 1)
COLLEGE = OrganisationKind.FE_COLLEGE
TEAMS = (make_team(1, "Sixth form"), make_team(2, "Foundation"))
SORTED_OUT = replace(make_action(due=TODAY), owner="Ann")


def found(
    *judgements: Judgement, plan: tuple[Action, ...] = (), teams: int = 1
) -> set[tuple[Gap, str, tuple[str, ...]]]:
    """The findings about LM1 and about actions."""
    snapshot = make_snapshot(*judgements, round_=make_round(teams=TEAMS[:teams]))
    return {
        (one.gap, one.text or one.statement_id, one.teams)
        for one in close_check(snapshot, plan, COLLEGE, TODAY)
        if one.statement_id in ("", "LM1")
    }


@pytest.mark.parametrize(
    ("judgement", "gaps"),
    [
        (make_judgement(rating=None), {Gap.NOT_RATED}),
        (make_judgement(rating=R), {Gap.NO_ACTION}),
        (make_judgement(rating=A, commentary="Because."), {Gap.NO_ACTION}),
        (make_judgement(rating=G), {Gap.NO_PROOF}),
        (make_judgement(rating=G, commentary=" \n"), {Gap.NO_PROOF}),
        (make_judgement(rating=G, commentary="Because."), set()),
        (replace(make_judgement(rating=G), evidence="Minutes"), set()),
        (replace(make_judgement(rating=G), seen_evidence=("A policy",)), set()),
        (make_judgement(rating=N), set()),
        (replace(make_judgement(rating=G), carried_forward=True), {Gap.NOT_CONFIRMED}),
        (replace(make_judgement(rating=R), carried_forward=True), {Gap.NOT_CONFIRMED}),
    ],
)
def test_what_is_open_of_one_statement_of_one_team(judgement: Judgement, gaps: set[Gap]) -> None:
    assert found(judgement) == {(gap, "LM1", ()) for gap in gaps}


@pytest.mark.parametrize("status", Status)
def test_only_an_open_action_answers_for_a_red(status: Status) -> None:
    gaps = {gap for gap, _, _ in found(make_judgement(rating=R), plan=(replace(SORTED_OUT, status=status),))}
    assert gaps == (set() if status.is_open else {Gap.NO_ACTION})


def test_of_several_teams_each_finding_names_those_it_concerns() -> None:
    agreed = (make_judgement(rating=G, commentary="Because."), make_judgement(rating=G, team_id=2))
    assert found(*agreed, teams=2) == {(Gap.NO_PROOF, "LM1", ("Foundation",))}
    one_silent = (make_judgement(rating=G, commentary="Because."),)
    assert found(*one_silent, teams=2) == {(Gap.NOT_RATED, "LM1", ("Foundation",))}
    divided = (make_judgement(rating=G, commentary="Because."), make_judgement(rating=R, team_id=2))
    assert found(*divided, teams=2) == {(Gap.TEAMS_DIFFER, "LM1", ()), (Gap.NO_ACTION, "LM1", ())}


def test_what_is_open_of_an_action() -> None:
    bare = make_action("Write it", statements=("LM2",))
    late = replace(make_action("Finish it", due=date(2026, 2, 28), statements=()), owner="Ann")
    over = make_action("Was dropped", status=Status.DROPPED, statements=())
    said = make_judgement(rating=N)
    assert found(said, plan=(bare, late, over)) == {
        (Gap.NO_OWNER, "Write it", ()),
        (Gap.NO_DATE, "Write it", ()),
        (Gap.OVERDUE, "Finish it", ()),
    }
    assert found(said, plan=(SORTED_OUT,)) == set()


def test_legal_duties_come_first_where_they_bind_this_kind_of_organisation() -> None:
    edition = shipped()
    everywhere = make_team(sections=tuple(edition.section_by_id))
    snapshot = make_snapshot(edition=edition, round_=make_round(teams=(everywhere,), edition_id=edition.id))
    college = close_check(snapshot, (), COLLEGE, TODAY)
    by_law = [one.is_law for one in college]
    assert any(by_law)
    assert not all(by_law)
    assert by_law == sorted(by_law, reverse=True)
    legal = {sid for sid, one in edition.statements.items() if one.ours and one.ours.duty is Strength.LAW}
    assert {one.statement_id for one in college if one.is_law} <= legal
    other = close_check(snapshot, (), OrganisationKind.TRAINING_PROVIDER, TODAY)
    assert {one.statement_id for one in other} == {one.statement_id for one in college}
    assert sum(one.is_law for one in other) < sum(by_law)


@given(st.lists(st.sampled_from([None, *Rating]), min_size=5, max_size=5))
def test_every_statement_asked_is_answered_or_found(ratings: list[Rating | None]) -> None:
    ids = ("LM1", "LM2", "LM3", "SP1", "SP2")
    said = [make_judgement(sid, rating) for sid, rating in zip(ids, ratings, strict=True)]
    findings: tuple[Finding, ...] = close_check(make_snapshot(*said), (), COLLEGE, TODAY)
    silent = {one.statement_id for one in findings if one.gap is Gap.NOT_RATED}
    assert silent == {sid for sid, rating in zip(ids, ratings, strict=True) if rating is None}
    assert [one.gap for one in findings] == sorted((one.gap for one in findings), key=list(Gap).index)
