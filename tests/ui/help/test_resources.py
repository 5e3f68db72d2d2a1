"""The Resources page: whose each is, where a link stops short, and what to search for there."""

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.guide.model import Resource
from sendsat.services.organisation.founding import found_organisation
from sendsat.ui.frame import workplace
from sendsat.ui.guide.guidance import _panels
from sendsat.ui.guide.terms import ADDED, NAMED, resources_html
from tests.content.shipped import edition
from tests.factories import STARTED


def _page() -> None:
    from sendsat.ui.help import pages
    from tests.ui.visit import arrive

    arrive()
    pages.resources()


@pytest.fixture
def page(own_database: None) -> AppTest:
    found_organisation(
        workplace.store(),
        workplace.library(),
        name="Elm",
        kind=OrganisationKind.PROVIDER,
        round_name="Autumn 2026",
        now=STARTED,
    )
    return AppTest.from_function(_page, default_timeout=20).run()


def shown(page: AppTest) -> str:
    return " ".join(str(one.proto.body) for one in page.get("html"))


def resource(id_: str) -> Resource:
    return edition().resource_by_id[id_]


def test_the_guides_own_stand_first_and_ours_apart_below_them(page: AppTest) -> None:
    assert not page.exception
    guides, _, ours = shown(page).partition(ADDED)
    assert NAMED in guides
    assert all(f'id="{one.id}"' in (ours if one.is_ours else guides) for one in edition().resources)
    assert "names 94 documents and sites" in page.markdown[0].value
    assert "The 10 that we add stand apart" in page.markdown[0].value


def test_ours_alone_can_be_listed_and_the_guides_alone(page: AppTest) -> None:
    page.selectbox[0].set_value("sendsat").run()
    assert page.caption[0].value.startswith("10 resources shown")
    assert NAMED not in shown(page)
    page.selectbox[0].set_value("guide").run()
    assert page.caption[0].value.startswith("94 resources shown")
    assert ADDED not in shown(page)


def test_a_link_to_a_home_page_says_that_and_what_to_search_for_there() -> None:
    told = resources_html((resource("hft-fusion-model"),))
    assert "not the document. Search there for “Fusion Model of Support”" in told


def test_a_page_that_may_have_moved_says_when_it_was_found_and_what_else_to_search_for() -> None:
    told = resources_html((resource("person-centred-reviews-hsa"),))
    assert "If the page has moved, search the web for “Helen Sanderson person-centred reviews”" in told
    assert "address found 26 November 2026, in a stored copy" in told


def test_what_the_guide_alone_names_has_no_heading_that_sets_it_apart() -> None:
    assert NAMED not in resources_html((resource("nasen"),))
    assert resources_html(()) == ""


def test_a_note_of_ours_is_marked_so_and_stays_out_of_the_title() -> None:
    title, _, rest = resources_html((resource("ofsted-fe-handbook-2015-cif"),)).partition("</a>")
    assert "probably" not in title
    assert "<b>Our note:</b> The guide has no link to it." in rest


def test_what_we_add_stands_beside_the_statements_of_the_parts_it_serves() -> None:
    panels = _panels(edition().id, "study-programmes", "2.5", "test", OrganisationKind.PROVIDER, edition())
    (told,) = [html for title, html in panels.items() if title == "Resources (6)"]
    guides, _, ours = told.partition(ADDED)
    assert 'id="supported-internship-quality-framework"' in ours
    assert 'id="shaw-trust"' in guides
