"""Actions finished between two rounds, in a sentence and as a list of HTML."""

from collections.abc import Callable
from datetime import datetime

from markupsafe import Markup

from sendsat.assessment.results.finished import Finished, FinishedBetween
from sendsat.assessment.values import Action, Status
from sendsat.reports.sentences import counted, listed

EVERYTHING = Markup(
    '<section class="finished"><h2>Actions finished between</h2><p>{}</p>{}<div class="paper-only">{}</div></section>'
)
SHOWN = Markup("<details><summary>{}</summary><ul>{}</ul></details>")
UNDATED = "nothing says when"


def finished_sentence(finished: FinishedBetween, team_name: str = "") -> str:
    """How many were finished, done and dropped, and how many without a date; of the team named, if any."""
    number, whose = len(finished.dated), f" of {team_name}" if team_name else ""
    when = f"between the start of {finished.first.name} and the start of {finished.second.name}"
    if finished.first.id == finished.second.id:
        return "Both are the same round, so there is no time between them."
    told = f"No action{whose} was finished {when}."
    if number:
        told = f"{counted(number, 'action').capitalize()}{whose} {_was(number)} finished {when}: {_ways(finished)}."
    undated = len(finished.undated)
    if not undated:
        return told
    noun = "other finished action" if number else "finished action"
    return f"{told} Of {counted(undated, noun)} nothing says when."


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _ways(finished: FinishedBetween) -> str:
    numbers = {
        status: sum(ended.action.status is status for ended in finished.dated)
        for status in (Status.DONE, Status.DROPPED)
    }
    return listed([f"{number} {status.word.lower()}" for status, number in numbers.items() if number])


def finished_html(
    finished: FinishedBetween, links: Callable[[Action], Markup], day: Callable[[datetime], str], team_name: str = ""
) -> Markup:
    """The sentence, and the actions in a list that opens; paper has the list whole. `links` leads from an action to its
    statements and to the plan; `day` spells a day as the visitor reads it."""
    every = (*finished.dated, *finished.undated)
    rows = Markup().join(_row(ended, links(ended.action), day) for ended in every)
    summary = "Show it" if len(every) == 1 else f"Show the {len(every)}"
    return EVERYTHING.format(
        finished_sentence(finished, team_name),
        SHOWN.format(summary, rows) if every else "",
        Markup("<ul>{}</ul>").format(rows) if every else "",
    )


def _row(ended: Finished, links: Markup, day: Callable[[datetime], str]) -> Markup:
    action = ended.action
    when = f" on {day(ended.at)}" if ended.at else f", {UNDATED}"
    owner = f", {action.owner}" if action.owner else ""
    row = Markup("<li>{} <small>{}{}{}. {}</small></li>")
    return row.format(action.text, action.status.word, when, owner, links)
