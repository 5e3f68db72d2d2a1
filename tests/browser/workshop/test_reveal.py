"""The reveal fills the wall: marks fill while people vote, numbers are read from the back, and little moves."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, comes_true, settled, violations
from tests.browser.meeting import join, prepare, press, start, vote
from tests.often import everyday


def voted(wall: Page, open_page: Callable[..., Page], server: Server) -> None:
    """Two phones vote on the first statement, and what they said is revealed."""
    code = prepare(wall, server)
    phones = [join(open_page, server, code) for _ in range(2)]
    start(wall)
    press(wall, "v", "The vote is open")
    number = wall.locator(".wall-voting .number")
    expect(number).to_have_text("0 of 2")
    expect(phones[0].get_by_role("button", name="Red")).to_have_attribute("aria-disabled", "false")
    vote(phones[0], "Amber")
    expect(number).to_have_text("1 of 2")
    expect(wall.locator(".wall-voting i.in")).to_have_count(1)
    expect(phones[1].get_by_role("button", name="Red")).to_have_attribute("aria-disabled", "false")
    vote(phones[1], "Not sure")
    expect(number).to_have_text("Everyone has voted")
    press(wall, "v", "Votes shown")
    expect(wall.locator(".wall-reveal")).to_be_visible()


@pytest.mark.parametrize("size", everyday([(1920, 1080), (1366, 768)], only=[(1366, 768)]))
def test_marks_fill_and_the_revealed_numbers_take_a_tenth_of_the_screen_and_its_whole_width(
    open_page: Callable[..., Page], college: Server, size: tuple[int, int]
) -> None:
    wall = open_page(width=size[0], height=size[1])
    voted(wall, open_page, college)
    expect(wall.locator(".wall-voting")).to_have_count(0)
    digits = wall.locator(".wall-reveal .amber .votes > b")
    assert digits.evaluate("digit => parseFloat(getComputedStyle(digit).fontSize)") * 0.7 >= size[1] / 10
    columns = wall.locator(".wall-reveal").bounding_box()
    assert columns is not None
    assert columns["width"] >= 0.94 * size[0]
    settled(wall)
    drawn_anew = (
        "(part) => { part.dataset.stale = 'true'; part.style.opacity = '.33'; return getComputedStyle(part).opacity }"
    )
    assert wall.locator(".stElementContainer:has(.wall-reveal)").first.evaluate(drawn_anew) == "1"
    assert violations(wall) == []


@pytest.mark.parametrize("calm", [False, True], ids=["moving", "calm"])
def test_the_reveal_moves_for_half_a_second_at_most_and_not_at_all_for_those_who_asked_for_calm(
    page: Page, open_page: Callable[..., Page], college: Server, calm: bool
) -> None:
    page.emulate_media(reduced_motion="reduce" if calm else "no-preference")
    page.add_init_script(
        "window.moved = []; addEventListener('animationstart', event => "
        "{ if (event.animationName === 'wall-reveal') moved.push(getComputedStyle(event.target).animationDuration) })"
    )
    voted(page, open_page, college)
    if calm:
        settled(page)
        assert page.evaluate("moved") == []
    else:
        comes_true(page, "moved.length > 0")
        assert set(page.evaluate("moved")) <= {"0.4s", "0.3s"}
