"""Phrases of the report: what people wrote, quoted cleanly, and counts with singular and plural right. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from sendsat.assessment.counts import Counts
from sendsat.assessment.rating import Rating, label_of, word_of
from sendsat.assessment.results.comparison import Compared
from sendsat.assessment.results.movement import Movement
from sendsat.assessment.rules import is_overdue
from sendsat.assessment.snapshot import Standing, evidence_of
from sendsat.assessment.values import Action, Status
from sendsat.reports.moves import team_moves
from sendsat.reports.sentences import counted, listed

LONGEST_QUOTE = 2_000
RATED = (Rating.GREEN, Rating.AMBER, Rating.RED)
UP_TO_NINE = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
TOGETHER = {
    Movement.IMPROVED: "improved",
    Movement.SLIPPED: "slipped",
    Movement.STAYED: "unchanged",
    Movement.BOTH_WAYS: "up for one team and down for another",
    Movement.REJUDGED: "judged by another standard",
}
NUMBERS = (*UP_TO_NINE, "Ten", "Eleven", "Twelve")
_BULLET = re.compile(r"^\s*(?:[-*•–·]|\d{1,2}[.)])\s+")
_ENDS = (".", "!", "?", "…", ".”", "!”", "?”", ".’", ".)", '."', ".'")


def day_words(day: date) -> str:
    """A day as people write it: "3 March 2026"."""
    return f"{day.day} {day:%B %Y}"


def number_words(number: int, noun: str) -> str:
    """A number and its noun to begin a sentence: "One action", "12 actions"."""
    word = NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
    return f"{word} {noun}{'' if number == 1 else 's'}"


def shortened(text: str, longest: int = LONGEST_QUOTE) -> str:
    """A very long text up to the end of a sentence or word, with an ellipsis in brackets where it was cut."""
    if len(text) <= longest:
        return text
    head = text[:longest]
    end = max(head.rfind(mark) for mark in (". ", "! ", "? ", ".\n"))
    kept = head[: end + 1] if end > longest // 2 else head.rsplit(" ", 1)[0]
    return f"{kept.rstrip()} […]"


def sentences(text: str) -> str:
    """A typed text as sentences: it begins with a capital and ends with a full stop; its paragraphs stay."""
    blocks = [" ".join(_line(line) for line in block.split("\n") if line.strip()) for block in text.split("\n\n")]
    text = shortened("\n\n".join(block for block in blocks if block))
    return _ended(_begun(text)) if text else ""


def _line(line: str) -> str:
    """One line of a text; a list's line becomes a sentence of its own."""
    bare = " ".join(_BULLET.sub("", line).split())
    is_list = _BULLET.match(line) is not None
    return _ended(_begun(bare)) if is_list and bare else bare


def _begun(text: str) -> str:
    """With a capital, except for words such as iPad."""
    return text[0].upper() + text[1:] if text[0].islower() and not text[1:2].isupper() else text


def _ended(text: str) -> str:
    return text if text.endswith((*_ENDS, "[…]")) else f"{text.rstrip(' ,;:')}."


def quoted(text: str, *, stop: bool = True) -> str:
    """A typed text in quotation marks on one line; quotation marks inside become single ones."""
    line = " ".join(shortened(" ".join(text.split())).split())
    line = line.replace("“", "‘").replace("”", "’").replace('"', "'")
    return f"“{line if stop else line.rstrip('.').rstrip()}”"


def commentary(standing: Standing, teams: Mapping[int, str]) -> str:
    """What was written about a statement: as sentences, or quoted under each team's name where several rate it."""
    wrote = [judgement for judgement in standing.judgements if judgement.commentary.strip()]
    if not wrote:
        return ""
    if len(standing.judgements) == 1:
        return sentences(wrote[0].commentary)
    return " ".join(
        f"{teams.get(judgement.team_id, 'A team')} wrote: {quoted(sentences(judgement.commentary))}"
        for judgement in wrote
    )


def evidence(standing: Standing, teams: Mapping[int, str]) -> str:
    """The evidence in one sentence, or in one for each team under its name where several rate; "" where none is."""
    named = [(said.team_id, told) for said in standing.judgements if (told := _on_one_line(evidence_of(said)))]
    if len({said.team_id for said in standing.judgements}) < 2:
        return " ".join(f"The evidence recorded is: {told}." for _, told in named)
    return " ".join(f"{teams.get(team_id, 'A team')} named as evidence: {told}." for team_id, told in named)


def _on_one_line(text: str) -> str:
    """The lines of a text one after another, without the bullets or stops that parted them."""
    lines = (" ".join(_BULLET.sub("", line).split()).rstrip(".;,") for line in text.split("\n"))
    return shortened("; ".join(filter(None, lines)))


def rated_label(now: Standing, row: Compared | None, previous_name: str) -> str:
    """The rating and how it moved: "◆ Amber, up from Red in Spring 2026".

    Of several teams "◆ Amber; improved since Spring 2026": all together need not have moved as each did. What was only
    carried forward has neither moved nor stayed.
    """
    if now.carried_forward:
        return now.label
    start = label_of(now.rating)
    if row is None or row.before is None:
        return start
    if row.several_teams:
        words = TOGETHER.get(row.movement)
        return f"{start}; {words} since {previous_name}" if words else start
    own = row.teams[0].before
    ends = {
        Movement.IMPROVED: f", up from {word_of(own)} in {previous_name}",
        Movement.SLIPPED: f", down from {word_of(own)} in {previous_name}",
        Movement.STAYED: f", as in {previous_name}",
        Movement.REJUDGED: f"; {word_of(own)} in {previous_name}, by another standard",
        Movement.NEWLY_RATED: f"; {'did not apply' if own else 'not rated'} in {previous_name}",
    }
    return start + ends.get(row.movement, "")


def then_and_now(row: Compared, earlier: str, later: str, teams: Mapping[int, str]) -> str:
    """The two ratings of a statement; where several teams are looked at, each team's own two."""
    if row.several_teams:
        return f"From {earlier} to {later}: {team_moves(row, teams)}"
    own = row.teams[0]
    return f"In {earlier} we rated this {word_of(own.before)}; in {later} we rated it {word_of(own.after)}."


def cautions(standing: Standing, teams: Mapping[int, str]) -> list[str]:
    """What a reader must know about the rating: teams that differ, or a rating nobody has confirmed."""
    to_know = []
    if standing.teams_differ or standing.is_for_leaders:
        to_know.append(_difference(standing, teams))
    if standing.carried_forward:
        to_know.append("This rating was carried forward from the round before and has not been confirmed.")
    elif standing.waiting:
        names = listed([teams.get(judgement.team_id, "a team") for judgement in standing.waiting])
        to_know.append(f"Carried forward and not confirmed yet: the rating of {names}.")
    return to_know


def _difference(standing: Standing, teams: Mapping[int, str]) -> str:
    """What the teams say, and how one rating was made of it: by the rule, or by leaders with their reason."""
    rated = [judgement for judgement in standing.judgements if judgement.rating]
    said = listed(
        [f"{teams.get(judgement.team_id, 'a team')} rated it {word_of(judgement.rating)}" for judgement in rated]
    )
    told = f"The teams differ: {said}."
    if standing.agreed and standing.is_agreed:
        return f"{told} Leaders agreed on {standing.agreed.rating.word}: {quoted(sentences(standing.agreed.reason))}"
    if standing.not_agreed:
        return f"{told} Leaders have not agreed what counts yet."
    return f"{told} {standing.rule.sentence}"


def action_sentences(actions: Sequence[Action], today: date, *, needed: bool) -> list[str]:
    """The actions that serve a statement, by how far they are. Where one is `needed` and none is open, that is said."""
    sentences = []
    for status, one, many in (
        (Status.DONE, "has been completed", "have been completed"),
        (Status.IN_PROGRESS, "is in progress", "are in progress"),
        (Status.NOT_STARTED, "is planned and not started yet", "are planned and not started yet"),
    ):
        of_status = [action for action in actions if action.status is status]
        if of_status:
            named = listed([_named(action, today) for action in of_status])
            verb = one if len(of_status) == 1 else many
            sentences.append(f"{number_words(len(of_status), 'action')} {verb}: {named}.")
    if needed and not any(action.status.is_open for action in actions):
        sentences.append("No further action is planned yet." if sentences else "No action is planned yet.")
    return sentences


def _named(action: Action, today: date) -> str:
    text = quoted(action.text, stop=False)
    if not action.status.is_open:
        return text
    due = f"due {day_words(action.due)}" if action.due else "no date set"
    late = ", now overdue" if is_overdue(action, today) else ""
    return f"{text} ({' '.join(action.owner.split()) or 'nobody named yet'}, {due}{late})"


def standing_sentence(counts: Counts) -> str:
    """Where statements stand: "Of 22 statements, 18 are rated: 8 Green, 7 Amber and 3 Red; 4 are not rated yet."."""
    if not counts.total:
        return "No statement is asked here."
    if not counts.answered and not counts.carried_forward and not counts.not_agreed:
        return "The one statement is not rated yet." if counts.total == 1 else f"None of {counts.total} is rated yet."
    split = listed([f"{counts.of(rating)} {rating.word}" for rating in RATED if counts.of(rating)])
    rated = f"{counts.rated or 'none'} {'is' if counts.rated < 2 else 'are'} rated{f': {split}' if split else ''}"
    rest = [f"{counts.not_applicable} {_does(counts.not_applicable)} not apply"] if counts.not_applicable else []
    carried = counts.carried_forward
    rest += [f"{carried} {_be(carried)} only carried forward"] if carried else []
    rest += [f"{counts.not_agreed} {_be(counts.not_agreed)} not agreed yet"] if counts.not_agreed else []
    rest += [f"{counts.not_rated} {_be(counts.not_rated)} not rated yet"] if counts.not_rated else []
    return f"Of {counted(counts.total, 'statement')}, {rated}{f'; {listed(rest)}' if rest else ''}."


def _be(number: int) -> str:
    return "is" if number == 1 else "are"


def _does(number: int) -> str:
    return "does" if number == 1 else "do"


def open_actions_sentence(actions: Sequence[Action], today: date, where: str, until: str = "") -> str:
    """How many actions are open, and how many of them are late; `until` names the round up to which they were planned,
    where the plan holds later ones."""
    planned = f" planned up to {until}" if until else ""
    open_ = [action for action in actions if action.status.is_open]
    late = sum(is_overdue(action, today) for action in open_)
    if not open_:
        return f"No action{planned} is open {where}."
    told = f"{number_words(len(open_), 'action')}{planned} {_be(len(open_))} open {where}"
    if not late:
        return f"{told}."
    return f"{told}, and it is overdue." if len(open_) == 1 else f"{told}, of which {late} {_be(late)} overdue."
