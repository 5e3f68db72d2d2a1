"""Opens the transactions of this package: for one organisation, by one person who may do it, as one deed.

Nothing else in `services` opens one, so no verb can forget whose rows it touches, whether it is allowed, or to say
who changed what.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sendsat.assessment.deeds import Deed, Way
from sendsat.assessment.people import Person
from sendsat.assessment.permissions import May, check_may
from sendsat.services.desk import Desk
from sendsat.storage.engine import Session, Store
from sendsat.storage.scope import Scope, Work

__all__ = ["May", "Scope", "Way", "Work", "arriving", "reading", "writing"]


@contextmanager
def arriving(store: Store, person: Person) -> Iterator[Session]:
    """Read, in one consistent state, for somebody who has just come: whose rows they see is found out inside.

    Raises `Refused`, `StorageError`.
    """
    check_may(person, May.LOOK)
    with store.looking() as session:
        yield session


@contextmanager
def reading(desk: Desk) -> Iterator[Scope]:
    """Read what the desk's organisation has, in one consistent state. Raises `Refused`, `StorageError`."""
    check_may(desk.person, May.LOOK)
    with desk.store.reading(desk.organisation.id) as scope:
        yield scope


@contextmanager
def writing(desk: Desk, permission: May, verb: str, *, way: Way | None = None) -> Iterator[Work]:
    """Change what the desk's organisation has. Commits when the block ends, with its notes; rolls back when it raises.

    `verb` is the name of the function of `services` that a person called; `way` takes the place of the desk's. Raises
    `Refused` where the person may not do this, `StorageError`.
    """
    check_may(desk.person, permission)
    deed = Deed(desk.person.name, desk.now(), verb, way or desk.way)
    with desk.store.writing(desk.organisation.id, deed) as work:
        yield work
