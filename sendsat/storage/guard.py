"""Whose rows a transaction on a server sees: the database holds to it by itself, a second guard beside `scope`.

Each transaction says so as it begins, in the setting `SETTING`, which the policies of migration 0027 ask. One that says
nothing sees no organisation's rows. SQLite has no such guard, so nothing is said there.
"""

from sqlalchemy import Connection, Engine, text
from sqlmodel import Session

SETTING = "sendsat.organisation"
EVERY = "*"
WRITERS_LOCK = 0x53454E44  # "SEND" in ASCII, so that other programs on the server hardly choose the same
_CHANGE = text("SELECT current_setting(:name, true), set_config(:name, :whose, true)")
_SEES, _HOLDS, _ONE_STATE = "sendsat_sees", "sendsat_holds", "sendsat_one_state"


def of(engine: Engine, *owners: int) -> Engine:
    """The engine for transactions that see these organisations' rows only."""
    return engine.execution_options(**{_SEES: ",".join(str(int(owner)) for owner in owners)})


def of_every(engine: Engine) -> Engine:
    """The engine for transactions that see every organisation's rows."""
    return engine.execution_options(**{_SEES: EVERY})


def holding(engine: Engine, *owners: int) -> Engine:
    """The engine for transactions that are the only ones to change what these organisations have."""
    return engine.execution_options(**{_HOLDS: tuple(sorted(owners))})


def in_one_state(engine: Engine) -> Engine:
    """The engine for transactions that see one consistent state: SQLite does so by itself, a server has to be asked."""
    return engine.execution_options(**{_ONE_STATE: True})


def begin(connection: Connection) -> None:
    """Begin a transaction on a server: what it sees and what it holds, in one message."""
    options = connection.get_execution_options()
    how = " ISOLATION LEVEL REPEATABLE READ" if options.get(_ONE_STATE) else ""
    said = [f"BEGIN{how}", f"SET LOCAL {SETTING} = '{options.get(_SEES, '')}'"]
    # In one order: two that wait for one another the other way round would wait for ever.
    said += [_lock(owner) for owner in options.get(_HOLDS, ())]
    connection.exec_driver_sql("; ".join(said))


def hold_writers(connection: Connection, owner: int) -> None:
    """Let one writer at a time change what `owner` has, until this transaction ends, as SQLite does for a whole file:
    a rule that was checked still holds when its change is written."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_lock(owner))


def see_every(session: Session) -> str:
    """From now on the transaction sees every organisation's rows; gives whose it saw before."""
    return see(session, EVERY)


def see(session: Session, whose: str) -> str:
    """From now on the transaction sees the rows of these organisations, by their ids with commas between; gives whose
    it saw before. "" on SQLite, which has no guard."""
    if session.get_bind().dialect.name != "postgresql":
        return ""
    return str(session.connection().execute(_CHANGE, {"name": SETTING, "whose": whose}).scalar_one())


def _lock(owner: int) -> str:
    return f"SELECT pg_advisory_xact_lock({WRITERS_LOCK}, {int(owner)})"


_WHOSE = f"current_setting('{SETTING}', true)"
_IS_EVERY = f"(SELECT {_WHOSE}) = '{EVERY}'"


def protect(table: str, *, owner: str = "organisation_id", parent: str = "") -> tuple[str, ...]:
    """The statements of a migration that guard a table on PostgreSQL: by the organisation's id in the column `owner`,
    or, where it names a row of a `parent` that is guarded already, as that row is."""
    # What is asked of the setting stands in a subquery of its own, so that it is asked once and not for each row.
    if parent:
        rule = f'EXISTS (SELECT 1 FROM "{parent}" WHERE "{parent}".id = "{table}"."{owner}")'
    else:
        rule = f"\"{owner}\"::text = ANY ((SELECT string_to_array({_WHOSE}, ','))::text[])"
    return (
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',  # its owner, whom sendsat works as, would pass otherwise
        f'CREATE POLICY "own_rows" ON "{table}" USING ({_IS_EVERY} OR {rule})',
    )
