"""Streamlit's scripts, read: what each imports and exports, and how it asks for others later."""

import json
import re
from pathlib import Path

EXPORTS = re.compile(r"\bexport\s?\{([^}]*)\}")
IMPORTS = re.compile(r"""\bimport\s?\{([^}]*)\}\s?from\s?["']\./([\w.-]+\.js)["']""")
ASKED_LATER = re.compile(r"""\bimport\([`"']\./([\w.-]+\.js)[`"']\)""")
DRAWN_LATER = re.compile(
    r"lazy\)\(\(\)=>[\w$]+\(\(\)=>" + ASKED_LATER.pattern + r",__vite__mapDeps\([^)]*\),import\.meta\.url\)\)"
)
"""What React asks for when it is to draw it."""
FETCHED_AHEAD = re.compile(r"m\.f=\[[^\]]*\]")
"""The list that Vite keeps of what to fetch when a script asks for another."""


def exported(source: str) -> list[str]:
    """The names under which a script gives things away."""
    return [pair.split(" as ")[-1].strip() for found in EXPORTS.findall(source) for pair in found.split(",") if pair]


def imported(source: str) -> dict[str, set[str]]:
    """What a script takes from others: the names, by the others' files."""
    taken: dict[str, set[str]] = {}
    for names, file in IMPORTS.findall(source):
        taken.setdefault(file, set()).update(pair.split(" as ")[0].strip() for pair in names.split(",") if pair)
    return taken


def brought_along(source: str, files: list[str], bundle: str) -> str:
    """The script, made to find those that lie in the bundle there: they are not asked for again, nor fetched ahead.

    A script that it asks for later comes by way of `registry.js`, when all of the bundle has run: run earlier, such a
    script would find what it takes from this one undefined.
    """

    def drawn(found: re.Match[str]) -> str:
        return f"lazy)(()=>bundleAtHand({_name(found[1], files)}))" if found[1] in files else found[0]

    def asked(found: re.Match[str]) -> str:
        return f"bundleLater({_name(found[1], files)})" if found[1] in files else found[0]

    def fetched(found: re.Match[str]) -> str:
        ahead = json.loads(found[0].removeprefix("m.f="))
        return "m.f=" + json.dumps([f"./{bundle}" if Path(name).name in files else name for name in ahead])

    changed = FETCHED_AHEAD.sub(fetched, ASKED_LATER.sub(asked, DRAWN_LATER.sub(drawn, source)))
    return f'import{{atHand as bundleAtHand,later as bundleLater}}from"./registry.js";{changed}'


def _name(file: str, files: list[str]) -> str:
    return f'"s{files.index(file)}"'


def asked_later(source: str) -> set[str]:
    """The files that a script asks for only when it needs them."""
    return set(ASKED_LATER.findall(source))
