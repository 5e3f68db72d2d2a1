"""An overdue action in the plan's files: a sign and a shade of its own, which no rating has."""

import io
from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook

from sendsat.assessment.values import Status
from sendsat.exchange.plan.docx import plan_docx
from sendsat.exchange.plan.words import due_words
from sendsat.exchange.plan.xlsx import plan_xlsx
from sendsat.palette import CLOCK, OVERDUE, SHADES
from tests.exchange.plan.plans import TODAY, action, make_plan


def test_a_date_that_has_passed_is_marked_in_the_workbook_by_a_rule_that_follows_date_status_and_day() -> None:
    data = plan_xlsx(make_plan(action(1, due=date(2026, 7, 2)), action(2, due=date(2026, 9, 1))))
    [over] = load_workbook(io.BytesIO(data)).worksheets[0].conditional_formatting
    [rule] = over.rules
    assert str(over.sqref) == "K2:K203"
    assert rule.formula == ['AND(ISNUMBER($K2),$K2<TODAY(),OR($M2="Not started",$M2="In progress"))']
    assert (rule.dxf.fill.bgColor.rgb[2:], rule.dxf.numFmt.formatCode) == (OVERDUE.pale[1:], f'"{CLOCK} "dd/mm/yyyy')
    assert OVERDUE.pale not in {shade.pale for shade in SHADES.values()}


def test_a_date_that_has_passed_has_a_clock_and_a_shade_of_its_own_in_the_word_plan() -> None:
    document = Document(io.BytesIO(plan_docx(make_plan(action(1, due=date(2026, 7, 2)), action(2, due=TODAY)))))
    late, next_ = (table.rows[1].cells[0] for table in document.tables)
    assert (late.text, next_.text) == (f"{CLOCK} 2 July 2026, overdue", "3 July 2026")
    assert [f'w:fill="{OVERDUE.pale[1:]}"' in cell._tc.xml for cell in (late, next_)] == [True, False]


@pytest.mark.parametrize("status", list(Status))
def test_due_words_say_overdue_of_open_actions_alone(status: Status) -> None:
    planned = action(1, due=date(2026, 7, 2), status=status)
    assert ("overdue" in due_words(planned, TODAY, undated="No date")) is status.is_open
    assert due_words(action(1, due=None), TODAY, undated="No date") == "No date"
