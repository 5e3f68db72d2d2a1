"""The first page: what it says before anything has come, and what it lets the browser fetch at once."""

import re

from sendsat.serving.first_load.page import EVERYWHERE, INDEX, OFTEN, STATIC, first_page, scripts_needed
from sendsat.serving.headers import digest_of, scripts_in
from sendsat.serving.share import scripts

SCRIPTS = STATIC / "static" / "js"


def test_it_is_ours_in_language_title_and_words() -> None:
    page = first_page()
    assert '<html lang="en-GB">' in page
    assert re.findall(r"<title>(.*?)</title>", page) == ["sendsat"]
    assert re.search(r'<div id="root">.*sendsat</b> is opening\..*</div>', page)
    (scriptless,) = re.findall(r"<noscript>(.*?)</noscript>", page, re.DOTALL)
    assert "sendsat needs JavaScript" in scriptless
    assert "Streamlit" not in scriptless


def test_everything_else_of_streamlits_page_is_there() -> None:
    theirs = re.findall(r"<(?:script|link|meta)\b[^>]*>", INDEX.read_text("utf-8"))
    assert len(theirs) > 10
    assert [tag for tag in theirs if tag not in first_page()] == []


def test_its_scripts_and_no_others_may_run() -> None:
    written = scripts_in(first_page())
    assert len(written) == 2
    assert "link.removeAttribute" in written[1]
    assert {digest_of(one) for one in written} <= {digest_of(one) for one in scripts()}


def test_streamlit_still_has_what_is_asked_for_under_these_names() -> None:
    for name in (*EVERYWHERE, *OFTEN):
        (found,) = SCRIPTS.glob(f"{name}.????????.js")
        assert found.name in first_page()


def test_what_is_named_comes_with_all_that_it_imports() -> None:
    needed = scripts_needed(("Html",))
    assert needed[0].startswith("Html.")
    assert any(name.startswith("purify") for name in needed)
    assert len(needed) == len(set(needed))
    assert all((SCRIPTS / name).is_file() for name in needed)
    assert scripts_needed(("NoSuchPart",)) == []
