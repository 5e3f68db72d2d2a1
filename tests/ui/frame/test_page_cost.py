"""What a page costs the database: one transaction and at most six statements, however much is stored."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import Engine, event
from streamlit.testing.v1 import AppTest

from sendsat.assessment.imports.imports import ImportedItem
from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.workshop.votes import Vote
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation import founding
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import judging, rounds, teams
from sendsat.services.visit.parts import Seen
from sendsat.services.work import May, writing
from sendsat.services.workshop import joining, running, voting, workshops
from sendsat.services.workshop.joining import Door
from sendsat.services.workshop.workshops import Plan
from sendsat.storage.queries import imports
from sendsat.ui.frame.view import View
from tests.benchmarks.statements import count_clicks, prepare
from tests.factories import STARTED, make_round
from tests.ui.visit import APP, begin_elm, coming_to, desk

MOST_STATEMENTS, MANY = 6, 30


class Cost:
    """The SQL that was sent: `transactions` begun, and `statements` in them."""

    def __init__(self) -> None:
        self.transactions = 0
        self.statements: list[str] = []

    def listen(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("BEGIN"):
            self.transactions += 1
        elif not statement.startswith("PRAGMA"):
            self.statements.append(statement)


@contextmanager
def counted() -> Iterator[Cost]:
    cost = Cost()
    event.listen(Engine, "before_cursor_execute", cost.listen)
    try:
        yield cost
    finally:
        event.remove(Engine, "before_cursor_execute", cost.listen)


@pytest.fixture
def stored(begin_with: Callable[[Callable[[], object]], None]) -> Callable[[int], None]:
    """A database, and what puts so many of everything in it."""
    begin_with(_begin)
    return fill


def _begin() -> None:
    begin_elm("Round 1")
    _fill_round(1)


def fill(number: int) -> None:
    """Fill up until there are `number` rounds and teams, each round with actions, workshops, an import and the like."""
    at_work = desk()
    for one in range(len(viewing.rounds_of(at_work)) + 1, number + 1):
        teams.add_team(at_work, name=f"Team {one}", sections=("leadership",))
        rounds.start_round(at_work, name=f"Round {one}")
        _fill_round(one)


def _fill_round(number: int) -> None:
    at_work, round_ = desk(), viewing.rounds_of(desk())[-1]
    team_id, statement_id = round_.teams[0].id, f"LM{number % 9 + 1}"
    ids: dict[str, Any] = {"round_id": round_.id, "team_id": team_id}
    judging.rate(at_work, **ids, statement_id="LM1", rating=Rating.RED)
    judging.choose_ofsted_areas(
        at_work, **ids, statement_id=statement_id, framework_id="fes2025", areas=("leadership",)
    )
    action = planning.plan_action(at_work, **ids, statements=("LM1", "LM2"), draft=Draft("Do it"))
    planning.note_progress(at_work, action_id=action.id, text="Under way")
    for person in ("Ann", "Bob"):
        kept = workshops.prepare(at_work, Plan(round_.id, team_id, ("1.1",), people=person))
        _meet(at_work, kept)
    workshops.close(at_work, workshop_id=kept.id)
    with writing(at_work, May.BRING_IN, "import_file") as work:
        items = (ImportedItem("judgement", "LM1", {"rating": "red"}, {"rating": "green"}, team_id),)
        imports.add_batch(work, round_id=round_.id, filename="f.csv", at=STARTED, person="Ann", items=items, changes=1)
        work.note("file brought in", "", "f.csv", round_id=round_.id)


def _meet(at_work: Desk, workshop: Workshop) -> None:
    """One vote of a phone on the first statement, revealed and agreed."""
    ids = {"workshop_id": workshop.id, "item_id": workshop.items[0].id}
    running.go_to(at_work, workshop_id=workshop.id, place=1)
    voting.open_vote(at_work, **ids)
    door, device = Door(at_work.store, at_work.library, at_work.now), joining.new_device()
    joining.enter(door, device=device, code=workshop.code)
    statement_id = workshop.items[0].statement_id
    joining.cast(door, device=device, workshop_id=workshop.id, statement_id=statement_id, vote_round=1, vote=Vote.GREEN)
    voting.reveal(at_work, **ids)
    running.agree(at_work, **ids, rating=Rating.GREEN)


def catalogue() -> list[st.Page]:
    """Every page of the app, as the app itself made them."""
    home = AppTest.from_file(APP, default_timeout=60).run()
    return [page for group in home.session_state["_pages"].values() for page in group]


def drawn(wanted: st.Page) -> Cost:
    """What it costs somebody who has just come to open a page."""
    page = coming_to(wanted.url_path)
    with counted() as cost:
        page.run()
    assert not page.exception
    assert not page.error
    assert all(one.proto.deferred_file_id for one in page.get("download_button")), (
        "a file is made before it is asked for"
    )
    return cost


def addresses(costs: dict[str, Cost], most: int, count: Callable[[Cost], int]) -> dict[str, int]:
    """The pages that cost more than `most`."""
    return {address: count(cost) for address, cost in costs.items() if count(cost) > most}


def test_every_page_reads_in_one_transaction_of_at_most_six_statements_however_much_is_stored(
    stored: Callable[[int], None],
) -> None:
    pages = catalogue()
    with_one = {one.url_path: drawn(one) for one in pages}
    stored(MANY)
    with_many = {one.url_path: drawn(one) for one in pages}

    assert len(with_one) == len(pages) > 10
    for costs in (with_one, with_many):
        assert not addresses(costs, 1, lambda cost: cost.transactions)
        assert not addresses(costs, MOST_STATEMENTS, lambda cost: len(cost.statements))
    assert {one: len(cost.statements) for one, cost in with_many.items()} == {
        one: len(cost.statements) for one, cost in with_one.items()
    }


def test_the_search_page_costs_no_more_once_its_words_were_read(stored: Callable[[int], None]) -> None:
    [wanted] = [one for one in catalogue() if one.url_path == "search"]
    drawn(wanted)

    assert (drawn(wanted).transactions, len(drawn(wanted).statements)) == (1, 2)


def opened(address: str) -> AppTest:
    """A page of the app as it stands in a browser."""
    return coming_to(address).run()


def test_another_windows_change_is_seen_on_the_next_full_draw(stored: Callable[[int], None]) -> None:
    page = opened("actions")
    planning.plan_action(
        desk(), round_id=1, team_id=None, statements=("LM1",), draft=Draft("Planned by somebody else meanwhile")
    )
    founding.change_organisation(desk(), name="Oak", kind=OrganisationKind.PROVIDER)

    with counted() as cost:
        page.run()
    assert cost.transactions == 1
    assert any("2 actions open" in one.value for one in page.markdown)
    assert any("Oak" in one.value for one in page.sidebar.markdown)


def test_a_click_on_a_rating_takes_three_statements_and_reads_nothing_of_the_page_again(
    tmp_path: Path, own_database: None
) -> None:
    prepare(rounds=2)

    # Through a server that runs: only there a click draws its fragment alone.
    counts = count_clicks(tmp_path, ("leadership", "statement", "reading"))
    assert counts == {"leadership": 3, "statement": 3, "reading": 3}


@pytest.mark.parametrize("address", ["rounds", "workshop", "actions", "report"])
def test_a_link_to_a_round_that_is_gone_says_so(stored: Callable[[int], None], address: str) -> None:
    page = coming_to(address, round="Gone").run()

    assert not page.exception
    assert "This link asks for a round that is not here" in page.error[0].value


def test_a_page_that_shows_what_it_did_not_ask_for_fails_instead_of_showing_nothing() -> None:
    round_ = make_round()
    seen = Seen(rounds=(round_,), round=round_, before=None, snapshots={})

    for name in ("snapshot", "actions", "ofsted", "teams", "workshops", "edits", "imports"):
        with pytest.raises(AssertionError, match="does not say that it shows this"):
            getattr(View(seen, None), name)
