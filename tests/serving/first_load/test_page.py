"""The first page: what it says before anything has come, and what it lets the browser fetch at once."""

import re
from collections.abc import Iterator

import pytest

from sendsat.serving.first_load import page as first
from sendsat.serving.first_load.bundle import SCRIPT, bundle
from sendsat.serving.first_load.files import EVERYWHERE, INDEX, OFTEN, SCRIPTS, scripts_needed
from sendsat.serving.first_load.page import first_page
from sendsat.serving.headers import digest_of, scripts_in
from sendsat.serving.share import scripts

TAGS = r"<(?:script|link|meta)\b[^>]*>"


@pytest.fixture
def without_bundle(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another Streamlit than the one of which the bundle was made."""
    monkeypatch.setattr(first, "bundle", lambda: None)
    first_page.cache_clear()
    yield
    first_page.cache_clear()


def test_it_is_ours_in_language_title_and_words() -> None:
    page = first_page()
    assert '<html lang="en-GB">' in page
    assert re.findall(r"<title>(.*?)</title>", page) == ["sendsat"]
    assert re.search(r'<div id="root">.*sendsat</b> is opening\..*</div>', page)
    (scriptless,) = re.findall(r"<noscript>(.*?)</noscript>", page, re.DOTALL)
    assert "sendsat needs JavaScript" in scriptless
    assert "Streamlit" not in scriptless


def test_everything_else_of_streamlits_page_is_there() -> None:
    theirs = re.findall(TAGS, INDEX.read_text("utf-8"))
    gone = [tag for tag in theirs if tag not in first_page()]
    assert len(theirs) - len(gone) > 5
    begins, *ahead = [tag for tag in gone if 'as="font"' not in tag]
    assert re.search(r"<script type=\"module\"[^>]*/index\.", begins)
    assert [tag for tag in ahead if 'rel="modulepreload"' not in tag] == []


def test_every_script_of_the_first_page_lies_in_the_one_that_it_names() -> None:
    made = bundle()
    assert made is not None
    named = re.findall(r"static/js[^\"]*", first_page())
    assert named == [f"{made.folder.removeprefix('/')}{SCRIPT}"]
    theirs = re.findall(r"static/js/([^\"]*)", INDEX.read_text("utf-8"))
    assert len(theirs) > 20
    assert set(theirs) <= set(made.leading)


def test_the_font_is_fetched_when_the_scripts_have_come() -> None:
    (font,) = re.findall(r'<link[^>]*as="font"[^>]*>', first_page())
    assert 'rel="preload-later"' in font
    assert "preload-later" in scripts_in(first_page())[1]


@pytest.mark.usefixtures("without_bundle")
def test_beside_another_streamlit_the_first_page_names_every_script_by_itself() -> None:
    page = first_page()
    theirs = [tag for tag in re.findall(TAGS, INDEX.read_text("utf-8")) if 'as="font"' not in tag]
    assert [tag for tag in theirs if tag not in page] == []
    for name in (*EVERYWHERE, *OFTEN):
        (found,) = SCRIPTS.glob(f"{name}.????????.js")
        assert found.name in page


def test_its_scripts_and_no_others_may_run() -> None:
    written = scripts_in(first_page())
    assert len(written) == 2
    assert "link.removeAttribute" in written[1]
    assert {digest_of(one) for one in written} <= {digest_of(one) for one in scripts()}


def test_streamlit_still_has_what_every_page_draws_under_these_names() -> None:
    made = bundle()
    assert made is not None
    for name in (*EVERYWHERE, *OFTEN):
        (found,) = SCRIPTS.glob(f"{name}.????????.js")
        assert found.name in made.leading


def test_what_is_named_comes_with_all_that_it_imports() -> None:
    needed = scripts_needed(("Html",))
    assert needed[0].startswith("Html.")
    assert any(name.startswith("purify") for name in needed)
    assert len(needed) == len(set(needed))
    assert all((SCRIPTS / name).is_file() for name in needed)
    assert scripts_needed(("NoSuchPart",)) == []
