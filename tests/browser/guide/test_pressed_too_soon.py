"""A press that comes while the page still shows the round or team that is left counts for what was to be seen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, becomes, pick, settled
from tests.browser.guide.test_typing import PART, visit, why
from tests.browser.line import Line
from tests.browser.test_story import begin, card, rate, stored
from tests.often import everyday

KEPT = (
    "select team.name, statement_id, rating, commentary from judgement join team on team.id = team_id"
    " where rating is not null or commentary <> '' order by statement_id, team.name"
)
FIRST, SECOND = "Whole organisation", "Beta"


@pytest.fixture
def line(page: Page) -> Line:
    """The line of a page that nothing has been opened in yet."""
    return Line(page)


def with_two_teams(page: Page, server: Server) -> None:
    begin(page, server)
    page.get_by_role("link", name="Rounds and teams").click()
    expect(page.get_by_role("button", name="Add team")).to_be_visible()
    settled(page)  # before that another box with this name may be the last
    page.get_by_label("Name", exact=True).last.fill(SECOND)
    pick(page.get_by_label("Sections it rates"))
    page.keyboard.press("Escape")
    settled(page)
    page.get_by_role("button", name="Add team").click()
    becomes(page, lambda: stored(server, "select count(*) from team"), [(2,)])
    visit(page, server)


def choose_beta(page: Page) -> None:
    page.get_by_test_id("stSidebar").get_by_role("combobox", name="Team").click()
    page.get_by_role("option", name=SECOND, exact=True).click()


def choose_beta_unseen(page: Page, line: Line) -> None:
    """Choose the other team, whose page the server has drawn, but which has not come yet."""
    line.hold()
    choose_beta(page)
    line.comes(f"Autumn 2026 · {SECOND}")


def choose_beta_drawn(page: Page, line: Line) -> None:
    """Choose the other team, whose page the server has drawn to its end, but of which nothing has come yet."""
    line.hold()
    choose_beta(page)
    line.comes("Go on to 1.2")


def shows_beta(page: Page) -> None:
    expect(page.get_by_text(f"Autumn 2026 · {SECOND}")).to_be_visible()
    settled(page)


@pytest.mark.parametrize("choose", everyday([choose_beta_unseen, choose_beta_drawn], only=[choose_beta_unseen]))
def test_a_rating_is_of_the_team_that_is_still_to_be_seen(
    page: Page, server: Server, line: Line, choose: Callable[[Page, Line], None]
) -> None:
    with_two_teams(page, server)
    choose(page, line)
    card(page, "LM2").get_by_role("radio", name="Amber").click()
    becomes(page, lambda: stored(server, KEPT), [(FIRST, "LM2", "amber", "")])
    line.let_go()
    shows_beta(page)
    expect(card(page, "LM2").get_by_role("radio", name="Amber")).not_to_be_checked()


def test_words_are_of_the_team_that_is_still_to_be_seen(page: Page, server: Server, line: Line) -> None:
    with_two_teams(page, server)
    choose_beta_drawn(page, line)
    why(page, "LM4").fill("Only the first team knows.")
    becomes(page, lambda: stored(server, KEPT), [(FIRST, "LM4", None, "Only the first team knows.")])
    line.let_go()
    shows_beta(page)
    expect(why(page, "LM4")).to_have_value("")


@pytest.mark.soak
def test_clearing_takes_no_rating_of_a_team_that_is_not_to_be_seen_yet(page: Page, server: Server, line: Line) -> None:
    with_two_teams(page, server)
    rate(page, "LM1", "Green")
    choose_beta(page)
    shows_beta(page)
    rate(page, "LM1", "Red")
    page.goto(f"{server.url}/{PART}&team=1")
    expect(page.get_by_text(f"Autumn 2026 · {FIRST}")).to_be_visible()
    settled(page)
    card(page, "LM1").get_by_text("Evidence, actions and more").click()
    expect(card(page, "LM1").get_by_role("button", name="Clear rating")).to_be_visible()
    settled(page)
    choose_beta_unseen(page, line)
    card(page, "LM1").get_by_role("button", name="Clear rating").click()
    becomes(page, lambda: stored(server, KEPT), [(SECOND, "LM1", "red", "")])
    line.let_go()
    shows_beta(page)
