"""Where things are, from the environment: the database, the edition of the guide. Imports only errors."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
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


def _address(file: Path) -> str:
    """An address reads % and ? as signs of its own, but a folder's name may hold them, as in "sendsat%20main"."""
    return f"sqlite:///{quote(str(file), safe='/: ' + os.sep)}"


def load_settings() -> Settings:
    """Read the environment; where it says nothing, the shipped edition, data/sendsat.db and this computer's names."""
    own = os.environ.get("SENDSAT_EDITION_DIR", "").strip()
    shipped = (SHIPPED_EDITION, SHIPPED_SUPPLEMENT)
    folders = (Path(own), *shipped) if own else shipped
    url = os.environ.get("SENDSAT_DATABASE_URL", "").strip() or _address(DATA / "sendsat.db")
    kept_in = os.environ.get("SENDSAT_BACKUP_DIR", "").strip()
    return Settings(
        database_url=url,
        edition_dirs=folders,
        join_address=os.environ.get(JOIN_ADDRESS, "").strip(),
        hosts=tuple(os.environ.get("SENDSAT_HOSTS", "").lower().replace(",", " ").split()),
        backup_dir=Path(kept_in).expanduser() if kept_in else None,
    )
