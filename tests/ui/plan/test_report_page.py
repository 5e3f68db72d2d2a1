"""The report's page: read part by part, edit in place, back to the draft, and never lose a word."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.report.report import Grouping, ReportItem
from sendsat.services import viewing
from sendsat.services.organisation import sites
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.report import reporting
from sendsat.services.rounds.judging import rate, write
from sendsat.ui.frame import workplace
from tests.factories import STARTED
from tests.ui.sites.two_sites import choose_north
from tests.ui.visit import begin_demonstration, desk

LM20 = "report_3_strength_LM20"


def _page() -> None:
    import streamlit as st

    from sendsat.ui.plan import report
    from tests.ui.visit import arrive

    st.session_state["_pages"] = {}
    arrive(in_team=False)
    report.draw()


def stored() -> ReportItem:
    found = reporting.report(desk(), 3).item("strength:LM20")
    assert found is not None
    return found


@pytest.fixture
def page(begin_with: Callable[[Callable[[], object]], None]) -> AppTest:
    begin_with(begin_demonstration)
    return AppTest.from_function(_page, default_timeout=20).run()


def shown(page: AppTest) -> str:
    return " ".join(str(one.value) for one in (*page.markdown, *page.caption, *page.warning))


def editing(page: AppTest) -> AppTest:
    page.selectbox(key="report_part").select("Safeguarding").run()
    return page.button(key=f"edit_{LM20}").click().run()


def test_the_report_opens_with_the_overall_position_and_its_files(page: AppTest) -> None:
    assert not page.exception
    assert "This report sets out how well Riverbank College" in shown(page)
    labels = [one.proto.label for one in page.get("download_button")]
    assert labels == ["Download: Word document", "Download: Print page", "Download: Markdown text"]


def test_judgements_are_regrouped_at_will(page: AppTest) -> None:
    assert "Safeguarding" in page.selectbox(key="report_part").options
    page.selectbox(key="report_framework").select("cif2015").run()
    assert "Outcomes for learners" in page.selectbox(key="report_part").options
    page.segmented_control(key="report_grouping").set_value(Grouping.DUTY).run()
    assert page.selectbox(key="report_part").options[2:] == [
        "What the law requires",
        "What statutory guidance asks for",
        "What the guide says you must do (no law found)",
        "Good practice",
        "Law that does not bind you",
        "Our own chapters",
    ]


def test_a_link_opens_the_grouping_and_the_framework_that_were_chosen(page: AppTest) -> None:
    def opened(**asked: str) -> AppTest:
        again = AppTest.from_function(_page, default_timeout=60)
        again.query_params.update(asked)
        return again.run()

    box = page.selectbox(key="report_framework")
    [older] = [words for words in box.options if words != box.options[0] and "2015" in words]
    assert opened(report_framework=older).selectbox(key="report_framework").value == "cif2015"
    by_duty = opened(report_grouping=Grouping.DUTY.word).selectbox(key="report_part").options
    assert "What the law requires" in by_duty


def test_inspectors_words_stand_under_the_area_they_judge(page: AppTest) -> None:
    page.selectbox(key="report_part").select("Safeguarding").run()
    assert "Inspectors' words for this area, from best to worst: Met and Not met." in shown(page)


def test_a_local_authority_is_offered_its_own_inspection_first(own_database: None) -> None:
    kind, name = OrganisationKind.LOCAL_AUTHORITY, "Hill Council"
    library = workplace.library()
    found_organisation(workplace.store(), library, name=name, kind=kind, round_name="Autumn", now=STARTED)
    round_ = viewing.rounds_of(desk())[-1]
    ids = {"round_id": round_.id, "team_id": round_.teams[0].id, "statement_id": "LA16"}
    rate(desk(), **ids, rating=Rating.RED)
    page = AppTest.from_function(_page, default_timeout=20).run()
    assert page.selectbox(key="report_framework").value == "area-send-2023"
    assert "Needs identified and assessed" in page.selectbox(key="report_part").options


def test_a_text_is_edited_in_place_and_saves_itself(page: AppTest) -> None:
    editing(page).text_area(key=f"text_{LM20}").set_value("In our *own* words").run()
    page.run()
    assert "In our \\*own\\* words" in shown(page.button(key=f"edit_{LM20}").click().run())
    assert stored().text == "In our *own* words"


def test_an_edited_text_goes_back_to_its_draft(page: AppTest) -> None:
    draft = editing(page).text_area(key=f"text_{LM20}").value
    page.text_area(key=f"text_{LM20}").set_value("Ours").run()
    page.button(key=f"reset_{LM20}").click().run()
    assert page.text_area(key=f"text_{LM20}").value == draft
    assert stored().edit is None


def test_a_source_that_has_moved_is_told_with_the_draft_of_today(page: AppTest) -> None:
    editing(page).text_area(key=f"text_{LM20}").set_value("Ours").run()
    round_ = viewing.rounds_of(desk())[-1]
    [said] = viewing.snapshots(desk(), round_.id)[0].standings["LM20"].judgements
    ids = {"round_id": round_.id, "team_id": said.team_id, "statement_id": "LM20"}
    write(desk(), **ids, field="commentary", text="All new.", seen=said.commentary)
    page.run()
    assert "may be out of date" in shown(page)
    assert "The source has moved since this was edited" in shown(page)
    assert "All new\\." in shown(page)
    page.button(key=f"holds_{LM20}").click().run()
    page.run()
    assert "The source has moved" not in shown(page)


def test_when_two_people_write_both_texts_are_shown_to_choose_from(page: AppTest) -> None:
    box = editing(page).text_area(key=f"text_{LM20}")
    item = stored()
    reporting.edit_item(desk(), round_id=3, item=item, text="Theirs", seen=item.draft)
    box.set_value("Mine").run()
    assert page.text_area(key=f"text_{LM20}").value == "Mine"
    assert "Someone else changed this text" in shown(page)
    page.text_area(key=f"text_{LM20}").set_value("Mine, and more")
    page.button(key=f"Keep both_{LM20}").click().run()
    assert page.text_area(key=f"text_{LM20}").value == "Theirs\n\nMine, and more"
    assert stored().text == "Theirs\n\nMine, and more"


def test_words_typed_just_before_my_text_still_holds_are_kept(page: AppTest) -> None:
    editing(page).text_area(key=f"text_{LM20}").set_value("Ours").run()
    round_ = viewing.rounds_of(desk())[-1]
    [said] = viewing.snapshots(desk(), round_.id)[0].standings["LM20"].judgements
    ids = {"round_id": round_.id, "team_id": said.team_id, "statement_id": "LM20"}
    write(desk(), **ids, field="commentary", text="All new.", seen=said.commentary)
    page.run()
    page.text_area(key=f"text_{LM20}").set_value("Ours, and more")
    page.button(key=f"holds_{LM20}").click().run()
    assert stored().text == "Ours, and more"
    assert not [one for one in page.warning if "Someone else" in one.value]


def test_words_typed_just_before_going_back_to_the_draft_cause_no_quarrel(page: AppTest) -> None:
    draft = editing(page).text_area(key=f"text_{LM20}").value
    page.text_area(key=f"text_{LM20}").set_value("Ours").run()
    page.text_area(key=f"text_{LM20}").set_value("Ours, and more")
    page.button(key=f"reset_{LM20}").click().run()
    assert page.text_area(key=f"text_{LM20}").value == draft
    assert stored().edit is None
    assert not [one for one in page.warning if "Someone else" in one.value]


def test_a_round_without_ratings_says_what_the_page_will_show(own_database: None) -> None:
    found_organisation(
        workplace.store(),
        workplace.library(),
        name="Hill College",
        kind=OrganisationKind.PROVIDER,
        round_name="Autumn",
        now=STARTED,
    )
    page = AppTest.from_function(_page, default_timeout=20).run()
    assert not page.exception
    assert "Nothing is rated in this round yet" in page.info[0].value


def test_the_report_says_how_teams_become_one_rating_also_where_its_summary_was_rewritten(page: AppTest) -> None:
    item = reporting.report(desk(), 3).summary
    reporting.edit_item(desk(), round_id=3, item=item, text="Our own summary.", seen=item.text)
    page.run()
    assert any("Where teams differ, the lower counts" in one.value for one in page.caption)


@pytest.fixture
def at_sites(page: AppTest) -> AppTest:
    """The teams of the demonstration's newest round work at two sites."""
    return choose_north(page)


def test_one_site_is_chosen_where_a_team_is_and_its_report_is_the_draft(at_sites: AppTest) -> None:
    page = at_sites
    assert not page.exception
    assert page.selectbox(key="whose").options[-2:] == ["Site: North", "Site: South"]
    assert ", at North" in shown(page)
    assert "A site's report is always the draft." in shown(page)
    assert not [one for one in page.button if one.label == "Edit"]
    page.selectbox(key="report_part").select("Our own chapters").run()
    assert not [one for one in page.button if one.label == "Add a chapter"]
    page.selectbox(key="whose").select("All teams together").run()
    assert [one for one in page.button if one.label == "Add a chapter"]
    assert ", at North" not in shown(page)


def test_a_site_that_is_no_longer_there_leaves_the_report_of_all_teams(at_sites: AppTest) -> None:
    for team in viewing.rounds_of(desk())[-1].teams:
        sites.place_team(desk(), team_id=team.id, site_id=None)
    at_sites.run()
    assert not at_sites.exception
    assert at_sites.selectbox(key="whose").value == "All teams together"
    assert "A site's report" not in shown(at_sites)
