"""At a real server: a link to read by, made, opened without an account, and ended."""

from playwright.sync_api import Browser, expect

from tests.browser.conftest import settled, violations
from tests.browser.people.test_sign_in import college as college
from tests.browser.people.test_sign_in import come
from tests.sign_in.college import ADMINISTRATOR, College


def test_governors_read_by_a_link_and_nothing_more_until_it_is_ended(browser: Browser, college: College) -> None:
    ada = come(browser, college, ADMINISTRATOR)
    expect(ada.get_by_text("ada · Administrator")).to_be_visible()
    ada.goto(f"{college.url}/people")
    ada.get_by_label("Who is it for?").fill("Governors")
    ada.get_by_role("button", name="Make a link").click()
    expect(ada.get_by_text("The link for Governors is made.").first).to_be_visible()
    assert violations(ada) == []
    link = ada.get_by_test_id("stCode").inner_text().strip()
    token = link.rpartition("reader=")[2]

    governor = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    governor.goto(link.replace("/?", "/leadership?part=1.1&"))
    expect(governor.get_by_text("LM1").first).to_be_visible()
    settled(governor)
    assert token not in governor.url
    assert governor.evaluate("document.cookie").find(token) == -1, "no script can read it"
    assert governor.get_by_role("radio", name="Green").count() == 0
    assert violations(governor) == []
    governor.goto(f"{college.url}/people")
    expect(governor.get_by_role("button", name="Make a link")).to_have_count(0)
    expect(governor.get_by_text("Administrator").first).to_be_attached()
    governor.goto(f"{college.url}/results")
    expect(governor.get_by_role("heading", name="Results")).to_be_visible()

    ada.get_by_role("button", name="End the link for Governors").click()
    expect(ada.get_by_text("opens nothing any more").first).to_be_visible()
    governor.reload()
    expect(governor.get_by_role("heading", name="This link has ended")).to_be_visible()
    assert violations(governor) == []
