"""A round is started, perhaps from the last one, renamed, closed for ever, reopened on purpose."""

from dataclasses import replace

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.results.close_check import Finding, Gap
from sendsat.assessment.results.movement import Movement
from sendsat.assessment.values import Round
from sendsat.errors import Invalid, NotFound, Refused
from sendsat.guide.edition import EditionMap
from sendsat.guide.library import Library
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.rounds import judging, rounds, teams
from sendsat.services.visit.parts import Part
from sendsat.services.visit.visiting import visiting
from tests.conftest import Clock
from tests.editions import make_whole_edition
from tests.services.seat import Seat
from tests.services.snapshots import every_snapshot

R, A, G, N = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE


def test_a_new_round_starts_empty_with_every_team_and_the_old_one_stays(desk: Desk, first_round: Round) -> None:
    Seat(desk, first_round).rate(R)
    team = teams.add_team(desk, name="Teachers", sections=("study-programmes",))

    started = rounds.start_round(desk, name="Spring 2026")

    assert viewing.rounds_of(desk)[1] == started
    assert [one.name for one in started.teams] == ["Whole organisation", "Teachers"]
    assert team in started.teams
    before, now = every_snapshot(desk)
    assert (before.counts().red, now.counts().answered) == (1, 0)


def test_a_closed_round_keeps_what_was_open_in_it_until_it_is_closed_again(desk: Desk, first_round: Round) -> None:
    Seat(desk, first_round, "LM1").rate(G)
    assert open_at_close(desk, first_round) is None
    rounds.close_round(desk, round_id=first_round.id)
    kept = open_at_close(desk, first_round)
    assert kept is not None
    assert (Gap.NO_PROOF, "LM1") in {(one.gap, one.statement_id) for one in kept}
    assert (Gap.NOT_RATED, "LM2") in {(one.gap, one.statement_id) for one in kept}

    rounds.reopen_round(desk, round_id=first_round.id)
    Seat(desk, first_round, "LM1").write("Because.")
    assert open_at_close(desk, first_round) == kept
    rounds.close_round(desk, round_id=first_round.id)
    again = open_at_close(desk, first_round)
    assert again == tuple(one for one in kept if one.gap is not Gap.NO_PROOF)


def open_at_close(desk: Desk, round_: Round) -> tuple[Finding, ...] | None:
    with visiting(desk.store, desk.library) as visit:
        assert visit is not None
        return visit.look(round_.id, [Part.OPEN_AT_CLOSE]).open_at_close


def test_a_round_carried_forward_waits_for_every_rating_to_be_confirmed(desk: Desk, first_round: Round) -> None:
    Seat(desk, first_round, "LM1").rate(G)
    Seat(desk, first_round, "LM1").write("Because.")
    Seat(desk, first_round, "LM1").tick("A policy")
    Seat(desk, first_round, "LM2").write("Not rated yet.")
    Seat(desk, first_round, "SP1").rate(N)

    started = rounds.start_round(desk, name="Spring 2026", carry_forward_from=first_round.id)

    first = Seat(desk, started, "LM1")
    assert (first.kept().rating, first.kept().commentary, first.kept().seen_evidence) == (G, "Because.", ("A policy",))
    carried = {one: Seat(desk, started, one).kept().carried_forward for one in ("LM1", "LM2", "SP1", "SP2")}
    assert carried == {"LM1": True, "LM2": False, "SP1": True, "SP2": False}
    assert Seat(desk, started, "LM2").kept().commentary == "Not rated yet."
    assert started.started_from == first_round.id


def test_a_rating_carried_forward_is_settled_by_confirming_or_by_rating_again(desk: Desk, first_round: Round) -> None:
    Seat(desk, first_round, "LM1").rate(G)
    Seat(desk, first_round, "LM2").rate(A)
    started = rounds.start_round(desk, name="Spring 2026", carry_forward_from=first_round.id)

    assert Seat(desk, started, "LM1").confirm().carried_forward is False
    assert Seat(desk, started, "LM2").rate(A).carried_forward is False

    assert Seat(desk, started, "LM1").kept().rating is G
    assert not any(one.carried_forward for one in every_snapshot(desk)[1].standings.values())
    assert Seat(desk, started, "LM1").history()[0] == ("carried_forward", "yes", "")


def test_writing_a_reason_does_not_confirm_what_was_carried_forward(desk: Desk, first_round: Round) -> None:
    Seat(desk, first_round).rate(G)
    started = rounds.start_round(desk, name="Spring 2026", carry_forward_from=first_round.id)

    assert Seat(desk, started).write("Still true?").carried_forward is True


def test_a_team_that_left_a_section_carries_nothing_of_it_forward(desk: Desk, first_round: Round) -> None:
    Seat(desk, first_round, "SP1").rate(G)
    team = first_round.teams[0]
    teams.change_team(desk, team_id=team.id, name=team.name, sections=("leadership",))

    started = rounds.start_round(desk, name="Spring 2026", carry_forward_from=first_round.id)

    assert Seat(desk, started, "SP1").kept().is_empty


MAP = EditionMap(edition="small", statements={"LM1": ("LM2",), "LM2": ("LM1", "LM3"), "LM3": ("LM2",), "SP1": ()})


@pytest.fixture
def newer(desk: Desk) -> Desk:
    """The same desk after a new edition of the guide arrived."""
    library = Library([make_whole_edition("newer", maps=(MAP,)), desk.library.current])
    return replace(desk, library=library)


def test_ratings_are_carried_into_a_newer_edition_along_its_map(newer: Desk, desk: Desk, first_round: Round) -> None:
    Seat(desk, first_round, "LM1").rate(G)
    Seat(desk, first_round, "LM1").write("One.")
    Seat(desk, first_round, "LM3").rate(A)
    Seat(desk, first_round, "LM3").write("Three.")
    Seat(desk, first_round, "LM2").rate(R)
    Seat(desk, first_round, "SP1").rate(R)

    started = rounds.start_round(newer, name="Spring 2026", carry_forward_from=first_round.id)

    def kept(statement_id: str) -> tuple[Rating | None, str]:
        judgement = Seat(newer, started, statement_id).kept()
        return judgement.rating, judgement.commentary

    assert started.edition_id == "newer"
    assert kept("LM2") == (A, "One.\n\nThree."), "two statements became one: the lower rating, both texts"
    assert (kept("LM1"), kept("LM3")) == ((R, ""), (R, "")), "one statement became two"
    assert kept("SP1") == (None, ""), "a statement that was dropped"
    compared = viewing.comparison(newer, earlier_id=first_round.id, later_id=started.id)
    assert compared.counts()[Movement.UNCONFIRMED] == 3


def test_an_old_round_keeps_its_edition_and_can_still_be_rated(newer: Desk, first_round: Round) -> None:
    assert Seat(newer, first_round).rate(G).rating is G
    assert viewing.snapshots(newer, first_round.id)[0].edition.id == "small"


def test_a_round_on_an_edition_that_is_gone_says_which(desk: Desk, first_round: Round) -> None:
    without = replace(desk, library=Library([make_whole_edition("newer")]))

    with pytest.raises(NotFound, match="'small', which is not here"):
        viewing.snapshots(without, first_round.id)


@pytest.mark.parametrize("name", ["", "autumn 2025", "x" * 121])
def test_a_round_needs_a_name_of_its_own(desk: Desk, name: str) -> None:
    with pytest.raises(Invalid):
        rounds.start_round(desk, name=name)
    assert len(viewing.rounds_of(desk)) == 1


def test_a_round_that_cannot_carry_forward_is_not_started_half(desk: Desk) -> None:
    with pytest.raises(NotFound):
        rounds.start_round(desk, name="Spring 2026", carry_forward_from=99)
    assert len(viewing.rounds_of(desk)) == 1


def test_a_round_is_renamed_also_when_closed(desk: Desk, first_round: Round) -> None:
    rounds.close_round(desk, round_id=first_round.id)
    rounds.rename_round(desk, round_id=first_round.id, name="  Our first ")
    rounds.rename_round(desk, round_id=first_round.id, name="OUR FIRST")

    assert viewing.rounds_of(desk)[0].name == "OUR FIRST"
    rounds.start_round(desk, name="Spring 2026")
    with pytest.raises(Invalid, match="already a round called"):
        rounds.rename_round(desk, round_id=first_round.id, name="spring 2026")


def test_a_round_is_closed_once_and_reopened_on_purpose(desk: Desk, first_round: Round, clock: Clock) -> None:
    rounds.close_round(desk, round_id=first_round.id)
    assert viewing.rounds_of(desk)[0].closed_at == clock.at
    with pytest.raises(Refused, match="closed already"):
        rounds.close_round(desk, round_id=first_round.id)

    rounds.reopen_round(desk, round_id=first_round.id)
    assert viewing.rounds_of(desk)[0].is_open
    with pytest.raises(Refused, match="open already"):
        rounds.reopen_round(desk, round_id=first_round.id)


def test_a_closed_round_stays_as_it_was_whatever_becomes_of_its_teams(desk: Desk, first_round: Round) -> None:
    team = first_round.teams[0]
    Seat(desk, first_round, "SP1").rate(G)
    rounds.close_round(desk, round_id=first_round.id)
    before = every_snapshot(desk)

    teams.change_team(desk, team_id=team.id, name="Leaders", sections=("leadership",))
    teams.add_team(desk, name="Teachers", sections=("study-programmes",))
    teams.retire_team(desk, team_id=team.id)

    assert every_snapshot(desk) == before


def test_ofsted_areas_chosen_stay_from_round_to_round(desk: Desk, first_round: Round) -> None:
    where = {"round_id": first_round.id, "team_id": first_round.teams[0].id, "statement_id": "LM1"}
    judging.choose_ofsted_areas(desk, **where, framework_id="framework-2025", areas=("leadership",))
    rounds.start_round(desk, name="Spring 2026")

    assert viewing.ofsted_choices(desk) == {("LM1", "framework-2025"): ("leadership",)}
