"""What earlier versions made, taken out of its archive, and what today's version says of it."""

import json
import tarfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sendsat.guide.library import Library
from sendsat.services.desk import Desk
from sendsat.services.viewing import organisations_here
from sendsat.settings import SHIPPED_EDITION, SHIPPED_SUPPLEMENT
from sendsat.storage.store import Store

ARCHIVES = Path(__file__).parent / "archives"
MANIFEST = ARCHIVES / "manifest.json"


@dataclass(frozen=True)
class Earlier:
    """What one version made: `told` is what the manifest says of it, `said` what the version itself said is stored."""

    schema: str
    folder: Path
    told: dict[str, Any]

    @property
    def said(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "said.json").read_text("utf-8"))
        return found

    @property
    def college(self) -> dict[str, Any]:
        found: dict[str, Any] = self.said["organisations"][0]
        return found

    def file(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()


def manifest() -> dict[str, Any]:
    """What is kept, by schema, the oldest first."""
    found: dict[str, Any] = json.loads(MANIFEST.read_text("utf-8"))
    return found


def sample(schemas: list[str]) -> list[str]:
    """The oldest, one in the middle and the newest, for every day."""
    return [schemas[0], schemas[len(schemas) // 2], schemas[-1]]


def take_out(schema: str, folder: Path) -> Earlier:
    """Everything a version made, in the folder."""
    with tarfile.open(ARCHIVES / f"{schema}.tar.xz") as packed:
        packed.extractall(folder, filter="data")
    return Earlier(schema, folder, manifest()[schema])


@cache
def library() -> Library:
    """The guide and the supplement that are shipped today."""
    return Library.open((SHIPPED_EDITION, SHIPPED_SUPPLEMENT))


def desk_in(store: Store) -> Desk:
    """A desk of today in the first organisation of a database."""
    return Desk(store=store, library=library(), organisation=organisations_here(store)[0])


def differing(old: Any, new: Any, at: str = "") -> list[str]:
    """Where what was said earlier is said otherwise now, or not at all. What is said beside it does not count."""
    if isinstance(old, dict) and isinstance(new, dict):
        gone = [f"{at}.{key} is gone" for key in old if key not in new]
        return gone + [one for key in old if key in new for one in differing(old[key], new[key], f"{at}.{key}")]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        pairs = enumerate(zip(old, new, strict=True))
        return [one for place, (then, now) in pairs for one in differing(then, now, f"{at}[{place}]")]
    return [] if old == new else [f"{at}: {old!r} is now {new!r}"]
