"""The first page: Streamlit's own, which is empty until its scripts run, with what people need before that.

It says in words that sendsat is opening, since on a slow line that takes many seconds, and names the scripts that every
page needs, so that the browser fetches them all at once and not one after another.
"""

import re
from functools import lru_cache
from pathlib import Path

from sendsat.palette import DARK, LIGHT
from sendsat.serving.first_load.bundle import SCRIPT, bundle
from sendsat.serving.first_load.files import EVERYWHERE, INDEX, OFTEN, scripts_needed

_PRELOADED = re.compile(r'\s*<link rel="modulepreload"[^>]*>')
_FONT = re.compile(r'(<link\s+rel=")preload(?="[^>]*as="font")')
_BEGINS = re.compile(r'(<script type="module"[^>]* src=")[^"]+"')
_COMMENTS = re.compile(r"^\s*//.*\n", re.MULTILINE)
"""Lines of a script that are for whoever reads its source."""

_OPENING = (
    "<style>.opening{position:fixed;inset:0;margin:0;padding:20vh 5vw;text-align:center;"
    f"font:1.25rem/1.6 system-ui,sans-serif;color:{LIGHT.text};background:{LIGHT.paper}}}"
    f"@media (prefers-color-scheme:dark){{.opening{{color:{DARK.text};background:{DARK.paper}}}}}"
    # Where all comes at once, words that flash up would only be in the way.
    ".opening span{animation:opening 0s .6s both}@keyframes opening{from{opacity:0}}</style>"
    '<p class="opening" role="status"><span><b>sendsat</b> is opening. On a slow line this can take half a minute.'
    "</span></p>"
)
_ICONS = (
    "<style>html:not([data-icons=loaded]) [data-testid=stIconMaterial]{visibility:hidden}"
    # Two buttons have nothing but an icon.
    "html[data-icons=error] [data-testid=stSidebarCollapseButton] button::after{content:'\\00ab'}"
    "html[data-icons=error] [data-testid=stExpandSidebarButton]::after{content:'\\00bb'}</style>"
)
_ASKED_FIRST = "".join(
    f'<link rel="preload" as="fetch" crossorigin href="./_stcore/{name}">\n    ' for name in ("health", "host-config")
)
"""What Streamlit's scripts ask the server before they connect: asked at once, it is there when they have started."""
_SCRIPTLESS = (
    "<noscript><style>.opening{display:none}</style>"
    "<p>sendsat needs JavaScript. Switch it on in your browser, or ask whoever looks after your computer.</p>"
    "</noscript>"
)


@lru_cache(maxsize=1)
def first_page() -> str:
    """The page in which sendsat starts."""
    page = INDEX.read_text("utf-8")
    page = _FONT.sub(r"\g<1>preload-later", _with_scripts(page), count=1)
    early = _COMMENTS.sub("", (Path(__file__).parent / "early.js").read_text("utf-8"))
    page = page.replace('<html lang="en">', '<html lang="en-GB">').replace("<title>Streamlit<", "<title>sendsat<")
    page = re.sub(r"<noscript>.*?</noscript>", _SCRIPTLESS, page, count=1, flags=re.DOTALL)
    page = page.replace('<div id="root"></div>', f'<div id="root">{_OPENING}</div>')
    return page.replace("</head>", f"{_ASKED_FIRST}{_ICONS}<script>{early}</script>\n  </head>", 1)


def _with_scripts(page: str) -> str:
    """The page, naming the bundle, or else each script that it will need: what is named is fetched at once."""
    made = bundle()
    if made is not None:
        return _BEGINS.sub(rf'\g<1>.{made.folder}{SCRIPT}"', _PRELOADED.sub("", page), count=1)
    named = "".join(
        f'<link rel="modulepreload" fetchpriority="low" crossorigin href="./static/js/{name}">\n    '
        for name in scripts_needed((*EVERYWHERE, *OFTEN))
        if name not in page
    )
    return page.replace("</head>", f"{named}</head>", 1)
