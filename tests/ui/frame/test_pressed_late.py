"""A press that comes late, from a page that the server has left, counts for what was to be seen when it was made.

Such a page sends all that it shows: what was pressed, and all its other boxes and choices as they were.
"""

from collections.abc import Callable

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest

from sendsat.assessment.rating import Rating
from sendsat.assessment.report.report import ReportItem
from sendsat.services import viewing
from sendsat.services.report import reporting
from sendsat.services.rounds import judging, rounds
from tests.ui.visit import begin_demonstration, begin_elm, desk

OURS = "In our own words"
PLACE = "report_{}_improvement_LA5".format


def _report() -> None:
    import streamlit as st

    from sendsat.ui.plan import report
    from tests.ui.visit import arrive

    st.session_state["_pages"] = {}
    arrive(in_team=False, round_id=st.session_state["at"])
    report.draw()


def _section() -> None:
    import streamlit as st

    from sendsat.ui.guide import section
    from tests.ui.visit import arrive

    arrive(round_id=st.session_state["at"])
    section.draw("leadership")


def opened(page: object, at: int, **state: object) -> AppTest:
    found = AppTest.from_function(page, default_timeout=60)  # type: ignore[arg-type]
    for key, value in {"at": at, **state}.items():
        found.session_state[key] = value
    return go(found, at)


def go(page: AppTest, at: int, sent: WidgetStates | None = None) -> AppTest:
    """Choose a round; with `sent`, what a page sends that was left."""
    page.session_state["at"] = at
    page._run(sent or WidgetStates())
    assert not page.exception
    return page


@pytest.fixture
def elm(own_database: None) -> int:
    """Elm's first round."""
    return begin_elm().id


def text_of(round_id: int) -> ReportItem:
    found = reporting.report(desk(), round_id).item("improvement:LA5")
    assert found is not None
    return found


def test_a_text_of_another_rounds_report_is_not_set_back(
    begin_with: Callable[[Callable[[], object]], None],
) -> None:
    begin_with(begin_demonstration)
    first, last = viewing.rounds_of(desk())[0].id, viewing.rounds_of(desk())[-1].id
    for one in (first, last):
        reporting.edit_item(desk(), round_id=one, item=text_of(one), text=OURS, seen=text_of(one).text)
    page = opened(_report, first)
    for part in page.selectbox(key="report_part").options:
        page.selectbox(key="report_part").select(part).run()
        if any(button.key == f"edit_{PLACE(first)}" for button in page.button):
            break
    page.button(key=f"edit_{PLACE(first)}").click().run()
    page.button(key=f"reset_{PLACE(first)}").click()
    late = page._tree.get_widget_states()
    go(page, last)

    go(page, last, late)

    assert [text_of(one).text == OURS for one in (first, last)] == [False, True]


def test_what_was_chosen_on_a_page_that_was_left_is_not_chosen_again_with_a_late_press(elm: int) -> None:
    [team] = viewing.rounds_of(desk())[0].teams
    ids = {"round_id": elm, "team_id": team.id}
    judging.rate(desk(), **ids, statement_id="LM1", rating=Rating.GREEN)
    second = rounds.start_round(desk(), name="Spring").id
    page = opened(_section, elm)
    page.get("button_group")[2].set_value(Rating.AMBER)
    late = page._tree.get_widget_states()
    go(page, second)
    judging.rate(desk(), **ids, statement_id="LM1", rating=Rating.RED)

    go(page, second, late)

    first, then = (viewing.snapshots(desk(), one)[0] for one in (elm, second))
    rated = [first.judgement(team.id, one).rating for one in ("LM1", "LM2")]
    assert rated == [Rating.RED, Rating.AMBER]
    assert then.judgement(team.id, "LM2").rating is None
