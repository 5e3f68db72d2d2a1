"""Words and where one is: nothing typed is lost, nothing moves away, and what a term means can be read whole."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, becomes, comes_true, held, settled
from tests.browser.test_story import begin, card, stored

PART = "leadership?part=1.1"
COMMENTARY = "select commentary from judgement where statement_id = '{}'"


def why(page: Page, statement_id: str) -> Locator:
    return card(page, statement_id).get_by_role("textbox", name=f"Why this rating? ({statement_id})")


def visit(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/{PART}")
    expect(why(page, "LM4")).to_be_visible()
    settled(page)
    comes_true(page, "Boolean(window.sendsatMoving && window.sendsatKeeper)")  # what follows clicks and keeps words


def plan(page: Page, statement_id: str, text: str) -> Locator:
    """Add an action to a statement; gives the statement."""
    one = card(page, statement_id)
    one.get_by_text("Evidence, actions and more").click()
    one.get_by_label("Another action: what will be done?").fill(text)
    one.get_by_role("button", name="Add action").click()
    expect(one.get_by_text("✓ Action added.")).to_be_visible()
    return one


def test_words_come_back_without_a_reload_once_the_server_answers_again(page: Page, server: Server) -> None:
    begin(page, server)
    visit(page, server)
    why(page, "LM4").click()
    page.keyboard.type("One.")
    expect(card(page, "LM4").locator(".saved")).to_contain_text("Saved")
    server.freeze()
    page.keyboard.type(" Two.")
    held(page, "One. Two.")
    server.kill()
    expect(page.get_by_text("sendsat does not answer, so nothing new is saved.")).to_be_visible()
    server.start()
    expect(page.get_by_text("sendsat does not answer")).to_have_count(0)
    expect(why(page, "LM4")).to_have_value("One. Two.")
    becomes(page, lambda: stored(server, COMMENTARY.format("LM4")), [("One. Two.",)])
    expect(page.get_by_role("alertdialog")).to_have_count(0)


def test_an_action_half_typed_waits_while_another_part_is_looked_at(page: Page, server: Server) -> None:
    begin(page, server)
    visit(page, server)
    one = plan(page, "LM4", "First")
    one.get_by_label("Another action: what will be done?").fill("Second")
    one.get_by_label("Who", exact=True).last.fill("Bob")
    page.locator(".st-key-go_1-2 button").click()
    expect(page.locator("#LM12")).to_be_visible()
    page.locator(".st-key-go_1-1 button").click()
    one = card(page, "LM4")
    expect(one.get_by_label("Another action: what will be done?")).to_have_value("Second")
    expect(one.get_by_label("Who", exact=True).last).to_have_value("Bob")
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    assert "created with a default value" not in server.log.read_text()


def test_a_pause_after_a_space_joins_no_words(page: Page, server: Server) -> None:
    begin(page, server)
    visit(page, server)
    plan(page, "LM4", "First").get_by_label("Who", exact=True).first.click()
    page.keyboard.type("Ann ")
    becomes(page, lambda: stored(server, "select owner from action"), [("Ann",)])
    settled(page)
    page.keyboard.type("Smith")
    becomes(page, lambda: stored(server, "select owner from action"), [("Ann Smith",)])


def test_half_a_character_does_not_keep_words_from_being_saved(page: Page, server: Server) -> None:
    begin(page, server)
    visit(page, server)
    why(page, "LM4").evaluate(
        """box => {
          Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, "Half: \\ud83d.");
          box.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    expect(card(page, "LM4").locator(".saved")).to_contain_text("Saved")
    assert stored(server, COMMENTARY.format("LM4")) == [("Half: \N{REPLACEMENT CHARACTER}.",)]


def test_another_tab_of_the_same_browser_leaves_words_to_whoever_types_them(page: Page, server: Server) -> None:
    begin(page, server)
    visit(page, server)
    other = page.context.new_page()
    visit(other, server)
    why(other, "LM4").click()
    other.keyboard.type("Typed slowly, a word at a time, here.", delay=80)
    becomes(page, lambda: stored(server, COMMENTARY.format("LM4")), [("Typed slowly, a word at a time, here.",)])
    expect(other.get_by_text("Someone else changed")).to_have_count(0)
    other.close()


def test_the_next_part_begins_at_its_top(page: Page, demo_server: Server) -> None:
    visit(page, demo_server)
    page.get_by_role("button", name="Go on to 1.2").click()
    heading = page.get_by_role("heading", name="1.2 Duty to admit")
    expect(heading).to_be_focused()
    expect(page.get_by_role("heading", name="Leadership and management")).to_be_in_viewport()


def test_what_a_term_means_can_be_read_whole(open_page, demo_server: Server) -> None:
    for width, height in ((1366, 768), (320, 640)):
        page = open_page(width=width, height=height)
        visit(page, demo_server)
        terms = page.locator(".panel .term")
        assert terms.count() > 5
        for term in terms.all():
            term.focus()
            tip, panel = term.locator(".tip").bounding_box(), page.locator(".panel").bounding_box()
            assert tip
            assert panel
            assert tip["x"] >= panel["x"]
            assert tip["x"] + tip["width"] <= panel["x"] + panel["width"] + 1


def test_the_chosen_rating_shows_in_forced_colours(page: Page, demo_server: Server) -> None:
    page.emulate_media(forced_colors="active")
    visit(page, demo_server)
    chosen = page.locator("[role=radio][aria-checked=true]").first
    other = page.locator("[role=radio][aria-checked=false]").first
    expect(chosen).to_have_css("forced-color-adjust", "none")
    expect(other).to_have_css("forced-color-adjust", "auto")
