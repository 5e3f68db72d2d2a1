"""Every link of the shipped edition leads on, and what we add is current, found and apart from the guide's own."""

from datetime import date
from urllib.parse import urlsplit

from tests.content.shipped import edition

OURS = [one for one in edition().resources if one.is_ours]
GUIDES = [one for one in edition().resources if not one.is_ours]


def test_the_guide_names_ninety_four_and_we_add_ten() -> None:
    assert (len(GUIDES), len(OURS)) == (94, 10)


def test_every_link_that_stops_short_of_its_page_says_what_to_search_for() -> None:
    short = [one for one in edition().resources if one.stops_short]
    assert len(short) == 36
    assert [one.id for one in short if not one.search_for] == []


def test_a_home_page_without_a_hint_is_always_a_site_that_the_guide_means_as_a_whole() -> None:
    linked = [one for one in edition().resources if one.url and not one.search_for]
    at_home = [one for one in linked if urlsplit(one.url).path in ("", "/")]
    assert {one.kind for one in at_home} == {"website"}
    assert [one.id for one in at_home if one.is_ours] == []


def test_an_address_that_was_found_says_when() -> None:
    found = {one.id for one in GUIDES if one.confirmed}
    assert found == {
        "person-centred-reviews-hsa",
        "somerset-choices-send-education",
        "access-to-work-provider-guidance-2016",
    }


def test_the_handbooks_title_is_a_title_and_what_we_think_of_it_is_a_note() -> None:
    handbook = edition().resource_by_id["ofsted-fe-handbook-2015-cif"]
    assert handbook.title == "Further education and skills inspection handbook under the common inspection framework"
    assert handbook.note
    assert "probably" in handbook.note


def test_what_we_add_was_found_is_in_use_says_what_it_is_good_for_and_ends_at_its_page() -> None:
    for one in OURS:
        assert one.confirmed
        assert one.confirmed >= date(2026, 11, 1)
        assert (one.status, one.link_goes_to) == ("current", "document"), one.id
        assert one.note, one.id
        assert not one.stops_short, one.id


def test_nothing_we_add_is_named_by_the_guide_already() -> None:
    named = {one.url.rstrip("/") for one in GUIDES}
    assert [one.id for one in OURS if one.url.rstrip("/") in named] == []


def test_what_we_add_serves_every_section() -> None:
    served = {number.split(".")[0] for one in OURS for number in one.used_in}
    assert served == {"1", "2", "3", "4"}
