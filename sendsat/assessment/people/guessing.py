"""How long somebody waits who guesses codes: longer with each wrong one, and everybody when many guess.

Times are seconds of one clock, whichever; what is known of an address is kept in a `Memory`.
"""

from dataclasses import dataclass
from typing import Protocol

FREE_EACH, FREE_ALL = 5, 60
LONGEST_EACH, LONGEST_ALL = 300.0, 60.0
FIRST, MOST_FIRST = 5.0, 1000
FORGET_AFTER = 900.0
EVERYBODY = ""
"""The address under which all wrong guesses together are kept."""


@dataclass(frozen=True)
class Guesses:
    """How many wrong codes came, when the latest did, and until when no other is looked at."""

    wrong: int = 0
    latest: float = 0.0
    until: float = 0.0

    def and_one_more(self, now: float, *, free: int, longest: float) -> "Guesses":
        """With one more wrong guess; from `free` on the wait doubles from one second up to `longest`."""
        wrong = 1 if now - self.latest > FORGET_AFTER else self.wrong + 1
        if wrong < free:
            return Guesses(wrong, now, self.until)
        # Held at 2 ** 20: a guesser who never stops would make a power too large for a number.
        return Guesses(wrong, now, now + min(longest, 2.0 ** min(wrong - free, 20)))


class Memory(Protocol):
    """What is known of addresses."""

    def of(self, address: str) -> Guesses | None:
        """What is known of one."""

    def keep(self, address: str, guesses: Guesses) -> None:
        """Know this of it from now on."""

    def forget(self, address: str) -> None:
        """Know nothing of it any more."""


def wait(memory: Memory, address: str, now: float) -> int:
    """Whole seconds until a guess from this address is looked at; 0 for now."""
    left = _until(memory, address, now) - now
    return max(0, int(left) + 1) if left > 0 else 0


def _until(memory: Memory, address: str, now: float) -> float:
    """When a guess from this address is looked at.

    Who has not guessed wrong waits once for the others, and briefly, so that guessers cannot keep a room out;
    unless so many guessed wrong that addresses may be made for it.
    """
    everybody, guesses = memory.of(EVERYBODY) or Guesses(), memory.of(address)
    has_guessed_wrong = guesses is not None and guesses.wrong > 0
    if everybody.until <= now or has_guessed_wrong or everybody.wrong >= MOST_FIRST:
        return max(everybody.until, guesses.until if guesses else 0.0)
    if guesses is None:
        guesses = Guesses(0, now, min(everybody.until, now + FIRST))
        memory.keep(address, guesses)
    return guesses.until


def count_wrong(memory: Memory, address: str, now: float) -> None:
    """Count a wrong guess, for its address and for everybody."""
    for whose, free, longest in ((address, FREE_EACH, LONGEST_EACH), (EVERYBODY, FREE_ALL, LONGEST_ALL)):
        known = memory.of(whose) or Guesses()
        memory.keep(whose, known.and_one_more(now, free=free, longest=longest))
