"""Makes the bundle: one file of Streamlit's scripts that every page needs, and the list of what it gives away.

Over HTTP/1.1 a browser asks for six files at a time, and on a slow line waits half a second for each: a hundred small
scripts take longer than all their bytes. esbuild puts them into one and changes nothing of what they do.
"""

import gzip
import hashlib
import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import streamlit

from sendsat.serving.first_load import bundle
from sendsat.serving.first_load.bundle import CONTENTS, SCRIPT
from sendsat.serving.first_load.files import EVERYWHERE, INDEX, OFTEN, SCRIPTS, scripts_needed, with_imports
from tests.bundling.scripts import asked_later, brought_along, exported

ESBUILD = Path(__file__).parent / "node_modules" / ".bin" / "esbuild"
SERVED = Path(bundle.__file__).parent
"""Where sendsat keeps the bundle."""
ENTRY, REGISTRY = "entry.js", "registry.js"
LICENCE = (
    f"/* Scripts of Streamlit {streamlit.__version__}, put into one file by sendsat and otherwise unchanged. "
    "Copyright (c) Streamlit Inc. (2018-2022) Snowflake Inc. (2022-2026). Apache License, Version 2.0: "
    "http://www.apache.org/licenses/LICENSE-2.0 */"
)


@dataclass(frozen=True)
class Made:
    """A bundle, packed, and its list as JSON."""

    script: bytes
    contents: str

    def write(self, folder: Path) -> None:
        """Put both where the server looks for them."""
        (folder / f"{SCRIPT}.gz").write_bytes(self.script)
        (folder / CONTENTS).write_text(self.contents, "utf-8")


def files_of_bundle() -> list[str]:
    """The scripts that belong into it, the one in which Streamlit begins first."""
    (begins,) = re.findall(r'<script type="module"[^>]*/(index\.[\w-]+\.js)"', INDEX.read_text("utf-8"))
    return with_imports([begins, *scripts_needed((*EVERYWHERE, *OFTEN))])


def make(room: Path) -> Made:
    """The bundle, made in the folder `room`. Raises `CalledProcessError` where esbuild refuses."""
    files = files_of_bundle()
    sources = {name: (SCRIPTS / name).read_text("utf-8") for name in files}
    room.mkdir(parents=True, exist_ok=True)
    for name, source in sources.items():
        (room / name).write_text(brought_along(source, files, SCRIPT), "utf-8")
    shutil.copy(Path(__file__).parent / REGISTRY, room)
    gives = {name: exported(source) for name, source in sources.items()}
    (room / ENTRY).write_text(_entry(sources, gives), "utf-8")
    others = [f"--external:./{file.name}" for file in sorted(SCRIPTS.glob("*.js")) if file.name not in sources]
    options = ["--bundle", "--format=esm", "--minify", f"--banner:js={LICENCE}", f"--outfile={SCRIPT}"]
    subprocess.run([ESBUILD, ENTRY, *options, "--log-level=warning", *others], cwd=room, check=True)
    return Made(gzip.compress((room / SCRIPT).read_bytes(), compresslevel=9, mtime=0), _contents(room / SCRIPT, gives))


def _entry(sources: dict[str, str], gives: dict[str, list[str]]) -> str:
    """The script in which all come together: Streamlit begins, is told of the rest, and all give away what they did."""
    begins = next(iter(sources))
    later = {name for source in sources.values() for name in asked_later(source) if name in sources}
    numbers = [number for number, name in enumerate(sources) if name in later]
    lines = [f'import "./{begins}";', 'import {tell} from "./registry.js";']
    for number, name in enumerate(sources):
        names = ", ".join(f"{one} as s{number}_{one}" for one in gives[name])
        lines += [f'export {{{names}}} from "./{name}";'] if names else []
        lines += [f'import * as s{number} from "./{name}";'] if number in numbers else []
    return "\n".join([*lines, f"tell({{{', '.join(f's{number}' for number in numbers)}}});"])


def _contents(script: Path, gives: dict[str, list[str]]) -> str:
    mark = hashlib.sha256(script.read_bytes()).hexdigest()[:8]
    return json.dumps({"mark": mark, "streamlit": streamlit.__version__, "gives": gives}, indent=0) + "\n"
