"""Work without a pause, each kind in a database of its own.

Before each change it says what it is about to do ("begun"), and after it that sendsat called it saved ("saved");
`stored` reads what is really there.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Any

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.workshop.votes import Vote
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.rounds import judging
from sendsat.services.workshop import joining, running, voting, workshops
from sendsat.services.workshop.joining import Door
from sendsat.services.workshop.workshops import Plan
from sendsat.storage.opening import open_store
from sendsat.storage.store import Store
from tests.factories import STARTED, make_edition, make_library, make_section

Say = Callable[[str, str, str], None]
Stored = dict[str, str]

LIBRARY = make_library(make_edition(make_section(1, 10, 10, 10, 10)))
STATEMENTS = tuple(LIBRARY.current.statements)
PHONES = tuple(f"phone {number}" for number in range(20))
HALF = "half of it"
PLACE: dict[str, Any] = {"round_id": 1, "team_id": 1}


def found(url: str) -> None:
    """Prepare a college with one team, and a workshop whose phones may vote."""
    with closing(open_store(url)) as store:
        organisation, _ = found_organisation(
            store, LIBRARY, name="Elm", kind=OrganisationKind.PROVIDER, round_name="Autumn", now=STARTED
        )
        desk = Desk(store, LIBRARY, organisation)
        workshop = workshops.prepare(desk, Plan(1, 1, ("1.1",)))
        running.go_to(desk, workshop_id=workshop.id, place=1)
        for device in PHONES:
            joining.enter(Door(store, LIBRARY, desk.now), device=device, code=workshop.code)
        item = workshops.get_workshop(desk, workshop.id).item
        assert item is not None
        voting.open_vote(desk, workshop_id=workshop.id, item_id=item.id)


@contextmanager
def at_desk(url: str) -> Iterator[Desk]:
    """Sit down at the college's desk."""
    with closing(open_store(url)) as store:
        yield Desk(store, LIBRARY, viewing.organisations_here(store)[0])


def rows(store: Store, question: str) -> list[Any]:
    """What is really in the database."""
    with store.looking() as session:
        return [tuple(row) for row in session.connection().exec_driver_sql(question)]


def rate(desk: Desk, say: Say, random: Random) -> None:
    """Rate statements at random."""
    while True:
        statement, rating = random.choice(STATEMENTS), random.choice([*Rating, None])
        say("begun", statement, rating or "")
        judging.rate(desk, **PLACE, statement_id=statement, rating=rating)
        say("saved", statement, rating or "")


def ratings(store: Store) -> Stored:
    """The ratings, where the newest entry of history says the same."""
    noted = dict(rows(store, "SELECT statement_id, new FROM change WHERE field = 'rating' ORDER BY id"))
    kept = {one: rating or "" for one, rating in rows(store, "SELECT statement_id, rating FROM judgement")}
    return {one: rating if noted.get(one, "") == rating else HALF for one, rating in kept.items()}


def written(number: int) -> str:
    """A long reason, told by its number."""
    return f"{number} " * 500 + "end"


def write(desk: Desk, say: Say, random: Random) -> None:
    """Write long reasons, no two alike."""
    first = rows(desk.store, "SELECT count(*) FROM change")[0][0]
    for number in count(first * 1000):
        statement = random.choice(STATEMENTS)
        seen = viewing.snapshots(desk, 1)[0].judgement(1, statement).commentary
        say("begun", statement, str(number))
        judging.write(desk, **PLACE, statement_id=statement, field="commentary", text=written(number), seen=seen)
        say("saved", statement, str(number))


def _number(text: str) -> str:
    number = text.split(" ", 1)[0]
    return number if not text or text == written(int(number)) else HALF


def reasons(store: Store) -> Stored:
    """The number of each reason that is whole, where the newest entry of history says the same."""
    noted = dict(rows(store, "SELECT statement_id, new FROM change WHERE field = 'commentary' ORDER BY id"))
    kept = rows(store, "SELECT statement_id, commentary FROM judgement")
    return {one: _number(text) if noted.get(one, "") == text else HALF for one, text in kept}


def vote(desk: Desk, say: Say, random: Random) -> None:
    """Vote again and again from many phones."""
    door = Door(desk.store, LIBRARY, desk.now)
    ballot: dict[str, Any] = {"workshop_id": 1, "statement_id": STATEMENTS[0], "vote_round": 1}
    while True:
        device, vote = random.choice(PHONES), random.choice(list(Vote))
        say("begun", device, vote)
        joining.cast(door, device=device, vote=vote, **ballot)
        say("saved", device, vote)


def votes(store: Store) -> Stored:
    """The vote of each phone."""
    marks = {joining.mark_of(device): device for device in PHONES}
    kept = rows(store, "SELECT mark, value FROM vote JOIN workshop_device ON workshop_device.id = device_id")
    assert len(kept) == len(dict(kept)), "a phone voted twice"
    return {marks[mark]: vote for mark, vote in kept}


FILE = "Number,RAG,Comments\n" + "".join(f"{one},Green,Because of {one}\n" for one in STATEMENTS)


def bring_in(desk: Desk, say: Say, random: Random) -> None:
    """Bring a file with every statement in, take it back, and so on."""
    while True:
        if imports(desk.store)["the file"] == "in":
            [batch] = [one for one in importing.imports_into(desk, 1) if one.undone_at is None]
            say("begun", "the file", "")
            importing.undo_import(desk, batch.id)
            say("saved", "the file", "")
        else:
            say("begun", "the file", "in")
            importing.import_file(desk, FILE.encode(), "audit.csv", round_id=1, team_id=1)
            say("saved", "the file", "in")


def imports(store: Store) -> Stored:
    """Whether the file is in: wholly or not at all, as its entry says."""
    question = "SELECT count(*) FROM judgement WHERE rating = 'green' AND commentary LIKE 'Because of %%'"
    [(kept,)] = rows(store, question)
    [(noted,)] = rows(store, "SELECT count(*) FROM import_batch WHERE undone_at IS NULL")
    return {"the file": {(0, 0): "", (len(STATEMENTS), 1): "in"}.get((kept, noted), HALF)}


@dataclass(frozen=True)
class Kind:
    """One kind of work, and how to read what is stored of it."""

    work: Callable[[Desk, Say, Random], None]
    stored: Callable[[Store], Stored]


KINDS = {
    "rating": Kind(rate, ratings),
    "commentary": Kind(write, reasons),
    "votes": Kind(vote, votes),
    "import": Kind(bring_in, imports),
}


class Ledger:
    """What was called saved, and what was only begun, to be held against what is stored."""

    def __init__(self) -> None:
        self.saved: Stored = {}
        self.begun: dict[str, set[str]] = {}
        self.count = self.in_doubt = 0

    def hear(self, what: str, of: str, value: str) -> None:
        """Note what somebody at work says."""
        if what == "saved":
            self.saved[of] = value
            self.count += 1
            self.begun.pop(of, None)
        elif what == "begun":
            self.begun.setdefault(of, set()).add(value)

    def check(self, stored: Stored, *, begun_may_be_stored: bool = True) -> None:
        """All that was called saved is there, nothing else is, and nothing is half there."""
        self.in_doubt += len(self.begun)
        for of in {*self.saved, *self.begun, *stored}:
            may_be = {self.saved.get(of, ""), *(self.begun.get(of, ()) if begun_may_be_stored else ())}
            assert stored.get(of, "") in may_be, f"{of}: {stored.get(of)!r} is stored, not one of {may_be}"
        self.saved, self.begun = dict(stored), {}
