"""A supplement is switched on per round, rated by every team, counted apart, and never loses a word when it is off."""

import csv
import io
import json
from dataclasses import replace

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action, Round
from sendsat.errors import Invalid, NotFound, Refused
from sendsat.guide.library import Library
from sendsat.services import (
    exporting,
    importing,
    judging,
    plan_exporting,
    plan_importing,
    planning,
    reporting,
    rounds,
    searching,
    viewing,
)
from sendsat.services.desk import Desk
from sendsat.services.planning import Draft
from sendsat.storage.queries.history import history_of
from tests.factories import make_edition, make_library, make_supplement

EXTRA = make_supplement()
ON, OFF = (EXTRA.id,), ()


@pytest.fixture(scope="module")
def library() -> Library:
    """A guide with a supplement beside it."""
    return make_library(make_edition(), EXTRA)


def switch(desk: Desk, round_: Round, supplements: tuple[str, ...] = ON) -> Round:
    return rounds.set_supplements(desk, round_id=round_.id, supplements=supplements)


def rate(desk: Desk, round_: Round, statement_id: str = "SU1", rating: Rating = Rating.GREEN) -> None:
    judging.rate(desk, round_id=round_.id, team_id=round_.teams[0].id, statement_id=statement_id, rating=rating)


def beside(desk: Desk, round_: Round) -> Snapshot:
    return viewing.snapshots(desk, round_.id)[0].beside(EXTRA)


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


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def planned(desk: Desk, round_: Round, statement_id: str = "SU1") -> Action:
    draft = Draft("Write a strategy", owner="Jo")
    return planning.plan_action(desk, round_id=round_.id, team_id=None, statements=(statement_id,), draft=draft)


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


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_a_round_that_is_brought_back_leaves_the_supplement_alone(desk: Desk, first_round: Round, kind: str) -> None:
    switch(desk, first_round)
    rate(desk, first_round)
    planned(desk, first_round)
    content = exporting.export_round(desk, kind=kind, round_id=first_round.id)[1]
    rate(desk, first_round, rating=Rating.RED)

    found = importing.preview_import(desk, first_round.id, None, content, f"round.{kind}")

    assert not [change for change in found.differing if change.statement_id.startswith("SU")]
    assert beside(desk, first_round).standings["SU1"].rating is Rating.RED


def test_its_own_csv_is_not_brought_back_and_says_where_it_is_changed(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    content = exporting.supplement_csv(desk, first_round.id, EXTRA.id)[1]
    with pytest.raises(Refused, match="This file holds the New supplement") as refusal:
        importing.preview_import(desk, first_round.id, None, content, "supplement.csv")
    assert refusal.value.remedy == "Change it on its own page."


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
