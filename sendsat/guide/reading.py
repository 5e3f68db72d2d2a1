"""Reading one YAML file of an edition, remembering on which line each value stands.

Refuses what no content file needs: huge files, anchors and aliases, repeated keys. Knows nothing of the model.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 2_000_000
_ANCHOR = re.compile(r"(^|[\s\[,{:-])[&*][\w-]", re.MULTILINE)
Path_ = tuple[str | int, ...]


class Faulty(Exception):
    """A file that cannot be read; the text names line and fault."""


class Document:
    """The plain values of a file (`data`), and where each stands."""

    def __init__(self, name: str, data: Any, root: yaml.Node) -> None:
        self.name = name
        self.data = data
        self._root = root

    def line(self, path: Path_) -> int:
        """The line (from 1) of the value at `path`, or of the nearest thing around it that exists."""
        node = self._root
        for step in path:
            child = _child(node, step)
            if child is None:
                break
            node = child
        return int(node.start_mark.line) + 1

    def owner(self, path: Path_) -> str:
        """The id (or number) of the innermost entry around `path`, "" where there is none."""
        value, found = self.data, ""
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                break
            if isinstance(value, dict):
                found = str(value.get("id") or value.get("number") or found)
        return found


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item: yaml.Node = node.value[step]
        return item
    return None


def _repeated_keys(node: yaml.Node) -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.start_mark.line + 1, str(key.value)
            seen.add(key.value)
            yield from _repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated_keys(item)


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Faulty(f"is larger than {MAX_BYTES // 1_000_000} MB, so it was not read")
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Faulty("is missing") from None
    except UnicodeDecodeError as error:
        raise Faulty(f"is not UTF-8 text (byte {error.start})") from None
    except OSError as error:
        raise Faulty(f"cannot be read ({error.strerror})") from None


def read(path: Path) -> Document:
    """Read one YAML file into plain values. Raises `Faulty` with a plain line where it cannot be used."""
    text = _read_text(path)
    try:
        if _ANCHOR.search(text) and any(isinstance(e, yaml.AliasEvent) for e in yaml.parse(text, yaml.CSafeLoader)):
            raise Faulty("uses YAML aliases (*name); write the text out instead")
        loader = yaml.CSafeLoader(text)
        root = loader.get_single_node()
        if root is None:
            raise Faulty("is empty")
        for line, key in _repeated_keys(root):
            raise Faulty(f"line {line}: the key '{key}' stands twice in one entry")
        return Document(path.name, loader.construct_document(root), root)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Faulty(f"line {line}: broken YAML, {error.problem}") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Faulty(f"broken YAML, {error}") from None
