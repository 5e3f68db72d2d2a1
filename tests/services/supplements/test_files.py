"""A supplement in files: a block or a file of its own, that come back and leave the guide as it was."""

import csv
import io
import json

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round
from sendsat.errors import NotFound, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.plan import exporting as plan_exporting
from sendsat.services.plan import importing as plan_importing
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.report import exporting, reporting
from sendsat.services.rounds import judging
from sendsat.services.visit import searching
from tests.factories import make_edition
from tests.services.supplements.asked import EXTRA, OFF, ON, beside, planned, rate, switch


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_whole_round_as_csv_holds_the_guide_alone_and_the_supplement_has_a_file_of_its_own(
    desk: Desk, first_round: Round
) -> None:
    before = exporting.round_csv(desk, first_round.id)[1]
    switch(desk, first_round)
    rate(desk, first_round)

    name, content = exporting.supplement_csv(desk, first_round.id, EXTRA.id)

    assert name == "Hill College - New supplement - Autumn 2025 - 2025-09-01.csv"
    assert [(one["statement_id"], one["rating"], one["edition_id"]) for one in rows_of(content)] == [
        ("SU1", "Green", EXTRA.id),
        ("SU2", "", EXTRA.id),
    ]
    assert exporting.round_csv(desk, first_round.id)[1] == before


def test_a_supplement_that_the_round_does_not_ask_has_no_file(desk: Desk, first_round: Round) -> None:
    with pytest.raises(NotFound, match="does not ask that supplement"):
        exporting.supplement_csv(desk, first_round.id, EXTRA.id)


def test_json_holds_it_in_a_block_of_its_own_with_its_actions(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    rate(desk, first_round)
    planned(desk, first_round)

    document = json.loads(exporting.round_json(desk, first_round.id)[1])

    [apart] = document["supplements"]
    assert (apart["edition_id"], apart["title"]) == (EXTRA.id, EXTRA.header.title)
    assert [(one["statement_id"], one["rating"]) for one in apart["judgements"]] == [("SU1", "Green"), ("SU2", "")]
    assert [one["text"] for one in apart["actions"]] == ["Write a strategy"]
    assert {one["statement_id"] for one in document["judgements"]} == set(make_edition().statements)
    assert document["actions"] == []


def test_a_csv_of_the_whole_round_that_is_brought_back_leaves_the_supplement_alone(
    desk: Desk, first_round: Round
) -> None:
    switch(desk, first_round)
    rate(desk, first_round)
    planned(desk, first_round)
    content = exporting.export_round(desk, kind="csv", round_id=first_round.id)[1]
    rate(desk, first_round, rating=Rating.RED)

    found = importing.preview_import(desk, first_round.id, None, content, "round.csv")

    assert not [change for change in found.differing if change.statement_id.startswith("SU")]
    assert beside(desk, first_round).standings["SU1"].rating is Rating.RED


def test_json_brings_the_supplement_into_a_round_that_asks_it(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    rate(desk, first_round)
    where = {"round_id": first_round.id, "team_id": first_round.teams[0].id, "statements": ("SU1",)}
    planning.plan_action(desk, **where, draft=Draft("Write a strategy", owner="Jo"))
    document = json.loads(exporting.round_json(desk, first_round.id)[1])
    document["supplements"][0]["actions"][0]["owner"] = "Sam"
    rate(desk, first_round, rating=Rating.RED)

    found = importing.preview_import(desk, first_round.id, None, json.dumps(document).encode(), "round.json")
    importing.apply_import(desk, found, {one.key: importing.Choice.THEIRS for one in found.differing})

    assert found.problems == ()
    assert beside(desk, first_round).standings["SU1"].rating is Rating.GREEN
    assert [(one.text, one.owner) for one in viewing.actions_of(desk)] == [("Write a strategy", "Sam")]
    assert not any("are left alone" in note for note in found.notes)


def test_json_says_that_a_supplement_is_left_alone_where_the_round_does_not_ask_it(
    desk: Desk, first_round: Round
) -> None:
    switch(desk, first_round)
    rate(desk, first_round)
    content = exporting.round_json(desk, first_round.id)[1]
    switch(desk, first_round, OFF)

    found = importing.preview_import(desk, first_round.id, None, content, "round.json")

    assert (found.differing, found.problems) == ((), ())
    assert [note for note in found.notes if "a supplement that the round does not ask, which is left alone" in note]


def test_its_own_csv_comes_back_and_says_nothing_of_the_guides_statements(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    content = exporting.supplement_csv(desk, first_round.id, EXTRA.id)[1]
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    rows[1][rows[0].index("rating")] = "Green"
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)

    found = importing.preview_import(desk, first_round.id, None, stream.getvalue().encode(), "supplement.csv")

    assert [(change.statement_id, change.field, change.after) for change in found.changes] == [
        ("SU1", "rating", "● Green")
    ]
    assert (found.notes, found.guesses) == ((), ())


def test_its_own_csv_is_refused_where_the_round_does_not_ask_it(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    content = exporting.supplement_csv(desk, first_round.id, EXTRA.id)[1]
    switch(desk, first_round, OFF)
    with pytest.raises(Refused, match="holds the New supplement, which Autumn 2025 does not ask") as refusal:
        importing.preview_import(desk, first_round.id, None, content, "supplement.csv")
    assert "Switch it on under Rounds and teams" in str(refusal.value.remedy)


@pytest.mark.parametrize("is_on", [True, False])
def test_the_plans_file_names_its_statement_and_comes_back_without_a_change(
    desk: Desk, first_round: Round, is_on: bool
) -> None:
    switch(desk, first_round)
    rate(desk, first_round)
    planned(desk, first_round)
    switch(desk, first_round, ON if is_on else OFF)

    content = plan_exporting.plan_file(desk, "csv", first_round.id)[1]

    [row] = rows_of(content)
    assert (row["Statement id"], row["Section"]) == ("SU1", "Since 2016")
    assert row["Rating now"] == ("Green" if is_on else "")
    assert not plan_importing.preview_plan(desk, content).differing


def test_a_teams_plan_holds_what_is_nobodys_in_particular_for_a_supplement_it_rates(
    desk: Desk, first_round: Round
) -> None:
    switch(desk, first_round)
    planned(desk, first_round)
    plan = plan_exporting.plan_of(desk, first_round.id, first_round.teams[0].id)
    assert [row.statement_ids for row in plan.rows] == ["SU1"]


def test_the_report_says_where_it_stands_apart_from_all_that_it_says_of_the_guide(
    desk: Desk, first_round: Round
) -> None:
    rate(desk, first_round, "LM1")
    without = reporting.report(desk, first_round.id)
    switch(desk, first_round)
    rate(desk, first_round)

    told = reporting.report(desk, first_round.id)

    assert told.notes[:-1] == without.notes
    assert told.notes[-1].startswith("New supplement, counted apart: 1 Green and 1 Not rated. It is sendsat's own")
    assert (told.counts, told.summary.text) == (without.counts, without.summary.text)


def test_what_was_written_about_it_is_found_on_its_page(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    where = {"round_id": first_round.id, "team_id": first_round.teams[0].id, "statement_id": "SU1"}
    judging.write(desk, **where, field="commentary", text="We bought captioning software.", seen="")

    answer = searching.search(desk, "captioning")

    [hit] = [hit for group in answer.groups for hit in group.hits]
    assert (hit.document.place.section_id, hit.document.place.part) == ("since-2016", "5.1")


def test_an_action_for_it_is_one_of_those_that_the_report_counts_in_the_plan(desk: Desk, first_round: Round) -> None:
    rate(desk, first_round, "LM1")
    planned(desk, first_round, "LM1")
    switch(desk, first_round)
    planned(desk, first_round)

    assert "Two actions are open in our plan" in reporting.report(desk, first_round.id).summary.text
