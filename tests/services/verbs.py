"""Finds every verb that changes anything: read from the source, so that a new one cannot be forgotten.

A verb is a public function of `services` that takes a desk, a door or a store and, itself or through others of the
package, opens a transaction that writes.
"""

import ast
import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sendsat import services

FOLDER = Path(services.__file__).parent
PACKAGE = services.__name__
OPENING = {"writing", "founding", "handing"}
"""The methods of a store that begin a transaction of an organisation."""
OWNERS = {"desk", "door", "store"}
NO_VERBS = {"work"}
INSIDE = {"work", "change"}
"""Arguments of what works inside of a verb's transaction."""
Name = tuple[str, str]


@dataclass
class Module:
    """One file of `services` by its room ("plan.importing"): its functions, and what names of the package it has
    brought in."""

    name: str
    functions: dict[str, ast.FunctionDef] = field(default_factory=dict)
    names: dict[str, Name] = field(default_factory=dict)
    modules: dict[str, str] = field(default_factory=dict)

    def called(self, node: ast.FunctionDef) -> Iterator[Name]:
        """The functions of `services` that a function calls, by module and name, and `("store", "writing")`."""
        for call in (one.func for one in ast.walk(node) if isinstance(one, ast.Call)):
            if isinstance(call, ast.Name):
                yield (self.name, call.id) if call.id in self.functions else self.names.get(call.id, ("", call.id))
            elif isinstance(call, ast.Attribute) and call.attr in OPENING:
                yield "store", call.attr
            elif isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name):
                yield self.modules.get(call.value.id, ""), call.attr


def _read(file: Path) -> Module:
    found = Module(".".join(file.relative_to(FOLDER).with_suffix("").parts))
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.functions[node.name] = node
        elif isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith(f"{PACKAGE}."):
            inside = (node.module or "").removeprefix(PACKAGE).strip(".")
            for one in node.names:
                dotted = f"{inside}.{one.name}".strip(".")
                found.modules[one.asname or one.name] = dotted
                found.names[one.asname or one.name] = (inside, one.name)
    return found


def _writers(modules: list[Module]) -> set[Name]:
    """Every function that opens a transaction which writes, itself or through another."""
    calls = {(one.name, name): set(one.called(node)) for one in modules for name, node in one.functions.items()}
    writers: set[Name] = {("store", one) for one in OPENING}
    while more := {name for name, called in calls.items() if called & writers} - writers:
        writers |= more
    return writers


def _is_verb(module: Module, node: ast.FunctionDef) -> bool:
    arguments = [one.arg for one in (*node.args.args, *node.args.kwonlyargs)]
    is_public = not node.name.startswith("_") and module.name not in NO_VERBS
    return is_public and bool(arguments) and arguments[0] in OWNERS and not INSIDE & set(arguments)


def changing_verbs() -> dict[str, Callable[..., Any]]:
    """Every verb that may write, by module and name: "judging.rate"."""
    modules = [_read(file) for file in sorted(FOLDER.rglob("*.py"))]
    writers = _writers(modules)
    return {
        f"{_short(one, modules)}.{name}": getattr(importlib.import_module(f"{PACKAGE}.{one.name}"), name)
        for one in modules
        for name, node in one.functions.items()
        if (one.name, name) in writers and _is_verb(one, node)
    }


def _short(module: Module, modules: list[Module]) -> str:
    """What a module is called here: by its room too, where another room has one of its name ("plan_importing")."""
    room, _, name = module.name.rpartition(".")
    is_alone = [one.name.rpartition(".")[2] for one in modules].count(name) == 1
    return name if is_alone or name == room else f"{room}_{name}"
