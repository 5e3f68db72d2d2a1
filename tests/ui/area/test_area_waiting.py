"""What an authority is told of a submission before it takes it in: from whom, what and how much, but no rating."""

from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.area.submission import SharedAction, SharedStatement, Submission
from sendsat.assessment.rating import Rating
from sendsat.exchange.submission.contents import submission_file
from sendsat.exchange.submission.signing import fingerprint, public_of
from sendsat.services.area import receiving
from tests.services.area.sending import key_of, submission, submission_from
from tests.ui.area.test_area_pages import _providers, begin, choose, wait, words
from tests.ui.visit import desk


def mixed() -> Submission:
    """Two sections; one statement with reasons, one with evidence, one not rated; an action with a name."""
    plainly = submission(desk().organisation.uid, edition=desk().library.current.id)
    statements = (
        SharedStatement("LM1", Rating.RED, ("Because of Sam",)),
        SharedStatement("LM2", None),
        SharedStatement("SP1", Rating.GREEN, (), ("Minutes of May",)),
    )
    action = SharedAction("Ask Kim", ("LM1",), "not_started", "Jo")
    return replace(plainly, provider="Oak *Green*", is_alias=True, statements=statements, actions=(action,))


@pytest.mark.parametrize("directly", [True, False])
def test_it_says_from_whom_what_and_how_much_and_no_rating_text_or_name(own_database: None, directly: bool) -> None:
    page = begin(_providers)
    file = submission_file(mixed(), key_of(1))
    if directly:
        wait(desk(), file)
        page.run()
    else:
        choose(page, file)
    said = words(page)
    assert [one.value.replace("\\", "") for one in page.subheader] == ["Oak *Green*"], "a name shows as it was typed"
    assert "This is not its own name" in said
    assert f"Fingerprint of the key that signed it:  \n**{fingerprint(public_of(key_of(1)))}**" in said
    assert "- It says it is: Further education college\n- Round: Autumn" in said
    assert "1 Leadership and management: 1 of 2 statements rated" in said
    assert "2 Study programmes: 1 of 1 statement rated" in said
    assert "With it: reasons for 1 statement; evidence for 1 statement; 1 action, with names of who does them" in said
    assert ("- Came " in said, "- Made " in said) == (directly, not directly)
    for kept_back in ("Because of Sam", "Minutes of May", "Ask Kim", "Jo\n", "▲", "●"):
        assert kept_back not in said


def test_what_has_ratings_only_or_statements_of_no_guide_here_says_so(own_database: None) -> None:
    page = begin(_providers)
    strange = (SharedStatement("LM1", Rating.RED), SharedStatement("ZZ9", Rating.RED))
    wait(desk(), submission_file(replace(mixed(), statements=strange, actions=()), key_of(1)))
    said = words(page.run())
    assert "Ratings only: no reasons, evidence or actions" in said
    assert "Not in the guide here: 1 of 1 statement rated" in said


def test_what_came_with_another_key_shows_both_and_is_accepted_once_somebody_says_they_compared(
    own_database: None,
) -> None:
    page = begin(_providers)
    at = desk()
    receiving.accept(at, data=submission_from(at.organisation.uid, edition=at.library.current.id))
    later = submission_from(at.organisation.uid, time=1, key=key_of(2), edition=at.library.current.id)
    wait(at, later)
    page.run()
    choose(page, later)
    old, new = (fingerprint(public_of(key_of(number))) for number in (1, 2))
    warnings = [one.value for one in page.warning]
    assert len(warnings) == 2, "the file and what came directly ask each for itself"
    assert all(old in one and new in one for one in warnings)
    assert button(page, "Accept it").disabled
    box = next(one for one in page.checkbox if "waiting" in str(one.key))
    box.check()
    page.run()
    assert not button(page, "Accept it").disabled
    assert button(page, "Take this submission in").disabled
    button(page, "Accept it").click()
    page.run()
    assert not page.exception
    assert "Accepted from Provider 1." in words(page)


def button(page: AppTest, label: str) -> Any:
    return next(one for one in page.button if one.label == label)
