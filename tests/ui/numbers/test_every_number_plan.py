"""What Home, the action plan and its files count, worked out once more with pandas alone: a plan over two rounds, with
every filter, with actions of no team, owner or date, and of what the round does not ask.
"""

import io
import json
import random
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import pytest
import sqlalchemy
from docx import Document
from icalendar import Calendar
from streamlit.testing.v1 import AppTest

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Priority, Status
from sendsat.services import viewing
from sendsat.services.desk import HOME_ZONE
from sendsat.services.plan import planning
from sendsat.services.plan.exporting import plan_file
from sendsat.services.plan.planning import Draft
from sendsat.services.report.exporting import export_round
from sendsat.services.rounds import judging, rounds, teams
from sendsat.settings import load_settings
from sendsat.ui.frame import workplace
from tests.ui.numbers.counting import DONE, LEVELS, SOON, WORDS, report_words, words
from tests.ui.results.test_counts_lead_on import opened
from tests.ui.visit import begin_elm, desk

OLD, NEW = 1, 2
ASKED = ("leadership", "study-programmes")
OWNERS = ("Ann", "Bob *", "ann", "", "Everyone")
WORDS_OF = {"not_started": "Not started", "in_progress": "In progress", "done": "Done", "dropped": "Dropped"}
SHOWS = ("Everything open", "Overdue", "Due in two weeks", "Nobody yet", "No date", "Done or dropped", "All")
TODAY = pd.Timestamp(datetime.now(UTC).astimezone(HOME_ZONE).date())
HEADINGS = {"Overdue": "Overdue", "Due in the next 14 days": "Due in two weeks", "Finished": "Done or dropped"}


@pytest.fixture(autouse=True)
def a_lively_plan(begin_with: Callable[[Callable[[], object]], None]) -> None:
    begin_with(_lively_plan)


def _lively_plan() -> None:
    """Two rounds of two teams that are asked two of the sections, and sixty actions; the same on every run."""
    chance = random.Random(61)
    begin_elm("Spring")
    [leaders] = viewing.rounds_of(desk())[-1].teams
    teams.change_team(desk(), team_id=leaders.id, name="Leaders", sections=ASKED)
    tutors = teams.add_team(desk(), name="Tutors", sections=ASKED[1:])
    ids = [one.id for section in workplace.library().current.sections for one in section.statements]
    _rate(chance, OLD)
    _plan(chance, OLD, ids, (leaders.id, tutors.id, None))
    rounds.start_round(desk(), name="Autumn", carry_forward_from=OLD)
    _rate(chance, NEW)
    _plan(chance, NEW, ids, (leaders.id, tutors.id, None))


def _rate(chance: random.Random, round_id: int) -> None:
    [snapshot] = viewing.snapshots(desk(), round_id)
    for statement_id, asked in snapshot.asked.items():
        for team_id in asked:
            if chance.random() < 0.5:
                where: dict[str, Any] = {"round_id": round_id, "team_id": team_id, "statement_id": statement_id}
                judging.rate(desk(), **where, rating=chance.choice([*Rating]))


def _plan(chance: random.Random, round_id: int, ids: list[str], whose: tuple[int | None, ...]) -> None:
    for number in range(30):
        days = chance.choice((None, -30, -1, 0, 1, 14, 15, 90))
        due = (TODAY + timedelta(days=days)).date() if days is not None else None
        draft = Draft(
            f"Step {round_id}-{number}",
            chance.choice(OWNERS),
            due,
            chance.choice([*Priority]),
            chance.choice([*Status]),
        )
        serves = tuple(chance.sample(ids, chance.choice((1, 1, 1, 3))))
        planning.plan_action(desk(), round_id=round_id, team_id=chance.choice(whose), statements=serves, draft=draft)


class Planned:
    """The plan as pandas reads it."""

    def __init__(self) -> None:
        with sqlalchemy.create_engine(load_settings().database_url).connect() as connection:
            read = {
                name: pd.read_sql(sqlalchemy.text(f"SELECT * FROM {name}"), connection)
                for name in ("action", "action_statement", "judgement", "team")
            }
        serves = read["action_statement"].sort_values("position").groupby("action_id").statement_id.agg(list)
        self.actions = read["action"].set_index("id").assign(serves=serves)
        self.actions["due"] = pd.to_datetime(self.actions.due)
        self.said = read["judgement"][read["judgement"].rating.notna()]
        self.teams = read["team"].set_index("id")
        guide = workplace.library().current
        self.section = {one.id: section.id for section in guide.sections for one in section.statements}
        self.titles = {section.id: f"{section.number} {section.title}" for section in guide.sections}

    def stands(self, statement_id: str, round_id: int) -> tuple[str, bool] | None:
        """The rating of all teams, the lower of two, and whether it is only carried forward; None where nobody is
        asked."""
        if self.section[statement_id] not in ASKED:
            return None
        rows = self.said[(self.said.round_id == round_id) & (self.said.statement_id == statement_id)]
        if rows.empty:
            return "not_rated", False
        lowest = _lowest(rows.rating)
        sure = rows[~rows.carried_forward.astype(bool)].rating
        return lowest, sure.empty or _lowest(sure) != lowest

    def said_of(self, statement_id: str, round_id: int) -> str:
        found = self.stands(statement_id, round_id)
        if found is None:
            return ""
        return f"{WORDS[found[0]]}, carried forward" if found[1] else WORDS[found[0]]

    def shown(self, which: str) -> pd.DataFrame:
        live, due = ~self.actions.status.isin(DONE), self.actions.due
        fits = {
            "Everything open": live,
            "Overdue": live & (due < TODAY),
            "Due in two weeks": live & (due >= TODAY) & (due <= TODAY + SOON),
            "Nobody yet": live & (self.actions.owner == ""),
            "No date": live & due.isna(),
            "Done or dropped": ~live,
            "All": live | ~live,
        }
        return self.actions[fits[which]]

    def narrowed(self, how: str, value: str) -> pd.DataFrame:
        """All actions that one of the other filters leaves."""
        every = self.actions
        serves = every.serves.map
        fits = {
            "owner": lambda: every.owner == value,
            "team": lambda: every.team_id.map(self.teams.name) == value,
            "section": lambda: serves(lambda ids: value in {self.titles[self.section[one]] for one in ids}),
            "priority": lambda: every.priority.str.capitalize() == value,
            "rating": lambda: serves(lambda ids: any(self._has(one, value) for one in ids)),
            "containing": lambda: serves(lambda ids: value in ids),
        }
        return every[fits[how]()]

    def _has(self, statement_id: str, word: str) -> bool:
        found = self.stands(statement_id, NEW)
        return found is not None and WORDS[found[0]] == word


def _lowest(ratings: pd.Series) -> str:
    return min(ratings, key=lambda one: LEVELS.get(one, 9))


@pytest.fixture
def planned(a_lively_plan: None) -> Planned:
    return Planned()


def listed(page: AppTest) -> set[str]:
    """The texts of the actions in the plan's table."""
    return {text for frame in page.dataframe if "Action" in frame.value for text in frame.value.Action}


def plan(**asked: str) -> AppTest:
    return opened(f"/actions?{urlencode(asked)}")


def agrees(page: AppTest, expected: pd.DataFrame, of: int) -> None:
    assert f"{len(expected)} of {of} actions shown." in words(page)
    assert listed(page) == set(expected.text)


def test_the_plan_counts_what_is_open_overdue_and_due_soon_as_the_database_has_it(planned: Planned) -> None:
    numbers = {which: len(planned.shown(which)) for which in SHOWS}
    assert min(numbers.values()) > 2
    opening, late, soon = numbers["Everything open"], numbers["Overdue"], numbers["Due in two weeks"]
    page = plan()
    assert f"{opening} actions open: {late} overdue, {soon} due in the next two weeks." in words(page)
    home = opened("/")
    assert any(one.proto.label == f"Open the action plan ({opening} open)" for one in home.get("page_link"))
    [more] = [int(found[1]) for one in home.caption if (found := re.match(r"And (\d+) more", one.value))]
    assert more + 6 == late + soon


def test_each_way_to_show_the_plan_shows_and_counts_those_of_the_database(planned: Planned) -> None:
    for which in SHOWS:
        agrees(plan(show=which), planned.shown(which), len(planned.actions))


NAMES = {one: f"plan_{one}" for one in ("team", "section", "priority", "rating")}
FILTERS = {
    "owner": [owner for owner in OWNERS if owner],
    "team": ["Leaders", "Tutors"],
    "priority": ["High", "Low"],
    "rating": [*WORDS.values()],
    "containing": ["LM1", "SP1"],
}


@pytest.mark.parametrize("how", [*FILTERS, "section"])
def test_each_filter_leaves_and_counts_those_of_the_database(planned: Planned, how: str) -> None:
    for value in FILTERS.get(how, planned.titles.values()):
        expected = planned.narrowed(how, value)
        assert 0 < len(expected) < len(planned.actions)
        asked = {NAMES.get(how, how): {"Not rated": "○ Not rated"}.get(value, value)}
        agrees(plan(show="All", **asked), expected, len(planned.actions))


def test_the_plans_table_says_of_each_statement_what_the_database_holds_also_where_the_round_asks_nothing(
    planned: Planned,
) -> None:
    table = next(one.value for one in plan(show="All").dataframe if "Action" in one.value)
    told = table.set_index("Action")["Rating now"].str.replace(r"⚠ (.+?): may be unsafe", r"\1", regex=True)
    for action in planned.actions.itertuples():
        stands = [planned.said_of(one, NEW) or "Not asked" for one in action.serves]
        assert told[action.text].split(", ") == ", ".join(stands).split(", ")


@pytest.mark.parametrize("view", ["By owner", "By month"])
def test_the_groups_of_the_plan_add_up_to_what_is_shown(planned: Planned, view: str) -> None:
    shown = planned.shown("Everything open")
    groups = shown.owner.replace("", "Nobody yet") if view == "By owner" else shown.due.dt.strftime("%B %Y")
    expected = groups.fillna("No date").value_counts().to_dict()
    headers = [re.fullmatch(r"(.*) \((\d+)\)", one.value.replace("\\", "")) for one in plan(view=view).header]
    assert {found[1]: int(found[2]) for found in headers if found} == expected


def test_each_row_of_the_plans_csv_and_excel_is_the_databases(planned: Planned) -> None:
    for round_id, before in ((NEW, OLD), (OLD, None)):
        known = planned.actions[planned.actions.round_id <= round_id]
        table = pd.read_csv(io.BytesIO(plan_file(desk(), "csv", round_id)[1]), keep_default_na=False)
        book = pd.read_excel(io.BytesIO(plan_file(desk(), "xlsx", round_id)[1]), keep_default_na=False)
        for rows in (table, book):
            assert set(rows["Action id"]) == set(known.index)
            for row in rows.to_dict("records"):
                _row_agrees(planned, row, round_id, before)


def _row_agrees(planned: Planned, row: dict[str, Any], round_id: int, before: int | None) -> None:
    action = planned.actions.loc[row["Action id"]]
    assert (row["Action"], row["Owner"]) == (action.text, action.owner)
    assert (row["Status"], row["Priority"]) == (WORDS_OF[action.status], action.priority.capitalize())
    due = pd.to_datetime(row["Due date"]) if row["Due date"] else pd.NaT
    assert due == action.due or (due is pd.NaT and action.due is pd.NaT)
    assert row["Statement id"] == "; ".join(action.serves)
    for column, when in (("Rating now", round_id), ("Rating last round", before)):
        told = [planned.said_of(one, when) for one in action.serves] if when else []
        bare = re.sub(r"[▲◆●–□○] ", "", str(row[column]))
        assert bare == "; ".join(filter(None, told)), (row["Action"], column)


def test_word_calendar_and_markdown_of_the_plan_hold_as_many_as_the_database(planned: Planned) -> None:
    document = Document(io.BytesIO(plan_file(desk(), "docx")[1]))
    heads = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    counts = {head: len(table.rows) - 1 for head, table in zip(heads, document.tables, strict=True)}
    assert sum(counts.values()) == len(planned.actions)
    assert {head: counts[head] for head in HEADINGS} == {head: len(planned.shown(of)) for head, of in HEADINGS.items()}
    document_says = report_words("docx", plan_file(desk(), "docx")[1])
    assert all(text in document_says for text in planned.actions.text)
    events = Calendar.from_ical(plan_file(desk(), "ics")[1]).walk("VEVENT")
    dated = planned.shown("Everything open").due.dropna()
    assert sorted(one["dtstart"].dt for one in events) == sorted(dated.dt.date)
    told = plan_file(desk(), "md")[1].decode()
    assert all(told.count(f"| {text} |") == 1 for text in planned.actions.text)


def test_what_an_older_round_offers_to_download_is_as_many_as_its_file_holds(planned: Planned) -> None:
    known = planned.actions[(planned.actions.round_id == OLD) & ~planned.actions.status.isin(DONE)]
    page = plan(round=str(OLD))
    [holds] = [box for box in page.selectbox if box.label == "Which holds"]
    shown = set(planned.shown("Everything open").index)
    assert holds.options == [
        f"{len(known)} of the {len(shown)} shown",
        f"All {(planned.actions.round_id == OLD).sum()} planned by then",
    ]
    assert len(pd.read_csv(io.BytesIO(plan_file(desk(), "csv", OLD, only=shown)[1]))) == len(known)


def test_the_whole_round_as_csv_and_json_counts_each_teams_actions_as_the_database(planned: Planned) -> None:
    rows = pd.read_csv(io.BytesIO(export_round(desk(), kind="csv")[1]), keep_default_na=False)
    for row in rows.itertuples():
        serve = planned.actions[planned.actions.serves.map(lambda ids, one=row.statement_id: one in ids)]
        mine = serve[serve.team_id.isna() | (serve.team_id == row.team_id)]
        lines = [line.split(" · ")[0] for line in str(row.actions_planned).splitlines()]
        assert sorted(lines) == sorted(mine.text), (row.team, row.statement_id)
    told = json.loads(export_round(desk(), kind="json")[1])
    serving = planned.actions.serves.map(lambda ids: any(planned.section[one] in ASKED for one in ids))
    assert {one["id"] for one in told["actions"]} == set(planned.actions[serving].index)
    aside = planned.actions[~serving & (planned.actions.round_id == NEW)]
    assert {one["id"] for one in told["set_aside"]["actions"]} == set(aside.index)
