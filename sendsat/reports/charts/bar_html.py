"""Bars as HTML: what is only looked at needs no chart library. Counts in, HTML out.

The same numbers, order, colours and patterns as the figures of `bars`. Each segment leads to the statements that it
counts, where `Leads` gives a link to them.
"""

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from sendsat.assessment.rating import State, label_of, word_of
from sendsat.assessment.results.comparison import Comparison
from sendsat.assessment.results.movement import Movement
from sendsat.palette import state_class
from sendsat.reports.charts import drawing
from sendsat.reports.charts.bars import LEGEND, RAG, REST, Groups, apart_of, apart_words, trend_apart
from sendsat.reports.charts.palette import MOVEMENT_SHADES
from sendsat.reports.parts import Part, Tally
from sendsat.reports.sentences import counted

Leads = Callable[[str, State | Movement], Markup]
"""The attributes of a link to the statements of a part (by its label) at a state or movement; "" for no link."""
NOTHING, SPACE, END = Markup(""), Markup(" "), Markup('"')
# What stands around the words of a segment. They are joined, not formatted: a trend of thirty rounds has hundreds.
LOOK, WIDE, NAMED = Markup('class="seg state-'), Markup('" style="--n:'), Markup('" title="')
LINK, TOLD, SHOWS, END_LINK = Markup("<a "), Markup(' aria-label="'), Markup(': show them">'), Markup("</a>")
SPAN, READ = Markup("<span "), Markup('><span class="sr-only">')
SEEN, END_SPAN = Markup('</span><span aria-hidden="true">'), Markup("</span></span>")


def nowhere(_label: str, _kind: State | Movement) -> Markup:
    """Bars that lead nowhere."""
    return NOTHING


def distribution(tallies: Sequence[Tally], leads: Leads) -> Markup:
    """Red, amber and green of each part; what nobody has rated in this round apart, on the same scale."""
    apart = max(tally.counts.total - tally.counts.rated for tally in tallies)
    shown = apart_of(tallies) if apart else []
    panels: list[Sequence[State]] = [RAG, shown] if apart else [RAG]
    heads = ["Statements rated", apart_words(shown)] if apart else ["Statements rated"]
    rows = (_row(tally, Markup("{}").format(tally.label), panels, leads) for tally in tallies)
    look = _scale(max(tally.counts.rated for tally in tallies), apart)
    return _legend([*RAG, *shown]) + _grid("" if apart else "alone", look, heads, rows)


def trend(tallies: Sequence[Tally], leads: Leads) -> Markup:
    """The same statements in every row, a round each: red, amber, green, and at the end those without a rating."""
    shown, total = [*RAG, *trend_apart(tallies)], max(tally.counts.total for tally in tallies)
    heads = [f"The same {counted(total, 'statement')} in every round"]
    rows = (_row(tally, _coverage(tally), [shown], leads) for tally in tallies)
    return _legend(shown) + _grid("alone", _scale(total, 0), heads, rows)


def trends(groups: Groups, leads: Leads) -> Markup:
    """Several trends beside one another, each under its name: a statement is as wide in one as in another."""
    every = [tally for _, tallies in groups for tally in tallies]
    shown, most = [*RAG, *trend_apart(every)], max(tally.counts.total for tally in every)
    panels = NOTHING.join(_panel(name, tallies, shown, most, leads) for name, tallies in groups)
    return _legend(shown) + Markup('<div class="apart">{}</div>').format(panels)


def _panel(name: str, tallies: Sequence[Tally], shown: Sequence[State], most: int, leads: Leads) -> Markup:
    total = max(tally.counts.total for tally in tallies)
    heads = [f"The same {counted(total, 'statement')} in every round"]
    rows = (_row(tally, _coverage(tally), [shown], leads) for tally in tallies)
    look = _scale(total, 0) + Markup(";--share:{}").format(round(total / most, 3))
    drawn = _grid("alone", look, heads, rows) if total else note("No statement was asked in every round.")
    return Markup("<div><h3>{}</h3>{}</div>").format(name, drawn)


def movement(comparison: Comparison, parts: Sequence[Part], leads: Leads) -> Markup:
    """Slipped to the left and improved to the right of a middle line, a section a row; the rest in words below."""
    counts = [comparison.counts(part.statement_ids) for part in parts]
    reach = max(1, *(number[way] for number in counts for way in MOVEMENT_SHADES))
    rows = (_moved(part.label, number, leads) for part, number in zip(parts, counts, strict=True))
    return _grid("moves", _scale(reach, reach), ["← Slipped", "Improved →"], rows)


def note(text: str) -> Markup:
    """What stands in place of bars where there is nothing to count."""
    return Markup("<p>{}</p>").format(text)


def _scale(left: int, right: int) -> Markup:
    """How wide both panels are, and how many statements fill each: a statement is as wide in one as in the other."""
    split, unit = drawing.shares(left, right)
    widths = Markup("--left:{}fr;--right:{}fr;--left-of:{};--right-of:{}")
    return widths.format(round(split, 3), round(1 - split, 3), round(unit * split, 2), round(unit * (1 - split), 2))


def _grid(kind: str, look: Markup, heads: Sequence[str], rows: Iterable[Markup]) -> Markup:
    told = NOTHING.join(Markup('<span class="head">{}</span>').format(head) for head in heads)
    first = Markup('<div class="heads" aria-hidden="true"><span class="name"></span>{}</div>').format(told)
    return Markup('<div class="grid {}" style="{}">{}{}</div>').format(kind, look, first, NOTHING.join(rows))


def _legend(shown: Sequence[State]) -> Markup:
    return Markup('<ul class="legend">{}</ul>').format(NOTHING.join(map(_entry, shown)))


def _entry(state: State) -> Markup:
    sign, _, word = LEGEND.get(state, label_of(state)).partition(" ")
    entry = Markup('<li><i class="state-{}" aria-hidden="true">{}</i> {}</li>')
    return entry.format(state_class(state), sign, word)


def _coverage(tally: Tally) -> Markup:
    return Markup("{}<small>{} of {} rated</small>").format(tally.short, tally.counts.rated, tally.counts.total)


def _row(tally: Tally, name: Markup, panels: Sequence[Sequence[State]], leads: Leads) -> Markup:
    told = NOTHING.join(
        Markup('<span class="part">{}</span>').format(NOTHING.join(_state(tally, state, leads) for state in states))
        for states in panels
    )
    return Markup('<div><span class="name">{}</span>{}</div>').format(name, told)


def _state(tally: Tally, state: State, leads: Leads) -> Markup:
    number, sign = tally.counts.of(state), label_of(state).split()[0]
    if not number:  # before a link is made for it: many rounds have many such
        return NOTHING
    says = f"{tally.label}: {word_of(state)}, {number} of {counted(tally.counts.total, 'statement')}"
    return _segment(f"{sign} {number}", state_class(state), number, says, leads(tally.label, state))


def _moved(label: str, counts: dict[Movement, int], leads: Leads) -> Markup:
    down, up = (_way(label, way, counts, leads) for way in (Movement.SLIPPED, Movement.IMPROVED))
    rest = [_told(label, way, counts[way], leads) for way in REST if counts[way]]
    below = Markup('<p class="rest">{}</p>').format(Markup(", ").join(rest)) if rest else NOTHING
    return Markup(
        '<div><span class="name">{}</span><span class="part down">{}</span><span class="part">{}</span>{}</div>'
    ).format(label, down, up, below)


def _way(label: str, way: Movement, counts: dict[Movement, int], leads: Leads) -> Markup:
    says = f"{label}: {way.word}, {counts[way]} of {counted(sum(counts.values()), 'statement')}"
    return _segment(f"{way.sign} {counts[way]}", way.value, counts[way], says, leads(label, way))


def _told(label: str, way: Movement, number: int, leads: Leads) -> Markup:
    words, to = f"{number} {way.word.lower()}", leads(label, way)
    if not to:
        return Markup("{}").format(words)
    return Markup('<a {} aria-label="{}: {}">{}</a>').format(to, label, words, words)


def _segment(shown: str, kind: str, number: int, says: str, to: Markup) -> Markup:
    """A piece of a bar, with what hovering says; a link where it leads somewhere; nothing is drawn for 0."""
    if not number:
        return NOTHING
    look = (LOOK, kind, WIDE, str(number), NAMED, says, END)
    if not to:
        return NOTHING.join((SPAN, *look, READ, says, SEEN, shown, END_SPAN))
    return NOTHING.join((LINK, *look, SPACE, to, TOLD, says, SHOWS, shown, END_LINK))
