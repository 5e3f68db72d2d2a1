"""Every post-16 provider and local authority in England on one PostgreSQL: what a page and a rating cost then.

`python -m tests.benchmarks.scale 2000` fills a database with 2,000 organisations of nine rounds and three teams, about
five million ratings, beside one that holds the demonstration alone, and asks both in turn as somebody who signed in. It
prints times, SQL statements, and how the database answers each question: none may read a large table as a whole.
docs/scale.md tells what it printed. Without a number there are 200.
"""

import re
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, event

from sendsat.assessment.area.area import area
from sendsat.assessment.area.submission import Choice
from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.people.people import Person, Role
from sendsat.assessment.rating import Rating
from sendsat.exchange.submission.contents import submission_file
from sendsat.exchange.submission.signing import new_key
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.area import receiving, submitting
from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.desk import Desk
from sendsat.services.organisation import people
from sendsat.services.organisation.admitting import admit
from sendsat.services.organisation.founding import found_another
from sendsat.services.rounds import judging
from sendsat.services.visit.visiting import visiting
from sendsat.settings import DEMONSTRATION, load_settings
from sendsat.storage.opening import open_store
from sendsat.storage.store import Store
from sendsat.ui.frame.navigation import AREA, SHOWS
from tests.benchmarks.filling import LARGE, fill
from tests.databases import ROLE, beside, connected, postgresql_server

PROVIDERS, TIMES = 200, 9
ORGANISATIONS = int(sys.argv[1]) if sys.argv[1:] else 200
SAM = Person("sam", "Sam", Role.STRANGER, frozenset(), subject="https://login.example|sam", mail="sam@elm.ac.uk")


@dataclass(frozen=True, eq=False)
class Place:
    """A database with somebody who signed in and works in the demonstration's organisation."""

    store: Store
    library: Library

    @property
    def desk(self) -> Desk:
        """Sam's desk, as a page would set it up."""
        with visiting(self.store, self.library, SAM) as visit:
            assert visit is not None
            return visit.desk

    def open(self, address: str) -> None:
        """Read what the page at an address shows of the newest round."""
        with visiting(self.store, self.library, SAM) as visit:
            assert visit is not None
            visit.look(visit.rounds[-1].id, SHOWS[address])


def place(url: str, library: Library) -> Place:
    """An empty database with the demonstration, which Sam may change."""
    store = open_store(url)
    load_demonstration(store, library, DEMONSTRATION, now=datetime.now(UTC))
    with visiting(store, library) as visit:
        assert visit is not None
        desk = visit.desk
    people.invite(desk, who=SAM.mail, role=Role.ADMINISTRATOR, teams=())
    admit(store, SAM, first_administrator="", now=datetime.now(UTC))
    return Place(store, library)


@contextmanager
def asked(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """The SQL statements that are sent meanwhile, with what was given with each."""
    sent: list[tuple[str, Any]] = []

    def listen(_connection: Any, _cursor: Any, statement: str, given: Any, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append((statement, given))

    event.listen(engine, "before_cursor_execute", listen)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", listen)


def took(act: Callable[[], object]) -> float:
    """The milliseconds of something."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def rating_at(places: Sequence[Place]) -> Callable[[Place, int], None]:
    """What presses a rating at one of these places, another at each turn."""
    desks = {where: where.desk for where in places}
    newest = {where: viewing.rounds_of(desk)[-1] for where, desk in desks.items()}

    def rate(where: Place, turn: int) -> None:
        ids: dict[str, Any] = {
            "round_id": newest[where].id,
            "team_id": newest[where].teams[0].id,
            "statement_id": "LM1",
        }
        judging.rate(desks[where], **ids, rating=(Rating.RED, Rating.GREEN)[turn % 2])

    return rate


def plans(where: Place, sent: list[tuple[str, Any]]) -> Iterator[tuple[str, str]]:
    """Of each question asked, the beginning of its words, and how and in which time the database answers it."""
    connection = where.store.engine.raw_connection()
    cursor = connection.cursor()
    for statement, given in sent:
        if not statement.lstrip().upper().startswith("SELECT") or "pg_" in statement or "set_config" in statement:
            continue
        cursor.execute("BEGIN")
        cursor.execute("SET LOCAL sendsat.organisation = '1'")
        cursor.execute(f"EXPLAIN (ANALYZE) {statement}", given)
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("ROLLBACK")
        after = re.sub(r"\s+", " ", statement.partition("FROM")[2])
        ways = ", ".join(dict.fromkeys(re.findall(r"Seq Scan on \S+|Index[A-Za-z ]* (?:using|on) \S+", plan)))
        [milliseconds] = re.findall(r"Execution Time: (\S+) ms", plan)
        yield after[:120].strip(), f"{ways}, in {float(milliseconds):.1f} ms"
    connection.close()


def gather(where: Place) -> Desk:
    """Begin an authority beside Sam's college, to which 200 providers have sent what they say; gives its desk."""
    riverbank = where.desk
    authority = found_another(riverbank, name="Authority", kind=OrganisationKind.LOCAL_AUTHORITY, round_name="Spring")
    desk = replace(riverbank, organisation=authority)
    sections = tuple(section.id for section in where.library.current.sections)
    choice = Choice("Authority", authority.uid, sections[:3], commentary=True)
    example = submitting.preview_submission(riverbank, viewing.newest_round(riverbank), choice)
    for number in range(PROVIDERS):
        known_as, sent_as = uuid.uuid4().hex, uuid.uuid4().hex
        sent = replace(example, uid=sent_as, provider_uid=known_as, provider=f"Provider {number}")
        receiving.accept(desk, data=submission_file(sent, new_key()))
    receiving.draw_area(desk, minimum=5)
    return desk


def area_opened(where: Place, authority: Desk) -> None:
    """Read and count what the page Local area shows."""
    with visiting(where.store, where.library, SAM, authority.organisation.uid) as visit:
        assert visit is not None
        seen = visit.look(visit.rounds[-1].id, SHOWS[AREA])
    assert seen.area is not None
    assert any(cell.counts for cell in area(seen.area.submitted, where.library.current.statements, 5))


def main() -> None:
    """Fill, measure and print; both databases in turn, so that whatever else this computer does falls on both."""
    library = Library.open(load_settings().edition_dirs)
    with postgresql_server() as server:
        with connected(server.superuser_url) as connection:
            connection.exec_driver_sql(f"CREATE DATABASE few OWNER {ROLE}")
        few, many = place(beside(server.url, "few"), library), place(server.url, library)
        start = time.perf_counter()
        ratings = fill(beside(server.superuser_url, ROLE), library, ORGANISATIONS)
        print(f"{ORGANISATIONS + 1} organisations, {ratings:,} ratings, filled in {time.perf_counter() - start:.0f} s")
        acts: dict[str, Callable[[Place, int], None]] = {
            address or "home": lambda where, _turn, address=address: where.open(address)
            for address, parts in SHOWS.items()
            if parts
        }
        acts["a rating"] = rating_at((few, many))
        answers: dict[str, str] = {}
        for name, act in acts.items():
            times: dict[str, list[float]] = {"few": [], "many": []}
            counts = {}
            for turn in range(TIMES + 1):
                for which, where in (("few", few), ("many", many)):
                    with asked(where.store.engine) as sent:
                        times[which].append(took(lambda act=act, where=where, turn=turn: act(where, turn)))
                    counts[which] = len(sent)
            answers |= dict(plans(many, sent))
            middle = {which: statistics.median(every[1:]) for which, every in times.items()}
            print(
                f"{name:16} {middle['few']:7.1f} ms  with all of England {middle['many']:7.1f} ms "
                f"({middle['many'] / middle['few']:.2f})  statements {counts['few']} and {counts['many']}"
            )
        authority = gather(many)
        views = [took(lambda: area_opened(many, authority)) for _ in range(TIMES)]
        print(f"Local area of {PROVIDERS} providers: {statistics.median(views):.0f} ms (below 1000)")
        print("How each question is answered:", *(f"{asks}\n    {how}" for asks, how in answers.items()), sep="\n  ")
        whole = [asks for asks, how in answers.items() if any(f"Seq Scan on {table}," in f"{how}," for table in LARGE)]
        print("Large tables read as a whole:", *(whole or ["none"]), sep="\n  ")


if __name__ == "__main__":
    main()
