"""The practice vote as the lobby shows it: what is asked, what each colour means here, and what came of it."""

from markupsafe import Markup

from sendsat.assessment.workshop.practice import COLOURS, RULE, STATEMENT, practised
from sendsat.assessment.workshop.votes import Tally, Vote
from sendsat.assessment.workshop.workshop import VoteRound
from sendsat.ui.frame.html import NOTHING, joined, said


def card_html(practice: VoteRound) -> Markup:
    """The practice vote, with its votes once they are shown."""
    tally = practice.tally
    rows = joined(_row(vote, text, tally) for vote, text in COLOURS.items())
    told = said("practice", practice.tally, practised(tally)) if tally else NOTHING
    state = practised(tally) if tally else "Vote now: on your phone, or by hand."
    whole = Markup(
        '<section class="wall-practice" aria-label="Practice vote"><p class="rule">{}</p><h2>{}</h2>'
        '<table class="wall-colours"><tbody>{}</tbody></table><p {}><b>{}</b></p></section>'
    )
    return whole.format(RULE, STATEMENT, rows, told, state)


def _row(vote: Vote, text: str, tally: Tally | None) -> Markup:
    votes = Markup('<td class="votes"><b>{}</b></td>').format(tally.of(vote)) if tally else NOTHING
    row = Markup('<tr class="{}"><th scope="row"><span class="sign">{}</span> {}</th>{}<td>{}</td></tr>')
    return row.format(vote.value, vote.symbol, vote.word, votes, text)


def label(practice: VoteRound | None) -> str:
    """What the button of the practice vote will do."""
    if practice is None:
        return "Practise a vote"
    return "Show the practice votes" if practice.is_open else "Practise again"
