"""Local authorities in the same database, to which an organisation may send directly.

The one place where a provider's transaction sees anything of an authority: its name and code, whether the authority
knows the provider, and what became of what the provider itself sent.
"""

from collections.abc import Iterable

from sqlalchemy.orm import aliased
from sqlmodel import and_, col, func, or_, select

from sendsat.assessment.area.partners import Fate, Provider, Receipt
from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.storage.queries.area.area import as_provider
from sendsat.storage.queries.organisations import NOT_AWAY, as_organisation
from sendsat.storage.scope import Scope
from sendsat.storage.tables.area import ProviderRow, ReceiptRow, ReceivedRow, UnacceptedRow
from sendsat.storage.tables.rounds import OrganisationRow

EMPTIED = ("withdrawn", "deleted")
"""Why nothing of what a submission said is kept."""
IS_AUTHORITY = (col(OrganisationRow.kind) == OrganisationKind.LOCAL_AUTHORITY.value) & NOT_AWAY


def authorities_for(scope: Scope) -> tuple[Organisation, ...]:
    """The authorities that the organisation may choose from, by name: those that take what anybody here sends, that
    have its name in their register, or whose code it has used before. One statement."""
    own = aliased(OrganisationRow)
    name = select(func.lower(own.name)).where(own.id == scope.organisation_id).scalar_subquery()
    expects = select(ProviderRow.organisation_id).where(
        func.lower(ProviderRow.name) == name,
        col(ProviderRow.merged_into).is_(None),
        col(ProviderRow.removed_at).is_(None),
    )
    used = select(ReceiptRow.authority_code).where(ReceiptRow.organisation_id == scope.organisation_id)
    may_choose = or_(
        col(OrganisationRow.takes_submissions),
        col(OrganisationRow.id).in_(expects),
        col(OrganisationRow.uid).in_(used),
    )
    query = select(OrganisationRow).where(IS_AUTHORITY, OrganisationRow.id != scope.organisation_id, may_choose)
    with scope.seeing_every():
        rows = scope.session.exec(query.order_by(col(OrganisationRow.name), col(OrganisationRow.id))).all()
    return tuple(as_organisation(row) for row in rows)


def authority_coded(scope: Scope, code: str) -> Organisation | None:
    """The local authority with this code, where it is in this database and another organisation than the scope's."""
    query = select(OrganisationRow).where(
        IS_AUTHORITY, OrganisationRow.uid == code, OrganisationRow.id != scope.organisation_id
    )
    with scope.seeing_every():
        row = scope.session.exec(query).first()
    return as_organisation(row) if row else None


def known_to(scope: Scope, authority: Organisation, *, uid: str) -> tuple[Provider | None, bool]:
    """What an authority calls the provider that it knows by `uid`, None where it has had nothing of it; and whether it
    keeps what a submission of it said."""
    query = select(ProviderRow).where(ProviderRow.organisation_id == authority.id, ProviderRow.uid == uid)
    with scope.seeing_every():
        row = scope.session.exec(query).first()
        if row is None:
            return None, False
        kept = select(ReceivedRow.id).where(ReceivedRow.provider_id == row.id, col(ReceivedRow.gone_by).not_in(EMPTIED))
        return as_provider(row), scope.session.exec(kept).first() is not None


def fates_of(scope: Scope, receipts: Iterable[Receipt]) -> dict[str, Fate]:
    """What became of these submissions at authorities in this database, by their uid: nothing of those that are not
    there, or no longer. Two statements, none where there are no receipts."""
    shared = {receipt.uid: receipt.authority_code for receipt in receipts if receipt.kind == "submission"}
    if not shared:
        return {}
    theirs = select(OrganisationRow.id).where(IS_AUTHORITY, col(OrganisationRow.uid).in_(set(shared.values())))
    uid = col(UnacceptedRow.content)["uid"].as_string()
    is_sender = and_(
        ProviderRow.organisation_id == UnacceptedRow.organisation_id, ProviderRow.uid == UnacceptedRow.provider_uid
    )
    other_key = col(ProviderRow.key) != UnacceptedRow.key
    waiting = (
        select(uid, UnacceptedRow.arrived_at, other_key)
        .join(ProviderRow, is_sender, isouter=True)
        .where(col(UnacceptedRow.organisation_id).in_(theirs), uid.in_(list(shared)))
    )
    received = select(ReceivedRow.uid, ReceivedRow.received_at, ReceivedRow.gone_by).where(
        col(ReceivedRow.organisation_id).in_(theirs), col(ReceivedRow.uid).in_(list(shared))
    )
    with scope.seeing_every():
        waits = {uid: Fate(False, at, is_other_key=bool(other)) for uid, at, other in scope.session.exec(waiting)}
        accepted = {uid: Fate(True, at, by) for uid, at, by in scope.session.exec(received)}
    return waits | accepted
