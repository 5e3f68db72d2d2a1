"""Two rounds side by side: what improved, slipped, stayed, is newly rated or no longer rated."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.comparison import Movement, compare, last_standings, movement
from sendsat.assessment.rating import Rating
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Judgement
from sendsat.guide.library import Library
from sendsat.guide.model import EditionMap
from tests.factories import make_edition, make_judgement, make_library, make_round, make_snapshot, make_team

R, A, G, N = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE
UP, DOWN, SAME = Movement.IMPROVED, Movement.SLIPPED, Movement.STAYED
NEW, GONE, NEVER = Movement.NEWLY_RATED, Movement.NO_LONGER_RATED, Movement.NEVER_RATED

ROWS = {R: (SAME, UP, UP, GONE, GONE), A: (DOWN, SAME, UP, GONE, GONE), G: (DOWN, DOWN, SAME, GONE, GONE)}
ROWS_WITHOUT_LEVEL = {N: (NEW, NEW, NEW, SAME, NEVER), None: (NEW, NEW, NEW, NEVER, NEVER)}


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        (before, after, moved)
        for before, row in (ROWS | ROWS_WITHOUT_LEVEL).items()
        for after, moved in zip((R, A, G, N, None), row, strict=True)
    ],
)
def test_how_a_rating_moved(before: Rating | None, after: Rating | None, moved: Movement) -> None:
    assert movement(before, after) is moved


@given(st.sampled_from([*Rating, None]), st.sampled_from([*Rating, None]))
def test_looking_back_turns_every_movement_around(before: Rating | None, after: Rating | None) -> None:
    around = {UP: DOWN, DOWN: UP, NEW: GONE, GONE: NEW, SAME: SAME, NEVER: NEVER}

    assert movement(after, before) is around[movement(before, after)]


def test_every_movement_has_a_word_and_a_sign_of_its_own() -> None:
    assert len({one.label[0] for one in Movement}) == len(Movement)
    assert all(one.word in one.label for one in Movement)


def test_a_comparison_counts_every_statement_of_the_later_round_once() -> None:
    earlier = make_snapshot(make_judgement("LM1", R), make_judgement("LM2", G), make_judgement("SP1", A))
    later = make_snapshot(make_judgement("LM1", G), make_judgement("LM2", A), make_judgement("SP2", A))

    compared = compare(earlier, later, make_library())

    assert compared.counts() == {UP: 1, DOWN: 1, SAME: 0, NEW: 1, GONE: 1, NEVER: 1}
    assert compared.counts(["LM1", "LM2"]) == {UP: 1, DOWN: 1, SAME: 0, NEW: 0, GONE: 0, NEVER: 0}


def test_a_statement_that_nobody_was_asked_before_is_newly_rated() -> None:
    leaders = make_round(teams=(make_team(sections=("leadership",)),))

    compared = compare(make_snapshot(round_=leaders), make_snapshot(make_judgement("SP1", G)), make_library())

    row = next(one for one in compared.rows if one.statement_id == "SP1")
    assert (row.before, row.movement) == (None, NEW)


OLD = make_edition(id_="old")
MAP = EditionMap(edition="old", statements={"LM1": ("LM2",), "LM2": ("LM1", "LM3"), "LM3": ("LM2",), "SP1": ()})
NEWER = make_edition(id_="new", maps=(MAP,))
LIBRARY = Library([NEWER, OLD])


def across(*earlier: Judgement, later: tuple[Judgement, ...] = ()) -> dict[str, tuple[Rating | None, Movement]]:
    """Compare a round on the old edition with one on the new: rating before and movement by new statement id."""
    compared = compare(make_snapshot(*earlier, edition=OLD), make_snapshot(*later, edition=NEWER), LIBRARY)
    return {row.statement_id: (row.before.rating if row.before else None, row.movement) for row in compared.rows}


def test_last_round_is_what_the_same_team_said_or_all_together_where_it_took_no_part() -> None:
    round_ = make_round(teams=(make_team(1, "One"), make_team(2, "Two")))
    before = make_snapshot(make_judgement("LM1", G), make_judgement("LM1", R, team_id=2), round_=round_)

    def rated(team_id: int | None) -> Rating | None:
        return last_standings(before, team_id, before.edition, make_library())["LM1"].rating

    assert (rated(1), rated(2)) == (G, R)
    assert (rated(3), rated(None)) == (R, R)


def test_before_the_first_round_there_is_no_last_round() -> None:
    assert last_standings(None, 1, make_edition(), make_library()) == {}


def test_last_round_follows_a_statement_that_a_newer_edition_renumbered() -> None:
    before = make_snapshot(make_judgement("LM1", R), make_judgement("SP1", G), edition=OLD)
    told = last_standings(before, None, NEWER, LIBRARY)
    assert told["LM2"].rating is R
    assert "SP1" not in told


def test_a_renumbered_statement_is_compared_with_its_old_self() -> None:
    assert across(make_judgement("LM1", R), later=(make_judgement("LM2", G),))["LM2"] == (R, UP)


def test_a_split_statement_lends_its_rating_to_both_parts() -> None:
    told = across(make_judgement("LM2", G), later=(make_judgement("LM1", G), make_judgement("LM3", R)))

    assert (told["LM1"], told["LM3"]) == ((G, SAME), (G, DOWN))


def test_two_statements_that_became_one_stood_at_the_lower_of_the_two() -> None:
    told = across(make_judgement("LM1", G), make_judgement("LM3", A), later=(make_judgement("LM2", G),))

    assert told["LM2"] == (A, UP)


def test_a_dropped_statement_is_not_compared_with_a_new_one_of_the_same_id() -> None:
    assert across(make_judgement("SP1", R), later=(make_judgement("SP1", G),))["SP1"] == (None, NEW)


def test_a_statement_the_map_leaves_out_is_compared_with_itself() -> None:
    assert across(make_judgement("SP2", R), later=(make_judgement("SP2", R),))["SP2"] == (R, SAME)


def test_one_team_is_compared_with_itself_only() -> None:
    both = make_round(teams=(make_team(1), make_team(2, "Teachers")))

    def said(rating: Rating, of_other: Rating) -> Snapshot:
        other = replace(make_judgement(rating=of_other), team_id=2)
        return make_snapshot(make_judgement(rating=rating), other, round_=both)

    earlier, later = said(A, R), said(G, R)

    assert compare(earlier, later, make_library()).rows[0].movement is SAME
    assert compare(earlier.for_team(1), later.for_team(1), make_library()).rows[0].movement is UP


def test_what_the_later_round_asks_nobody_is_named_and_not_lost_silently() -> None:
    both = make_round(teams=(make_team(1, sections=("leadership",)), make_team(2, sections=("study-programmes",))))
    leaders = make_round(2, teams=(make_team(1, sections=("leadership",)),))
    said = (make_judgement("SP1", R, team_id=2), make_judgement("SP2", N, team_id=2), make_judgement("LM1", G))

    compared = compare(make_snapshot(*said, round_=both), make_snapshot(round_=leaders), make_library())

    assert compared.no_longer_asked == ("SP1",)
    assert compared.teams_changed
    assert not compare(make_snapshot(round_=both), make_snapshot(round_=both), make_library()).teams_changed
