"""What was carried forward is neither rated nor a strength, in no sentence; confirmed, it reads as if rated by hand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.counts import Counts
from sendsat.assessment.rating import Rating
from sendsat.assessment.report.report import ItemKind, Report
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Judgement
from sendsat.exchange.report.md import report_md
from sendsat.reports import frames, parts
from sendsat.reports.charts import figures
from sendsat.reports.report.phrases import standing_sentence
from sendsat.reports.sentences import counts_sentence
from sendsat.reports.sentences import standing_sentence as of_round
from tests.factories import make_judgement, make_round, make_snapshot, make_team
from tests.reports.report.reporting import make_now, make_report, make_source

RED, AMBER, GREEN = Rating.RED, Rating.AMBER, Rating.GREEN
IDS = ("LM1", "LM2", "LM3", "SP1", "SP2")
RATINGS = st.dictionaries(st.sampled_from(IDS), st.sampled_from(list(Rating)), min_size=1)


def carried(*said: Judgement) -> tuple[Judgement, ...]:
    return tuple(replace(one, carried_forward=True) for one in said)


def report_of(now: Snapshot, *before: Judgement) -> Report:
    return make_report(make_source(now, *before))


def rated(ratings: dict[str, Rating]) -> list[Judgement]:
    return [make_judgement(one, rating, commentary="Because.") for one, rating in ratings.items()]


@given(RATINGS)
def test_a_round_that_is_only_carried_forward_has_no_answer_no_strength_and_no_movement(
    ratings: dict[str, Rating],
) -> None:
    said = rated(ratings)
    now = make_now(*carried(*said))
    counts = now.counts()
    assert (counts.rated, counts.answered, counts.carried_forward) == (0, 0, len(said))
    assert counts.total == len(IDS)
    report = report_of(now, *said)
    assert {item.kind for item in report.items} <= {ItemKind.SUMMARY, ItemKind.POSITION, ItemKind.IMPROVEMENT}
    assert {item.label[0] for item in report.items if item.kind is ItemKind.IMPROVEMENT} <= {"□"}
    text = report_md(report).decode()
    assert "strongest" not in text
    assert "stayed the same" not in text
    assert "as in Spring 2026" not in text


@given(RATINGS)
def test_confirming_all_of_it_reads_as_if_it_had_been_rated_by_hand(ratings: dict[str, Rating]) -> None:
    said = rated(ratings)
    confirmed = [replace(one, carried_forward=False) for one in carried(*said)]
    by_hand, now = make_now(*said), make_now(*confirmed)
    assert now.counts() == by_hand.counts()
    assert report_md(report_of(now, *said)) == report_md(report_of(by_hand, *said))


@pytest.mark.parametrize(
    ("counts", "report", "chart"),
    [
        (
            Counts(carried_forward=3),
            "Of 3 statements, none is rated; 3 are only carried forward.",
            "Of 3 statements, 3 are carried forward.",
        ),
        (
            Counts(carried_forward=1, not_rated=2),
            "Of 3 statements, none is rated; 1 is only carried forward and 2 are not rated yet.",
            "Of 3 statements, 1 is carried forward and 2 not rated.",
        ),
        (
            Counts(green=2, carried_forward=1),
            "Of 3 statements, 2 are rated: 2 Green; 1 is only carried forward.",
            "Of 3 statements, 2 are green and 1 carried forward.",
        ),
    ],
)
def test_sentences_name_what_was_carried_forward_apart(counts: Counts, report: str, chart: str) -> None:
    assert standing_sentence(counts) == report
    assert counts_sentence(counts) == chart


def test_a_round_says_how_much_of_it_is_only_carried_forward() -> None:
    two = carried(make_judgement("LM1", GREEN), make_judgement("LM2", RED))
    assert of_round(make_now(*two)) == (
        "In Summer 2026, none of the 5 statements is rated yet; 2 are only carried forward and 3 are not rated."
    )
    assert of_round(make_now(two[0], make_judgement("LM2", RED))) == (
        "In Summer 2026, 1 of 5 statements is rated: 0 green, 0 amber and 1 red; 1 is only carried forward and 3 are "
        "not rated."
    )


def test_charts_draw_it_apart_and_their_tables_count_it() -> None:
    now = make_now(*carried(make_judgement("LM1", GREEN)), make_judgement("LM2", RED))
    chart = figures.standing_by_section(now)
    traces = {trace.name: trace for trace in chart.figure.data}
    assert traces["□ Carried forward"].xaxis == "x2"
    assert list(traces["● Green"].x) == [None, None]
    assert chart.table["Carried forward"].tolist() == [1, 0]
    whole = frames.summary(parts.tallies(now, parts.whole(now))).iloc[0]
    assert (whole["Red"], whole["Green"], whole["Carried forward"]) == (1, 0, 1)


def test_a_known_weakness_is_still_told_but_marked_as_not_confirmed() -> None:
    before = make_judgement("LM1", RED, commentary="Nobody leads on it.")
    report = report_of(make_now(*carried(before)), before)
    [item] = [one for one in report.items if one.kind is ItemKind.IMPROVEMENT]
    assert item.label == "□ Red, carried forward"
    assert "has not been confirmed" in item.text
    note = "1 statement (LM1) is only carried forward from an earlier round."
    assert any(one.startswith(note) for one in report.notes)


def test_a_green_that_one_team_has_still_to_confirm_is_no_strength_yet() -> None:
    teams = (make_team(1, "Sixth form"), make_team(2, "Apprenticeships"))
    mine = make_judgement("LM1", GREEN, commentary="All good.")
    theirs = make_judgement("LM1", GREEN, commentary="Fine here.", team_id=2)
    round_ = make_round(10, "Summer 2026", teams=teams)

    waits = make_report(make_source(make_snapshot(mine, *carried(theirs), round_=round_), first=True))
    done = make_report(make_source(make_snapshot(mine, theirs, round_=round_), first=True))

    assert [one.kind for one in waits.groups[0].items] == []
    assert any("until every team has confirmed" in one for one in waits.notes)
    assert [one.kind for one in done.groups[0].items] == [ItemKind.STRENGTH]


def test_what_was_never_confirmed_last_round_has_not_moved_since() -> None:
    report = report_of(make_now(make_judgement("LM1", GREEN, commentary="Done.")), *carried(make_judgement("LM1", RED)))
    [item] = report.groups[0].items
    assert item.label == "● Green; not rated in Spring 2026"
    assert "none can be compared: 1 is newly rated and 2 are not yet rated" in report.positions[0].text
