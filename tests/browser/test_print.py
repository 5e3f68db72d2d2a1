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
from tests.browser.conftest import PAINTED, Server, settled

LONG = "The team looked at every plan and spoke with learners. " * 27 + "This is where the long reason ends."
CONTROLS = ("Download", "Save", "Print", "Choose one", "expand_more")
PAGES = ("", "results", "progress", "actions", "report", "leadership?part=1.1&team=Whole+college+leadership")


def flat(text: str) -> str:
    """The text without any space, since paper breaks lines where it likes."""
    return re.sub(r"\s+", "", text)


READY = "() => window.sendsatPrints === true"
CHART = ".js-plotly-plot .main-svg .bartext-inside"


def arrive(page: Page, address: str) -> None:
    """Open the page at an address and wait until all of it that will be printed is drawn."""
    page.goto(address)
    page.wait_for_selector("h1")
    settled(page)
    page.wait_for_function(READY)
    if re.search("results|progress", address):
        page.wait_for_selector(CHART)
    if "leadership" in address:
        page.wait_for_selector('[class*="st-key-text_commentary"] textarea')


def printed(page: Page, address: str, path: Path) -> str:
    """What stands on the paper when the page at an address is printed."""
    arrive(page, address)
    return on_paper(page, path)


def on_paper(page: Page, path: Path) -> str:
    settled(page)
    page.pdf(path=path, format="A4")
    return subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True).stdout


def stored(server: Server, query: str) -> list[str]:
    with sqlite3.connect(server.database) as database:
        return [row[0] for row in database.execute(query)]


def lost(paper: str, wanted: list[str]) -> list[str]:
    """What is wanted and does not stand on the paper."""
    return [one for one in wanted if flat(one) not in flat(paper)]


def statements() -> list[str]:
    return list(load_edition(SHIPPED_EDITION).statements)


@pytest.mark.parametrize("address", PAGES)
def test_no_page_prints_a_control_and_printing_leaves_it_as_it_was(
    page: Page, demo_server: Server, tmp_path: Path, address: str
) -> None:
    paper = printed(page, f"{demo_server.url}/{address}", tmp_path / "paper.pdf")

    assert [word for word in CONTROLS if re.search(rf"\b{word}\b", paper)] == []
    expect(page.locator(".paper-line")).to_have_count(0)
    assert page.locator("svg[viewBox].main-svg").count() == 0


def test_results_print_every_statement_and_every_state_of_the_legend(
    page: Page, demo_server: Server, tmp_path: Path
) -> None:
    paper = printed(page, f"{demo_server.url}/results", tmp_path / "paper.pdf")

    assert lost(paper, [*statements(), "▲ Red", "◆ Amber", "● Green", "N/A", "○ Not rated"]) == []
    parts = [f"{part.number}" for part in load_edition(SHIPPED_EDITION).subsections.values()]
    assert lost(paper, parts) == []


def test_progress_prints_every_statement_whichever_movement_the_screen_shows(
    page: Page, demo_server: Server, tmp_path: Path
) -> None:
    paper = printed(page, f"{demo_server.url}/progress", tmp_path / "paper.pdf")

    assert lost(paper, [*statements(), "Improved", "Slipped", "Stayed the same", "Not yet rated"]) == []


def test_a_chart_as_wide_as_the_screen_fits_the_paper(page: Page, demo_server: Server) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    arrive(page, f"{demo_server.url}/progress")

    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.set_viewport_size({"width": 703, "height": 1000})
    edges = page.locator(".js-plotly-plot .main-svg").evaluate_all(
        "charts => charts.map((chart) => Math.round(chart.getBoundingClientRect().right))"
    )

    assert edges
    assert max(edges) <= 703


def test_the_plan_prints_every_action(page: Page, demo_server: Server, tmp_path: Path) -> None:
    arrive(page, f"{demo_server.url}/actions")
    page.get_by_label("Show", exact=True).click()
    page.get_by_role("option", name="All", exact=True).click()
    expect(page.get_by_text("Done or dropped")).to_have_count(0)
    texts = stored(demo_server, "select text from action")

    paper = on_paper(page, tmp_path / "paper.pdf")

    assert len(texts) > 8
    assert lost(paper, texts) == []


def test_a_long_reason_prints_to_its_end_on_every_page_that_shows_it(
    page: Page, college: Server, tmp_path: Path
) -> None:
    arrive(page, f"{college.url}/{PAGES[-1]}")
    page.get_by_label("Why this rating? (LM1)", exact=True).fill(LONG)
    page.get_by_label("Why this rating? (LM1)", exact=True).press("Control+Enter")
    expect(page.get_by_text("✓ Saved").first).to_be_visible()

    for number, address in enumerate((PAGES[-1], "results", "progress")):
        paper = printed(page, f"{college.url}/{address}", tmp_path / f"{number}.pdf")
        assert lost(paper, [LONG]) == [], address


def test_the_report_prints_every_part_and_not_only_the_one_on_the_screen(
    page: Page, demo_server: Server, tmp_path: Path
) -> None:
    paper = printed(page, f"{demo_server.url}/report", tmp_path / "paper.pdf")

    assert lost(paper, ["Overall position", "Position by section", "Strengths", "Areas for improvement"]) == []
    assert len({one for one in statements() if re.search(rf"\b{one}\b", paper)}) > 40


def test_paper_is_black_on_white_also_from_a_dark_page(open_page: Callable[..., Page], demo_server: Server) -> None:
    page = open_page(dark=True)
    arrive(page, f"{demo_server.url}/results")

    page.emulate_media(media="print", color_scheme="dark")

    ink = "e => getComputedStyle(e).color"
    assert page.locator("h1").evaluate(ink) == "rgb(0, 0, 0)"
    assert page.locator(".js-plotly-plot .ytick text").first.evaluate("e => getComputedStyle(e).fill") == "rgb(0, 0, 0)"
    assert (
        page.locator("[data-testid=stApp]").evaluate("e => getComputedStyle(e).backgroundColor") == "rgba(0, 0, 0, 0)"
    )
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


@pytest.mark.parametrize("address", ["results", "progress", "actions", "report"])
def test_the_button_prints_once_the_charts_have_the_papers_width(page: Page, demo_server: Server, address: str) -> None:
    page.add_init_script(
        "window.print = () => { window.charts = [...document.querySelectorAll('.main-svg')]"
        ".map((one) => Number(one.getAttribute('width'))); };"
    )
    arrive(page, f"{demo_server.url}/{address}")

    page.get_by_role("button", name="Print", exact=True).click()
    page.wait_for_function("window.charts !== undefined")

    assert all(width <= 700 for width in page.evaluate("window.charts"))
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.evaluate(PAINTED)
    assert page.evaluate("document.documentElement.className") == ""
