"""The same numbers worked out once more with pandas alone, where ratings were carried forward, confirmed, re-judged and
moved both ways, three teams rate, and the most common rating counts.
"""

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
import sqlalchemy

from sendsat.assessment.rating import Rating
from sendsat.assessment.roll_up import RollUp
from sendsat.services import viewing
from sendsat.services.report.governors import pack_file
from sendsat.services.report.reporting import report, report_file
from sendsat.services.rounds import agreeing, judging, rounds, teams
from sendsat.settings import load_settings
from sendsat.ui.frame import workplace
from tests.ui.numbers.counting import LEVELS, report_words, titles, words
from tests.ui.results.test_counts_lead_on import opened
from tests.ui.visit import begin_elm, desk

SIGNS = {
    "red": "▲ Red", "amber": "◆ Amber", "green": "● Green", "not_applicable": "– Not applicable",
    "carried_forward": "□ Carried forward", "not_rated": "○ Not rated",
}  # fmt: skip
MARKS = {"improved": " ↑", "slipped": " ↓", "stayed": " ="}
TOLD = {
    "both_ways": ("went up for one team and down for another",) * 2,
    "rejudged": ("was judged by another standard", "were judged by another standard"),
    "unconfirmed": ("is carried forward and not confirmed", "are carried forward and not confirmed"),
    "newly_rated": ("is newly rated", "are newly rated"),
    "not_yet_rated": ("is not yet rated", "are not yet rated"),
    "now_not_applicable": ("now does not apply", "now do not apply"),
    "still_not_applicable": ("applied in neither round", "applied in neither round"),
    "other_team": ("was rated by another team before", "were rated by another team before"),
}
BEFORE, NOW = 1, 2
SECTIONS = {
    "Tutors": ("leadership", "study-programmes"),
    "Staff": ("leadership", "study-programmes", "work-based-learning"),
}


@pytest.fixture(autouse=True)
def a_lively_round(begin_with: Callable[[Callable[[], object]], None]) -> None:
    begin_with(_two_rounds)


def _two_rounds() -> None:
    """Two rounds of three teams, the second carried forward and worked on; the same on every run."""
    chance, every = random.Random(16), [*Rating, None]
    first = begin_elm("Spring")
    for name, sections in SECTIONS.items():
        teams.add_team(desk(), name=name, sections=sections)
    agreeing.set_roll_up(desk(), round_id=first.id, roll_up=RollUp.COMMON)
    [first] = viewing.snapshots(desk(), first.id)
    for statement_id, asked in first.asked.items():
        for team_id in asked:
            if rating := chance.choices(every, (4, 5, 4, 1, 2))[0]:
                judging.rate(desk(), round_id=BEFORE, team_id=team_id, statement_id=statement_id, rating=rating)
    rounds.start_round(desk(), name="Autumn", carry_forward_from=BEFORE)
    agreeing.set_roll_up(desk(), round_id=NOW, roll_up=RollUp.COMMON)
    [carried] = viewing.snapshots(desk(), NOW)
    for statement_id, asked in first.asked.items():
        for team_id in asked:
            _work_on(chance, statement_id, team_id, carried.judgement(team_id, statement_id).rating)


def _work_on(chance: random.Random, statement_id: str, team_id: int, old: Rating | None) -> None:
    """Leave what was carried forward, confirm it, take it away or rate anew; mark some as re-judged."""
    where: dict[str, Any] = {"round_id": NOW, "team_id": team_id, "statement_id": statement_id}
    what = chance.choices(("leave", "confirm", "clear", "rate"), (4, 3, 1, 5))[0]
    if what == "confirm" and old:
        judging.confirm(desk(), **where)
    elif what == "clear" and old:
        judging.rate(desk(), **where, rating=None)
    elif what == "rate":
        rating = chance.choices(list(Rating), (3, 4, 4, 1))[0]
        judging.rate(desk(), **where, rating=rating)
        if old and None not in (old.level, rating.level) and old is not rating and chance.random() < 0.3:
            judging.mark_rejudged(desk(), **where, rejudged=True)


def common(ratings: list[str]) -> str:
    """The most common rating, the lower of a tie; "" where there is none."""
    times = Counter(one for one in ratings if one in LEVELS)
    if not times:
        return "not_applicable" if ratings else ""
    return min(times, key=lambda one: (-times[one], LEVELS[one]))


class Worked:
    """The database as pandas reads it, and what it comes to."""

    def __init__(self) -> None:
        with sqlalchemy.create_engine(load_settings().database_url).connect() as connection:
            found = pd.read_sql(sqlalchemy.text("SELECT * FROM judgement"), connection)
            self.teams = pd.read_sql(sqlalchemy.text("SELECT * FROM team"), connection)
        guide = workplace.library().current
        self.section = {one.id: part.id for part in guide.sections for one in part.statements}
        self.said = found[found.rating.notna()]

    def asked(self, team: int | None) -> list[str]:
        if team is None:
            return list(self.section)
        sections = self.teams.set_index("id").sections[team]
        return [one for one, section in self.section.items() if f'"{section}"' in sections]

    def states(self, round_id: int, team: int | None) -> pd.Series:
        """Where each statement stands; carried forward where what nobody confirmed decides."""
        rows = self.said[self.said.round_id == round_id]
        rows = rows if team is None else rows[rows.team_id == team]
        every = rows.groupby("statement_id").rating.agg(list).map(common)
        judged = rows[~rows.carried_forward.astype(bool)].groupby("statement_id").rating.agg(list).map(common)
        asked = self.asked(team)
        stands, sure = every.reindex(asked), judged.reindex(asked)
        return stands.where(stands.eq(sure) | stands.isna(), "carried_forward").fillna("not_rated")

    def moves(self, team: int | None) -> pd.Series:
        """How each statement moved, each team beside itself."""
        both = {round_id: self.said[self.said.round_id == round_id] for round_id in (BEFORE, NOW)}
        merged = both[BEFORE].merge(both[NOW], on=["statement_id", "team_id"], how="outer", suffixes=("_old", "_new"))
        ours = merged if team is None else merged[merged.team_id == team]
        found = {
            one: self._way(ours[ours.statement_id == one], merged[merged.statement_id == one])
            for one in self.asked(team)
        }
        return pd.Series(found)

    def _way(self, rows: pd.DataFrame, of_all: pd.DataFrame) -> str:
        ways = set()
        for row in rows.itertuples():
            if row.rating_new not in LEVELS:
                continue
            if row.carried_forward_new:
                ways.add("unconfirmed")
            elif row.rating_old in LEVELS:
                step = LEVELS[row.rating_new] - LEVELS[row.rating_old]
                way = "improved" if step > 0 else "slipped" if step < 0 else "stayed"
                ways.add("rejudged" if step and row.rejudged_new else way)
        if {"improved", "slipped"} <= ways:
            return "both_ways"
        for way in ("slipped", "improved", "rejudged", "unconfirmed", "stayed"):
            if way in ways:
                return way
        answers = rows[rows.rating_new.notna()]
        if answers.empty:
            return "not_yet_rated"
        was_rated = of_all.rating_old.isin(LEVELS).any()
        if answers.rating_new.isin(LEVELS).any():
            return "other_team" if was_rated else "newly_rated"
        if answers.carried_forward_new.astype(bool).any():
            return "unconfirmed"
        if answers.rating_old.isin(LEVELS).any():
            return "now_not_applicable"
        if was_rated:
            return "other_team"
        return "still_not_applicable" if rows.rating_old.notna().any() else "now_not_applicable"

    def sentence(self, team: int | None) -> str:
        n = self.moves(team).value_counts()
        plain = [f"{n.get(way, 0) or 'none'} {word}" for way, word in PLAIN.items()]
        rest = [f"{n[way]} {told[int(n[way] != 1)]}" for way, told in TOLD.items() if way in n]
        return f"of {len(self.asked(team))} statements asked, {listed(plain)}; {listed(rest)}."


PLAIN = {"improved": "improved", "slipped": "slipped", "stayed": "stayed the same"}


def listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


@pytest.fixture
def worked(a_lively_round: None) -> Worked:
    return Worked()


def looked_at(worked: Worked) -> dict[str, int | None]:
    return {"": None, **{str(team.name): int(team.id) for team in worked.teams.itertuples()}}


def counts(states: pd.Series) -> dict[str, int]:
    return states.value_counts().reindex(list(SIGNS), fill_value=0).to_dict()


def test_the_made_up_round_holds_what_the_demonstration_does_not(worked: Worked) -> None:
    moves = worked.moves(None).value_counts()
    assert {"both_ways", "rejudged", "unconfirmed", "newly_rated", "improved", "slipped", "stayed"} <= set(moves.index)
    assert counts(worked.states(NOW, None))["carried_forward"] > 5
    lower = (
        worked.said[worked.said.round_id == NOW]
        .groupby("statement_id")
        .rating.agg(lambda given: min(given, key=lambda one: LEVELS.get(one, 9)))
    )
    stands = worked.states(NOW, None)
    assert ((stands != "carried_forward") & (stands != lower.reindex(stands.index))).sum() > 5, "the rule matters"


def test_results_count_of_all_and_of_each_team_what_the_database_holds(worked: Worked) -> None:
    for name, team in looked_at(worked).items():
        said = words(opened("/results" + (f"?whose={name}" if name else "")))
        states, moves = worked.states(NOW, team), worked.moves(team)
        for state, number in counts(states).items():
            sign, word = SIGNS[state].split(" ", 1)
            assert not number or f"|{number}|{sign}|{word}|" in said, (name, state)
        sections = pd.Series(worked.section).reindex(states.index)
        for section, row in pd.crosstab(sections, states).reindex(columns=list(SIGNS), fill_value=0).iterrows():
            assert f"|{'|'.join(map(str, [titles()[str(section)], *row, row.sum()]))}|" in said, (name, section)
        for one, state in states.items():
            if state != "carried_forward":
                assert f"|{one}|{SIGNS[state][0]}{MARKS.get(moves[one], '')}" in said, (name, one)


def test_progress_counts_of_all_and_of_each_team_what_moved_and_every_round(worked: Worked) -> None:
    for name, team in looked_at(worked).items():
        said = words(opened("/progress" + (f"?whose={name}" if name else "")))
        assert worked.sentence(team) in said, name
        for round_id, round_name in ((BEFORE, "Spring"), (NOW, "Autumn")):
            n = counts(worked.states(round_id, team))
            rated = n["red"] + n["amber"] + n["green"]
            assert f"|{'|'.join(map(str, [round_name, rated, *n.values(), sum(n.values())]))}|" in said, (
                name,
                round_id,
            )


def test_the_report_and_its_files_say_what_moved_as_the_database_has_it(worked: Worked) -> None:
    built = report(desk(), NOW)
    for text in (
        words(opened("/report")),
        report_words("docx", report_file("docx", built)[1]),
        report_words("docx", pack_file("docx", built)[1]),
        report_words("pptx", pack_file("pptx", built)[1]),
    ):
        assert worked.sentence(None) in text
        n = counts(worked.states(NOW, None))
        rated = n["red"] + n["amber"] + n["green"]
        assert f"{rated} are rated: {n['green']} Green, {n['amber']} Amber and {n['red']} Red" in text
