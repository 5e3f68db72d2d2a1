"""Two rounds side by side: each team beside itself, then together; every statement asked is counted once."""

from dataclasses import replace
from datetime import timedelta

from sendsat.assessment.rating import Rating
from sendsat.assessment.results.comparison import Comparison, compare, last_standings
from sendsat.assessment.results.movement import Movement
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Judgement
from sendsat.guide.edition import EditionMap
from sendsat.guide.library import Library
from tests.factories import STARTED, make_edition, make_judgement, make_library, make_round, make_snapshot, make_team

R, A, G, N = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE
UP, DOWN, SAME = Movement.IMPROVED, Movement.SLIPPED, Movement.STAYED
NEW, GONE, NEVER = Movement.NEWLY_RATED, Movement.NO_LONGER_RATED, Movement.NEVER_RATED
NOT_YET, OTHER, NOT_ASKED = Movement.NOT_YET_RATED, Movement.OTHER_TEAM, Movement.NOT_ASKED_BEFORE


def counted(comparison: Comparison) -> dict[Movement, int]:
    return {movement: number for movement, number in comparison.counts().items() if number}


def test_a_comparison_counts_every_statement_of_the_later_round_once() -> None:
    earlier = make_snapshot(make_judgement("LM1", R), make_judgement("LM2", G), make_judgement("SP1", A))
    later = make_snapshot(make_judgement("LM1", G), make_judgement("LM2", A), make_judgement("SP2", A))

    compared = compare(earlier, later, make_library())

    assert counted(compared) == {UP: 1, DOWN: 1, NEW: 1, NOT_YET: 2}
    assert sum(compared.counts().values()) == 5
    assert sum(compared.counts(["LM1", "LM2"]).values()) == 2
    assert (compared.moved(UP), compared.moved(DOWN)) == (("LM1",), ("LM2",))


def test_once_the_later_round_is_closed_what_it_left_out_is_no_longer_rated() -> None:
    earlier, later = make_snapshot(make_judgement("SP1", A)), make_snapshot(make_judgement("SP2", A))
    closed = replace(later, round=replace(later.round, closed_at=STARTED))

    assert counted(compare(earlier, later, make_library())) == {NEW: 1, NOT_YET: 4}
    assert counted(compare(earlier, closed, make_library())) == {NEW: 1, GONE: 1, NEVER: 3}


def test_a_statement_that_nobody_was_asked_before_is_not_called_newly_rated() -> None:
    leaders = make_round(teams=(make_team(sections=("leadership",)),))

    compared = compare(make_snapshot(round_=leaders), make_snapshot(make_judgement("SP1", G)), make_library())

    row = next(one for one in compared.rows if one.statement_id == "SP1")
    assert (row.before, row.movement) == (None, NOT_ASKED)


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
    assert across(make_judgement("SP1", R), later=(make_judgement("SP1", G),))["SP1"] == (None, NOT_ASKED)


def test_a_statement_the_map_leaves_out_is_compared_with_itself() -> None:
    assert across(make_judgement("SP2", R), later=(make_judgement("SP2", R),))["SP2"] == (R, SAME)


BOTH = (make_team(1, "Leaders"), make_team(2, "Tutors"))


def by_two(first: Rating | None, second: Rating | None) -> Snapshot:
    """A round in which two teams rated LM1 so; None is silence."""
    said = (make_judgement(rating=first), make_judgement(rating=second, team_id=2))
    return make_snapshot(*said, round_=make_round(teams=BOTH))


def only(number: int, rating: Rating | None) -> Snapshot:
    """A round in which one of the two teams takes part alone."""
    return make_snapshot(make_judgement(rating=rating, team_id=number), round_=make_round(teams=(BOTH[number - 1],)))


def moved(earlier: Snapshot, later: Snapshot) -> Movement:
    return compare(earlier, later, make_library()).rows[0].movement


def test_a_team_that_has_not_rated_yet_does_not_lift_the_others() -> None:
    assert moved(by_two(A, R), by_two(A, None)) is SAME, "together it went from Red to Amber, but nobody improved"


def test_a_new_team_with_a_lower_rating_makes_nothing_slip() -> None:
    assert moved(only(1, G), by_two(G, R)) is SAME


def test_one_team_s_slip_is_not_hidden_by_the_lower_rating_of_another() -> None:
    assert moved(by_two(G, R), by_two(A, R)) is DOWN, "together it was Red and still is"


def test_teams_that_went_opposite_ways_are_counted_as_neither_and_both_are_told() -> None:
    compared = compare(by_two(R, G), by_two(A, A), make_library())

    assert counted(compared) == {Movement.BOTH_WAYS: 1, NOT_YET: 4}
    assert [(one.before, one.after) for one in compared.rows[0].teams] == [(R, A), (G, A)]


def test_ratings_of_two_different_teams_cannot_be_compared() -> None:
    assert moved(only(1, R), only(2, G)) is OTHER
    assert moved(by_two(R, None), by_two(None, G)) is OTHER
    assert moved(by_two(R, None).for_team(2), by_two(None, G).for_team(2)) is OTHER
    [left] = compare(only(1, R), only(2, G), make_library()).rows[0].left
    assert (left.team_id, left.rating) == (1, R)


def test_one_team_is_looked_at_without_what_the_other_did() -> None:
    earlier, later = by_two(A, R), by_two(G, R)

    assert (moved(earlier, later), moved(earlier.for_team(1), later.for_team(1))) == (UP, UP)
    assert moved(earlier.for_team(2), later.for_team(2)) is SAME


def test_a_team_that_never_rated_did_not_stop_rating() -> None:
    later = replace(by_two(None, None), round=replace(make_round(teams=BOTH), closed_at=STARTED))

    assert moved(by_two(R, None), later) is GONE
    assert moved(by_two(R, None).for_team(2), later.for_team(2)) is NEVER


def test_a_team_is_known_by_its_newest_name_and_one_that_left_by_its_last() -> None:
    later = make_snapshot(round_=make_round(teams=(make_team(1, "Senior leaders"),)))

    assert compare(by_two(R, R), later, make_library()).team_names == {1: "Senior leaders", 2: "Tutors"}


def test_a_mark_holds_for_its_round_for_those_after_it_and_for_looking_back() -> None:
    def said(day: int, rating: Rating, *, rejudged: bool = False) -> Snapshot:
        round_ = replace(make_round(day), started_at=STARTED + timedelta(days=day))
        return make_snapshot(replace(make_judgement(rating=rating), rejudged=rejudged), round_=round_)

    first, second, third = said(1, R), said(2, A, rejudged=True), said(3, G)

    assert moved(first, second) is moved(second, first) is Movement.REJUDGED
    assert moved(second, third) is UP, "what was re-judged before the earlier round does not count"
    assert compare(first, third, make_library(), between=[second]).rows[0].movement is Movement.REJUDGED


def test_what_the_later_round_asks_nobody_is_named_and_not_lost_silently() -> None:
    both = make_round(teams=(make_team(1, sections=("leadership",)), make_team(2, sections=("study-programmes",))))
    leaders = make_round(2, teams=(make_team(1, sections=("leadership",)),))
    said = (make_judgement("SP1", R, team_id=2), make_judgement("SP2", N, team_id=2), make_judgement("LM1", G))

    compared = compare(make_snapshot(*said, round_=both), make_snapshot(round_=leaders), make_library())

    assert compared.no_longer_asked == ("SP1",)
    assert compared.teams_changed
    assert not compare(make_snapshot(round_=both), make_snapshot(round_=both), make_library()).teams_changed
