"""The same numbers once more with pandas alone where leaders agree what counts: agreed, not agreed yet, agreed and then
rated anew, agreed as not applicable; and what Home says of each team, and each team's CSV and Excel file.
"""

import io
import json
import random
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
import sqlalchemy
from openpyxl import load_workbook

from sendsat.assessment.rating import Rating
from sendsat.assessment.roll_up import RollUp
from sendsat.services import viewing
from sendsat.services.plan import planning
from sendsat.services.plan.exporting import plan_file
from sendsat.services.plan.planning import Draft
from sendsat.services.report.exporting import export_round
from sendsat.services.report.governors import pack_file
from sendsat.services.report.reporting import report, report_file
from sendsat.services.rounds import agreeing, judging, rounds, teams
from sendsat.settings import load_settings
from sendsat.ui.frame import workplace
from tests.ui.numbers.counting import LEVELS, WORDS, report_words, titles, words
from tests.ui.results.test_counts_lead_on import counts as numbers_of_home
from tests.ui.results.test_counts_lead_on import opened
from tests.ui.visit import begin_elm, desk

BEFORE, NOW = 1, 2
STATES = ("red", "amber", "green", "not_applicable", "carried_forward", "not_agreed", "not_rated")
EVERY = {**WORDS, "carried_forward": "Carried forward", "not_agreed": "Not agreed yet"}
SIGNS = dict(zip(STATES, "▲◆●–□◐○", strict=True))
SECTIONS = ("leadership", "study-programmes")


@pytest.fixture(autouse=True)
def leaders_agree(begin_with: Callable[[Callable[[], object]], None]) -> None:
    begin_with(_leaders_agree)


def _leaders_agree() -> None:
    """Two rounds of three teams, the second carried forward, worked on and half agreed; the same on every run."""
    chance = random.Random(1616)
    begin_elm("Spring")
    for name in ("Tutors", "Staff"):
        teams.add_team(desk(), name=name, sections=SECTIONS)
    _rate(chance, BEFORE, 0.7)
    rounds.start_round(desk(), name="Autumn", carry_forward_from=BEFORE)
    agreeing.set_roll_up(desk(), round_id=NOW, roll_up=RollUp.LEADERS)
    _rate(chance, NOW, 0.4)
    [snapshot] = viewing.snapshots(desk(), NOW)
    divided = [one for one in snapshot.standings.values() if one.not_agreed]
    for standing in divided[::2]:
        rating = chance.choice([*Rating])
        where: dict[str, Any] = {"round_id": NOW, "statement_id": standing.statement_id}
        agreeing.agree_rating(desk(), **where, rating=rating, reason="We looked", seen=standing)
    _rate(chance, NOW, 0.05)


def _rate(chance: random.Random, round_id: int, share: float) -> None:
    [snapshot] = viewing.snapshots(desk(), round_id)
    for statement_id, asked in snapshot.asked.items():
        for team_id in asked:
            if chance.random() < share:
                where: dict[str, Any] = {"round_id": round_id, "team_id": team_id, "statement_id": statement_id}
                judging.rate(desk(), **where, rating=chance.choices([*Rating], (3, 3, 3, 1))[0])


class Agreed:
    """The database as pandas reads it, and what it comes to by the rule that leaders agree."""

    def __init__(self) -> None:
        with sqlalchemy.create_engine(load_settings().database_url).connect() as connection:
            said = pd.read_sql(sqlalchemy.text("SELECT * FROM judgement"), connection)
            self.teams = pd.read_sql(sqlalchemy.text("SELECT * FROM team"), connection).set_index("id")
            agreed = pd.read_sql(sqlalchemy.text("SELECT * FROM agreed_rating"), connection)
        self.said = said[said.rating.notna() & (said.round_id == NOW)]
        self.agreed = {
            row.statement_id: (row.rating, {tuple(one) for one in json.loads(row.said)}) for row in agreed.itertuples()
        }
        guide = workplace.library().current
        self.section = {one.id: part.id for part in guide.sections for one in part.statements}

    def asked(self, team: int | None) -> list[str]:
        if team is None:
            return list(self.section)
        return [one for one, section in self.section.items() if section in self.teams.sections[team]]

    def states(self, team: int | None) -> pd.Series:
        rows = self.said if team is None else self.said[self.said.team_id == team]
        by_statement = dict(iter(rows.groupby("statement_id")))
        return pd.Series({one: self._state(by_statement.get(one), one) for one in self.asked(team)})

    def _state(self, rows: pd.DataFrame | None, statement_id: str) -> str:
        if rows is None:
            return "not_rated"
        stands = self._together(rows, statement_id)
        if stands == "not_agreed" or len(set(rows.rating) & set(LEVELS)) > 1:
            return stands
        sure = rows[~rows.carried_forward.astype(bool)]
        return stands if not sure.empty and self._together(sure, statement_id) == stands else "carried_forward"

    def _together(self, rows: pd.DataFrame, statement_id: str) -> str:
        levels = set(rows.rating) & set(LEVELS)
        if len(levels) < 2:
            return levels.pop() if levels else "not_applicable"
        rating, then = self.agreed.get(statement_id, ("", set()))
        return str(rating) if then == set(zip(rows.team_id, rows.rating, strict=True)) else "not_agreed"


@pytest.fixture
def agreed(leaders_agree: None) -> Agreed:
    return Agreed()


def numbers(states: pd.Series) -> dict[str, int]:
    return states.value_counts().reindex(list(STATES), fill_value=0).to_dict()


def test_the_made_up_round_holds_all_that_leaders_can_have_said(agreed: Agreed) -> None:
    states = agreed.states(None)
    assert min(numbers(states).values()) > 0
    void = [one for one in agreed.agreed if states[one] == "not_agreed"]
    assert void, "something was rated anew after leaders had agreed"
    assert any(states[one] == "not_applicable" for one in agreed.agreed)


def test_results_count_what_leaders_agreed_and_what_they_have_not(agreed: Agreed) -> None:
    said, states = words(opened("/results")), agreed.states(None)
    for state, number in numbers(states).items():
        assert f"|{number}|{SIGNS[state]}|{EVERY[state]}|" in said, state
    sections = pd.Series(agreed.section)
    for section, row in pd.crosstab(sections, states).reindex(columns=list(STATES), fill_value=0).iterrows():
        assert f"|{'|'.join(map(str, [titles()[str(section)], *row, row.sum()]))}|" in said, section
    for one, state in states.items():
        if state != "carried_forward":
            assert f"|{one}|{SIGNS[state]}" in said, (one, state)


def test_progress_counts_the_round_in_which_leaders_agree(agreed: Agreed) -> None:
    n = numbers(agreed.states(None))
    rated = n["red"] + n["amber"] + n["green"]
    assert f"|{'|'.join(map(str, ['Autumn', rated, *n.values(), sum(n.values())]))}|" in words(opened("/progress"))


def test_report_and_pack_say_what_leaders_agreed(agreed: Agreed) -> None:
    built, states = report(desk(), NOW), agreed.states(None)
    n = numbers(states)
    rated = n["red"] + n["amber"] + n["green"]
    for text in (
        words(opened("/report")),
        words(opened("/pack")),
        report_words("docx", report_file("docx", built)[1]),
        report_words("docx", pack_file("docx", built)[1]),
        report_words("pptx", pack_file("pptx", built)[1]),
    ):
        assert f"{rated} are rated: {n['green']} Green, {n['amber']} Amber and {n['red']} Red" in text
        assert f"{n['not_agreed']} are not agreed yet" in text
        assert f"{n['not_applicable']} do not apply" in text
        assert f"{n['not_rated']} are not rated" in text


def test_the_plan_says_of_a_statement_what_leaders_agreed(agreed: Agreed) -> None:
    states = agreed.states(None)
    chosen = [one for one, state in states.items() if state != "carried_forward"]
    for one in chosen:
        planning.plan_action(desk(), round_id=NOW, team_id=None, statements=(one,), draft=Draft(f"Mend {one}"))
    rows = pd.read_csv(io.BytesIO(plan_file(desk(), "csv")[1])).set_index("Statement id")["Rating now"]
    assert rows.to_dict() == {one: EVERY[states[one]] for one in chosen}
    table = next(one.value for one in opened("/actions?show=All").dataframe if "Action" in one.value)
    told = table.set_index("Statements")["Rating now"].str.replace(r"⚠ (.+?): may be unsafe", r"\1", regex=True)
    assert told.to_dict() == rows.to_dict()
    expected = sum(states[one] == "not_agreed" for one in chosen)
    assert f"{expected} of {len(chosen)} actions shown." in words(opened("/actions?plan_rating=◐ Not agreed yet"))


def test_home_says_of_each_team_what_the_database_holds(agreed: Agreed) -> None:
    for team in agreed.teams.itertuples():
        page, states = opened(f"/?team={team.Index}"), agreed.states(int(team.Index))
        said, n = words(page), numbers(states)
        rated = n["red"] + n["amber"] + n["green"]
        assert f"{rated} of {len(states)} statements are rated: " in said
        assert f"{n['green']} green, {n['amber']} amber and {n['red']} red" in said
        table = pd.crosstab(pd.Series(agreed.section).reindex(states.index), states)
        shown = [number for _, number, where in numbers_of_home(page) if where.startswith("/results")]
        assert sorted(shown) == sorted(number for number in table.to_numpy().flatten().tolist() if number)
        bars = {one.proto.text for one in page.get("progress")}
        answered = table.reindex(columns=["red", "amber", "green", "not_applicable"], fill_value=0).sum(axis=1)
        assert bars == {f"{answered[one]} of {table.loc[one].sum()} answered" for one in table.index}


def test_each_row_of_a_teams_csv_and_excel_is_what_that_team_said(agreed: Agreed) -> None:
    for team in agreed.teams.index:
        mine = agreed.said[agreed.said.team_id == team].set_index("statement_id")
        carried = mine.carried_forward.astype(bool)
        given, waiting = (mine[~carried].rating.map(WORDS).to_dict(), mine[carried].rating.map(WORDS).to_dict())
        rows = pd.read_csv(io.BytesIO(export_round(desk(), kind="csv", team_id=int(team))[1]))
        rows = rows.set_index("statement_id")
        assert list(rows.index) == agreed.asked(int(team))
        assert rows.rating.dropna().to_dict() == given
        assert rows.carried_forward.dropna().to_dict() == waiting
        book = load_workbook(io.BytesIO(export_round(desk(), kind="xlsx", team_id=int(team))[1]))
        cells = [row for sheet in book.worksheets[2:-1] for row in sheet.iter_rows(min_row=4, values_only=True)]
        assert {row[0]: row[4] for row in cells if row[0] and row[4]} == given
        assert {row[0]: row[12] for row in cells if row[0] and row[12]} == waiting
