"""A round with everything that leaves with it: what every writer takes and every preview compares with. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sendsat.assessment.organisations import Organisation
from sendsat.assessment.report.chapters import OwnChapter
from sendsat.assessment.report.own_texts import OwnText
from sendsat.assessment.results.close_check import AtClose
from sendsat.assessment.results.ofsted import OfstedChoices, ofsted_areas
from sendsat.assessment.roll_up import Agreed
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action
from sendsat.guide.edition import Edition
from sendsat.guide.model import Framework


@dataclass(frozen=True)
class RoundContents:
    """A round as it stands at `at` (UTC). `ofsted` holds the organisation's own areas by statement and framework id.

    `supplements` are the editions that the round asks beside the guide; `beside` gives what leaves of each, apart.
    `agreed` is everything that leaders agreed on, also where it does not count now; `at_close` what was kept of a
    closed round as it was closed; `chapters` those that people added to its report, `texts` what they
    edited in it by hand and picked for its front.
    """

    organisation: Organisation
    snapshot: Snapshot
    at: datetime
    actions: tuple[Action, ...] = ()
    ofsted: OfstedChoices = field(default_factory=dict)
    supplements: tuple[Edition, ...] = ()
    agreed: Mapping[str, Agreed] = field(default_factory=dict)
    at_close: AtClose | None = None
    chapters: tuple[OwnChapter, ...] = ()
    texts: tuple[OwnText, ...] = ()

    @property
    def framework(self) -> Framework:
        """The Ofsted framework in use."""
        return self.snapshot.edition.current_framework

    def of_team(self, team_id: int) -> "RoundContents":
        """The same as one team sees it."""
        return replace(self, snapshot=self.snapshot.for_team(team_id))

    @property
    def beside(self) -> tuple["RoundContents", ...]:
        """The round as each supplement sees it: its rows and no other."""
        return tuple(
            replace(self, snapshot=self.snapshot.beside(supplement), supplements=()) for supplement in self.supplements
        )

    @property
    def editions(self) -> tuple[Edition, ...]:
        """What the round is rated with: the guide, then its supplements."""
        return (self.snapshot.edition, *self.supplements)

    def edition_of(self, statement_id: str) -> Edition:
        """The edition that has a statement: a supplement that the round asks, or else the guide."""
        return next(
            (supplement for supplement in self.supplements if statement_id in supplement.statements),
            self.snapshot.edition,
        )

    def areas(self, statement_id: str, framework_id: str) -> tuple[str, ...]:
        """The Ofsted areas of a statement: the organisation's own choice, or the edition's."""
        return ofsted_areas(self.edition_of(statement_id), self.ofsted, statement_id, framework_id)

    def actions_for(self, team_id: int, statement_id: str) -> tuple[Action, ...]:
        """Actions that serve a statement and belong to the team, or to all teams together."""
        return tuple(
            action for action in self.actions if statement_id in action.statements and action.team_id in (team_id, None)
        )

    def action(self, action_id: int) -> Action | None:
        """The action under this id, None where it is not, or no longer, in the plan."""
        return next((action for action in self.actions if action.id == action_id), None)


def area_titles(framework: Framework, areas: tuple[str, ...]) -> str:
    """Ofsted areas as one line of titles."""
    titles = {area.id: area.title for area in framework.areas}
    return "; ".join(titles[area_id] for area_id in areas if area_id in titles)
