"""The editions at hand: the guide for new rounds, older ones that old rounds were rated with, and supplements."""

from collections.abc import Collection, Iterable
from pathlib import Path

from sendsat.errors import EditionError, NotFound
from sendsat.guide.checks.supplements import clashes
from sendsat.guide.edition import Edition
from sendsat.guide.kept_words import KeptWords, digest, with_words, words_of
from sendsat.guide.loader import load_edition


class Library:
    """Editions by id. `current` is the guide new rounds are rated with, `supplements` are what may be rated beside it.

    Raises `EditionError` where no edition is a guide, or a supplement has an id that stands in a guide.
    """

    def __init__(self, editions: list[Edition]) -> None:
        guides = [edition for edition in editions if not edition.is_supplement]
        faults = clashes(editions) if guides else ["none of the editions is a guide"]
        if faults:
            raise EditionError(faults)
        self.current = guides[0]
        self._by_id = {edition.id: edition for edition in reversed(editions)}
        self._kept: dict[str, KeptWords] = {}
        self._as_kept: dict[tuple[str, str], Edition] = {}
        self._names: dict[tuple[str, ...], str] = {}
        self.supplements = tuple(edition for edition in reversed(self._by_id.values()) if edition.is_supplement)

    @classmethod
    def open(cls, folders: tuple[Path, ...]) -> "Library":
        """Load every folder. Raises `EditionError` if any of them has a fault: nothing starts half."""
        return cls([load_edition(folder) for folder in folders])

    def get(self, edition_id: str) -> Edition:
        """The edition with this id. Raises `NotFound` if it is not among the folders."""
        try:
            return self._by_id[edition_id]
        except KeyError:
            raise NotFound(
                f"This round was rated with the edition '{edition_id}', which is not here.",
                "Put that edition's folder back, or point SENDSAT_EDITION_DIR at it.",
            ) from None

    def beside(self, edition_ids: Collection[str]) -> tuple[Edition, ...]:
        """The supplements that are here, of those named (`Round.supplements`)."""
        return tuple(edition for edition in self.supplements if edition.id in edition_ids)

    def holding(self, statement_id: str, edition_ids: Iterable[str]) -> Edition | None:
        """The edition that has a statement, of those named (`Round.asks_of`); None where none that is here has it."""
        here = (self._by_id[edition_id] for edition_id in edition_ids if edition_id in self._by_id)
        return next((edition for edition in here if statement_id in edition.statements), None)

    def having(self, statement_id: str, guide_id: str) -> Edition:
        """The edition that has a statement: a supplement that is here, be it asked or not, or else this guide.

        Raises `NotFound` where the guide is not here.
        """
        supplements = (supplement.id for supplement in self.supplements)
        return self.holding(statement_id, supplements) or self.get(guide_id)

    def words_of(self, edition_ids: Collection[str]) -> dict[str, dict[str, str]]:
        """The words of today of every statement of these editions; of those that are here."""
        return words_of(self._by_id[edition_id] for edition_id in edition_ids if edition_id in self._by_id)

    def lacks(self, words: str, edition_ids: Collection[str]) -> bool:
        """Whether the words of this name (`Round.words`) are neither those of today nor known: `keep` makes them so."""
        if not words or words in self._kept:
            return False
        ids = tuple(edition_ids)
        if ids not in self._names:
            self._names[ids] = digest(self.words_of(ids))
        return words != self._names[ids]

    def keep(self, words: str, kept: KeptWords) -> None:
        """Know the words of this name from now on."""
        self._kept[words] = kept

    def as_rated(self, edition: Edition, words: str) -> Edition:
        """The edition in the words of this name; as it is today where it has changed nothing, or they are not known."""
        kept = self._kept.get(words)
        if kept is None:
            return edition
        key = (edition.id, words)
        if key not in self._as_kept:
            self._as_kept[key] = with_words(edition, kept)
        return self._as_kept[key]

    def translate(self, statement_id: str, *, from_edition: str, to_edition: str) -> tuple[str, ...]:
        """Ids in `to_edition` that took the place of `statement_id`; itself where no map says otherwise."""
        if from_edition == to_edition:
            return (statement_id,)
        target = self.get(to_edition)
        for id_map in target.header.maps:
            if id_map.edition == from_edition and statement_id in id_map.statements:
                return id_map.statements[statement_id]
        return (statement_id,) if statement_id in target.statements else ()
