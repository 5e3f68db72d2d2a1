"""The shipped supplement: twelve statements, each as deep as the others, marked as ours, with confirmed facts."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from sendsat.guide.law import Strength
from sendsat.guide.model import Point, Statement, Subsection
from sendsat.guide.words.readability import HIGHEST_GRADE, readability_faults, reading_grade
from sendsat.settings import SHIPPED_SUPPLEMENT
from tests.content.shipped import edition, ours, supplement
from tests.content.test_safety import INTERIM

PARTS = tuple(supplement().subsections.values())
EVERY_PART = pytest.mark.parametrize("part", PARTS, ids=lambda one: one.number)
UNSAFE_IF_RED = ["SU3", "SU11", "SU12"]
NOT_CONFIRMED = "not confirmed, as of 26 November 2026"


def statements() -> tuple[Statement, ...]:
    """The twelve statements."""
    return tuple(supplement().statements.values())


def all_points() -> tuple[Point, ...]:
    """Every point of guidance."""
    (section,) = supplement().sections
    return (*section.guidance, *(point for part in PARTS for point in part.guidance))


def texts() -> Iterator[str]:
    """Every sentence or two that a person reads, field by field."""
    for point in all_points():
        yield from filter(None, (point.text, point.note))
    for part in PARTS:
        for exemplar in part.exemplars:
            yield from filter(None, (exemplar.did, exemplar.outcome, *exemplar.points))
    for statement in statements():
        yield from filter(None, (statement.text, ours(statement).covers, *ours(statement).ask))
        yield from (step.text for step in ours(statement).next_steps)


def test_the_twelve_statements_have_the_ids_they_will_always_have_one_to_a_part() -> None:
    assert [one.id for one in statements()] == [f"SU{number}" for number in range(1, 13)]
    assert {part.number: len(part.statements) for part in PARTS} == {f"5.{number}": 1 for number in range(1, 13)}


def test_it_says_that_it_is_ours_and_not_part_of_the_guide() -> None:
    (section,) = supplement().sections
    told = (" ".join(supplement().header.advice), section.guidance[0].text)
    assert all("sendsat's own, 2026; not part of the 2016 guide" in text for text in told)
    assert "not part of the 2016 guide" in supplement().header.publisher


@EVERY_PART
def test_each_part_is_as_deep_as_the_others(part: Subsection) -> None:
    (statement,) = part.statements
    assert 5 <= len(part.guidance) <= 6
    assert {"good"} < {point.kind for point in part.guidance}
    assert len(part.exemplars) >= 1
    assert len(supplement().added_for[part.number]) >= 2
    assert 3 <= len(ours(statement).next_steps) <= 4
    assert len(ours(statement).ask) == 2
    assert len(ours(statement).look_for) == 4
    assert statement.ofsted[supplement().current_framework.id].areas


@EVERY_PART
def test_an_example_says_where_it_was_read(part: Subsection) -> None:
    known = {resource.id for resource in supplement().added_for[part.number]}
    assert {exemplar.resource for exemplar in part.exemplars} <= known


def test_there_is_no_guide_that_says_must() -> None:
    strengths = {point.strength for point in all_points()} | {ours(one).duty for one in statements()}
    assert strengths == {Strength.LAW, Strength.GUIDANCE, Strength.GOOD, None}


def test_where_law_or_code_asks_less_than_the_statement_it_says_what() -> None:
    binding = [one for one in statements() if ours(one).duty in (Strength.LAW, Strength.GUIDANCE)]
    assert len(binding) == 8
    assert [one.id for one in binding if not ours(one).covers] == []


def test_what_the_guides_edition_has_too_reads_the_same_in_both() -> None:
    assert supplement().roles == edition().roles
    assert supplement().wordings == edition().wordings
    assert supplement().frameworks == (edition().framework_by_id["fes2025"],)
    for provision in supplement().laws:
        assert edition().law_by_id.get(provision.id, provision) == provision
    for resource in supplement().resources:
        known = edition().resource_by_id.get(resource.id, resource)
        assert (known.title, known.url, known.note) == (resource.title, resource.url, resource.note)


def test_every_provision_that_is_listed_is_named_somewhere() -> None:
    named = {law for one in statements() for law in ours(one).law} | {law for one in all_points() for law in one.law}
    assert named == set(supplement().law_by_id)


def test_every_resource_was_found_says_what_it_is_good_for_and_ends_at_its_page() -> None:
    for one in supplement().resources:
        assert one.confirmed == date(2026, 11, 26), one.id
        assert one.note, one.id
        assert one.link_goes_to in ("document", "news-report"), one.id
        assert one.status == "current" or one.search_for, one.id
        assert not one.stops_short, one.id


def test_no_address_stands_twice() -> None:
    count = Counter(one.url for one in supplement().resources)
    assert [url for url, times in count.items() if times > 1] == []


@pytest.mark.parametrize("number", ["5.1", "5.2", "5.5", "5.8", "5.10", "5.11", "5.12"])
def test_what_could_not_be_confirmed_says_so(number: str) -> None:
    assert any(NOT_CONFIRMED in (point.note or "") for point in supplement().subsections[number].guidance)


def test_plans_that_are_only_proposed_are_no_duty() -> None:
    told = " ".join(point.text for point in supplement().subsections["5.2"].guidance)
    assert "No such duty is in force." in told
    assert "only proposed" in (ours(supplement().statements["SU2"]).covers or "")


def test_it_reads_easily_in_every_field() -> None:
    assert readability_faults(SHIPPED_SUPPLEMENT) == []
    assert [text for text in texts() if reading_grade(text) > HIGHEST_GRADE] == []


def test_these_reds_mean_that_somebody_may_be_unsafe_today() -> None:
    assert [one.id for one in statements() if ours(one).unsafe_if_red] == UNSAFE_IF_RED


@pytest.mark.parametrize("statement_id", UNSAFE_IF_RED)
def test_such_a_red_is_about_today_and_has_a_step_for_today_and_one_that_lasts(statement_id: str) -> None:
    facilitation = ours(supplement().statements[statement_id])
    first, lasting, *_ = facilitation.next_steps
    assert re.search(r"this year|past year|last year", facilitation.rag.red, re.IGNORECASE) is None
    assert (first.from_, first.owner, first.when) == ("red", "Duty manager", "today")
    assert re.search(INTERIM, first.text)
    assert len(first.text.split()) <= 40
    assert lasting.from_ == "red"
    assert 1 <= lasting.weeks <= 8


def test_no_role_carries_more_than_a_sixth_of_all_steps() -> None:
    owners = Counter(step.owner for one in statements() for step in ours(one).next_steps)
    assert max(owners.values()) <= owners.total() / 6
