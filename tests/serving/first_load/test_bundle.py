"""Streamlit's scripts of every page come as one file, and every other script of its finds them there."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_handler

from sendsat.serving.first_load import bundle as bundling
from sendsat.serving.first_load.bundle import CONTENTS, SCRIPT, Bundle, BundleMiddleware, bundle
from sendsat.serving.first_load.files import SCRIPTS, STATIC
from sendsat.serving.first_load.small import SmallFilesMiddleware
from tests.bundling.scripts import asked_later, exported, imported
from tests.serving.first_load.test_small import ask
from tests.serving.rooms import serving


@pytest.fixture(scope="module")
def made() -> Bundle:
    found = bundle()
    assert found is not None, "The bundle was made of another Streamlit than this one: run make bundle."
    return found


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    streamlit = Mount("/", create_streamlit_static_handler(str(STATIC), None))
    middleware = [Middleware(BundleMiddleware), Middleware(SmallFilesMiddleware)]
    with serving(Starlette(routes=[streamlit], middleware=middleware)) as opened:
        yield opened


def test_whatever_another_script_takes_from_one_of_the_bundle_it_finds_there(made: Bundle) -> None:
    others = [file for file in SCRIPTS.glob("*.js") if file.name not in made.leading]
    taken = [(file.name, imported(file.read_text("utf-8"))) for file in others]
    assert sum(name in made.leading for _, wanted in taken for name in wanted) > 500
    for file, wanted in taken:
        for name, names in wanted.items():
            missing = names - set(exported(made.leading[name])) if name in made.leading else set()
            assert not missing, (file, name, missing)


def test_what_leads_to_the_bundle_names_what_the_bundle_gives(made: Bundle) -> None:
    given = set(exported(gzip.decompress(made.packed).decode()))
    led_to = {name for leading in made.leading.values() for names in imported(leading).values() for name in names}
    led_to |= {pair.split(" as ")[0] for leading in made.leading.values() for pair in _pairs(leading)}
    assert len(led_to) > 500
    assert led_to <= given


def _pairs(leading: str) -> list[str]:
    return leading.partition("{")[2].partition("}")[0].split(",") if "{" in leading else []


def test_the_bundle_asks_for_nothing_that_it_holds(made: Bundle) -> None:
    later = asked_later(gzip.decompress(made.packed).decode())
    assert len(later) > 20
    assert later & set(made.leading) == set()


def test_the_one_file_travels_packed_and_is_kept_for_good(port: int, made: Bundle) -> None:
    path = f"{made.folder}{SCRIPT}"
    status, headers, body = ask(port, path, accept_encoding="gzip, br")
    assert (status, headers["content-encoding"], headers["vary"], body) == (200, "gzip", "Accept-Encoding", made.packed)
    assert headers["content-type"].startswith("text/javascript")
    assert "immutable" in headers["cache-control"]
    status, headers, body = ask(port, path)
    assert (status, headers["content-encoding"], body) == (200, None, gzip.decompress(made.packed))
    status, headers, nothing = ask(port, path, "HEAD", accept_encoding="gzip")
    assert (status, int(headers["content-length"]), nothing) == (200, len(made.packed), b"")


def test_a_script_that_lies_in_it_leads_on_to_it_from_its_folder_alone(port: int, made: Bundle) -> None:
    name = next(one for one in made.leading if one.startswith("react-dom"))
    status, headers, body = ask(port, f"{made.folder}{name}", accept_encoding="gzip")
    assert (status, body.decode()) == (200, made.leading[name])
    assert "immutable" in headers["cache-control"]
    assert ask(port, f"/static/js/{name}")[2] == (SCRIPTS / name).read_bytes()


def test_every_other_script_answers_in_its_folder_as_in_streamlits(port: int, made: Bundle) -> None:
    name = next(file.name for file in SCRIPTS.glob("PlotlyChart.*.js"))
    assert name not in made.leading
    here, there = (ask(port, f"{folder}{name}", accept_encoding="gzip") for folder in (made.folder, "/static/js/"))
    assert here[0] == there[0] == 200
    assert gzip.decompress(here[2]) == gzip.decompress(there[2]) == (SCRIPTS / name).read_bytes()
    for path, method in [("no-such-script.js", "GET"), ("../../../__init__.py", "GET"), (name, "POST")]:
        here, there = (ask(port, f"{folder}{path}", method) for folder in (made.folder, "/static/js/"))
        assert (here[0], here[2]) == (there[0], there[2]), path


def test_beside_another_streamlit_there_is_no_bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for file in json.loads((Path(bundling.__file__).parent / CONTENTS).read_text("utf-8"))["gives"]:
        (tmp_path / file).touch()
    monkeypatch.setattr(bundling, "SCRIPTS", tmp_path)
    bundle.cache_clear()
    try:
        assert bundle() is not None
        next(tmp_path.glob("react-dom.*")).unlink()
        bundle.cache_clear()
        assert bundle() is None
    finally:
        bundle.cache_clear()
