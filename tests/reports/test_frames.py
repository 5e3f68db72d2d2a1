"""Frames hold one row per part, round or statement, with the counts that pages show."""

from collections.abc import Iterable

import pandas as pd

from sendsat.assessment.rating import Rating
from sendsat.assessment.results.comparison import compare
from sendsat.assessment.results.trend import make_trend
from sendsat.assessment.snapshot import Snapshot
from sendsat.reports import frames, parts
from sendsat.reports.parts import Part
from tests.factories import make_judgement, make_library, make_round, make_snapshot, make_team

RED, AMBER, GREEN, NOT_APPLICABLE = Rating


def one_round() -> Snapshot:
    said = [make_judgement("LM1", RED), make_judgement("LM2", GREEN), make_judgement("LM3", NOT_APPLICABLE)]
    return make_snapshot(*said, make_judgement("SP1", GREEN))


def two_teams() -> Snapshot:
    teams = (make_team(1, "Leaders"), make_team(2, "Tutors", sections=("leadership",)))
    said = [
        make_judgement("LM1", RED, commentary="No strategy."),
        make_judgement("LM1", GREEN, team_id=2, commentary="It is written."),
        make_judgement("LM2", AMBER),
    ]
    return make_snapshot(*said, round_=make_round(teams=teams))


def summed(snapshot: Snapshot, of: Iterable[Part], by: str = "Part") -> pd.DataFrame:
    return frames.summary(parts.tallies(snapshot, of), by).set_index(by)


def test_the_whole_round_is_counted_by_state() -> None:
    snapshot = one_round()
    frame = summed(snapshot, parts.whole(snapshot))
    assert frame.loc["All statements"].to_dict() == {
        "Red": 1,
        "Amber": 0,
        "Green": 2,
        "Not applicable": 1,
        "Carried forward": 0,
        "Not rated": 1,
        "All statements": 5,
    }


def test_sections_and_subsections_are_counted_apart() -> None:
    snapshot = one_round()
    by_section = summed(snapshot, parts.sections(snapshot))
    assert by_section.loc["Leadership", "Red"] == 1
    assert by_section.loc["Study programmes", "Not rated"] == 1
    by_subsection = summed(snapshot, parts.subsections(snapshot))
    assert by_subsection.loc["1.2 Part 1.2", "Not applicable"] == 1
    assert list(summed(snapshot, parts.subsections(snapshot, "study-programmes")).index) == ["2.1 Part 2.1"]


def test_sections_that_nobody_is_asked_about_are_left_out() -> None:
    snapshot = two_teams().for_team(2)
    assert list(summed(snapshot, parts.sections(snapshot)).index) == ["Leadership"]


def test_each_team_is_counted_over_its_own_sections() -> None:
    frame = frames.summary(parts.team_tallies(two_teams()), frames.TEAM).set_index("Team")
    assert frame.loc["Leaders", "Not rated"] == 3
    assert frame.loc["Tutors", "Green"] == 1
    assert frame["All statements"].to_dict() == {"Leaders": 5, "Tutors": 3}


def test_a_summary_reads_across_and_adds_up() -> None:
    snapshot = one_round()
    frame = frames.summary(parts.tallies(snapshot, parts.sections(snapshot)))
    assert list(frame.columns) == [
        "Part",
        "Red",
        "Amber",
        "Green",
        "Not applicable",
        "Carried forward",
        "Not rated",
        "All statements",
    ]
    assert (frame.iloc[:, 1:7].sum(axis=1) == frame["All statements"]).all()


def test_rounds_in_a_row_make_a_trend() -> None:
    later = make_snapshot(make_judgement("LM1", GREEN), round_=make_round(2, "Spring 2026"))
    frame = frames.trend_summary(make_trend((one_round(), later), make_library())).set_index("Round")
    assert list(frame.index) == ["Autumn 2025", "Spring 2026"]
    assert frame.loc["Spring 2026", "Not rated"] == 4
    assert frame.loc["Spring 2026", ["Rated", "Green"]].tolist() == [1, 1]


def test_movement_is_counted_overall_and_by_section() -> None:
    later = make_snapshot(make_judgement("LM1", GREEN), make_judgement("SP1", RED), round_=make_round(2, "Spring 2026"))
    comparison = compare(one_round(), later, make_library())
    by_section = frames.movement_summary(comparison).set_index("Part")
    assert by_section["Improved"].sum() == 1
    assert by_section["Not yet rated"].sum() == 3
    assert by_section.loc["Study programmes", "Slipped"] == 1
    assert by_section.loc["Leadership", "Slipped"] == 0
    assert by_section["Improved"].tolist() == [1, 0]


def test_comparison_rows_hold_both_ratings_and_both_reasons() -> None:
    later = make_snapshot(make_judgement("LM1", GREEN, commentary="Now agreed."), round_=make_round(2, "Spring 2026"))
    frame = frames.comparison_rows(compare(two_teams(), later, make_library())).set_index("Statement")
    row = frame.loc["LM1"]
    assert (row["Section"], row["Subsection"], row["Text"]) == ("Leadership", "1.1", "We do what LM1 asks.")
    assert (row["Rating before"], row["Rating after"], row["Movement"]) == ("Red", "Green", "Improved")
    assert row["Each team"] == "Whole organisation: Red, then Green. Tutors: Green, then not asked."
    assert row["Commentary before"] == "Whole organisation: No strategy.\n\nTutors: It is written."
    assert row["Commentary after"] == "Now agreed."
    assert not row["Teams differ"]
    assert len(frame) == 5


def test_a_statement_the_earlier_round_did_not_ask_says_so() -> None:
    earlier = make_snapshot(round_=make_round(teams=(make_team(sections=("leadership",)),)))
    frame = frames.comparison_rows(compare(earlier, one_round(), make_library())).set_index("Statement")
    assert frame.loc["SP1", "Rating before"] == "Not asked"
    assert frame.loc["LM1", "Rating before"] == "Not rated"


def test_disagreement_lists_each_team_on_statements_they_rate_differently() -> None:
    frame = frames.team_disagreements(two_teams())
    assert frame["Statement"].tolist() == ["LM1", "LM1"]
    assert frame["Team"].tolist() == ["Leaders", "Tutors"]
    assert frame["Rating"].tolist() == ["Red", "Green"]
    assert frame["Commentary"].tolist() == ["No strategy.", "It is written."]


def test_empty_frames_keep_their_columns() -> None:
    nobody = make_snapshot(round_=make_round(teams=(make_team(sections=("elsewhere",)),)))
    assert summed(nobody, parts.sections(nobody)).empty
    assert list(frames.team_disagreements(nobody).columns) == list(frames.DISAGREEMENT)
    rows = frames.comparison_rows(compare(nobody, nobody, make_library()))
    assert list(rows.columns) == list(frames.COMPARED)
    assert rows.empty
