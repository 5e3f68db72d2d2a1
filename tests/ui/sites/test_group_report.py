"""The report of a group read back: every number in it is one that the group's page shows to the same visitor."""

import re
from collections import Counter
from html import escape

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.rating import Rating, word_of
from sendsat.exchange.report.group_docx import ACTIONS, APART, HOW_FAR, LEARN, REDS, STANDS, STATES
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.rounds import judging
from sendsat.ui.frame import workplace
from tests.exchange.report.test_group_docx import tables
from tests.ui.sites.test_group_actions import actions, oak, rows, words
from tests.ui.sites.test_sites import opened, told
from tests.ui.visit import desk

__all__ = ["oak"]
Tables = dict[str, list[tuple[str, ...]]]
REASON = "The principal chairs the group that looks at it."
SAID = {
    "Elm": {"LM1": Rating.RED, "LM2": Rating.RED, "LM3": Rating.AMBER, "SP1": Rating.NOT_APPLICABLE},
    "Oak": {"LM1": Rating.GREEN, "LM2": Rating.RED, "LM3": Rating.GREEN, "SP2": Rating.GREEN},
}


@pytest.fixture
def report(oak: Desk, monkeypatch: pytest.MonkeyPatch) -> Tables:
    """The tables of the report, as the page makes it for who looks at it."""
    for here in (desk(), oak):
        round_ = viewing.rounds_of(here)[-1]
        for statement_id, rating in SAID[here.organisation.name].items():
            ids = {"round_id": round_.id, "team_id": round_.teams[0].id, "statement_id": statement_id}
            judging.rate(here, **ids, rating=rating)
    said = {"round_id": viewing.rounds_of(oak)[-1].id, "team_id": viewing.rounds_of(oak)[-1].teams[0].id}
    judging.write(oak, **said, statement_id="LM1", field="commentary", text=REASON, seen="")
    files: dict[str, bytes] = {}
    with monkeypatch.context() as patched:
        patched.setattr("sendsat.ui.sites.group.group_report.take_away", lambda *_at, make, **_file: make())
        patched.setattr(
            "sendsat.ui.sites.group.group_report.st.download_button",
            lambda label, make, **_rest: files.update({label: make()}),
        )
        opened("group")
    return tables(files["Download the group report"])


def tab(name: str) -> AppTest:
    page = opened("group")
    page.session_state["group_tab"] = name
    page.run()
    assert not page.exception
    return page


def test_how_far_each_is_and_its_round_are_what_the_page_shows(report: Tables) -> None:
    shown = told(opened("group"))
    assert [row[0] for row in report[HOW_FAR]] == ["Elm", "Oak"]
    for name, round_, far in report[HOW_FAR]:
        its_row = rf'>{name}</a><br><span class="of">(.*?)</span>.*?class="of">(\d+ of \d+) rated'
        [(its, done)] = re.findall(its_row, shown)
        assert (its, done) == (round_, far)


def test_each_section_and_the_shared_reds_add_up_to_the_pages_table(report: Tables) -> None:
    table = tab("Every statement").dataframe[0].value
    edition = workplace.library().current
    for title, name, *numbers in report[STANDS]:
        [section] = [one for one in edition.sections if f"{one.number} {one.title}" == title]
        ids = [one.id for one in section.statements]
        said = Counter(table[table["Statement"].isin(ids)][name])
        assert [int(number) for number in numbers] == [said[word_of(state)] for state in STATES]
    assert len(report[STANDS]) == 2 * len(edition.sections)
    several = table[table["Red"] > 1]
    assert [(row[0].split()[0], row[1]) for row in report[REDS]] == [
        (one["Statement"], f"{one['Red']} of {one['Colleges asked']}") for _, one in several.iterrows()
    ]
    assert [row[2] for row in report[REDS]] == ["Elm, Oak"]


def test_who_differs_and_whom_to_ask_are_what_the_page_says(report: Tables) -> None:
    shown = told(tab("Where colleges differ"))
    differ = re.findall(r'<li><b>(\w+)</b> <span class="of">.*?<br><b>(.*?)</b></li>', shown)
    assert [(row[0].split()[0], row[1]) for row in report[APART]] == differ
    assert [one for one, _ in differ] == ["LM1", "LM3"]
    shown = told(tab("Who can we learn from?"))
    learn = re.findall(r"<li><b>(\w+)</b>.*?<b>Ask (.*?)\.</b> <span class='of'>(.*?)</span>", shown)
    best = [(row[0].split()[0], row[1].split(":")[0], row[2]) for row in report[LEARN]]
    assert best == learn == [("LM1", "Oak", learn[0][2]), ("LM3", "Oak", learn[1][2])]
    for wrote in [REASON, *(row[1].partition("\n")[2] for row in report[LEARN])]:
        assert wrote in shown
    assert [REASON in row[1] for row in report[LEARN]] == [True, False]


def numbers(page: AppTest) -> list[int]:
    """How many actions are open, overdue, without an owner and without a date, as the page says."""
    return [int(one) for one in re.findall(r"(\d+) (?:actions? open|overdue|without)", words(page))]


def test_actions_and_their_counts_are_what_the_page_shows(report: Tables, oak: Desk) -> None:
    page = actions()
    counts = {name: [int(number) for number in its] for name, *its in report[ACTIONS]}
    assert numbers(page) == counts["All together"]
    listed = [(row[0], escape(row[2]), row[3]) for part in ("Overdue", "Not overdue") for row in report[part]]
    assert listed == [(row[0], row[1], row[3]) for row in rows(page)]
    for choice, name in ((desk().organisation.id, "Elm"), (oak.organisation.id, "Oak")):
        page.selectbox(key="group_college").select(choice).run()
        assert numbers(page) == counts[name]
