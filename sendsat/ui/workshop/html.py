"""The wall's pieces as HTML: statement, colours with votes, what was said last time. Texts in, HTML out."""

from sendsat.assessment.rating import Rating
from sendsat.assessment.snapshot import Standing
from sendsat.assessment.votes import Tally, Vote, is_made_from, minority, read_votes, suggested, verdict
from sendsat.assessment.workshop import AgendaItem, Phase, Workshop
from sendsat.guide.model import Edition
from sendsat.ui.frame import terms
from sendsat.ui.frame.view import View
from sendsat.ui.frame.words import escape, plural, snippet

KEYS = (
    ("1, 2, 3", "Agree Red, Amber or Green"),
    ("N", "Not applicable"),
    ("0", "Clear the rating"),
    ("U", "Undo the last rating"),
    ("V", "Open the vote, then reveal it; after that, vote again"),
    ("H", "Count hands"),
    ("→ ← or Page Down, Page Up", "Next statement, the one before"),
    ("G", "Guidance, example and questions"),
    ("W", "Write down why, evidence and actions"),
    ("P", "Set aside, to come back to"),
    ("?", "Show or hide these keys"),
)
LONG = 150


def keys_html() -> str:
    """The keys, for the sheet that the script opens."""
    rows = "".join(f"<dt>{escape(key)}</dt><dd>{escape(does)}</dd>" for key, does in KEYS)
    return (
        '<div id="wall-keys" role="dialog" aria-modal="false" aria-label="Keys" tabindex="-1" hidden>'
        f"<p><b>Keys</b> (they rest while you type; Esc or a click elsewhere wakes them)</p><dl>{rows}</dl></div>"
    )


def head_html(workshop: Workshop, edition: Edition, item: AgendaItem) -> str:
    """Number, place in the agenda and part."""
    part = edition.subsection_of[item.statement_id]
    number = workshop.items.index(item) + 1
    parked = " · <b>set aside</b>" if item.parked else ""
    return (
        f'<p class="wall-where"><b>{escape(item.statement_id)}</b> · {number} of {len(workshop.items)} · '
        f"{escape(part.number)} {escape(part.title)}{parked}</p>"
    )


def statement_html(edition: Edition, item: AgendaItem) -> str:
    """The question heading and the statement, as large as the wall allows."""
    text = edition.statements[item.statement_id].text
    size = "long" if len(text) > LONG else "short"
    heading = edition.question_of[item.statement_id].heading
    return f'<p class="wall-question">{escape(heading)}</p><h1 class="wall-text {size}">{escape(text)}</h1>'


def colours_html(edition: Edition, item: AgendaItem, now: Rating | None) -> str:
    """What each colour looks like, beside the votes once they are revealed; the rating that stands is marked."""
    ours = edition.statements[item.statement_id].ours
    heads = "".join(f'<th scope="col">{_title(item, n)}</th>' for n, _ in enumerate(item.tallies))
    head = f"<thead><tr><td></td><td></td>{heads}</tr></thead>" if heads else ""
    rows = "".join(
        _row(vote, getattr(ours.rag, vote.value) if ours and vote.rating else "", item, now) for vote in Vote
    )
    kind = "voted" if item.tallies else "plain"
    return f'<table class="wall-colours {kind}">{head}<tbody>{rows}</tbody></table>{_told(item)}'


def _title(item: AgendaItem, number: int) -> str:
    return f"Votes {number + 1}" if len(item.tallies) > 1 else "Votes"


def _row(vote: Vote, text: str, item: AgendaItem, now: Rating | None) -> str:
    if vote.rating is None and not any(one.not_sure for one in item.tallies):
        return ""
    most = max((one.of(each) for one in item.tallies for each in Vote), default=1) or 1
    cells = "".join(
        f'<td class="votes"><b>{one.of(vote)}</b><i style="width:{4 * one.of(vote) / most:.2f}em"></i></td>'
        for one in item.tallies
    )
    stands = now is not None and now is vote.rating
    words = "✓ agreed" if item.agreed is now else "stands now"
    mark = f'<span class="stands">{words}</span>' if stands else ""
    return (
        f'<tr class="{vote.value}{" stands" if stands else ""}"><th scope="row"><span class="sign">{vote.symbol}</span>'
        f" {vote.word}{mark}</th><td>{escape(text)}</td>{cells}</tr>"
    )


def _told(item: AgendaItem) -> str:
    """What the latest revealed votes say."""
    if item.phase is not Phase.REVEALED:
        return ""
    latest: Tally = item.tallies[-1]
    found = suggested(latest)
    advice = f" Suggested: <b>{found.label}</b>." if found else ""
    apart = " class='apart'" if found is None and latest.decided else ""
    return f'<p class="wall-told"><span{apart}>{escape(verdict(latest, item.tallies[0]))}</span>{advice}</p>'


def last_time_html(seen: View, item: AgendaItem, *, safe: bool) -> str:
    """Last round's rating, votes and minority, and the rating now where it is no colour; commentary unless hidden."""
    parts = []
    now = seen.judgement(item.statement_id)
    if now.rating is Rating.NOT_APPLICABLE:
        parts.append(f"Now: <b>{now.rating.label}</b>")
    was = _last(seen, item.statement_id)
    if was is not None and was.rating is not None:
        parts.append(f"Last round: <b>{was.rating.label}</b>")
        before = [tally for one in was.judgements for tally in read_votes(one.votes)]
        if before:
            parts.append(f"{plural(before[-1].total, 'vote')}: {minority(before[-1], was.rating) or 'all agreed'}")
        if not safe:
            parts += [f"Minority view: “{escape(snippet(note, 130))}”" for note in _written_notes(was)]
            parts += [f"“{escape(snippet(was.commentary, 130))}”"] if was.commentary else []
    elif seen.previous is not None:
        parts.append("Not rated last round")
    actions = [one for one in seen.actions_for(item.statement_id) if one.status.is_open]
    if actions:
        parts.append(plural(len(actions), "open action"))
    return f'<p class="wall-last">{" · ".join(parts) or "First time this is rated"}</p>'


def _written_notes(was: Standing) -> list[str]:
    """The minority notes somebody wrote; those made from the votes are said with the votes."""
    tallies = [one for each in was.judgements for one in read_votes(each.votes)]
    return [one.minority_note for one in was.judgements if not is_made_from(tallies, one.minority_note)]


def _last(seen: View, statement_id: str) -> Standing | None:
    """Where the statement stood last round: for the same team where it took part, else for all together."""
    if seen.previous is None:
        return None
    same = seen.team_id is not None and seen.previous.round.team(seen.team_id) is not None
    return seen.previous.for_team(seen.team_id if same else None).standings.get(statement_id)


def guidance_html(edition: Edition, item: AgendaItem) -> str:
    """Why it matters, what to ask, the guidance of the part and its examples."""
    part, ours = edition.subsection_of[item.statement_id], edition.statements[item.statement_id].ours
    marker = terms.Marker(edition)
    top = ""
    if ours:
        asks = "".join(f"<li>{escape(one)}</li>" for one in ours.ask)
        duty = "Legal duty" if ours.duty == "legal" else "Good practice"
        top = f"<h2>Ask</h2><ul class='asks'>{asks}</ul><h2>Why it matters</h2><p>{escape(ours.why)} ({duty})</p>"
    examples = terms.exemplars_html(part.exemplars[:1], edition, marker) if part.exemplars else ""
    title = f"What the guide says about {part.title.lower()}"
    return (
        f'<div class="wall-guidance panel" tabindex="0" role="region" aria-label="Guidance">{top}'
        f"{'<h2>An example</h2>' + examples if examples else ''}"
        f"<h2>{escape(title)}</h2>{terms.points_html(part.guidance, marker)}</div>"
    )


def _clock(seconds: int) -> str:
    """ "04:10", and "26 h 05 min" where a statement was left on the wall."""
    minutes, rest = divmod(max(0, seconds), 60)
    return f"{minutes:02d}:{rest:02d}" if minutes < 100 else f"{minutes // 60} h {minutes % 60:02d} min"


def bar_html(workshop: Workshop, *, seconds: int, devices: int, voted: int, address: str) -> str:
    """The thin line on top: how long, how many have voted, how to join."""
    over = seconds >= 60 * workshop.minutes
    rated = sum(one.agreed is not None for one in workshop.items)
    total = len(workshop.items)
    done = f'{rated} of {total} rated <progress value="{rated}" max="{total}" aria-hidden="true"></progress>'
    item = workshop.item
    spent = f'<span class="{"over" if over else ""}">{_clock(seconds)}{" over time" if over else ""}</span>'
    timer = spent if item else ""
    middle = f"{plural(devices, 'phone')} joined"
    if item is not None and item.phase is Phase.VOTING:
        middle = f"<b>{voted} of {devices}</b> have voted" if devices >= voted else f"<b>{voted}</b> have voted"
    return (
        f'<div class="wall-bar"><span class="time">{timer}</span><span>{done}</span><span class="count">{middle}</span>'
        f'<span class="join">{address}</span></div>'
    )
