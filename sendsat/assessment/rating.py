"""Ratings: their words, symbols and order. A statement without a rating is None: not rated is never a rating.

A rating that was carried forward and that nobody has confirmed is neither, and no more is one on which leaders have yet
to agree: `Waiting` stands in its place.
"""

from enum import StrEnum

from sendsat.errors import Invalid


class Rating(StrEnum):
    """How well a statement is true of the organisation, or that it does not apply."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    NOT_APPLICABLE = "not_applicable"

    @property
    def word(self) -> str:
        """The rating as people say it."""
        return WORDS[self]

    @property
    def symbol(self) -> str:
        """A shape that tells the rating without colour."""
        return SYMBOLS[self]

    @property
    def label(self) -> str:
        """Symbol and word together."""
        return f"{self.symbol} {self.word}"

    @property
    def level(self) -> int | None:
        """1 for red to 3 for green; None for not applicable, which cannot be better or worse."""
        return LEVELS.get(self)


WORDS = {Rating.RED: "Red", Rating.AMBER: "Amber", Rating.GREEN: "Green", Rating.NOT_APPLICABLE: "Not applicable"}
SYMBOLS = {Rating.RED: "▲", Rating.AMBER: "◆", Rating.GREEN: "●", Rating.NOT_APPLICABLE: "–"}
LEVELS = {Rating.RED: 1, Rating.AMBER: 2, Rating.GREEN: 3}
TIE_BREAK = "Between two? Choose the lower, and say what would make it the higher."
NOT_RATED_WORD = "Not rated"
NOT_RATED_SYMBOL = "○"
NOT_RATED_LABEL = f"{NOT_RATED_SYMBOL} {NOT_RATED_WORD}"


class Waiting(StrEnum):
    """What a statement stands at while nobody has confirmed the rating that was carried forward for it, or while teams
    differ and leaders have not said what counts."""

    CARRIED = "carried_forward"
    NOT_AGREED = "not_agreed"

    @property
    def word(self) -> str:
        """The state as people say it."""
        return WAITING_WORDS[self]

    @property
    def symbol(self) -> str:
        """A hollow mark, unlike that of any rating and of not rated."""
        return WAITING_SYMBOLS[self]

    @property
    def label(self) -> str:
        """Symbol and word together."""
        return f"{self.symbol} {self.word}"


CARRIED_SYMBOL = "□"
WAITING_WORDS = {Waiting.CARRIED: "Carried forward", Waiting.NOT_AGREED: "Not agreed yet"}
WAITING_SYMBOLS = {Waiting.CARRIED: CARRIED_SYMBOL, Waiting.NOT_AGREED: "◐"}
State = Rating | Waiting | None
"""All that a statement can stand at; None is not rated."""


def parse_rating(value: str | None) -> Rating | None:
    """The rating stored or sent as `value`; None stays None (not rated). Raises `Invalid` for anything else."""
    if value is None:
        return None
    try:
        return Rating(value)
    except ValueError:
        raise Invalid(f"'{str(value)[:40]}' is not a rating.", "Choose Red, Amber, Green or Not applicable.") from None


def label_of(state: State) -> str:
    """Symbol and word of a state, so that no colour says it alone: "● Green", and "○ Not rated" for None."""
    return state.label if state else NOT_RATED_LABEL


def word_of(state: State) -> str:
    """The word of a state: "Green", "Carried forward", and "Not rated" for None."""
    return state.word if state else NOT_RATED_WORD


def said_word(rating: Rating | None, *, carried_forward: bool) -> str:
    """The word of a rating; of one that nobody has confirmed "Green, carried forward"."""
    return f"{word_of(rating)}, carried forward" if carried_forward else word_of(rating)


def said_label(rating: Rating | None, *, carried_forward: bool) -> str:
    """Symbol and word of a rating; of one that nobody has confirmed "□ Green, carried forward"."""
    word = said_word(rating, carried_forward=carried_forward)
    return f"{CARRIED_SYMBOL} {word}" if carried_forward else label_of(rating)
