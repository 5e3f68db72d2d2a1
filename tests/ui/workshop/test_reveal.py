"""The wall's great moments: who has voted is told by marks, what they said only once it is revealed."""

from dataclasses import replace

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.workshop.glance import Glance
from sendsat.assessment.workshop.votes import COLOURS, Tally
from sendsat.assessment.workshop.workshop import AgendaItem, VoteRound
from sendsat.palette import SHADES, css_background
from sendsat.ui.workshop.reveal import MOST_SIGNS, reveal_html, size_of, voting_html
from tests.content.shipped import edition

ONE_VOTE = AgendaItem(1, "LM1", rounds=(VoteRound(1, 6, Tally(red=1, amber=3, green=2)),))
TWO_VOTES = replace(ONE_VOTE, rounds=(*ONE_VOTE.rounds, VoteRound(2, 6, Tally(amber=5, green=1))))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"devices": 9, "voted": 6}, "<b>6 of 9</b>"),
        ({"devices": 9, "voted": 0}, "<b>0 of 9</b>"),
        ({"devices": 9, "voted": 9}, "<b>Everyone has voted</b>"),
        ({"devices": 9, "voted": 6, "hands": 1}, "<b>6 of 9</b> <small>and 1 hand</small>"),
        ({"devices": 9, "voted": 9, "papers": 2}, "<b>Everyone has voted</b> <small>and 2 papers</small>"),
        ({"hands": 12, "papers": 1}, "<b>12 hands and 1 paper</b>"),
        ({}, "No phone has joined: count hands."),
    ],
)
def test_the_room_reads_how_many_have_voted(told: dict[str, int], said: str) -> None:
    assert said in voting_html(Glance(**{"version": 1, "devices": 0, "voted": 0, **told}))


def test_one_mark_for_each_phone_fills_as_votes_come() -> None:
    html = voting_html(Glance(version=1, devices=9, voted=6))
    assert (html.count('<i class="in"></i>'), html.count("<i></i>")) == (6, 3)
    assert 'aria-label="6 of 9 phones have voted"' in html
    assert "marks" not in voting_html(Glance(version=1, devices=MOST_SIGNS + 1, voted=3))


@pytest.mark.parametrize(("signs", "size"), [(12, "large"), (13, "middle"), (36, "middle"), (37, "small")])
def test_signs_grow_smaller_the_more_voices_there_are(signs: int, size: str) -> None:
    assert size_of(signs) == size


def test_each_colour_has_its_number_and_a_sign_for_each_voice_in_its_own_pattern() -> None:
    html = reveal_html(edition(), ONE_VOTE, None)
    for vote, number in zip(COLOURS, (1, 3, 2), strict=True):
        assert f"<b>{number}</b>" in html
        assert f'aria-hidden="true">{" ".join([vote.symbol] * number)}</p>' in html
        assert vote.rating is not None
        assert css_background(SHADES[vote.rating]) in html
    assert "first vote" not in html
    assert "Not sure" not in html


def test_the_first_vote_stands_beside_the_second_and_the_sentence_says_what_moved() -> None:
    html = reveal_html(edition(), TWO_VOTES, None)
    assert '<b>5</b><span class="first">first vote <b>3</b></span>' in html
    assert "5 of 6 say Amber; 1 Green. Amber +2 since the first vote." in html
    assert "Suggested: <b>◆ Amber</b>" in html


def test_more_voices_than_can_be_drawn_are_told_by_their_number_alone() -> None:
    crowd = replace(ONE_VOTE, rounds=(VoteRound(1, 100, Tally(amber=MOST_SIGNS + 1, green=9)),))
    html = reveal_html(edition(), crowd, None)
    assert f"<b>{MOST_SIGNS + 1}</b>" in html
    assert html.count("◆") == 2


def test_not_sure_and_not_applicable_stand_aside_only_where_they_were_said() -> None:
    unsure = replace(ONE_VOTE, rounds=(VoteRound(1, 3, Tally(green=2, not_sure=1)),))
    assert "<h2>? Not sure</h2>" in reveal_html(edition(), unsure, None)
    agreed = replace(ONE_VOTE, agreed=Rating.NOT_APPLICABLE, is_settled=True)
    html = reveal_html(edition(), agreed, Rating.NOT_APPLICABLE)
    assert '– Not applicable<span class="stands">✓ agreed</span>' in html


def test_what_was_agreed_is_marked_and_no_longer_moves_or_is_suggested() -> None:
    agreed = replace(ONE_VOTE, agreed=Rating.AMBER, is_settled=True)
    html = reveal_html(edition(), agreed, Rating.AMBER)
    assert '<section class="amber stands" aria-label="Amber: 3 votes">' in html
    assert "✓ agreed" in html
    assert "fresh" not in html
    assert "Suggested" not in html
    assert "fresh" in reveal_html(edition(), ONE_VOTE, Rating.AMBER)


def test_the_reveal_is_said_aloud_with_who_was_not_sure() -> None:
    assert 'data-words="Votes shown. No majority: 1 Red, 3 Amber, 2 Green."' in reveal_html(edition(), ONE_VOTE, None)
    unsure = replace(ONE_VOTE, rounds=(VoteRound(1, 3, Tally(amber=2, not_sure=1)),))
    assert 'data-words="Votes shown. 2 of 3 say Amber; 1 Not sure."' in reveal_html(edition(), unsure, None)
