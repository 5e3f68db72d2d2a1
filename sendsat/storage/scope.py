"""A transaction and its owner. Queries take one of these instead of a session, so none can forget whose rows it reads.

`Scope` reads for one organisation. `Work` also writes, and keeps the note of who changed what: the store refuses a
transaction that wrote something and noted nothing.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from sqlalchemy import event, insert
from sqlalchemy.engine import Connection, Engine
from sqlmodel import Session

from sendsat.assessment.deeds import Deed
from sendsat.assessment.people.permissions import check_own_team
from sendsat.assessment.values import HistoryEntry
from sendsat.errors import StorageError
from sendsat.storage import guard
from sendsat.storage.tables.rounds import ChangeRow

HAS_WRITTEN = "sendsat_has_written"


@dataclass(frozen=True)
class Scope:
    """A transaction that sees one organisation's rows."""

    session: Session
    organisation_id: int

    @contextmanager
    def seeing_every(self) -> Iterator[None]:
        """See every organisation's rows for a moment, for a question that is about them all. Where the block raises,
        the transaction is to end."""
        before = guard.see_every(self.session)
        yield
        self.session.flush()
        guard.see(self.session, before)


@dataclass(frozen=True)
class Work(Scope):
    """A transaction that changes one organisation's rows, as one deed. `entries` are written when it ends.

    `teams` are those to which the person is held, None for every team: what would change anything else is refused.
    """

    deed: Deed
    entries: list[HistoryEntry] = field(default_factory=list)
    teams: frozenset[int] | None = None

    def held_to(self, teams: frozenset[int] | None) -> "Work":
        """The same transaction, with the same notes, for somebody who is held to these teams."""
        return replace(self, teams=teams)

    def note(
        self,
        field: str,
        old: str = "",
        new: str = "",
        *,
        at: datetime | None = None,
        round_id: int | None = None,
        team_id: int | None = None,
        statement_id: str | None = None,
        action_id: int | None = None,
    ) -> None:
        """Note one change of this deed: of what, from what, to what, and what it belongs to.

        `at` is the version of what was changed, where it has one: it may be a moment later than the deed. Raises
        `Refused` where the person is held to other teams: since all changes are noted, none can slip past.
        """
        check_own_team(self.deed.person, self.teams, team_id)
        self.entries.append(
            HistoryEntry(
                at=at or self.deed.at,
                person=self.deed.person,
                field=field,
                old=old,
                new=new,
                round_id=round_id,
                team_id=team_id,
                statement_id=statement_id,
                action_id=action_id,
            )
        )

    def note_all(self, entries: Iterable[HistoryEntry]) -> None:
        """Note changes that carry their own person and time, as a demonstration's do."""
        self.entries.extend(entries)

    def end(self) -> None:
        """Write the notes, in one statement. Raises `StorageError` where something was written and nothing noted."""
        self.session.flush()
        if self.entries:
            self.session.connection().execute(insert(ChangeRow.metadata.tables["change"]), self._rows())
        elif self.session.connection().info.get(HAS_WRITTEN):
            raise StorageError(
                f"sendsat did not note who did this ('{self.deed.verb}'), so nothing was saved.",
                "Tell whoever looks after sendsat; it is a fault in the program.",
            )

    def _rows(self) -> list[dict[str, object]]:
        deed = self.deed
        entries = (replace(entry, verb=deed.verb, way=deed.way.value, batch=deed.batch) for entry in self.entries)
        return [{"organisation_id": self.organisation_id, **asdict(entry)} for entry in entries]


@dataclass
class Founding:
    """A transaction in which an organisation comes to be: until then it owns nothing."""

    session: Session
    deed: Deed
    work: Work | None = None

    def as_work_of(self, organisation_id: int) -> Work:
        """From now on the transaction is work of the organisation that was just added."""
        guard.see(self.session, str(organisation_id))
        self.work = Work(self.session, organisation_id, self.deed)
        return self.work


def settle_on(session: Session, organisation_id: int) -> Scope:
    """A transaction that saw every organisation, to find out whose it is, belongs to this one from now on."""
    guard.see(session, str(organisation_id))
    return Scope(session, organisation_id)


def watch_writes(engine: Engine) -> None:
    """Remember for each transaction whether it has written anything."""
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_execute", _before_execute)


def _begin(connection: Connection) -> None:
    connection.info[HAS_WRITTEN] = False


def _before_execute(connection: Connection, statement: object, *_: object) -> None:
    if getattr(statement, "is_dml", False):
        connection.info[HAS_WRITTEN] = True
