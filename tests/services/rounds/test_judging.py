"""A team rates a statement, says why, names evidence, and nothing that anybody said is ever lost."""

from dataclasses import replace

import pytest

from sendsat.assessment.people.people import Person
from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round
from sendsat.errors import Conflict, Invalid, NotFound, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.rounds import rounds, teams
from tests.conftest import Clock
from tests.services.seat import Seat

R, A, G, N = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE


@pytest.fixture
def seat(desk: Desk, first_round: Round) -> Seat:
    return Seat(desk, first_round)


@pytest.mark.parametrize("rating", Rating)
def test_a_rating_is_kept(seat: Seat, clock: Clock, rating: Rating) -> None:
    told = seat.rate(rating)

    assert told == seat.kept()
    assert (told.rating, told.updated_at, told.carried_forward) == (rating, clock.at, False)


def test_a_rating_can_be_cleared_back_to_not_rated_without_touching_the_words(seat: Seat) -> None:
    seat.write("Because.")
    seat.rate(R)

    seat.rate(None)

    assert (seat.kept().rating, seat.kept().commentary) == (None, "Because.")
    assert viewing.snapshots(seat.desk, seat.where["round_id"])[0].counts().red == 0


def test_every_change_is_kept_with_time_and_person(seat: Seat, clock: Clock) -> None:
    seat.rate(R)
    clock.pass_by(days=1)
    seat.write("Because.")
    clock.pass_by(days=1)
    seat.desk = replace(seat.desk, person=Person("cleo", "Cleo"))
    seat.rate(G)

    entries = viewing.statement_history(seat.desk, "LM1")

    assert seat.history() == [("rating", "red", "green"), ("commentary", "", "Because."), ("rating", "", "red")]
    assert [one.person for one in entries] == ["Cleo", "Ann", "Ann"]
    assert [one.at.day for one in entries] == [3, 2, 1]
    assert {(one.round_id, one.team_id) for one in entries} == {(seat.where["round_id"], seat.where["team_id"])}


def test_saying_the_same_again_changes_nothing(seat: Seat, clock: Clock) -> None:
    first = seat.rate(A)
    clock.pass_by(hours=1)

    assert seat.rate(A) == first
    assert len(seat.history()) == 1


def test_a_rating_is_marked_as_re_judged_and_unmarked_also_once_the_round_is_closed(seat: Seat) -> None:
    seat.rate(A)
    rounds.close_round(seat.desk, round_id=seat.where["round_id"])

    assert seat.mark_rejudged(True).rejudged
    assert seat.kept().rejudged
    assert not seat.mark_rejudged(False).rejudged

    assert seat.history()[:2] == [("rejudged", "yes", ""), ("rejudged", "", "yes")]


def test_another_rating_is_no_longer_marked_and_the_same_one_still_is(seat: Seat) -> None:
    seat.rate(A)
    seat.mark_rejudged(True)

    assert seat.rate(A).rejudged
    assert seat.write("Because.").rejudged
    assert not seat.rate(G).rejudged


@pytest.mark.parametrize("rating", [None, Rating.NOT_APPLICABLE])
def test_what_has_no_rating_cannot_be_marked_as_re_judged(seat: Seat, rating: Rating | None) -> None:
    seat.rate(rating)

    with pytest.raises(Refused, match="no rating to mark"):
        seat.mark_rejudged(True)


@pytest.mark.parametrize("field", ["commentary", "evidence", "minority_note"])
def test_words_are_kept(seat: Seat, field: str) -> None:
    seat.write("First", field=field)
    seat.write("Second", seen="First", field=field)

    assert getattr(seat.kept(), field) == "Second"
    assert seat.history()[0] == (field, "First", "Second")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("x" * 100_000, "x" * 100_000, id="100,000 characters"),
        pytest.param("😀" * 100_000, "😀" * 100_000, id="100,000 emoji"),
        pytest.param("👩‍👩‍👧‍👦🏳️‍🌈", "👩‍👩‍👧‍👦🏳️‍🌈", id="joined emoji"),
        pytest.param("שלום \u202eabc مرحبا", "שלום \u202eabc مرحبا", id="right to left"),
        pytest.param("<script>alert('x')</script> & \"b\"", "<script>alert('x')</script> & \"b\"", id="HTML"),
        pytest.param("'; DROP TABLE judgement; --", "'; DROP TABLE judgement; --", id="SQL"),
        pytest.param("=1+1\t%s {} \\", "=1+1\t%s {} \\", id="formula and placeholders"),
        pytest.param("a\x00b", "ab", id="NUL is dropped, the rest stays"),
        pytest.param("a\ud83db", "a?b", id="half a character is replaced, the rest stays"),
        pytest.param("a\r\nb\rc", "a\nb\nc", id="line ends"),
        pytest.param("  two  spaces  \n", "  two  spaces  \n", id="spaces"),
    ],
)
def test_any_text_survives_a_round_trip(seat: Seat, text: str, kept: str) -> None:
    assert seat.write(text).commentary == kept
    assert seat.kept().commentary == kept
    assert seat.tick(kept).seen_evidence == (kept,)
    assert seat.kept().seen_evidence == (kept,)


def test_a_text_that_is_too_long_is_refused_and_the_old_one_stays(seat: Seat) -> None:
    seat.write("Short")

    with pytest.raises(Invalid, match="100,001 characters"):
        seat.write("x" * 100_001, seen="Short")
    assert seat.kept().commentary == "Short"


def test_of_two_people_who_write_at_the_same_text_neither_is_lost(seat: Seat) -> None:
    seat.write("Ann's words", seen="")

    with pytest.raises(Conflict) as caught:
        seat.write("Bob's words", seen="")

    conflict = caught.value
    assert (conflict.field, conflict.stored, conflict.offered) == ("commentary", "Ann's words", "Bob's words")
    assert seat.kept().commentary == "Ann's words"
    seat.write("Both", seen=conflict.stored)
    assert [new for _, _, new in seat.history()] == ["Both", "Ann's words"]


def test_writing_what_somebody_else_wrote_already_is_no_conflict(seat: Seat) -> None:
    seat.write("The same")

    assert seat.write("The same", seen="").commentary == "The same"


def test_two_people_at_different_fields_do_not_disturb_each_other(seat: Seat) -> None:
    seat.write("Why")
    seat.write("Minutes of May", field="evidence")
    seat.rate(G)

    assert (seat.kept().commentary, seat.kept().evidence, seat.kept().rating) == ("Why", "Minutes of May", G)


def test_a_field_that_is_not_for_writing_is_refused(seat: Seat) -> None:
    with pytest.raises(Invalid, match="'rating' is not something that can be written"):
        seat.write("x", field="rating")


def test_suggested_evidence_is_ticked_and_unticked(seat: Seat) -> None:
    seat.tick("A policy")
    seat.tick("Minutes")
    seat.tick("Minutes")
    assert seat.kept().seen_evidence == ("A policy", "Minutes")

    seat.tick("A policy", seen=False)

    assert seat.kept().seen_evidence == ("Minutes",)
    assert seat.history()[0] == ("seen_evidence", "A policy\nMinutes", "Minutes")


def test_a_closed_round_refuses_every_change_until_it_is_reopened(seat: Seat) -> None:
    seat.rate(A)
    rounds.close_round(seat.desk, round_id=seat.where["round_id"])

    for verb in (lambda: seat.rate(G), lambda: seat.write("x"), lambda: seat.tick("x"), seat.confirm):
        with pytest.raises(Refused, match="Autumn 2025 is closed"):
            verb()
    assert seat.kept().rating is A

    rounds.reopen_round(seat.desk, round_id=seat.where["round_id"])
    assert seat.rate(G).rating is G


def test_a_team_cannot_rate_a_section_that_is_not_its_own(desk: Desk, first_round: Round) -> None:
    team = teams.add_team(desk, name="Leaders", sections=("leadership",))
    seat = Seat(desk, first_round, "SP1", team.id)

    with pytest.raises(Refused, match="Leaders does not rate this section"):
        seat.rate(G)
    assert Seat(desk, first_round, "LM1", team.id).rate(G).rating is G


@pytest.mark.parametrize("statement_id", ["LM9", "", "x" * 5000, "'; --", "LM1 "])
def test_a_statement_the_guide_lacks_cannot_be_rated(desk: Desk, first_round: Round, statement_id: str) -> None:
    with pytest.raises(NotFound, match="This round asks no statement"):
        Seat(desk, first_round, statement_id).rate(G)


def test_a_round_or_team_that_is_not_there_cannot_be_rated(desk: Desk, first_round: Round) -> None:
    with pytest.raises(NotFound, match="no such round"):
        Seat(desk, replace(first_round, id=99)).rate(G)
    with pytest.raises(Refused, match="takes no part"):
        Seat(desk, first_round, team_id=99).rate(G)
