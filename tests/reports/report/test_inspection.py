"""What a report says of the framework it is grouped by."""

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.results.ofsted import frameworks_for
from sendsat.guide.lists import Framework
from sendsat.reports.report.inspection import NOT_A_GRADE, inspection_notes
from tests.factories import make_edition, make_framework


def area_framework() -> Framework:
    told = {
        "id": "area-1",
        "title": "Areas",
        "inspects": "areas",
        "sections": ("section-1",),
        "outcomes": ("Good", "Bad"),
    }
    return make_framework().model_copy(update=told)


def test_a_local_authority_is_offered_first_what_areas_are_inspected_by() -> None:
    old = make_framework().model_copy(update={"id": "old", "current": False})
    edition = make_edition().model_copy(update={"frameworks": (old, make_framework(), area_framework())})
    offered = {kind: [one.id for one in frameworks_for(edition, kind)] for kind in OrganisationKind}
    assert offered.pop(OrganisationKind.LOCAL_AUTHORITY) == ["area-1", "framework-2025", "old"]
    assert set(map(tuple, offered.values())) == {("framework-2025", "old", "area-1")}


def test_the_notes_give_inspectors_words_and_say_that_a_colour_is_none_of_them() -> None:
    graded = make_framework().areas[0].model_copy(update={"grades": ("Met", "Not met")})
    framework = make_framework().model_copy(update={"areas": (graded,)})
    assert inspection_notes(make_edition(), framework) == [
        "Inspectors' words for Inclusion: Met, Not met.",
        NOT_A_GRADE,
    ]


def test_the_notes_say_which_part_of_the_guide_is_mapped_and_how_an_inspection_ends() -> None:
    section = make_edition().sections[0]
    framework = area_framework().model_copy(update={"sections": (section.id,)})
    assert inspection_notes(make_edition(), framework) == [
        f"We map only this part of the guide to Areas: {section.title}.",
        "An inspection ends with one outcome for all areas together: Good; Bad.",
        NOT_A_GRADE,
    ]


def test_a_framework_of_which_nothing_more_is_known_adds_no_notes() -> None:
    assert inspection_notes(make_edition(), make_framework()) == []
