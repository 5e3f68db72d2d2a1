"""Loads an edition from its folder and says everything that is wrong with it, each fault in one plain line.

A folder is used whole or not at all: `load_edition` raises with every fault found, `check_folder` returns them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from sendsat.errors import EditionError
from sendsat.guide import model
from sendsat.guide.reading import Document, Faulty, read

LISTS: dict[str, tuple[str, type[BaseModel]]] = {
    "glossary": ("glossary.yaml", model.GlossaryTerm),
    "resources": ("resources.yaml", model.Resource),
    "changes": ("changes.yaml", model.Change),
    "frameworks": ("ofsted.yaml", model.Framework),
    "related": ("related.yaml", model.RelatedGroup),
}


class _Reader:
    """Reads the files of one folder, collecting faults instead of stopping at the first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[str] = []

    def document(self, name: str) -> Document | None:
        try:
            return read(self.folder / name)
        except Faulty as fault:
            self.faults.append(f"{name}: {fault}")
            return None

    def build(self, kind: type[BaseModel], data: Any, document: Document, at: tuple[str | int, ...] = ()) -> Any:
        try:
            return kind.model_validate(data)
        except ValidationError as error:
            for item in error.errors():
                where = (*at, *(step for step in item["loc"] if not str(step).startswith("function-")))
                field = ".".join(str(step) for step in item["loc"]) or "entry"
                owner = document.owner(where)
                what = _sentence(item["msg"])
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


def _sentence(message: str) -> str:
    words = {
        "Field required": "is missing",
        "Extra inputs are not permitted": "is not a field that belongs here",
        "Input should be a valid string": "should be text (put it in quotes)",
    }
    return words.get(message, message.removeprefix("Value error, "))


def _repeats(what: str, ids: Iterable[str]) -> Iterator[str]:
    for one, count in Counter(ids).items():
        if count > 1:
            yield f"{one}: the {what} stands {count} times; each must be there once"


def _section_faults(section: model.Section) -> Iterator[str]:
    numbers = [statement.number for statement in section.statements]
    expected = list(range(1, len(numbers) + 1))
    if numbers != expected:
        odd = next((n for n, e in zip(numbers, expected, strict=False) if n != e), numbers[-1])
        missing = sorted(set(range(1, max(numbers) + 1)) - set(numbers))
        detail = f"statement {missing[0]} is missing" if missing else f"statement {odd} is out of order"
        yield f"{section.id}: statement numbers must run on from 1 through the section; {detail}"
    for statement in section.statements:
        if not statement.id.startswith(section.prefix):
            yield f"{statement.id}: a statement of this section must start with {section.prefix}"
    for part in section.subsections:
        if part.number.split(".")[0] != str(section.number):
            yield f"{part.number}: does not belong in section {section.number}"


def _reference_faults(edition: model.Edition) -> Iterator[str]:
    resources = set(edition.resource_by_id)
    for section in edition.sections:
        wanted = [("", r) for r in (*section.legislation, *section.regulations, *section.resources)]
        wanted += [(e.id, e.resource) for e in section.exemplars if e.resource]
        for part in section.subsections:
            wanted += [(part.number, r) for r in part.resources]
            wanted += [(e.id, e.resource) for e in part.exemplars if e.resource]
        for owner, wish in wanted:
            if wish not in resources:
                yield f"section {section.id}: {owner}: names the resource '{wish}', which resources.yaml lacks"
    for group in edition.related:
        for one in group.statements:
            if one not in edition.statements:
                yield f"related.yaml: '{group.topic}': names the statement '{one}', which no section has"
    for change in edition.changes:
        for number in change.touches:
            if number not in edition.subsections:
                yield f"changes.yaml: {change.id}: touches the subsection '{number}', which no section has"
    areas = {(f.id, a.id) for f in edition.frameworks for a in f.areas}
    for statement in edition.statements.values():
        for framework, mapping in statement.ofsted.items():
            for area in mapping.areas:
                if (framework, area) not in areas:
                    yield f"{statement.id}: names the Ofsted area '{framework}/{area}', which ofsted.yaml lacks"
        for framework_ in edition.frameworks:
            if framework_.id not in statement.ofsted:
                yield f"{statement.id}: has no Ofsted area for the framework '{framework_.id}'"


def _cross_faults(edition: model.Edition) -> Iterator[str]:
    yield from _repeats("statement id", (s.id for section in edition.sections for s in section.statements))
    yield from _repeats("section id", (section.id for section in edition.sections))
    yield from _repeats("subsection number", (p.number for section in edition.sections for p in section.subsections))
    yield from _repeats("resource id", (resource.id for resource in edition.resources))
    yield from _repeats("glossary id", (term.id for term in edition.glossary))
    yield from _repeats("change id", (change.id for change in edition.changes))
    for section in edition.sections:
        yield from _section_faults(section)
    yield from _reference_faults(edition)
    if sum(framework.current for framework in edition.frameworks) != 1:
        yield "ofsted.yaml: exactly one framework must be marked current"


def _read_folder(folder: Path) -> tuple[model.Edition | None, list[str]]:
    if not folder.is_dir():
        return None, [f"{folder}: there is no such folder"]
    reader = _Reader(folder)
    header = reader.one("edition.yaml", model.EditionHeader)
    sections = [reader.one(name, model.Section) for name in (header.sections if header else ())]
    lists: dict[str, Any] = {field: reader.many(name, kind) for field, (name, kind) in LISTS.items()}
    if reader.faults:
        return None, reader.faults
    edition = model.Edition(header=header, sections=tuple(sections), **lists)
    return edition, list(_cross_faults(edition))


def check_folder(folder: Path) -> list[str]:
    """Every fault of the edition in `folder`, one plain line each naming file, line, id and fault; empty if sound."""
    return _read_folder(folder)[1]


def load_edition(folder: Path) -> model.Edition:
    """Read and cross-check the edition in `folder`. Raises `EditionError` with every fault if there is any."""
    edition, faults = _read_folder(folder)
    if faults or edition is None:
        raise EditionError(faults)
    return edition
