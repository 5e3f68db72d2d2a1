"""The self-assessment report is made from what people wrote and from counts, in sentences a leader can sign."""

from dataclasses import replace
from datetime import date

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.report.report import ItemKind, Report, ReportItem
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action, Judgement, Status
from tests.factories import (
    make_action,
    make_edition,
    make_judgement,
    make_round,
    make_section,
    make_snapshot,
    make_team,
)
from tests.reports.report.reporting import make_now, make_report, make_source

GREEN, AMBER, RED = Rating.GREEN, Rating.AMBER, Rating.RED


def one_item(*now: Judgement, kind: ItemKind, before: Judgement | None = None, actions: tuple[Action, ...] = ()) -> str:
    source = make_source(make_now(*now), *([before] if before else []), actions=actions)
    [item] = [one for one in make_report(source).items if one.kind is kind and one.statement_id]
    return item.text


def items(report: Report) -> list[str]:
    return [item.key for group in report.groups for item in group.items]


def test_a_green_with_commentary_is_a_strength_in_the_words_of_those_who_wrote_it() -> None:
    said = replace(make_judgement(rating=GREEN, commentary="the policy is reviewed each year"), evidence="Minutes, May")
    text = one_item(said, kind=ItemKind.STRENGTH)
    assert text == "The policy is reviewed each year. The evidence recorded is: Minutes, May."


def test_a_green_with_evidence_alone_says_that_no_commentary_was_recorded() -> None:
    said = replace(make_judgement(rating=GREEN), seen_evidence=("Policy", "Minutes"))
    text = one_item(said, kind=ItemKind.STRENGTH)
    assert text == "No commentary was recorded. The evidence recorded is: Policy; Minutes."


def test_the_evidence_of_several_teams_stands_under_their_names() -> None:
    teams = (make_team(1, "Sixth form"), make_team(2, "Construction"))
    one, two = (make_judgement(team_id=team.id, rating=GREEN) for team in teams)
    said = (replace(one, seen_evidence=("Policy",), evidence="Minutes"), replace(two, evidence="Policy"))
    now = make_snapshot(*said, round_=make_round(10, "Summer 2026", teams=teams))

    [item] = [one for one in make_report(make_source(now)).items if one.kind is ItemKind.STRENGTH]

    told = "Sixth form named as evidence: Policy; Minutes. Construction named as evidence: Policy."
    assert item.text == f"No commentary was recorded. {told}"


def test_a_green_without_either_is_no_strength_and_the_report_says_so() -> None:
    report = make_report(make_source(make_now(make_judgement(rating=GREEN)), first=True))
    assert items(report) == []
    assert (
        "1 statement (LM1) is rated Green without commentary or evidence, and so not listed as a strength."
        in report.notes
    )


@pytest.mark.parametrize("rating", [RED, AMBER])
def test_a_red_or_amber_is_an_area_for_improvement_even_without_a_word(rating: Rating) -> None:
    text = one_item(make_judgement(rating=rating), kind=ItemKind.IMPROVEMENT)
    assert text == "No commentary was recorded. No action is planned yet."


@pytest.mark.parametrize("rating", [None, Rating.NOT_APPLICABLE])
def test_not_rated_and_not_applicable_are_neither(rating: Rating | None) -> None:
    report = make_report(make_source(make_now(make_judgement(rating=rating, commentary="Words")), first=True))
    assert items(report) == []
    assert any("LM1" in note for note in report.notes)


def test_an_area_for_improvement_names_its_actions_by_how_far_they_are() -> None:
    actions = (
        replace(make_action("Write it.", due=date(2026, 9, 1)), owner="Ann"),
        replace(make_action("Read it", status=Status.IN_PROGRESS, due=date(2026, 7, 1)), id=2, owner="Bob"),
        replace(make_action("Ask for it", status=Status.IN_PROGRESS), id=3),
        replace(make_action("Forget it", status=Status.DROPPED), id=4),
        replace(make_action("Find it", status=Status.DONE), id=5),
    )
    text = one_item(make_judgement(commentary="Not there yet."), kind=ItemKind.IMPROVEMENT, actions=actions)
    assert text == (
        "Not there yet. One action has been completed: “Find it”. Two actions are in progress: “Read it” (Bob, due "
        "1 July 2026, now overdue) and “Ask for it” (nobody named yet, no date set). One action is planned and not "
        "started yet: “Write it” (Ann, due 1 September 2026)."
    )


def test_actions_all_done_but_not_green_say_that_nothing_further_is_planned() -> None:
    done = (make_action(status=Status.DONE),)
    text = one_item(make_judgement(), kind=ItemKind.IMPROVEMENT, actions=done)
    assert text.endswith("One action has been completed: “Write the policy”. No further action is planned yet.")


def test_an_improved_statement_says_what_was_written_then_and_is_not_told_twice() -> None:
    before = make_judgement(rating=RED, commentary='We have "no" policy')
    source = make_source(make_now(make_judgement(rating=AMBER, commentary="Drafted.")), before)
    found = {item.kind: item for item in make_report(source).groups[0].items}
    assert found[ItemKind.PROGRESS].text == (
        "In Spring 2026 we rated this Red; in Summer 2026 we rated it Amber. In Spring 2026 we wrote: “We have 'no' "
        "policy.”"
    )
    assert found[ItemKind.PROGRESS].label == "↑ Improved"
    assert found[ItemKind.IMPROVEMENT].label == "◆ Amber, up from Red in Spring 2026"


def test_a_statement_that_stayed_makes_no_progress_item() -> None:
    source = make_source(make_now(make_judgement(rating=AMBER)), make_judgement(rating=AMBER))
    assert items(make_report(source)) == ["improvement:LM1"]
    assert make_report(source).groups[0].items[0].label == "◆ Amber, as in Spring 2026"


def test_a_statement_newly_rated_says_so() -> None:
    source = make_source(make_now(make_judgement(rating=AMBER)), make_judgement(rating=None))
    assert make_report(source).groups[0].items[0].label == "◆ Amber; not rated in Spring 2026"


def test_several_teams_are_named_and_quoted_and_their_difference_is_told() -> None:
    teams = (make_team(1, "Sixth form"), make_team(2, "Apprenticeships"))
    now = make_snapshot(
        make_judgement(rating=GREEN, commentary="All good"),
        make_judgement(rating=RED, commentary="Nothing yet.", team_id=2),
        round_=make_round(10, "Summer 2026", teams=teams),
    )
    [item] = make_report(make_source(now, first=True)).groups[0].items
    assert item.text == (
        "Sixth form wrote: “All good.” Apprenticeships wrote: “Nothing yet.” The teams differ: Sixth form rated it "
        "Green and Apprenticeships rated it Red. Where teams differ, the lower counts. No action is planned yet."
    )


def test_a_rating_by_another_standard_is_no_progress() -> None:
    now = replace(make_judgement(rating=AMBER), rejudged=True)
    [item] = make_report(make_source(make_now(now), make_judgement(rating=RED))).groups[0].items
    assert (item.kind, item.label) == (ItemKind.IMPROVEMENT, "◆ Amber; Red in Spring 2026, by another standard")


TEAMS = (make_team(1, "Sixth form"), make_team(2, "Apprenticeships"))


def by_teams(round_id: int, name: str, first: Rating | None, second: Rating | None) -> Snapshot:
    said = (make_judgement(rating=first), make_judgement(rating=second, team_id=2))
    return make_snapshot(*said, round_=make_round(round_id, name, teams=TEAMS))


def moved_items(
    before: tuple[Rating, Rating | None], after: tuple[Rating, Rating | None]
) -> dict[ItemKind, ReportItem]:
    """The report's items where two teams rated so in Spring and in Summer."""
    source = replace(make_source(by_teams(10, "Summer 2026", *after)), before=by_teams(9, "Spring 2026", *before))
    return {item.kind: item for item in make_report(source).groups[0].items}


def test_progress_of_several_teams_tells_each_beside_itself() -> None:
    found = moved_items((AMBER, RED), (GREEN, RED))
    assert found[ItemKind.IMPROVEMENT].label == "▲ Red; improved since Spring 2026"
    assert found[ItemKind.PROGRESS].label == "↑ Improved"
    assert found[ItemKind.PROGRESS].text.startswith(
        "From Spring 2026 to Summer 2026: Sixth form: Amber, then Green. Apprenticeships: Red, then Red."
    )


def test_teams_that_part_ways_are_told_in_the_report_as_neither_better_nor_worse() -> None:
    found = moved_items((RED, GREEN), (AMBER, AMBER))
    assert found[ItemKind.PROGRESS].label == "↕ Both ways"
    assert found[ItemKind.IMPROVEMENT].label == "◆ Amber; up for one team and down for another since Spring 2026"


def test_no_progress_is_reported_because_a_team_has_not_rated_yet() -> None:
    found = moved_items((AMBER, RED), (AMBER, None))
    assert ItemKind.PROGRESS not in found
    assert found[ItemKind.IMPROVEMENT].label == "◆ Amber; unchanged since Spring 2026"


def test_a_rating_nobody_confirmed_is_told() -> None:
    text = one_item(replace(make_judgement(), carried_forward=True), kind=ItemKind.IMPROVEMENT)
    assert "carried forward from the round before and has not been confirmed" in text


def test_the_position_of_a_section_counts_rightly_in_singular_and_plural() -> None:
    now = make_now(make_judgement("LM1", GREEN), make_judgement("LM2", RED), make_judgement("LM3", AMBER))
    source = make_source(now, make_judgement("LM1", RED), actions=(make_action(due=date(2026, 1, 1)),))
    leadership, studies = make_report(source).positions
    assert leadership.text == (
        "Of 3 statements, 3 are rated: 1 Green, 1 Amber and 1 Red. Between Spring 2026 and Summer 2026, of 3 "
        "statements asked, 1 improved, none slipped and none stayed the same; 2 are newly rated. One action is open "
        "for this section, and it is overdue."
    )
    assert studies.text == (
        "None of 2 is rated yet. Between Spring 2026 and Summer 2026, of 2 statements asked, none can be compared: 2 "
        "are not yet rated. No action is open for this section."
    )


def test_the_summary_names_the_organisation_and_the_round() -> None:
    text = make_report(make_source(make_now(make_judgement(rating=GREEN)), first=True)).summary.text
    assert text == (
        "This report sets out how well Hill College serves young people with special educational needs and "
        "disabilities, as judged in Summer 2026. Of 5 statements, 1 is rated: 1 Green; 4 are not rated yet. 1 of 5 "
        "rated: too few to name the strongest section. No action is open in our plan."
    )


def test_a_teams_report_says_whose_it_is_and_keeps_its_edits_apart() -> None:
    source = make_source(make_now(make_judgement()).for_team(1), first=True)
    report = make_report(source)
    assert "as Whole organisation sees it" in report.summary.text
    assert items(report) == ["improvement:LM1@1"]


def test_the_improvement_plan_has_the_open_actions_of_red_and_amber_statements() -> None:
    actions = (
        make_action("Later", due=date(2026, 12, 1)),
        make_action("Late", due=date(2026, 1, 1)),
        make_action("Done", status=Status.DONE),
        make_action("For a green", statements=("SP1",)),
    )
    now = make_now(make_judgement("LM1", RED), make_judgement("SP1", GREEN))
    assert [one.text for one in make_report(make_source(now, first=True, actions=actions)).actions] == ["Late", "Later"]


def test_notes_name_long_runs_of_statements_shortly() -> None:
    edition = make_edition(make_section(1, 6), make_section(2, 2, prefix="SP", title="Study programmes"))
    now = make_snapshot(make_judgement("LM1"), make_judgement("SP2"), edition=edition)
    notes = make_report(make_source(now, first=True)).notes
    assert "6 statements (LM2 to LM6 and SP1) have not been rated." in notes
