"""Loads an edition from its folder and says everything that is wrong with it, each fault in one plain line.

A folder is used whole or not at all: `load_edition` raises with every fault found, `check_folder` returns them.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sendsat.errors import EditionError
from sendsat.guide import model
from sendsat.guide.checks import cross_faults
from sendsat.guide.checks.fault import Fault
from sendsat.guide.checks.links import link_faults
from sendsat.guide.edition import Edition, EditionHeader
from sendsat.guide.reading import Document, Faulty, read
from sendsat.guide.words.fault_words import sentence
from sendsat.guide.words.wording import slips

LISTS: dict[str, tuple[str, type[BaseModel]]] = {
    "glossary": ("glossary.yaml", model.GlossaryTerm),
    "resources": ("resources.yaml", model.Resource),
    "changes": ("changes.yaml", model.Change),
    "frameworks": ("ofsted.yaml", model.Framework),
    "related": ("related.yaml", model.RelatedGroup),
    "laws": ("laws.yaml", model.Provision),
    "roles": ("roles.yaml", model.Role),
    "wordings": ("wording.yaml", model.Wording),
}
SPARED = frozenset({"glossary", "changes", "related"})
"""Lists whose file a supplement may leave out."""


class _Reader:
    """Reads the files of one folder, collecting faults instead of stopping at the first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[str] = []
        self.documents: dict[str, Document] = {}

    def document(self, name: str) -> Document | None:
        try:
            if Path(name).name != name:
                raise Faulty("leads out of its folder, so it was not read")
            self.documents[name] = read(self.folder / name)
            return self.documents[name]
        except Faulty as fault:
            self.faults.append(f"{name}: {fault}")
            return None

    def build(self, kind: type[BaseModel], data: Any, document: Document, at: tuple[str | int, ...] = ()) -> Any:
        try:
            return kind.model_validate(data)
        except ValidationError as error:
            for item in _own_errors(error):
                where = (*at, *(step for step in item["loc"] if not str(step).startswith("function-")))
                field = ".".join(str(step) for step in item["loc"]) or "entry"
                owner = document.owner(where)
                what = sentence(item)
                self.faults.append(
                    f"{document.name}: line {document.line(where)}:{f' {owner}:' if owner else ''} {field} {what}"
                )
            return None

    def many(self, name: str, kind: type[BaseModel]) -> tuple[Any, ...]:
        document = self.document(name)
        if document is None:
            return ()
        if not isinstance(document.data, list):
            self.faults.append(f"{name}: line 1: should be a list of entries")
            return ()
        built = [self.build(kind, item, document, (i,)) for i, item in enumerate(document.data)]
        return tuple(item for item in built if item is not None)

    def one(self, name: str, kind: type[BaseModel]) -> Any:
        document = self.document(name)
        return None if document is None else self.build(kind, document.data, document)


def _own_errors(error: ValidationError) -> Iterator[ErrorDetails]:
    """The errors without those that only follow from another, such as a list left empty by its one bad entry."""
    errors = error.errors()
    for details in errors:
        place = details["loc"]
        follows = any(len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in errors)
        if not (details["type"] == "too_short" and follows):
            yield details


def _line(fault: Fault, document: Document | None) -> str:
    lines = document.lines_of(fault.value, keys=fault.keys) if document else []
    return f"{fault.file}: line {lines[-1] if lines else 1}: {fault.says}"


def _files(reader: _Reader, header: EditionHeader | None) -> Iterator[tuple[str, tuple[str, type[BaseModel]]]]:
    """The lists to read, without what a supplement leaves out."""
    is_supplement = header is not None and header.kind == "supplement"
    for field, (name, kind) in LISTS.items():
        left_out = is_supplement and field in SPARED and not os.path.lexists(reader.folder / name)
        if not left_out:
            yield field, (name, kind)


def _read_folder(reader: _Reader) -> tuple[Edition | None, list[str]]:
    if not os.path.isdir(reader.folder):  # unlike Path.is_dir, says no to a name that is too long
        return None, [f"{reader.folder}: there is no such folder"]
    header = reader.one("edition.yaml", EditionHeader)
    sections = [reader.one(name, model.Section) for name in (header.sections if header else ())]
    lists: dict[str, Any] = {field: reader.many(name, kind) for field, (name, kind) in _files(reader, header)}
    if reader.faults:
        return None, reader.faults
    edition = Edition(header=header, sections=tuple(sections), **lists)
    return edition, [_line(fault, reader.documents.get(fault.file)) for fault in cross_faults(edition)]


def check_folder(folder: Path) -> list[str]:
    """Every fault of the edition in `folder`, one plain line each naming file, line, id and fault; empty if sound.

    A word that is not written as the edition writes it, and a link that leaves people searching, are faults here, but
    stop no edition from being used.
    """
    reader = _Reader(folder)
    edition, faults = _read_folder(reader)
    if edition is None:
        return faults
    blind = (_line(fault, reader.documents.get(fault.file)) for fault in link_faults(edition))
    return [
        *faults,
        *blind,
        *(slip for document in reader.documents.values() for slip in slips(document, edition.wordings)),
    ]


def load_edition(folder: Path) -> Edition:
    """Read and cross-check the edition in `folder`. Raises `EditionError` with every fault if there is any."""
    edition, faults = _read_folder(_Reader(folder))
    if faults or edition is None:
        raise EditionError(faults)
    return edition
