"""What the environment says: where database and editions are, and who lets people sign in. Imports only errors."""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from sendsat.errors import Invalid

PACKAGE = Path(__file__).resolve().parent
INSTALLED = (PACKAGE / "root").is_dir()
"""Whether this is an installed wheel, which holds what lies beside the package here (`setup.py`)."""
ROOT = PACKAGE / "root" if INSTALLED else PACKAGE.parent
DATA = ROOT / "data"
SHIPPED_EDITION = DATA / "guide-2016-en"
SHIPPED_SUPPLEMENT = DATA / "supplement-2026-en"
JOIN_ADDRESS = "SENDSAT_JOIN_ADDRESS"
MIRROR = DATA / "mirror.yaml"
DEMONSTRATION = DATA / "demo" / "riverbank-college.yaml"


SIGN_IN = {
    "issuer": "SENDSAT_OIDC_ISSUER",
    "client_id": "SENDSAT_OIDC_CLIENT_ID",
    "client_secret": "SENDSAT_OIDC_CLIENT_SECRET",
    "cookie_secret": "SENDSAT_COOKIE_SECRET",
    "first_administrator": "SENDSAT_FIRST_ADMINISTRATOR",
}
"""What sign-in needs, each from its variable of the environment: all of it, or none where nobody signs in."""
SHORTEST_SECRET = 32


@dataclass(frozen=True)
class SignIn:
    """The organisation's own OpenID Connect provider (`issuer` is its address), what sendsat is to it, the secret that
    seals cookies, and the mail address of whoever is let in first."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    cookie_secret: str = field(repr=False)
    first_administrator: str

    @property
    def about(self) -> str:
        """The address at which the provider says what it offers."""
        return f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"


@dataclass(frozen=True)
class Settings:
    """`database_url` is an SQLAlchemy address; `edition_dirs` are folders of editions, the guide for new rounds first.

    `join_address` is where phones join a workshop, empty where only this computer can. `hosts` are names, beside this
    computer's own, by which browsers may ask for sendsat. `backup_dir` is where daily backups go, None for `backups`
    beside the database. `sign_in` is None where nobody signs in, as on one's own computer. `metrics_token` is what
    `/metrics` is asked with, empty where there is none.
    """

    database_url: str
    edition_dirs: tuple[Path, ...]
    join_address: str = ""
    hosts: tuple[str, ...] = ()
    backup_dir: Path | None = None
    sign_in: SignIn | None = None
    metrics_token: str = field(default="", repr=False)


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


def is_safe_address(address: str) -> bool:
    """Whether nobody between can read what goes there: https, or a program on this same computer."""
    parts = urlsplit(address)
    is_here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and is_here))


def _sign_in() -> SignIn | None:
    given = {name: os.environ.get(variable, "").strip() for name, variable in SIGN_IN.items()}
    if not any(given.values()):
        return None
    if missing := [SIGN_IN[name] for name, value in given.items() if not value]:
        raise Invalid(f"Sign-in is not set up whole: {', '.join(missing)} says nothing.", "See README, On a server.")
    if not is_safe_address(given["issuer"]):
        raise Invalid("SENDSAT_OIDC_ISSUER must start with https://.", "See README, On a server.")
    if len(given["cookie_secret"]) < SHORTEST_SECRET:
        raise Invalid(
            f"SENDSAT_COOKIE_SECRET is shorter than {SHORTEST_SECRET} characters, so it could be guessed.",
            'Make one with: python -c "import secrets; print(secrets.token_hex(32))".',
        )
    return SignIn(**given)


def load_settings() -> Settings:
    """Read the environment; where it says nothing, the shipped edition, this computer's names and, for results,
    data/sendsat.db, or the person's own folder where sendsat was installed: a newer one replaces what lies in it.

    Raises `Invalid` where sign-in is set up in part only, so that nothing opens by mistake.
    """
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
        sign_in=_sign_in(),
        metrics_token=os.environ.get("SENDSAT_METRICS_TOKEN", "").strip(),
    )
