"""The wall's pieces as HTML: statement, colours with votes, what was said last time. Texts in, HTML out."""

from collections.abc import Mapping

from markupsafe import Markup

from sendsat.assessment.rating import TIE_BREAK, Rating
from sendsat.assessment.snapshot import Standing
from sendsat.assessment.workshop.glance import Glance
from sendsat.assessment.workshop.pace import Pace
from sendsat.assessment.workshop.votes import COLOURS, Vote, is_made_from, minority, read_votes
from sendsat.assessment.workshop.workshop import AgendaItem, Phase, Screen, Workshop
from sendsat.guide.edition import Edition
from sendsat.ui.frame.html import NOTHING, joined, said
from sendsat.ui.frame.view import View
from sendsat.ui.frame.words import plural, snippet

KEYS = (
    ("1, 2, 3", "Agree Red, Amber or Green"),
    ("N", "Not applicable"),
    ("0", "Clear the rating"),
    ("U", "Undo the last rating"),
    ("Space, → or Page Down", "Press the first button: what comes next"),
    ("V", "Open the vote, then reveal it; after that, vote again"),
    ("H", "Count hands"),
    ("← or Page Up", "Go back"),
    ("Shift and →", "Skip: go on without a rating"),
    ("G", "Guidance, examples and questions; Space and Page Up turn its pages, G or Esc closes it"),
    ("W", "Write down why, evidence and actions"),
    ("P", "Set aside, to come back to"),
    ("A", "Agenda: a number and Enter go to a statement, Esc closes it"),
    ("E", "End early: see what we agreed; ← goes back to where you were"),
    ("M", "More: show or fold away the other buttons"),
    ("B", "Blank the wall; any key brings it back"),
    ("?", "Show or hide these keys"),
)
LONG = 150
HINTS = Markup(
    '<div class="wall-hints"><span><b>Space</b> <span class="leads">the button beside</span>'
    '<span class="turns">turns the page</span> · <b>1 2 3</b> agree · <b>W</b> write · <b>B</b> blank · '
    '<b>?</b> all keys</span><em class="when-off">Single keys are off: use the buttons.</em>'
    '<button id="wall-more-button" type="button" aria-expanded="false">More</button></div>'
)
"""The wall's one line of hints, with the button that unfolds all other buttons."""


def head_html(workshop: Workshop, edition: Edition, item: AgendaItem) -> Markup:
    """Number, place in the agenda and part."""
    part = edition.subsection_of[item.statement_id]
    number = workshop.items.index(item) + 1
    parked = Markup(" · <b>set aside</b>") if item.parked else NOTHING
    mark = Markup(" · <b>{}</b>").format(edition.header.mark) if edition.is_supplement else NOTHING
    where = Markup('<p class="wall-where"><b>{}</b> · {} of {} · {} {}{}{}</p>')
    return where.format(item.statement_id, number, len(workshop.items), part.number, part.title, mark, parked)


def statement_html(edition: Edition, item: AgendaItem) -> Markup:
    """The question heading and the statement, as large as the wall allows."""
    text = edition.statements[item.statement_id].text
    size = "long" if len(text) > LONG or item.phase is not Phase.IDLE else "short"
    heading = edition.question_of[item.statement_id].heading
    return Markup('<p class="wall-question">{}</p><h1 class="wall-text {}">{}</h1>').format(heading, size, text)


def colours_html(edition: Edition, item: AgendaItem, now: Rating | None) -> Markup:
    """What each colour looks like, before votes are shown; the rating that stands is marked."""
    ours = edition.statements[item.statement_id].ours
    rows = joined(_row(vote, getattr(ours.rag, vote.value) if ours else "", item, now) for vote in COLOURS)
    kind = "plain" if item.phase is Phase.IDLE else "voting"
    rule = Markup('<p class="wall-rule">{}</p>').format(TIE_BREAK) if ours else NOTHING
    return Markup('<table class="wall-colours {}"><tbody>{}</tbody></table>{}').format(kind, rows, rule)


def _row(vote: Vote, text: str, item: AgendaItem, now: Rating | None) -> Markup:
    stands = now is not None and now is vote.rating
    words = "✓ agreed" if item.agreed is now else "stands now"
    mark = Markup('<span class="stands">{}</span>').format(words) if stands else NOTHING
    row = Markup('<tr class="{}{}"><th scope="row"><span class="sign">{}</span> {}{}</th><td>{}</td></tr>')
    return row.format(vote.value, " stands" if stands else "", vote.symbol, vote.word, mark, text)


def last_time_html(page: View, item: AgendaItem, *, safe: bool) -> Markup:
    """Last round's rating, votes and minority, and the rating now where it is no colour; commentary unless hidden."""
    parts: list[str] = []
    now = page.judgement(item.statement_id)
    if now.rating is Rating.NOT_APPLICABLE or now.carried_forward:
        parts.append(Markup("Now: <b>{}</b>").format(now.label))
    was = page.last.get(item.statement_id)
    if was is not None and was.rating is not None:
        parts.append(Markup("Last round: <b>{}</b>").format(was.label))
        before = [tally for judgement in was.judgements for tally in read_votes(judgement.votes)]
        if before:
            parts.append(f"{plural(before[-1].total, 'vote')}: {minority(before[-1], was.rating) or 'all agreed'}")
        if not safe:
            names = page.previous.team_names if page.previous else {}
            parts += [f"Minority view: “{snippet(note, 130)}”" for note in _written_notes(was, names)]
            parts += [f"“{snippet(was.reasons(names), 130)}”"] if was.commentary else []
    elif page.previous is not None:
        parts.append("Not rated last round")
    actions = [action for action in page.actions_for(item.statement_id) if action.status.is_open]
    if actions:
        parts.append(plural(len(actions), "open action"))
    return Markup('<p class="wall-last">{}</p>').format(joined(parts, " · ") or "First time this is rated")


def _written_notes(was: Standing, names: Mapping[int, str]) -> tuple[str, ...]:
    """The minority notes somebody wrote, under each team's name where several did; those made from the votes are said
    with the votes."""
    tallies = [tally for judgement in was.judgements for tally in read_votes(judgement.votes)]
    notes = {said.minority_note for said in was.judgements if not is_made_from(tallies, said.minority_note)}
    return was.told_by_team(lambda said: said.minority_note if said.minority_note in notes else "", names)


def _clock(seconds: int) -> str:
    """ "04:10", and "26 h 05 min" where a statement was left on the wall."""
    minutes, left_over = divmod(max(0, seconds), 60)
    return f"{minutes:02d}:{left_over:02d}" if minutes < 100 else f"{minutes // 60} h {minutes % 60:02d} min"


def pace_html(kept: Pace | None, ends: str) -> Markup:
    """When the time is up and how the room keeps to it: "Ends 19:38 · 4 minutes behind"."""
    return Markup('<span class="pace">Ends {} · {}</span>').format(ends, kept.words) if kept else NOTHING


def bar_html(
    workshop: Workshop, glance: Glance, *, seconds: int, ends: str, address: Markup, pace: Markup = NOTHING
) -> Markup:
    """The thin line on top: how long (before the start, when it would end), who has voted or joined, how to join."""
    rated = sum(item.agreed is not None for item in workshop.items)
    total = len(workshop.items)
    done = Markup('{0} of {1} rated <progress value="{0}" max="{1}" aria-hidden="true"></progress>').format(
        rated, total
    )
    return Markup(
        '<div class="wall-bar"><span class="time">{}</span>{}<span>{}</span><span class="count" {}>{}</span>'
        '<span class="join">{}</span></div>'
    ).format(
        _time(workshop, seconds, ends), pace, done, _votes_said(workshop, glance), _voices(workshop, glance), address
    )


def trouble_html(message: str) -> Markup:
    """The line on top while the database does not answer."""
    aloud = said("trouble", message, f"{message} Trying again.")
    return Markup('<div class="wall-bar" {}><b>{} Trying again.</b></div>').format(aloud, message)


def _votes_said(workshop: Workshop, glance: Glance) -> Markup:
    """Who has voted, to be said aloud once no more votes come for a moment; nobody is no news."""
    item = workshop.item
    if item is None or item.phase is not Phase.VOTING:
        return NOTHING
    votes = (glance.voted, glance.hands, glance.papers)
    words = _voices(workshop, glance).striptags() if any(votes) else ""
    return said("votes", f"{item.id}-{len(item.rounds)}-{votes}", words, wait=2000)


def _time(workshop: Workshop, seconds: int, ends: str) -> Markup:
    if workshop.item is None:
        waits = workshop.is_open and workshop.screen is Screen.LOBBY
        return Markup("Starting now, we end about <b>{}</b>").format(ends) if waits else NOTHING
    over = seconds >= 60 * workshop.minutes
    spent = Markup('<span class="{}">{}{}</span>')
    return spent.format("over" if over else "", _clock(seconds), " over time" if over else "")


def _voices(workshop: Workshop, glance: Glance) -> Markup:
    """Who has voted, phones and hands and papers apart; else who has joined. More phones than people stand out."""
    item, joined_words = workshop.item, _joined(glance.devices, workshop.people_here)
    if workshop.practising and workshop.practising.is_open:
        if not glance.devices:
            return Markup("No phone has joined: practise with hands")
        number = Markup("<b>{} of {}</b> {} voted, to practise")
        phones = plural(glance.devices, "phone")
        return number.format(glance.practised, phones, "has" if glance.devices == 1 else "have")
    if item is None or item.phase is not Phase.VOTING:
        return joined_words
    voices = [f"{glance.voted} of {plural(glance.devices, 'phone')}"] if glance.devices or glance.voted else []
    voices += [plural(glance.hands, "hand")] if glance.hands else []
    voices += [plural(glance.papers, "paper")] if glance.papers else []
    lone = voices in ([], ["1 of 1 phone"], ["1 hand"], ["1 paper"])
    voted = Markup("<b>{}</b> {} voted").format(" + ".join(voices) or "Nobody", "has" if lone else "have")
    return voted + Markup(" · ") + joined_words if _are_too_many(glance.devices, workshop.people_here) else voted


def _are_too_many(phones: int, here: int | None) -> bool:
    return here is not None and phones > here


def _joined(phones: int, here: int | None) -> Markup:
    joined_words = f"{plural(phones, 'phone')} joined"
    if here is None:
        return Markup("{}").format(joined_words)
    if _are_too_many(phones, here):
        return Markup('<b class="many">{}, but {} here</b>').format(
            joined_words, plural(here, "person is", "people are")
        )
    return Markup("{} · {} here").format(joined_words, plural(here, "person", "people"))
