"""Why a statement stands among the priorities, in words. Must not import pandas or plotly."""

from collections.abc import Sequence

from sendsat.assessment.rating import Rating
from sendsat.assessment.results.comparison import Compared
from sendsat.assessment.results.priorities import Need, furthest
from sendsat.reports.sentences import counted

ORDER = (
    "The order is sendsat's own: where somebody may be unsafe now first, then what the law asks for, then how many "
    "times running it was Red, then what has no open action, then what is overdue."
)


def reasons(need: Need, previous: str) -> tuple[str, ...]:
    """Each reason that puts a statement where it stands; `previous` is the name of the round before."""
    told = ["The law asks for it"] if need.is_law else []
    if need.times_red > 1:
        told.append(f"Red the last {need.times_red} times it was rated")
    if need.has_slipped:
        told.append(f"Slipped since {previous}")
    return (*told, plan_words(need))


def plan_words(need: Need) -> str:
    """What is planned: "No open action", "2 open actions, 1 overdue"."""
    if not need.open_actions:
        return "No open action"
    late = f", {need.overdue} overdue" if need.overdue else ""
    return f"{counted(need.open_actions, 'open action')}{late}"


def needs_sentence(needs: Sequence[Need], previous: str) -> str:
    """How many statements stand here and why: "14 statements need you: 12 are Red, 2 more slipped since Spring."."""
    red = sum(need.standing.rating is Rating.RED for need in needs)
    others = len(needs) - red
    if not needs:
        return "No statement is Red, and none slipped."
    told = []
    if red:
        told.append(f"{red} {'is' if red == 1 else 'are'} Red")
    if others:
        told.append(f"{others}{' more' if red else ''} slipped since {previous}")
    return f"{counted(len(needs), 'statement')} {'needs' if len(needs) == 1 else 'need'} you: {', '.join(told)}."


def way(row: Compared) -> str:
    """The ratings of the team that moved furthest: "Green to Red"."""
    team = furthest(row)
    return f"{team.before.word} to {team.after.word}" if team and team.before and team.after else ""
