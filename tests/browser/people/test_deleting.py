"""An organisation is deleted and brought back in the browser: by keyboard too, with every word readable."""

from playwright.sync_api import Page, expect

from tests.browser.access.test_accessibility import CLEAN, faults_in_light_and_dark
from tests.browser.conftest import Server, settled

NAME = "Riverbank College"


def test_it_is_deleted_and_comes_back_and_the_page_in_its_place_has_no_violation(college: Server, page: Page) -> None:
    page.goto(f"{college.url}/rounds")
    settled(page)
    page.get_by_text("Delete this organisation").click()
    move = page.get_by_role("button", name=f"Move {NAME} to the bin")
    expect(page.get_by_text(f"{NAME} goes to the bin with 3 rounds")).to_be_visible()
    assert faults_in_light_and_dark(page) == CLEAN
    move.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name=f"{NAME} is in the bin")).to_be_visible()
    settled(page)
    assert faults_in_light_and_dark(page) == CLEAN
    page.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_label("Type its name")).to_be_visible()
    assert faults_in_light_and_dark(page) == CLEAN
    page.keyboard.press("Escape")
    back = page.get_by_role("button", name=f"Bring {NAME} back")
    back.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Rounds and teams")).to_be_visible()
    expect(page.get_by_text(f"{NAME} is back, as it was.").first).to_be_visible()


def test_whoever_erases_one_from_the_bin_of_another_by_keyboard_is_led_to_its_certificate(
    college: Server, page: Page
) -> None:
    page.goto(f"{college.url}/another")
    page.get_by_label("Name of the organisation").fill("Kestrel Training")
    page.get_by_role("button", name="Add the organisation").click()
    expect(page.get_by_test_id("stAlert").filter(has_text="Kestrel Training is added")).to_be_visible()
    page.get_by_role("link", name="Rounds and teams").first.click()
    page.get_by_text("Delete this organisation").click()
    page.get_by_role("button", name="Move Kestrel Training to the bin").click()
    page.get_by_role("button", name="Go to another organisation").click()
    expect(page.get_by_role("combobox", name="Round").first).to_be_visible()
    page.goto(f"{college.url}/bin")
    page.get_by_role("button", name="Erase for good").click()
    page.get_by_label("Type its name").fill("kestrel  training")
    page.get_by_role("button", name="Erase it").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Kestrel Training is erased for good.").first).to_be_visible()
    expect(page.get_by_role("button", name="Download the certificate")).to_be_focused()
