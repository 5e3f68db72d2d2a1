"""What may be done and what may not, as pairs: `check_...` raises with the sentence a user reads, `can_...` says if so.

Also the limits on what people type. Pure; must not import storage.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.snapshot import Standing
from sendsat.assessment.values import Action, Round, Team
from sendsat.errors import Invalid, Refused, SendsatError
from sendsat.guide.edition import Edition

LONGEST_TEXT = 100_000
LONGEST_NAME = 120
LONGEST_OWNER = 200
"""Of the name of whoever an action belongs to."""
LONGEST_MILESTONE = 500
MOST_MILESTONES = 30
"""Of one action: no more could be read."""
DUE_SOON_DAYS = 14


def _allowed(check: Callable[..., None], *args: Any) -> bool:
    try:
        check(*args)
    except SendsatError:
        return False
    return True


def check_is_open(round_: Round) -> None:
    """Nothing changes in a closed round. Raises `Refused`."""
    if not round_.is_open:
        raise Refused(
            f"{round_.name} is closed, so nothing in it can change.", "Reopen it on Rounds and teams if you must."
        )


def check_can_rate(round_: Round, team_id: int, edition: Edition, section_id: str) -> None:
    """A team may rate the statements of its own sections while the round is open; those of a supplement every team may
    where it is switched on for the round (`Round.teams_asked`). Raises `Refused`."""
    check_is_open(round_)
    team = round_.team(team_id)
    if team is None:
        raise Refused(f"This team takes no part in {round_.name}.", "Choose another team in the sidebar.")
    if edition.is_supplement and edition.id not in round_.supplements:
        raise Refused(
            f"{edition.header.short_title} is not asked in {round_.name}.", "Switch it on under Rounds and teams."
        )
    if team not in round_.teams_asked(edition, section_id):
        raise Refused(f"{team.name} does not rate this section.", "Add the section to the team on Rounds and teams.")


def can_rate(round_: Round, team_id: int, edition: Edition, section_id: str) -> bool:
    """Whether `check_can_rate` would pass."""
    return _allowed(check_can_rate, round_, team_id, edition, section_id)


def check_can_close(round_: Round) -> None:
    """Only an open round can be closed. Raises `Refused`."""
    if not round_.is_open:
        raise Refused(f"{round_.name} is closed already.")


def check_can_reopen(round_: Round) -> None:
    """Only a closed round can be reopened. Raises `Refused`."""
    if round_.is_open:
        raise Refused(f"{round_.name} is open already.")


def check_can_agree(round_: Round, now: Standing, seen: Standing) -> None:
    """Leaders set the rating of a statement in an open round that leaves it to them, where teams differ, and know what
    the teams say now. Raises `Refused`."""
    check_is_open(round_)
    if round_.roll_up is not RollUp.LEADERS:
        raise Refused(
            f"In {round_.name}, {round_.roll_up.phrase}.", "Choose “Leaders agree” for it on Rounds and teams."
        )
    if now.given != seen.given:
        raise Refused("A team has changed its rating meanwhile.", "Reload the page, look at it, and decide again.")
    if not now.is_for_leaders:
        raise Refused("The teams do not differ here, so what they say counts.")


def can_agree(round_: Round, standing: Standing) -> bool:
    """Whether `check_can_agree` would pass for what is on the screen."""
    return _allowed(check_can_agree, round_, standing, standing)


def check_reason(text: str) -> str:
    """The reason that leaders give. Raises `Invalid` when empty or too long."""
    reason = check_text(text, what="reason").strip()
    if not reason:
        raise Invalid("This needs a reason.", "Say in a sentence why this rating counts for everybody.")
    return reason


def storable(text: str) -> str:
    """The text without what no database keeps: NUL characters and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def check_name(name: str, *, what: str, taken: tuple[str, ...] = ()) -> str:
    """The name without outer spaces. Raises `Invalid` when empty, too long or already in use."""
    name = " ".join(storable(name).split())
    if not name:
        raise Invalid(f"The {what} needs a name.", "Type one and try again.")
    if len(name) > LONGEST_NAME:
        raise Invalid(f"That name is {len(name)} characters long.", f"Use at most {LONGEST_NAME}.")
    if name.casefold() in {other.casefold() for other in taken}:
        article = "an" if what[0] in "aeiou" else "a"
        raise Invalid(f"There is already {article} {what} called {name}.", "Choose another name.")
    return name


def team_names_in_use(teams: Sequence[Team], rounds: Sequence[Round], but: int | None = None) -> tuple[str, ...]:
    """Names in use by other teams: those that rate, and retired ones that still stand in an open round for what they
    said there. Two teams of one name in a round could not be told apart."""
    there = {team.id: team.name for round_ in rounds if round_.is_open for team in round_.teams}
    now = {team.id: team.name for team in teams if not team.retired}
    return tuple(name for used in (there, now) for number, name in used.items() if number != but)


def check_text(text: str, *, what: str) -> str:
    """The text as typed, line ends made plain. Raises `Invalid` when longer than `LONGEST_TEXT` characters."""
    text = storable(text).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST_TEXT:
        raise Invalid(
            f"This {what} is {len(text):,} characters long.", f"The most that fits is {LONGEST_TEXT:,}: shorten it."
        )
    return text


def check_owner(name: str) -> str:
    """The name of an action's owner on one line. Raises `Invalid` when longer than `LONGEST_OWNER` characters."""
    owner = " ".join(storable(name).split())
    if len(owner) > LONGEST_OWNER:
        raise Invalid("The owner's name is too long.", f"Use at most {LONGEST_OWNER} characters.")
    return owner


def check_sections(sections: tuple[str, ...], edition: Edition) -> tuple[str, ...]:
    """The sections in the guide's order. Raises `Invalid` when none is chosen or one is unknown."""
    unknown = [section_id for section_id in sections if section_id not in edition.section_by_id]
    if unknown:
        raise Invalid(f"The guide has no section '{unknown[0]}'.")
    if not sections:
        raise Invalid("A team needs at least one section to rate.", "Choose one and try again.")
    return tuple(section.id for section in edition.sections if section.id in sections)


def default_sections(kind: OrganisationKind, edition: Edition) -> tuple[str, ...]:
    """What the first team rates: a provider all sections (leaders read the last one too), an authority its own."""
    own = tuple(section.id for section in edition.sections if section.id == "local-authorities")
    everything = tuple(section.id for section in edition.sections)
    return own if kind is OrganisationKind.LOCAL_AUTHORITY and own else everything


def is_overdue(action: Action, today: date) -> bool:
    """Whether an open action's date has passed."""
    return action.status.is_open and action.due is not None and action.due < today


def is_due_soon(action: Action, today: date) -> bool:
    """Whether an open action falls due within `DUE_SOON_DAYS` days, today included."""
    if not action.status.is_open or action.due is None:
        return False
    return today <= action.due <= today + timedelta(days=DUE_SOON_DAYS)


def urgency(action: Action, today: date) -> tuple[int, date, int]:
    """A sort key: overdue, due soon, later, undated, finished; then by date, then by priority."""
    return _rank(action, today), action.due or date.max, ("high", "medium", "low").index(action.priority.value)


def _rank(action: Action, today: date) -> int:
    if not action.status.is_open:
        return 4
    if action.due is None:
        return 3
    if is_overdue(action, today):
        return 0
    return 1 if is_due_soon(action, today) else 2


def suggested_round_name(today: date, taken: Collection[str] = ()) -> str:
    """The first term, from today's on, whose name is not taken: spring from January, summer April, autumn August."""
    terms = ("Spring", "Summer", "Autumn")
    begun = sum(today.month >= month for month in (4, 8))
    names = (f"{terms[number % 3]} {number // 3}" for number in count(3 * today.year + begun))
    return next(name for name in names if name not in taken)
