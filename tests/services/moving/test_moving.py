"""A round moves in from another sendsat: looked at first, all or nothing, equal to what left."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendsat.assessment.rating import Rating
from sendsat.assessment.results.close_check import Finding, Gap
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.values import Round
from sendsat.errors import Invalid, NotFound, StorageError
from sendsat.exchange.round_out.json_file import round_json
from sendsat.exchange.round_out.workbook_out import round_workbook
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.moving import moving
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.report import exporting
from sendsat.services.rounds import agreeing, rounds, teams
from sendsat.services.viewing import contents_within
from sendsat.services.visit.parts import Part
from sendsat.services.visit.visiting import visiting
from sendsat.services.work import reading
from sendsat.storage.queries import close_checks, imports
from tests.exchange.moving.leaving import TEAMS, leaving_rounds, told
from tests.services.filling import RATING, everything, filled
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
        [Draft("Train staff"), Draft("Train staff", owner="He\x18ad")],  # a letter that no workbook can hold
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


def test_an_action_that_is_in_the_plan_already_does_not_come_twice(desk: Desk, elsewhere: Desk) -> None:
    content = leaving(desk)
    arrive(elsewhere, content)
    arrival = moving.preview_move(elsewhere, content, "autumn.json")
    assert "1 action is in the plan here already, and left alone." in arrival.notes
    arrive(elsewhere, content)
    assert len(viewing.actions_of(elsewhere)) == 1


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


def test_what_was_filled_in_after_the_download_is_told_and_comes_after(desk: Desk, elsewhere: Desk) -> None:
    leaving(desk)
    content = filled(exporting.round_workbook(desk, 1, 1)[1], {("LM2", RATING): "Green"})
    arrival = moving.preview_move(elsewhere, content, "autumn.xlsx")
    assert arrival.notes[0].startswith("1 cell of this workbook was filled in after it was downloaded.")
    round_id = moving.move_in(elsewhere, arrival, name="Moved", teams=arrival.by_name).round_id
    found = importing.preview_import(elsewhere, round_id, None, content, "autumn.xlsx")
    assert [(one.statement_id, one.value) for one in found.differing] == [("LM2", "green")]


def test_two_actions_of_one_text_and_one_moment_both_come(desk: Desk, elsewhere: Desk) -> None:
    document = json.loads(leaving(desk))
    [action] = document["actions"]
    document["actions"] = [action, {**action, "id": action["id"] + 900}]
    arrival = moving.preview_move(elsewhere, json.dumps(document).encode(), "a.json")
    assert len(arrival.new) == 2
