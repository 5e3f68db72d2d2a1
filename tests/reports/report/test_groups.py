"""A report is grouped by section, Ofsted area or duty: the same items each time, each in one place."""

from dataclasses import replace

import pytest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.report.report import Grouping
from sendsat.reports.report.text import build_report
from tests.content.shipped import edition
from tests.factories import (
    make_framework,
    make_judgement,
    make_round,
    make_snapshot,
)
from tests.reports.report.reporting import COLLEGE, make_now, make_report, make_source
from tests.reports.report.test_text import AMBER, GREEN, RED, items


def test_grouped_by_ofsted_area_each_statement_stands_once_and_is_pointed_to_elsewhere() -> None:
    area = make_framework().areas[0]
    framework = make_framework().model_copy(
        update={"areas": (area, area.model_copy(update={"id": "leadership", "title": "Leadership"}))}
    )
    now = make_now(make_judgement("LM1", AMBER), make_judgement("SP1", GREEN, commentary="Good"))
    report = build_report(
        make_source(now, first=True),
        grouping=Grouping.OFSTED,
        framework=framework,
        choices={("SP1", framework.id): ("leadership", "inclusion"), ("LM2", framework.id): ()},
    )
    by_title = {group.title: group for group in report.groups}
    assert [item.statement_id for item in by_title["Inclusion"].items] == ["LM1"]
    assert [item.statement_id for item in by_title["Leadership"].items] == ["SP1"]
    assert by_title["Inclusion"].see_also == "See also SP1 under Leadership."
    assert by_title["Without an Ofsted area"].counts.total == 1


def test_grouped_by_duty_a_statement_stands_under_what_the_guide_says_of_it() -> None:
    report = make_report(make_source(make_now(make_judgement()), first=True), grouping=Grouping.DUTY)
    assert [group.title for group in report.groups] == ["Not marked as duty or good practice"]


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        (OrganisationKind.FE_COLLEGE, "What the law requires"),
        (OrganisationKind.TRAINING_PROVIDER, "Law that does not bind you"),
        (OrganisationKind.PROVIDER, "What the law requires"),
    ],
)
def test_each_mark_has_its_place_and_law_that_binds_others_has_one_of_its_own(
    kind: OrganisationKind, place: str
) -> None:
    said = [make_judgement(one) for one in ("LM1", "LM2", "LM3", "SP7", "SP2")]
    now = make_snapshot(*said, round_=make_round(10, edition_id=edition().id), edition=edition())
    source = replace(make_source(now, first=True), organisation=replace(COLLEGE, kind=kind))
    report = make_report(source, grouping=Grouping.DUTY)
    places = {item.statement_id: group.title for group in report.groups for item in group.items}
    assert places == {
        "LM1": "Good practice",
        "LM2": place,
        "LM3": "What the law requires",
        "SP2": "What statutory guidance asks for",
        "SP7": "What the guide says you must do (no law found)",
    }
    (provision,) = (note for note in report.notes if note.startswith("Children and Families Act 2014, section 28 ("))
    assert "binds further education colleges" in provision
    assert "LM2" in provision


def test_every_grouping_has_the_same_items_under_the_same_keys() -> None:
    now = make_now(make_judgement("LM1"), make_judgement("SP1", GREEN, commentary="Good"))
    source = make_source(now, make_judgement("SP1", RED))
    found = {grouping: sorted(items(make_report(source, grouping=grouping))) for grouping in Grouping}
    assert set(map(tuple, found.values())) == {("improvement:LM1", "progress:SP1", "strength:SP1")}
