"""The line on top of the wall: time, who has voted and who has joined, and when a workshop will end."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from markupsafe import Markup

from sendsat.assessment.rating import TIE_BREAK
from sendsat.assessment.workshop.glance import Glance
from sendsat.assessment.workshop.workshop import AgendaItem, VoteRound, Workshop
from sendsat.ui.workshop.html import bar_html, colours_html
from tests.content.shipped import edition

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WORKSHOP = Workshop(
    id=1, round_id=1, team_id=1, code="7F3K92", minutes=5, people=(), actions_first=False, safe=False, place=1,
    place_since=AT, prepared_at=AT, closed_at=None, version=1, items=(AgendaItem(1, "LM1"),),
)  # fmt: skip
VOTING = replace(WORKSHOP, items=(AgendaItem(1, "LM1", rounds=(VoteRound(1, 0, None),)),))


def bar(workshop: Workshop, seconds: int = 0, **told: int) -> str:
    glance = Glance(**{"version": 1, "devices": 0, "voted": 0, **told})
    return bar_html(workshop, glance, seconds=seconds, ends="10:40", address=Markup(""))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(250, ">04:10<"), (300, ">05:00 over time<"), (5999, ">99:59 over time<"), (93900, ">26 h 05 min over time<")],
)
def test_the_timer_tells_minutes_and_after_a_long_while_hours(seconds: int, said: str) -> None:
    assert said in bar(WORKSHOP, seconds)


def test_a_lobby_that_waits_shows_no_timer_but_when_it_would_end_if_it_started_now() -> None:
    told = bar(replace(WORKSHOP, place=0), 300_000)
    assert '<span class="time">Starting now, we end about <b>10:40</b></span>' in told
    assert "over time" not in told


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"devices": 9, "voted": 7}, "<b>7 of 9 phones</b> have voted"),
        ({"devices": 9, "voted": 7, "hands": 3}, "<b>7 of 9 phones + 3 hands</b> have voted"),
        ({"devices": 1, "voted": 1}, "<b>1 of 1 phone</b> has voted"),
        ({"devices": 2, "voted": 1}, "<b>1 of 2 phones</b> have voted"),
        ({"hands": 1}, "<b>1 hand</b> has voted"),
        ({"hands": 12, "papers": 1}, "<b>12 hands + 1 paper</b> have voted"),
        ({}, "<b>Nobody</b> has voted"),
    ],
)
def test_who_has_voted_keeps_phones_hands_and_papers_apart(told: dict[str, int], said: str) -> None:
    assert said in bar(VOTING, **told)


def test_a_practice_vote_without_phones_speaks_of_hands() -> None:
    lobby = replace(WORKSHOP, place=0, practice=VoteRound(1, 0, None))
    assert "<b>0 of 2 phones</b> have voted, to practise" in bar(lobby, devices=2)
    assert "No phone has joined: practise with hands" in bar(lobby)
    assert "0 of 0" not in bar(lobby)


def test_more_phones_than_people_stand_out_also_while_they_vote() -> None:
    room = replace(WORKSHOP, people_here=9)
    assert "9 phones joined · 9 people here" in bar(room, devices=9)
    assert '<b class="many">10 phones joined, but 9 people are here</b>' in bar(room, devices=10)
    assert "10 phones joined, but 9 people are here" in bar(replace(VOTING, people_here=9), devices=10, voted=4)
    assert "2 phones joined, but 1 person is here" in bar(replace(WORKSHOP, people_here=1), devices=2)


def test_the_rule_for_a_tie_stands_under_the_colours_on_the_wall() -> None:
    assert f'</table><p class="wall-rule">{TIE_BREAK}</p>' in colours_html(edition(), WORKSHOP.items[0], None)


def test_votes_are_said_aloud_once_no_more_come_and_nobody_is_no_news() -> None:
    assert 'data-words="7 of 9 phones have voted" data-wait="2000"' in bar(VOTING, devices=9, voted=7)
    assert 'data-said="votes"' in bar(VOTING, devices=9)
    assert 'data-words="" ' in bar(VOTING, devices=9)
    assert 'data-said="votes"' not in bar(WORKSHOP, devices=9)
