"""What is wrong between statements and the inspection frameworks they are mapped to. Pure."""

from collections.abc import Iterator

from sendsat.guide.checks.fault import IDS, Fault
from sendsat.guide.edition import Edition
from sendsat.guide.model import Framework, Section

FILE = "ofsted.yaml"


def framework_faults(edition: Edition) -> Iterator[Fault]:
    """Areas and sections that are not there, statements without areas, and frameworks in use that contradict."""
    for file, section in zip(edition.header.sections, edition.sections, strict=True):
        yield from _section_faults(file, section, edition.frameworks)
    for framework in edition.frameworks:
        for wish in framework.sections:
            if wish not in edition.section_by_id:
                says = f"{framework.id}: maps the section '{wish}', which the edition lacks"
                yield Fault(FILE, wish, ("sections",), says)
    yield from _current_faults(edition.frameworks)


def _section_faults(file: str, section: Section, frameworks: tuple[Framework, ...]) -> Iterator[Fault]:
    known = {(framework.id, area.id) for framework in frameworks for area in framework.areas}
    for statement in section.statements:
        for framework, mapping in statement.ofsted.items():
            for area in mapping.areas:
                if (framework, area) not in known:
                    says = f"{statement.id}: names the Ofsted area '{framework}/{area}', which ofsted.yaml lacks"
                    yield Fault(file, area, ("areas",), says)
        for wanted in frameworks:
            if wanted.covers(section.id) and wanted.id not in statement.ofsted:
                says = f"{statement.id}: has no Ofsted area for the framework '{wanted.id}'"
                yield Fault(file, statement.id, IDS, says)


def _current_faults(frameworks: tuple[Framework, ...]) -> Iterator[Fault]:
    """Providers are inspected by exactly one framework at a time, areas by one at most."""
    current = [framework.inspects for framework in frameworks if framework.current]
    last = frameworks[-1].id if frameworks else ""
    if current.count("providers") != 1:
        yield Fault(FILE, last, IDS, "exactly one framework must be marked current")
    if current.count("areas") > 1:
        yield Fault(FILE, last, IDS, "only one framework for areas may be marked current")
