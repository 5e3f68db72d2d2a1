"""A link ends where it says, or tells what to look for; what we add says where and when its page was found."""

from datetime import date
from pathlib import Path

import pytest

from sendsat.guide.checks.links import link_faults
from sendsat.guide.loader import check_folder, load_edition
from sendsat.guide.model import Resource
from tests.editions import make_whole_edition, write_edition

FOUND = date(2026, 1, 5)


def make_resource(**changed: object) -> Resource:
    plain = {
        "id": "one", "title": "A report", "publisher": "Ofsted", "kind": "report", "used_in": ["1.1"],
        "url": "https://example.org/reports/one", "status": "current", "link_goes_to": "document",
    }  # fmt: skip
    return Resource.model_validate(plain | changed)


def faults(resource: Resource) -> list[str]:
    edition = make_whole_edition().model_copy(update={"resources": (resource,)})
    return [says for _, _, _, says in link_faults(edition)]


@pytest.mark.parametrize(
    "at_home",
    [
        pytest.param({"url": "https://example.org/"}, id="home page"),
        pytest.param({"url": "https://example.org"}, id="home page without a slash"),
        pytest.param({"url": "https://example.org/?lang=en"}, id="home page with a query"),
        pytest.param({"link_goes_to": "publisher-site"}, id="the publisher's pages"),
        pytest.param(
            {"url": "https://example.org/", "kind": "website", "link_goes_to": "publisher-site"}, id="site of another"
        ),
    ],
)
def test_a_link_that_stops_short_must_say_what_to_look_for_there(at_home: dict[str, object]) -> None:
    (fault,) = faults(make_resource(**at_home))
    assert fault.startswith("one: the link ends at a home page")
    assert faults(make_resource(**at_home, search_for="A report")) == []


@pytest.mark.parametrize(
    "there",
    [
        pytest.param({}, id="the page itself"),
        pytest.param({"url": "https://example.org/", "kind": "website"}, id="the site is what is meant"),
        pytest.param({"url": "", "link_goes_to": "none"}, id="no address at all"),
    ],
)
def test_a_link_that_arrives_needs_no_hint(there: dict[str, object]) -> None:
    assert faults(make_resource(**there)) == []


@pytest.mark.parametrize(
    "title",
    ["Handbook (the guide does not link to it)", "Handbook (probably the source)", "National Career Service [sic]"],
)
def test_a_title_holds_no_editors_note(title: str) -> None:
    assert faults(make_resource(title=title)) == ["one: the title holds an editor's note; put it in note"]


def test_a_title_may_hold_brackets_of_its_own() -> None:
    assert faults(make_resource(title="Recognising progress (RARPA): the guide")) == []


@pytest.mark.parametrize("missing", [{"url": "", "link_goes_to": "none"}, {"confirmed": None}], ids=["url", "day"])
def test_what_we_add_says_where_it_is_and_when_that_was_confirmed(missing: dict[str, object]) -> None:
    ours: dict[str, object] = {"origin": "sendsat", "confirmed": FOUND}
    assert faults(make_resource(**ours)) == []
    (fault,) = faults(make_resource(**(ours | missing)))
    assert "needs a url and the day" in fault


def test_what_we_add_serves_a_part_that_is_there() -> None:
    (fault,) = faults(make_resource(origin="sendsat", confirmed=FOUND, used_in=["1.1", "9.9"]))
    assert "'9.9', which is no subsection" in fault


def test_what_we_add_stands_with_the_part_it_serves_and_what_the_guide_names_does_not() -> None:
    ours = make_resource(origin="sendsat", confirmed=FOUND)
    edition = make_whole_edition().model_copy(update={"resources": (make_resource(id="two"), ours)})
    assert edition.added_for["1.1"] == (ours,)
    assert edition.added_for["1.2"] == ()


def test_check_names_file_and_line_of_such_a_link_and_the_edition_stays_in_use(tmp_path: Path) -> None:
    folder = write_edition(tmp_path / "edition")
    file = folder / "resources.yaml"
    text = file.read_text("utf-8").replace("link_goes_to: none", "link_goes_to: publisher-site")
    file.write_text(text, "utf-8")
    (fault,) = check_folder(folder)
    assert fault.startswith("resources.yaml: line 1: code-of-practice: the link ends at a home page")
    assert load_edition(folder).resources[0].stops_short
