"""The wall's great moments as HTML: a mark for each phone while people vote, and the votes as columns once shown.

What somebody voted is in nothing here before the reveal: the marks know only how many have voted.
"""

from markupsafe import Markup

from sendsat.assessment.rating import Rating
from sendsat.assessment.workshop.glance import Glance
from sendsat.assessment.workshop.votes import COLOURS, Tally, Vote, suggested, verdict
from sendsat.assessment.workshop.workshop import AgendaItem
from sendsat.guide.edition import Edition
from sendsat.palette import SHADES, css_background
from sendsat.ui.frame.html import NOTHING, joined, said
from sendsat.ui.frame.words import plural

MOST_SIGNS = 90
"""More voices than this are told by their number alone: their signs would be dust."""


def size_of(signs: int) -> str:
    """How large so many signs are drawn: "large", "middle" or "small"."""
    if signs <= 12:
        return "large"
    return "middle" if signs <= 36 else "small"


def voting_html(glance: Glance) -> Markup:
    """How many have voted, to be read from the back of the room, with one mark for each phone that joined."""
    marks = _marks(glance)
    number = Markup('<p class="number">{}</p>').format(_number(glance))
    return Markup('<div class="wall-voting">{}{}</div>').format(number, marks)


def _number(glance: Glance) -> Markup:
    others = glance.hands + glance.papers
    beside = Markup(" <small>and {}</small>").format(_hands_and_papers(glance)) if others else NOTHING
    if glance.devices and glance.voted >= glance.devices:
        return Markup("<b>Everyone has voted</b>") + beside
    if glance.devices or glance.voted:
        return Markup("<b>{} of {}</b>").format(glance.voted, glance.devices) + beside
    if others:
        return Markup("<b>{}</b>").format(_hands_and_papers(glance))
    return Markup("<small>No phone has joined: count hands.</small>")


def _hands_and_papers(glance: Glance) -> str:
    said = [plural(glance.hands, "hand")] if glance.hands else []
    said += [plural(glance.papers, "paper")] if glance.papers else []
    return " and ".join(said)


def _marks(glance: Glance) -> Markup:
    if not 0 < glance.devices <= MOST_SIGNS:
        return NOTHING
    filled = min(glance.voted, glance.devices)
    marks = Markup('<i class="in"></i>') * filled + Markup("<i></i>") * (glance.devices - filled)
    said = f"{filled} of {plural(glance.devices, 'phone')} {'has' if glance.devices == 1 else 'have'} voted"
    return Markup('<div class="marks {}" role="img" aria-label="{}">{}</div>').format(
        size_of(glance.devices), said, marks
    )


def reveal_html(edition: Edition, item: AgendaItem, now: Rating | None) -> Markup:
    """The latest revealed votes: a column for each colour with the first vote beside it, and the rating that stands."""
    ours = edition.statements[item.statement_id].ours
    texts = {vote: getattr(ours.rag, vote.value) if ours else "" for vote in COLOURS}
    columns = joined(_column(vote, texts[vote], item, now) for vote in COLOURS)
    fresh = "" if item.is_settled else " fresh"
    whole = Markup('<div class="wall-colours wall-reveal{}">{}{}</div>{}')
    return whole.format(fresh, columns, _aside(item, now), _verdict(item))


def _column(vote: Vote, text: str, item: AgendaItem, now: Rating | None) -> Markup:
    rating = vote.rating
    assert rating is not None
    number = item.tallies[-1].of(vote)
    look = Markup("background:{};color:{}").format(css_background(SHADES[rating]), SHADES[rating].ink)
    stands = now is rating
    column = Markup(
        '<section class="{}{}" aria-label="{}: {}"><h2><span class="sign">{}</span> {}{}</h2>'
        '<div class="votes" style="{}"><b>{}</b>{}</div>{}<p class="looks">{}</p></section>'
    )
    return column.format(
        vote.value, " stands" if stands else "", vote.word, plural(number, "vote"), vote.symbol, vote.word,
        _stands(item, now) if stands else NOTHING, look, number, _first(vote, item), _signs(vote, number), text,
    )  # fmt: skip


def _stands(item: AgendaItem, now: Rating | None) -> Markup:
    return Markup('<span class="stands">{}</span>').format("✓ agreed" if item.agreed is now else "stands now")


def _first(vote: Vote, item: AgendaItem) -> Markup:
    """What the first vote gave, where there was another since."""
    if len(item.tallies) < 2:
        return NOTHING
    return Markup('<span class="first">first vote <b>{}</b></span>').format(item.tallies[0].of(vote))


def _signs(vote: Vote, number: int) -> Markup:
    if not 0 < number <= MOST_SIGNS:
        return Markup('<p class="signs" aria-hidden="true"></p>')
    signs = Markup('<p class="signs {}" aria-hidden="true">{}</p>')
    return signs.format(size_of(number), joined([vote.symbol] * number, " "))


def _aside(item: AgendaItem, now: Rating | None) -> Markup:
    """What is no colour: who was not sure, and not applicable where that stands."""
    unsure = any(tally.not_sure for tally in item.tallies)
    told = NOTHING
    if unsure:
        vote, number = Vote.NOT_SURE, item.tallies[-1].not_sure
        row = Markup('<div class="not_sure"><h2>{}</h2><div class="votes"><b>{}</b>{}</div></div>')
        told = row.format(vote.label, number, _first(vote, item))
    if now is Rating.NOT_APPLICABLE:
        told += Markup('<div class="not_applicable stands"><h2>{}{}</h2></div>').format(now.label, _stands(item, now))
    return Markup('<section class="aside">{}</section>').format(told) if told else NOTHING


def stands_html(item: AgendaItem, now: Rating | None) -> Markup:
    """What was voted and what stands, in a line for whoever is writing."""
    told = _verdict(item) if item.tallies else NOTHING
    words = "Agreed" if item.agreed else "Stands now"
    return told + (Markup('<p class="wall-stands">{}: <b>{}</b></p>').format(words, now.label) if now else NOTHING)


def _verdict(item: AgendaItem) -> Markup:
    """What the latest revealed votes say."""
    latest: Tally = item.tallies[-1]
    advised = suggested(latest)
    advice = Markup(" Suggested: <b>{}</b>.").format(advised.label) if advised and not item.is_settled else NOTHING
    apart = Markup(" class='apart'") if advised is None and latest.decided else NOTHING
    told = verdict(latest, item.tallies[0])
    aloud = said("reveal", f"{item.id}-{len(item.tallies)}", f"Votes shown. {told}")
    whole = Markup('<p class="wall-told" {}><span{}>{}</span>{}</p>')
    return whole.format(aloud, apart, told, advice)
