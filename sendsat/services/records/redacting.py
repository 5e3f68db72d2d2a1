"""Words that should never have been written, and one person's name: find them, take them away, remove them for good."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sendsat.assessment.people.permissions import check_may
from sendsat.assessment.records.bin import Erased
from sendsat.assessment.records.redaction import SOMEBODY, Place, Words
from sendsat.assessment.rules import LONGEST_TEXT
from sendsat.errors import Invalid, NotFound, Refused
from sendsat.exchange.files.safe_text import file_name
from sendsat.exchange.formats import Format
from sendsat.exchange.records.person_file import About, person_csv, person_json
from sendsat.services.desk import Desk
from sendsat.services.records import one_person
from sendsat.services.records.cleaning import clean_files
from sendsat.services.work import May, Scope, Work, as_now, reading, writing
from sendsat.storage.queries import rounds
from sendsat.storage.queries.records import redaction

WRITERS: dict[str, Callable[[str, list[About]], bytes]] = {Format.CSV: person_csv, Format.JSON: person_json}


AROUND = 60
"""So many signs before and after a name are shown with it."""


@dataclass(frozen=True)
class Removed:
    """What was done: in how many places, and whether the database's files are clean of the words already. Where
    somebody was reading them just then, the running server cleans them a little later. Of a person, `erased` is what
    the certificate tells."""

    places: int
    is_clean: bool
    erased: Erased | None = None


@contextmanager
def _looking(desk: Desk) -> Iterator[Scope]:
    """Read for somebody who may remove what they find: asked now, since a page may be older than their role."""
    with reading(desk) as scope:
        check_may(as_now(scope, desk.person), May.REMOVE_WORDS)
        yield scope


def find_words(desk: Desk, words: str) -> tuple[Place, ...]:
    """Every place where words stand, in every round. Raises `Invalid` where they are too short, `Refused`."""
    with _looking(desk) as scope:
        return redaction.places_of(scope, Words(words))


def find_person(desk: Desk, name: str) -> tuple[Place, ...]:
    """Every place where a name stands, also as who did something, and the account and invitations of whoever has
    exactly this name or address. Raises as `find_words`."""
    with _looking(desk) as scope:
        return one_person.known_as(scope, name).places(scope, AROUND)


def person_file(desk: Desk, kind: str, name: str) -> tuple[str, bytes]:
    """Every text in which a person's name stands, whole, and their account, as a file: its name, which does not say
    whose, and its bytes. Raises as `find_words`, and `Invalid` for an unknown kind."""
    if kind not in WRITERS:
        raise Invalid(f"This cannot be written as '{kind[:20]}'.", f"Choose one of {', '.join(WRITERS)}.")
    with _looking(desk) as scope:
        person = one_person.known_as(scope, name)
        places = person.places(scope, LONGEST_TEXT)
        names = {round_.id: round_.name for round_ in rounds.rounds_of(scope)}
    abouts = [About(place.what, names.get(place.round_id or 0, ""), place.text) for place in places]
    return person_file_name(desk, kind), WRITERS[kind](person.words.typed, abouts)


def person_file_name(desk: Desk, kind: str) -> str:
    """The name of that file."""
    return file_name(desk.organisation.name, "About one person", "", desk.today, kind)


def remove_words(desk: Desk, *, words: str, seen: int) -> Removed:
    """Put "[removed on … by …]" in place of the words wherever they stand, in closed rounds and history too. It cannot
    be taken back. `seen` is in how many places somebody saw them.

    Raises `Refused` where there are other places by now or one is a round's or team's name, `NotFound` where the words
    stand nowhere, `Invalid`, `StorageError`.
    """
    now = desk.today
    by = f"[removed on {now.day} {now:%B %Y} by {desk.person.name}]"
    with writing(desk, May.REMOVE_WORDS, "remove_words") as work:
        wanted = Words(words)
        _check(redaction.places_of(work, wanted), seen)
        redaction.remove(work, wanted, by)
        work.note("words removed", "", _places(seen))
    return Removed(seen, clean_files(desk))


def erase_person(desk: Desk, *, name: str, seen: int) -> Removed:
    """Put "a person who was removed" in place of a name wherever it stands; end the membership of whoever has exactly
    this name or address, and delete their account and invitations. If they sign in again, they are somebody new.

    An account that another organisation here has stays there, apart from this one. Raises as `remove_words`, and
    `Refused` for the last administrator and for whoever asks.
    """
    if one_person.is_nobody(Words(name).typed):
        raise Refused("This is not the name of a person.", "Give a name.")
    with writing(desk, May.REMOVE_WORDS, "erase_person") as work:
        person = one_person.known_as(work, name)
        _check(person.places(work, AROUND), seen)
        one_person.check_can_end(work, person, desk.person.subject)
        erased = _erase(work, person)
        work.note("person removed", "", "; ".join(erased.lines))
    return Removed(seen, clean_files(desk), erased)


def _erase(work: Work, person: one_person.OnePerson) -> Erased:
    texts = len(redaction.places_of(work, person.words, with_people=True))
    ended = one_person.end_accounts(work, person)
    work.session.flush()
    redaction.remove(work, person.words, SOMEBODY, with_people=True)
    kept = ended["membership"] - ended["account"]
    return Erased(SOMEBODY, work.deed.at, work.deed.person, {"place": texts, **ended}, what="Person", kept=kept)


def _check(places: tuple[Place, ...], seen: int) -> None:
    """Raises as `remove_words` where what somebody saw is not what is here."""
    if not places:
        raise NotFound("These words stand nowhere.", "Look at how they are spelt.")
    if any(place.is_name for place in places):
        raise Refused(
            "They stand in the name of a round, team or site.", "Rename it under Rounds and teams, then look again."
        )
    if len(places) != seen:
        raise Refused(f"They stand in {_places(len(places))} now, so nothing was removed.", "Look again.")


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"
