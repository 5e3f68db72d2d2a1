"""The layout of the package, read from its imports: `python -m tests.layout` prints rooms, files and arrows.

A room is a folder of `sendsat`; an arrow says that at least one file of a room imports from another.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HALLS = ("guide", "assessment", "storage", "reports", "exchange", "services", "serving", "ui")
Arrow = tuple[str, str]


@dataclass
class Room:
    """A folder with its own files, and how many imports lead from it to each other room."""

    name: str
    files: list[str] = field(default_factory=list)
    uses: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def _module(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(file: Path) -> Iterator[str]:
    """The modules of sendsat that a file imports, as far down as they are named."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.startswith("sendsat."))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sendsat"):
            yield from (f"{node.module}.{one.name}" for one in node.names)


def room_of(module: str) -> str:
    """The room a module lies in: `sendsat.ui.guide.answer` in `ui/guide`, `sendsat.ui.shell` in `ui`."""
    path = ROOT.joinpath(*module.split("."))
    while not path.is_dir() or path.name.startswith("_"):
        path = path.parent
    return str(path.relative_to(ROOT / "sendsat")) if path != ROOT / "sendsat" else "."


@cache
def rooms() -> dict[str, Room]:
    """Every room by its name, migrations apart."""
    found: dict[str, Room] = {}
    for file in sorted((ROOT / "sendsat").rglob("*.py")):
        if "migrations" in file.parts or file.name == "__init__.py":
            continue
        name = room_of(_module(file))
        room = found.setdefault(name, Room(name))
        room.files.append(file.name)
        for module in imported(file):
            other = room_of(module)
            if other not in (name, "."):
                room.uses[other] += 1
    return found


def arrows(within: str) -> set[Arrow]:
    """The arrows between rooms of one hall: `within` "ui" gives those between `ui/guide`, `ui/frame` and so on."""
    inside = {name: one for name, one in rooms().items() if name.startswith(f"{within}/")}
    return {(name, other) for name, one in inside.items() for other in one.uses if other in inside}


def between(within: str) -> set[Arrow]:
    """The arrows between the rooms that lie directly in one hall, each with the rooms that lie within it."""
    outer = {(_outermost(user), _outermost(used)) for user, used in arrows(within)}
    return {(user, used) for user, used in outer if user != used}


def _outermost(room: str) -> str:
    return "/".join(room.split("/")[:2])


def floors(pairs: set[Arrow]) -> list[list[str]]:
    """The rooms from the lowest floor up: each uses only what lies below. Raises `ValueError` for a circle."""
    left = {name for pair in pairs for name in pair}
    found: list[list[str]] = []
    while left:
        free = sorted(name for name in left if not any(use in left for user, use in pairs if user == name))
        if not free:
            raise ValueError(f"{', '.join(sorted(left))} use one another in a circle")
        found.append(free)
        left -= set(free)
    return found


def main() -> None:
    """Print the rooms with their files and arrows, and the floors of each hall that has rooms."""
    for name, room in sorted(rooms().items()):
        uses = ", ".join(f"{other} ({count})" for other, count in sorted(room.uses.items()))
        print(f"{name:24} {len(room.files):3} files   uses {uses or 'no other room'}")
    for hall in HALLS:
        pairs = between(hall)
        if pairs:
            print(f"\n{hall}: {len(pairs)} arrows on {len(floors(pairs))} floors")
            for floor in reversed(floors(pairs)):
                print("    " + "   ".join(floor))


if __name__ == "__main__":
    main()
