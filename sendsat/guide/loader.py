"""Loads an edition from its folder and says everything that is wrong with it, each fault in one plain line.

A folder is used whole or not at all: `load_edition` raises with every fault found, `check_folder` returns them.
"""

import os
from collections.abc import Container, Iterable, Iterator
from itertools import starmap
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sendsat.errors import EditionError
from sendsat.guide import model
from sendsat.guide.fault_words import sentence
from sendsat.guide.frameworks import framework_faults
from sendsat.guide.law import Strength
from sendsat.guide.links import link_faults
from sendsat.guide.reading import Document, Faulty, read
from sendsat.guide.steps import role_faults
from sendsat.guide.wording import slips

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


class _Reader:
    """Reads the files of one folder, collecting faults instead of stopping at the first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[str] = []
        self.documents: dict[str, Document] = {}

    def document(self, name: str) -> Document | None:
        try:
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


class _Fault(NamedTuple):
    """What is wrong between entries that are each sound: in which file, which value under which keys, and how."""

    file: str
    value: str
    keys: tuple[str, ...]
    says: str


Named = Iterable[tuple[str, str]]
IDS = ("id", "number", "name")
RESOURCES = ("resource", "resources", "legislation", "regulations")


def _repeats(what: str, named: Named) -> Iterator[_Fault]:
    """`named` pairs each id with the file it stands in."""
    places: dict[str, list[str]] = {}
    for file, name in named:
        places.setdefault(name, []).append(file)
    for name, files in places.items():
        if len(files) > 1:
            yield _Fault(files[-1], name, IDS, f"{name}: the {what} stands {len(files)} times; each must be there once")


def _section_faults(file: str, section: model.Section) -> Iterator[_Fault]:
    numbers = [statement.number for statement in section.statements]
    in_order = enumerate(section.statements, start=1)
    odd = next((statement for place, statement in in_order if statement.number != place), None)
    if odd:
        missing = sorted(set(range(1, max(numbers) + 1)) - set(numbers))
        detail = f"statement {missing[0]} is missing" if missing else f"statement {odd.number} is out of order"
        says = f"{section.id}: statement numbers must run on from 1 through the section; {detail}"
        yield _Fault(file, odd.id, IDS, says)
    for statement in section.statements:
        if not statement.id.startswith(section.prefix):
            says = f"{statement.id}: a statement of this section must start with {section.prefix}"
            yield _Fault(file, statement.id, IDS, says)
    for part in section.subsections:
        if part.number.split(".")[0] != str(section.number):
            yield _Fault(file, part.number, IDS, f"{part.number}: does not belong in section {section.number}")


def _resource_faults(file: str, section: model.Section, resources: Container[str]) -> Iterator[_Fault]:
    wanted = [(section.id, resource) for resource in (*section.legislation, *section.regulations, *section.resources)]
    wanted += [(exemplar.id, exemplar.resource) for exemplar in section.exemplars if exemplar.resource]
    for part in section.subsections:
        wanted += [(part.number, resource) for resource in part.resources]
        wanted += [(exemplar.id, exemplar.resource) for exemplar in part.exemplars if exemplar.resource]
    for owner, wish in wanted:
        if wish not in resources:
            yield _Fault(file, wish, RESOURCES, f"{owner}: names the resource '{wish}', which resources.yaml lacks")


def _reference_faults(edition: model.Edition) -> Iterator[_Fault]:
    for file, section in zip(edition.header.sections, edition.sections, strict=True):
        yield from _resource_faults(file, section, edition.resource_by_id)
    for group in edition.related:
        for statement_id in group.statements:
            if statement_id not in edition.statements:
                says = f"'{group.topic}': names the statement '{statement_id}', which no section has"
                yield _Fault("related.yaml", statement_id, ("statements",), says)
    for change in edition.changes:
        for number in change.touches:
            if number not in edition.subsections:
                says = f"{change.id}: touches the subsection '{number}', which no section has"
                yield _Fault("changes.yaml", number, ("touches",), says)


def _map_faults(edition: model.Edition) -> Iterator[_Fault]:
    """A map that leads nowhere would leave what teams said of a statement behind when a round is carried forward."""
    for id_map in edition.header.maps:
        for old, new in id_map.statements.items():
            for wish in new:
                if wish not in edition.statements:
                    says = f"{old}: goes to the statement '{wish}', which no section has"
                    yield _Fault("edition.yaml", wish, (old,), says)


def _demands(section: model.Section) -> Iterator[tuple[str, model.Point | model.Facilitation, Strength | None]]:
    """What of a section may be marked as law: whose it is, itself and its mark."""
    for point in section.guidance:
        yield section.id, point, point.strength
    for part in section.subsections:
        yield from ((part.number, point, point.strength) for point in part.guidance)
    for statement in section.statements:
        if statement.ours:
            yield statement.id, statement.ours, statement.ours.duty


def _law_faults(file: str, section: model.Section, edition: model.Edition) -> Iterator[_Fault]:
    """Nothing is called law without a provision that says whom it applies to and where it was read."""
    for owner, demand, mark in _demands(section):
        for wish in demand.law:
            if wish not in edition.law_by_id:
                yield _Fault(file, wish, ("law",), f"{owner}: names the provision '{wish}', which laws.yaml lacks")
            elif mark is Strength.LAW and not edition.law_by_id[wish].makes_law:
                says = f"{owner}: is marked as law by '{wish}', which lacks whom it applies to or where it was read"
                yield _Fault(file, wish, ("law",), says)
        if isinstance(demand, model.Facilitation) and mark is Strength.LAW and not demand.law:
            yield _Fault(file, owner, IDS, f"{owner}: is marked as law, but names no provision")
        if isinstance(demand, model.Facilitation) and mark is Strength.GUIDANCE and not demand.cites:
            yield _Fault(file, owner, IDS, f"{owner}: is marked as statutory guidance, but cites no paragraph")


def _exemplar_ids(section: model.Section) -> Iterator[str]:
    yield from (exemplar.id for exemplar in section.exemplars)
    yield from (exemplar.id for part in section.subsections for exemplar in part.exemplars)


def _cross_faults(edition: model.Edition) -> Iterator[_Fault]:
    sections = list(zip(edition.header.sections, edition.sections, strict=True))
    yield from _repeats(
        "statement id", ((file, statement.id) for file, section in sections for statement in section.statements)
    )
    yield from _repeats("section id", ((file, section.id) for file, section in sections))
    yield from _repeats(
        "subsection number", ((file, part.number) for file, section in sections for part in section.subsections)
    )
    yield from _repeats("resource id", (("resources.yaml", resource.id) for resource in edition.resources))
    yield from _repeats("glossary id", (("glossary.yaml", term.id) for term in edition.glossary))
    yield from _repeats("change id", (("changes.yaml", change.id) for change in edition.changes))
    yield from _repeats("framework id", (("ofsted.yaml", framework.id) for framework in edition.frameworks))
    for framework in edition.frameworks:
        yield from _repeats("area id", (("ofsted.yaml", area.id) for area in framework.areas))
    yield from _repeats(
        "example id", ((file, exemplar_id) for file, section in sections for exemplar_id in _exemplar_ids(section))
    )
    yield from _repeats("provision id", (("laws.yaml", provision.id) for provision in edition.laws))
    yield from _repeats("role", (("roles.yaml", role.name) for role in edition.roles))
    yield from _map_faults(edition)
    yield from starmap(_Fault, role_faults(edition))
    for file, section in sections:
        yield from _section_faults(file, section)
        yield from _law_faults(file, section, edition)
    yield from _reference_faults(edition)
    yield from starmap(_Fault, framework_faults(edition))


def _line(fault: _Fault, document: Document | None) -> str:
    lines = document.lines_of(fault.value, keys=fault.keys) if document else []
    return f"{fault.file}: line {lines[-1] if lines else 1}: {fault.says}"


def _read_folder(reader: _Reader) -> tuple[model.Edition | None, list[str]]:
    if not os.path.isdir(reader.folder):  # unlike Path.is_dir, says no to a name that is too long
        return None, [f"{reader.folder}: there is no such folder"]
    header = reader.one("edition.yaml", model.EditionHeader)
    sections = [reader.one(name, model.Section) for name in (header.sections if header else ())]
    lists: dict[str, Any] = {field: reader.many(name, kind) for field, (name, kind) in LISTS.items()}
    if reader.faults:
        return None, reader.faults
    edition = model.Edition(header=header, sections=tuple(sections), **lists)
    return edition, [_line(fault, reader.documents.get(fault.file)) for fault in _cross_faults(edition)]


def check_folder(folder: Path) -> list[str]:
    """Every fault of the edition in `folder`, one plain line each naming file, line, id and fault; empty if sound.

    A word that is not written as the edition writes it, and a link that leaves people searching, are faults here, but
    stop no edition from being used.
    """
    reader = _Reader(folder)
    edition, faults = _read_folder(reader)
    if edition is None:
        return faults
    blind = (_line(fault, reader.documents.get(fault.file)) for fault in starmap(_Fault, link_faults(edition)))
    return [*faults, *blind, *(slip for one in reader.documents.values() for slip in slips(one, edition.wordings))]


def load_edition(folder: Path) -> model.Edition:
    """Read and cross-check the edition in `folder`. Raises `EditionError` with every fault if there is any."""
    edition, faults = _read_folder(_Reader(folder))
    if faults or edition is None:
        raise EditionError(faults)
    return edition
