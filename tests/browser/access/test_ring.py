"""Whoever works with the keyboard sees where it is: a ring of at least 3:1 in light, in dark and in forced colours."""

import itertools
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from sendsat.ui.plan.action_table import ROW_HEIGHT
from tests.browser.access.test_accessibility import STILL, look
from tests.browser.conftest import Server, comes_true
from tests.browser.plan.test_action_table import HEAD
from tests.browser.ring import line_across, measured
from tests.often import everyday_rows

SECTION = "leadership?part=1.1&team=Whole+college+leadership"
LOOKS = ("light", "dark", "forced colours")
MAIN = "[data-testid=stMain]"
TABLE = "[data-testid=stDataFrame]"
BESIDE_WORDS = 98
"""So many pixels from the table's left its second column is empty, in every row."""
CONTROLS = {
    SECTION: {
        "a link in the menu": ".st-key-menu a[href*=results]",
        "the menu's link to this page": ".st-key-menu a[aria-current]",
        "a team": "[data-testid=stSidebar] [role=combobox]",
        "a part": ".st-key-parts button",
        "a switch": "[data-testid=stCheckbox] input",
        "what is shown of the guidance": "[class*=st-key-show_marks] button",
        "what each colour looks like": "summary",
        "a rating": "[class*=st-key-rating_] [role=radio]",
        "the chosen rating": "[class*=st-key-rating_] [aria-checked=true]",
        "a reason": "[class*=st-key-text_] textarea",
    },
    "results": {
        "how many": ".counts a",
        "a tile": ".tile",
        "a tile between others": ".tile >> nth=20",
        "a filter": f"{MAIN} [role=combobox]",
    },
    "results?tab=Heat+map": {"a tab": "[role=tab]", "a kind of map": "[data-testid=stButtonGroup] [role=radio]"},
    "progress": {"a bar": "a.seg", "a bar between others": "a.seg >> nth=4", "what folds": "summary"},
    "actions": {
        "a view": "[data-testid=stButtonGroup] [role=radio]",
        "a word": "[data-testid=stTextInput] input",
        "more filters": "[data-testid=stPopover] button",
        "a download": "[data-testid=stDownloadButton] button",
        "the table": f"{TABLE}:has(#glide-cell-0-0) canvas[tabindex]",  # its cells are told once they are painted
    },
    "rounds": {
        "a name": "[data-testid=stForm] input[type=text]",
        "a choice": "[data-testid=stRadio] input",
        "the main button": "[data-testid=stForm] button",
    },
    "search?q=work": {"a search": f"{MAIN} input", "a place found": f"{MAIN} a"},
    "record": {"a date": "[role=spinbutton]", "a calendar": "[data-testid=stDateInputCalendarButton]"},
    "workshop": {"what takes a section away": "[data-tag] button", "a number": "[data-testid=stNumberInput] input"},
    "share": {"a tick": "[data-testid=stCheckbox] input"},
    "files": {"an upload": "[data-testid=stFileUploader] button"},
}
"""What there is to press or fill in, by the page where it stands."""


EVERY_DAY = [(SECTION, "light"), ("results", "dark"), ("actions", "forced colours")]


@pytest.mark.parametrize(("address", "seen"), everyday_rows(itertools.product(CONTROLS, LOOKS), only=EVERY_DAY))
def test_the_ring_stands_out_around_what_has_the_keyboard(
    demo_server: Server, page: Page, address: str, seen: str
) -> None:
    look(page, demo_server, address)
    page.emulate_media(
        color_scheme="dark" if seen == "dark" else "light",
        forced_colors="active" if seen == "forced colours" else "none",
    )
    comes_true(page, STILL)
    too_weak = {}
    for name, control in CONTROLS[address].items():
        expect(page.locator(control).first).to_be_visible()
        ring = measured(page, page.locator(control).first)
        if ring.weakest < 3:
            too_weak[name] = ring.sides
    assert too_weak == {}


def test_a_ring_that_is_cut_or_pale_is_noticed(demo_server: Server, page: Page) -> None:
    look(page, demo_server, "results")
    tile = page.locator(".tile").first
    page.add_style_tag(content="html .tile:focus-visible:focus-visible {outline-color:silver !important}")
    assert measured(page, tile).weakest < 3
    page.add_style_tag(content="html body .tile:focus-visible:focus-visible {outline:none !important}")
    assert measured(page, tile).weakest < 3


@pytest.mark.parametrize("dark", [False, True])
def test_a_line_that_stands_out_is_around_the_cell_of_the_plan_that_has_the_keyboard(
    demo_server: Server, open_page: Callable[..., Page], dark: bool
) -> None:
    page = open_page(dark=dark)
    look(page, demo_server, "actions")
    expect(page.locator("#glide-cell-0-0")).to_be_attached()
    table = page.locator(f"{TABLE} canvas[tabindex]")
    table.focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#glide-cell-1-0")).to_have_attribute("aria-selected", "true")
    table.evaluate("(table) => table.scrollIntoView({block: 'center', behavior: 'instant'})")
    assert line_across(page, table, BESIDE_WORDS, HEAD + ROW_HEIGHT) >= 3
    assert line_across(page, table, BESIDE_WORDS, HEAD + 2 * ROW_HEIGHT) < 3  # the next row has none
