"""A closed round keeps the words it was rated with, whatever a later edition says."""

from dataclasses import replace

from sendsat.guide.edition import Edition
from sendsat.guide.kept_words import digest, with_words, words_of
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.rounds import rounds

OTHER = "Somebody has rewritten this statement."


def rewritten(edition: Edition) -> Edition:
    """The edition as a later version might have it: one statement, its reason and its red are in other words."""
    words = words_of([edition])
    words["LM1"] = dict.fromkeys(words["LM1"], OTHER)
    return with_words(edition, words)


def later(desk: Desk) -> Desk:
    """The same desk after an update that brought other words."""
    return replace(desk, library=Library([rewritten(desk.library.current), *desk.library.supplements]))


def edition_seen(desk: Desk, round_id: int) -> Edition:
    [snapshot] = viewing.snapshots(desk, round_id)
    return snapshot.edition


def test_a_closed_round_is_read_in_the_words_it_was_rated_with(desk: Desk) -> None:
    round_ = viewing.rounds_of(desk)[-1]
    rated_with = desk.library.current.statements["LM1"]
    rounds.close_round(desk, round_id=round_.id)

    updated = later(desk)

    assert edition_seen(updated, round_.id).statements["LM1"] == rated_with
    assert edition_seen(updated, round_.id).subsection_of["LM1"].statements[0] == rated_with
    assert updated.library.current.statements["LM1"].text == OTHER


def test_an_open_round_and_one_that_was_reopened_have_the_words_of_today(desk: Desk) -> None:
    round_ = viewing.rounds_of(desk)[-1]
    assert edition_seen(later(desk), round_.id).statements["LM1"].text == OTHER
    rounds.close_round(desk, round_id=round_.id)
    rounds.reopen_round(later(desk), round_id=round_.id)
    assert edition_seen(later(desk), round_.id).statements["LM1"].text == OTHER


def test_a_round_closed_before_words_were_kept_has_those_of_today(desk: Desk) -> None:
    round_ = viewing.rounds_of(desk)[-1]
    rounds.close_round(desk, round_id=round_.id)
    with desk.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE round SET words = ''")
    assert edition_seen(later(desk), round_.id).statements["LM1"].text == OTHER


def test_as_long_as_nothing_changed_the_edition_itself_is_used(desk: Desk) -> None:
    round_ = viewing.rounds_of(desk)[-1]
    rounds.close_round(desk, round_id=round_.id)
    assert edition_seen(desk, round_.id) is desk.library.current


def test_a_statement_that_is_gone_does_no_harm_and_one_that_is_new_keeps_its_words(desk: Desk) -> None:
    edition = desk.library.current
    kept = {"GONE1": {"text": "No longer asked"}, "LM1": {"text": "As it was"}}
    seen = with_words(edition, kept)
    assert seen.statements["LM1"].text == "As it was"
    assert seen.statements["LM1"].ours == edition.statements["LM1"].ours
    assert seen.statements["LM2"] == edition.statements["LM2"]
    assert list(seen.statements) == list(edition.statements)


def test_words_have_another_name_when_one_of_them_changes(desk: Desk) -> None:
    edition = desk.library.current
    assert digest(words_of([edition])) == digest(words_of([edition]))
    assert digest(words_of([edition])) != digest(words_of([rewritten(edition)]))
