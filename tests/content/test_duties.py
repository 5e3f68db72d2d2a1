"""No duty, figure, deadline or citation of the guide is lost. The lists here were made by hand from the guide."""

import re

import pytest

from tests.content.shipped import cited, edition, points, statements, words

CITED = {
    "1.1": ["3.13", "4.3", "7.22"],
    "1.2": ["6.27", "7.3", "7.10", "7.17", "8.25", "8.26"],
    "1.3": ["3.38", "6.33", "7.9", "7.13", "7.19", "8.15", "8.30", "8.34", "Annex 1", "section 8", "section 11"],
    "2.1": ["8.27", "8.30", "section 4"],
    "2.2": ["9.150", "9.156"],
    "2.3": [],
    "2.4": ["7.37", "section 9"],
    "2.5": ["7.38", "8.33"],
    "2.6": ["8.13", "8.17"],
    "3.1": ["4.1", "7.9", "8.31", "chapter 8"],
    "3.2": ["8.24-8.25"],
    "3.3": ["8.34-8.38"],
    "3.4": [],
    "4.1": ["4.1-4.10", "section 4"],
    "4.2": ["8.3", "section 8"],
    "4.3": ["2.15", "2.19", "4.46", "8.29-8.30"],
    "4.4": ["9.42-9.43", "9.44"],
    "4.5": ["8.1", "8.3", "9.95-9.124", "9.101", "section 3"],
    "4.6": ["11.1-11.6", "11.28", "section 2"],
    "4.7": ["9.166-9.171"],
}
FIGURES = {
    "1": ["16-19", "Eight providers|eight of the organisations"],
    "1.2": ["fifteen days", "years 9 to 11", "four broad areas"],
    "1.3": ["£6,000", "£19,000", "16-18", "19-24", r"19\+", "Level 3", "September 2014", "16 and 26",
            "up to and including age 18"],
    "2.1": ["16 to 18", "19 to 25", "six months", "a year", "one third", "[Tt]hree quarters", "one to two years",
            "two days a week", "2014/15"],
    "2.2": ["fifteen days", "year 9", "year 10", "19 or over", "each term"],
    "2.5": ["[Tt]hree days a week", "one day a week", "four Preparation for Adulthood outcomes"],
    "2.6": ["16 to 17", "25"],
    "3": ["four outcomes"],
    "3.1": ["six months", "16 to 24", "up to and including age 18", "19-24"],
    "3.3": ["sixteen hours"],
    "3.4": ["over 18", "each year"],
    "4": ["19-24", "up to age 18"],
    "4.2": ["31 March", "year 9", "year 11"],
    "4.4": ["1 April 2018", "[Ff]ourteen weeks", "[Tt]wenty weeks"],
    "4.5": ["2014/15"],
    "4.6": ["thirty days", "three days", "three working days"],
    "4.7": ["every year"],
}  # fmt: skip
MUSTS = [
    ("1", "statutory duty"),
    ("1.1", "co-operate fully"),
    ("1.2", "requires you to accept"),
    ("1.2", "discriminate"),
    ("1.2", "reasonable adjustments"),
    ("1.3", "emergency evacuation plan"),
    ("1.3", "tutorial programme"),
    ("1.3", "radicalised"),
    ("1.3", "annual review"),
    ("1.3", "careers guidance"),
    ("1.3", "tribunal"),
    ("2.1", "impartial careers advice"),
    ("2.3", "health care plan"),
    ("2.6", "legal entitlement"),
    ("3", "due regard"),
    ("3.1", "targets from the plan"),
    ("3.1", "careers guidance"),
    ("3.2", "due regard"),
    ("3.3", "reasonable adjustments"),
    ("3.4", "legal entitlement"),
    ("4.1", "publish a Local Offer"),
    ("4.2", "31 March"),
    ("4.3", "independent advocacy"),
    ("4.3", "free, confidential, impartial"),
    ("4.4", "twenty weeks"),
    ("4.5", "jointly"),
    ("4.5", "money must be enough"),
    ("4.6", "independent of you"),
    ("4.6", "thirty days"),
    ("4.6", "certificate"),
    ("4.7", "reviewed every year"),
]


@pytest.mark.parametrize("number", CITED)
def test_every_paragraph_the_guide_cites_stands_in_the_same_part(number: str) -> None:
    assert cited(number) == set(CITED[number])


def test_the_list_of_citations_covers_every_part() -> None:
    assert set(CITED) == set(edition().subsections)


@pytest.mark.parametrize(("number", "figure"), [(number, one) for number, found in FIGURES.items() for one in found])
def test_every_figure_age_sum_and_deadline_is_kept(number: str, figure: str) -> None:
    assert re.search(figure, words(number)), f"{number} has lost {figure}"


@pytest.mark.parametrize(("number", "phrase"), MUSTS)
def test_a_duty_is_marked_as_a_must(number: str, phrase: str) -> None:
    assert any(phrase in point.text for point in points(number) if point.kind == "must")


def test_every_part_with_guidance_says_what_is_a_duty_and_what_is_good_practice() -> None:
    kinds = {number: {point.kind for point in points(number)} for number in edition().subsections}
    assert [number for number, found in kinds.items() if not found & {"must", "good"}] == []


@pytest.mark.parametrize(
    ("number", "section"),
    [("1.1", "28"), ("1.1", "29"), ("1.2", "43"), ("1.3", "66"), ("3.4", "44")],
)
def test_the_section_of_the_act_is_named(number: str, section: str) -> None:
    laws = [law.title for point in points(number) for law in edition().provisions(point)]
    assert any(f"section {section}" in law for law in laws)


@pytest.mark.parametrize(
    ("number", "caution"),
    [("1.1", "section 29"), ("1.2", "section 41"), ("1.3", "independent training providers"),
     ("3.3", "Equality Act 2010"), ("4.2", "Regulation 18"), ("4.4", "Fourteen weeks"), ("4.6", "three working days")],
)  # fmt: skip
def test_where_the_guide_slips_a_note_of_ours_says_so(number: str, caution: str) -> None:
    assert any(caution in (point.note or "") for point in points(number))


def test_the_codes_the_tool_prints_are_kept_exactly_and_no_others_are_called_the_tools() -> None:
    printed = {one.id: one.ofsted["cif2015"].printed for one in statements() if one.ofsted["cif2015"].printed}
    plain = dict.fromkeys(("LM1", "LM2", "LM3", "LM4", "LM6"), ("L&M",))
    assert printed == {**plain, "LM5": ("CL", "L&M"), "LM7": ("L&M", "CL")}
    theirs = {one.id for one in statements() for mapping in one.ofsted.values() if mapping.origin == "guide"}
    assert theirs == set(printed)


def test_every_statement_has_an_area_in_the_framework_in_use() -> None:
    framework = edition().current_framework
    assert framework.since.isoformat() == "2025-11-10"
    assert all(one.ofsted[framework.id].origin == "sendsat" for one in statements())


def test_section_four_and_only_that_maps_to_area_send_inspections_as_our_suggestion() -> None:
    framework = edition().framework_by_id["area-send-2023"]
    mapped = {one.id: one.ofsted[framework.id] for one in statements() if framework.id in one.ofsted}
    assert set(mapped) == {one.id for one in statements() if one.id.startswith("LA")}
    assert {mapping.origin for mapping in mapped.values()} == {"sendsat"}
    assert {area for mapping in mapped.values() for area in mapping.areas} == {area.id for area in framework.areas}


def test_the_areas_of_further_education_and_skills_carry_inspectors_words() -> None:
    safeguarding, *others = edition().framework_by_id["fes2025"].areas
    assert safeguarding.grades == ("Met", "Not met")
    five = ("Exceptional", "Strong standard", "Expected standard", "Needs attention", "Urgent improvement")
    assert {area.grades for area in others} == {five}


def test_what_could_not_be_confirmed_of_area_send_inspections_says_so() -> None:
    framework = edition().framework_by_id["area-send-2023"]
    assert "not confirmed, as of 26 November 2026" in framework.source
    assert "not confirmed, as of 26 November 2026" in (framework.areas[-1].note or "")
