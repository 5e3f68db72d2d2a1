"""An organisation in the bin: whether it may go there, how much goes along, and how its name is asked for once more
before it is erased. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from sendsat.assessment.organisations import Organisation
from sendsat.assessment.records.bin import Binned
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.errors import Refused


@dataclass(frozen=True)
class Away:
    """An organisation in the bin, and whether whoever asks may bring it back or erase it."""

    organisation: Organisation
    binned: Binned
    may_manage: bool


@dataclass(frozen=True)
class Goes:
    """How much goes to the bin along with an organisation."""

    rounds: int
    ratings: int
    actions: int


def check_can_bin_organisation(name: str, workshops: Sequence[Workshop]) -> None:
    """Raises `Refused` while a workshop is open: a room would be at work in what is gone."""
    if any(workshop.is_open for workshop in workshops):
        raise Refused(f"A workshop of {name} is still open, so it stays.", "Close the workshop first.")


def check_named(name: str, typed: str) -> None:
    """Raises `Refused` unless somebody typed the name of what they erase; capitals and spaces at its ends or between
    its words do not count."""
    if typed.casefold().split() != name.casefold().split():
        raise Refused(f"That is not the name, so {name} was not erased.", "Type the name as it stands above the box.")
