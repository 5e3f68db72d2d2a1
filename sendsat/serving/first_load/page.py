"""The first page: Streamlit's own, which is empty until its scripts run, with what people need before that.

It says in words that sendsat is opening, since on a slow line that takes many seconds, and names the scripts that every
page needs, so that the browser fetches them all at once and not one after another.
"""

import re
from functools import lru_cache
from pathlib import Path

import streamlit

from sendsat.palette import DARK, LIGHT

STATIC = Path(streamlit.__file__).parent / "static"
INDEX = STATIC / "index.html"
"""The page in which Streamlit starts, as it would send it."""
EVERYWHERE = ("Html", "Selectbox", "PageLink", "BidiComponent", "serialization")
"""What Streamlit calls the scripts of what every page draws."""
OFTEN = ("ButtonGroup", "Button", "Checkbox", "TextArea", "Progress")
"""The same of what Home and the section pages draw, which people open most."""

_IMPORTED = re.compile(r"""(?:from|import)\s?["']\./([\w.-]+\.js)["']""")
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
    named = "".join(
        f'<link rel="modulepreload" fetchpriority="low" crossorigin href="./static/js/{name}">\n    '
        for name in scripts_needed((*EVERYWHERE, *OFTEN))
        if name not in page
    )
    early = (Path(__file__).parent / "early.js").read_text("utf-8")
    page = page.replace('<html lang="en">', '<html lang="en-GB">').replace("<title>Streamlit<", "<title>sendsat<")
    page = re.sub(r"<noscript>.*?</noscript>", _SCRIPTLESS, page, count=1, flags=re.DOTALL)
    page = page.replace('<div id="root"></div>', f'<div id="root">{_OPENING}</div>')
    return page.replace("</head>", f"{_ASKED_FIRST}{named}{_ICONS}<script>{early}</script>\n  </head>", 1)


def scripts_needed(names: tuple[str, ...]) -> list[str]:
    """The files of Streamlit's scripts called so, and of all that they import; what it does not have is left out."""
    folder = STATIC / "static" / "js"
    todo = [script.name for name in names for script in sorted(folder.glob(f"{name}.????????.js"))]
    needed: list[str] = []
    while todo:
        name = todo.pop(0)
        if name not in needed and (folder / name).is_file():
            needed.append(name)
            todo += _IMPORTED.findall((folder / name).read_text("utf-8"))
    return needed
