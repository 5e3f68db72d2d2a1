"""Ofsted areas are the edition's until a team that rates the section chooses others."""

from typing import Any

import pytest

from sendsat.assessment.results.ofsted import ofsted_areas
from sendsat.assessment.values import Round
from sendsat.errors import Invalid, NotFound, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.rounds import judging, rounds, teams


def place_of(round_: Round) -> dict[str, Any]:
    """LM1, as the first team rates it."""
    return {"round_id": round_.id, "team_id": round_.teams[0].id, "statement_id": "LM1"}


def test_ofsted_areas_are_the_edition_s_until_somebody_chooses(desk: Desk, first_round: Round) -> None:
    where = {**place_of(first_round), "framework_id": "framework-2025"}

    def areas() -> tuple[str, ...]:
        edition = desk.library.get(first_round.edition_id)
        return ofsted_areas(edition, viewing.ofsted_choices(desk), "LM1", "framework-2025")

    assert areas() == ("inclusion",)
    judging.choose_ofsted_areas(desk, **where, areas=("leadership", "inclusion"))
    assert areas() == ("inclusion", "leadership")
    judging.choose_ofsted_areas(desk, **where, areas=("leadership",))
    assert areas() == ("leadership",)
    judging.choose_ofsted_areas(desk, **where, areas=("inclusion",))
    assert viewing.ofsted_choices(desk) == {}


@pytest.mark.parametrize(
    ("change", "error"),
    [({"areas": ("kindness",)}, Invalid), ({"statement_id": "LM9"}, NotFound), ({"framework_id": "x"}, NotFound)],
)
def test_ofsted_areas_that_are_not_there_cannot_be_chosen(
    desk: Desk, first_round: Round, change: dict[str, Any], error: type[Exception]
) -> None:
    where = {**place_of(first_round), "framework_id": "framework-2025", "areas": ("inclusion",)}

    with pytest.raises(error):
        judging.choose_ofsted_areas(desk, **(where | change))


def test_ofsted_areas_stay_as_they_are_in_a_closed_round(desk: Desk, first_round: Round) -> None:
    rounds.close_round(desk, round_id=first_round.id)

    with pytest.raises(Refused, match="closed"):
        judging.choose_ofsted_areas(desk, **place_of(first_round), framework_id="framework-2025", areas=("leadership",))
    assert viewing.ofsted_choices(desk) == {}


def test_ofsted_areas_are_chosen_by_a_team_that_rates_the_section(desk: Desk, first_round: Round) -> None:
    other = teams.add_team(desk, name="Study", sections=("study-programmes",))
    where = {**place_of(first_round), "team_id": other.id}

    with pytest.raises(Refused):
        judging.choose_ofsted_areas(desk, **where, framework_id="framework-2025", areas=("leadership",))
    assert viewing.ofsted_choices(desk) == {}


def test_a_choice_of_ofsted_areas_is_in_history(desk: Desk, first_round: Round) -> None:
    judging.choose_ofsted_areas(desk, **place_of(first_round), framework_id="framework-2025", areas=("leadership",))

    newest = viewing.statement_history(desk, "LM1")[0]
    assert (newest.field, newest.old, newest.new, newest.person) == ("ofsted", "", "leadership", "Ann")
