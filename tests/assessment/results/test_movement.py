"""How teams' own moves become one movement: a table of cases, and what must hold whatever they rated."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.rating import Rating
from sendsat.assessment.results.comparison import Comparison, compare
from sendsat.assessment.results.movement import COMPARABLE, MOVED, Movement, TeamMove, combine
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Judgement, Team
from tests.factories import STARTED, make_library, make_round, make_snapshot, make_team

R, A, G, N = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE
UP, DOWN, SAME = Movement.IMPROVED, Movement.SLIPPED, Movement.STAYED
NEW, GONE, NEVER = Movement.NEWLY_RATED, Movement.NO_LONGER_RATED, Movement.NEVER_RATED
NOW_NA, STILL_NA, UNCONFIRMED = Movement.NOW_NOT_APPLICABLE, Movement.STILL_NOT_APPLICABLE, Movement.UNCONFIRMED
BOTH_WAYS, OTHER, NOT_YET = Movement.BOTH_WAYS, Movement.OTHER_TEAM, Movement.NOT_YET_RATED
NOT_ASKED = Movement.NOT_ASKED_BEFORE
Pair = tuple[Rating | None, Rating | None]

ROWS: dict[Rating | None, tuple[Movement, ...]] = {
    R: (SAME, UP, UP, NOW_NA, GONE),
    A: (DOWN, SAME, UP, NOW_NA, GONE),
    G: (DOWN, DOWN, SAME, NOW_NA, GONE),
    N: (NEW, NEW, NEW, STILL_NA, NEVER),
    None: (NEW, NEW, NEW, NOW_NA, NEVER),
}


def together(*pairs: Pair, is_open: bool = False, carried: bool = False, asked_before: bool = True) -> Movement:
    """The movement of teams that rated so before and after, the first one's rating carried forward or not."""
    moves = [TeamMove(place, *pair, asked_before=asked_before) for place, pair in enumerate(pairs)]
    moves[0] = replace(moves[0], carried_forward=carried)
    rated = any(before is not None and before.level is not None for before, _ in pairs)
    return combine(moves, rated_before=rated, rated_by_any=rated, is_open=is_open)


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        (before, after, moved)
        for before, row in ROWS.items()
        for after, moved in zip((R, A, G, N, None), row, strict=True)
    ],
)
def test_how_one_team_s_rating_moved(before: Rating | None, after: Rating | None, moved: Movement) -> None:
    assert together((before, after)) is moved
    assert together((before, after), is_open=True) is (moved if after else NOT_YET)


@pytest.mark.parametrize(
    ("first", "second", "moved"),
    [
        ((R, A), (A, A), UP),
        ((A, R), (A, A), DOWN),
        ((R, G), (A, R), BOTH_WAYS),
        ((R, A), (A, None), UP),
        ((R, None), (A, A), SAME),
        ((R, None), (None, A), OTHER),
        ((R, N), (A, A), SAME),
        ((R, N), (None, A), OTHER),
        ((R, N), (None, N), NOW_NA),
        ((N, N), (None, A), NEW),
        ((N, N), (None, N), STILL_NA),
        ((N, None), (None, N), STILL_NA),
        ((R, None), (None, N), OTHER),
        ((None, A), (None, None), NEW),
        ((R, None), (None, None), GONE),
    ],
)
def test_how_two_teams_moves_become_one(first: Pair, second: Pair, moved: Movement) -> None:
    assert together(first, second) is moved
    assert together(second, first) is moved


@pytest.mark.parametrize(
    ("carried", "other", "moved"),
    [
        ((A, A), (A, A), UNCONFIRMED),
        ((R, A), (None, None), UNCONFIRMED),
        ((N, N), (None, None), UNCONFIRMED),
        ((N, N), (None, A), NEW),
        ((A, A), (R, A), UP),
        ((A, A), (G, A), DOWN),
    ],
)
def test_a_rating_carried_forward_is_never_a_rating_that_stayed(carried: Pair, other: Pair, moved: Movement) -> None:
    assert together(carried, other, carried=True) is moved


@pytest.mark.parametrize(
    ("marked", "other", "moved"),
    [
        ((R, A), (None, None), Movement.REJUDGED),
        ((G, A), (A, A), Movement.REJUDGED),
        ((R, A), (R, A), UP),
        ((R, A), (G, A), DOWN),
        ((A, A), (None, None), SAME),
        ((None, A), (None, None), NEW),
    ],
)
def test_a_rating_that_is_re_judged_moved_neither_up_nor_down(marked: Pair, other: Pair, moved: Movement) -> None:
    moves = [TeamMove(1, *marked, rejudged=True), TeamMove(2, *other)]
    rated = any(one.before is not None for one in moves)

    assert combine(moves, rated_before=rated, rated_by_any=rated, is_open=True) is moved


def test_what_nobody_was_asked_before_has_nothing_to_be_compared_with() -> None:
    assert together((None, A), asked_before=False) is NOT_ASKED
    assert together((None, N), asked_before=False) is NOT_ASKED
    assert together((None, None), asked_before=False, is_open=True) is NOT_YET


def test_every_movement_has_a_word_a_sign_and_a_meaning_of_its_own() -> None:
    assert len({one.label[0] for one in Movement}) == len({one.meaning for one in Movement}) == len(Movement)
    assert all(one.word in one.label and one.meaning.endswith(".") for one in Movement)


RATINGS = st.sampled_from([*Rating, None])
SECTIONS = st.sampled_from([("leadership",), ("study-programmes",), ("leadership", "study-programmes")])
STATEMENTS = ("LM1", "LM2", "LM3", "SP1", "SP2")


@st.composite
def a_round(draw: st.DrawFn, *, carried: bool = False, closed: bool = False) -> Snapshot:
    """A round of one to three teams, each asked some sections, with any ratings; `carried`: with any marks too."""
    numbers = draw(st.sets(st.integers(1, 3), min_size=1))
    teams = tuple(make_team(one, f"Team {one}", sections=draw(SECTIONS)) for one in sorted(numbers))
    said = []
    for team in teams:
        for statement_id in STATEMENTS:
            rating = draw(RATINGS)
            waits = carried and rating is not None and draw(st.booleans())
            marked = carried and draw(st.booleans())
            said.append(Judgement(1, team.id, statement_id, rating=rating, carried_forward=waits, rejudged=marked))
    is_closed = closed or draw(st.booleans())
    return make_snapshot(*said, round_=replace(make_round(teams=teams), closed_at=STARTED if is_closed else None))


def between(earlier: Snapshot, later: Snapshot) -> Comparison:
    return compare(earlier, later, make_library())


def movements(comparison: Comparison) -> dict[str, Movement]:
    return {row.statement_id: row.movement for row in comparison.rows}


@given(a_round(carried=True), a_round(carried=True))
def test_the_movements_add_up_to_what_is_asked(earlier: Snapshot, later: Snapshot) -> None:
    comparison = between(earlier, later)

    assert sum(comparison.counts().values()) == len(later.asked) == later.counts().total


@given(a_round(carried=True))
def test_a_round_compared_with_itself_moves_nothing(round_: Snapshot) -> None:
    assert set(movements(between(round_, round_)).values()) <= {SAME, UNCONFIRMED, STILL_NA, NOT_YET, NEVER}


@given(a_round(), st.booleans())
def test_a_round_carried_forward_moves_nothing_and_nothing_in_it_stayed(earlier: Snapshot, is_closed: bool) -> None:
    carried = {key: replace(one, carried_forward=one.rating is not None) for key, one in earlier.judgements.items()}
    round_ = replace(earlier.round, closed_at=STARTED if is_closed else None)

    found = movements(between(earlier, replace(earlier, round=round_, judgements=carried)))

    assert set(found.values()) <= {UNCONFIRMED, NOT_YET, NEVER}
    assert all(found[one] is UNCONFIRMED for one in found if earlier.rating(one) is not None)


@given(a_round(closed=True), a_round(closed=True))
def test_looking_back_turns_every_movement_around(earlier: Snapshot, later: Snapshot) -> None:
    there, back = movements(between(earlier, later)), movements(between(later, earlier))
    around = {
        UP: {DOWN},
        DOWN: {UP},
        SAME: {SAME},
        BOTH_WAYS: {BOTH_WAYS},
        GONE: {NEW, NOT_ASKED},
        NEW: {GONE, NOW_NA, OTHER},
        NOW_NA: {NEW, NOT_ASKED, NEVER},
    }

    for statement_id in there.keys() & back.keys():
        assert back[statement_id] in around.get(there[statement_id], set(Movement)), statement_id


def with_team(snapshot: Snapshot, team: Team) -> Snapshot:
    return replace(snapshot, round=replace(snapshot.round, teams=(*snapshot.round.teams, team)))


@given(a_round(carried=True), a_round(carried=True), SECTIONS, st.booleans(), st.booleans())
def test_a_team_that_rates_nothing_changes_no_movement(
    earlier: Snapshot, later: Snapshot, sections: tuple[str, ...], joins_before: bool, joins_later: bool
) -> None:
    silent = make_team(9, "Silent", sections=sections)
    before = with_team(earlier, silent) if joins_before else earlier
    after = with_team(later, silent) if joins_later else later

    plain, added = movements(between(earlier, later)), movements(between(before, after))

    assert {one: added[one] for one in plain} == plain


@given(a_round(carried=True), a_round(carried=True))
def test_a_team_s_own_move_is_never_hidden_by_another_team(earlier: Snapshot, later: Snapshot) -> None:
    everyone = movements(between(earlier, later))

    for team in later.teams:
        alone = movements(between(earlier.for_team(team.id), later.for_team(team.id)))
        moved = {one: way for one, way in alone.items() if way in (UP, DOWN)}
        assert all(everyone[one] in (way, BOTH_WAYS) for one, way in moved.items())


def test_only_what_a_team_rated_both_times_is_comparable() -> None:
    assert set(MOVED) < set(COMPARABLE)
    assert UNCONFIRMED not in COMPARABLE
