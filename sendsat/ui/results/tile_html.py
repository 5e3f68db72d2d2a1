"""Counts and tiles of the Results page as one piece of HTML: signs, patterns and words, never a colour alone."""

from markupsafe import Markup

from sendsat.assessment.rating import Rating, State, Waiting, label_of, word_of
from sendsat.guide.model import Section, Subsection
from sendsat.palette import state_class
from sendsat.reports.tiles import DIRECTIONS, Board, Tile
from sendsat.ui.frame import navigation, state, view
from sendsat.ui.frame.html import NOTHING, PRINT_BUTTON, joined
from sendsat.ui.frame.words import plural
from sendsat.ui.results import filters, going

LARGE: tuple[State, ...] = (Rating.RED, Rating.AMBER, Rating.GREEN, None, Rating.NOT_APPLICABLE)
DOT = "•"


def counts_html(board: Board, *, with_print: bool = True) -> Markup:
    """The large counts, each a link that shows only those statements, and what they are of."""
    shown = (*LARGE, *(waiting for waiting in Waiting if board.counts.of(waiting)))
    listed = joined(_count(board, wanted) for wanted in shown)
    ways_on = _to_priorities() + PRINT_BUTTON if with_print else NOTHING
    place = Markup(' id="{}" tabindex="-1"').format(going.SHOWN) if with_print else NOTHING
    return Markup('<div class="counts"{}><ul>{}</ul><p>{}</p>{}</div>').format(place, listed, board.counted, ways_on)


def _to_priorities() -> Markup:
    return Markup('<p><a href="{}" target="_self">Priorities</a></p>').format(navigation.priorities_address())


def _count(board: Board, shown: State) -> Markup:
    number, word = board.counts.of(shown), word_of(shown)
    told = Markup('<b>{}</b> <span class="sign state-{}" aria-hidden="true">{}</span> {}').format(
        number, state_class(shown), label_of(shown).split()[0], word
    )
    if not number:
        return Markup('<li class="count">{}</li>').format(told)
    where = going.link(going.address(**{state.RESULTS_RATING: word}))
    name = f"{number} {word}: show only these"
    return Markup('<li class="count"><a {} aria-label="{}">{}</a></li>').format(where, name, told)


def tiles_html(board: Board, page: view.View, opened: str) -> Markup:
    """Every tile, by section and subsection; the statement `opened` is marked."""
    if not board.tiles:
        everything = going.address(**dict.fromkeys((state.TEAM, *filters.NOTHING_ASKED), ""))
        return Markup("<p>No statement fits these filters. <a {}>Show all statements</a></p>").format(
            going.link(everything)
        )
    sections = joined(_section(section, parts, opened) for section, parts in board.sections)
    return Markup('<div class="tiles"><div class="sections">{}</div></div>').format(sections) + _key(board, page)


def beside_html(board: Board, page: view.View, opened: str) -> Markup:
    """A supplement's counts and tiles, below the guide's and under a heading that says whose they are."""
    counts = counts_html(board, with_print=False)
    whole = Markup('<section class="beside"><h2>{}, counted apart</h2>{}{}</section>')
    return whole.format(board.edition.header.mark, counts, tiles_html(board, page, opened))


def _section(section: Section, parts: tuple[tuple[Subsection, tuple[Tile, ...]], ...], opened: str) -> Markup:
    told = joined(_part(part, tiles, opened) for part, tiles in parts)
    return Markup('<section class="section"><h2>{}</h2>{}</section>').format(section.title, told)


def _part(part: Subsection, tiles: tuple[Tile, ...], opened: str) -> Markup:
    texts = {statement.id: statement.text for statement in part.statements}
    first = Markup(' data-part="{}"').format(part.number)
    listed = joined(
        Markup("<li{}>{}</li>").format(NOTHING if number else first, _tile(tile, texts[tile.statement_id], opened))
        for number, tile in enumerate(tiles)
    )
    return Markup('<h3 title="{1}">{0} {1}</h3><ul>{2}</ul>').format(part.number, part.title, listed)


def _tile(tile: Tile, text: str, opened: str) -> Markup:
    here = Markup(' aria-current="true"') if tile.statement_id == opened else NOTHING
    dot = Markup('<i class="dot">{}</i>').format(DOT) if tile.open_actions else NOTHING
    shown = Markup('<b>{}</b><span aria-hidden="true">{} {}{}</span>').format(
        tile.statement_id, tile.sign, tile.direction, dot
    )
    return Markup('<a id="tile-{}" class="tile state-{}" {} aria-label="{}" title="{}"{}>{}</a>').format(
        tile.statement_id,
        state_class(tile.state),
        going.link(going.address(**{going.STATEMENT: tile.statement_id})),
        tile.name,
        text,
        here,
        shown,
    )


def _key(board: Board, page: view.View) -> Markup:
    """What the small signs mean: of those that are shown."""
    moved = {tile.movement for tile in board.tiles}
    since = f"Since {page.previous.round.name}: " if page.previous else ""
    signs = ", ".join(direction.label.lower() for direction in DIRECTIONS if direction in moved)
    planned = f"{DOT} an action is open" if any(tile.open_actions for tile in board.tiles) else ""
    shown = f"{len(board.tiles)} of {plural(board.every, 'statement')} shown" if len(board.tiles) < board.every else ""
    rule = page.round.roll_up.phrase if any(len(tile.standing.judgements) > 1 for tile in board.tiles) else ""
    parts = [f"{since}{signs}" if signs else "", planned, rule, shown]
    return Markup('<p class="key">{}</p>').format(" · ".join(filter(None, parts)))
