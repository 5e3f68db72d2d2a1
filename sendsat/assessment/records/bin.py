"""What is in the bin: how long it waits, which round may go there, and what is told of what was erased. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sendsat.assessment.values import Round
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.errors import NotFound, Refused

KEPT_FOR = timedelta(days=30)
"""So long a round waits in the bin before it is erased."""
WORDS = {
    "judgement": ("answer to a statement", "answers to statements"),
    "action": ("action", "actions"),
    "action_note": ("note on an action", "notes on actions"),
    "agreed_rating": ("rating that leaders agreed", "ratings that leaders agreed"),
    "report_edit": ("edit of the report", "edits of the report"),
    "workshop": ("workshop", "workshops"),
    "workshop_item": ("statement on an agenda", "statements on agendas"),
    "workshop_device": ("phone or paper in a workshop", "phones and papers in workshops"),
    "vote": ("vote kept by itself", "votes kept one by one"),
    "vote_round": ("round of votes", "rounds of votes"),
    "workshop_decision": ("decision in a workshop", "decisions in workshops"),
    "import_batch": ("file brought in", "files brought in"),
    "close_check": ("list of what was open at closing", "lists of what was open at closing"),
    "participation": ("team that took part", "teams that took part"),
    "action_statement": ("statement served by an action", "statements served by actions"),
    "change": ("change in the history", "changes in the history"),
}
"""What one row of each table is called, and several, where it is told how many were erased with a round."""
TEAM = "Team"
"""What a certificate calls a team."""
OF_A_PERSON = {
    "place": ("place in a text or in the record", "places in texts and in the record"),
    "membership": ("membership", "memberships"),
    "account": ("account with its name and address", "accounts with their names and addresses"),
    "invitation": ("invitation", "invitations"),
}
"""The same of what is erased with a person."""


OF_A_TEAM = {"participation": ("round that it took part in", "rounds that it took part in")}
"""The same of what is erased with a team, where that is called otherwise."""
ORGANISATION = "Organisation"
"""What a certificate calls an organisation."""
OF_AN_ORGANISATION = {
    "round": ("round", "rounds"),
    "team": ("team", "teams"),
    "site": ("site", "sites"),
    "participation": ("team in a round", "teams in rounds"),
    "ofsted_choice": ("own choice of Ofsted areas", "own choices of Ofsted areas"),
    "signing_key": ("key to sign with", "keys to sign with"),
    "receipt": ("receipt of something shared", "receipts of what was shared"),
    "provider": ("provider in the register", "providers in the register"),
    "received": ("submission taken in", "submissions taken in"),
    "unaccepted": ("submission that waited", "submissions that waited"),
    "organisation_group": ("group that nobody else was in", "groups that nobody else was in"),
}
"""The same of what is erased with an organisation, besides what is erased with a round or a person."""


class What(StrEnum):
    """What may be in the bin."""

    ROUND = "round"
    TEAM = "team"
    ORGANISATION = "organisation"


@dataclass(frozen=True)
class Binned:
    """A round, a team or an organisation in the bin."""

    id: int
    name: str
    binned_at: datetime
    what: What = What.ROUND

    @property
    def goes_at(self) -> datetime:
        """When it is erased by itself."""
        return self.binned_at + KEPT_FOR


@dataclass(frozen=True)
class Erased:
    """A round, team or organisation (`what`) that was erased for good: its name, when and by whom, and how many rows of
    each table went. Or a person, whose name is not told; `kept` accounts stay because another organisation in this
    database has them."""

    name: str
    at: datetime
    person: str
    counts: Mapping[str, int]
    what: str = "Round"
    kept: int = 0

    @property
    def lines(self) -> tuple[str, ...]:
        """How much of what went, a line for each kind."""
        words = WORDS | OF_A_PERSON | {TEAM: OF_A_TEAM, ORGANISATION: OF_AN_ORGANISATION}.get(self.what, {})
        return tuple(f"{count} {words[table][count != 1]}" for table, count in self.counts.items() if count)


def check_can_bin(rounds: Sequence[Round], workshops: Sequence[Workshop], round_id: int) -> Round:
    """The round, where it may go to the bin. Raises `Refused` for the only one and while a workshop of it is open,
    `NotFound`."""
    round_ = next((round_ for round_ in rounds if round_.id == round_id), None)
    if round_ is None:
        raise NotFound("There is no such round here.", "Choose one in the sidebar.")
    if len(rounds) == 1:
        raise Refused("This is the only round, so it stays.", "Start another round first.")
    if any(workshop.round_id == round_id and workshop.is_open for workshop in workshops):
        raise Refused(f"A workshop of {round_.name} is still open, so it stays.", "Close the workshop first.")
    return round_
