"""Paper loses nothing: pages printed by the browser, and read back."""

import re
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sendsat.guide.loader import load_edition
from sendsat.settings import SHIPPED_EDITION
from tests.browser.conftest import PAINTED, Server, comes_true, settled

LONG = "The team looked at every plan and spoke with learners. " * 27 + "This is where the long reason ends."
CONTROLS = (
    "Download", "Save", "^Print$", "Edit", "Choose one", "More filters", "Heat map", "Close", "Go on to", "Show only",
    "Evidence, actions and more", "Remove this action", "expand_more", "Confirm", "Undo",
)  # fmt: skip
SECTION = "leadership?part=1.1&team=Whole+college+leadership"
PAPER_WIDTH = 700
CHARTS = "charts => charts.map((chart) => Math.round(chart.getBoundingClientRect().right))"

WIDTHS = "charts => charts.map((chart) => Number(chart.getAttribute('width')))"


def flat(text: str) -> str:
    """The text without any space, since paper breaks lines where it likes."""
    return re.sub(r"\s+", "", text)


def lost(paper: str, wanted: list[str]) -> list[str]:
    """What is wanted and does not stand on the paper."""
    return [words for words in wanted if flat(words) not in flat(paper)]


def controls_in(paper: str) -> list[str]:
    """Words of controls that stand on the paper; "Print" on a line of its own, since an action may begin with it."""
    words = (word if word.startswith("^") else rf"\b{word}\b" for word in CONTROLS)
    return [word for word in words if re.search(word, paper, re.MULTILINE)]


def arrive(page: Page, address: str) -> None:
    """Open the page at an address and wait until all of it that will be printed is drawn."""
    page.goto(address)
    page.wait_for_selector("h1")
    settled(page)
    comes_true(page, "() => window.sendsatPrints === true")
    if re.search("results|progress|Timeline", address):
        page.wait_for_selector(".looked-at .seg")
    if "leadership" in address:
        page.wait_for_selector('[class*="st-key-text_commentary"] textarea')


def on_paper(page: Page, path: Path) -> str:
    settled(page)
    page.pdf(path=path, format="A4")
    return subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True).stdout


def press_print(page: Page) -> None:
    """Press the page's button; a browser without a printer only notes that it was asked."""
    page.evaluate("window.print = () => { window.asked = true; }")
    page.get_by_role("button", name="Print", exact=True).click()
    comes_true(page, "() => window.asked === true")


def stored(server: Server, query: str) -> list[str]:
    with sqlite3.connect(server.database) as database:
        return [row[0] for row in database.execute(query)]


def statements() -> list[str]:
    return list(load_edition(SHIPPED_EDITION).statements)


def results_rows(server: Server) -> list[str]:
    parts = [part.number for part in load_edition(SHIPPED_EDITION).subsections.values()]
    reasons = stored(server, "select commentary from judgement where round_id = (select max(id) from round)")
    legend = ["▲ Red", "◆ Amber", "● Green", "N/A", "○ Not rated", "Results: Autumn 2026"]
    return [*statements(), *parts, *reasons, *legend]


def progress_rows(server: Server) -> list[str]:
    finished = (
        "select action.text from action join change on action_id = action.id and field = 'status' where at between "
        "(select started_at from round where id = 2) and (select started_at from round where id = 3)"
    )
    actions = stored(server, finished)
    assert len(actions) == 5
    return [*statements(), *actions, "Progress", "Improved", "Slipped", "Stayed the same", "Not yet rated"]


def small_trends_rows(server: Server) -> list[str]:
    teams = stored(server, "select name from team")
    return [*progress_rows(server), *teams, "The same 51 statements in every round", "Ratings over the rounds by team"]


def report_rows(server: Server) -> list[str]:
    return ["Overall position", "Position by section", "Strengths", "Areas for improvement", "LM27"]


def section_rows(server: Server) -> list[str]:
    edition = load_edition(SHIPPED_EDITION)
    part = edition.subsections["1.1"]
    texts = [statement.text for statement in part.statements]
    reasons = stored(
        server,
        "select commentary from judgement where round_id = (select max(id) from round) and team_id = "
        "(select id from team where name = 'Whole college leadership') and statement_id in "
        f"({','.join(repr(statement.id) for statement in part.statements)})",
    )
    ratings = [f"Rating of {statement.id}:" for statement in part.statements]
    return ["Leadership and management", part.title, *texts, *reasons, *ratings]


def plan_rows(server: Server) -> list[str]:
    return stored(server, "select text from action")


Rows = Callable[[Server], list[str]]


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        ("results", results_rows),
        ("progress", progress_rows),
        ("progress?trend=Each+team", small_trends_rows),
        ("actions?show=All", plan_rows),
        ("report", report_rows),
        (SECTION, section_rows),
    ],
)
def test_the_button_prints_all_of_the_page_and_no_control_and_leaves_the_screen_as_it_was(
    page: Page, demo_server: Server, tmp_path: Path, address: str, rows: Rows
) -> None:
    arrive(page, f"{demo_server.url}/{address}")
    press_print(page)
    assert all(width <= PAPER_WIDTH for width in page.locator(".main-svg").evaluate_all(WIDTHS))

    paper = on_paper(page, tmp_path / "paper.pdf")

    wanted = rows(demo_server)
    assert len(wanted) > 4
    assert lost(paper, wanted) == []
    assert controls_in(paper) == []
    expect(page.locator(".paper-line")).to_have_count(0)
    assert page.locator("svg[viewBox].main-svg").count() == 0
    page.evaluate(PAINTED)
    assert page.evaluate("document.documentElement.className") == ""


def test_home_prints_the_names_of_what_it_counts_and_no_control(
    page: Page, demo_server: Server, tmp_path: Path
) -> None:
    arrive(page, demo_server.url)

    paper = on_paper(page, tmp_path / "paper.pdf")

    assert lost(paper, ["1 Leadership and management", "4 Local authorities", "What to do next"]) == []
    assert controls_in(paper) == []


def test_a_long_reason_prints_to_its_end_on_every_page_that_shows_it(
    page: Page, college: Server, tmp_path: Path
) -> None:
    arrive(page, f"{college.url}/{SECTION}")
    page.get_by_label("Why this rating? (LM1)", exact=True).fill(LONG)
    page.get_by_label("Why this rating? (LM1)", exact=True).press("Control+Enter")
    expect(page.get_by_text("✓ Saved").first).to_be_visible()

    assert lost(on_paper(page, tmp_path / "section.pdf"), [LONG]) == []
    for name in ("results", "progress"):
        arrive(page, f"{college.url}/{name}")
        assert lost(on_paper(page, tmp_path / f"{name}.pdf"), [LONG]) == [], name


def test_charts_as_wide_as_the_screen_fit_the_paper_also_without_the_button(page: Page, demo_server: Server) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    arrive(page, f"{demo_server.url}/actions?view=Timeline")
    page.get_by_text("The same in words and numbers, and downloads").click()
    page.wait_for_selector(".js-plotly-plot .main-svg .ytick")

    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.set_viewport_size({"width": PAPER_WIDTH, "height": 1000})
    edges = page.locator(".js-plotly-plot .main-svg").evaluate_all(CHARTS)

    assert edges
    assert max(edges) <= PAPER_WIDTH


@pytest.mark.parametrize("address", ["results", "progress", "actions?view=Timeline"])
def test_bars_end_where_the_paper_does_and_keep_their_names_beside_them(
    page: Page, demo_server: Server, address: str
) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    arrive(page, f"{demo_server.url}/{address}")

    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER_WIDTH, "height": 1000})
    edges = page.locator(".looked-at .seg").evaluate_all(CHARTS)

    assert len(edges) > 4
    assert max(edges) <= PAPER_WIDTH
    assert page.locator(".looked-at .name").last.is_visible()


def test_paper_is_black_on_white_also_from_a_dark_page_and_ratings_keep_their_fills(
    open_page: Callable[..., Page], demo_server: Server
) -> None:
    page = open_page(dark=True)
    arrive(page, f"{demo_server.url}/results")
    fill = "e => getComputedStyle(e).backgroundColor"
    tile = page.locator(".tile.state-red").first
    before = tile.evaluate(fill)

    page.emulate_media(media="print", color_scheme="dark")

    assert page.locator("h1").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    assert page.locator(".looked-at .name").last.evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    bar = page.locator(".looked-at .state-green").first
    assert bar.evaluate(fill) == "rgb(23, 150, 122)"
    assert page.locator("[data-testid=stApp]").evaluate(fill) == "rgba(0, 0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    assert tile.evaluate(fill) == before
    assert tile.evaluate("e => getComputedStyle(e).printColorAdjust") == "exact"


def test_no_word_of_the_plan_is_broken_to_make_its_column_narrower(page: Page, demo_server: Server) -> None:
    arrive(page, f"{demo_server.url}/actions")

    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER_WIDTH, "height": 1000})
    broken = page.locator(".paper-only :is(td, th)").evaluate_all(
        """cells => cells.flatMap((cell) => cell.textContent.split(/[\\s-]+/).filter((word) => {
          const start = cell.textContent.indexOf(word), range = document.createRange();
          range.setStart(cell.firstChild ?? cell, 0);
          if (!word || cell.firstChild?.nodeType !== 3) return false;
          range.setStart(cell.firstChild, start);
          range.setEnd(cell.firstChild, start + word.length);
          return range.getClientRects().length > 1;
        }))"""
    )

    assert broken == []
    assert page.locator(".paper-only table").first.evaluate("e => e.getBoundingClientRect().right") <= PAPER_WIDTH
