"""In a real browser, at a real provider: sign in, set sendsat up, invite somebody, and what they then see."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import settled, violations
from tests.sign_in.college import ADMINISTRATOR, College, open_college

KIM = "kim@college.ac.uk"


@pytest.fixture
def college(demo_database: Path, tmp_path: Path) -> Iterator[College]:
    """The demonstration's college on a server where people sign in."""
    with open_college(Path(shutil.copy(demo_database, tmp_path / "sendsat.db"))) as one:
        yield one


def come(browser: Browser, college: College, account: str, address: str = "") -> Page:
    """Open sendsat and sign in, each person with a browser of their own."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    page.goto(f"{college.url}/{address}")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert violations(page) == []
    page.get_by_role("button", name="Sign in").click()
    page.locator("[name=login]").fill(account)
    page.locator("[name=password]").fill("any")
    page.locator("button[type=submit]").click()
    return page


def administrator_with_a_reader(browser: Browser, college: College) -> Page:
    """What an administrator sees who has let in sam@college.ac.uk, who has come."""
    ada = come(browser, college, ADMINISTRATOR)
    expect(ada.get_by_text("ada · Administrator")).to_be_visible()
    ada.goto(f"{college.url}/people")
    ada.get_by_label("Mail address, or a domain for everybody there").fill("sam@college.ac.uk")
    ada.get_by_role("button", name="Invite", exact=True).click()
    expect(ada.get_by_text("may come in as")).to_be_visible()
    sam = come(browser, college, "sam@college.ac.uk")
    expect(sam.get_by_text("sam · Reader")).to_be_visible()
    return ada


def test_people_come_in_by_invitation_and_see_what_is_for_them(browser: Browser, college: College) -> None:
    ada = come(browser, college, ADMINISTRATOR)
    expect(ada.get_by_text("ada · Administrator")).to_be_visible()

    kim = come(browser, college, KIM, "leadership?part=1.1")
    expect(kim.get_by_role("heading", name="Ask your administrator to let you in")).to_be_visible()
    expect(kim.get_by_text(KIM)).to_be_visible()
    assert violations(kim) == []

    ada.locator(".st-key-menu").get_by_role("link", name="People").click()
    ada.get_by_label("Mail address, or a domain for everybody there").fill(KIM)
    ada.get_by_role("button", name="Invite", exact=True).click()
    expect(ada.get_by_text(f"{KIM} may come in as: Reader.")).to_be_visible()
    settled(ada)
    assert violations(ada) == []

    kim.get_by_role("button", name="Try again").click()
    expect(kim.get_by_text("kim · Reader")).to_be_visible()
    menu = kim.locator(".st-key-menu")
    expect(menu.get_by_role("link", name="Results")).to_be_visible()
    for hidden in ("People", "Rounds and teams", "Workshop", "Backups"):
        expect(menu.get_by_role("link", name=hidden, exact=True)).to_have_count(0)
    menu.get_by_role("link", name="Leadership").click()
    expect(kim.get_by_role("heading", name="Leadership")).to_be_visible()
    expect(kim.get_by_role("radio", name="Green")).to_have_count(0)

    kim.get_by_role("button", name="Sign out").click()
    kim.wait_for_url(lambda url: "session/end" in url or url.rstrip("/") == college.url)
    kim.goto(college.url)
    expect(kim.get_by_role("button", name="Sign in")).to_be_visible()


def test_a_link_leads_to_its_page_through_the_sign_in_and_the_record_says_who_came(
    browser: Browser, college: College
) -> None:
    ada = come(browser, college, ADMINISTRATOR, "leadership?part=1.2")
    expect(ada.get_by_role("heading", name="Leadership")).to_be_visible()
    assert "leadership?part=1.2" in ada.url

    eve = come(browser, college, "eve@else.example", "results")
    expect(eve.get_by_role("heading", name="Ask your administrator to let you in")).to_be_visible()

    ada.goto(f"{college.url}/record")
    expect(ada.get_by_text("Signed in: ada (ada@college.ac.uk)").first).to_be_visible()
    expect(ada.get_by_text("Sign-in refused: eve@else.example: nobody has invited them").first).to_be_visible()
