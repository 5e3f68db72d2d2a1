"""Where things are, from the environment: the database, the edition of the guide. Imports only errors."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

PACKAGE = Path(__file__).resolve().parent
INSTALLED = (PACKAGE / "root").is_dir()
"""Whether this is an installed wheel, which holds what lies beside the package here (`setup.py`)."""
ROOT = PACKAGE / "root" if INSTALLED else PACKAGE.parent
DATA = ROOT / "data"
SHIPPED_EDITION = DATA / "guide-2016-en"
SHIPPED_SUPPLEMENT = DATA / "supplement-2026-en"
JOIN_ADDRESS = "SENDSAT_JOIN_ADDRESS"
DEMONSTRATION = DATA / "demo" / "riverbank-college.yaml"


@dataclass(frozen=True)
class Settings:
    """`database_url` is an SQLAlchemy address; `edition_dirs` are folders of editions, the guide for new rounds first.

    `join_address` is where phones join a workshop, empty where only this computer can. `hosts` are names, beside this
    computer's own, by which browsers may ask for sendsat. `backup_dir` is where daily backups go, None for `backups`
    beside the database.
    """

    database_url: str
    edition_dirs: tuple[Path, ...]
    join_address: str = ""
    hosts: tuple[str, ...] = ()
    backup_dir: Path | None = None


def address_of(file: Path) -> str:
    """The address of an SQLite file.

    An address reads % and ? as signs of its own, but a folder's name may hold them, as in "sendsat%20main".
    """
    return f"sqlite:///{quote(str(file), safe='/: ' + os.sep)}"


def own_folder() -> Path:
    """Where this system keeps what programs store for a person."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "sendsat"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/sendsat"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "sendsat"


def load_settings() -> Settings:
    """Read the environment; where it says nothing, the shipped edition, this computer's names and, for results,
    data/sendsat.db, or the person's own folder where sendsat was installed: a newer one replaces what lies in it."""
    own = os.environ.get("SENDSAT_EDITION_DIR", "").strip()
    shipped = (SHIPPED_EDITION, SHIPPED_SUPPLEMENT)
    folders = (Path(own), *shipped) if own else shipped
    url = os.environ.get("SENDSAT_DATABASE_URL", "").strip() or address_of(
        (own_folder() if INSTALLED else DATA) / "sendsat.db"
    )
    kept_in = os.environ.get("SENDSAT_BACKUP_DIR", "").strip()
    return Settings(
        database_url=url,
        edition_dirs=folders,
        join_address=os.environ.get(JOIN_ADDRESS, "").strip(),
        hosts=tuple(os.environ.get("SENDSAT_HOSTS", "").lower().replace(",", " ").split()),
        backup_dir=Path(kept_in).expanduser() if kept_in else None,
    )
