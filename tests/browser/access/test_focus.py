"""After every press the keyboard goes on where it was, or at what came of the press: never at the top of the page."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, becomes, comes_true, settled
from tests.browser.plan.test_action_table import cell, plan, somebody_else
from tests.browser.stage import Stage
from tests.browser.test_story import card

AT_WORK = "() => window.sendsatFocus"
THREE = """<main data-testid="stMain"><button>One</button><button>Two</button><button>Three</button></main>"""


def arrive(page: Page, server: Server, address: str) -> None:
    page.goto(f"{server.url}/{address}")
    page.wait_for_selector("h1")
    settled(page)
    comes_true(page, AT_WORK)


def goes_on_at(page: Page, wanted: Locator) -> None:
    """Once all is drawn the keyboard is there, and stays."""
    settled(page)
    expect(wanted).to_be_focused()
    settled(page)
    expect(wanted).to_be_focused()


def test_planning_a_step_leads_to_the_action_and_keeping_both_texts_to_their_box(page: Page, college: Server) -> None:
    arrive(page, college, "leadership?part=1.1&team=Whole+college+leadership")
    statement = card(page, "LM3")
    statement.get_by_role("button", name="Evidence, actions and more").press("Enter")
    step = statement.get_by_role("button", name="Plan this").first
    expect(step).to_be_visible()
    settled(page)
    step.press("Enter")
    expect(statement.get_by_text("✓ Action added.")).to_be_visible()
    goes_on_at(page, statement.get_by_label("What will be done", exact=True).last)


def test_keeping_both_texts_of_a_cell_keeps_the_keyboard_in_the_page(page: Page, college: Server) -> None:
    plan(page, college)
    comes_true(page, AT_WORK)
    somebody_else(college, "Theirs")
    cell(page, "Action", 0, "Mine")
    page.get_by_role("button", name="Keep both").press("Enter")
    expect(page.get_by_text("✓ Saved")).to_be_visible()
    goes_on_at(page, page.get_by_role("button", name="Undo this change"))


def test_rounds_and_teams_keep_the_keyboard(page: Page, college: Server) -> None:
    arrive(page, college, "rounds")
    page.get_by_role("button", name="Rename").first.press("Enter")
    page.get_by_label("New name").fill("Autumn term")
    page.get_by_role("button", name="Keep this name").press("Enter")
    expect(page.get_by_text("Name kept.").first).to_be_visible()
    goes_on_at(page, page.get_by_role("button", name="Keep this name"))
    page.keyboard.press("Escape")
    goes_on_at(page, page.get_by_role("button", name="Rename").first)

    page.get_by_role("button", name="Add team").press("Enter")
    expect(page.locator("[data-testid=stForm] [role=alert]").last).to_be_visible()
    goes_on_at(page, page.get_by_role("button", name="Add team"))

    page.get_by_role("button", name="Close this round").first.press("Enter")
    page.get_by_role("button", name="Close it now").press("Enter")
    expect(page.get_by_text("Autumn term is closed.").first).to_be_visible()
    goes_on_at(page, page.get_by_role("button", name="Reopen").first)

    page.locator("[class*=st-key-to_bin_round_] button").last.press("Enter")
    page.get_by_role("button", name="Move it to the bin").press("Enter")
    expect(page.get_by_text("is in the bin.").first).to_be_visible()
    goes_on_at(page, page.get_by_role("button", name=re.compile("^Put .+ back$")))


def test_going_back_to_the_draft_leads_to_the_button_beside(page: Page, college: Server) -> None:
    arrive(page, college, "report")
    page.get_by_role("button", name="Edit", exact=True).first.press("Enter")
    box = page.locator('[class*="st-key-text_"] textarea').first
    box.fill("Said otherwise.")
    box.press("Control+Enter")
    back = page.get_by_role("button", name="Back to the draft")
    expect(back).to_be_visible()
    settled(page)
    back.press("Enter")
    expect(back).to_have_count(0)
    goes_on_at(page, page.get_by_role("button", name="Finish editing"))


@pytest.fixture
def watched(page: Page) -> Callable[[str], Stage]:
    """A made-up page on which the keyboard's place is kept."""

    def staged(html: str) -> Stage:
        stage = Stage(page, "ui/frame/focus.js", html)
        stage.call("keepFocus")
        return stage

    return staged


def test_a_control_that_is_drawn_anew_has_the_keyboard_again(page: Page, watched: Callable[[str], Stage]) -> None:
    stage = watched(THREE)
    page.get_by_role("button", name="Two").focus()
    stage.show(THREE)
    expect(page.get_by_role("button", name="Two")).to_be_focused()


@pytest.mark.parametrize(
    ("drawn", "goes_on"),
    [
        ("<button>One</button><button>Three</button>", "One"),
        ("<button>One</button><button>New</button><button>Three</button>", "New"),
        ("<button>Three</button>", "Three"),
        ("<button>One</button><button disabled>Two</button>", "One"),
    ],
    ids=["gone", "replaced", "first", "disabled"],
)
def test_where_a_control_is_gone_the_keyboard_goes_on_in_its_place(
    page: Page, watched: Callable[[str], Stage], drawn: str, goes_on: str
) -> None:
    stage = watched(THREE)
    page.get_by_role("button", name="Two").focus()
    stage.show(f'<main data-testid="stMain">{drawn}</main>')
    stage.pass_by(0.1)
    expect(page.get_by_role("button", name=goes_on)).to_be_focused()


COUNTED = """() => {
  const main = document.querySelector("main"), all = main.querySelectorAll.bind(main);
  window.gone = 0;
  main.querySelectorAll = (what) => { window.gone += 1; return all(what); };
}"""


def test_a_press_of_the_mouse_goes_through_the_controls_of_the_page_once(
    page: Page, watched: Callable[[str], Stage]
) -> None:
    stage = watched(THREE)
    two = page.get_by_role("button", name="Two")
    page.evaluate(COUNTED)
    two.click()  # the focus comes, then the click
    assert page.evaluate("gone") == 1
    two.evaluate("button => { button.firstChild.data = 'Second'; }")
    page.get_by_role("button", name="Second").click()
    assert page.evaluate("gone") == 2  # under its new name it is known again
    stage.show(THREE.replace("Two", "Second"))
    expect(page.get_by_role("button", name="Second")).to_be_focused()


def test_whoever_has_left_a_control_is_not_called_back(page: Page, watched: Callable[[str], Stage]) -> None:
    stage = watched(THREE)
    page.get_by_role("button", name="Two").focus()
    page.evaluate("document.activeElement.blur()")
    stage.show(THREE)
    stage.pass_by(0.1)
    assert page.evaluate("document.activeElement === document.body")


@pytest.mark.parametrize(("pressed", "calls_back"), [(False, True), (True, False)], ids=["waits", "leaves"])
def test_whoever_presses_an_empty_place_while_a_control_is_out_of_use_is_not_called_back(
    page: Page, watched: Callable[[str], Stage], pressed: bool, calls_back: bool
) -> None:
    stage = watched(THREE.replace("</main>", "<p>Words</p></main>"))
    two = page.get_by_role("button", name="Two")
    two.focus()
    two.evaluate("button => { button.disabled = true; }")
    becomes(page, lambda: page.evaluate("document.activeElement === document.body"), True)
    if pressed:
        page.get_by_text("Words").click()
    two.evaluate("button => { button.disabled = false; }")
    stage.pass_by(0.1)
    assert page.evaluate("document.activeElement !== document.body") is calls_back


def test_what_tab_passes_by_is_no_place_to_go_on(page: Page, watched: Callable[[str], Stage]) -> None:
    arrow = '<button tabindex="-1">Open</button>'
    stage = watched(f'<main data-testid="stMain"><button>One</button>{arrow}<button>Two</button></main>')
    page.get_by_role("button", name="Two").focus()
    stage.show(f'<main data-testid="stMain"><button>One</button>{arrow}</main>')
    stage.pass_by(0.1)
    expect(page.get_by_role("button", name="One")).to_be_focused()


def test_removing_a_provider_leads_to_what_brings_it_back(page: Page, watched: Callable[[str], Stage]) -> None:
    other = '<div class="st-key-provider_remove_1"><button>Remove</button></div>'
    own = '<div class="st-key-provider_remove_2"><button>Remove</button></div>'
    back = '<div class="st-key-provider_back_2"><button>Bring Oak back</button></div>'
    stage = watched(f'<main data-testid="stMain">{other}{own}</main>')
    page.locator(".st-key-provider_remove_2 button").focus()
    stage.show(f'<main data-testid="stMain">{other}<button>More</button>{back}</main>')
    stage.pass_by(0.1)
    expect(page.get_by_role("button", name="Bring Oak back")).to_be_focused()


def test_the_keyboard_waits_for_a_download_that_is_still_to_come(page: Page, watched: Callable[[str], Stage]) -> None:
    make = '<div class="st-key-share_make"><button>Make the file</button></div>'
    stage = watched(f'<main data-testid="stMain"><button>One</button>{make}</main>')
    page.get_by_role("button", name="Make the file").focus()
    stage.show('<main data-testid="stMain"><button>One</button><div class="st-key-share_file"></div></main>')
    stage.pass_by(0.1)
    page.evaluate("document.querySelector('.st-key-share_file').innerHTML = '<button>Download the file</button>'")
    stage.pass_by(0.1)
    expect(page.get_by_role("button", name="Download the file")).to_be_focused()
