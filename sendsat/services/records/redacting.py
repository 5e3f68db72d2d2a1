"""Words that should never have been written, and one person's name: find them, take them away, remove them for good."""

from collections.abc import Callable
from dataclasses import dataclass

from sendsat.assessment.people.people import A_PHONE, SOMEONE
from sendsat.assessment.people.permissions import check_may
from sendsat.assessment.records.redaction import SOMEBODY, Place, Words
from sendsat.assessment.rules import LONGEST_TEXT
from sendsat.errors import Invalid, NotFound, Refused, StorageError
from sendsat.exchange.files.safe_text import file_name
from sendsat.exchange.formats import Format
from sendsat.exchange.records.person_file import About, person_csv, person_json
from sendsat.services.desk import Desk
from sendsat.services.work import May, Work, reading, writing
from sendsat.storage.queries import rounds
from sendsat.storage.queries.records import redaction

WRITERS: dict[str, Callable[[str, list[About]], bytes]] = {Format.CSV: person_csv, Format.JSON: person_json}


@dataclass(frozen=True)
class Removed:
    """What was done: in how many places, and whether the database's files are clean of the words already. Where
    somebody was reading them just then, the running server cleans them a little later."""

    places: int
    is_clean: bool


def find_words(desk: Desk, words: str) -> tuple[Place, ...]:
    """Every place where words stand, in every round. Raises `Invalid` where they are too short, `Refused`."""
    return _find(desk, words, with_people=False)


def find_person(desk: Desk, name: str) -> tuple[Place, ...]:
    """Every place where a name stands, also as who did something. Raises as `find_words`."""
    return _find(desk, name, with_people=True)


def _find(desk: Desk, typed: str, *, with_people: bool) -> tuple[Place, ...]:
    check_may(desk.person, May.REMOVE_WORDS)
    with reading(desk) as scope:
        return redaction.places_of(scope, Words(typed), with_people=with_people)


def person_file(desk: Desk, kind: str, name: str) -> tuple[str, bytes]:
    """Every text in which a person's name stands, whole, as a file: its name, which does not say whose, and its bytes.
    Raises as `find_words`, and `Invalid` for an unknown kind."""
    if kind not in WRITERS:
        raise Invalid(f"This cannot be written as '{kind[:20]}'.", f"Choose one of {', '.join(WRITERS)}.")
    check_may(desk.person, May.REMOVE_WORDS)
    words = Words(name)
    with reading(desk) as scope:
        places = redaction.places_of(scope, words, with_people=True, around=LONGEST_TEXT)
        names = {one.id: one.name for one in rounds.rounds_of(scope)}
    found = [About(place.what, names.get(place.round_id or 0, ""), place.text) for place in places]
    return person_file_name(desk, kind), WRITERS[kind](words.typed, found)


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
        _remove(work, Words(words), by, seen, with_people=False)
        work.note("words removed", "", _places(seen))
    return Removed(seen, _clean(desk))


def erase_person(desk: Desk, *, name: str, seen: int) -> Removed:
    """Put "a person who was removed" in place of a name wherever it stands. Raises as `remove_words`."""
    wanted = Words(name)
    if wanted.typed in (SOMEONE.name, A_PHONE.name, SOMEBODY):
        raise Refused("This is not the name of a person.", "Give a name.")
    with writing(desk, May.REMOVE_WORDS, "erase_person") as work:
        _remove(work, wanted, SOMEBODY, seen, with_people=True)
        work.note("person removed", "", _places(seen))
    return Removed(seen, _clean(desk))


def _remove(work: Work, words: Words, by: str, seen: int, *, with_people: bool) -> None:
    places = redaction.places_of(work, words, with_people=with_people)
    if not places:
        raise NotFound("These words stand nowhere.", "Look at how they are spelt.")
    if any(place.is_name for place in places):
        raise Refused(
            "They stand in the name of a round, team or site.", "Rename it under Rounds and teams, then look again."
        )
    if len(places) != seen:
        raise Refused(f"They stand in {_places(len(places))} now, so nothing was removed.", "Look again.")
    redaction.remove(work, words, by, with_people=with_people)


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"


def _clean(desk: Desk) -> bool:
    """Removed is removed, whatever becomes of what SQLite leaves of it in its files."""
    try:
        return desk.store.scrub()
    except StorageError:
        return False
