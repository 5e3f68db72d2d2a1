"""The shipped edition holds the whole guide: as many of everything as the guide has, under stable ids."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from sendsat.guide.loader import check_folder
from sendsat.settings import SHIPPED_EDITION
from tests.content.shipped import edition, exemplars, statements

HERE = Path(__file__).parent
SIZES = {
    "1.1": 10, "1.2": 7, "1.3": 10,
    "2.1": 3, "2.2": 3, "2.3": 3, "2.4": 6, "2.5": 4, "2.6": 3,
    "3.1": 2, "3.2": 6, "3.3": 6, "3.4": 4,
    "4.1": 7, "4.2": 2, "4.3": 4, "4.4": 3, "4.5": 5, "4.6": 2, "4.7": 1,
}  # fmt: skip
PRACTICE_BOXES = {"1.1": 2, "1.3": 4, "2.1": 5, "2.2": 2, "2.4": 2, "2.5": 4, "4": 1, "4.1": 1, "4.5": 1}
OLD_TOOL = "send-reform-self-assessment-tool"


def _expected(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_the_shipped_edition_has_no_fault() -> None:
    assert check_folder(SHIPPED_EDITION) == []


def test_there_are_four_sections_and_twenty_subsections_of_the_right_size() -> None:
    assert [section.number for section in edition().sections] == [1, 2, 3, 4]
    assert {number: len(part.statements) for number, part in edition().subsections.items()} == SIZES


def test_there_are_twenty_one_question_headings_because_the_first_part_has_two() -> None:
    counts = {number: len(part.questions) for number, part in edition().subsections.items()}
    assert counts.pop("1.1") == 2
    assert set(counts.values()) == {1}
    headings = [question.heading for part in edition().subsections.values() for question in part.questions]
    assert len(set(headings)) == len(headings) == 21
    assert all(heading.endswith("?") for heading in headings)


def test_the_ninety_one_statements_have_the_ids_they_will_always_have() -> None:
    sizes = {"LM": 27, "SP": 22, "WBL": 18, "LA": 24}
    expected = [f"{prefix}{number}" for prefix, size in sizes.items() for number in range(1, size + 1)]
    assert [one.id for one in statements()] == expected
    assert all(one.id.endswith(str(one.number)) for one in statements())


def test_the_sections_have_the_ids_that_addresses_use() -> None:
    ids = [section.id for section in edition().sections]
    assert ids == ["leadership", "study-programmes", "work-based-learning", "local-authorities"]


def test_statements_read_the_same_only_where_the_guide_repeats_itself() -> None:
    same: dict[str, list[str]] = {}
    for one in statements():
        same.setdefault(one.text, []).append(one.id)
    assert [ids for ids in same.values() if len(ids) > 1] == [["SP7", "WBL4"], ["SP8", "WBL5"], ["SP12", "WBL13"]]


def test_every_section_says_who_rates_it_and_leaders_come_after_their_teams() -> None:
    assert all(section.audience and section.when for section in edition().sections)
    assert "After" in edition().section_by_id["leadership"].when
    assert "before" in edition().section_by_id["study-programmes"].when
    assert "before" in edition().section_by_id["work-based-learning"].when


def test_all_twenty_two_practice_boxes_are_told_where_the_guide_has_them() -> None:
    numbers = [*(str(section.number) for section in edition().sections), *edition().subsections]
    found = {number: sum(one.kind == "practice" for one in exemplars(number)) for number in numbers}
    assert {number: count for number, count in found.items() if count} == PRACTICE_BOXES
    assert sum(PRACTICE_BOXES.values()) == 22


@pytest.mark.parametrize(
    ("number", "kind", "count"),
    [("1", "quotation", 1), ("1.3", "quotation", 2), ("1.3", "recommendations", 1), ("2.1", "recommendations", 1),
     ("3.3", "recommendations", 1), ("4", "quotation", 1), ("4.5", "quotation", 1)],
)  # fmt: skip
def test_the_quotations_and_recommendations_are_told_too(number: str, kind: str, count: int) -> None:
    assert sum(one.kind == kind for one in exemplars(number)) == count


def test_the_taskforce_made_six_recommendations() -> None:
    (taskforce,) = exemplars("3.3")
    assert len(taskforce.points) == 6


def test_there_are_thirty_three_terms_and_the_one_without_a_meaning_is_left_out() -> None:
    terms = [one.term for one in edition().glossary]
    assert len(set(terms)) == len(terms) == 33
    assert not any("Multi-Sensory" in term for term in terms)


def test_the_resources_are_the_ninety_four_with_status_address_and_where_it_leads() -> None:
    expected = _expected("expected_resources.tsv")
    found = [
        {
            "id": one.id,
            "status": one.status,
            "link_goes_to": one.link_goes_to,
            "url": one.url,
            "used_in": ",".join(one.used_in),
        }
        for one in edition().resources
        if not one.is_ours
    ]
    assert len(expected) == 94
    assert sorted(found, key=lambda one: one["id"]) == sorted(expected, key=lambda one: one["id"])


def test_what_has_been_replaced_says_by_what() -> None:
    gone = [one for one in edition().resources if one.status in ("superseded", "withdrawn")]
    assert [one.id for one in gone if not one.successor] == []


def test_every_resource_stands_wherever_the_guide_uses_it() -> None:
    missing = []
    for section in edition().sections:
        whole = {
            *section.legislation,
            *section.regulations,
            *section.resources,
            *(e.resource for e in section.exemplars),
        }
        for part in section.subsections:
            here = whole | set(part.resources) | {one.resource for one in part.exemplars}
            here |= {one.id for one in edition().added_for[part.number]}
            wanted = {one.id for one in edition().resources if part.number in one.used_in} - {OLD_TOOL}
            missing += [(part.number, one) for one in wanted - here]
        missing += [
            (section.id, r.id) for r in edition().resources if str(section.number) in r.used_in and r.id not in whole
        ]
    assert missing == []


def test_the_part_on_best_endeavours_repeats_nothing_its_section_or_its_examples_link_to() -> None:
    section, part = edition().section_by_id["leadership"], edition().subsections["1.3"]
    linked = {*section.legislation, *section.regulations, *section.resources, *(e.resource for e in part.exemplars)}
    assert linked & set(part.resources) == set()


def test_the_changes_are_the_seventy_three_with_date_source_and_how_sure_they_are() -> None:
    expected = _expected("expected_changes.tsv")
    found = [
        {"id": one.id, "since": one.since, "certainty": one.certainty, "source_url": one.source_url}
        for one in edition().changes
    ]
    assert len(expected) == 73
    assert sorted(found, key=lambda one: one["id"]) == sorted(expected, key=lambda one: one["id"])


def test_a_change_without_a_date_or_not_evidenced_says_as_of_when_that_is() -> None:
    unsure = [one for one in edition().changes if not one.since or one.certainty == "unconfirmed"]
    assert len(unsure) >= 7
    assert [one.id for one in unsure if not re.search(r", as of \d+ November 2026\b", one.now)] == []


def test_a_change_that_was_checked_again_says_when_and_one_that_is_unconfirmed_was_not_found() -> None:
    checked = [one for one in edition().changes if one.checked]
    assert {one.checked for one in checked} == {date(2026, 11, 27), date(2026, 11, 28)}
    assert 20 <= len(checked) < len(edition().changes)
    assert [one.id for one in checked if one.certainty == "unconfirmed"] == []


def test_every_change_is_tied_to_a_part() -> None:
    assert [one.id for one in edition().changes if not one.touches] == []


@pytest.mark.parametrize(
    ("number", "change"),
    [("1.2", "data-protection"), ("1.3", "element-2-6000"), ("2.1", "supported-internships"),
     ("2.4", "english-maths-condition"), ("3.1", "traineeships-ended"), ("3.3", "dda-to-equality-act"),
     ("4.4", "statement-transfer-deadline"), ("4.5", "ccg-to-icb"), ("4.6", "tribunal-extended-appeals"),
     ("4.7", "annual-review-deadlines")],
)  # fmt: skip
def test_a_change_is_shown_beside_the_part_it_touches(number: str, change: str) -> None:
    assert change in {one.id for one in edition().changes_for[number]}
