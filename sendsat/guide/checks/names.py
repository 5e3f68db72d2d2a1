"""What must hold of the names of an edition's entries: each stands once, and none that is used leads nowhere. Pure."""

from collections.abc import Container, Iterable, Iterator

from sendsat.guide.checks.fault import IDS, Fault
from sendsat.guide.edition import Edition
from sendsat.guide.model import Section

Named = Iterable[tuple[str, str]]
RESOURCES = ("resource", "resources", "legislation", "regulations")


def repeated_names(edition: Edition) -> Iterator[Fault]:
    """Ids, numbers and names that stand more than once."""
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


def _exemplar_ids(section: Section) -> Iterator[str]:
    yield from (exemplar.id for exemplar in section.exemplars)
    yield from (exemplar.id for part in section.subsections for exemplar in part.exemplars)


def _repeats(what: str, named: Named) -> Iterator[Fault]:
    """`named` pairs each id with the file it stands in."""
    places: dict[str, list[str]] = {}
    for file, name in named:
        places.setdefault(name, []).append(file)
    for name, files in places.items():
        if len(files) > 1:
            yield Fault(files[-1], name, IDS, f"{name}: the {what} stands {len(files)} times; each must be there once")


def _section_faults(file: str, section: Section) -> Iterator[Fault]:
    numbers = [statement.number for statement in section.statements]
    in_order = enumerate(section.statements, start=1)
    odd = next((statement for place, statement in in_order if statement.number != place), None)
    if odd:
        missing = sorted(set(range(1, max(numbers) + 1)) - set(numbers))
        detail = f"statement {missing[0]} is missing" if missing else f"statement {odd.number} is out of order"
        says = f"{section.id}: statement numbers must run on from 1 through the section; {detail}"
        yield Fault(file, odd.id, IDS, says)
    for statement in section.statements:
        if not statement.id.startswith(section.prefix):
            says = f"{statement.id}: a statement of this section must start with {section.prefix}"
            yield Fault(file, statement.id, IDS, says)
    for part in section.subsections:
        if part.number.split(".")[0] != str(section.number):
            yield Fault(file, part.number, IDS, f"{part.number}: does not belong in section {section.number}")


def _resource_faults(file: str, section: Section, resources: Container[str]) -> Iterator[Fault]:
    wanted = [(section.id, resource) for resource in (*section.legislation, *section.regulations, *section.resources)]
    wanted += [(exemplar.id, exemplar.resource) for exemplar in section.exemplars if exemplar.resource]
    for part in section.subsections:
        wanted += [(part.number, resource) for resource in part.resources]
        wanted += [(exemplar.id, exemplar.resource) for exemplar in part.exemplars if exemplar.resource]
    for owner, wish in wanted:
        if wish not in resources:
            yield Fault(file, wish, RESOURCES, f"{owner}: names the resource '{wish}', which resources.yaml lacks")


def lost_references(edition: Edition) -> Iterator[Fault]:
    """Resources, statements and subsections that are named and not there."""
    for file, section in zip(edition.header.sections, edition.sections, strict=True):
        yield from _section_faults(file, section)
        yield from _resource_faults(file, section, edition.resource_by_id)
    yield from _map_faults(edition)
    for group in edition.related:
        for statement_id in group.statements:
            if statement_id not in edition.statements:
                says = f"'{group.topic}': names the statement '{statement_id}', which no section has"
                yield Fault("related.yaml", statement_id, ("statements",), says)
    for change in edition.changes:
        for number in change.touches:
            if number not in edition.subsections:
                says = f"{change.id}: touches the subsection '{number}', which no section has"
                yield Fault("changes.yaml", number, ("touches",), says)


def _map_faults(edition: Edition) -> Iterator[Fault]:
    """A map that leads nowhere would leave what teams said of a statement behind when a round is carried forward."""
    for id_map in edition.header.maps:
        for old, new in id_map.statements.items():
            for wish in new:
                if wish not in edition.statements:
                    says = f"{old}: goes to the statement '{wish}', which no section has"
                    yield Fault("edition.yaml", wish, (old,), says)
