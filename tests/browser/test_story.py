"""The whole story of a team, on the real guide, in a real browser."""

import sqlite3
from pathlib import Path

import pandas as pd
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, becomes, held, settled


def begin(page: Page, server: Server, *, name: str = "Elm College", round_name: str = "Autumn 2026") -> None:
    page.goto(server.url)
    page.get_by_label("Name of your organisation").fill(name)
    page.get_by_label("Name of the first round of rating").fill(round_name)
    page.get_by_role("button", name="Start rating").click()
    expect(page.get_by_role("heading", name=round_name)).to_be_visible()


def card(page: Page, statement_id: str) -> Locator:
    return page.locator(f'[data-testid="stVerticalBlock"]:has(> [data-testid="stElementContainer"] #{statement_id})')


def rate(page: Page, statement_id: str, word: str) -> None:
    card(page, statement_id).get_by_role("radio", name=word).click()
    expect(card(page, statement_id).locator(".saved")).to_contain_text("Saved")


def stored(server: Server, sql: str) -> list[tuple]:
    with sqlite3.connect(server.database) as connection:
        return connection.execute(sql).fetchall()


def test_a_team_rates_says_why_plans_closes_starts_again_compares_and_downloads(
    page: Page, server: Server, tmp_path: Path
) -> None:
    begin(page, server)
    page.get_by_role("button", name="Start rating: 1.1 Duty to co-operate").click()
    expect(page.get_by_role("heading", name="1.1 Duty to co-operate")).to_be_visible()
    rate(page, "LM1", "Amber")
    rate(page, "LM2", "Green")
    rate(page, "LM3", "Red")
    card(page, "LM1").get_by_role("textbox", name="Why this rating? (LM1)").fill("Draft only; governors see it in May.")
    expect(page.get_by_text("1.1 Duty to co-operate · 3/10")).to_be_visible()

    card(page, "LM1").get_by_text("Evidence, actions and more").click()
    card(page, "LM1").get_by_label("Another action: what will be done?").fill("=Take the strategy to governors")
    card(page, "LM1").get_by_label("Who", exact=True).last.fill("SEND lead")
    card(page, "LM1").get_by_role("button", name="Add action").click()
    expect(card(page, "LM1").get_by_text("✓ Action added.")).to_be_visible()

    page.reload()
    settled(page)
    expect(card(page, "LM1").get_by_role("textbox", name="Why this rating? (LM1)")).to_have_value(
        "Draft only; governors see it in May."
    )
    expect(card(page, "LM1").get_by_role("radio", name="Amber")).to_be_checked()

    page.get_by_role("link", name="Rounds and teams").click()
    page.get_by_role("button", name="Close this round").click()
    page.get_by_role("link", name="91 points still open").click()
    expect(page.get_by_role("heading", name="Check before closing: Autumn 2026")).to_be_visible()
    expect(page.get_by_role("heading", name="Not rated (88)")).to_be_visible()
    settled(page)
    page.get_by_role("link", name="Open them in the action plan").click()
    expect(page.get_by_text("1 of 1 action shown.")).to_be_visible()
    page.get_by_role("link", name="Rounds and teams").click()
    page.get_by_role("button", name="Close this round").click()
    page.get_by_role("button", name="Close it now").click()
    expect(page.get_by_text("Autumn 2026 is closed.")).to_be_visible()
    page.get_by_label("Name").first.fill("Spring 2027")
    page.get_by_role("button", name="Start the round").click()
    expect(page.get_by_text("Spring 2027 has started.")).to_be_visible()

    page.get_by_role("link", name="1 Leadership and management").click()
    expect(card(page, "LM1").get_by_text("Draft only; governors see it in May.")).to_be_visible()
    rate(page, "LM1", "Green")
    rate(page, "LM2", "Amber")
    page.get_by_role("link", name="Progress").click()
    expect(page.get_by_text("of 91 statements asked, 1 improved, 1 slipped").first).to_be_visible()

    page.get_by_role("link", name="Action plan").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the action plan").click()
    assert "Elm" in waiting.value.suggested_filename
    assert "Spring" in waiting.value.suggested_filename
    file = tmp_path / "plan.csv"
    waiting.value.save_as(file)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    plan = pd.read_csv(file)
    assert list(plan.columns)[:14] == [
        "Round", "Section", "Subsection", "Statement id", "Statement", "Rating now", "Rating last round", "Commentary",
        "Action", "Owner", "Due date", "Priority", "Status", "Ofsted areas",
    ]  # fmt: skip
    assert len(plan) == 1
    row = plan.iloc[0]
    assert (row["Statement id"], row["Rating now"], row["Rating last round"], row["Owner"]) == (
        "LM1", "Green", "Amber", "SEND lead",
    )  # fmt: skip
    assert row["Action"] == "'=Take the strategy to governors"


def test_what_the_screen_calls_saved_survives_a_killed_server(page: Page, server: Server) -> None:
    begin(page, server)
    page.goto(f"{server.url}/leadership?part=1.2")
    rate(page, "LM12", "Red")
    server.kill()
    assert stored(server, "select rating from judgement where statement_id = 'LM12'") == [("red",)]
    server.start()
    page.goto(f"{server.url}/leadership?part=1.2")
    expect(card(page, "LM12").get_by_role("radio", name="Red")).to_be_checked()


def test_words_typed_while_the_server_is_stopped_come_back_and_are_saved(page: Page, server: Server) -> None:
    begin(page, server)
    page.goto(f"{server.url}/leadership?part=1.1")
    box = card(page, "LM4").get_by_role("textbox", name="Why this rating? (LM4)")
    box.click()
    server.freeze()
    page.keyboard.type("Typed into the void.")
    held(page, "Typed into the void.")
    server.kill()
    expect(box).to_have_value("Typed into the void.")
    server.start()
    page.reload()
    box = card(page, "LM4").get_by_role("textbox", name="Why this rating? (LM4)")
    expect(box).to_have_value("Typed into the void.")
    expect(card(page, "LM4").locator(".saved")).to_contain_text("Saved")
    assert stored(server, "select commentary from judgement where statement_id = 'LM4'") == [("Typed into the void.",)]


def test_text_saves_itself_while_somebody_is_still_in_the_box(page: Page, server: Server) -> None:
    begin(page, server)
    page.goto(f"{server.url}/leadership?part=1.1")
    card(page, "LM5").get_by_role("textbox", name="Why this rating? (LM5)").click()
    page.keyboard.type("No need to leave the box.")
    expect(card(page, "LM5").locator(".saved")).to_contain_text("Saved")
    page.keyboard.type(" And more.")
    expect(card(page, "LM5").get_by_role("textbox")).to_have_value("No need to leave the box. And more.")
    kept = "select commentary from judgement where statement_id = 'LM5'"
    becomes(page, lambda: stored(server, kept), [("No need to leave the box. And more.",)])


def test_two_people_on_one_text_both_keep_their_words(page: Page, server: Server, open_page) -> None:
    begin(page, server)
    address = f"{server.url}/leadership?part=1.1"
    page.goto(address)
    other = open_page()
    other.goto(address)
    theirs = card(other, "LM6").get_by_role("textbox", name="Why this rating? (LM6)")
    expect(theirs).to_be_visible()
    mine = card(page, "LM6").get_by_role("textbox", name="Why this rating? (LM6)")
    mine.fill("First words.")
    expect(card(page, "LM6").locator(".saved")).to_contain_text("Saved")
    theirs.fill("Second words.")
    theirs.blur()
    expect(card(other, "LM6").get_by_text("Someone else changed this commentary")).to_be_visible()
    expect(card(other, "LM6").get_by_text("First words.")).to_be_visible()
    expect(theirs).to_have_value("Second words.")
    card(other, "LM6").get_by_role("button", name="Keep both").click()
    expect(card(other, "LM6").locator(".saved")).to_contain_text("Saved")
    assert stored(server, "select commentary from judgement where statement_id = 'LM6'") == [
        ("First words.\n\nSecond words.",)
    ]


def test_not_applicable_is_a_rating_of_its_own_and_stays_when_it_is_pressed_again(page: Page, server: Server) -> None:
    begin(page, server)
    page.goto(f"{server.url}/leadership?part=1.1")
    rate(page, "LM7", "Not applicable")
    card(page, "LM7").get_by_role("radio", name="Not applicable").click()
    rate(page, "LM8", "Green")  # whatever the second press sent has been dealt with then
    expect(card(page, "LM7").get_by_role("radio", name="Not applicable")).to_be_checked()
    assert stored(server, "select rating from judgement where statement_id = 'LM7'") == [("not_applicable",)]


def test_a_wrong_link_gets_one_plain_message(page: Page, server: Server) -> None:
    begin(page, server)
    page.goto(f"{server.url}/leadership?part=9.9")
    expect(page.get_by_text("This link asks for part 9.9")).to_be_visible()
    page.goto(f"{server.url}/leadership?round=Winter+1999")
    expect(page.get_by_text("This link asks for a round that is not here")).to_be_visible()
    expect(card(page, "LM1").get_by_role("radio", name="Red")).to_be_visible()
