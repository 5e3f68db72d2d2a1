"""The picture of a report: how the ratings are spread in each section, as bars with words, counts and patterns.

Drawn without a browser. Colours never stand alone: each part has a pattern, a count and a word in the key, and the
alternative text is made from the same counts. Must not import storage, reports, services or any screen.
"""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from sendsat.assessment.counts import Counts
from sendsat.assessment.rating import Rating, State, Waiting, word_of
from sendsat.palette import LIGHT, OUTLINE, SHADES, Shade

Tally = Sequence[tuple[str, Counts]]
WIDTH, BAR, ROW, MARGIN, KEY = 1700, 62, 138, 4, 90
STATES: tuple[State, ...] = (Rating.GREEN, Rating.AMBER, Rating.RED, Rating.NOT_APPLICABLE, *Waiting, None)


def alternative_text(tally: Tally) -> str:
    """The picture in words: "Ratings by section. Leadership: 11 Green, 7 Amber and 9 Not rated."."""
    return " ".join(["Ratings by section.", *(f"{name}: {_words(counts)}." for name, counts in tally)])


def _words(counts: Counts) -> str:
    parts = [f"{counts.of(state)} {word_of(state)}" for state in STATES if counts.of(state)]
    *first, last = parts or ["no statements"]
    return f"{', '.join(first)} and {last}" if first else last


def rating_bars(tally: Tally) -> bytes:
    """The picture's bytes (PNG, drawn for 300 dots per inch at 14 cm), one bar for each entry of `tally`."""
    picture = Image.new("RGB", (WIDTH, MARGIN * 2 + ROW * len(tally) + KEY), LIGHT.paper)
    draw = ImageDraw.Draw(picture)
    for place, (name, counts) in enumerate(tally):
        top = MARGIN + place * ROW
        draw.text((MARGIN, top), f"{name[:60]}: {_words(counts)}", fill=LIGHT.text, font=_font(32))
        _bar(picture, draw, top + 46, counts)
    states = [
        state for state in STATES if not isinstance(state, Waiting) or any(counts.of(state) for _, counts in tally)
    ]
    _key(picture, draw, MARGIN + ROW * len(tally) + 14, states)
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=4, dpi=(300, 300))
    return file.getvalue()


def _font(size: int) -> ImageFont.ImageFont | ImageFont.FreeTypeFont:
    return ImageFont.load_default(size)


def _bar(picture: Image.Image, draw: ImageDraw.ImageDraw, top: int, counts: Counts) -> None:
    left, room = float(MARGIN), WIDTH - 2 * MARGIN
    for state in STATES:
        number = counts.of(state)
        if not number:
            continue
        right = left + room * number / counts.total
        box = (round(left), top, round(right), top + BAR)
        _patterned(picture, box, SHADES[state])
        _count(draw, box, str(number), SHADES[state])
        left = right


def _count(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int], text: str, shade: Shade) -> None:
    """The number in the middle of its part on a plain ground; a part too narrow has it in the line above only."""
    font, middle = _font(34), ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    x0, y0, x1, y1 = draw.textbbox(middle, text, font=font, anchor="mm")
    if x1 - x0 + 14 <= box[2] - box[0]:
        draw.rectangle((x0 - 6, y0 - 5, x1 + 6, y1 + 5), fill=shade.fill)
        draw.text(middle, text, fill=shade.ink, font=font, anchor="mm")


def _patterned(picture: Image.Image, box: tuple[int, int, int, int], shade: Shade) -> None:
    width, height = max(1, box[2] - box[0]), box[3] - box[1]
    tile = Image.new("RGB", (width, height), shade.fill)
    draw, step = ImageDraw.Draw(tile), 22
    for x in range(-height, width + height, step):
        if shade.pattern in ("\\", "x"):
            draw.line((x, 0, x + height, height), fill=shade.stroke, width=4)
        if shade.pattern in ("/", "x"):
            draw.line((x, height, x + height, 0), fill=shade.stroke, width=4)
        if shade.pattern in ("|", "+"):
            draw.line((x, 0, x, height), fill=shade.stroke, width=4)
        if shade.pattern == ".":
            for y in range(step // 2, height, step):
                draw.ellipse((x - 4, y - 4, x + 4, y + 4), fill=shade.stroke)
    if shade.pattern in ("-", "+"):
        for y in range(step // 2, height, step):
            draw.line((0, y, width, y), fill=shade.stroke, width=4)
    draw.rectangle((0, 0, width - 1, height - 1), outline=OUTLINE, width=2)
    picture.paste(tile, box[:2])


def _key(picture: Image.Image, draw: ImageDraw.ImageDraw, top: int, states: Sequence[State]) -> None:
    left = MARGIN
    for state in states:
        _patterned(picture, (left, top, left + 60, top + 44), SHADES[state])
        draw.text((left + 72, top + 22), word_of(state), fill=LIGHT.text, font=_font(32), anchor="lm")
        left += 72 + round(draw.textlength(word_of(state), font=_font(32))) + 48
