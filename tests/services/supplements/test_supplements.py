"""A supplement is switched on per round, rated by every team, counted apart, and never loses a word when it is off."""

from dataclasses import replace

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round
from sendsat.errors import Invalid, NotFound, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import judging, rounds
from sendsat.storage.queries.records.history import history_of
from tests.factories import make_edition, make_library
from tests.services.supplements.asked import EXTRA, OFF, ON, beside, rate, switch


def test_a_new_round_asks_no_supplement(first_round: Round) -> None:
    assert first_round.supplements == ()


def test_a_supplement_is_rated_once_it_is_switched_on_and_the_guide_is_counted_as_before(
    desk: Desk, first_round: Round
) -> None:
    before = viewing.snapshots(desk, first_round.id)[0].counts()
    with pytest.raises(NotFound, match="This round asks no statement SU1"):
        rate(desk, first_round)

    assert switch(desk, first_round).supplements == ON
    rate(desk, first_round)

    assert viewing.rounds_of(desk)[0].supplements == ON
    assert viewing.snapshots(desk, first_round.id)[0].counts() == before
    counts = beside(desk, first_round).counts()
    assert (counts.green, counts.total) == (1, len(EXTRA.statements))


def test_switched_off_it_is_out_of_sight_and_switched_on_again_every_word_is_back(
    desk: Desk, first_round: Round
) -> None:
    switch(desk, first_round)
    rate(desk, first_round)
    where = {"round_id": first_round.id, "team_id": first_round.teams[0].id, "statement_id": "SU1"}
    judging.write(desk, **where, field="commentary", text="We have a plan.", seen="")

    switch(desk, first_round, OFF)
    assert beside(desk, first_round).asked == {}
    with pytest.raises(NotFound, match="This round asks no statement SU1"):
        rate(desk, first_round, rating=Rating.RED)

    switch(desk, first_round)
    standing = beside(desk, first_round).standings["SU1"]
    assert (standing.rating, standing.commentary) == (Rating.GREEN, "We have a plan.")


def test_a_closed_round_keeps_the_supplements_it_has(desk: Desk, first_round: Round) -> None:
    rounds.close_round(desk, round_id=first_round.id)
    with pytest.raises(Refused, match="Autumn 2025 is closed"):
        switch(desk, first_round)


@pytest.mark.parametrize("unknown", ["nowhere", "small"])
def test_only_a_supplement_that_is_here_can_be_asked_and_never_a_guide(
    desk: Desk, first_round: Round, unknown: str
) -> None:
    with pytest.raises(Invalid, match=f"no supplement '{unknown}' here"):
        switch(desk, first_round, (unknown,))


def test_the_history_says_that_it_was_switched_once(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    switch(desk, first_round)
    with desk.store.reading(desk.organisation.id) as scope:
        noted = [one for one in history_of(scope, limit=100) if one.field == "supplements"]
    assert [(one.old, one.new, one.verb, one.round_id) for one in noted] == [
        ("", EXTRA.id, "set_supplements", first_round.id)
    ]


def test_a_round_that_carries_forward_asks_it_again_with_what_was_said(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    rate(desk, first_round)
    rate(desk, first_round, "LM1", Rating.AMBER)

    later = rounds.start_round(desk, name="Spring", carry_forward_from=first_round.id)

    assert later.supplements == ON
    assert beside(desk, later).standings["SU1"].rating is Rating.GREEN
    assert beside(desk, later).counts().carried_forward == 1
    assert viewing.snapshots(desk, later.id)[0].counts().carried_forward == 1


def test_a_round_that_starts_empty_does_not_ask_it(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    assert rounds.start_round(desk, name="Spring").supplements == ()


def test_an_action_for_it_is_planned_while_it_is_on_and_can_be_changed_when_it_is_off(
    desk: Desk, first_round: Round
) -> None:
    wanted = {"round_id": first_round.id, "team_id": None, "draft": Draft("Write a strategy")}
    with pytest.raises(Invalid, match="This round asks no statement SU1"):
        planning.plan_action(desk, **wanted, statements=("SU1",))
    switch(desk, first_round)
    action = planning.plan_action(desk, **wanted, statements=("SU1",))
    switch(desk, first_round, OFF)

    changed = planning.change_action(desk, action=replace(action, owner="Jo", statements=("SU1", "LM1")))

    assert (changed.owner, changed.statements) == ("Jo", ("SU1", "LM1"))


def test_own_ofsted_areas_can_be_chosen_for_its_statements(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    where = {"round_id": first_round.id, "team_id": first_round.teams[0].id, "statement_id": "SU1"}
    judging.choose_ofsted_areas(desk, **where, framework_id="framework-2025", areas=())
    assert viewing.ofsted_choices(desk) == {("SU1", "framework-2025"): ()}


def test_a_supplement_whose_folder_is_gone_takes_nothing_else_along(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    rate(desk, first_round)
    without = replace(desk, library=make_library(make_edition()))

    rate(without, first_round, "LM1")
    later = rounds.start_round(without, name="Spring", carry_forward_from=first_round.id)

    assert viewing.snapshots(without, later.id)[0].counts().carried_forward == 1
    assert beside(desk, first_round).standings["SU1"].rating is Rating.GREEN
