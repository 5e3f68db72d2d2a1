"""Who guessed codes and who joined from where, all known by checksums: rows of the server's own, no organisation's."""

from datetime import datetime

from sqlmodel import Session, col, delete, func, select

from sendsat.assessment.people.guessing import Guesses
from sendsat.storage.tables.limits import ArrivalRow, GuessRow


def guesses_of(session: Session, address: str) -> Guesses | None:
    """What is known of an address."""
    row = session.get(GuessRow, address)
    return Guesses(row.wrong, row.latest, row.until) if row else None


def keep_guesses(session: Session, address: str, guesses: Guesses) -> None:
    """Know this of an address from now on."""
    session.merge(GuessRow(address=address, wrong=guesses.wrong, latest=guesses.latest, until=guesses.until))


def forget_address(session: Session, address: str) -> None:
    """Know nothing of an address any more."""
    session.exec(delete(GuessRow).where(col(GuessRow.address) == address))


def forget_guesses(session: Session, *, until: float) -> None:
    """Forget every address whose latest wrong guess came then or before."""
    session.exec(delete(GuessRow).where(col(GuessRow.latest) <= until, col(GuessRow.until) <= until))


def count_arrivals(session: Session, place: str, *, besides: str) -> int:
    """How many devices joined at a place (an address with a code), one of them left out."""
    asked = select(func.count()).where(ArrivalRow.place == place, ArrivalRow.device != besides)
    return session.exec(asked).one()


def keep_arrival(session: Session, place: str, device: str, at: datetime) -> None:
    """A device joined at a place."""
    session.merge(ArrivalRow(place=place, device=device, at=at))


def forget_arrivals(session: Session, *, until: datetime) -> None:
    """Forget who joined then or before."""
    session.exec(delete(ArrivalRow).where(col(ArrivalRow.at) <= until))
