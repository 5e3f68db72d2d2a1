"""Opens the transactions of this package: for one organisation, by one person who may do it, as one deed.

Nothing else in `services` opens one, so no verb can forget whose rows it touches, whether it is allowed, or to say
who changed what. Of somebody who signed in, role and teams are read anew in each transaction: what was taken away is
gone at the next click.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sendsat.assessment.deeds import Deed, Way
from sendsat.assessment.organisations import Organisation
from sendsat.assessment.people.people import Person
from sendsat.assessment.people.permissions import May, check_may
from sendsat.errors import NotFound, Refused
from sendsat.services.desk import Desk
from sendsat.storage.engine import Session
from sendsat.storage.queries import organisations
from sendsat.storage.queries.people import people
from sendsat.storage.scope import Scope, Work
from sendsat.storage.store import Store

__all__ = [
    "InBin",
    "May",
    "NotLetIn",
    "Scope",
    "Way",
    "Work",
    "arriving",
    "as_now",
    "check_now",
    "handing",
    "not_let_in",
    "reading",
    "writing",
]


class InBin(Refused):
    """The organisation is in the bin, or was erased: nobody can work in it."""


class NotLetIn(Refused):
    """Somebody who signed in does not belong to the organisation, or no longer."""


def as_now(scope: Scope, person: Person) -> Person:
    """The person with the role and teams they have at this moment. Raises `NotLetIn` where they have none."""
    if not person.is_signed_in:
        return person
    member = people.member_known_as(scope, person.subject)
    if member is None:
        raise not_let_in(person)
    return member


def not_let_in(person: Person) -> NotLetIn:
    """The refusal of somebody whom nobody invited."""
    return NotLetIn(f"{person.name} has not been let in here.", "Ask your administrator to invite you.")


@contextmanager
def arriving(store: Store) -> Iterator[Session]:
    """Read, in one consistent state, for somebody who has just come: whose rows they see, and whether they may, is
    found out inside. Raises `StorageError`."""
    with store.looking() as session:
        yield session


@contextmanager
def reading(desk: Desk) -> Iterator[Scope]:
    """Read what the desk's organisation has, in one consistent state, however others write meanwhile.

    Raises `Refused` where the person may not look here any longer, `StorageError` where the database does not answer.
    """
    with desk.store.reading(desk.organisation.id) as scope:
        check_may(as_now(scope, desk.person), May.LOOK)
        yield scope


def check_now(desk: Desk, permission: May) -> None:
    """Raises `Refused` unless the person may do this now; for what changes no rows, such as a backup."""
    with reading(desk) as scope:
        check_may(as_now(scope, desk.person), permission)


@contextmanager
def writing(
    desk: Desk,
    permission: May,
    verb: str,
    *,
    way: Way | None = None,
    in_bin: bool = False,
    asks_itself: bool = False,
) -> Iterator[Work]:
    """Change what the desk's organisation has. Commits when the block ends, with its notes; rolls back when it raises.

    `verb` is the name of the function of `services` that a person called; `way` takes the place of the desk's. Raises
    `Refused` where the person may not do this, or not for that team, `InBin` where the organisation is in the bin
    unless the verb is on what is `in_bin`, `StorageError`. One that `asks_itself`, within a question it has anyway,
    finds nothing there: a rating costs no statement more.
    """
    deed = Deed(desk.person.name, desk.now(), verb, way or desk.way)
    with desk.store.writing(desk.organisation.id, deed) as work:
        person = as_now(work, desk.person)
        check_may(person, permission)
        if not (in_bin or asks_itself):
            _check_here(work, desk.organisation)
        # What everybody may look at belongs to no team, and neither does the note that somebody took it away.
        try:
            yield work if permission is May.LOOK else work.held_to(person.teams)
        except NotFound:
            if asks_itself:
                _check_here(work, desk.organisation)
            raise


@contextmanager
def handing(desk: Desk, permission: May, verb: str, *, to: Organisation, seen_as: str) -> Iterator[tuple[Work, Work]]:
    """Change what the desk's organisation has and, by work of its own, what another one receives of it.

    Both commit together when the block ends, each with its own notes. The other organisation is told the name `seen_as`
    in place of the person's. What is written there is for the caller to hold to what that organisation would have
    accepted as a file. Raises `Refused` where the person may not do this here, `StorageError`.
    """
    at = desk.now()
    given, received = Deed(desk.person.name, at, verb, desk.way), Deed(seen_as, at, verb, desk.way)
    with desk.store.handing(desk.organisation.id, given, to.id, received) as (work, theirs):
        person = as_now(work, desk.person)
        check_may(person, permission)
        _check_here(work, desk.organisation)
        _check_here(theirs, to)
        yield work.held_to(person.teams), theirs


def _check_here(scope: Scope, organisation: Organisation) -> None:
    """Raises `InBin`: an old tab, or somebody who was faster, may ask for what has been deleted meanwhile."""
    if not organisations.is_here(scope):
        raise InBin(f"{organisation.name} was deleted, so nothing was saved.", "An administrator can bring it back.")
