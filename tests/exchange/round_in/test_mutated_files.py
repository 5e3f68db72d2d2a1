"""One small audit in every mixture of looks, separators and letters: what it says is read, what is odd is told."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from sendsat.exchange.files.tables import read_tables
from sendsat.exchange.round_in.comparing import make_preview
from sendsat.exchange.round_in.upload import Asked, read_upload
from tests.exchange.corpus.test_corpus import contents, read
from tests.exchange.files.test_workbook_reader import BROKEN, saved, told

FEWER = settings(max_examples=settings().max_examples // 4)
ODD = {
    "hidden row": ("row 2 is hidden", lambda page: setattr(page.row_dimensions[2], "hidden", True)),
    "hidden column": ("column 'Comments' is hidden", lambda page: setattr(page.column_dimensions["C"], "hidden", True)),
    "hidden sheet": ("'Audit' is hidden", lambda page: _hide(page)),
    "note": ("Because of the move", lambda page: setattr(page["B2"], "comment", Comment("Because of the move", "Ann"))),
}
WORDS = ("Café – reviewed", "Zoë’s plan; next term", "£500, and more", "Naïve|odd", "As it is", 'Said "yes"')


def _hide(page: Any) -> None:
    page.parent.create_sheet("Shown")
    page.sheet_state = "hidden"


@FEWER
@given(st.sets(st.sampled_from(sorted(ODD))), st.sets(st.sampled_from(range(len(BROKEN)))), st.booleans())
def test_no_mixture_of_looks_costs_a_value_or_hides_what_is_odd(odd: set[str], broken: set[int], struck: bool) -> None:
    def change(page: Any) -> None:
        page.append(["LM1", "Red", "Late"])
        page["B2"].fill = PatternFill("solid", fgColor="C00000")
        if struck:
            page["D2"] = "An old aside"
            page["D2"].font = Font(strike=True)
        for name in odd:
            ODD[name][1](page)

    content = saved(change)
    for at in sorted(broken):
        content = BROKEN[at](content)
    row = next(one for one in read_tables(content).sheets[0].rows if one.number == 2)
    assert [row.cells[at].value for at in (1, 2, 3)] == ["LM1", "Red", "Late"]
    assert [name for name in odd if ODD[name][0] not in told(content)] == []


@settings(max_examples=settings().max_examples // 2)
@given(
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]),
    st.sampled_from(["", "Audit, autumn; draft | two", "One, two, three, four, five"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.permutations(["Number", "RAG", "Comments"]),
    st.lists(st.sampled_from(WORDS), min_size=3, max_size=3),
)
def test_a_table_says_the_same_with_any_separator_letters_title_and_order(
    separator: str, encoding: str, title: str, ending: str, order: list[str], words: list[str]
) -> None:
    ratings = dict(zip(("LM1", "LM2", "LM3"), ("red", "amber", "green"), strict=True))
    said = dict(zip(ratings, words, strict=True))
    lines = [{name: name for name in order}]
    lines += [{"Number": one, "RAG": rating.title(), "Comments": said[one]} for one, rating in ratings.items()]
    rows = [separator.join(_quoted(line[name], separator) for name in order) for line in lines]
    content = ending.join([*([title] if title else []), *rows, ""]).encode(encoding)
    found = make_preview(read_upload(content, "audit.csv"), contents(), Asked("audit.csv", 1))
    assert (read(found, "rating"), read(found, "commentary")) == (ratings, said)
    assert (found.conflicts, found.problems, found.questions) == ((), (), ())


def _quoted(text: str, separator: str) -> str:
    return '"{}"'.format(text.replace('"', '""')) if separator in text or '"' in text else text
