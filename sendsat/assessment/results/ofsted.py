"""Which Ofsted areas a statement belongs to: the organisation's own choice, or the edition's. Pure."""

from collections.abc import Mapping

from sendsat.assessment.organisations import OrganisationKind
from sendsat.errors import Invalid
from sendsat.guide.edition import Edition
from sendsat.guide.model import Framework

OfstedChoices = Mapping[tuple[str, str], tuple[str, ...]]
"""An organisation's own areas, by statement id and framework id."""


def frameworks_for(edition: Edition, kind: OrganisationKind) -> tuple[Framework, ...]:
    """All frameworks: first those by which this kind is inspected, and of these first the one in use."""
    whom = "areas" if kind is OrganisationKind.LOCAL_AUTHORITY else "providers"
    return tuple(sorted(edition.frameworks, key=lambda framework: (framework.inspects != whom, not framework.current)))


def ofsted_areas(edition: Edition, choices: OfstedChoices, statement_id: str, framework_id: str) -> tuple[str, ...]:
    """The ids of a statement's areas: the organisation's own choice, or the edition's where it made none."""
    mapping = edition.statements[statement_id].ofsted.get(framework_id)
    return choices.get((statement_id, framework_id), mapping.areas if mapping else ())


def own_areas(
    edition: Edition, statement_id: str, framework: Framework, areas: tuple[str, ...]
) -> tuple[str, ...] | None:
    """A choice as it is kept, in the framework's order; None where it is the edition's own. Raises `Invalid` for an
    area the framework lacks."""
    known = [area.id for area in framework.areas]
    if unknown := [area for area in areas if area not in known]:
        raise Invalid(f"{framework.title} has no area '{unknown[0][:40]}'.")
    chosen = tuple(area for area in known if area in areas)
    return None if set(chosen) == set(ofsted_areas(edition, {}, statement_id, framework.id)) else chosen
