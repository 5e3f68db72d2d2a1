"""Reading one YAML file of an edition, remembering on which line each value stands.

Refuses what no content file needs: huge files, endless nesting, aliases, repeated keys. Knows nothing of the model.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
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
        value, innermost = self.data, ""
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                break
            if isinstance(value, dict):
                innermost = str(value.get("id") or value.get("number") or innermost)
        return innermost

    def lines_of(self, value: str, *, keys: tuple[str, ...]) -> list[int]:
        """The lines on which `value` stands under one of the keys, by itself or in a list."""
        return [
            int(node.start_mark.line) + 1 for key, node in _scalars(self._root) if node.value == value and key in keys
        ]


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item: yaml.Node = node.value[step]
        return item
    return None


def _scalars(node: yaml.Node, key: str = "") -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Every single value at or below `node`, with the key that it or its list stands under."""
    if isinstance(node, yaml.ScalarNode):
        yield key, node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item, key)
    elif isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _scalars(value, str(name.value))


def _repeated_keys(node: yaml.Node) -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, value in node.value:
            if str(key.value) in keys:
                yield key.start_mark.line + 1, str(key.value)
            keys.add(str(key.value))
            yield from _repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated_keys(item)


def _read_text(path: Path) -> str:
    try:
        _check_place(path)
        with path.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise Faulty(f"is larger than {MAX_BYTES // 1_000_000} MB, so it was not read")
        return content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except FileNotFoundError:
        raise Faulty("is missing") from None
    except UnicodeDecodeError as error:
        raise Faulty(f"is not UTF-8 text (byte {error.start})") from None
    except OSError as error:
        raise Faulty(f"cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise Faulty(f"cannot be read ({error})") from None


def _check_place(path: Path) -> None:
    """A name may lead elsewhere or to a device, which would be read without end."""
    real = path.resolve(strict=True)
    if not real.is_relative_to(path.parent.resolve()):
        raise Faulty("leads out of its folder, so it was not read")
    if not real.is_file() and not real.is_dir():
        raise Faulty("is not a file, so it was not read")


def _refuse_traps(text: str) -> None:
    """Aliases can grow without end; deep nesting exhausts the parser's stack, which would kill the whole program."""
    depth = 0
    for event in yaml.parse(text, yaml.CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise Faulty(f"line {line}: uses YAML aliases (*name); write the text out instead")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise Faulty(f"line {line}: is nested more than {MAX_DEPTH} deep")


def _values(loader: yaml.CSafeLoader, root: yaml.Node) -> Any:
    try:
        return loader.construct_document(root)
    except ValueError:
        fresh = yaml.CSafeLoader("")
        for _, node in _scalars(root):
            try:
                fresh.construct_object(node)
            except ValueError as error:
                raise Faulty(f"line {node.start_mark.line + 1}: '{node.value[:40]}' cannot be used, {error}") from None
        raise


def read(path: Path) -> Document:
    """Read one YAML file into plain values. Raises `Faulty` with a plain line where it cannot be used."""
    text = _read_text(path)
    try:
        _refuse_traps(text)
        loader = yaml.CSafeLoader(text)
        root = loader.get_single_node()
        if root is None:
            raise Faulty("is empty")
        for line, key in _repeated_keys(root):
            raise Faulty(f"line {line}: the key '{key}' stands twice in one entry")
        return Document(path.name, _values(loader, root), root)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Faulty(f"line {line}: broken YAML, {error.problem}") from None
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        raise Faulty(f"line {line}: broken YAML, {error.reason}") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Faulty(f"broken YAML, {' '.join(str(error).split())}") from None
