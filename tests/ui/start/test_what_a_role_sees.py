"""What somebody may not do is not offered to them, and why they cannot is said truly."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.people.people import Person, Role
from sendsat.assessment.rating import Rating
from sendsat.services import viewing
from sendsat.services.rounds import judging, rounds, teams
from sendsat.ui.start import who
from tests.ui.visit import begin_elm, coming_to, desk

LEADERS = "Leaders"


@pytest.fixture(autouse=True)
def elm(begin_with: Callable[[Callable[[], object]], None]) -> None:
    begin_with(_elm)


def _elm() -> None:
    """Elm has two rounds, and LM1 went from Red to Green between them."""
    begin_elm()
    [first] = viewing.rounds_of(desk())
    [team] = first.teams
    judging.rate(desk(), round_id=first.id, team_id=team.id, statement_id="LM1", rating=Rating.RED)
    teams.add_team(desk(), name=LEADERS, sections=("leadership",))
    second = rounds.start_round(desk(), name="Spring")
    judging.rate(desk(), round_id=second.id, team_id=team.id, statement_id="LM1", rating=Rating.GREEN)


def seen_as(role: Role, page: str, monkeypatch: pytest.MonkeyPatch, *, of: frozenset[int] | None = None) -> AppTest:
    monkeypatch.setattr(who, "visitor", lambda: Person("rita", "Rita", role, of))
    found = coming_to(page).run()
    assert not found.exception
    return found


def labels(page: AppTest) -> list[str]:
    return [one.label for one in page.button if not one.disabled]


def told(page: AppTest) -> str:
    return " ".join(str(one.value) for one in (*page.markdown, *page.info, *page.title))


@pytest.mark.parametrize("page", ["leadership", "statement", "reading"])
def test_a_reader_is_told_that_they_read_and_not_that_the_team_does_not_rate(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = seen_as(Role.READER, page, monkeypatch)
    assert "You are here as: **Reader**. You can read it all." in told(found)
    assert "does not rate this section" not in told(found)
    assert not [one for one in labels(found) if "rate this section" in one]


def test_a_contributor_is_told_that_they_rate_for_their_own_teams(monkeypatch: pytest.MonkeyPatch) -> None:
    found = seen_as(Role.CONTRIBUTOR, "leadership", monkeypatch, of=frozenset({99}))
    assert "You can rate for your own teams, and read all the rest." in told(found)


def test_only_whoever_looks_after_teams_is_offered_to_let_one_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    leaders = next(team for team in viewing.rounds_of(desk())[-1].teams if team.name == LEADERS)
    for role, offered in ((Role.FACILITATOR, False), (Role.LEAD, True)):
        monkeypatch.setattr(who, "visitor", lambda role=role: Person("rita", "Rita", role))
        found = coming_to("study-programmes", team=str(leaders.id)).run()
        assert "does not rate this section" in told(found)
        assert ([one for one in labels(found) if "rate this section" in one] != []) is offered


def test_home_leads_a_reader_to_what_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not [one for one in labels(seen_as(Role.READER, "", monkeypatch)) if "rating" in one]
    assert [one for one in labels(seen_as(Role.LEAD, "", monkeypatch)) if "rating" in one]


def test_a_reader_marks_nothing_as_re_judged_and_closes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for role, may in ((Role.READER, False), (Role.LEAD, True)):
        boxes = seen_as(role, "progress", monkeypatch).checkbox
        assert [one.disabled for one in boxes] == [not may]
        assert ("Close it now" in labels(seen_as(role, "check", monkeypatch))) is may


@pytest.mark.parametrize("page", ["remove-words", "one-person"])
def test_words_are_removed_on_pages_for_those_who_may(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "This page is not for your role" in told(seen_as(Role.LEAD, page, monkeypatch))
    assert "Find every place" in labels(seen_as(Role.ADMINISTRATOR, page, monkeypatch))


def test_no_way_is_shown_that_leads_to_a_page_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    words = told(seen_as(Role.LEAD, "rounds", monkeypatch))
    assert "Who did what" in words
    assert not [one for one in ("Remove words", "one person", "Bin]") if one in words]
    assert "Remove words" in told(seen_as(Role.ADMINISTRATOR, "rounds", monkeypatch))
