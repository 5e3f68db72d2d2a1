"""The keyboard goes on where it was on the pages that are set up once: sites, and what goes to the bin.

`make test` shows a site and each kind that goes to the bin; what else is done to sites and teams shows `make soak`.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.access.test_focus import arrive, goes_on_at
from tests.browser.conftest import Server, pick, settled


def test_a_site_that_is_added_renamed_retired_and_brought_back_keeps_the_keyboard(page: Page, college: Server) -> None:
    arrive(page, college, "set-up-sites")
    page.get_by_label("Name", exact=True).fill("North")
    page.get_by_role("button", name="Add site").press("Enter")
    expect(page.get_by_text("North is added.").first).to_be_visible()
    goes_on_at(page, page.get_by_role("button", name="Add site"))

    page.get_by_role("button", name="Rename").last.press("Enter")
    page.get_by_label("New name").fill("Far north")
    page.get_by_role("button", name="Keep this name").press("Enter")
    expect(page.get_by_text("Name kept.").first).to_be_visible()
    expect(page.locator(":focus")).to_have_count(1)

    page.keyboard.press("Escape")
    page.get_by_role("button", name="Retire").last.press("Enter")
    page.get_by_role("button", name="Retire it").press("Enter")
    expect(page.get_by_text("is retired.").first).to_be_visible()
    goes_on_at(page, page.get_by_role("button", name="Bring back").last)
    page.get_by_role("button", name="Bring back").last.press("Enter")
    expect(page.get_by_text("is back.").first).to_be_visible()
    goes_on_at(page, page.get_by_role("button", name="Retire").last)


@pytest.mark.soak
def test_a_site_that_is_merged_and_put_back_keeps_the_keyboard(page: Page, college: Server) -> None:
    arrive(page, college, "set-up-sites")
    for name in ("East", "West"):
        page.get_by_label("Name", exact=True).fill(name)
        page.get_by_role("button", name="Add site").press("Enter")
        expect(page.get_by_text(f"{name} is added.").first).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Merge into another site").last.press("Enter")
    pick(page.get_by_role("combobox", name="Into which site?"), "East")
    expect(page.get_by_text("No team belongs to West, so nothing moves.")).to_be_visible()
    page.get_by_role("button", name="Merge it into East").press("Enter")
    expect(page.get_by_text("West is merged into East").first).to_be_visible()
    goes_on_at(page, page.get_by_role("button", name="Undo the merging").last)
    page.get_by_role("button", name="Undo the merging").last.press("Enter")
    page.get_by_role("button", name="Put it back").press("Enter")
    expect(page.get_by_text("West is back").first).to_be_visible()
    goes_on_at(page, page.get_by_role("button", name="Merge into another site").last)


@pytest.mark.soak
def test_a_teams_move_that_is_undone_leaves_the_keyboard_at_its_site(page: Page, college: Server) -> None:
    arrive(page, college, "set-up-sites")
    site = page.locator("[class*=st-key-team_site_]").first.get_by_role("combobox")
    for name in ("Hill", "Dale"):  # a first site is no move
        page.get_by_label("Name", exact=True).fill(name)
        page.get_by_role("button", name="Add site").press("Enter")
        expect(page.get_by_text(f"{name} is added.").first).to_be_visible()
        settled(page)
        pick(site, name)
        expect(page.get_by_text(f"now belongs to {name}.").first).to_be_visible()
        goes_on_at(page, site)
    page.get_by_role("button", name="Undo the last move of").first.press("Enter")
    page.locator("[class*=st-key-unplace_] button").press("Enter")
    expect(page.get_by_text("goes back to").or_(page.get_by_text("belongs to no site again")).first).to_be_visible()
    goes_on_at(page, site)


@pytest.mark.soak
def test_a_round_that_follows_a_team_leaves_the_keyboard_at_its_site(page: Page, college: Server) -> None:
    arrive(page, college, "set-up-sites")
    page.get_by_label("Name", exact=True).fill("Hill")
    page.get_by_role("button", name="Add site").press("Enter")
    expect(page.get_by_text("Hill is added.").first).to_be_visible()
    settled(page)
    pick(page.locator("[class*=st-key-team_site_]").first.get_by_role("combobox"), "Hill")
    expect(page.get_by_text("now belongs to Hill.").first).to_be_visible()
    arrive(page, college, "rounds")
    page.get_by_role("button", name="Reopen").first.press("Enter")
    page.get_by_role("button", name="Reopen it").press("Enter")
    expect(page.get_by_text("is open.").first).to_be_visible()
    arrive(page, college, "set-up-sites")
    expect(page.get_by_text("It still counts for no site in")).to_be_visible()
    page.locator("[class*=st-key-along_] button").press("Enter")
    expect(page.get_by_text("now counts for Hill, in").first).to_be_visible()
    goes_on_at(page, page.locator("[class*=st-key-team_site_]").first.get_by_role("combobox"))


def test_a_round_put_back_from_the_bin_leaves_the_keyboard_in_the_page(page: Page, college: Server) -> None:
    arrive(page, college, "rounds")
    page.locator("[class*=st-key-to_bin_round_] button").last.press("Enter")
    page.get_by_role("button", name="Move it to the bin").press("Enter")
    expect(page.get_by_role("button", name=re.compile("^Put .+ back$"))).to_be_visible()
    arrive(page, college, "bin")
    page.get_by_role("button", name="Put it back").press("Enter")
    expect(page.get_by_text("is back, as it was.").first).to_be_visible()
    goes_on_at(page, page.locator("[data-testid=stMain] :is(a, button)").first)


def test_a_team_that_goes_to_the_bin_and_comes_back_keeps_the_keyboard(page: Page, college: Server) -> None:
    arrive(page, college, "rounds")
    form = page.locator("[data-testid=stForm]").filter(has_text="Add a team")
    deletes = page.locator("[class*=st-key-to_bin_team_] button")
    before = deletes.count()
    form.get_by_label("Name", exact=True).fill("Kitchens")
    pick(form.get_by_label("Sections it rates"))
    page.keyboard.press("Escape")
    form.get_by_role("button", name="Add team").press("Enter")
    expect(page.get_by_text("Kitchens is added.").first).to_be_visible()

    expect(deletes).to_have_count(before + 1)
    deletes.last.press("Enter")
    page.get_by_role("button", name="Move it to the bin").press("Enter")
    expect(page.get_by_text("Kitchens is in the bin.").first).to_be_visible()
    goes_on_at(page, page.get_by_role("button", name="Put Kitchens back"))
    page.get_by_role("button", name="Put Kitchens back").press("Enter")
    expect(page.get_by_text("Kitchens is back, as it was.").first).to_be_visible()
    expect(page.locator(":focus")).to_have_count(1)
