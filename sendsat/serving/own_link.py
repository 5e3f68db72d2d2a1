"""The small page behind the facilitator's own link: one button, and only its press uses the link up.

Whatever merely fetches the link (a chat that shows a preview, a mail scanner, a browser that reads ahead) changes
nothing. The secret leaves the address at once for a cookie of ten minutes, so no history keeps it. The form repeats the
secret's checksum, which no other site knows: a press there counts for nothing. Works without scripts.
"""

import secrets
from pathlib import Path
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope

from sendsat.errors import SendsatError
from sendsat.palette import DARK, LIGHT, SHARP_DARK, SHARP_LIGHT, css_variables
from sendsat.services.organisation.sharing import mark_of
from sendsat.serving.headers import digest_of, styles_in
from sendsat.templates import template

COOKIE = "sendsat_link"
"""Under which name a browser keeps the secret of a link until its button is pressed."""
COOKIE_SECONDS = 600
FIELD = "mark"
LONGEST_BODY = 1000
"""Bytes of a form that are read."""
_PAGE = template(Path(__file__).with_name("own_link.html"))
_COLOURS = {
    "light": css_variables(LIGHT),
    "dark": css_variables(DARK),
    "sharp_light": css_variables(SHARP_LIGHT),
    "sharp_dark": css_variables(SHARP_DARK),
}


def keep(response: Response, link: str) -> None:
    """Let the browser hold the secret of a link that it has come by, until it presses the button."""
    response.set_cookie(COOKIE, link, max_age=COOKIE_SECONDS, httponly=True, samesite="lax")


def forget(response: Response) -> None:
    """Let the browser forget the secret of a link: it was used, or opens nothing any more."""
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")


def ready(link: str) -> Response:
    """The page with the button of a link that nobody has used."""
    sentences = (
        "Your own link works once, in one browser. Press the button in the browser you want to use.",
        "For up to 12 hours sendsat then opens for whoever sits at it, so press on no device that others use.",
    )
    return _page(200, "Open sendsat in this browser?", sentences, button="Open sendsat here", link=link)


def gone() -> Response:
    """What a press says on a link that opens nothing any more; the browser forgets it."""
    sentences = (
        "It was used in another browser, a newer link took its place, all other browsers were shut out, or sendsat was "
        "started again.",
        "Where sendsat is open, make another: on the page Workshop, under “Shared on this network”. Where it is open "
        "nowhere, stop it and start it again: it shows a new link.",
    )
    response = _page(410, "This link opens nothing any more", sentences)
    forget(response)
    return response


def trouble(error: SendsatError, link: str) -> Response:
    """What a press says that could not be kept: the link can still be used."""
    sentences = (error.remedy, "The link was not used up.")
    return _page(503, error.message, sentences, button="Try again", link=link)


async def is_pressed(scope: Scope, receive: Receive, link: str) -> bool:
    """Whether a request is a press on the button that this browser was shown for this link."""
    request = Request(scope, receive)
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LONGEST_BODY:
                return False
    except ClientDisconnect:
        return False
    offered = parse_qs(body.decode("latin-1")).get(FIELD, [""])[0]
    return secrets.compare_digest(offered.encode(), mark_of(link).encode())


def _page(status: int, title: str, sentences: tuple[str, ...], *, button: str = "", link: str = "") -> Response:
    mark = mark_of(link) if button else ""
    page = _PAGE.render(title=title, sentences=sentences, button=button, field=FIELD, mark=mark, **_COLOURS)
    return Response(page, status_code=status, media_type="text/html", headers=_headers(page))


def _headers(page: str) -> dict[str, str]:
    """What the page may do. No referrer leaves for another site; to our own it must, else the browser would hide from
    us whose page the press comes from. There is no secret in the address by then."""
    styles = " ".join(digest_of(style) for style in styles_in(page))
    return {
        "Cache-Control": "no-store",
        "Referrer-Policy": "same-origin",
        "X-Robots-Tag": "noindex",
        "Content-Security-Policy": (
            f"default-src 'none'; style-src {styles}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
    }
