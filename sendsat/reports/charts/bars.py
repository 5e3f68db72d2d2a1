"""The three kinds of bars: ratings per part, movement per section, ratings per round. Counts in, Plotly figure out."""

import textwrap
from collections.abc import Sequence

import plotly.graph_objects as go

from sendsat.assessment.counts import Counts
from sendsat.assessment.rating import Rating, State, Waiting, label_of, word_of
from sendsat.assessment.results.comparison import Comparison
from sendsat.assessment.results.movement import Movement
from sendsat.palette import SHADES
from sendsat.reports.charts import drawing
from sendsat.reports.charts.drawing import FOOT, HEAD
from sendsat.reports.charts.palette import MOVEMENT_SHADES
from sendsat.reports.parts import Part, Tally
from sendsat.reports.sentences import counted

Groups = Sequence[tuple[str, Sequence[Tally]]]
"""Trends that stand beside one another: the name of each, and its rounds."""
RAG = (Rating.RED, Rating.AMBER, Rating.GREEN)
APART: tuple[State, ...] = (Rating.NOT_APPLICABLE, *Waiting, None)
TO_DO = {Waiting.CARRIED: "to confirm", Waiting.NOT_AGREED: "to agree"}
REST = tuple(kind for kind in Movement if kind not in MOVEMENT_SHADES)
LEGEND: dict[State, str] = {Rating.NOT_APPLICABLE: f"{Rating.NOT_APPLICABLE.symbol} N/A"}
"""Shorter where the legend would otherwise take a line per entry on a phone."""
ROW, ROUND_ROW, MOVEMENT_ROW = 46, 62, 50
BAR, LINE = 31, 20
"""How high a bar of a movement and a line of the words below it are, in pixels."""


def distribution(tallies: Sequence[Tally]) -> go.Figure:
    """Stacked counts of red, amber and green; what nobody has rated in this round stands apart, on the same scale."""
    figure = drawing.blank(HEAD + FOOT + ROW * len(tallies)).update_layout(barmode="stack", bargap=0.3)
    apart = max(tally.counts.total - tally.counts.rated for tally in tallies)
    drawing.two_panels(figure, max(tally.counts.rated for tally in tallies), apart)
    figure.add_traces([_state(tallies, rating, "x") for rating in RAG])
    drawing.heading(figure, "Statements rated", x=0, anchor="left")
    if apart:
        shown = apart_of(tallies)
        figure.add_traces([_state(tallies, state, "x2") for state in shown])
        drawing.heading(figure, apart_words(shown), x=1, anchor="right")
    return drawing.rows(figure, [drawing.axis_label(tally.short) for tally in tallies])


def apart_of(tallies: Sequence[Tally]) -> list[State]:
    """What stands apart from red, amber and green: what waits for somebody only where there is any."""
    return [
        state for state in APART if not isinstance(state, Waiting) or any(tally.counts.of(state) for tally in tallies)
    ]


def apart_words(shown: Sequence[State]) -> str:
    """What stands above them: "To confirm, not rated or N/A"."""
    first = [word for waiting, word in TO_DO.items() if waiting in shown]
    words = ", ".join([*first, "not rated or N/A"])
    return words[0].upper() + words[1:]


def _state(tallies: Sequence[Tally], state: State, axis: str) -> go.Bar:
    shade = SHADES[state]
    numbers = [tally.counts.of(state) for tally in tallies]
    hovers = [
        f"{t.label}: {word_of(state)}, {t.counts.of(state)} of {counted(t.counts.total, 'statement')}" for t in tallies
    ]
    texts = [str(number or "") for number in numbers]
    more = drawing.written_on(shade)
    return drawing.bar(
        LEGEND.get(state, label_of(state)), numbers, shade, texts=texts, hovers=hovers, xaxis=axis, **more
    )


def trend(tallies: Sequence[Tally]) -> go.Figure:
    """The same statements in every row, a round each: red, amber, green, and at the end those without a rating."""
    figure = drawing.blank(HEAD + FOOT + ROUND_ROW * len(tallies)).update_layout(barmode="stack", bargap=0.35)
    total = max(tally.counts.total for tally in tallies)
    figure.update_xaxes(**drawing.HIDDEN_AXIS, range=[0, 1.005 * total])
    figure.add_traces([_state(tallies, state, "x") for state in (*RAG, *trend_apart(tallies))])
    drawing.heading(figure, f"The same {counted(total, 'statement')} in every round", x=0, anchor="left")
    return drawing.rows(figure, [_round_label(tally) for tally in tallies])


def trends(groups: Groups) -> go.Figure:
    """Several trends below one another on one scale, each under its name."""
    every = [tally for _, tallies in groups for tally in tallies]
    rows = [row for name, tallies in groups for row in (Tally(name, name, Counts()), *tallies)]
    labels = [label for name, tallies in groups for label in (_heading(name), *map(_round_label, tallies))]
    figure = drawing.blank(HEAD + FOOT + ROUND_ROW * len(rows)).update_layout(barmode="stack", bargap=0.35)
    figure.update_xaxes(**drawing.HIDDEN_AXIS, range=[0, 1.005 * max(tally.counts.total for tally in every)])
    figure.add_traces([_state(rows, state, "x") for state in (*RAG, *trend_apart(every))])
    return drawing.rows(figure, labels)


def _heading(name: str) -> str:
    return f"<b>{drawing.axis_label(name)}</b>"


def trend_apart(tallies: Sequence[Tally]) -> list[State]:
    """What the trend shows beside red, amber and green: carried forward also where there is none."""
    shown = apart_of(tallies)
    return [state for state in APART if state is Waiting.CARRIED or state in shown]


def _round_label(tally: Tally) -> str:
    return f"{drawing.axis_label(tally.short)}<br>{tally.counts.rated} of {tally.counts.total} rated"


def movement(comparison: Comparison, parts: Sequence[Part]) -> go.Figure:
    """Slipped to the left and improved to the right of a middle line, a section per row; the rest in words below."""
    counts = [comparison.counts(part.statement_ids) for part in parts]
    below = [_words_below(count) for count in counts]
    row = MOVEMENT_ROW + LINE * max(2, *(len(lines) for lines in below))
    figure = drawing.blank(HEAD + LINE + row * len(parts)).update_layout(barmode="relative", bargap=1 - BAR / row)
    figure.update_layout(showlegend=False, margin={"b": LINE})
    reach = 1.3 * max(1, *(count[way] for count in counts for way in MOVEMENT_SHADES))
    figure.update_xaxes(**drawing.HIDDEN_AXIS | {"zeroline": True, "range": [-reach, reach]})
    figure.add_traces([_moved(parts, counts, way) for way in MOVEMENT_SHADES])
    drawing.heading(figure, "← Slipped", x=0, anchor="left")
    drawing.heading(figure, "Improved →", x=1, anchor="right")
    for place, lines in enumerate(below):
        figure.add_annotation(_below(place, lines))
    return drawing.rows(figure, [drawing.axis_label(part.short) for part in parts])


def _moved(parts: Sequence[Part], counts: Sequence[dict[Movement, int]], way: Movement) -> go.Bar:
    sign = -1 if way is Movement.SLIPPED else 1
    numbers = [count[way] for count in counts]
    hovers = [f"{part.label}: {way.word}, {number}" for part, number in zip(parts, numbers, strict=True)]
    texts = [f"{way.label.split()[0]} {number}" if number else "" for number in numbers]
    values = [sign * number for number in numbers]
    more = {"textposition": "outside", "cliponaxis": False}
    return drawing.bar(way.label, values, MOVEMENT_SHADES[way], texts=texts, hovers=hovers, **more)


def _words_below(counts: dict[Movement, int]) -> list[str]:
    return textwrap.wrap(", ".join(f"{counts[way]} {way.word.lower()}" for way in REST if counts[way]), 32)


def _below(place: int, lines: Sequence[str]) -> dict[str, object]:
    text = "<br>".join(lines)
    where = {"x": 0, "xref": "paper", "xanchor": "left", "y": place, "yanchor": "top", "yshift": -17}
    return {"text": text, "align": "left", "showarrow": False, "font": drawing.TEXT} | where
