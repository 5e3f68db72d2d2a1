"""The tally of a workshop: every statement with what was agreed, its votes and its minority, and what still lacks."""

from dataclasses import replace

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Status
from sendsat.assessment.workshop.closing import action_cells, closing
from tests.exchange.workshop.test_minutes import ACTION, ENTRY

BARE = replace(ENTRY, statement_id="LM2", commentary=" ", actions=(replace(ACTION, id=2, owner=" "), ACTION))
ASIDE = replace(
    ENTRY, statement_id="LM3", was_decided=False, agreed=None, parked=True, tallies=(), minority_note="", actions=()
)


def test_each_statement_stands_with_its_sign_its_last_votes_and_its_minority() -> None:
    tally = closing((ENTRY, ASIDE))
    assert [line.cells for line in tally.lines] == [
        ("LM1", "◆ Amber", "1 Red, 8 Amber", "1 of 9 saw it differently: 1 Red."),
        ("LM3", "Set aside", "no vote", ""),
    ]
    assert (tally.rated, tally.changed, tally.total) == (1, 1, 2)
    not_reached = replace(ASIDE, parked=False)
    assert closing((not_reached,)).lines[0].rating == "Not agreed"


def test_a_first_rating_and_one_as_before_have_changed_nothing() -> None:
    assert closing((replace(ENTRY, before=None), replace(ENTRY, before=Rating.AMBER))).changed == 0


def test_what_has_no_reason_and_whose_action_has_no_owner_is_named_and_what_was_not_agreed_needs_no_reason() -> None:
    tally = closing((ENTRY, BARE, replace(ASIDE, commentary="")))
    assert (tally.without_reason, tally.without_owner) == (("LM2",), ("LM2",))
    done = replace(BARE, actions=(replace(ACTION, owner="", status=Status.DONE),))
    assert closing((done,)).without_owner == ()


def test_an_action_that_serves_two_statements_is_told_once() -> None:
    assert [action.id for action in closing((ENTRY, BARE)).actions] == [1, 2]


def test_a_wall_that_hides_names_shows_no_owner_and_no_view_that_somebody_wrote() -> None:
    written = replace(ENTRY, minority_note="Ann thinks it is red")
    assert [line.minority for line in closing((ENTRY, written), safe=True).lines] == [ENTRY.minority_note, ""]
    assert action_cells(ACTION) == (ACTION.text, "Bob", "1 December 2026")
    assert action_cells(ACTION, safe=True) == (ACTION.text, "", "1 December 2026")
    assert action_cells(replace(ACTION, owner="", due=None), safe=True) == (ACTION.text, "nobody yet", "no date")
