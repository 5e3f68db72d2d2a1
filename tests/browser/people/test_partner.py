"""In a real browser: an administrator invites a partner and shares, the partner reads it, and it is taken back."""

from playwright.sync_api import Browser, expect

from tests.browser.conftest import settled, violations
from tests.browser.people.test_sign_in import ADMINISTRATOR, College, come
from tests.browser.people.test_sign_in import college as college

PAT = "pat@hill.gov.uk"


def test_a_partner_is_invited_reads_what_was_shared_and_sees_it_go(browser: Browser, college: College) -> None:
    ada = come(browser, college, ADMINISTRATOR, "people")
    ada.get_by_label("Mail address, or a domain for everybody there").fill(PAT)
    ada.get_by_role("combobox", name="Role").first.click()
    ada.get_by_role("option", name="Partner").click()
    ada.get_by_role("button", name="Invite", exact=True).click()
    expect(ada.get_by_text(f"{PAT} may come in as: Partner.")).to_be_visible()

    pat = come(browser, college, PAT, "results")
    expect(pat.get_by_role("heading", name="This page is not for your role")).to_be_visible()
    pat.get_by_role("main").get_by_role("link", name="What was shared").click()
    expect(pat.get_by_text("Nothing is shared at the moment.")).to_be_visible()
    settled(pat)
    assert violations(pat) == []

    ada.goto(f"{college.url}/share")
    ada.get_by_label("Local authority", exact=True).fill("Hill")
    ada.get_by_label("Its code, from the invitation").fill("a" * 32)
    ada.get_by_role("combobox", name="Sections to share").click()
    ada.get_by_role("option").first.click()
    ada.keyboard.press("Escape")
    expect(ada.get_by_text("People whom you invited as Partner read it too")).to_be_visible()
    ada.get_by_role("button", name="See what would be shared").click()
    ada.get_by_role("button", name="Make the file").click()
    expect(ada.get_by_text("The file is made.")).to_be_visible()

    pat.locator(".st-key-menu").get_by_role("link", name="What was shared").click()
    expect(pat.get_by_text("Ratings only: no reasons, evidence or actions")).to_be_visible()
    settled(pat)
    assert violations(pat) == []

    ada.get_by_role("button", name="Take back everything from Hill").click()
    expect(ada.get_by_text("it takes back what you shared.")).to_be_visible()
    pat.locator(".st-key-menu").get_by_role("link", name="What was shared").click()
    expect(pat.get_by_text("no longer shares 1 submission that you could read here")).to_be_visible()
    expect(pat.get_by_text("Ratings only")).to_have_count(0)
