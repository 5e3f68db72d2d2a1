"""A press counts once, also where the page moves what is pressed before the button of the mouse is let go."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, settled
from tests.browser.stage import Stage
from tests.browser.test_story import begin, card, stored

BODY = """<div id="above"></div><button id="one" onclick="pressed.push('one')">One</button>
<button id="two" onclick="pressed.push('two')" style="display:block">Two</button><script>var pressed = []</script>"""
MOVE = "() => { document.getElementById('above').style.height = '40px'; }"
COVER = """() => { document.body.insertAdjacentHTML("beforeend",
  '<div style="position:fixed; inset:0; background:white">A question first</div>'); }"""
COVER_AND_MOVE = f"() => {{ ({MOVE})(); ({COVER})(); }}"
RENAME = f"() => {{ ({MOVE})(); document.getElementById('one').textContent = 'Another'; }}"
TAKE_AWAY = f"() => {{ ({MOVE})(); document.getElementById('one').remove(); }}"
NOTHING = "() => {}"


@pytest.fixture
def stage(page: Page) -> Stage:
    one = Stage(page, "ui/frame/pressing.js", BODY)
    one.call("pressWhatMovedAway")
    return one


def hold(page: Page, control: Locator) -> tuple[float, float]:
    """Press the mouse down in the middle of a control, and hold it."""
    box = control.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y


@pytest.mark.parametrize(
    ("meanwhile", "pressed"),
    [
        (NOTHING, ["one"]),
        (MOVE, ["one"]),
        (COVER, []),
        (COVER_AND_MOVE, []),
        (RENAME, []),
        (TAKE_AWAY, []),
    ],
    ids=[
        "nothing",
        "it moves away",
        "a question covers it",
        "a question covers it where it is now",
        "it becomes another",
        "it is gone",
    ],
)
def test_what_was_pressed_is_pressed_once_if_it_is_still_there(
    stage: Stage, meanwhile: str, pressed: list[str]
) -> None:
    hold(stage.page, stage.page.locator("#one"))
    stage.page.evaluate(meanwhile)
    stage.page.mouse.up()
    stage.pass_by(1)
    assert stage.page.evaluate("pressed") == pressed


def test_a_pointer_that_moves_away_itself_presses_nothing(stage: Stage) -> None:
    x, y = hold(stage.page, stage.page.locator("#one"))
    stage.page.evaluate(MOVE)
    stage.page.mouse.move(x, y + 300)
    stage.page.mouse.up()
    stage.pass_by(1)
    assert stage.page.evaluate("pressed") == []


def test_a_rating_counts_though_the_page_moved_it_from_under_the_pointer(page: Page, server: Server) -> None:
    begin(page, server)
    page.goto(f"{server.url}/leadership?part=1.1")
    expect(page.locator("#LM10")).to_be_visible()
    settled(page)
    amber = card(page, "LM3").get_by_role("radio", name="Amber")
    amber.scroll_into_view_if_needed()
    hold(page, amber)
    amber.evaluate("choice => { choice.style.transform = 'translateY(60px)'; }")
    page.mouse.up()
    expect(amber).to_be_checked()
    settled(page)
    assert stored(server, "select rating from judgement where statement_id = 'LM3'") == [("amber",)]
