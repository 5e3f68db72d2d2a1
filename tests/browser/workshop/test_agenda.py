"""A workshop by the clock: prepared for 30 minutes, practised, led by its agenda, and ended early."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, settled, violations
from tests.browser.meeting import join, on_wall, press, start, stored, vote
from tests.browser.stage import Stage


def open_agenda(wall: Page) -> None:
    wall.keyboard.press("a")
    expect(wall.locator("#wall-agenda input")).to_be_focused()


ENDS = r"^Ends (\d+ \w+ \d{4}, )?\d\d:\d\d"
"""With its day where a meeting goes on past midnight."""


def test_half_an_hour_goes_from_the_practice_by_the_agenda_to_an_early_end(
    page: Page, open_page: Callable[..., Page], college: Server
) -> None:
    page.goto(f"{college.url}/workshop")
    page.get_by_label("How long have you? (minutes)").fill("30")
    page.get_by_label("How long have you? (minutes)").press("Enter")
    expect(page.get_by_text("You have 30 minutes")).to_contain_text("6 statements fit")
    expect(page.get_by_text("10 statements take about 50 minutes")).to_be_visible()
    settled(page)
    assert violations(page) == []
    page.get_by_role("button", name="Prepare this workshop").click()
    expect(page.locator(".wall-code")).to_be_visible()
    phone = join(open_page, college, page.locator(".wall-code").inner_text())

    page.get_by_role("button", name="Practise a vote").click()
    expect(page.locator(".wall-practice h2")).to_have_text("The coffee here is good.")
    expect(phone.locator("#statement")).to_have_text("The coffee here is good.")
    expect(phone.locator("#where")).to_have_text("Practice: not kept, counts nowhere")
    vote(phone, "Amber")
    expect(page.locator(".wall-bar .count")).to_contain_text("1 of 1 phone has voted, to practise")
    settled(page)
    assert violations(page) == []
    page.get_by_role("button", name="Show the practice votes").click()
    expect(page.locator(".wall-practice")).to_contain_text("1 vote: 1 Amber.")
    expect(phone.locator("#say")).to_contain_text("That is how it works.")
    settled(page)

    start(page)
    expect(phone.locator("#where")).to_contain_text("LM1")
    expect(page.locator(".wall-bar .pace")).to_have_text(re.compile(ENDS + r" · on time$"))
    press(page, "3", "Saved")
    open_agenda(page)
    rows = page.locator("#wall-agenda li")
    expect(rows).to_have_count(10)
    expect(rows.first).to_contain_text("● Green")
    expect(page.locator("#wall-agenda [aria-current]")).to_contain_text("LM1")
    assert violations(page) == []
    page.keyboard.type("99")
    page.keyboard.press("Enter")
    expect(page.locator("#wall-agenda .told")).to_have_text("There is no 99: 1 to 10.")
    page.locator("#wall-agenda-title").click()
    page.keyboard.press("2")
    expect(page.locator("#wall-agenda input")).to_be_focused()
    page.locator("#wall-agenda li button").last.focus()
    page.keyboard.press("1")
    expect(page.locator("#wall-agenda input")).to_be_focused()
    page.locator("#wall-agenda-title").click()
    page.keyboard.press("Escape")
    expect(page.locator("#wall-agenda")).to_have_count(0)
    open_agenda(page)
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    on_wall(page, "LM3")
    expect(page.locator("#wall-saved")).to_contain_text("Saved")
    assert stored(college, "SELECT rating FROM workshop_decision ORDER BY id") == [("green",), ("amber",)]
    expect(page.locator(".wall-bar .pace")).to_be_visible()

    page.keyboard.press("e")
    expect(page.get_by_role("heading", name="What we agreed")).to_be_visible()
    settled(page)
    page.keyboard.press("ArrowLeft")
    on_wall(page, "LM3")
    page.keyboard.press("e")
    expect(page.get_by_role("heading", name="What we agreed")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Close the workshop").click()
    page.get_by_role("button", name="Yes, close it").click()
    expect(page.get_by_text("This workshop is closed")).to_be_visible()
    assert stored(college, "SELECT (SELECT count(*) FROM vote), (SELECT count(practice) FROM workshop_device)") == [
        (0, 0)
    ]


def test_the_agenda_opens_at_the_desk_by_its_button_and_not_while_somebody_types_or_keys_are_off(
    page: Page, open_page: Callable[..., Page], college: Server
) -> None:
    page.goto(f"{college.url}/workshop")
    page.get_by_role("button", name="Prepare this workshop").click()
    expect(page.locator(".wall-code")).to_be_visible()
    start(page)
    page.keyboard.press("w")
    box = page.get_by_label("Why this rating? (LM1)")
    expect(box).to_be_focused()
    page.keyboard.type(" a e ")
    expect(box).to_have_value(re.compile(" a e $"))
    expect(page.locator("#wall-agenda")).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator("#wall-keys-switch").click()
    page.keyboard.press("Escape")
    expect(page.locator("#wall-keys")).to_be_hidden()
    page.keyboard.press("a")
    page.keyboard.press("e")
    expect(page.locator("#wall-agenda")).to_have_count(0)
    on_wall(page, "LM1")

    desk = open_page()
    desk.goto(page.url.replace("/wall", "/desk"))
    settled(desk)
    desk.get_by_role("button", name="Agenda").click()
    expect(desk.locator("#wall-agenda input")).to_be_focused()
    assert violations(desk) == []
    desk.get_by_role("button", name="LM4").click()
    on_wall(page, "LM4")
    expect(desk.locator(".wall-where b").first).to_have_text("LM4")


@pytest.mark.parametrize(("ago", "opens"), [(0, True), (5000, False)])
def test_an_agenda_asked_for_before_its_script_is_there_opens_with_it_unless_that_was_long_ago(
    page: Page, ago: int, opens: bool
) -> None:
    stage = Stage(
        page, "ui/workshop/agenda/agenda.js", '<span id="wall-agenda-now" data-signs="" data-present="0"></span>'
    )
    page.evaluate("ago => { document.documentElement.dataset.agendaAsked = String(Date.now() - ago); }", ago)

    item = {"id": 1, "statement": "LM1", "text": "You plan together."}
    page.evaluate("items => agendaJumps({ data: { items, looks: {} }, setTriggerValue: () => {} })", [item])

    assert page.evaluate("document.documentElement.hasAttribute('data-agenda-is-heard')")
    expect(page.locator("#wall-agenda")).to_have_count(1 if opens else 0)
    assert stage.call("openAgenda") is None
    expect(page.locator("#wall-agenda input")).to_be_focused()
