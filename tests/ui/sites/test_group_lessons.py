"""Who others of a group can learn from, with what they wrote, and the way to it."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.rating import Rating
from sendsat.errors import StorageError
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.rounds import judging
from tests.ui.frame.test_page_cost import MOST_STATEMENTS, counted
from tests.ui.sites.test_group import elm, group, rate
from tests.ui.sites.test_sites import opened, told
from tests.ui.visit import coming_to

__all__ = ["elm", "group"]


def write(here: Desk, field: str, words: str) -> None:
    round_ = viewing.rounds_of(here)[-1]
    ids = {"round_id": round_.id, "team_id": round_.teams[0].id, "statement_id": "LM1"}
    judging.write(here, **ids, field=field, text=words, seen="")


def learn() -> AppTest:
    page = opened("group")
    page.session_state["group_tab"] = "Who can we learn from?"
    page.run()
    assert not page.exception
    return page


def test_the_best_college_shows_its_reason_and_evidence_as_they_were_typed(group: Desk) -> None:
    write(group, "commentary", "A <b>governor</b> leads")
    write(group, "evidence", "Minutes of May")
    shown = told(learn())
    assert "Why: A &lt;b&gt;governor&lt;/b&gt; leads" in shown
    assert "Evidence: Minutes of May" in shown


def test_a_best_college_that_wrote_nothing_says_so(group: Desk) -> None:
    assert "No reason or evidence is written down yet. Ask them." in told(learn())


def test_its_name_leads_to_the_statement_in_its_own_results(group: Desk) -> None:
    write(group, "evidence", "Minutes of May")
    [address] = re.findall(r'<a href="([^"]*)" target="_self">LM1 at Oak</a>: ● Green', told(learn()))
    path, _, query = address.replace("&amp;", "&").removeprefix("/").partition("?")
    its = dict(part.split("=") for part in query.split("&"))
    assert its["round"] == str(viewing.rounds_of(group)[-1].id)

    page = coming_to(path, **its).run()
    assert not page.exception
    assert not page.error
    assert page.sidebar.selectbox(key="org").value == group.organisation.uid
    assert "Minutes of May" in f"{told(page)} {' '.join(one.value for one in page.markdown)}"


def test_the_words_cost_few_statements_and_only_where_they_are_looked_at(group: Desk) -> None:
    write(group, "evidence", "Minutes of May")
    page = opened("group")
    with counted() as cost:
        page.run()
    first = len(cost.statements)
    page.session_state["group_tab"] = "Who can we learn from?"
    with counted() as cost:
        page.run()
    assert "Minutes of May" in told(page)
    assert len(cost.statements) == first + 2 <= MOST_STATEMENTS


def test_words_that_cannot_be_read_now_are_told_and_the_page_stays(
    group: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise StorageError("The database does not answer.", "Try again in a minute.")

    monkeypatch.setattr("sendsat.ui.sites.group.colleges.words_of", fail)
    page = learn()
    assert "The database does not answer" in page.error[0].value
    assert page.title[0].value == "The Trees"


def test_a_college_that_catches_up_is_no_longer_to_be_asked(group: Desk) -> None:
    rate(Rating.GREEN)
    assert "Colleges do not differ yet, so nobody stands out to learn from." in [one.value for one in learn().markdown]
