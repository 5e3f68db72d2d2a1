"""A round moves in from another sendsat: looked at first, all or nothing, equal to what left, and out again."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from sendsat.assessment.rating import Rating
from sendsat.assessment.results.close_check import Finding, Gap
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.values import Round
from sendsat.errors import Invalid, NotFound, Refused, StorageError
from sendsat.exchange.round_out.contents import RoundContents
from sendsat.exchange.round_out.json_file import round_json
from sendsat.exchange.round_out.workbook_out import round_workbook
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.moving import moving
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.records import recording
from sendsat.services.report import exporting
from sendsat.services.rounds import agreeing, judging, rounds, teams
from sendsat.services.viewing import contents_within
from sendsat.services.visit.visiting import Part, visiting
from sendsat.services.work import reading
from sendsat.storage.queries import close_checks, imports
from tests.exchange.moving.leaving import TEAMS, leaving_rounds, told
from tests.factories import STARTED
from tests.services.filling import RATING, downloaded, everything, filled
from tests.services.moving.round_that_moves import arrive, empty_installation, leaving
from tests.services.rounds.test_kept_words import edition_seen, later


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_round_that_moved_into_an_empty_installation_is_equal_field_by_field(
    library: Library, empty_database: Path, tmp_path: Path, data: st.DataObject
) -> None:
    left = data.draw(leaving_rounds(library.current))
    with empty_installation(empty_database, tmp_path, library) as desk:
        arrival = moving.preview_move(desk, round_json(left), "spring.json")
        batch = moving.move_in(desk, arrival, name=arrival.name, teams=arrival.by_name)
        with reading(desk) as scope:
            here = contents_within(desk, scope, batch.round_id)
    assert told(here) == told(left)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_workbook_that_moved_into_an_empty_installation_is_equal_field_by_field(
    library: Library, empty_database: Path, tmp_path: Path, data: st.DataObject
) -> None:
    team = data.draw(st.sampled_from(TEAMS))
    left = data.draw(leaving_rounds(library.current, (team,)))
    with empty_installation(empty_database, tmp_path, library) as desk:
        arrival = moving.preview_move(desk, round_workbook(left, team, round_json(left)), "spring.xlsx")
        assert not [note for note in arrival.notes if "filled in after" in note]
        batch = moving.move_in(desk, arrival, name=arrival.name, teams=arrival.by_name)
        with reading(desk) as scope:
            here = contents_within(desk, scope, batch.round_id)
    assert told(here) == told(left)


@pytest.mark.parametrize(
    "drafts",
    [
        [Draft("_x000D_", owner="Head")],  # what a workbook writes for the end of a line
        [Draft("Train staff"), Draft("Train staff", owner="Head")],
    ],
)
def test_actions_whose_text_says_little_or_the_same_move_in_a_workbook_as_they_are(
    desk: Desk, first_round: Round, elsewhere: Desk, drafts: list[Draft]
) -> None:
    for draft in drafts:
        planning.plan_action(desk, round_id=first_round.id, team_id=None, statements=("LM1",), draft=draft)
    content = exporting.export_round(desk, kind="xlsx", team_id=first_round.teams[0].id)[1]
    arrival = moving.preview_move(elsewhere, content, "spring.xlsx")
    assert not [note for note in arrival.notes if "filled in after" in note]
    moving.move_in(elsewhere, arrival, name=arrival.name, teams=arrival.by_name)
    assert [(one.text, one.owner) for one in viewing.actions_of(elsewhere)] == [(one.text, one.owner) for one in drafts]


def test_a_preview_tells_what_comes_and_writes_nothing(desk: Desk, elsewhere: Desk) -> None:
    content, before = leaving(desk), everything(elsewhere)
    arrival = moving.preview_move(elsewhere, content, "autumn.json")
    assert [(number, one) for number, one, _ in arrival.coming if number] == [
        (2, "rating"), (1, "action"), (1, "note"), (1, "rating leaders agreed"),
    ]  # fmt: skip
    assert arrival.name == "Autumn 2025 (2)"
    assert arrival.notes == (
        "There is a round called Autumn 2025 here, so this one is called Autumn 2025 (2) unless you say otherwise.",
    )
    assert everything(elsewhere) == before


def test_a_team_that_has_another_name_here_is_the_one_that_was_chosen(desk: Desk, elsewhere: Desk) -> None:
    content = leaving(desk)
    ours = teams.add_team(elsewhere, name="Foundation learning", sections=("study-programmes",))
    arrival = moving.preview_move(elsewhere, content, "autumn.json")
    assert [(one.theirs.name, one.same and one.same.name, one.like and one.like.name) for one in arrival.matches] == [
        ("Whole organisation", "Whole organisation", None),
        ("Foundation", None, "Foundation learning"),
    ]
    theirs = {one.theirs.name: one.theirs.id for one in arrival.matches}
    choice = {theirs["Whole organisation"]: 1, theirs["Foundation"]: ours.id}
    batch = moving.move_in(elsewhere, arrival, name="Moved", teams=choice)
    [snapshot] = viewing.snapshots(elsewhere, batch.round_id)
    assert snapshot.judgement(ours.id, "LM1").commentary == "All in place"
    assert [(team.name, team.sections) for team in snapshot.teams][1] == ("Foundation learning", ("leadership",))
    assert snapshot.standings["LM1"].is_agreed
    [action] = viewing.actions_of(elsewhere)
    assert (action.team_id, action.statements, action.notes[0].text) == (ours.id, ("LM1", "SP1"), "Begun")
    assert len(viewing.teams_of(elsewhere)) == 2


def test_nothing_is_decided_silently(desk: Desk, elsewhere: Desk) -> None:
    arrival = moving.preview_move(elsewhere, leaving(desk), "autumn.json")
    before = everything(elsewhere)
    with pytest.raises(Invalid, match="which team here Foundation is"):
        moving.move_in(elsewhere, arrival, name="Moved", teams={arrival.matches[0].theirs.id: 1})
    with pytest.raises(Invalid, match="cannot be two teams"):
        moving.move_in(elsewhere, arrival, name="Moved", teams={one.theirs.id: 1 for one in arrival.matches})
    with pytest.raises(NotFound, match="no longer here"):
        moving.move_in(elsewhere, arrival, name="Moved", teams={one.theirs.id: 98 for one in arrival.matches[:1]}
                       | {arrival.matches[1].theirs.id: None})  # fmt: skip
    with pytest.raises(Invalid, match="already a round called"):
        moving.move_in(elsewhere, arrival, name="Autumn 2025", teams=arrival.by_name)
    assert everything(elsewhere) == before


def test_a_failure_half_way_leaves_nothing_behind(desk: Desk, elsewhere: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    content, before = leaving(desk), everything(elsewhere)

    def fail(*_: object, **__: object) -> None:
        raise StorageError("The disk is full, so nothing was saved.")

    monkeypatch.setattr(imports, "add_batch", fail)
    with pytest.raises(StorageError):
        arrive(elsewhere, content)
    assert everything(elsewhere) == before


def test_a_round_that_moved_in_moves_out_again_and_history_keeps_its_words(desk: Desk, elsewhere: Desk) -> None:
    content, before = leaving(desk), everything(elsewhere)
    import_id = arrive(elsewhere, content)
    assert everything(elsewhere) != before
    assert moving.undo_move(elsewhere, import_id) == ()
    assert everything(elsewhere) == before
    assert viewing.ofsted_choices(elsewhere) == {}
    assert [team.name for team in viewing.teams_of(elsewhere)] == ["Whole organisation"]
    assert {("commentary", "All in place"), ("rating", "green")} <= {
        (one.field, one.new) for one in viewing.statement_history(elsewhere, "LM1")
    }
    with pytest.raises(NotFound):
        moving.undo_move(elsewhere, import_id)


def test_a_round_that_was_changed_since_stays(desk: Desk, elsewhere: Desk) -> None:
    import_id = arrive(elsewhere, leaving(desk))
    [batch] = moving.moved_rounds(elsewhere)
    recording.take_away(elsewhere, file="a.csv", make=lambda: b"", round_id=batch.round_id)
    judging.rate(elsewhere, round_id=batch.round_id, team_id=1, statement_id="LM2", rating=Rating.RED)
    before = everything(elsewhere)
    with pytest.raises(Refused, match=r"Autumn 2025 \(2\) stays: 1 change was made in it since"):
        moving.undo_move(elsewhere, import_id)
    assert everything(elsewhere) == before


def test_a_round_from_which_another_was_started_stays(desk: Desk, elsewhere: Desk) -> None:
    import_id = arrive(elsewhere, leaving(desk))
    [batch] = moving.moved_rounds(elsewhere)
    rounds.start_round(elsewhere, name="Next", carry_forward_from=batch.round_id)
    with pytest.raises(Refused, match="another round was started from it"):
        moving.undo_move(elsewhere, import_id)


def test_a_new_team_that_is_used_by_now_stays(desk: Desk, elsewhere: Desk) -> None:
    import_id = arrive(elsewhere, leaving(desk))
    rounds.start_round(elsewhere, name="Next")
    assert moving.undo_move(elsewhere, import_id) == ("Foundation",)
    assert [team.name for team in viewing.teams_of(elsewhere)] == ["Whole organisation", "Foundation"]


def test_an_action_that_is_in_the_plan_already_does_not_come_twice(desk: Desk, elsewhere: Desk) -> None:
    content = leaving(desk)
    arrive(elsewhere, content)
    arrival = moving.preview_move(elsewhere, content, "autumn.json")
    assert "1 action is in the plan here already, and left alone." in arrival.notes
    arrive(elsewhere, content)
    assert len(viewing.actions_of(elsewhere)) == 1


def test_own_ofsted_areas_that_differ_here_stay_and_that_is_told(desk: Desk, elsewhere: Desk) -> None:
    content = leaving(desk)
    place: dict[str, Any] = {"round_id": 1, "team_id": 1, "statement_id": "LM1", "framework_id": "framework-2025"}
    judging.choose_ofsted_areas(elsewhere, **place, areas=("leadership",))
    arrival = moving.preview_move(elsewhere, content, "autumn.json")
    assert "Own Ofsted areas of 1 statement differ here, and stay as they are." in arrival.notes
    arrive(elsewhere, content)
    assert set(viewing.ofsted_choices(elsewhere).values()) == {("leadership",)}


def test_an_action_of_an_earlier_round_is_told(desk: Desk, elsewhere: Desk) -> None:
    leaving(desk)
    later = rounds.start_round(desk, name="Spring 2026")
    arrival = moving.preview_move(elsewhere, exporting.round_json(desk, later.id)[1], "spring.json")
    assert [note for note in arrival.notes if "earlier round" in note] == [
        "1 action was planned in an earlier round, which is not in this file, so here this round counts as theirs."
    ]


def test_a_round_of_an_edition_that_is_not_here_says_so(desk: Desk, elsewhere: Desk) -> None:
    document = json.loads(leaving(desk)) | {"edition_id": "guide-1999"}
    with pytest.raises(NotFound, match="guide-1999"):
        moving.preview_move(elsewhere, json.dumps(document).encode(), "old.json")


def test_what_is_said_of_unknown_statements_and_supplements_is_told(desk: Desk, elsewhere: Desk) -> None:
    document = json.loads(leaving(desk))
    row = document["judgements"][0] | {"statement_id": "XX9", "rating": "Red"}
    document["supplements"] = [{"edition_id": "extra-2030", "title": "Extra", "publisher": "us", "judgements": [row]}]
    arrival = moving.preview_move(elsewhere, json.dumps(document).encode(), "new.json")
    assert arrival.notes[:2] == (
        "The supplement extra-2030 is not here, so what was said of it stays behind.",
        "These statements are not known here, so what was said of them stays behind: XX9.",
    )
    arrive(elsewhere, json.dumps(document).encode())


def test_into_a_round_that_is_here_a_file_says_what_it_leaves_alone(desk: Desk) -> None:
    preview = importing.preview_import(desk, 1, None, leaving(desk), "autumn.json")
    assert any("are left alone: “Move a round in” brings the whole round" in note for note in preview.notes)


def test_a_round_that_is_out_again_leaves_its_number_to_no_other(desk: Desk, elsewhere: Desk) -> None:
    content = leaving(desk)
    import_id = arrive(elsewhere, content)
    [batch] = moving.moved_rounds(elsewhere)
    moving.undo_move(elsewhere, import_id)
    real = rounds.start_round(elsewhere, name="Real spring")
    assert real.id != batch.round_id
    with pytest.raises(NotFound):
        judging.rate(elsewhere, round_id=batch.round_id, team_id=1, statement_id="LM1", rating=Rating.RED)
    again = arrive(elsewhere, content)
    assert again != import_id
    moving.undo_move(elsewhere, again)
    assert [round_.name for round_ in viewing.rounds_of(elsewhere)][-1] == "Real spring"


def test_a_team_and_an_action_that_moved_out_leave_their_numbers_to_no_other(desk: Desk, elsewhere: Desk) -> None:
    import_id = arrive(elsewhere, leaving(desk))
    came = max(team.id for team in viewing.teams_of(elsewhere))
    [action] = viewing.actions_of(elsewhere)
    moving.undo_move(elsewhere, import_id)
    assert teams.add_team(elsewhere, name="Estates", sections=("leadership",)).id > came
    draft = Draft("Something else")
    assert planning.plan_action(elsewhere, round_id=1, team_id=1, statements=("LM1",), draft=draft).id > action.id


def test_rounds_go_out_in_the_reverse_of_the_order_they_came_in(desk: Desk, elsewhere: Desk) -> None:
    content = leaving(desk)
    first = arrive(elsewhere, content)
    second = arrive(elsewhere, content)
    plan = viewing.actions_of(elsewhere)
    with pytest.raises(Refused, match="moved in after it"):
        moving.undo_move(elsewhere, first)
    assert viewing.actions_of(elsewhere) == plan
    moving.undo_move(elsewhere, second)
    assert [action.text for action in viewing.actions_of(elsewhere)] == [action.text for action in plan]
    moving.undo_move(elsewhere, first)


def test_what_leaders_agreed_under_another_rule_moves_and_counts_again_with_its_rule(
    desk: Desk, elsewhere: Desk
) -> None:
    leaving(desk)
    agreeing.set_roll_up(desk, round_id=1, roll_up=RollUp.LOWER)
    arrive(elsewhere, exporting.round_json(desk, 1)[1])
    [batch] = moving.moved_rounds(elsewhere)
    [snapshot] = viewing.snapshots(elsewhere, batch.round_id)
    assert (snapshot.standings["LM1"].rating, snapshot.standings["LM1"].is_agreed) == (Rating.RED, False)
    agreeing.set_roll_up(elsewhere, round_id=batch.round_id, roll_up=RollUp.LEADERS)
    [snapshot] = viewing.snapshots(elsewhere, batch.round_id)
    assert (snapshot.standings["LM1"].rating, snapshot.standings["LM1"].is_agreed) == (Rating.AMBER, True)


def test_a_closed_round_moves_with_what_was_open_and_the_words_it_was_rated_with(desk: Desk, elsewhere: Desk) -> None:
    leaving(desk)
    rounds.close_round(desk, round_id=1)
    content = exporting.round_json(desk, 1)[1]
    updated = later(elsewhere)
    import_id = arrive(updated, content)
    [batch] = moving.moved_rounds(updated)
    with visiting(updated.store, updated.library) as visit:
        assert visit is not None
        seen = visit.look(batch.round_id, (Part.OPEN_AT_CLOSE, Part.ROUND))
    assert Finding(Gap.NO_DATE, text="Write the policy") in (seen.open_at_close or ())
    rated_with = desk.library.current.statements["LM1"].text
    assert edition_seen(updated, batch.round_id).statements["LM1"].text == rated_with
    assert updated.library.current.statements["LM1"].text != rated_with
    assert json.loads(exporting.round_json(updated, batch.round_id)[1])["at_close"] == json.loads(content)["at_close"]
    moving.undo_move(updated, import_id)
    with reading(updated) as scope:
        assert close_checks.of_round(scope, batch.round_id) is None


def test_a_file_of_the_version_before_says_what_it_does_not_hold(desk: Desk, elsewhere: Desk) -> None:
    document = json.loads(leaving(desk)) | {"version": 2}
    del document["at_close"], document["set_aside"]["agreed"]
    arrival = moving.preview_move(elsewhere, json.dumps(document).encode(), "older.json")
    assert arrival.notes[0].startswith("An older sendsat made this file. It does not hold what leaders agreed where")


def test_what_was_filled_in_after_the_download_is_told_and_comes_after(desk: Desk, elsewhere: Desk) -> None:
    leaving(desk)
    content = filled(exporting.round_workbook(desk, 1, 1)[1], {("LM2", RATING): "Green"})
    arrival = moving.preview_move(elsewhere, content, "autumn.xlsx")
    assert arrival.notes[0].startswith("1 cell of this workbook was filled in after it was downloaded.")
    round_id = moving.move_in(elsewhere, arrival, name="Moved", teams=arrival.by_name).round_id
    found = importing.preview_import(elsewhere, round_id, None, content, "autumn.xlsx")
    assert [(one.statement_id, one.value) for one in found.differing] == [("LM2", "green")]


def test_a_workbook_without_a_round_or_with_a_changed_copy_is_refused_in_words(desk: Desk, elsewhere: Desk) -> None:
    content = downloaded(desk)
    book = load_workbook(io.BytesIO(content))
    copy = book.worksheets[-1]
    [part] = [row[1] for row in copy.iter_rows() if row[0].value == "round part 1"]
    part.value = str(part.value)[:-1]
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(Invalid, match="hidden copy in this workbook was changed"):
        moving.preview_move(elsewhere, stream.getvalue(), "a.xlsx")
    [snapshot] = viewing.snapshots(desk, 1)
    bare = round_workbook(RoundContents(desk.organisation, snapshot, STARTED), snapshot.teams[0])
    with pytest.raises(Invalid, match="does not carry a whole round"):
        moving.preview_move(elsewhere, bare, "a.xlsx")


def test_two_actions_of_one_text_and_one_moment_both_come(desk: Desk, elsewhere: Desk) -> None:
    document = json.loads(leaving(desk))
    [action] = document["actions"]
    document["actions"] = [action, {**action, "id": action["id"] + 900}]
    arrival = moving.preview_move(elsewhere, json.dumps(document).encode(), "a.json")
    assert len(arrival.new) == 2


@pytest.mark.parametrize("what", ["agreed", "ofsted_choices"])
def test_what_was_agreed_or_chosen_of_an_unknown_statement_is_told(desk: Desk, elsewhere: Desk, what: str) -> None:
    document = json.loads(leaving(desk))
    assert document[what]
    document[what] = [{**document[what][0], "statement_id": "ZZ1"}]
    arrival = moving.preview_move(elsewhere, json.dumps(document).encode(), "a.json")
    assert any("ZZ1" in note for note in arrival.notes)


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.update(started_at="0001-01-01T00:00:00+05:00"),
        lambda document: document["teams"].append(document["teams"][0]),
        lambda document: document["judgements"].append(document["judgements"][0]),
    ],
    ids=["a time before all times", "a team twice", "a judgement twice"],
)
def test_a_file_that_cannot_be_is_refused_in_words(
    desk: Desk, elsewhere: Desk, change: Callable[[dict[str, Any]], None]
) -> None:
    document = json.loads(leaving(desk))
    change(document)
    with pytest.raises(Invalid, match="in this file"):
        moving.preview_move(elsewhere, json.dumps(document).encode(), "a.json")
