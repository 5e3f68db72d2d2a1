"""Streamlit's own files for browsers, as they lie where it is installed."""

import re
from pathlib import Path

import streamlit

STATIC = Path(streamlit.__file__).parent / "static"
INDEX = STATIC / "index.html"
"""The page in which Streamlit starts, as it would send it."""
SCRIPTS = STATIC / "static" / "js"
EVERYWHERE = ("Html", "Selectbox", "PageLink", "BidiComponent", "serialization")
"""What Streamlit calls the scripts of what every page draws."""
OFTEN = ("ButtonGroup", "Button", "Checkbox", "TextArea", "Progress")
"""The same of what Home and the section pages draw, which people open most."""

_IMPORTED = re.compile(r"""(?:from|import)\s?["']\./([\w.-]+\.js)["']""")


def scripts_needed(names: tuple[str, ...]) -> list[str]:
    """The files of Streamlit's scripts called so, and of all that they import; what it does not have is left out."""
    return with_imports([script.name for name in names for script in sorted(SCRIPTS.glob(f"{name}.????????.js"))])


def with_imports(files: list[str]) -> list[str]:
    """These of Streamlit's scripts and all that they import, each once; what it does not have is left out."""
    todo, needed = list(files), []
    while todo:
        name = todo.pop(0)
        if name not in needed and (SCRIPTS / name).is_file():
            needed.append(name)
            todo += _IMPORTED.findall((SCRIPTS / name).read_text("utf-8"))
    return needed
