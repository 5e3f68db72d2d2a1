"""Every control that filters or chooses what a page of results shows stands in its address: a link opens the same view.

Every page is walked with all that it draws; a new control is in the address, or stands below with a reason.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, ButtonGroup, Node, Selectbox

from sendsat.assessment.results.movement import Movement
from sendsat.services import viewing
from sendsat.services.demonstration.area import AUTHORITY, gather_area
from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.demonstration.group import gather_group
from sendsat.services.desk import Desk
from sendsat.settings import DEMONSTRATION
from sendsat.ui.frame import workplace
from tests.ui.visit import coming_to

CONTROLS = (
    "selectbox", "multiselect", "checkbox", "toggle", "radio", "slider", "select_slider", "number_input", "text_input",
    "text_area", "date_input", "button_group", "tab_container", "expandable", "data_frame", "arrow_data_frame",
)  # fmt: skip
NOT_A_VIEW = {
    r"plan_(kind|holds)|picture_as_.*": "what a download is, not what is shown",
    r"plan_table_.*|plan_statements_.*|text_.*|draft_.*|(new_)?milestone_.*": "it writes into the plan",
    r"pack_picks_.*|agreed_.*|rejudged_.*": "it writes into the report or the round",
    r"area_action_.*": "it writes an action",
    r"history_.*|all_rows|twin_.*|plan_import|mirror_(apart|alike)": "it unfolds more of what stands there",
    r"new_group|group_code|common_round_\d+|plan_file_.*": "it writes into the group, or takes in a file",
}
"""Keys of controls that are not in the address, and why not."""
PAGES = [
    *(("results", {"tab": tab}) for tab in ("Overview", "By section", "Where teams differ", "Heat map")),
    ("results", {"statement": "LM1"}),
    ("progress", {}),
    ("priorities", {}),
    *(("actions", {"view": view, "plan_one": "1"}) for view in ("Table", "Timeline")),
    *(("report", {"report_grouping": grouping}) for grouping in ("", "Section")),
    ("pack", {}),
    ("check", {}),
    *(("sites", {"sites_tab": tab}) for tab in ("Heat map", "Every statement")),
    *(("group", {"group_tab": tab}) for tab in ("Heat map", "Every statement", "Actions", "Common rounds")),
    ("area", {}),
]


@pytest.fixture(autouse=True)
def county(begin_with: Callable[[Callable[[], object]], None]) -> None:
    begin_with(_county)


def _county() -> None:
    store, library = workplace.store(), workplace.library()
    here = Desk(store, library, load_demonstration(store, library, DEMONSTRATION, now=datetime.now(UTC)))
    gather_area(here)
    gather_group(here)


def controls(node: Node) -> Iterator[Any]:
    """Every control in a part of a page, however deep."""
    if node.type in CONTROLS:
        yield node
    for child in node.children.values() if isinstance(node, Block) else ():
        yield from controls(child)


def key_of(control: Any) -> str:
    """The key that the page gave it, or what is written on it where it has none."""
    return str(getattr(control, "key", None) or getattr(control, "label", "") or control.type)


def is_bound(control: Any) -> bool:
    """Whether the browser keeps the address as the control stands."""
    told = control.proto
    if isinstance(control, Block) and (kind := told.WhichOneof("type")):
        told = getattr(told, kind)
    return bool(getattr(told, "query_param_key", ""))


def moves_the_address(page: AppTest, control: Any) -> bool:
    """Whether the address changes when another choice is made."""
    before = dict(page.query_params)
    if isinstance(control, Selectbox):
        [*_, other] = [one for one in range(len(control.options)) if one != control.index]
        control.select_index(other).run()
    elif isinstance(control, ButtonGroup):
        assert control.value is not Movement.STAYED
        control.set_value(Movement.STAYED).run()  # the one such control of Progress that is not bound
    else:
        return False
    assert not page.exception
    return dict(page.query_params) != before


@pytest.mark.parametrize(("path", "asked"), PAGES)
def test_every_choice_of_what_a_page_shows_is_in_its_address(path: str, asked: dict[str, str]) -> None:
    name = AUTHORITY if path == "area" else "Riverbank"
    [org] = [one.uid for one in viewing.organisations_here(workplace.store()) if one.name.startswith(name)]

    def opened() -> AppTest:
        page = coming_to(path, org=org, **{key: value for key, value in asked.items() if value}).run()
        assert not page.exception
        return page

    page = opened()
    keys = [key_of(one) for one in controls(page.main) if not is_bound(one)]
    views = [key for key in keys if not any(re.fullmatch(each, key) for each in NOT_A_VIEW)]
    lost = []
    for key in views:
        page = opened()
        [control] = [one for one in controls(page.main) if key_of(one) == key]
        if not moves_the_address(page, control):
            lost.append(key)
    assert lost == []


@pytest.mark.parametrize(
    ("path", "asked", "held"),
    [
        ("report", {"report_part": "Position by section"}, "Position by section"),
        ("report", {"report_part": "Long gone"}, "Overall position"),
        ("actions", {"plan_one": "1"}, 1),
        ("actions", {"plan_one": "1000"}, None),
    ],
)
def test_a_link_opens_what_it_asks_for_and_one_to_what_is_gone_opens_the_first_view(
    path: str, asked: dict[str, str], held: str | int | None
) -> None:
    [key] = asked
    [college] = [one.uid for one in viewing.organisations_here(workplace.store()) if one.name.startswith("Riverbank")]

    page = coming_to(path, org=college, show="All", **asked).run()

    assert not page.exception
    assert page.selectbox(key=key).value == held
