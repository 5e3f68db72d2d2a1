"""Sends what every page needs of Streamlit's scripts as one file, which `make bundle` made of them.

It has a folder of its own beside Streamlit's, in which every other script of Streamlit's answers too: each finds there,
under the name that it knows, a line that leads on to the bundle. From Streamlit's own folder a browser may still keep
the scripts as they were, and two copies of one script would not know of each other.
"""

import gzip
import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sendsat.serving.first_load.files import SCRIPTS

SCRIPT, CONTENTS = "bundle.js", "bundle.json"
THEIRS = "/static/js/"
_HERE = Path(__file__).parent
_FOR_A_YEAR = "public, immutable, max-age=31536000"


@dataclass(frozen=True)
class Bundle:
    """The one file, packed; the `folder` of its address; and by the names of the files in it what leads on to it."""

    folder: str
    packed: bytes
    leading: dict[str, str]

    @cached_property
    def plain(self) -> bytes:
        """The one file for browsers that cannot unpack it."""
        return gzip.decompress(self.packed)


@lru_cache(maxsize=1)
def bundle() -> Bundle | None:
    """The bundle of the Streamlit that is installed; None if it was made of another one."""
    contents = json.loads((_HERE / CONTENTS).read_text("utf-8"))
    gives: dict[str, list[str]] = contents["gives"]
    # The name of each of these files holds a mark of its content.
    if not all((SCRIPTS / file).is_file() for file in gives):
        return None
    leading = {file: _leading(number, names) for number, (file, names) in enumerate(gives.items())}
    return Bundle(f"/static/js-{contents['mark']}/", (_HERE / f"{SCRIPT}.gz").read_bytes(), leading)


def _leading(number: int, names: list[str]) -> str:
    pairs = ",".join(f"s{number}_{name} as {name}" for name in names)
    return f'export{{{pairs}}}from"./{SCRIPT}";' if pairs else f'import"./{SCRIPT}";'


class BundleMiddleware:
    """Answers for the folder of the bundle."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or websocket."""
        made = bundle()
        if made is None or scope["type"] != "http" or not scope["path"].startswith(made.folder):
            await self._app(scope, receive, send)
            return
        name = scope["path"].removeprefix(made.folder)
        if scope["method"] in ("GET", "HEAD") and (name == SCRIPT or name in made.leading):
            await _answer(made, name, is_packed="gzip" in Headers(scope=scope).get("accept-encoding", ""))(
                scope, receive, send
            )
            return
        path = f"{THEIRS}{name}"
        await self._app({**scope, "path": path, "raw_path": path.encode()}, receive, send)


def _answer(made: Bundle, name: str, *, is_packed: bool) -> Response:
    headers = {"cache-control": _FOR_A_YEAR}
    if name != SCRIPT:
        return Response(made.leading[name], media_type="text/javascript", headers=headers)
    headers["vary"] = "Accept-Encoding"
    if not is_packed:
        return Response(made.plain, media_type="text/javascript", headers=headers)
    return Response(made.packed, media_type="text/javascript", headers={**headers, "content-encoding": "gzip"})
