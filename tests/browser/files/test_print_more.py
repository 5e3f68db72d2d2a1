"""Paper loses nothing of the pack, priorities, the check before closing, sites, a group and a local area."""

import contextlib
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from sendsat.guide.library import Library
from sendsat.guide.loader import load_edition
from sendsat.services.demonstration.area import gather_area
from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.demonstration.group import gather_group
from sendsat.services.desk import Desk
from sendsat.settings import DEMONSTRATION, SHIPPED_EDITION
from sendsat.storage.opening import open_store
from tests.browser.conftest import Server
from tests.browser.files.test_print import arrive, controls_in, lost, on_paper, press_print, stored

STATEMENTS = load_edition(SHIPPED_EDITION).statements


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str, str]]:
    """A server on a college in a group with sites, beside a local authority, and the addresses' names of both."""
    one = Server(tmp_path_factory.mktemp("county") / "sendsat.db")
    with contextlib.closing(open_store(f"sqlite:///{one.database}")) as store:
        library = Library.open((SHIPPED_EDITION,))
        college = load_demonstration(store, library, DEMONSTRATION, now=datetime.now(UTC))
        here = Desk(store, library, college)
        authority = gather_area(here)
        gather_group(here)
    one.start()
    yield one, college.uid, authority.uid
    one.kill()


def beginnings(ids: list[str], length: int) -> list[str]:
    """How the texts of statements begin: where the screen lists a statement it cuts it."""
    return [STATEMENTS[one].text[:length] for one in ids]


def check_words(server: Server) -> list[str]:
    """Every statement that nobody has rated in the newest round."""
    rated = "select statement_id from judgement where rating is not null and round_id = (select max(id) from round)"
    unrated = [one for one in STATEMENTS if one not in stored(server, rated)]
    assert len(unrated) > 12
    return beginnings(unrated, 100)


def pack_words(_server: Server) -> list[str]:
    return ["What moved, and why", "37 statements", "All statements", "Not rated", "91"]


def priorities_words(server: Server) -> list[str]:
    """Every statement that stands higher than it did in the round before, be it in the list or behind a press."""
    level = "case {}.rating when 'red' then 0 when 'amber' then 1 when 'green' then 2 end"
    better = stored(
        server,
        "select distinct now.statement_id from judgement now join judgement old on old.statement_id = now.statement_id "
        "and old.team_id = now.team_id and old.round_id = now.round_id - 1 where now.round_id = (select max(id) from "
        f"round) and {level.format('now')} > {level.format('old')}",
    )
    assert len(better) > 8
    return [*beginnings(better, 50), "Gone backwards", f"Most improved since Summer 2026 ({len(better)})"]


Words = Callable[[Server], list[str]]


@pytest.mark.parametrize(
    ("address", "words"), [("pack", pack_words), ("priorities", priorities_words), ("check", check_words)]
)
def test_pages_of_a_round_print_to_their_last_word(
    page: Page, demo_server: Server, tmp_path: Path, address: str, words: Words
) -> None:
    arrive(page, f"{demo_server.url}/{address}")
    press_print(page)

    paper = on_paper(page, tmp_path / "paper.pdf")

    assert lost(paper, words(demo_server)) == []
    assert controls_in(paper) == []


@pytest.mark.parametrize("address", ["sites", "group", "area"])
def test_what_several_say_prints_with_every_statement_and_its_last_column(
    page: Page, county: tuple[Server, str, str], tmp_path: Path, address: str
) -> None:
    server, college, authority = county
    arrive(page, f"{server.url}/{address}?org={authority if address == 'area' else college}")
    press_print(page)

    paper = on_paper(page, tmp_path / "paper.pdf")

    assert lost(paper, [f"{one}{STATEMENTS[one].text}" for one in STATEMENTS]) == []
    last = {"sites": "Skills centre", "group": "Lakeside College (made up)", "area": "● Green"}[address]
    assert lost(paper, [last]) == []
    assert controls_in(paper) == []


def test_the_governors_pack_prints_on_two_pages_with_its_words_whole_and_each_heading_above_its_table(
    page: Page, demo_server: Server, tmp_path: Path
) -> None:
    arrive(page, f"{demo_server.url}/pack")
    page.wait_for_selector(".pack-pages table")
    pages = on_paper(page, tmp_path / "pack.pdf").strip("\f").split("\f")
    assert len(pages) == 2
    narrow = ["Movement", "Slipped", "Improved", "November", "December"]
    assert [word for word in narrow if word not in re.findall(r"\w+", pages[1])] == []
    for one in pages:
        last = one.strip().split("\n")[-1]
        assert not last.startswith(("Strengths (", "Priorities (", "What moved"))
