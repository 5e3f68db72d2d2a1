"""A round can be taken away as a workbook for each team, or whole as CSV and JSON."""

import csv
import io
import json
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round
from sendsat.errors import Invalid, NotFound
from sendsat.exchange.formats import Document
from sendsat.exchange.round_out.table import COLUMNS
from sendsat.services.desk import Desk
from sendsat.services.report import exporting
from sendsat.services.rounds import judging, rounds, teams

HERE = {"round_id": 1, "team_id": 1, "statement_id": "LM1"}


def opened(content: bytes) -> "load_workbook":
    return load_workbook(io.BytesIO(content))


def test_a_file_is_named_after_organisation_round_and_day(desk: Desk, first_round: Round) -> None:
    names = [exporting.export_round(desk, kind=kind)[0] for kind in Document.RATINGS.formats]
    assert names == [
        "Hill College - Ratings - Autumn 2025 - 2025-09-01.xlsx",
        "Hill College - Whole round - Autumn 2025 - 2025-09-01.csv",
        "Hill College - Whole round - Autumn 2025 - 2025-09-01.json",
    ]


def test_a_workbook_has_a_sheet_for_each_section_of_the_team(desk: Desk) -> None:
    team = teams.add_team(desk, name="Tutors", sections=("study-programmes",))
    titles = opened(exporting.round_workbook(desk, 1, team.id)[1]).sheetnames
    assert titles == ["How to use this workbook", "Summary", "2 Study programmes", "sendsat data"]


def test_with_several_teams_a_workbook_needs_one(desk: Desk) -> None:
    teams.add_team(desk, name="Tutors", sections=("study-programmes",))
    with pytest.raises(Invalid, match="several teams") as refusal:
        exporting.round_workbook(desk, 1)
    assert "Tutors" in refusal.value.remedy


def test_statements_are_protected_and_answers_are_not(desk: Desk) -> None:
    sheet = opened(exporting.round_workbook(desk, 1)[1]).worksheets[2]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    row = next(cell.row for cell in sheet["A"] if cell.value == "LM1")
    locked = {heading.value: sheet.cell(row, heading.column).protection.locked for heading in sheet[3]}
    assert [name for name, one in locked.items() if not one] == [
        "RAG rating",
        "Commentary re RAG rating",
        "Actions for improvement",
        "Potential mapping to Ofsted",
        "Evidence",
        "Owner",
        "Due date",
    ]


def test_a_sheet_prints_on_a3_with_its_headings_on_every_page(desk: Desk) -> None:
    sheet = opened(exporting.round_workbook(desk, 1)[1]).worksheets[2]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == ("8", "landscape") or (
        sheet.page_setup.paperSize,
        sheet.page_setup.orientation,
    ) == (8, "landscape")
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "D4"
    assert sheet.column_dimensions["A"].hidden


def test_ratings_are_chosen_from_a_list_and_colour_themselves(desk: Desk) -> None:
    sheet = opened(exporting.round_workbook(desk, 1)[1]).worksheets[2]
    lists = [one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"]
    assert lists == ['"Red,Amber,Green,Not applicable"']
    rules = [rule for area in sheet.conditional_formatting for rule in area.rules]
    assert {rule.formula[0] for rule in rules} == {f'"{rating.word}"' for rating in Rating}
    assert all(rating.symbol in rule.dxf.numFmt.formatCode for rating, rule in zip(Rating, rules, strict=True))


def test_the_summary_counts_live_and_draws_charts(desk: Desk) -> None:
    summary = opened(exporting.round_workbook(desk, 1)[1])["Summary"]
    assert str(summary["B4"].value).startswith("=COUNTIF(")
    assert len(summary._charts) == 2


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1"])
def test_no_text_becomes_a_formula(desk: Desk, text: str) -> None:
    judging.write(desk, **HERE, field="commentary", text=text, seen="")
    book = opened(exporting.round_workbook(desk, 1)[1])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert {cell.data_type for cell in cells} == {"s"}
    rows = list(csv.reader(io.StringIO(exporting.round_csv(desk, 1)[1].decode("utf-8-sig"))))
    assert f"'{text}" in [cell for row in rows for cell in row]


def test_a_csv_has_a_row_for_each_team_and_statement(desk: Desk) -> None:
    teams.add_team(desk, name="Tutors", sections=("study-programmes",))
    judging.rate(desk, **HERE, rating=Rating.GREEN)
    rows = list(csv.DictReader(io.StringIO(exporting.round_csv(desk, 1)[1].decode("utf-8-sig"))))
    assert list(rows[0]) == [column.name for column in COLUMNS]
    assert [row["team"] for row in rows].count("Tutors") == 2
    assert (rows[0]["statement_id"], rows[0]["rating"]) == ("LM1", "Green")


def test_a_json_document_holds_teams_judgements_and_actions(desk: Desk) -> None:
    judging.write(desk, **HERE, field="commentary", text="Ünïcode 😀", seen="")
    document = json.loads(exporting.round_json(desk, 1)[1])
    assert document["format"] == "sendsat-round"
    assert document["judgements"][0]["commentary"] == "Ünïcode 😀"
    assert document["actions"] == []


def test_the_newest_open_round_is_taken_without_a_number(desk: Desk) -> None:
    later = rounds.start_round(desk, name="Spring 2026")
    assert json.loads(exporting.export_round(desk, kind="json")[1])["round_id"] == str(later.id)
    rounds.close_round(desk, round_id=later.id)
    assert json.loads(exporting.export_round(desk, kind="json")[1])["round_id"] == "1"


def test_another_organisation_s_round_is_not_there(desk: Desk, other_desk: Desk) -> None:
    with pytest.raises(NotFound):
        exporting.round_json(other_desk, 1)
    with pytest.raises(NotFound):
        exporting.round_workbook(desk, 1, 2)


def test_an_unknown_format_is_refused(desk: Desk) -> None:
    with pytest.raises(Invalid, match="pdf"):
        exporting.export_round(desk, kind="pdf")


def test_names_that_look_like_formulas_do_no_harm(desk: Desk) -> None:
    odd = replace(desk, organisation=replace(desk.organisation, name="=R&D <College>"))
    book = opened(exporting.round_workbook(odd, 1)[1])
    assert book.worksheets[0]["B2"].data_type == "s"
