"""What Home, Results, Progress, Plan, Report and their files count, worked out once more with pandas alone.

Nothing of sendsat counts here: the database is read, and which statements there are. The sums of a team's workbook are
formulas; LibreOffice works them out in tests/exchange/test_libreoffice.py.
"""

import io
import re

import pandas as pd
import pytest
import sqlalchemy
from openpyxl import load_workbook

from sendsat.services.plan.exporting import plan_file
from sendsat.services.report.exporting import export_round
from sendsat.services.report.governors import pack_file
from sendsat.services.report.reporting import report, report_file
from sendsat.settings import load_settings
from sendsat.ui.frame import workplace
from tests.ui.numbers.counting import (
    BEFORE,
    DONE,
    LEADERS,
    NOW,
    SIGNS,
    TABLES,
    TOGETHER,
    WORDS,
    Counted,
    report_words,
    titles,
    words,
)
from tests.ui.results.test_counts_lead_on import counts as numbers_of_home
from tests.ui.results.test_counts_lead_on import opened
from tests.ui.visit import desk


@pytest.fixture(autouse=True)
def demonstration_here(demonstration: None) -> None:
    """The demonstration's database is the app's."""


@pytest.fixture
def counted() -> Counted:
    url = load_settings().database_url
    with sqlalchemy.create_engine(url).connect() as connection:
        tables = [pd.read_sql(sqlalchemy.text(f"SELECT * FROM {name}"), connection) for name in TABLES]
    guide = workplace.library().current
    sections = {one.id: section.id for section in guide.sections for one in section.statements}
    statements = pd.DataFrame(sections.items(), columns=["id", "section"])
    ratings = tables[0]
    assert not ratings.carried_forward.any(), "nothing of the demonstration is only carried forward"
    assert not ratings.rejudged.any(), "nothing of the demonstration is re-judged"
    return Counted(*tables, statements)


def sentence(counted: Counted, team: int | None) -> str:
    """What moved between the last two rounds, as it is said everywhere."""
    names = counted.rounds.set_index("id").name
    moves = counted.moves(BEFORE, NOW, team).value_counts()
    return (
        f"Between {names[BEFORE]} and {names[NOW]}, of {len(counted.asked(team))} statements asked, "
        f"{moves.improved} improved, {moves.slipped} slipped and {moves.stayed} stayed the same; "
        f"{moves.not_yet_rated} are not yet rated and {moves.applied_in_neither} applied in neither round."
    )


def rated_words(counted: Counted) -> str:
    """How much is rated, as report and pack say it."""
    n = counted.numbers(NOW, TOGETHER)
    rated = n["red"] + n["amber"] + n["green"]
    return (
        f"Of {sum(n.values())} statements, {rated} are rated: "
        f"{n['green']} Green, {n['amber']} Amber and {n['red']} Red; "
        f"{n['not_applicable']} do not apply and {n['not_rated']} are not rated yet."
    )


def test_home_says_of_the_team_what_the_database_holds(counted: Counted) -> None:
    page = opened("/")
    n, total = counted.numbers(NOW, LEADERS), len(counted.asked(LEADERS))
    said = words(page)
    assert f"{n['red'] + n['amber'] + n['green']} of {total} statements are rated: " in said
    assert f"{n['green']} green, {n['amber']} amber and {n['red']} red" in said
    assert f"{n['not_applicable']} do not apply and {n['not_rated']} are not rated" in said
    assert sentence(counted, LEADERS) in said
    table, moves = counted.by_section(NOW, LEADERS), counted.moves(BEFORE, NOW, LEADERS).value_counts()
    ratings = sorted(number for label, number, where in numbers_of_home(page) if where.startswith("/results"))
    assert ratings == sorted(number for number in table.to_numpy().flatten().tolist() if number)
    moved = sorted(number for label, number, where in numbers_of_home(page) if where.startswith("/progress"))
    assert moved == sorted([moves.improved, moves.slipped, moves.stayed])
    plan = counted.plan()
    assert any(one.proto.label == f"Open the action plan ({plan['open']} open)" for one in page.get("page_link"))
    shown = sum(" overdue" in one.value or "[due " in one.value for one in page.markdown)
    more = [int(found[1]) for one in page.caption if (found := re.match(r"And (\d+) more", one.value))]
    assert shown + sum(more) == plan["overdue"] + plan["soon"]


def test_results_say_of_all_teams_what_the_database_holds(counted: Counted) -> None:
    said, n = words(opened("/results")), counted.numbers(NOW, TOGETHER)
    assert f"of {sum(n.values())} asked" in said
    for rating, sign in SIGNS.items():
        assert f"|{n[rating]}|{sign}|{WORDS[rating]}|" in said
    for section, row in counted.by_section(NOW, TOGETHER).iterrows():
        numbers = [row[one] for one in ("red", "amber", "green", "not_applicable")]
        line = "|".join(map(str, [titles()[str(section)], *numbers, 0, row.not_rated, row.sum()]))
        assert f"|{line}|" in said
    moves = counted.moves(BEFORE, NOW, TOGETHER)
    for statement_id, rating in counted.ratings_of(NOW, TOGETHER).items():
        way = {"improved": " ↑", "slipped": " ↓", "stayed": " ="}.get(moves[statement_id], "")
        assert f"|{statement_id}|{SIGNS[rating]}{way}|" in said


def test_progress_says_what_moved_and_what_was_rated_in_every_round(counted: Counted) -> None:
    said = words(opened("/progress"))
    assert sentence(counted, TOGETHER) in said
    moves, sections = counted.moves(BEFORE, NOW, TOGETHER), counted.asked(TOGETHER)
    order = ["improved", "slipped", "stayed", "not_yet_rated", "applied_in_neither"]
    for section, row in pd.crosstab(sections, moves)[order].iterrows():
        assert f"|{'|'.join(map(str, [titles()[str(section)], *row, row.sum()]))}|" in said
    for round_ in counted.rounds.itertuples():
        n = counted.numbers(round_.id, TOGETHER)
        rated = n["red"] + n["amber"] + n["green"]
        numbers = [rated, n["red"], n["amber"], n["green"], n["not_applicable"], 0, n["not_rated"], sum(n.values())]
        assert f"|{'|'.join(map(str, [round_.name, *numbers]))}|" in said


@pytest.mark.parametrize("each", ["section", "team"])
def test_the_small_trends_count_of_each_section_and_team_what_the_database_holds(counted: Counted, each: str) -> None:
    said = words(opened(f"/progress?trend=Each+{each}"))
    places: list[tuple[str, int | None, str]] = [(title, TOGETHER, one) for one, title in titles().items()]
    if each == "team":
        places = [(str(team.name), int(team.id), "") for team in counted.teams.itertuples()]
    for name, team, section in places:
        for round_ in counted.rounds.itertuples():
            asked = counted.asked(team)
            ratings = counted.ratings_of(round_.id, team)[(asked == section) if section else asked.notna()]
            n = ratings.value_counts().reindex(list(SIGNS), fill_value=0).to_dict()
            rated = n["red"] + n["amber"] + n["green"]
            numbers = [rated, n["red"], n["amber"], n["green"], n["not_applicable"], 0, n["not_rated"], len(ratings)]
            assert f"|{'|'.join(map(str, [name, round_.name, *numbers]))}|" in said


def test_progress_says_which_actions_were_finished_between_two_rounds(counted: Counted) -> None:
    names = counted.rounds.set_index("id").name
    teams = {TOGETHER: None, **counted.teams.set_index("id").name.to_dict()}
    said_of = 0
    for before, now in ((1, 2), (BEFORE, NOW), (1, NOW)):
        when = f"finished between the start of {names[before]} and the start of {names[now]}"
        for team, name in teams.items():
            found, whose = counted.finished(before, now, team), f" of {name}" if name else ""
            page = words(opened(f"/progress?from={before}&to={now}" + (f"&whose={name}" if name else "")))
            number, ways = len(found), found.status.value_counts()
            told = " and ".join(f"{ways[way]} {way}" for way in DONE if way in ways)
            if number:
                noun = "action" if number == 1 else "actions"
                assert f"{number} {noun}{whose} {'was' if number == 1 else 'were'} {when}: {told}." in page
            else:
                assert f"No action{whose} was {when}." in page
            texts = set(counted.actions.text)
            listed = page.split(f"start of {names[now]}")[1]
            assert {text for text in texts if text in listed.partition("Statement by statement")[0]} == set(found.text)
            said_of += number
    assert said_of > 20


def test_the_plan_and_its_files_hold_as_many_actions_as_the_database(counted: Counted) -> None:
    said, plan = words(opened("/actions")), counted.plan()
    assert f"{plan['open']} actions open: {plan['overdue']} overdue, {plan['soon']} due in the next two weeks." in said
    assert f"{plan['open']} of {plan['all']} actions shown." in said
    table = pd.read_csv(io.BytesIO(plan_file(desk(), "csv")[1]))
    book = pd.read_excel(io.BytesIO(plan_file(desk(), "xlsx")[1]))
    words_of_status = counted.actions.status.str.replace("_", " ").str.capitalize().value_counts().to_dict()
    for rows in (table, book):
        assert rows.Status.value_counts().to_dict() == words_of_status
        assert pd.to_datetime(rows["Due date"]).dt.date.value_counts().to_dict() == (
            pd.to_datetime(counted.actions.due).dt.date.value_counts().to_dict()
        )


def test_ratings_in_csv_and_excel_are_those_of_the_database(counted: Counted) -> None:
    rows = pd.read_csv(io.BytesIO(export_round(desk(), kind="csv")[1]))
    given = counted.given(NOW, TOGETHER).rating.map(WORDS).value_counts().to_dict()
    assert rows.rating.value_counts().to_dict() == given
    for team in counted.teams.id:
        book = load_workbook(io.BytesIO(export_round(desk(), kind="xlsx", team_id=int(team))[1]))
        cells = [
            row[4] for sheet in book.worksheets[2:-1] for row in sheet.iter_rows(min_row=4, values_only=True) if row[0]
        ]
        found = pd.Series([cell for cell in cells if cell]).value_counts().to_dict()
        assert found == counted.given(NOW, int(team)).rating.map(WORDS).value_counts().to_dict()


def test_report_and_pack_say_on_screen_in_word_and_on_slides_what_the_database_holds(counted: Counted) -> None:
    page = words(opened("/report"))
    built = report(desk(), NOW)
    said = {
        "screen": page,
        "report": report_words("docx", report_file("docx", built)[1]),
        "pack": report_words("docx", pack_file("docx", built)[1]),
        "slides": report_words("pptx", pack_file("pptx", built)[1]),
    }
    for text in said.values():
        assert rated_words(counted) in text
        assert sentence(counted, TOGETHER) in text
    ratings, moves = counted.ratings_of(NOW, TOGETHER), counted.moves(BEFORE, NOW, TOGETHER)
    for section, row in counted.by_section(NOW, TOGETHER).iterrows():
        numbers = [row.sum(), row.green, row.amber, row.red, row.not_applicable, row.not_rated]
        assert f"{titles()[str(section)]}|{'|'.join(map(str, numbers))}" in said["report"]
    unrated = (ratings == "not_rated").sum()
    changed = moves.isin(["improved", "slipped"]).sum()
    for text in (said["pack"], said["slides"]):
        assert f"What moved, and why (5 of {changed})" in text
        assert f"{unrated} statements (" in text
    n = counted.numbers(NOW, TOGETHER)
    for rating, sign in SIGNS.items():
        assert re.search(rf"^{n[rating]}\n{sign} {WORDS[rating]}$", said["slides"], flags=re.M)
    total = [len(ratings), n["green"], n["amber"], n["red"], n["not_applicable"], n["not_rated"]]
    assert f"All statements|{'|'.join(map(str, total))}" in said["pack"]
