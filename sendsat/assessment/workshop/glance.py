"""What the wall asks for each second: the numbers on it that change by themselves."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Glance:
    """The numbers on the wall that change by themselves: the workshop's version, phones joined, and who has voted.

    `voted` counts phones only; `hands` those counted, `papers` those keyed in; `practised` phones in a practice vote.
    """

    version: int
    devices: int
    voted: int
    hands: int = 0
    papers: int = 0
    practised: int = 0
