"""A team rates a statement, says why, names evidence, and nothing that anybody said is ever lost."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event

from sendsat.assessment.ofsted import ofsted_areas
from sendsat.assessment.people import Person
from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Judgement, Round
from sendsat.errors import Conflict, Invalid, NotFound, Overtaken, Refused
from sendsat.services import judging, rounds, teams, viewing
from sendsat.services.desk import Desk
from tests.conftest import Clock

R, A, G, N = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE


class Seat:
    """One team's place in one round: every verb on one statement."""

    def __init__(self, desk: Desk, round_: Round, statement_id: str = "LM1", team_id: int | None = None) -> None:
        self.desk = desk
        self.where: dict[str, Any] = {
            "round_id": round_.id,
            "team_id": team_id or round_.teams[0].id,
            "statement_id": statement_id,
        }

    def rate(self, rating: Rating | None) -> Judgement:
        return judging.rate(self.desk, **self.where, rating=rating).after

    def write(self, text: str, *, seen: str = "", field: str = "commentary") -> Judgement:
        return judging.write(self.desk, **self.where, field=field, text=text, seen=seen).after

    def tick(self, prompt: str, *, seen: bool = True) -> Judgement:
        return judging.tick_evidence(self.desk, **self.where, prompt=prompt, seen=seen).after

    def confirm(self) -> Judgement:
        return judging.confirm(self.desk, **self.where).after

    def mark_rejudged(self, rejudged: bool) -> Judgement:
        return judging.mark_rejudged(self.desk, **self.where, rejudged=rejudged).after

    def clear(self) -> judging.Changed:
        return judging.rate(self.desk, **self.where, rating=None)

    def put_back(self, cleared: judging.Changed) -> Judgement:
        return judging.put_back(self.desk, cleared=cleared).after

    def kept(self) -> Judgement:
        """What is stored now."""
        snapshot = viewing.snapshots(self.desk, self.where["round_id"])[0]
        return snapshot.judgement(self.where["team_id"], self.where["statement_id"])

    def history(self) -> list[tuple[str, str, str]]:
        """Field, old and new of every change, newest first."""
        entries = viewing.statement_history(self.desk, self.where["statement_id"])
        return [(one.field, one.old, one.new) for one in entries]


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


def test_undoing_a_clearing_brings_the_mark_back(seat: Seat) -> None:
    seat.rate(A)
    seat.mark_rejudged(True)

    assert seat.put_back(seat.clear()).rejudged


@pytest.mark.parametrize("rating", [None, Rating.NOT_APPLICABLE])
def test_what_has_no_rating_cannot_be_marked_as_re_judged(seat: Seat, rating: Rating | None) -> None:
    seat.rate(rating)

    with pytest.raises(Refused, match="no rating to mark"):
        seat.mark_rejudged(True)


def test_clearing_what_was_never_rated_keeps_nothing(seat: Seat) -> None:
    assert seat.rate(None).id is None
    assert seat.history() == []


def test_a_clearing_is_undone_with_what_it_took_and_history_notes_both(desk: Desk, first_round: Round) -> None:
    Seat(desk, first_round).rate(A)
    second = rounds.start_round(desk, name="Next", carry_forward_from=first_round.id)
    seat = Seat(desk, second)
    cleared = seat.clear()
    assert (cleared.before.carried_forward, seat.kept().rating, seat.kept().carried_forward) == (True, None, False)

    told = seat.put_back(cleared)

    assert told == seat.kept()
    assert (told.rating, told.carried_forward) == (A, True)
    assert [one for one in seat.history() if one[0] == "rating"][:2] == [
        ("rating", "", "amber"),
        ("rating", "amber", ""),
    ]


def test_words_written_after_a_clearing_stay_when_it_is_undone(seat: Seat, clock: Clock) -> None:
    seat.rate(G)
    cleared = seat.clear()
    clock.pass_by(hours=1)
    seat.write("Because.")

    seat.put_back(cleared)

    assert (seat.kept().rating, seat.kept().commentary) == (G, "Because.")


@pytest.mark.parametrize(
    ("since", "now"), [((R,), "Red"), ((A,), "Amber"), ((R, None), "Not rated"), ((A, None), "Not rated")]
)
def test_a_clearing_is_not_undone_over_what_somebody_chose_since(
    seat: Seat, clock: Clock, since: tuple[Rating | None, ...], now: str
) -> None:
    seat.rate(A)
    cleared = seat.clear()
    for rating in since:
        clock.pass_by(minutes=1)
        seat.rate(rating)
    before = seat.history()

    with pytest.raises(Overtaken, match=f"changed since it was cleared and is {now} now. Amber was not put back"):
        seat.put_back(cleared)
    assert (seat.kept().rating, seat.history()) == (since[-1], before)


def test_a_clearing_is_undone_once(seat: Seat, clock: Clock) -> None:
    seat.rate(A)
    cleared = seat.clear()
    clock.pass_by(minutes=1)
    seat.put_back(cleared)

    with pytest.raises(Overtaken):
        seat.put_back(cleared)


def test_a_clearing_in_a_round_that_has_closed_is_not_undone(seat: Seat) -> None:
    seat.rate(A)
    cleared = seat.clear()
    rounds.close_round(seat.desk, round_id=seat.where["round_id"])

    with pytest.raises(Refused, match="is closed"):
        seat.put_back(cleared)
    assert seat.kept().rating is None


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


def place_of(round_: Round) -> dict[str, Any]:
    """LM1, as the first team rates it."""
    return {"round_id": round_.id, "team_id": round_.teams[0].id, "statement_id": "LM1"}


def test_ofsted_areas_are_the_edition_s_until_somebody_chooses(desk: Desk, first_round: Round) -> None:
    where = {**place_of(first_round), "framework_id": "framework-2025"}

    def areas() -> tuple[str, ...]:
        edition = desk.library.get(first_round.edition_id)
        return ofsted_areas(edition, viewing.ofsted_choices(desk), "LM1", "framework-2025")

    assert areas() == ("inclusion",)
    judging.choose_ofsted_areas(desk, **where, areas=("leadership", "inclusion"))
    assert areas() == ("inclusion", "leadership")
    judging.choose_ofsted_areas(desk, **where, areas=("leadership",))
    assert areas() == ("leadership",)
    judging.choose_ofsted_areas(desk, **where, areas=("inclusion",))
    assert viewing.ofsted_choices(desk) == {}


@pytest.mark.parametrize(
    ("change", "error"),
    [({"areas": ("kindness",)}, Invalid), ({"statement_id": "LM9"}, NotFound), ({"framework_id": "x"}, NotFound)],
)
def test_ofsted_areas_that_are_not_there_cannot_be_chosen(
    desk: Desk, first_round: Round, change: dict[str, Any], error: type[Exception]
) -> None:
    where = {**place_of(first_round), "framework_id": "framework-2025", "areas": ("inclusion",)}

    with pytest.raises(error):
        judging.choose_ofsted_areas(desk, **(where | change))


def test_ofsted_areas_stay_as_they_are_in_a_closed_round(desk: Desk, first_round: Round) -> None:
    rounds.close_round(desk, round_id=first_round.id)

    with pytest.raises(Refused, match="closed"):
        judging.choose_ofsted_areas(desk, **place_of(first_round), framework_id="framework-2025", areas=("leadership",))
    assert viewing.ofsted_choices(desk) == {}


def test_ofsted_areas_are_chosen_by_a_team_that_rates_the_section(desk: Desk, first_round: Round) -> None:
    other = teams.add_team(desk, name="Study", sections=("study-programmes",))
    where = {**place_of(first_round), "team_id": other.id}

    with pytest.raises(Refused):
        judging.choose_ofsted_areas(desk, **where, framework_id="framework-2025", areas=("leadership",))
    assert viewing.ofsted_choices(desk) == {}


def test_a_choice_of_ofsted_areas_is_in_history(desk: Desk, first_round: Round) -> None:
    judging.choose_ofsted_areas(desk, **place_of(first_round), framework_id="framework-2025", areas=("leadership",))

    newest = viewing.statement_history(desk, "LM1")[0]
    assert (newest.field, newest.old, newest.new, newest.person) == ("ofsted", "", "leadership", "Ann")


def write_and_rate_at_once(desk: Desk, first_round: Round) -> None:
    """Two people at once, one rating every statement up and down, one writing letter by letter: nothing gets lost."""
    one, two = Seat(desk, first_round), Seat(desk, first_round)

    def rate() -> None:
        for rating in (R, A, G, N, None, R, A, G) * 3:
            one.rate(rating)

    def write() -> None:
        for length in range(24):
            two.write("x" * (length + 1), seen="x" * length)

    with ThreadPoolExecutor(2) as people:
        for done in [people.submit(rate), people.submit(write)]:
            done.result()

    assert (one.kept().rating, one.kept().commentary) == (G, "x" * 24)
    history = one.history()
    assert [new for field, _, new in history if field == "commentary"] == ["x" * n for n in range(24, 0, -1)]
    assert len([field for field, _, _ in history if field == "rating"]) == 24


def write_the_same_at_once(desk: Desk, first_round: Round) -> None:
    """Eight people write a first commentary at once: one is kept, the others are told, with both texts."""

    def write(person: int) -> Conflict | None:
        try:
            Seat(desk, first_round).write(f"Words of {person}")
        except Conflict as conflict:
            return conflict
        return None

    with ThreadPoolExecutor(8) as people:
        told = list(people.map(write, range(8)))

    kept = Seat(desk, first_round).kept().commentary
    assert [one.stored for one in told if one] == [kept] * 7
    assert {one.offered for one in told if one} | {kept} == {f"Words of {n}" for n in range(8)}


def test_two_people_rating_and_writing_at_once_lose_nothing(desk: Desk, first_round: Round) -> None:
    write_and_rate_at_once(desk, first_round)


def test_many_people_writing_the_same_text_at_once_are_all_told_but_one(desk: Desk, first_round: Round) -> None:
    write_the_same_at_once(desk, first_round)


def statements_of_sql(desk: Desk, verb: Any) -> list[str]:
    """The SQL that a verb runs, without the beginning of its transaction."""
    told: list[str] = []

    def listen(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            told.append(statement)

    event.listen(desk.store.engine, "before_cursor_execute", listen)
    try:
        verb()
    finally:
        event.remove(desk.store.engine, "before_cursor_execute", listen)
    return told


def test_a_click_takes_at_most_three_statements_of_sql_however_many_rounds_there_are(
    desk: Desk, first_round: Round
) -> None:
    seat = Seat(desk, first_round)
    few = [statements_of_sql(desk, lambda one=one: seat.rate(one)) for one in (R, G, None)]  # type: ignore[misc]

    for number in range(100):
        rounds.start_round(
            desk, name=f"Round {number}", carry_forward_from=first_round.id if number % 10 == 0 else None
        )
    last = Seat(desk, viewing.rounds_of(desk)[-1])
    many = [statements_of_sql(desk, lambda one=one: last.rate(one)) for one in (R, G, None)]  # type: ignore[misc]

    assert [len(one) for one in few] == [3, 3, 3]
    assert [len(one) for one in many] == [3, 3, 3]
