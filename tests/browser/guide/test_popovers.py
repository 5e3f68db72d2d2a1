"""A box in a panel that was shut holds what it should once the panel opens, whatever the page did meanwhile."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.access.test_accessibility import look
from tests.browser.conftest import Server, settled


def drawn_again(page: Page, toggled: Locator) -> None:
    """Let the page be drawn again, as it is after every press: what it said at first is not said anew."""
    toggled.press("Enter")
    settled(page)


def test_filters_from_the_address_are_in_their_boxes_and_stay(page: Page, demo_server: Server) -> None:
    look(page, demo_server, "actions?plan_section=1+Leadership+and+management&plan_priority=High")
    box = page.get_by_label("Containing")
    box.fill("a")
    drawn_again(page, box)
    page.get_by_role("button", name="More filters: 2").click()
    panel = page.locator("[data-testid=stPopoverBody]")
    expect(panel.get_by_role("combobox", name="Priority")).to_have_value("High")
    expect(panel.get_by_role("combobox", name="Section")).to_have_value("1 Leadership and management")
    page.keyboard.press("Escape")
    box.fill("e")
    drawn_again(page, box)
    expect(page.get_by_role("button", name="More filters: 2")).to_be_visible()
    assert "plan_priority=High" in page.url


def test_the_name_of_round_team_and_organisation_is_in_its_box(page: Page, demo_server: Server) -> None:
    look(page, demo_server, "rounds")
    drawn_again(page, page.get_by_role("button", name="Add team"))
    panel = page.locator("[data-testid=stPopoverBody]")
    for button, label in (("Rename", "New name"), ("Change", "Name")):
        for opened in page.get_by_role("button", name=button, exact=True).all():
            opened.click()
            expect(panel.get_by_label(label, exact=True)).not_to_have_value("")
            page.keyboard.press("Escape")
            expect(panel).to_have_count(0)
