"""What was pressed counts, however soon something else is pressed after it."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, becomes, settled
from tests.browser.guide.test_typing import visit, why
from tests.browser.test_story import begin, card, stored

ADDED = "select count(*) from action where text = 'Ask the council'"
WHY = "select commentary from judgement where statement_id = 'LM4'"
RATED = "select statement_id, rating from judgement where rating is not null order by statement_id"


def ready_to_add(page: Page, server: Server) -> None:
    begin(page, server)
    visit(page, server)
    one = card(page, "LM4")
    one.get_by_text("Evidence, actions and more").click()
    one.get_by_label("Another action: what will be done?").fill("Ask the council")
    one.get_by_label("Who", exact=True).last.click()  # what was typed has been sent
    settled(page)


def test_an_action_is_added_though_the_next_part_is_pressed_at_once(page: Page, server: Server) -> None:
    ready_to_add(page, server)
    server.freeze()
    card(page, "LM4").get_by_role("button", name="Add action").click()
    page.locator(".st-key-go_1-2 button").click()
    server.awake()
    expect(page.locator("#LM12")).to_be_visible()
    settled(page)
    assert stored(server, ADDED) == [(1,)]


def test_an_action_is_added_once_though_a_link_is_followed_at_once(page: Page, server: Server) -> None:
    ready_to_add(page, server)
    server.freeze()
    card(page, "LM4").get_by_role("button", name="Add action").click()
    page.locator(".st-key-menu a[href*=results]").click()
    server.awake()
    expect(page.get_by_role("heading", name="Results", level=1)).to_be_visible()
    settled(page)
    assert stored(server, ADDED) == [(1,)]


def test_a_rating_and_words_count_though_a_link_is_followed_at_once(page: Page, server: Server) -> None:
    begin(page, server)
    visit(page, server)
    why(page, "LM4").fill("Because it is so.")
    server.freeze()
    card(page, "LM4").get_by_role("radio", name="Green").click()
    card(page, "LM3").get_by_role("radio", name="Red").click()
    page.locator(".st-key-menu a[href*=results]").click()
    server.awake()
    expect(page.get_by_role("heading", name="Results", level=1)).to_be_visible()
    settled(page)
    becomes(page, lambda: stored(server, WHY), [("Because it is so.",)])
    assert stored(server, RATED) == [
        ("LM3", "red"),
        ("LM4", "green"),
    ]
