"""What an organisation shared, and what a local authority knows and received of its providers."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import defer
from sqlmodel import col, func, select

from sendsat.assessment.area.area import Submitted
from sendsat.assessment.area.partners import Area, Provider, Receipt, Received
from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.errors import NotFound
from sendsat.storage.queries.area.unaccepted import unaccepted_of
from sendsat.storage.scope import Scope, Work
from sendsat.storage.tables.area import ProviderRow, ReceiptRow, ReceivedRow, SigningKeyRow
from sendsat.storage.tables.rounds import moved_on


def private_key(scope: Scope) -> str:
    """The key with which the organisation signs; "" where none was made yet."""
    row = scope.session.get(SigningKeyRow, scope.organisation_id)
    return row.private if row else ""


def keep_private_key(work: Work, private: str) -> None:
    """Keep the key with which the organisation signs."""
    work.session.add(SigningKeyRow(organisation_id=work.organisation_id, private=private))


def change_private_key(work: Work, private: str) -> None:
    """Sign with this key from now on. Nothing is kept of the one before."""
    work.session.get_one(SigningKeyRow, work.organisation_id).private = private


def receipts_of(scope: Scope) -> tuple[Receipt, ...]:
    """What the organisation shared and took back, newest first."""
    query = select(ReceiptRow).where(ReceiptRow.organisation_id == scope.organisation_id)
    copy: Any = ReceiptRow.content
    query = query.options(defer(copy))  # only partners read it
    return tuple(_receipt(row) for row in scope.session.exec(query.order_by(col(ReceiptRow.id).desc())))


def _receipt(row: ReceiptRow) -> Receipt:
    values = row.model_dump(exclude={"organisation_id", "round_id", "content"})
    return Receipt(**values)


def add_receipt(work: Work, *, round_id: int | None, **values: Any) -> None:
    """Keep what was shared."""
    row = ReceiptRow(
        organisation_id=work.organisation_id, round_id=round_id, at=work.deed.at, person=work.deed.person, **values
    )
    work.session.add(row)


def area_of(scope: Scope) -> Area:
    """The register, all that was accepted and what waits to be, in three statements."""
    providers = select(ProviderRow).where(ProviderRow.organisation_id == scope.organisation_id)
    received = select(ReceivedRow).where(ReceivedRow.organisation_id == scope.organisation_id)
    return Area(
        tuple(as_provider(row) for row in scope.session.exec(providers.order_by(col(ProviderRow.id)))),
        tuple(_received(row) for row in scope.session.exec(received.order_by(col(ReceivedRow.id)))),
        unaccepted_of(scope),
    )


def as_provider(row: ProviderRow) -> Provider:
    """The row as a value. Only for the queries of this package."""
    values = row.model_dump(exclude={"organisation_id"})
    return Provider(**values | {"kind": OrganisationKind(row.kind)})


def _received(row: ReceivedRow) -> Received:
    assert row.id is not None
    ratings = {statement_id: Rating(value) for statement_id, value in row.ratings.items()}
    submitted = Submitted(row.id, frozenset(row.rated), ratings, row.drawn_at, row.minimum, row.gone_at)
    return Received(row.provider_id, row.uid, row.made_at, row.received_at, submitted, row.content, row.gone_by)


def get_provider(scope: Scope, provider_id: int) -> Provider:
    """One provider, whether it stands in the register or not. Raises `NotFound`."""
    return as_provider(_provider_row(scope, provider_id))


def _provider_row(scope: Scope, provider_id: int) -> ProviderRow:
    row = scope.session.get(ProviderRow, provider_id)
    if row is None or row.organisation_id != scope.organisation_id:
        raise NotFound("There is no such provider here.", "Choose one from the list.")
    return row


def add_provider(work: Work, *, name: str, kind: OrganisationKind, contact: str, alias: str) -> Provider:
    """Keep a new provider."""
    row = ProviderRow(
        organisation_id=work.organisation_id, name=name, kind=kind.value, contact=contact, alias=alias, uid="", key=""
    )
    work.session.add(row)
    work.session.flush()
    return as_provider(row)


def save_provider(work: Work, provider: Provider) -> None:
    """Keep a provider as it is now. Raises `NotFound`."""
    row = _provider_row(work, provider.id)
    for name, value in vars(provider).items():
        setattr(row, name, value.value if name == "kind" else value)
    work.session.add(row)


def add_received(work: Work, **values: Any) -> None:
    """Keep a submission that was accepted."""
    work.session.add(
        ReceivedRow(organisation_id=work.organisation_id, received_at=work.deed.at, person=work.deed.person, **values)
    )
    work.session.flush()


def end_received(work: Work, received_id: int, *, by: str, keep: bool = False) -> None:
    """A submission counts no longer; unless it is to be kept, what it said is emptied. Raises `NotFound`."""
    row = work.session.get(ReceivedRow, received_id)
    if row is None or row.organisation_id != work.organisation_id:
        raise NotFound("There is no such submission here.", "Choose one from the list.")
    row.gone_at, row.gone_by = row.gone_at or _next_moment(work), by
    if not keep:
        row.content, row.ratings = {}, {}
    work.session.add(row)
    work.session.flush()


def _next_moment(work: Work) -> datetime:
    """Now, but later than anything was drawn or went: batches go by that order, whatever the clock does."""
    query = select(func.max(ReceivedRow.drawn_at), func.max(ReceivedRow.gone_at))
    times = work.session.exec(query.where(ReceivedRow.organisation_id == work.organisation_id)).one()
    return moved_on(max((time for time in times if time is not None), default=None), work.deed.at)


def restore_received(work: Work, provider_id: int) -> None:
    """Let the submission that went with its provider count again: as one that has just come, because what was shown
    added up with others once never joins them a second time."""
    query = select(ReceivedRow).where(
        ReceivedRow.organisation_id == work.organisation_id,
        ReceivedRow.provider_id == provider_id,
        ReceivedRow.gone_by == "removed",
    )
    for row in work.session.exec(query).all():
        kept = row.model_dump(
            exclude={"id", "organisation_id", "drawn_at", "gone_at", "gone_by", "received_at", "person"}
        )
        row.uid, row.gone_by, row.content, row.ratings = f"{row.uid} {row.id}", "brought back", {}, {}
        work.session.add(row)
        work.session.flush()
        add_received(work, **kept)


def forget_removed(work: Work, provider_id: int) -> None:
    """What went with its provider is not to come back: a newer submission is here."""
    query = select(ReceivedRow).where(
        ReceivedRow.organisation_id == work.organisation_id,
        ReceivedRow.provider_id == provider_id,
        ReceivedRow.gone_by == "removed",
    )
    for row in work.session.exec(query).all():
        row.gone_by = "replaced"
        work.session.add(row)


def draw(work: Work, received_ids: frozenset[int], minimum: int) -> None:
    """These submissions come into the area view now, together."""
    query = select(ReceivedRow).where(ReceivedRow.organisation_id == work.organisation_id)
    at = _next_moment(work)
    for row in work.session.exec(query.where(col(ReceivedRow.id).in_(received_ids))):
        row.drawn_at, row.minimum = at, minimum
        work.session.add(row)
    work.session.flush()
