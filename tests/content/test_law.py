"""Nothing is called law that was not read, and whoever is not bound can tell."""

import re

import pytest

from sendsat.guide.law import Body, Strength
from tests.content.shipped import edition, ours, points, statements, supplement

EVERYWHERE = (*edition().subsections, *(str(section.number) for section in edition().sections))
MUSTS = [(number, point) for number in EVERYWHERE for point in points(number) if point.kind == "must"]


def titles(told: object) -> set[str]:
    """The provisions that a statement with this id names."""
    return {one.title for one in edition().provisions(ours(edition().statements[str(told)]))}


def test_every_mark_of_law_names_a_provision_whom_it_applies_to_and_where_it_was_read() -> None:
    marked = [ours(one) for one in statements() if ours(one).duty is Strength.LAW]
    told = [*marked, *(point for _, point in MUSTS if point.strength is Strength.LAW)]
    assert len(told) > 60
    assert all(told_.law for told_ in told)
    assert [one.id for told_ in told for one in edition().provisions(told_) if not one.makes_law] == []


def test_statutory_guidance_cites_the_code_and_good_practice_is_no_must() -> None:
    assert [one.id for one in statements() if ours(one).duty is Strength.GUIDANCE and not ours(one).cites] == []
    assert all(cite.startswith("CoP ") for one in statements() for cite in ours(one).cites)


def test_every_must_of_the_guide_stays_a_must_with_a_mark() -> None:
    assert len(MUSTS) == 65
    counts = {mark: sum(point.strength is mark for _, point in MUSTS) for mark in Strength}
    assert counts == {Strength.LAW: 47, Strength.GUIDANCE: 8, Strength.GUIDE: 10, Strength.GOOD: 0}


@pytest.mark.parametrize(
    ("statement_id", "provision"),
    [
        ("LM3", "Equality Act 2010, section 20"),
        ("LM13", "Children and Families Act 2014, section 43"),
        ("LM18", "Children and Families Act 2014, section 66"),
        ("SP14", "Children and Families Act 2014, section 66"),
        ("LM20", "Regulatory Reform (Fire Safety) Order 2005, articles 14 and 15"),
        ("SP8", "Regulatory Reform (Fire Safety) Order 2005, articles 14 and 15"),
        ("WBL5", "Regulatory Reform (Fire Safety) Order 2005, articles 14 and 15"),
        ("SP9", "Management of Health and Safety at Work Regulations 1999, regulation 3"),
        ("LM26", "Children and Families Act 2014, section 28"),
        ("LA16", "SEND Regulations 2014, regulation 13"),
        ("LA9", "SEND Regulations 2014, regulation 13"),
        ("LA1", "SEND Regulations 2014, regulations 55 to 57"),
        ("LA7", "SEND Regulations 2014, regulations 55 to 57"),
        ("LA21", "Children and Families Act 2014, section 26"),
        ("WBL8", "Equality Act 2010, Schedule 13"),
    ],
)
def test_a_statement_of_law_names_the_law(statement_id: str, provision: str) -> None:
    assert ours(edition().statements[statement_id]).duty is Strength.LAW
    assert provision in titles(statement_id)


@pytest.mark.parametrize("statement_id", ["SP7", "WBL4"])
def test_a_health_care_plan_is_not_called_law_where_no_law_was_found(statement_id: str) -> None:
    told = ours(edition().statements[statement_id])
    assert told.duty is Strength.GUIDE
    assert told.covers is not None
    assert "No law" in told.covers


def test_statements_that_the_guide_repeats_have_the_same_mark_in_both_sections() -> None:
    for one, other in (("SP7", "WBL4"), ("SP8", "WBL5"), ("SP12", "WBL13")):
        first, second = (ours(edition().statements[sid]) for sid in (one, other))
        assert (first.duty, first.law, first.cites, first.covers) == (
            second.duty, second.law, second.cites, second.covers,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("provision", "bound", "free"),
    [
        ("cfa-43", Body.SECTION_41, Body.TRAINING_PROVIDER),
        ("cfa-66", Body.ACADEMY_16_19, Body.SECTION_41),
        ("cfa-44", Body.LOCAL_AUTHORITY, Body.FE_COLLEGE),
        ("cfa-28", Body.LOCAL_AUTHORITY, Body.TRAINING_PROVIDER),
        ("equality-91", Body.ACADEMY_16_19, Body.TRAINING_PROVIDER),
        ("equality-schedule-13", Body.ACADEMY_16_19, Body.SECTION_41),
    ],
)
def test_the_acts_sections_bind_those_they_list(provision: str, bound: Body, free: Body) -> None:
    assert edition().law_by_id[provision].binds(bound)
    assert not edition().law_by_id[provision].binds(free)


def test_the_guides_slip_about_the_local_offer_is_put_right() -> None:
    (point,) = (point for point in points("4.2") if "31 March of year 11" in point.text)
    assert "website" not in point.text
    assert "Sections 38 and 39" in (point.note or "")


def test_a_reason_that_says_must_without_a_mark_of_law_says_who_says_so() -> None:
    reasons = [(one.id, ours(one).why) for one in statements() if ours(one).duty is not Strength.LAW]
    musts = [(id_, why) for id_, why in reasons if re.search(r"\bmust\b", why)]
    assert len(musts) >= 9
    assert [id_ for id_, why in musts if not re.search(r"\bthe guide\b|\bSection \d", why, re.IGNORECASE)] == []


def test_transport_past_sixth_form_age_rests_on_sections_of_its_own() -> None:
    told = ours(edition().statements["LA6"])
    assert {"education-act-509aa", "education-act-508f", "education-act-508g"} <= set(told.law)
    assert "end of May" in (told.covers or "")


def test_section_29_leaves_out_section_41_institutions_and_section_28_speaks_where_they_must_co_operate() -> None:
    for one in (edition(), supplement()):
        assert not one.law_by_id["cfa-29"].binds(Body.SECTION_41)
        assert one.law_by_id["cfa-28"].binds(Body.SECTION_41)
    assert {"cfa-28", "cfa-29"} <= set(ours(supplement().statements["SU7"]).law)


def test_what_is_not_confirmed_says_so_and_since_when() -> None:
    said = [point.note or "" for number in EVERYWHERE for point in points(number)]
    said += [ours(one).covers or "" for one in (*statements(), *supplement().statements.values())]
    said += [f"{one.confirmed} {one.note or ''}" for one in (*edition().laws, *supplement().laws)]
    unsure = [one for one in said if re.search(r"not (been )?confirmed", one)]
    assert [one for one in unsure if not re.search(r"as of \d+ November 2026", one)] == []


def test_each_law_says_which_official_text_was_read_or_who_quotes_it() -> None:
    official = re.compile(r"legislation\.gov\.uk|official explanatory notes|quotes")
    assert [one.id for one in edition().laws if one.makes_law and not official.search(one.confirmed or "")] == []


def test_whatever_is_called_law_was_read_itself_and_not_in_notes_or_as_others_quote_it() -> None:
    laws = [one for each in (edition(), supplement()) for one in each.laws if one.makes_law]
    itself = re.compile(r"\b(itself|themselves)\b|^(Regulation|Article|Paragraph)s? \d")
    assert [one.id for one in laws if not itself.search(one.confirmed or "")] == []
    assert [one.id for one in laws if re.search(r"\bquotes?\b", one.confirmed or "")] == []


def test_a_contact_and_fifteen_days_are_not_called_law() -> None:
    covers = ours(edition().statements["LA9"]).covers or ""
    assert "fifteen days come from the code" in covers
    assert "named SEND contact from the guide" in covers


def test_a_college_answers_for_adjustments_on_its_placements() -> None:
    told = ours(edition().statements["WBL11"])
    assert "equality-91" in told.law
    assert "section 91" in told.why
