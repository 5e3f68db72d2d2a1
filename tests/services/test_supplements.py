"""A supplement is switched on per round, rated by every team, counted apart, and never loses a word when it is off."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC

import pytest
from openpyxl import Workbook, load_workbook

from sendsat.assessment.agenda import Cover
from sendsat.assessment.close_check import Gap
from sendsat.assessment.closing import closing
from sendsat.assessment.rating import Rating
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action, Round
from sendsat.assessment.votes import Vote
from sendsat.assessment.workshop import Workshop
from sendsat.errors import Invalid, NotFound, Refused
from sendsat.exchange.round_out.workbook_layout import PLACE, Field
from sendsat.guide.library import Library
from sendsat.services import (
    exporting,
    following,
    importing,
    joining,
    judging,
    minutes,
    plan_exporting,
    plan_importing,
    planning,
    reporting,
    rounds,
    searching,
    viewing,
    voting,
    workshop_running,
    workshops,
)
from sendsat.services.desk import Desk
from sendsat.services.joining import Door
from sendsat.services.planning import Draft
from sendsat.services.workshops import Plan
from sendsat.serving.told import tell
from sendsat.storage.queries import close_checks
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


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_whole_round_that_is_brought_back_leaves_the_supplement_alone(
    desk: Desk, first_round: Round, kind: str
) -> None:
    switch(desk, first_round)
    rate(desk, first_round)
    planned(desk, first_round)
    content = exporting.export_round(desk, kind=kind, round_id=first_round.id)[1]
    rate(desk, first_round, rating=Rating.RED)

    found = importing.preview_import(desk, first_round.id, None, content, f"round.{kind}")

    assert not [change for change in found.differing if change.statement_id.startswith("SU")]
    assert beside(desk, first_round).standings["SU1"].rating is Rating.RED


def workbook(desk: Desk, round_: Round) -> Workbook:
    return load_workbook(io.BytesIO(exporting.round_workbook(desk, round_.id)[1]))


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def filled(desk: Desk, round_: Round, said: str = "Amber") -> bytes:
    """The round's workbook with a rating, a reason and an action typed in for SU1."""
    book = workbook(desk, round_)
    sheet = book["New supplement"]
    row = next(row for row in range(1, 40) if sheet.cell(row, PLACE[Field.NUMBER]).value == "SU1")
    typed = {Field.RATING: said, Field.COMMENTARY: "Half are done.", Field.ACTION: "Finish", Field.OWNER: "Jo"}
    for field, value in typed.items():
        sheet.cell(row, PLACE[field]).value = value
    return saved(book)


def test_the_workbook_holds_it_on_a_sheet_of_its_own_and_counts_it_below_the_sum_of_the_guide(
    desk: Desk, first_round: Round
) -> None:
    before = workbook(desk, first_round)
    switch(desk, first_round)
    rate(desk, first_round)

    book = workbook(desk, first_round)

    assert book.sheetnames == [*before.sheetnames[:-1], "New supplement", "sendsat data"]
    assert "New supplement, sendsat's own, counted apart" in str(book["New supplement"]["C1"].value)
    rows = [[cell.value for cell in row] for row in book["Summary"].iter_rows(max_col=8)]
    old = [[cell.value for cell in row] for row in before["Summary"].iter_rows(max_col=8)]
    assert rows[: len(old)] == old
    assert (rows[-1][0], rows[-1][7]) == ("New supplement, sendsat's own, counted apart", 2)
    assert all(chart.anchor._from.row > len(rows) for chart in book["Summary"]._charts)


def test_without_the_supplement_the_workbook_is_what_it_was(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    switch(desk, first_round, OFF)
    assert "New supplement" not in workbook(desk, first_round).sheetnames


def test_a_workbook_as_it_was_downloaded_changes_nothing_of_it(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    rate(desk, first_round)
    planned(desk, first_round)
    content = exporting.round_workbook(desk, first_round.id)[1]
    found = importing.preview_import(desk, first_round.id, None, content, "round.xlsx")
    assert (found.differing, found.problems, found.guesses, found.notes) == ((), (), (), ())


def test_what_is_filled_in_on_its_sheet_comes_back_and_can_be_undone(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    guide = viewing.snapshots(desk, first_round.id)[0].counts()
    found = importing.preview_import(desk, first_round.id, None, filled(desk, first_round), "round.xlsx")
    assert {change.statement_id for change in found.changes} == {"SU1"}

    batch = importing.apply_import(desk, found)

    standing = beside(desk, first_round).standings["SU1"]
    assert (standing.rating, standing.commentary) == (Rating.AMBER, "Half are done.")
    assert [(one.text, one.statements) for one in viewing.actions_of(desk)] == [("Finish", ("SU1",))]
    assert viewing.snapshots(desk, first_round.id)[0].counts() == guide
    importing.undo_import(desk, batch.id)
    assert beside(desk, first_round).standings["SU1"].rating is None


def test_a_rating_of_it_that_changed_on_both_sides_is_a_conflict(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    content = filled(desk, first_round)
    rate(desk, first_round, rating=Rating.RED)
    found = importing.preview_import(desk, first_round.id, None, content, "round.xlsx")
    assert [(change.statement_id, change.field) for change in found.conflicts] == [("SU1", "rating")]


def test_its_sheet_is_told_and_left_alone_where_the_round_no_longer_asks_it(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    content = filled(desk, first_round)
    switch(desk, first_round, OFF)
    found = importing.preview_import(desk, first_round.id, None, content, "round.xlsx")
    assert not found.differing
    assert any(one.text.startswith("The guide has no statement SU1") for one in found.problems)


def test_switched_off_between_preview_and_import_nothing_is_written_and_it_says_why(
    desk: Desk, first_round: Round
) -> None:
    switch(desk, first_round)
    found = importing.preview_import(desk, first_round.id, None, filled(desk, first_round), "round.xlsx")
    switch(desk, first_round, OFF)
    with pytest.raises(Refused, match="Autumn 2025 no longer asks SU1, so nothing was written"):
        importing.apply_import(desk, found)
    assert viewing.actions_of(desk) == ()


def test_an_import_into_it_is_not_undone_while_it_is_switched_off(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    found = importing.preview_import(desk, first_round.id, None, filled(desk, first_round), "round.xlsx")
    batch = importing.apply_import(desk, found)
    switch(desk, first_round, OFF)
    with pytest.raises(Refused, match="no longer asks SU1"):
        importing.undo_import(desk, batch.id)


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


def plan(round_: Round, *parts: str, cover: Cover = Cover.ALL, picked: tuple[str, ...] = ()) -> Plan:
    return Plan(round_.id, round_.teams[0].id, parts, cover=cover, picked=picked)


def agenda(desk: Desk, wanted: Plan) -> tuple[str, ...]:
    return tuple(item.statement_id for item in workshops.prepare(desk, wanted).items)


def test_a_workshop_takes_its_parts_after_the_guides_and_what_is_picked_in_the_order_of_picking(
    desk: Desk, first_round: Round
) -> None:
    switch(desk, first_round)
    assert agenda(desk, plan(first_round, "1.1", "5.1")) == ("LM1", "LM2", "SU1", "SU2")
    picked = plan(first_round, cover=Cover.PICKED, picked=("SU2", "LM1"))
    assert agenda(desk, picked) == ("SU2", "LM1")


def test_a_workshop_takes_none_of_it_in_a_round_that_does_not_ask_it(desk: Desk, first_round: Round) -> None:
    assert agenda(desk, plan(first_round, "1.1", "5.1")) == ("LM1", "LM2")
    with pytest.raises(Invalid, match="No statement fits"):
        workshops.prepare(desk, plan(first_round, cover=Cover.PICKED, picked=("SU1",)))


def test_a_workshop_looks_back_at_what_was_red_of_it_last_time(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    rate(desk, first_round, "SU2", Rating.RED)
    spring = rounds.start_round(desk, name="Spring 2026")
    switch(desk, spring)

    kept = workshops.prepare(desk, plan(spring, "1.1", "5.1", cover=Cover.RED_OR_AMBER))

    assert [(item.statement_id, item.before) for item in kept.items] == [("SU2", Rating.RED)]


def agreed_on_both(desk: Desk, round_: Round) -> Workshop:
    """A workshop in which LM1 and SU1 were voted on and agreed."""
    switch(desk, round_)
    kept = workshops.prepare(desk, plan(round_, cover=Cover.PICKED, picked=("LM1", "SU1")))
    device = joining.new_device()
    door = Door(desk.store, desk.library, desk.now)
    joining.enter(door, device=device, code=kept.code)
    for place, item in enumerate(kept.items, start=1):
        workshop_running.go_to(desk, workshop_id=kept.id, place=place)
        voting.open_vote(desk, workshop_id=kept.id, item_id=item.id)
        where = {"workshop_id": kept.id, "statement_id": item.statement_id, "vote_round": 1}
        joining.cast(door, device=device, vote=Vote.GREEN, **where)
        voting.reveal(desk, workshop_id=kept.id, item_id=item.id)
        workshop_running.agree(desk, workshop_id=kept.id, item_id=item.id, rating=Rating.GREEN)
    return workshops.get_workshop(desk, kept.id)


MARK = "New supplement, sendsat's own"


def test_a_room_votes_on_it_and_agrees_and_the_guide_is_counted_as_before(desk: Desk, first_round: Round) -> None:
    kept = agreed_on_both(desk, first_round)

    assert [item.agreed for item in kept.items] == [Rating.GREEN, Rating.GREEN]
    assert beside(desk, first_round).standings["SU1"].judgements[0].votes
    assert viewing.snapshots(desk, first_round.id)[0].counts().green == 1
    assert beside(desk, first_round).counts().green == 1


def test_the_minutes_mark_it_as_ours_and_count_it_apart(desk: Desk, first_round: Round) -> None:
    kept = agreed_on_both(desk, first_round)
    told = minutes.minutes_of(desk, workshop_id=kept.id, zone=UTC)

    assert [entry.place for entry in told.entries] == ["1.1 Part 1.1", f"5.1 Part 5.1 ({MARK})"]
    tally = closing(told.entries)
    assert tally.told == f"1 of 1 rated, 0 changed. {MARK}, counted apart: 1 of 1 rated."
    assert [line.name for line in tally.lines] == ["LM1", f"SU1 ({MARK})"]
    for kind in minutes.WRITERS:
        assert minutes.minutes_file(desk, kind, workshop_id=kept.id, zone=UTC)


def test_minutes_and_phones_still_know_it_after_it_was_switched_off(desk: Desk, first_round: Round) -> None:
    kept = agreed_on_both(desk, first_round)
    switch(desk, first_round, OFF)
    door = Door(desk.store, desk.library, desk.now)
    followed = following.follow(door, kept.id)
    assert followed is not None

    room = tell(door, followed, 1).room

    assert (room["statement"]["id"], room["statement"]["part"]) == ("SU1", f"5.1 Part 5.1 · {MARK}")
    assert minutes.minutes_of(desk, workshop_id=kept.id, zone=UTC).entries[1].text == "We do what SU1 asks."


def test_what_was_switched_off_while_a_room_discusses_it_is_refused_and_not_lost_in_an_error(
    desk: Desk, first_round: Round
) -> None:
    switch(desk, first_round)
    kept = workshops.prepare(desk, plan(first_round, cover=Cover.PICKED, picked=("SU1",)))
    workshop_running.go_to(desk, workshop_id=kept.id, place=1)
    switch(desk, first_round, OFF)

    with pytest.raises(Refused):
        voting.open_vote(desk, workshop_id=kept.id, item_id=kept.items[0].id)


def test_closing_keeps_what_was_open_in_it_with_the_round(desk: Desk, first_round: Round) -> None:
    switch(desk, first_round)
    rate(desk, first_round, rating=Rating.RED)
    rounds.close_round(desk, round_id=first_round.id)
    with desk.store.reading(desk.organisation.id) as scope:
        kept = close_checks.of_round(scope, first_round.id) or ()
    apart = [(finding.gap, finding.statement_id) for finding in kept if finding.statement_id in EXTRA.statements]
    assert apart == [(Gap.NOT_RATED, "SU2"), (Gap.NO_ACTION, "SU1")]


@pytest.mark.parametrize("words", ["work with others", "we do what", "LM1"])
def test_search_finds_in_the_guide_what_it_found_without_it(desk: Desk, first_round: Round, words: str) -> None:
    without, beside_it = searching.search(desk, words), searching.search(desk, words, beside=ON)
    assert replace(beside_it, apart=()) == without
    assert (without.total_apart, beside_it.total_apart > 0) == (0, words != "LM1")
