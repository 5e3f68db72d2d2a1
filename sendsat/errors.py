"""The errors a person can meet, each with what happened and what to do about it.

Imports nothing from the package, so every layer may raise these. Edges (pages, the terminal) translate them once.
"""


class SendsatError(Exception):
    """Something went wrong that a person can understand and mend.

    `message` says what happened, `remedy` what to do; both are plain sentences without markup.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class EditionError(SendsatError):
    """A file of an edition of the guide cannot be used. `faults` lists every fault found, one plain line each."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(
            f"The guide's content cannot be used: {faults[0]}{more}.",
            'Run "python -m sendsat check" for the whole list.',
        )


class StorageError(SendsatError):
    """The database cannot be opened, read or written."""


class Damaged(StorageError):
    """The database file is damaged: something that was stored may be lost."""


class NotFound(SendsatError):
    """Something that was asked for by id or address does not exist, or belongs to another organisation."""


class Refused(SendsatError):
    """A rule forbids what was asked, for example rating in a closed round."""


class Overtaken(Refused):
    """Somebody has changed the same thing since, and what was asked would undo that. Asking again does not help."""


class Invalid(SendsatError):
    """A value that was typed or sent cannot be accepted."""


class Conflict(SendsatError):
    """Someone else changed the same text first. Nothing was written.

    `stored` is the text now kept, `offered` the text that was about to be saved, `field` what they are texts of.
    """

    def __init__(self, *, field: str, stored: str, offered: str) -> None:
        self.field = field
        self.stored = stored
        self.offered = offered
        super().__init__(
            f"Someone else changed this {field} while you were writing.",
            "Both texts are shown: choose which to keep.",
        )
