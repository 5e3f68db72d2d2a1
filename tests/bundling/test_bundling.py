"""The bundle that sendsat serves is what `make bundle` makes of the Streamlit that is installed, byte for byte."""

import gzip
from pathlib import Path

from sendsat.serving.first_load.bundle import CONTENTS, SCRIPT
from tests.bundling.bundle import SERVED, files_of_bundle, make
from tests.bundling.scripts import brought_along, exported, imported


def test_it_holds_what_is_made_and_not_a_byte_else(tmp_path: Path) -> None:
    made = make(tmp_path)
    assert made.contents == (SERVED / CONTENTS).read_text("utf-8")
    assert gzip.decompress(made.script) == gzip.decompress((SERVED / f"{SCRIPT}.gz").read_bytes())


def test_streamlit_begins_in_the_first_of_its_files() -> None:
    files = files_of_bundle()
    assert files[0].startswith("index.")
    assert len(files) == len(set(files)) > 50


def test_a_script_finds_what_lies_in_the_bundle_there_and_all_else_where_it_was() -> None:
    drawn = "(0,U.lazy)(()=>H(()=>import(`./{}`),__vite__mapDeps([0,1]),import.meta.url))"
    source = f'm.f=["./In.js","./Out.js","../css/a.css"];a={drawn.format("In.js")},b={drawn.format("Out.js")};'
    changed = brought_along(
        source + "import(`./In.js`).then(c);import(`./Out.js`).then(d)", ["First.js", "In.js"], "all.js"
    )
    assert 'm.f=["./all.js", "./Out.js", "../css/a.css"]' in changed
    assert 'a=(0,U.lazy)(()=>bundleAtHand("s1"))' in changed
    assert drawn.format("Out.js") in changed
    assert 'bundleLater("s1").then(c);import(`./Out.js`).then(d)' in changed


def test_what_a_script_takes_and_gives_is_read_from_it() -> None:
    source = 'import{a as b,c}from"./one.js";import{d}from"./one.js";import"./two.js";const e=1;export{e as f,g};'
    assert imported(source) == {"one.js": {"a", "c", "d"}}
    assert exported(source) == ["f", "g"]
