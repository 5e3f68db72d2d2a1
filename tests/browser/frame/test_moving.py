"""What was asked for comes into view, once: a made-up page in the real Chromium for moving.js."""

from playwright.sync_api import Page, expect

from tests.browser.stage import ADDRESS, Stage


def moving(page: Page, html: str, address: str = ADDRESS) -> Stage:
    stage = Stage(page, "ui/frame/moving.js", html, address)
    stage.call("moveToWhatIsAskedFor")
    return stage


def test_the_statement_of_a_link_comes_into_view_once(page: Page) -> None:
    html = '<div style="height:3000px"></div><p id="LM4">LM4</p><div style="height:3000px"></div>'
    stage = moving(page, html, f"{ADDRESS}leadership?at=LM4")
    stage.pass_by(1)
    expect(page.locator("#LM4")).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")
    stage.pass_by(3)
    expect(page.locator("#LM4")).not_to_be_in_viewport()


PLANNING = """<input aria-label="Elsewhere"><div style="height:3000px"></div>
  <h5 data-box="draft_new_LM4" data-asked="{}">Actions</h5>
  <div class="st-key-draft_new_LM4"><textarea></textarea></div>"""


def test_the_box_for_an_action_that_is_to_be_planned_comes_into_view_with_the_focus_once_for_each_asking(
    page: Page,
) -> None:
    stage, box = moving(page, ""), page.locator("textarea")
    stage.show(PLANNING.format(1))
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport()
    stage.show(PLANNING.format(1))
    expect(box).not_to_be_focused()
    stage.show(PLANNING.format(2))
    expect(box).to_be_focused()


def test_the_box_for_an_action_never_takes_the_focus_from_somebody_who_types(page: Page) -> None:
    moving(page, '<input aria-label="Elsewhere"><main></main>')
    page.get_by_label("Elsewhere").focus()
    page.evaluate("html => { document.querySelector('main').innerHTML = html; }", PLANNING.format(1))
    expect(page.get_by_role("textbox").first).to_be_focused()


def test_the_statement_that_a_link_opens_in_results_comes_into_view_once(page: Page) -> None:
    html = '<div style="height:3000px"></div><div class="leaders" data-statement="LM4"><h2>LM4 Red</h2></div>'
    stage = moving(page, f'{html}<div style="height:3000px"></div>', f"{ADDRESS}results?statement=LM4")
    stage.pass_by(1)
    expect(page.get_by_role("heading")).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")
    stage.pass_by(3)
    expect(page.get_by_role("heading")).not_to_be_in_viewport()


def test_the_next_part_takes_the_keyboard_only_once_it_is_drawn(page: Page) -> None:
    moving(page, '<h2 class="part">1.1</h2><div class="st-key-go_1-2"><button>Go on</button></div>')
    page.get_by_role("button").click()
    expect(page.get_by_role("heading")).not_to_be_focused()
    page.evaluate("document.querySelector('h2').textContent = '1.2'")
    page.clock.run_for(100)
    expect(page.get_by_role("heading", name="1.2")).to_be_focused()


def test_escape_shuts_what_a_term_means_and_looking_elsewhere_lets_it_open_again(page: Page) -> None:
    moving(page, '<span class="term" tabindex="0">EHCP<span class="tip">A plan</span></span><button>Other</button>')
    page.locator(".term").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".term")).to_have_class("term shut")
    expect(page.locator(".term")).not_to_be_focused()
    page.get_by_role("button").focus()
    expect(page.locator(".term")).to_have_class("term")
