"""How sendsat is reached: on which address it listens, by which it is asked, and whether that is safe."""

import ipaddress
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from sendsat.errors import Invalid, Refused
from sendsat.settings import SignIn, is_safe_address

LOCAL = "127.0.0.1"
EVERYWHERE = "0.0.0.0"
CALLBACK = ("GET", "/oauth2callback")
"""Where the provider sends people back to once they have signed in."""


@dataclass(frozen=True)
class Reach:
    """Listens on `host` and `port`. `origin` is what stands in people's browsers ("https://sendsat.college.ac.uk"),
    empty where nothing was said. Forwarding headers are believed from `proxy` only; `share` opens it to a room.
    Asked to stop, it serves on for `grace` seconds."""

    port: int
    host: str = LOCAL
    origin: str = ""
    proxy: str = ""
    share: bool = False
    grace: int = 0

    @property
    def is_beyond_here(self) -> bool:
        """Whether other computers can reach it."""
        try:
            return not ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host != "localhost"


def check_reach(reach: Reach, sign_in: SignIn | None) -> Reach:
    """The same with the address filled in. Raises `Refused` where others could reach it and nobody would be asked who
    they are, `Invalid` for an address that cannot be used."""
    if reach.is_beyond_here and sign_in is None and not reach.share:
        raise Refused(
            f"Whoever reaches {reach.host} could read and change everything, so sendsat did not start.",
            "Set up sign-in (README, On a server), or use --share for a workshop in a room.",
        )
    if (reach.is_beyond_here or reach.share) and sign_in is not None and not reach.origin:
        raise Invalid(
            "Sign-in needs the address that people type.",
            "Add it, for example: --origin https://sendsat.college.ac.uk.",
        )
    if not reach.origin:
        return replace(reach, origin=f"http://localhost:{reach.port}") if sign_in else reach
    return replace(reach, origin=_checked_origin(reach.origin))


def _checked_origin(origin: str) -> str:
    parts = urlsplit(origin)
    if not is_safe_address(origin) or parts.path.strip("/") or parts.query or parts.username:
        raise Invalid(
            f"{origin} cannot be sendsat's address: it must be https:// and a name, with nothing behind it.",
            "For example: --origin https://sendsat.college.ac.uk.",
        )
    return f"{parts.scheme}://{parts.netloc.lower()}"


def secrets_of(sign_in: SignIn, origin: str) -> dict[str, Any]:
    """What Streamlit needs to let people sign in. It is handed over in memory: nothing is written to a disk."""
    return {
        "auth": {
            "redirect_uri": f"{origin}{CALLBACK[1]}",
            "cookie_secret": sign_in.cookie_secret,
            "client_id": sign_in.client_id,
            "client_secret": sign_in.client_secret,
            "server_metadata_url": sign_in.about,
        }
    }
