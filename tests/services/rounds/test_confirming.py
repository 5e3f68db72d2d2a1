"""Several ratings carried forward are confirmed at once, all or none, in one batch; and that can be taken back."""

from dataclasses import replace

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round
from sendsat.errors import Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.report import exporting
from sendsat.services.rounds import confirming, judging, rounds
from sendsat.services.rounds.judging import Changed
from tests.services.seat import Seat

R, A, G, N = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE
RATED = {"LM1": G, "LM2": A, "SP1": N}


@pytest.fixture
def next_round(desk: Desk, first_round: Round) -> Round:
    """A round in which three ratings wait to be confirmed."""
    for one, rating in RATED.items():
        Seat(desk, first_round, one).rate(rating)
        Seat(desk, first_round, one).write(f"Why {one}.")
    return rounds.start_round(desk, name="Spring 2026", carry_forward_from=first_round.id)


def confirm(desk: Desk, round_: Round, *ids: str) -> tuple[Changed, ...]:
    return confirming.confirm_all(desk, round_id=round_.id, team_id=round_.teams[0].id, statement_ids=ids)


def waiting(desk: Desk, round_: Round) -> list[str]:
    return [one.statement_id for one in viewing.snapshots(desk, round_.id)[0].waiting()]


def test_what_is_confirmed_counts_as_rated_and_the_rest_waits(desk: Desk, next_round: Round) -> None:
    assert viewing.snapshots(desk, next_round.id)[0].counts().answered == 0

    done = confirm(desk, next_round, "LM1", "SP1")

    assert [one.after.statement_id for one in done] == ["LM1", "SP1"]
    assert waiting(desk, next_round) == ["LM2"]
    counts = viewing.snapshots(desk, next_round.id)[0].counts()
    assert (counts.green, counts.not_applicable, counts.carried_forward) == (1, 1, 1)


def test_confirming_all_equals_rating_all_by_hand(desk: Desk, next_round: Round, first_round: Round) -> None:
    other = rounds.start_round(desk, name="By hand", carry_forward_from=first_round.id)
    for one, rating in RATED.items():
        Seat(desk, other, one).rate(rating)

    confirm(desk, next_round, *RATED)

    one, by_hand = viewing.snapshots(desk, next_round.id, other.id)
    assert one.counts() == by_hand.counts()
    assert [s.state for s in one.standings.values()] == [s.state for s in by_hand.standings.values()]


def test_it_is_one_batch_with_a_note_for_each_statement(desk: Desk, next_round: Round) -> None:
    confirm(desk, next_round, *RATED)

    notes = [viewing.statement_history(desk, one)[0] for one in RATED]
    assert {(one.field, one.old, one.new, one.verb) for one in notes} == {("carried_forward", "yes", "", "confirm_all")}
    assert len({one.batch for one in notes}) == 1


def test_what_somebody_rated_meanwhile_is_not_confirmed_over(desk: Desk, next_round: Round) -> None:
    Seat(desk, next_round, "LM1").rate(R)

    done = confirm(desk, next_round, *RATED)

    assert [one.after.statement_id for one in done] == ["LM2", "SP1"]
    assert Seat(desk, next_round, "LM1").kept().rating is R


def test_confirming_nothing_that_waits_notes_nothing(desk: Desk, next_round: Round) -> None:
    confirm(desk, next_round, "LM1")
    before = viewing.statement_history(desk, "LM1")
    assert confirm(desk, next_round, "LM1") == ()
    assert viewing.statement_history(desk, "LM1") == before


def test_a_closed_round_confirms_nothing_at_all(desk: Desk, next_round: Round) -> None:
    rounds.close_round(desk, round_id=next_round.id)
    with pytest.raises(Refused, match="closed"):
        confirm(desk, next_round, *RATED)
    assert waiting(desk, next_round) == list(RATED)


def test_taken_back_everything_waits_again_and_words_written_since_stay(desk: Desk, next_round: Round) -> None:
    done = confirm(desk, next_round, *RATED)
    Seat(desk, next_round, "LM1").write("Checked in May.", seen="Why LM1.")

    back = confirming.take_back(desk, confirmed=done)

    assert len(back) == 3
    assert waiting(desk, next_round) == list(RATED)
    kept = Seat(desk, next_round, "LM1").kept()
    assert (kept.rating, kept.commentary) == (G, "Checked in May.")


@pytest.mark.parametrize("since", [(R,), (R, G), (None,), (None, G)])
def test_what_was_rated_since_is_not_taken_back(
    desk: Desk, next_round: Round, since: tuple[Rating | None, ...]
) -> None:
    done = confirm(desk, next_round, "LM1", "LM2")
    for rating in since:
        Seat(desk, next_round, "LM1").rate(rating)

    back = confirming.take_back(desk, confirmed=done)

    assert [one.after.statement_id for one in back] == ["LM2"]
    kept = Seat(desk, next_round, "LM1").kept()
    assert (kept.rating, kept.carried_forward) == (since[-1], False)


def test_what_a_room_agreed_since_is_not_taken_back(desk: Desk, next_round: Round) -> None:
    done = confirm(desk, next_round, "LM1")
    judging._change(
        desk,
        "rate",
        next_round.id,
        next_round.teams[0].id,
        "LM1",
        lambda old: replace(old, votes="green=3"),
    )
    assert confirming.take_back(desk, confirmed=done) == ()


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_a_file_names_it_beside_the_rating_and_brought_back_confirms_nothing(
    desk: Desk, next_round: Round, kind: str
) -> None:
    name, content = exporting.export_round(desk, kind=kind, round_id=next_round.id)

    preview = importing.preview_import(desk, next_round.id, None, content, name)

    assert (preview.changes, preview.conflicts) == ((), ())
    assert waiting(desk, next_round) == list(RATED)


def test_a_rating_written_in_the_csv_confirms_what_was_carried_forward(desk: Desk, next_round: Round) -> None:
    name, content = exporting.export_round(desk, kind="csv", round_id=next_round.id)
    assert b",,Why LM1.," in content
    typed = content.replace(b",,Why LM1.,", b",Green,Why LM1.,")

    importing.apply_import(desk, importing.preview_import(desk, next_round.id, None, typed, name))

    assert waiting(desk, next_round) == ["LM2", "SP1"]


def test_a_csv_of_an_older_sendsat_confirms_nothing_by_itself(desk: Desk, next_round: Round) -> None:
    name, content = exporting.export_round(desk, kind="csv", round_id=next_round.id)
    older = content.replace(b",,Why LM1.,", b",Green,Why LM1.,").replace(b",Green,", b",yes,")
    older = older.replace(b",yes,Why LM1.,", b",Green,Why LM1.,")

    preview = importing.preview_import(desk, next_round.id, None, older, name)

    assert (preview.changes, preview.conflicts) == ((), ())
