"""A round as it left another sendsat, and which teams there may be which here. Pure values.

Teams, actions and notes carry the numbers they had there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from rapidfuzz import fuzz, process

from sendsat.assessment.report.chapters import OwnChapter
from sendsat.assessment.report.own_texts import OwnText
from sendsat.assessment.results.close_check import AtClose
from sendsat.assessment.results.ofsted import OfstedChoices
from sendsat.assessment.roll_up import Agreed, RollUp
from sendsat.assessment.values import Action, Judgement, Team

LIKE_ENOUGH = 70


@dataclass(frozen=True)
class MovedRound:
    """Everything that a document of a round holds. Times are UTC.

    `elsewhere` are the ids of actions that were planned in an earlier round. `notes` are plain sentences about what the
    file holds and this sendsat does not take.
    """

    name: str
    organisation: str
    edition_id: str
    started_at: datetime
    closed_at: datetime | None
    roll_up: RollUp
    supplements: tuple[str, ...]
    teams: tuple[Team, ...]
    judgements: tuple[Judgement, ...]
    agreed: Mapping[str, Agreed]
    actions: tuple[Action, ...]
    elsewhere: frozenset[int]
    ofsted: OfstedChoices = field(default_factory=dict)
    at_close: AtClose | None = None
    notes: tuple[str, ...] = ()
    chapters: tuple[OwnChapter, ...] = ()
    texts: tuple[OwnText, ...] = ()


@dataclass(frozen=True)
class TeamMatch:
    """A team of the file, and the team here of the same name (`same`) or of a name like it (`like`), if any."""

    theirs: Team
    same: Team | None = None
    like: Team | None = None


def match_teams(theirs: Iterable[Team], here: Iterable[Team]) -> tuple[TeamMatch, ...]:
    """Which team here each team of the file may be. Names alone tell it; a likeness is only a suggestion."""
    known = tuple(here)
    return tuple(_match(team, known) for team in theirs)


def _match(theirs: Team, here: tuple[Team, ...]) -> TeamMatch:
    name = theirs.name.casefold()
    same = next((team for team in here if team.name.casefold() == name), None)
    if same is not None:
        return TeamMatch(theirs, same=same)
    names = [team.name.casefold() for team in here]
    nearest = process.extractOne(name, names, scorer=fuzz.token_set_ratio, score_cutoff=LIKE_ENOUGH)
    return TeamMatch(theirs, like=here[nearest[2]] if nearest else None)
