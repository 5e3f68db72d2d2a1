"""Where every statement stood then and stands now: each counted once, and its number opens to it."""

import re
from collections import Counter

from sendsat.assessment.rating import Rating, label_of
from sendsat.assessment.results.comparison import Comparison, compare
from sendsat.reports.charts.matrix import then_to_now
from tests.factories import make_library
from tests.reports.charts.test_figures import a_round, nobody

RED, AMBER, GREEN = Rating.RED, Rating.AMBER, Rating.GREEN
LINK = re.compile(r'<a href="/at/(\w+)"[^>]*>(\w+)</a>')


def drawn(compared: Comparison) -> list[list[str]]:
    """The table's rows below its heads, each cell as HTML."""
    table = str(then_to_now(compared, lambda statement_id: f"/at/{statement_id}"))
    return [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        for row in table.split("<tbody>")[1].split("</tr>")
        if row[:3] == "<tr"
    ]


def moved(compared: Comparison) -> dict[tuple[str, str], tuple[str, ...]]:
    """The statements of each cell that has any, by its words then and now."""
    table = str(then_to_now(compared, lambda statement_id: f"/at/{statement_id}"))
    heads = re.findall(r'<span class="word"> ([^<]*)</span>', table.split("</thead>")[0])
    cells = {}
    for row in drawn(compared):
        then = re.sub("<[^>]*>", "", row[0])
        for now, cell in zip(heads, row[1:-1], strict=True):
            if found := LINK.findall(cell):
                assert all(to == shown for to, shown in found)
                cells[then, now] = tuple(shown for _, shown in found)
    return cells


def test_every_statement_stands_in_the_cell_of_its_two_ratings() -> None:
    before = a_round(LM1=RED, LM2=GREEN)
    after = a_round("Spring 2026", LM1=GREEN, LM2=GREEN)
    cells = moved(compare(before, after, make_library()))
    assert cells["▲ Red", "Green"] == ("LM1",)
    assert cells["● Green", "Green"] == ("LM2",)


def test_each_is_counted_once_and_rows_and_columns_add_up_to_what_both_rounds_count() -> None:
    compared = compare(a_round(LM1=RED, LM2=AMBER), a_round("Spring 2026", LM2=GREEN), make_library())
    cells = moved(compared)
    shown = Counter(statement_id for ids in cells.values() for statement_id in ids)
    assert shown == Counter(row.statement_id for row in compared.rows)
    for state in (RED, AMBER, GREEN, None):
        row = next((row for row in drawn(compared) if re.sub("<[^>]*>", "", row[0]) == label_of(state)), None)
        assert (int(row[-1]) if row else 0) == sum(
            one.before is not None and one.before.state == state for one in compared.rows
        )


def test_what_was_not_asked_then_has_a_row_of_its_own() -> None:
    compared = compare(nobody(), a_round(LM1=RED), make_library())
    cells = moved(compared)
    assert {then for then, _ in cells} == {"Not asked"}
    assert cells["Not asked", "Red"] == ("LM1",)


def test_a_name_that_somebody_typed_is_text() -> None:
    compared = compare(a_round("<b>Then</b>"), a_round("Now & later"), make_library())
    table = str(then_to_now(compared, lambda statement_id: statement_id))
    assert "&lt;b&gt;Then&lt;/b&gt;" in table
    assert "<b>" not in table
