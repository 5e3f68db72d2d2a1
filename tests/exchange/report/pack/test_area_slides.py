"""A local authority's slides: every part stands, what is held back stays away, and no words run out of their box."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.slide import Slide

from sendsat.assessment.area.area import Cell
from sendsat.assessment.area.mirror import reflections
from sendsat.assessment.rating import Rating
from sendsat.exchange.report.pack.area_pptx import AreaPack, area_pptx
from sendsat.guide.mirror import load_mirror
from sendsat.settings import MIRROR
from tests.content.shipped import edition
from tests.exchange.report.pack.test_files import overfull, read_back, words_on
from tests.factories import STARTED, make_action

R, A, G, N = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE


def cell(statement_id: str, place: int) -> Cell:
    """Every third statement is held back; of the others the first are the reddest."""
    if place % 3 == 2:
        return Cell(statement_id, rated=4, asked=12)
    red = max(0, 10 - place // 4)
    return Cell(statement_id, rated=12, asked=12, shown=12, counts={R: red, A: 1, G: 11 - red, N: 0})


def full() -> AreaPack:
    cells = [cell(one, place) for place, one in enumerate(edition().statements)]
    own = dict.fromkeys(edition().statements, G)
    mirror = reflections(load_mirror(MIRROR).duties, own, {one.statement_id: one for one in cells})
    planned = [replace(make_action(text="Write a guide for colleges", statements=("LM1", "LA3")), owner="Jo")]
    note = "Only what at least 5 providers say together is shown."
    return AreaPack("Hill Council", STARTED.date(), edition(), (12, 16), cells, mirror, planned, note)


def empty() -> AreaPack:
    nothing = [Cell(one, rated=0, asked=0) for one in edition().statements]
    return replace(full(), cells=nothing, mirror=(), actions=(), sent=(1, 1))


def slides_of(pack: AreaPack) -> list[Slide]:
    return list(Presentation(io.BytesIO(area_pptx(pack))).slides)


def titles_of(pack: AreaPack) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in slides_of(pack) if slide.shapes.title]


def test_every_part_has_a_slide_with_a_real_title() -> None:
    assert titles_of(full()) == [
        "What providers of our area say together",
        "Coverage",
        "Spread",
        "Common reds (7 of 27)",
        "The mirror (7 of 14)",
        "What we will do",
        "How this was made",
    ]


def test_slides_say_who_has_rated_what_what_is_red_and_what_is_planned() -> None:
    _, coverage, spread, reds, mirror, planned, made = map(words_on, slides_of(full()))
    assert "12 of 16 providers in the register have sent a submission." in coverage
    assert "4 to 12 of 12 18 of 27" in coverage
    assert "18 of 27" in spread
    assert "LM1 " in reds
    assert "10 of 12" in reds
    assert "● Green (LA" in mirror
    assert "Write a guide for colleges LM1 Jo" in planned
    assert "at least 5 providers" in made


def test_a_statement_that_is_held_back_is_in_no_number() -> None:
    shown = full()
    hidden = [replace(one, counts=None, shown=0) if one.statement_id == "LM1" else one for one in shown.cells]
    assert "LM1 " not in words_on(slides_of(replace(shown, cells=hidden))[3])
    assert "17 of 27" in words_on(slides_of(replace(shown, cells=hidden))[2])


def test_an_area_of_which_nothing_may_be_shown_says_so_on_every_slide() -> None:
    said = " ".join(map(words_on, slides_of(empty())))
    assert said.count("Too few providers count together to show anything here yet.") == 2
    assert "1 of 1 provider in the register has sent a submission." in said
    assert "No action is planned for a common red yet." in said
    assert "Nothing stands side by side yet" in said


@pytest.mark.parametrize("text", ["word " * 200, "x" * 900, "漢字" * 300], ids=("words", "one word", "wide"))
def test_no_words_run_out_of_their_box_whatever_was_typed(text: str) -> None:
    planned = [replace(make_action(text=text, statements=("LM1",)), owner=text[:90]) for _ in range(9)]
    long = replace(full(), authority=f"Hill {text}"[:100], actions=planned)
    assert [overfull(slide) for slide in slides_of(long)] == [[]] * 7


def test_libreoffice_opens_the_slides(tmp_path: Path) -> None:
    file = tmp_path / "area.pptx"
    file.write_bytes(area_pptx(full()))
    words = read_back(file, tmp_path)
    assert "Write a guide for colleges" in words
    assert "Common reds" in words
