"""Milestones of an action: added, changed, ticked and removed, never over what somebody else did, and never lost."""

import json
from dataclasses import replace
from datetime import date

import pytest

from sendsat.assessment.milestones import Milestone
from sendsat.assessment.rules import LONGEST_MILESTONE, MOST_MILESTONES
from sendsat.assessment.values import Action, Round, Status
from sendsat.errors import Conflict, Invalid, NotFound, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.plan import exporting as plan_exporting
from sendsat.services.plan import milestones, planning, removing
from sendsat.services.plan.planning import Draft
from sendsat.services.records import redacting
from sendsat.services.report import exporting
from sendsat.services.visit import searching

MARCH = date(2027, 3, 3)


@pytest.fixture
def action(desk: Desk, first_round: Round) -> Action:
    return planning.plan_action(
        desk, round_id=first_round.id, team_id=None, statements=("LM1",), draft=Draft("Write the policy")
    )


def steps(desk: Desk) -> tuple[Milestone, ...]:
    return viewing.actions_of(desk)[0].milestones


def told(desk: Desk, action: Action) -> list[tuple[str, str]]:
    return [(entry.old, entry.new) for entry in viewing.action_history(desk, action.id) if entry.field == "milestone"]


def test_a_milestone_is_added_ticked_changed_and_removed_and_history_keeps_every_word(
    desk: Desk, action: Action
) -> None:
    draft = milestones.add_milestone(desk, action_id=action.id, text=" A draft\nis out ", due=MARCH)
    done = milestones.change_milestone(desk, action_id=action.id, seen=draft, wanted=replace(draft, done=True))
    other = milestones.change_milestone(
        desk, action_id=action.id, seen=done, wanted=replace(done, text="Two drafts are out", due=None)
    )
    assert steps(desk) == (other,)
    milestones.remove_milestone(desk, action_id=action.id, seen=other)

    assert steps(desk) == ()
    assert told(desk, action) == [
        ("Two drafts are out (done)", ""),
        ("A draft is out (by 3 March 2027, done)", "Two drafts are out (done)"),
        ("A draft is out (by 3 March 2027)", "A draft is out (by 3 March 2027, done)"),
        ("", "A draft is out (by 3 March 2027)"),
    ]


def test_two_people_who_change_different_things_of_a_milestone_both_keep_them(desk: Desk, action: Action) -> None:
    seen = milestones.add_milestone(desk, action_id=action.id, text="A draft")
    milestones.change_milestone(desk, action_id=action.id, seen=seen, wanted=replace(seen, done=True))
    milestones.change_milestone(desk, action_id=action.id, seen=seen, wanted=replace(seen, text="The draft"))
    assert [(step.text, step.done) for step in steps(desk)] == [("The draft", True)]


def test_of_two_texts_neither_is_written_over(desk: Desk, action: Action) -> None:
    seen = milestones.add_milestone(desk, action_id=action.id, text="A draft")
    milestones.change_milestone(desk, action_id=action.id, seen=seen, wanted=replace(seen, text="Theirs"))
    with pytest.raises(Conflict) as trouble:
        milestones.change_milestone(desk, action_id=action.id, seen=seen, wanted=replace(seen, text="Mine"))
    assert (trouble.value.stored, trouble.value.offered) == ("Theirs", "Mine")
    with pytest.raises(Refused):
        milestones.remove_milestone(desk, action_id=action.id, seen=seen)
    assert [step.text for step in steps(desk)] == ["Theirs"]


def test_a_change_that_changes_nothing_is_not_noted(desk: Desk, action: Action) -> None:
    seen = milestones.add_milestone(desk, action_id=action.id, text="A draft")
    again = milestones.change_milestone(desk, action_id=action.id, seen=seen, wanted=replace(seen, text=" A  draft "))
    assert again == seen
    assert len(told(desk, action)) == 1


def test_what_was_removed_cannot_be_changed_and_its_number_never_comes_again(desk: Desk, action: Action) -> None:
    seen = milestones.add_milestone(desk, action_id=action.id, text="A draft")
    milestones.remove_milestone(desk, action_id=action.id, seen=seen)
    with pytest.raises(NotFound):
        milestones.change_milestone(desk, action_id=action.id, seen=seen, wanted=replace(seen, done=True))
    assert milestones.add_milestone(desk, action_id=action.id, text="A draft").number != seen.number


@pytest.mark.parametrize("text", ["", " \n ", "x" * (LONGEST_MILESTONE + 1)])
def test_a_milestone_needs_words_and_not_too_many(desk: Desk, action: Action, text: str) -> None:
    with pytest.raises(Invalid):
        milestones.add_milestone(desk, action_id=action.id, text=text)
    assert steps(desk) == ()


def test_an_action_has_no_more_milestones_than_can_be_read(desk: Desk, action: Action) -> None:
    for number in range(MOST_MILESTONES):
        milestones.add_milestone(desk, action_id=action.id, text=f"Step {number}")
    with pytest.raises(Refused, match="at most"):
        milestones.add_milestone(desk, action_id=action.id, text="One more")
    assert len({step.number for step in steps(desk)}) == MOST_MILESTONES


def test_changing_the_action_in_the_table_or_in_full_leaves_its_milestones(desk: Desk, action: Action) -> None:
    milestones.add_milestone(desk, action_id=action.id, text="A draft")
    planning.change_action(desk, action=replace(action, success_measure="Nine in ten"), seen=action)
    edit = planning.Edit(action, replace(action, owner="Ann", status=Status.DONE))
    planning.change_actions(desk, edits=[edit])
    assert [step.text for step in steps(desk)] == ["A draft"]


def test_removing_the_action_keeps_the_words_of_its_milestones_and_measure_in_history(
    desk: Desk, action: Action
) -> None:
    planning.change_action(desk, action=replace(action, success_measure="Nine in ten"))
    milestones.add_milestone(desk, action_id=action.id, text="A draft", due=MARCH)
    removing.remove_action(desk, action_id=action.id)
    removed = viewing.action_history(desk, action.id)[0]
    assert removed.field == "removed"
    assert "Success measure: Nine in ten" in removed.old
    assert "Milestone: A draft (by 3 March 2027)" in removed.old


def test_words_of_a_milestone_are_found_and_removed_for_good_and_its_date_stays(desk: Desk, action: Action) -> None:
    milestones.add_milestone(desk, action_id=action.id, text="Ask Jo Bell 2027", due=MARCH)
    assert searching.search(desk, "Bell").total == 1
    places = redacting.find_words(desk, "Jo Bell")
    assert "Milestones of an action" in [place.what for place in places]
    redacting.remove_words(desk, words="Jo Bell", seen=len(places))
    redacting.remove_words(desk, words="2027", seen=len(redacting.find_words(desk, "2027")))
    [step] = steps(desk)
    assert "Jo" not in step.text
    assert step.due == MARCH


def test_the_file_of_a_round_and_the_plans_files_hold_every_milestone(desk: Desk, action: Action) -> None:
    milestones.add_milestone(desk, action_id=action.id, text="A draft is out", due=MARCH)
    said = json.loads(exporting.round_json(desk, action.round_id)[1])["actions"][0]["milestones"]
    assert said == [{"text": "A draft is out", "due": "2027-03-03", "done": False}]
    for kind in ("csv", "md", "ics"):
        assert b"A draft is out (by 3 March 2027)" in plan_exporting.plan_file(desk, kind)[1].replace(b"\r\n ", b"")
