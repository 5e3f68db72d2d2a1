"""One row per action, with where its statements stand."""

from dataclasses import replace
from datetime import date

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Status
from sendsat.exchange.plan.rows import Place, plan_rows
from tests.exchange.plan.plans import TODAY, action, make_plan
from tests.factories import make_judgement, make_library, make_round, make_snapshot, make_team


def test_a_row_says_where_its_statement_stands_now_and_stood_a_round_ago() -> None:
    now = make_snapshot(make_judgement(rating=Rating.GREEN, commentary="Done at last"), round_=make_round(2, "Spring"))
    [row] = make_plan(action(1), now=now, before=make_snapshot(make_judgement(rating=Rating.RED))).rows
    assert (row.round, row.section, row.subsection) == ("Autumn 2025", "Leadership", "1.1 Part 1.1")
    assert (row.statement_ids, row.statement) == ("LM1", "We do what LM1 asks.")
    assert (row.rating_now, row.rating_before, row.commentary) == ("Green", "Red", "Done at last")
    assert row.standings == (("LM1", "● Green", "▲ Red"),)
    assert row.ofsted_areas == "Inclusion"


def test_not_rated_is_said_and_a_first_round_has_no_last_rating() -> None:
    [row] = make_plan(action(1)).rows
    assert (row.rating_now, row.rating_before) == ("Not rated", "")


def test_an_action_for_several_statements_is_one_row_that_names_them_all_in_their_order() -> None:
    now = make_snapshot(make_judgement("LM1", commentary="One"), make_judgement("SP1", Rating.RED, commentary="Two"))
    [row] = make_plan(action(1, statements=("SP1", "LM1")), now=now).rows
    assert row.statement_ids == "SP1; LM1"
    assert row.section == "Study programmes; Leadership"
    assert row.rating_now == "Red; Amber"
    assert row.statement == "SP1: We do what SP1 asks.\nLM1: We do what LM1 asks."
    assert row.commentary == "SP1: Two\nLM1: One"


def test_reasons_of_several_teams_stand_under_their_names() -> None:
    teams = (make_team(1, "Leaders"), make_team(2, "Tutors", sections=("leadership",)), make_team(3, "Hosts"))
    said = [make_judgement("LM1", commentary="One"), make_judgement("LM1", team_id=2, commentary="Two")]
    silent = make_judgement("LM1", team_id=3)
    [row] = make_plan(action(1), now=make_snapshot(*said, silent, round_=make_round(2, "Spring", teams=teams))).rows
    assert row.commentary == "Leaders: One\n\nTutors: Two"


def test_overdue_actions_come_first_and_finished_ones_last() -> None:
    plan = make_plan(
        action(1, status=Status.DONE, due=date(2026, 1, 1)),
        action(2),
        action(3, due=date(2026, 12, 1)),
        action(4, due=date(2026, 7, 10)),
        action(5, due=date(2026, 7, 2)),
    )
    assert [row.action.id for row in plan.rows] == [5, 4, 3, 2, 1]
    headings = [heading for heading, _ in plan.groups]
    assert headings == ["Overdue", "Due in the next 14 days", "Later", "Without a date", "Finished"]


def test_the_organisations_own_ofsted_areas_stand_in_place_of_the_guides() -> None:
    place = Place(make_snapshot(), None, {1: make_round()}, make_library(), {("LM1", "framework-2025"): ()})
    [row] = plan_rows([action(1)], place, TODAY)
    assert row.ofsted_areas == ""


def test_a_statement_that_the_round_did_not_ask_has_no_rating() -> None:
    round_ = make_round()
    only_studies = replace(round_, teams=(replace(round_.teams[0], sections=("study-programmes",)),))
    [row] = make_plan(action(1), now=make_snapshot(round_=only_studies)).rows
    assert (row.rating_now, row.standings) == ("", (("LM1", "", ""),))
