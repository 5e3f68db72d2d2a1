"""Scripts of single keys by themselves: what waits too long is not done; pages that share a line leave it be."""

from playwright.sync_api import Page

from tests.browser.stage import ADDRESS, SENDSAT, Stage

READING = """
<div data-testid="stApp" data-test-script-state="notRunning"><div class="st-key-alone_large">
  <span data-alone="LM1"></span>
  <div class="st-key-alone_next"><button>Next</button></div>
  <div class="st-key-alone_statement"><div class="st-key-rating_LM1">
    <button role="radio" aria-checked="false">Red</button><button role="radio" aria-checked="false">Amber</button>
    <button role="radio" aria-checked="false">Green</button>
  </div></div>
</div></div>"""
COUNT = """() => {
  window.pressedOnes = [];
  document.addEventListener("click", (event) => window.pressedOnes.push(event.target.textContent));
}"""


def reading(page: Page) -> Stage:
    stage = Stage(page, "ui/frame/keys.js", READING, f"{ADDRESS}reading")
    page.add_script_tag(content=(SENDSAT / "ui/guide/one_statement/reading.js").read_text("utf-8"))
    page.evaluate(COUNT)
    return stage


def pressed(page: Page) -> list[str]:
    return list(page.evaluate("window.pressedOnes"))


def test_a_rating_meant_for_the_next_statement_is_not_given_to_the_one_that_stays(page: Page) -> None:
    stage = reading(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("3")
    stage.pass_by(6)
    assert pressed(page) == ["Next"]


def test_a_rating_meant_for_the_next_statement_is_given_once_it_is_there(page: Page) -> None:
    stage = reading(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("3")
    page.evaluate("document.querySelector('[data-alone]').dataset.alone = 'LM2'")
    stage.pass_by(1)
    assert pressed(page) == ["Next", "Green"]


def test_what_is_pressed_after_a_long_wait_is_meant_for_what_is_seen(page: Page) -> None:
    stage = reading(page)
    page.keyboard.press("ArrowRight")
    stage.pass_by(6)
    page.keyboard.press("1")
    stage.pass_by(1)
    assert pressed(page) == ["Next", "Red"]


def test_a_page_whose_keys_do_not_rest_leaves_the_line_of_another_alone(page: Page) -> None:
    Stage(page, "ui/frame/keys.js", "<textarea></textarea><button>Elsewhere</button>")
    page.evaluate("""() => {
      window.here = restingKeys(() => true);
      window.there = restingKeys(() => false);
      addEventListener("focusin", window.here.focused, true);
    }""")
    page.locator("textarea").focus()
    page.locator("button").focus()
    page.evaluate("() => { window.here.tell(); window.there.tell(); }")
    assert "Keys rest" in page.locator("#wall-rest").inner_text()
    page.evaluate("() => { window.here.wake(); }")
    assert page.locator("#wall-rest").inner_text() == ""


def test_what_is_pressed_while_a_part_is_still_on_its_way_waits_for_it(page: Page) -> None:
    stage = reading(page)
    page.evaluate("() => { window.part = document.querySelector('.st-key-rating_LM1'); window.part.remove(); }")
    page.keyboard.press("3")
    stage.pass_by(2)
    assert pressed(page) == []
    page.evaluate("() => document.querySelector('.st-key-alone_statement').append(window.part)")
    stage.pass_by(1)
    assert pressed(page) == ["Green"]
