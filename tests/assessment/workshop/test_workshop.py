from dataclasses import replace
from datetime import timedelta

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.workshop.agenda import Cover, agenda, check_minutes, check_people, ends_at, last_ratings
from sendsat.assessment.workshop.allowed import (
    can_reopen,
    changed_elsewhere,
    check_can_agree,
    check_can_reopen,
    check_is_on_wall,
)
from sendsat.assessment.workshop.votes import Tally
from sendsat.assessment.workshop.workshop import AgendaItem, Phase, Screen, Step, VoteRound, Workshop
from sendsat.errors import Invalid, Refused
from tests.factories import STARTED, make_judgement, make_library, make_round, make_snapshot, make_team

LIBRARY = make_library()
EVERYTHING = ("1.1", "1.2", "2.1")


def make_item(
    number: int = 1, *tallies: Tally | None, before: Rating | None = None, agreed: Rating | None = None
) -> AgendaItem:
    rounds = tuple(VoteRound(n, one.total if one else 1, one) for n, one in enumerate(tallies, start=1))
    return AgendaItem(number, f"LM{number}", before=before, agreed=agreed, rounds=rounds)


def make_workshop(*items: AgendaItem, place: int = 1, actions_first: bool = False) -> Workshop:
    return Workshop(
        id=1, round_id=1, team_id=1, code="7F3K92", minutes=5, people=(), actions_first=actions_first, safe=False,
        place=place, place_since=STARTED, prepared_at=STARTED, closed_at=None, version=1, items=items,
    )  # fmt: skip


def test_the_agenda_of_a_part_is_its_statements_in_the_guides_order() -> None:
    assert agenda(make_snapshot(), None, LIBRARY, parts=("2.1", "1.1"), cover=Cover.ALL) == ("LM1", "LM2", "SP1", "SP2")


def test_an_agenda_can_leave_out_what_is_rated() -> None:
    snapshot = make_snapshot(make_judgement("LM1"), make_judgement("SP2"))
    assert agenda(snapshot, None, LIBRARY, parts=EVERYTHING, cover=Cover.NOT_RATED) == ("LM2", "LM3", "SP1")


def test_an_agenda_can_hold_what_was_red_or_amber_last_time() -> None:
    before = make_snapshot(
        make_judgement("LM1", Rating.RED), make_judgement("LM2", Rating.GREEN), make_judgement("SP1", Rating.AMBER)
    )
    now = make_snapshot(round_=make_round(2))
    assert agenda(now, before, LIBRARY, parts=EVERYTHING, cover=Cover.RED_OR_AMBER) == ("LM1", "SP1")
    assert agenda(now, None, LIBRARY, parts=EVERYTHING, cover=Cover.RED_OR_AMBER) == ()


def test_an_agenda_can_hold_what_teams_disagree_about_now_or_did_last_time() -> None:
    round_ = make_round(teams=(make_team(1, "One"), make_team(2, "Two")))
    apart = [make_judgement("LM1", Rating.RED), make_judgement("LM1", Rating.GREEN, team_id=2)]
    before = make_snapshot(*apart, make_judgement("SP1"), make_judgement("SP1", Rating.RED, team_id=2), round_=round_)
    now = make_snapshot(make_judgement("LM1"), round_=replace(round_, id=2)).for_team(1)
    assert agenda(now, before, LIBRARY, parts=EVERYTHING, cover=Cover.TEAMS_DIFFER) == ("SP1",)


def test_a_picked_list_keeps_its_order_and_drops_what_the_team_is_not_asked() -> None:
    snapshot = make_snapshot(round_=make_round(teams=(make_team(sections=("leadership",)),)))
    picked = ("LM3", "SP1", "LM1", "LM3")
    assert agenda(snapshot, None, LIBRARY, parts=(), cover=Cover.PICKED, picked=picked) == ("LM3", "LM1")


def test_last_time_is_what_the_same_team_said_where_it_took_part() -> None:
    round_ = make_round(teams=(make_team(1, "One"), make_team(2, "Two")))
    said = [make_judgement("LM1", Rating.GREEN), make_judgement("LM1", Rating.RED, team_id=2)]
    before = make_snapshot(*said, round_=round_)
    assert last_ratings(before.for_team(1), before, LIBRARY)["LM1"] is Rating.GREEN
    assert last_ratings(before.for_team(3), before, LIBRARY) == {}
    assert last_ratings(before.for_team(None), before, LIBRARY)["LM1"] is Rating.RED


@pytest.mark.parametrize(
    ("place", "actions_first", "screen"),
    [
        (0, True, Screen.LOBBY),
        (1, True, Screen.ACTIONS),
        (2, True, Screen.STATEMENT),
        (4, True, Screen.END),
        (0, False, Screen.LOBBY),
        (1, False, Screen.STATEMENT),
        (3, False, Screen.END),
        (-5, False, Screen.LOBBY),
        (99, True, Screen.END),
    ],
)
def test_a_workshop_goes_from_joining_through_its_statements_to_the_end(
    place: int, actions_first: bool, screen: Screen
) -> None:
    workshop = make_workshop(make_item(1), make_item(2), place=place, actions_first=actions_first)
    assert workshop.screen is screen
    assert (workshop.item is not None) == (screen is Screen.STATEMENT)


def test_every_statement_is_found_at_its_place() -> None:
    workshop = make_workshop(make_item(1), make_item(2), make_item(3), actions_first=True)
    assert [replace(workshop, place=workshop.place_of(one.id)).item for one in workshop.items] == list(workshop.items)


def test_voting_goes_from_idle_to_open_to_revealed_and_round_again() -> None:
    seen = Tally(red=1)
    phases = [make_item(1).phase, make_item(1, None).phase, make_item(1, seen).phase, make_item(1, seen, None).phase]
    assert phases == [Phase.IDLE, Phase.VOTING, Phase.REVEALED, Phase.VOTING]


def test_a_rating_waits_until_the_votes_are_revealed() -> None:
    with pytest.raises(Refused, match="still voting"):
        check_can_agree(make_item(1, None))
    check_can_agree(make_item(1, Tally(red=1)))


def test_only_the_statement_on_the_wall_can_be_decided() -> None:
    workshop = make_workshop(make_item(1), make_item(2))
    assert check_is_on_wall(workshop, 1) is workshop.items[0]
    with pytest.raises(Refused, match="moved the workshop on"):
        check_is_on_wall(workshop, 2)
    with pytest.raises(Refused, match="closed"):
        check_is_on_wall(replace(workshop, closed_at=STARTED), 1)


@pytest.mark.parametrize(("minutes", "opens"), [(0, True), (10, True), (11, False)])
def test_a_workshop_opens_again_for_ten_minutes_after_it_was_closed(minutes: int, opens: bool) -> None:
    closed, now = replace(make_workshop(), closed_at=STARTED), STARTED + timedelta(minutes=minutes)
    assert can_reopen(closed, now) is opens
    if not opens:
        with pytest.raises(Refused, match="more than 10 minutes ago"):
            check_can_reopen(closed, now)


def test_a_workshop_that_runs_is_not_opened_again() -> None:
    assert not can_reopen(make_workshop(), STARTED)
    with pytest.raises(Refused, match="open already"):
        check_can_reopen(make_workshop(), STARTED)


def test_the_end_is_the_minutes_of_every_statement_and_ten_for_actions() -> None:
    assert ends_at(STARTED, statements=6, minutes=5, actions_first=False) == STARTED + timedelta(minutes=30)
    assert ends_at(STARTED, statements=6, minutes=5, actions_first=True) == STARTED + timedelta(minutes=40)


def test_names_are_read_from_lines_and_commas() -> None:
    assert check_people("Ann Lee,  Bob\n\nAnn Lee\n Çiğdem ") == ("Ann Lee", "Bob", "Çiğdem")
    with pytest.raises(Invalid, match="too long"):
        check_people("x" * 81)


@pytest.mark.parametrize("minutes", [0, 61, -5])
def test_a_statement_takes_between_one_minute_and_an_hour(minutes: int) -> None:
    with pytest.raises(Invalid, match="between 1 and 60"):
        check_minutes(minutes)


SEVEN_OF_NINE, APART = Tally(1, 7, 1), Tally(4, 1, 4)


@pytest.mark.parametrize(
    ("item", "step"),
    [
        (make_item(1), Step.OPEN),
        (make_item(1, None), Step.REVEAL),
        (make_item(1, SEVEN_OF_NINE), Step.AGREE),
        (make_item(1, Tally(0, 0, 9)), Step.AGREE),
        (replace(make_item(1, SEVEN_OF_NINE, agreed=Rating.AMBER), is_settled=True), Step.GO_ON),
        (replace(make_item(1, agreed=Rating.RED), is_settled=True), Step.GO_ON),
        (make_item(1, APART), Step.AGAIN),
        (make_item(1, APART, None), Step.REVEAL),
        (make_item(1, APART, SEVEN_OF_NINE), Step.AGREE),
        (make_item(1, APART, APART), Step.PARK),
        (make_item(1, SEVEN_OF_NINE, APART, agreed=Rating.AMBER), Step.PARK),
        (replace(make_item(1, APART, APART), parked=True), Step.GO_ON),
    ],
)
def test_what_comes_next_leads_from_reading_to_agreeing_and_on_and_never_round_in_a_circle(
    item: AgendaItem, step: Step
) -> None:
    assert make_workshop(item).step is step
    assert make_workshop(item, place=0).step is None


def test_a_statement_set_aside_is_taken_up_again_once_the_room_comes_back_to_it() -> None:
    aside = replace(make_workshop(replace(make_item(1), parked=True)), reached_end=True)
    assert aside.step is Step.OPEN


def test_next_leads_to_the_statement_after_until_the_end_was_seen_and_then_only_to_what_waits() -> None:
    items = [make_item(number) for number in range(1, 6)]
    items[1], items[3] = replace(items[1], parked=True), make_item(4, None)
    workshop = make_workshop(*items)
    assert [workshop.place_after(place) for place in range(7)] == [1, 2, 3, 4, 5, 6, 6]
    after = replace(workshop, reached_end=True)
    assert [after.place_after(place) for place in range(1, 6)] == [2, 4, 4, 6, 6]
    assert (after.place_after(0), replace(after, items=()).place_after(0)) == (1, 1)


def test_what_another_window_agreed_is_found_and_what_it_did_besides_is_not() -> None:
    shown = make_workshop(make_item(1, agreed=Rating.AMBER), make_item(2))
    assert changed_elsewhere(shown, replace(shown, place=2, version=9)) is None
    for agreed in (Rating.RED, None):
        now = replace(shown, items=(make_item(1, agreed=agreed), make_item(2)))
        assert changed_elsewhere(shown, now) == now.items[0]
