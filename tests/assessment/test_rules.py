"""What may be done and what may not: `check_` says why not, `can_` agrees with it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment import rules
from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.values import Priority, Status
from sendsat.errors import Invalid, Refused
from sendsat.guide.edition import Edition
from tests.factories import STARTED, make_action, make_edition, make_round, make_section, make_supplement, make_team

TODAY = date(2026, 3, 10)
GUIDE, SUPPLEMENT = make_edition(), make_supplement()
OPEN = make_round(teams=(make_team(1, "Leaders", sections=("leadership",)),))
ASKING = replace(OPEN, supplements=(SUPPLEMENT.id,))
CLOSED = replace(OPEN, closed_at=STARTED)


@pytest.mark.parametrize(
    ("round_", "team_id", "edition", "section", "reason"),
    [
        pytest.param(OPEN, 1, GUIDE, "leadership", "", id="its own section"),
        pytest.param(OPEN, 1, GUIDE, "study-programmes", "Leaders does not rate this section", id="another section"),
        pytest.param(OPEN, 2, GUIDE, "leadership", "takes no part in Autumn 2025", id="another team"),
        pytest.param(CLOSED, 1, GUIDE, "leadership", "Autumn 2025 is closed", id="a closed round"),
        pytest.param(ASKING, 1, SUPPLEMENT, "since-2016", "", id="a supplement that the round asks"),
        pytest.param(OPEN, 1, SUPPLEMENT, "since-2016", "New supplement is not asked in Autumn", id="one it does not"),
        pytest.param(ASKING, 2, SUPPLEMENT, "since-2016", "takes no part in Autumn 2025", id="its guest"),
    ],
)
def test_who_may_rate(round_: rules.Round, team_id: int, edition: Edition, section: str, reason: str) -> None:
    assert rules.can_rate(round_, team_id, edition, section) is (reason == "")
    if reason:
        with pytest.raises(Refused, match=reason) as caught:
            rules.check_can_rate(round_, team_id, edition, section)
        assert caught.value.remedy
    else:
        rules.check_can_rate(round_, team_id, edition, section)


def test_only_an_open_round_closes_and_only_a_closed_one_reopens() -> None:
    rules.check_can_close(OPEN)
    rules.check_can_reopen(CLOSED)
    with pytest.raises(Refused, match="closed already"):
        rules.check_can_close(CLOSED)
    with pytest.raises(Refused, match="open already"):
        rules.check_can_reopen(OPEN)


def test_every_yes_or_no_has_a_rule_that_says_why_not() -> None:
    for name in vars(rules):
        if name.startswith("can_"):
            assert f"check_{name}" in vars(rules)


def test_a_name_loses_outer_and_double_spaces() -> None:
    assert rules.check_name("  Autumn \n 2026 ", what="round") == "Autumn 2026"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "needs a name"),
        (" \t\n", "needs a name"),
        ("\x00", "needs a name"),
        ("x" * 121, "121 characters long"),
        ("AUTUMN 2025", "already a round called"),
    ],
)
def test_a_name_that_cannot_be_used_says_why(name: str, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        rules.check_name(name, what="round", taken=("Autumn 2025",))


def test_an_owner_stands_on_one_line_and_200_characters_fit() -> None:
    assert rules.check_owner(" Sam \n of  Admissions ") == "Sam of Admissions"
    assert rules.check_owner("x" * 200) == "x" * 200
    with pytest.raises(Invalid, match="owner's name is too long"):
        rules.check_owner("x" * 201)


def test_a_text_of_100_000_characters_fits_and_one_more_does_not() -> None:
    assert rules.check_text("x" * 100_000, what="commentary") == "x" * 100_000
    with pytest.raises(Invalid, match="This commentary is 100,001 characters long"):
        rules.check_text("x" * 100_001, what="commentary")


@given(st.text(st.characters(), max_size=200) | st.sampled_from(["\ud83d", "a\x00b", "\r\n\r"]))
def test_whatever_is_typed_can_be_stored_and_typing_it_again_changes_nothing(text: str) -> None:
    kept = rules.check_text(text, what="commentary")

    assert kept.encode("utf-8").count(b"\x00") == 0
    assert rules.check_text(kept, what="commentary") == kept


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00\r"), max_size=200))
def test_a_text_is_kept_letter_for_letter(text: str) -> None:
    assert rules.check_text(text, what="commentary") == text


def test_sections_are_put_in_the_order_of_the_guide() -> None:
    chosen = ("study-programmes", "leadership", "leadership")

    assert rules.check_sections(chosen, make_edition()) == ("leadership", "study-programmes")


@pytest.mark.parametrize(("sections", "says"), [((), "at least one section"), (("cooking",), "no section 'cooking'")])
def test_sections_that_cannot_be_used_say_why(sections: tuple[str, ...], says: str) -> None:
    with pytest.raises(Invalid, match=says):
        rules.check_sections(sections, make_edition())


def test_a_provider_rates_everything_at_first_and_an_authority_its_own_section() -> None:
    edition = make_edition(make_section(1), make_section(2, prefix="LA", title="Local authorities"))

    assert rules.default_sections(OrganisationKind.PROVIDER, edition) == ("leadership", "local-authorities")
    assert rules.default_sections(OrganisationKind.LOCAL_AUTHORITY, edition) == ("local-authorities",)


def test_an_authority_rates_everything_where_an_edition_has_no_section_of_its_own_for_it() -> None:
    sections = rules.default_sections(OrganisationKind.LOCAL_AUTHORITY, make_edition())

    assert sections == ("leadership", "study-programmes")


@pytest.mark.parametrize(
    ("today", "name"),
    [
        (date(2026, 1, 1), "Spring 2026"),
        (date(2026, 3, 31), "Spring 2026"),
        (date(2026, 4, 1), "Summer 2026"),
        (date(2026, 7, 31), "Summer 2026"),
        (date(2026, 8, 1), "Autumn 2026"),
        (date(2026, 12, 31), "Autumn 2026"),
    ],
)
def test_a_round_is_named_after_its_term(today: date, name: str) -> None:
    assert rules.suggested_round_name(today) == name


def test_a_name_that_is_taken_is_followed_by_the_next_term() -> None:
    autumn = date(2026, 11, 25)
    assert rules.suggested_round_name(autumn, ["Spring 2026", "Summer 2026"]) == "Autumn 2026"
    assert rules.suggested_round_name(autumn, ["Autumn 2026"]) == "Spring 2027"
    assert rules.suggested_round_name(autumn, ["Autumn 2026", "Spring 2027", "Summer 2027"]) == "Autumn 2027"


@pytest.mark.parametrize(
    ("days", "status", "overdue", "soon"),
    [
        (-1, Status.NOT_STARTED, True, False),
        (0, Status.IN_PROGRESS, False, True),
        (14, Status.NOT_STARTED, False, True),
        (15, Status.NOT_STARTED, False, False),
        (-1, Status.DONE, False, False),
        (0, Status.DROPPED, False, False),
        (None, Status.NOT_STARTED, False, False),
    ],
)
def test_when_an_action_is_overdue_or_due_soon(days: int | None, status: Status, overdue: bool, soon: bool) -> None:
    due = None if days is None else TODAY + timedelta(days=days)
    action = make_action(due=due, status=status)

    assert (rules.is_overdue(action, TODAY), rules.is_due_soon(action, TODAY)) == (overdue, soon)


def test_the_most_urgent_action_comes_first() -> None:
    def due(days: int) -> date:
        return TODAY + timedelta(days=days)

    in_order = [
        make_action(text="long overdue", due=due(-30), priority=Priority.LOW),
        make_action(text="overdue", due=due(-1), priority=Priority.HIGH),
        make_action(text="due soon and high", due=due(3), priority=Priority.HIGH),
        make_action(text="due soon and medium", due=due(3)),
        make_action(text="due soon and low", due=due(3), priority=Priority.LOW),
        make_action(text="later", due=due(60)),
        make_action(text="no date but high", priority=Priority.HIGH),
        make_action(text="no date"),
        make_action(text="done long ago", due=due(-90), status=Status.DONE),
        make_action(text="dropped", status=Status.DROPPED),
    ]

    mixed = in_order[::-1]

    ordered = sorted(mixed, key=lambda one: rules.urgency(one, TODAY))

    assert [one.text for one in ordered] == [one.text for one in in_order]


def test_the_teams_that_rate_a_section_of_the_guide_are_those_it_concerns_and_every_team_rates_a_supplement() -> None:
    leaders, teachers = make_team(1, sections=("leadership",)), make_team(2)
    without = make_round(teams=(leaders, teachers))
    asking = replace(without, supplements=(SUPPLEMENT.id,))

    assert without.teams_asked(GUIDE, "study-programmes") == (teachers,)
    assert without.teams_asked(SUPPLEMENT, "since-2016") == ()
    assert asking.teams_asked(SUPPLEMENT, "since-2016") == (leaders, teachers)
