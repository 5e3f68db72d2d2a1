"""The sites of an organisation."""

from dataclasses import asdict

from sqlmodel import col, select

from sendsat.assessment.values import Site
from sendsat.errors import NotFound
from sendsat.storage.queries.organisations import as_site
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.rounds import SiteRow


def sites_of(scope: Scope) -> tuple[Site, ...]:
    """The organisation's sites in the order they were added, retired ones too."""
    rows = select(SiteRow).where(SiteRow.organisation_id == scope.organisation_id).order_by(col(SiteRow.id))
    return tuple(as_site(row) for row in scope.session.exec(rows))


def add_site(work: Work, *, name: str) -> Site:
    """Keep a new site."""
    row = SiteRow(organisation_id=work.organisation_id, name=name)
    work.session.add(row)
    work.session.flush()
    return as_site(row)


def save_site(work: Work, site: Site) -> Site:
    """Keep a site's name, whether it is retired, and what moved if it was merged. Raises `NotFound`, also for another
    organisation's site."""
    row = work.session.get(SiteRow, site.id)
    if row is None or row.organisation_id != work.organisation_id:
        raise NotFound("There is no such site here.", "Choose one from the list.")
    row.name, row.retired = site.name, site.retired
    row.merged = asdict(site.merged) | {"at": site.merged.at.isoformat()} if site.merged else None
    return site
