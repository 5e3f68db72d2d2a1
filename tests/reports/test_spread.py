"""The heat map of subsections by teams and by rounds, and the statements on which teams differ, most divided first."""

from dataclasses import replace

import pytest

from sendsat.assessment.counts import Counts
from sendsat.assessment.rating import Rating
from sendsat.assessment.snapshot import Snapshot
from sendsat.guide.edition import EditionMap
from sendsat.reports.frames import STATES, heat_table
from sendsat.reports.spread import by_round, by_team, most_divided
from tests.factories import (
    make_edition,
    make_judgement,
    make_library,
    make_round,
    make_section,
    make_snapshot,
    make_team,
)

R, A, G, N = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE
LEADERS, TUTORS, COACHES = make_team(1, "Leaders"), make_team(2, "Tutors", sections=("leadership",)), make_team(3, "C")


def said(**ratings: tuple[Rating | None, ...]) -> Snapshot:
    """What the teams, in order, said of each statement."""
    judgements = [
        make_judgement(statement_id, rating, team_id=number)
        for statement_id, given in ratings.items()
        for number, rating in enumerate(given, start=1)
    ]
    return make_snapshot(*judgements, round_=make_round(teams=(LEADERS, TUTORS, COACHES)))


def test_each_team_has_a_column_with_its_own_counts_and_what_it_is_not_asked_stays_empty() -> None:
    found = by_team(said(LM1=(R, G), LM3=(None, A)))

    assert found.columns == ("Leaders", "Tutors", "C")
    assert [(part.number, cells[:2]) for part, cells in found.rows] == [
        ("1.1", (Counts(red=1, not_rated=1), Counts(green=1, not_rated=1))),
        ("1.2", (Counts(not_rated=1), Counts(amber=1))),
        ("2.1", (Counts(not_rated=2), None)),
    ]


def test_the_heat_map_as_a_table_has_a_row_for_each_team_that_is_asked_a_part_and_adds_up() -> None:
    table = heat_table(by_team(said(LM1=(R, G), LM3=(None, A))), "Team")

    assert [*table.columns[:3]] == ["Subsection", "Team", "Statements"]
    assert not ((table["Team"] == "Tutors") & table["Subsection"].str.startswith("2.1")).any()
    assert (table["Statements"] == table.iloc[:, 3:].sum(axis=1)).all()
    assert table[["Red", "Amber", "Green"]].sum().tolist() == [1, 1, 1]


def test_rounds_of_an_older_edition_stand_under_the_parts_of_this_one() -> None:
    older = make_edition(make_section(1, 2), id_="older")
    moved = EditionMap(edition="older", statements={"LM1": ("LM3",), "LM2": ()})
    newer = make_edition(id_="newer", maps=(moved,))
    before = make_snapshot(make_judgement("LM1", R), round_=make_round(1, "Before", edition_id="older"), edition=older)
    now = make_snapshot(make_judgement("LM3", G), round_=make_round(2, "Now", edition_id="newer"), edition=newer)

    found = by_round([before, now], newer, make_library(newer, older))

    assert found.columns == ("Before", "Now")
    assert [(part.number, cells) for part, cells in found.rows] == [
        ("1.1", (None, Counts(not_rated=2))),
        ("1.2", (Counts(red=1), Counts(green=1))),
        ("2.1", (None, Counts(not_rated=2))),
    ]


def test_the_most_divided_statement_comes_first_and_equals_stay_in_the_guides_order() -> None:
    found = most_divided(said(LM1=(A, G, G), LM2=(R, G), LM3=(R, A, A), SP1=(R,)))
    assert [one.standing.statement_id for one in found] == ["LM2", "LM1", "LM3"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((R, G, G), "of 3 teams: 1 Red, 2 Green"),
        ((R, G, None), "of 3 teams: 1 Red, 1 Green, 1 Not rated"),
        ((A, N, A), "of 3 teams: 2 Amber, 1 Not applicable"),
    ],
)
def test_how_many_of_how_many_teams_say_what_is_told(given: tuple[Rating | None, ...], told: str) -> None:
    [one] = most_divided(said(LM1=given))
    assert one.said(STATES) == told


def test_teams_that_only_carried_a_rating_forward_do_not_differ() -> None:
    snapshot = said(LM1=(R, R))
    carried = replace(make_judgement("LM1", G, team_id=3), carried_forward=True)
    assert most_divided(snapshot.with_judgement(carried)) == ()


def test_whom_nothing_divides_is_last() -> None:
    found = most_divided(said(LM1=(A, N), LM2=(A, G)))
    assert [(one.standing.statement_id, one.share > 0) for one in found] == [("LM2", True), ("LM1", False)]
