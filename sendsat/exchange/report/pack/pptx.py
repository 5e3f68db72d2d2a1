"""A pack as slides, one for each part behind a title slide: real titles, real tables, nothing cut off.

Must not import storage, reports, services or any screen.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from pptx import Presentation
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide
from pptx.util import Pt

from sendsat.assessment.counts import Counts
from sendsat.assessment.rating import Rating, State, Waiting, label_of
from sendsat.assessment.report.report import Report
from sendsat.exchange.files.safe_text import without_control
from sendsat.exchange.report.blocks import about_line
from sendsat.exchange.report.pack.drawing import (
    BODY,
    FOOT,
    HEIGHT,
    TITLE_BOX,
    WIDTH,
    Box,
    put_patterned,
    put_table,
    put_text,
    put_title,
)
from sendsat.exchange.report.pack.fitting import fit, lines_of
from sendsat.exchange.report.pack.parts import TITLE, Part, parts
from sendsat.palette import LIGHT, SHADES

TITLE_ONLY = 5
"""The layout of python-pptx's own template that has a title and nothing else."""
STATES: tuple[State, ...] = (Rating.GREEN, Rating.AMBER, Rating.RED, Rating.NOT_APPLICABLE, *Waiting, None)
COLOURED = {label_of(state): SHADES[state].pale for state in (Rating.GREEN, Rating.AMBER, Rating.RED)}
"""The background of a column, by its title, which is a rating's sign and word."""
TILE_HEIGHT, BAND_HEIGHT, GAP = 130.0, 26.0, 10.0


@dataclass(frozen=True)
class Front:
    """What stands on the first slide and in the file's properties; `foot` is on every other slide."""

    title: str
    whole_title: str
    author: str
    about: str
    day: date
    foot: str


def pack_pptx(report: Report) -> bytes:
    """The slides' bytes."""
    whole_title, foot = f"{TITLE}, {report.whose}", f"{report.whose} · {report.round.name}"
    front = Front(TITLE, whole_title, report.organisation.name, about_line(report), report.day, foot)
    return slides_pptx(front, parts(report))


def slides_pptx(front: Front, following: Sequence[Part]) -> bytes:
    """Slides of any pack: a title slide, and one for each part."""
    slides = Presentation()
    slides.slide_width, slides.slide_height = Pt(WIDTH), Pt(HEIGHT)
    _about(slides, front)
    _first(slides, front)
    for number, part in enumerate(following, start=2):
        _put(slides, part, front.foot, number)
    file = io.BytesIO()
    slides.save(file)
    return file.getvalue()


def _about(slides: Slides, front: Front) -> None:
    about = slides.core_properties
    about.title, about.author = without_control(front.whole_title)[:255], without_control(front.author[:255])
    about.language, about.comments, about.last_modified_by = "en-GB", "", ""
    about.created = about.modified = datetime.combine(front.day, time(9), tzinfo=UTC).replace(tzinfo=None)


def _new(slides: Slides, title: str, box: Box, sizes: Sequence[int]) -> Slide:
    slide: Slide = slides.slides.add_slide(slides.slide_layouts[TITLE_ONLY])
    put_title(slide, title, box, sizes)
    return slide


def _first(slides: Slides, front: Front) -> None:
    slide = _new(slides, front.title, Box(BODY.left, 150, BODY.width, 130), (40, 36))
    put_patterned(slide, Box(0, 0, WIDTH, 26), LIGHT.accent)
    put_text(slide, front.about, Box(BODY.left, 290, BODY.width, 90), (24, 20, 16, 14, 12), ink=LIGHT.quiet)


def _put(slides: Slides, part: Part, foot: str, number: int) -> None:
    slide = _new(slides, part.title, TITLE_BOX, (30, 26, 22, 18))
    top = BODY.top
    if part.counts is not None:
        _tiles(slide, part.counts, Box(BODY.left, top, BODY.width, TILE_HEIGHT))
        top += TILE_HEIGHT + 2 * GAP
    if part.text:
        top += _text(slide, part, Box(BODY.left, top, BODY.width, BODY.bottom - top)) + GAP
    if part.grid is not None:
        box = Box(BODY.left, top, BODY.width, BODY.bottom - top)
        put_table(slide, part.grid, box, COLOURED)
    put_text(slide, foot, Box(FOOT.left, FOOT.top, FOOT.width - 60, FOOT.height), (12,), ink=LIGHT.quiet)
    right = Box(FOOT.right - 50, FOOT.top, 50, FOOT.height)
    put_text(slide, str(number), right, (12,), ink=LIGHT.quiet, to_right=True)


def _text(slide: Slide, part: Part, box: Box) -> float:
    """Put a part's text; the height that it takes. Beside a table it leaves most of the slide to the table."""
    room = Box(box.left, box.top, box.width, 70) if part.grid is not None else box
    sizes = (16, 14, 13, 12) if part.grid is not None else (20, 18, 16, 14, 13, 12)
    put_text(slide, part.text, room, sizes)
    size, text = fit(part.text, room.inner_width, room.height, sizes)
    return min(room.height, lines_of(text, room.inner_width, size) * size * 1.25)


def _tiles(slide: Slide, counts: Counts, box: Box) -> None:
    """A tile for each state: its pattern, its number, its sign and word. What waits has one where there is any."""
    states = [state for state in STATES if not isinstance(state, Waiting) or counts.of(state)]
    width = (box.width - GAP * (len(states) - 1)) / len(states)
    for place, state in enumerate(states):
        left = box.left + place * (width + GAP)
        put_patterned(slide, Box(left, box.top, width, BAND_HEIGHT), SHADES[state].fill, SHADES[state])
        number = Box(left, box.top + BAND_HEIGHT, width, 56)
        put_text(slide, str(counts.of(state)), number, (40,), bold=True, centred=True)
        below = Box(left, box.top + BAND_HEIGHT + 56, width, box.height - BAND_HEIGHT - 56)
        put_text(slide, label_of(state), below, (16, 14, 12), centred=True)
