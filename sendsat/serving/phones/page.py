"""The page on which phones join and vote: one document with its scripts and styles, and what it may do."""

import base64
import hashlib
import re
from pathlib import Path

from markupsafe import Markup
from starlette.responses import Response

from sendsat.assessment.rating import TIE_BREAK
from sendsat.palette import DARK, LIGHT, SHARP_DARK, SHARP_LIGHT, css_variables
from sendsat.templates import template
from sendsat.ui.frame import browser, style

HERE = Path(__file__).parent
SCRIPTS = (*browser.READING, HERE / "join_parts.js", HERE / "join.js")
PAGE = template(HERE / "join.html").render(
    light=css_variables(LIGHT),
    dark=css_variables(DARK),
    sharp_light=css_variables(SHARP_LIGHT),
    sharp_dark=css_variables(SHARP_DARK),
    reading=style.rules("reading_settings.css"),
    script=Markup(browser.sources(SCRIPTS)),
    tie_break=TIE_BREAK,
)


def _source_of(tag: str) -> str:
    element = re.search(f"<{tag}>(.*?)</{tag}>", PAGE, re.DOTALL)
    assert element is not None
    digest = base64.b64encode(hashlib.sha256(element.group(1).encode()).digest()).decode()
    return f"'sha256-{digest}'"


HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": (
        f"default-src 'none'; script-src {_source_of('script')}; style-src {_source_of('style')}; "
        "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
}


def page_response(status: int = 200) -> Response:
    """The page to join: all that a device sees without the facilitator's key."""
    return Response(PAGE, status_code=status, media_type="text/html", headers=HEADERS)
