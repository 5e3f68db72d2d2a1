"""Sharing on the room's network: which address phones reach, the facilitator's key, and what the terminal says."""

import os
import socket
from datetime import UTC, datetime
from functools import cache
from urllib.parse import urlsplit

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from sendsat.exchange.workshop.qr import qr_terminal
from sendsat.services.organisation.sharing import PARAMETER, Sharing
from sendsat.services.workshop.joining import Door
from sendsat.serving.access import AccessMiddleware
from sendsat.serving.first_load.page import first_page
from sendsat.serving.headers import HeadersMiddleware, SecureCookiesMiddleware, scripts_in
from sendsat.serving.hosts import HostMiddleware, Names
from sendsat.serving.phones.join import Joining, answers
from sendsat.serving.reach import CALLBACK
from sendsat.serving.watch.health import Health
from sendsat.serving.watch.metrics import CountingMiddleware, Metrics
from sendsat.settings import JOIN_ADDRESS, load_settings
from sendsat.ui.frame import workplace

_FAR = ("192.0.2.1", 9)


def _now() -> datetime:
    return datetime.now(UTC)


def door() -> Door:
    """Where phones come in: the app's own store and editions."""
    return Door(store=workplace.store(), library=workplace.library(), now=_now)


@cache
def phones() -> Joining:
    """The answers to phones, the same for as long as this program runs."""
    return answers(door)


def routes() -> list[BaseRoute]:
    """The addresses of the page to join and vote, which this computer always answers, and of what watches over it."""
    figures = Metrics(load_settings().metrics_token, workplace.store)
    return [*phones().routes(), *Health(workplace.store).routes(), *figures.routes()]


def doors(*, is_shared: bool, origin: str = "") -> list[Middleware]:
    """What stands before everything: by which names sendsat is asked, and what every answer forbids the browser.

    `origin` is where people reach it, where that is said; behind https its cookies never travel without.
    """
    settings = load_settings()
    reached = (urlsplit(address).hostname for address in (settings.join_address, origin))
    names = Names(frozenset({*settings.hosts, *filter(None, reached)}), is_shared)
    sealed = [Middleware(SecureCookiesMiddleware)] if origin.startswith("https://") else []
    return [
        *sealed,
        Middleware(HeadersMiddleware, scripts=scripts),
        Middleware(HostMiddleware, names=names),
        Middleware(CountingMiddleware),
    ]


def scripts() -> list[str]:
    """The scripts that stand in pages: the first page's, the wall's, the desk's and the large reading mode's."""
    from sendsat.ui.guide.one_statement import page
    from sendsat.ui.workshop import wall
    from sendsat.ui.workshop.facilitator import desk

    return [
        *scripts_in(first_page()),
        *scripts_in(wall.SCRIPT),
        *scripts_in(desk.SCRIPT),
        *scripts_in(page.SCRIPT),
    ]


def middleware(sharing: Sharing, *, with_sign_in: bool = False) -> list[Middleware]:
    """What keeps everybody but the facilitator out while sendsat is shared."""
    return [Middleware(AccessMiddleware, sharing=sharing, more=frozenset({CALLBACK}) if with_sign_in else frozenset())]


def begin() -> Sharing:
    """Begin to share: who is let in from now on, which the pages know too. Raises `StorageError`."""
    workplace.SHARED = Sharing(workplace.store(), _now)
    return workplace.SHARED


def network_address() -> str:
    """This computer's address on its network: the one it would send from. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_FAR)
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def announce(port: int, link: str, *, origin: str = "") -> str:
    """Tell the app where phones join; returns what the terminal should say. `origin` where it is reached by a name."""
    origin = origin or f"http://{network_address()}:{port}"
    os.environ.setdefault(JOIN_ADDRESS, f"{origin}/join")
    return share_banner(origin=origin, join=os.environ[JOIN_ADDRESS], link=link)


def share_banner(*, origin: str, join: str, link: str) -> str:
    """The facilitator's link, the address to join and its QR code, for the terminal."""
    return (
        "sendsat is shared on this network until you press Ctrl+C.\n\n"
        f"  Your own link, for nobody else:  {origin}/?{PARAMETER}={link}\n"
        "                                   It works once: open it and press the button. The page Workshop\n"
        "                                   makes one for another browser.\n"
        f"  Phones join at:                  {join}\n\n"
        f"{qr_terminal(join)}\n"
        "Everyone else on the network sees only the page to join. Share on a network you trust."
    )
