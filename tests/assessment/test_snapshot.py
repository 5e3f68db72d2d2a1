"""A round as it stands: what is asked of whom, and what has been said."""

from dataclasses import replace
from typing import Any

import pytest

from sendsat.assessment.counts import Counts
from sendsat.assessment.rating import Rating, label_of
from sendsat.assessment.snapshot import Standing
from sendsat.assessment.values import Judgement
from tests.factories import make_judgement, make_round, make_snapshot, make_supplement, make_team

R, A, G, N = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE
BOTH = (make_team(1, "Leaders"), make_team(2, "Teachers"))


def test_a_new_round_has_everything_to_rate_and_nothing_red() -> None:
    snapshot = make_snapshot()

    assert snapshot.counts() == Counts(not_rated=5)
    assert (snapshot.counts().total, snapshot.counts().rated, snapshot.counts().answered) == (5, 0, 0)
    assert {snapshot.rating(one) for one in snapshot.asked} == {None}


def test_not_rated_not_applicable_and_red_are_counted_apart() -> None:
    counts = make_snapshot(make_judgement("LM1", R), make_judgement("LM2", N), make_judgement("SP1", G)).counts()

    assert counts == Counts(red=1, not_applicable=1, green=1, not_rated=2)
    assert (counts.rated, counts.answered) == (2, 3)
    assert [counts.of(one) for one in (R, A, G, N, None)] == [1, 0, 1, 1, 2]


def test_a_commentary_without_a_rating_is_still_not_rated() -> None:
    snapshot = make_snapshot(make_judgement("LM1", None, commentary="We talked about it."))

    assert snapshot.rating("LM1") is None
    assert snapshot.counts().not_rated == 5
    assert snapshot.standings["LM1"].commentary == "We talked about it."


@pytest.mark.parametrize(
    ("leaders", "teachers", "stands_at", "differ"),
    [
        pytest.param(G, G, G, False, id="they agree"),
        pytest.param(G, R, R, True, id="the lower counts"),
        pytest.param(A, G, A, True, id="amber and green"),
        pytest.param(G, None, G, False, id="one has not rated: never red"),
        pytest.param(None, None, None, False, id="nobody has rated"),
        pytest.param(N, G, G, True, id="not applicable to one team only"),
        pytest.param(N, N, N, False, id="not applicable to both"),
        pytest.param(N, None, N, False, id="not applicable and not rated"),
    ],
)
def test_where_two_teams_stand_together(
    leaders: Rating | None, teachers: Rating | None, stands_at: Rating | None, differ: bool
) -> None:
    said = (make_judgement(rating=leaders, team_id=1), make_judgement(rating=teachers, team_id=2))

    standing = make_snapshot(*said, round_=make_round(teams=BOTH)).standings["LM1"]

    assert (standing.rating, standing.teams_differ) == (stands_at, differ)


def test_one_team_sees_only_what_it_said_itself() -> None:
    said = (make_judgement(rating=G, team_id=1), make_judgement(rating=R, team_id=2))
    snapshot = make_snapshot(*said, round_=make_round(teams=BOTH))

    assert snapshot.rating("LM1") is R
    assert snapshot.for_team(1).rating("LM1") is G
    assert snapshot.for_team(1).for_team(None) == snapshot


def test_a_team_is_asked_only_about_its_own_sections() -> None:
    leaders = make_team(1, "Leaders", sections=("leadership",))
    teachers = make_team(2, "Teachers", sections=("study-programmes",))

    snapshot = make_snapshot(round_=make_round(teams=(leaders, teachers)))

    assert snapshot.asked == {"LM1": (1,), "LM2": (1,), "LM3": (1,), "SP1": (2,), "SP2": (2,)}
    assert list(snapshot.for_team(2).asked) == ["SP1", "SP2"]


def test_what_a_team_said_of_a_section_it_left_no_longer_counts() -> None:
    leaders = make_team(1, sections=("leadership",))

    snapshot = make_snapshot(make_judgement("SP1", R), round_=make_round(teams=(leaders,)))

    assert snapshot.rating("SP1") is None
    assert snapshot.counts() == Counts(not_rated=3)


def test_counts_over_a_part_leave_out_what_is_not_asked() -> None:
    snapshot = make_snapshot(make_judgement("LM1", A), make_judgement("SP1", G))

    assert snapshot.counts(["LM1", "LM2", "LM9"]) == Counts(amber=1, not_rated=1)


def test_a_rating_carried_forward_waits_to_be_confirmed() -> None:
    carried = replace(make_judgement("LM1", G), carried_forward=True)

    standings = make_snapshot(carried, make_judgement("LM2", G)).standings

    assert [standings[one].carried_forward for one in ("LM1", "LM2", "LM3")] == [True, False, False]


@pytest.mark.parametrize(
    ("leaders", "teachers", "stands_at", "carried", "differ"),
    [
        pytest.param(
            G, "carried G", G, False, False, id="one team has judged it Green, the other has still to confirm"
        ),
        pytest.param(G, "carried R", R, True, False, id="only a rating that nobody confirmed says Red"),
        pytest.param(R, "carried G", R, False, False, id="Red was judged: what waits cannot raise it"),
        pytest.param("carried G", "carried R", R, True, False, id="both wait: nobody differs in this round"),
        pytest.param("carried A", None, A, True, False, id="one waits, one has not rated"),
        pytest.param("carried N", "carried N", N, True, False, id="not applicable waits too"),
        pytest.param(N, "carried G", G, True, False, id="applicable only by what was carried forward"),
        pytest.param(G, R, R, False, True, id="both judged"),
    ],
)
def test_what_counts_where_a_rating_waits_to_be_confirmed(
    leaders: str | Rating | None, teachers: str | Rating | None, stands_at: Rating, carried: bool, differ: bool
) -> None:
    said = [make_said(team_id, value) for team_id, value in ((1, leaders), (2, teachers))]

    snapshot = make_snapshot(*said, round_=make_round(teams=BOTH))

    standing = snapshot.standings["LM1"]
    assert (standing.rating, standing.carried_forward, standing.teams_differ) == (stands_at, carried, differ)
    assert snapshot.judged("LM1") is (None if carried else stands_at)
    counts = snapshot.counts(["LM1"])
    assert (counts.total, counts.answered, counts.carried_forward) == (1, 0 if carried else 1, 1 if carried else 0)


def make_said(team_id: int, value: str | Rating | None) -> Judgement:
    """What a team said: a rating, none, or one that was carried forward such as "carried G"."""
    if isinstance(value, Rating) or value is None:
        return make_judgement(rating=value, team_id=team_id)
    rating = {"R": R, "A": A, "G": G, "N": N}[value.removeprefix("carried ")]
    return replace(make_judgement(rating=rating, team_id=team_id), carried_forward=True)


def test_a_rating_carried_forward_is_shown_with_a_hollow_mark() -> None:
    waits = make_said(1, "carried G")
    standing = make_snapshot(waits).standings["LM1"]
    assert standing.label == waits.label == "□ Green, carried forward"
    assert (standing.word, label_of(standing.state)) == ("Green, carried forward", "□ Carried forward")


@pytest.mark.parametrize(
    ("counts", "enough"),
    [
        (Counts(), False),
        (Counts(green=1), False),
        (Counts(green=4), False),
        (Counts(green=5), True),
        (Counts(red=2, amber=2, green=1, not_rated=5), True),
        (Counts(green=5, not_rated=6), False),
        (Counts(green=5, carried_forward=6), False),
        (Counts(green=7, not_rated=20), False),
        (Counts(green=5, not_rated=5, not_applicable=17), True),
    ],
)
def test_nothing_is_called_strongest_below_five_ratings_or_half_of_what_applies(counts: Counts, enough: bool) -> None:
    assert counts.can_be_ranked is enough


def test_what_several_teams_wrote_stands_under_their_names_and_what_one_wrote_under_none() -> None:
    one = replace(make_judgement(team_id=1, commentary="First."), seen_evidence=("A policy",), evidence="Minutes")
    two = replace(make_judgement(team_id=2, commentary="Second."), seen_evidence=("A policy",), evidence="")

    snapshot = make_snapshot(one, two, round_=make_round(teams=BOTH))
    standing, names = snapshot.standings["LM1"], {1: "Oak", 2: "Elm"}

    assert standing.reasons(names) == "Oak: First.\n\nElm: Second."
    assert standing.evidence(names) == "Oak: A policy\nMinutes\n\nElm: A policy"
    alone = snapshot.for_team(1).standings["LM1"]
    assert (alone.reasons(names), alone.evidence(names)) == ("First.", "A policy\nMinutes")


def test_two_statements_that_became_one_are_still_told_by_one_team_without_its_name() -> None:
    both = tuple(replace(make_judgement(team_id=1, commentary=why), evidence=f"{why} file") for why in ("A", "B"))

    standing = Standing("LM1", both)

    assert (standing.reasons({1: "Oak"}), standing.evidence({1: "Oak"})) == ("A\n\nB", "A file\n\nB file")


def test_evidence_is_there_where_one_team_ticked_or_wrote_some() -> None:
    nothing, ticked = make_judgement(team_id=1), replace(make_judgement(team_id=2), seen_evidence=("A policy",))

    assert not Standing("LM1", (nothing, replace(nothing, evidence=" "))).has_evidence
    assert Standing("LM1", (nothing, ticked)).has_evidence


def test_a_judgement_that_was_just_kept_shows_at_once_and_the_old_picture_stays() -> None:
    before = make_snapshot(make_judgement("LM1", R))

    after = before.with_judgement(make_judgement("LM1", G))

    assert (before.rating("LM1"), after.rating("LM1")) == (R, G)


@pytest.mark.parametrize(
    ("change", "empty"),
    [({}, True), ({"rating": R}, False), ({"commentary": "x"}, False), ({"seen_evidence": ("A policy",)}, False)],
)
def test_a_judgement_is_empty_until_something_is_said(change: dict[str, Any], empty: bool) -> None:
    assert replace(make_judgement(rating=None), **change).is_empty is empty


def test_a_supplement_is_counted_apart_for_every_team_and_moves_no_count_of_the_guide() -> None:
    supplement = make_supplement()
    round_ = make_round(teams=BOTH, supplements=(supplement.id,))
    guide = make_snapshot(make_judgement("LM1", R), make_judgement("SU1", G, team_id=2), round_=round_)

    beside = guide.beside(supplement)

    assert guide.counts() == Counts(red=1, not_rated=4)
    assert beside.counts() == Counts(green=1, not_rated=1)
    assert beside.for_team(1).counts() == Counts(not_rated=2)
    assert guide.rating("SU1") is None
    assert beside.rating("LM1") is None


def test_a_supplement_that_is_switched_off_asks_nobody_anything() -> None:
    assert make_snapshot(make_judgement("SU1", G)).beside(make_supplement()).counts() == Counts()
