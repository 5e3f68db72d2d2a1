"""Random words typed into every box of the wall and of a section page, while another window runs the workshop.

SENDSAT_TYPED_TEXTS says how many texts are typed (4 in an everyday run, one of each kind; 200 in `make soak`),
SENDSAT_TYPED_SEED which.
"""

import os
import random
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, comes_true, settled
from tests.browser.meeting import on_wall, prepare, press, start, stored
from tests.browser.test_story import card

TEXTS = int(os.environ.get("SENDSAT_TYPED_TEXTS", "4"))
SEED = int(os.environ.get("SENDSAT_TYPED_SEED", "14"))
LETTERS = "abcdefghijklmnopqrstuvwxyzNPVWHGU0123456789"
FIELDS = {
    "commentary": "Why this rating?",
    "minority_note": "Who saw it differently, and why?",
    "evidence": "Evidence, with links",
}
RATES = {"1": "red", "2": "amber", "3": "green", "n": "not_applicable", "0": None}
ALL_SENT = "() => !Object.keys(localStorage).some(name => name.startsWith('sendsat-draft:text_'))"
Words = dict[tuple[str, str], str]


@dataclass
class Lead:
    """The other window: it moves on, votes, reveals and rates, and remembers what it did."""

    page: Page
    server: Server
    luck: random.Random
    at: int = 1
    voting: bool = False
    rated: list[str | None] = field(default_factory=list)
    stands: dict[int, str | None] = field(default_factory=dict)
    votes: int = 0

    def act(self) -> None:
        self.luck.choice((self.move, self.vote, self.rate, self.rate))()

    def move(self) -> None:
        by = 1 if self.at == 1 or (self.at < 10 and self.luck.random() < 0.7) else -1
        self.finish_vote()
        self.page.keyboard.press("Shift+ArrowRight" if by == 1 else "ArrowLeft")
        self.at += by
        on_wall(self.page, f"LM{self.at}")

    def vote(self) -> None:
        if self.voting:
            self.finish_vote()
        else:
            press(self.page, "v", "The vote is open")
            self.voting, self.votes = True, self.votes + 1

    def finish_vote(self) -> None:
        if self.voting:
            with sqlite3.connect(self.server.database) as connection:
                connection.execute(
                    """UPDATE vote_round SET hands = json('{"red":3,"amber":4,"green":5,"not_sure":1}')
                    WHERE revealed_at IS NULL"""
                )
            press(self.page, "v", "Votes shown")
            self.voting = False

    def rate(self) -> None:
        self.finish_vote()
        # What stands already is not agreed twice, so each press asks for something else.
        key = self.luck.choice([key for key, rating in RATES.items() if rating != self.stands.get(self.at)])
        press(self.page, key, "Saved")
        self.stands[self.at] = RATES[key]
        self.rated.append(RATES[key])

    def check(self) -> None:
        """Every rating and vote of the workshop is one that this window made."""
        made = stored(self.server, "SELECT rating FROM workshop_decision ORDER BY id")
        assert made == [(one,) for one in self.rated]
        assert stored(self.server, "SELECT count(*) FROM vote_round") == [(self.votes,)]
        assert stored(self.server, "SELECT count(*) FROM workshop_item WHERE parked") == [(0,)]


@dataclass
class Scribe:
    """Somebody who only ever types; `words` is what each box must hold in the end."""

    page: Page
    lead: Lead
    luck: random.Random
    on: str = "LM1"
    words: Words = field(default_factory=dict)

    def text(self) -> str:
        words = ("".join(self.luck.choices(LETTERS, k=self.luck.randint(1, 7))) for _ in range(self.luck.randint(3, 8)))
        return " ".join(words) + " "

    def box(self, name: str) -> Locator:
        return self.page.get_by_label(f"{FIELDS[name]} ({self.on})")

    def typed(self, name: str, text: str) -> None:
        key = (self.on, name)
        self.page.keyboard.press("Control+End")
        self.words.setdefault(key, self.box(name).input_value())
        half = self.luck.randint(0, len(text))
        self.page.keyboard.type(text[:half])
        self.lead.act()
        if self.luck.random() < 0.3:
            comes_true(self.page, ALL_SENT)
        self.page.keyboard.type(text[half:])
        self.words[key] += text
        expect(self.box(name)).to_have_value(self.words[key])

    def write(self) -> None:
        """A text into one box, and Tab to the next with another."""
        names = list(FIELDS)
        first = self.luck.randrange(len(names))
        self.box(names[first]).click()
        for name in names[first : first + self.luck.randint(1, 3)]:
            if name != names[first]:
                self.page.keyboard.press("Tab")
                expect(self.box(name)).to_be_focused()
            self.typed(name, self.text())

    def draft(self) -> None:
        """A text for another action; it is held in its box until somebody adds it."""
        box = self.page.get_by_label("Another action: what will be done?")
        box.click()
        self.page.keyboard.press("Control+End")
        before, text = box.input_value(), self.text()
        self.page.keyboard.type(text[:5])
        self.lead.act()
        self.page.keyboard.type(text[5:])
        expect(box).to_have_value(before + text)

    def count(self) -> None:
        """Leave the boxes, count hands with letters between the digits, and come back to write."""
        self.leave()
        self.page.keyboard.type("h" + self.text())
        expect(self.page.locator("[class*=st-key-wall_count_] input").first).to_be_focused()
        self.lead.act()
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(self.text())
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("h")
        expect(self.page.locator(".wall-colours")).to_be_visible()
        self.open()

    def leave(self) -> None:
        comes_true(self.page, ALL_SENT)
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("w")
        expect(self.page.locator(".wall-colours")).to_be_visible()

    def open(self) -> None:
        on_wall(self.page, f"LM{self.lead.at}")
        self.on = f"LM{self.lead.at}"
        self.page.keyboard.press("w")
        expect(self.box("commentary")).to_be_focused()


def written(server: Server, statement_id: str, name: str) -> str:
    [(text,)] = stored(
        server,
        f"SELECT {name} FROM judgement WHERE statement_id = '{statement_id}' AND round_id = "
        "(SELECT round_id FROM workshop) AND team_id = (SELECT team_id FROM workshop)",
    )
    return str(text)


def ratings(server: Server) -> list[tuple[object, ...]]:
    """What stands of every statement that is not on the agenda, so that nobody has any reason to rate."""
    return stored(
        server,
        "SELECT round_id, team_id, statement_id, rating FROM judgement WHERE statement_id NOT IN "
        "(SELECT statement_id FROM workshop_item) ORDER BY 1, 2, 3",
    )


def on_section_page(page: Page, lead: Lead, luck: random.Random, scribe: Scribe) -> None:
    """A text into a reason on a section page, then Tab and keys that mean something on the wall."""
    one = luck.choice(("LM12", "LM13", "LM14"))
    box = card(page, one).get_by_role("textbox", name=f"Why this rating? ({one})")
    box.click()
    page.keyboard.press("Control+End")
    words, text = scribe.words.setdefault((one, "commentary"), box.input_value()), scribe.text()
    page.keyboard.type(text[:6])
    lead.act()
    page.keyboard.type(text[6:])
    scribe.words[one, "commentary"] = words + text
    expect(box).to_have_value(words + text)
    page.keyboard.press("Tab")
    page.keyboard.type("3nvpwhg210")


def test_words_typed_while_another_window_runs_the_workshop_rate_nothing_and_are_all_stored(
    page: Page, open_page: Callable[..., Page], college: Server
) -> None:
    luck = random.Random(SEED)
    prepare(page, college)
    window, section = open_page(), open_page()
    window.goto(page.url)
    section.goto(f"{college.url}/leadership?part=1.2")
    expect(section.locator("#LM12")).to_be_visible()
    settled(section)
    start(page)
    lead = Lead(page, college, luck)
    scribe = Scribe(window, lead, luck)
    scribe.open()
    others = ratings(college)

    def beside_the_wall() -> None:
        on_section_page(section, lead, luck, scribe)

    first = luck.sample([scribe.write, scribe.draft, scribe.count, beside_the_wall], k=4)
    for number in range(TEXTS):
        then = [scribe.count] if number % 10 == 9 else [scribe.write, scribe.write, scribe.draft, beside_the_wall]
        (first[number] if number < len(first) else luck.choice(then))()
        lead.check()
    for one in (window, section):
        comes_true(one, ALL_SENT)
    assert {key: written(college, *key) for key in scribe.words} == scribe.words
    assert ratings(college) == others
