"""Empty databases for tests: an SQLite file, and a PostgreSQL server of our own where PostgreSQL is installed."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, create_engine

from sendsat.storage.engine import parse_url

INSTALLED = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
KINDS = ("sqlite", "postgresql") if INSTALLED or shutil.which("initdb") else ("sqlite",)

ROLE = "sendsat"
"""An ordinary role, as sendsat is to work in: nothing holds a superuser back."""


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def program(name: str) -> str:
    """One of PostgreSQL's own programs."""
    return str(INSTALLED[-1] / name) if INSTALLED else name


def _we_are_root() -> bool:
    return os.name != "nt" and os.geteuid() == 0


def _run(*command: str) -> None:
    """Run as the postgres user where we are root: PostgreSQL refuses to run as root."""
    who = {"user": "postgres", "group": "postgres"} if _we_are_root() else {}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **who)


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server of our own: where it keeps its files, and how it was started."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        """The address of its empty database."""
        return f"postgresql://{ROLE}@127.0.0.1:{self.port}/{ROLE}"

    @property
    def superuser_url(self) -> str:
        """The address for whoever runs the server, whom nothing in it holds back."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start, and wait until it answers."""
        sockets = "" if os.name == "nt" else f"-k {self.folder} "
        options = f"-p {self.port} {sockets}-c listen_addresses=127.0.0.1 -c fsync=off"
        data, log = f"{self.folder}/data", f"{self.folder}/log"
        _run(program("pg_ctl"), "-D", data, "-l", log, "-o", options, "-w", "start")

    def stop(self, how: str = "immediate") -> None:
        """Stop at once, whoever is connected: as a crash would, or `fast`, as an administrator does."""
        _run(program("pg_ctl"), "-D", f"{self.folder}/data", "-m", how, "-w", "stop")


@contextlib.contextmanager
def postgresql_server() -> Iterator[Server]:
    """A server of its own that runs, stopped and removed at the end."""
    with tempfile.TemporaryDirectory() as name:
        server = Server(Path(name), free_port())
        if _we_are_root():
            shutil.chown(server.folder, "postgres")
        data = f"{server.folder}/data"
        _run(program("initdb"), "-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--no-sync")
        server.start()
        with connected(server.superuser_url) as connection:
            connection.exec_driver_sql(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
            connection.exec_driver_sql(f"CREATE DATABASE {ROLE} OWNER {ROLE}")
        try:
            yield server
        finally:
            server.stop()


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty PostgreSQL database, stopped and removed at the end."""
    with postgresql_server() as server:
        yield server.url


def beside(server: str, name: str) -> str:
    """The address of another database of the same server."""
    return f"{server.rpartition('/')[0]}/{name}"


@contextlib.contextmanager
def connected(url: str) -> Iterator[Connection]:
    """A connection outside any transaction, for making databases."""
    engine = create_engine(parse_url(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def copy(server: str, model: str, name: str) -> str:
    """Copy a database that nobody uses; returns the address of the copy."""
    with connected(server) as connection:
        # From version 15 on PostgreSQL would write each block to its log as well, for four times the processor's work.
        # Older versions copy files, and do not know the word.
        version = connection.exec_driver_sql("SHOW server_version_num").scalar_one()
        strategy = "STRATEGY file_copy" if int(version) >= 150_000 else ""
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {model} {strategy}")
    return beside(server, name)
