"""What a provider shares of a round with a local authority: its choice, and exactly what follows from it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sendsat.assessment.rating import Rating
from sendsat.assessment.rules import storable
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action
from sendsat.errors import Invalid

LONGEST_NAME = 100


@dataclass(frozen=True)
class Choice:
    """What a provider wants to share. `alias` is the name to be seen by, "" for its own; `people` adds the names of
    those who do the actions, nothing else ever carries names beside what stands in texts."""

    authority: str
    authority_code: str
    sections: tuple[str, ...]
    commentary: bool = False
    evidence: bool = False
    actions: bool = False
    people: bool = False
    alias: str = ""


@dataclass(frozen=True)
class SharedStatement:
    """One statement as it is shared: the rating of all teams together, None while there is none, and texts."""

    statement_id: str
    rating: Rating | None
    commentary: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class SharedAction:
    """One action as it is shared; `owner` is "" unless names go with it."""

    text: str
    statements: tuple[str, ...]
    status: str
    owner: str = ""


@dataclass(frozen=True)
class Submission:
    """All that is shared, and so all that is seen. `round_id` only tells the provider's own rounds apart."""

    uid: str
    made_at: datetime
    authority_code: str
    provider_uid: str
    provider: str
    kind: str
    is_alias: bool
    round_id: int
    round: str
    edition_id: str
    sections: tuple[str, ...]
    statements: tuple[SharedStatement, ...]
    actions: tuple[SharedAction, ...] = ()

    @property
    def ratings(self) -> dict[str, Rating]:
        """The statements that have a rating, with it."""
        return {
            statement.statement_id: statement.rating for statement in self.statements if statement.rating is not None
        }


@dataclass(frozen=True)
class Withdrawal:
    """A provider takes back everything it ever sent this authority."""

    uid: str
    made_at: datetime
    authority_code: str
    provider_uid: str


def check_choice(choice: Choice) -> Choice:
    """The choice with its names on one line. Raises `Invalid` where something is missing."""
    authority, code, alias = (
        " ".join(storable(text).split()) for text in (choice.authority, choice.authority_code, choice.alias)
    )
    if not authority or len(authority) > LONGEST_NAME:
        raise Invalid(
            "Say which local authority this is for.", f"Type its name, with at most {LONGEST_NAME} characters."
        )
    if len(code) != 32 or set(code) - set("0123456789abcdef"):
        raise Invalid(
            "This is not the code of a local authority.", "Copy the code of 32 figures and letters from its invitation."
        )
    if len(alias) > LONGEST_NAME:
        raise Invalid("The other name is too long.", f"Use at most {LONGEST_NAME} characters.")
    if not choice.sections:
        raise Invalid("No section is chosen.", "Tick at least one section to share.")
    kept = vars(choice) | {"authority": authority, "authority_code": code, "alias": alias}
    return Choice(**kept)


def shared_statements(snapshot: Snapshot, choice: Choice) -> tuple[SharedStatement, ...]:
    """The statements of the sections chosen, with nothing but what was chosen. What was only carried forward,
    or leaders have yet to agree, is shared as not rated; team names are never shared."""
    wanted = (section for section in snapshot.edition.sections if section.id in choice.sections)
    asked = [statement.id for section in wanted for statement in section.statements if statement.id in snapshot.asked]
    return tuple(_statement(snapshot, statement_id, choice) for statement_id in asked)


def _statement(snapshot: Snapshot, statement_id: str, choice: Choice) -> SharedStatement:
    standing = snapshot.standings[statement_id]
    commentary = [
        judgement.commentary for judgement in standing.judgements if choice.commentary and judgement.commentary.strip()
    ]
    evidence = [
        judgement.evidence for judgement in standing.judgements if choice.evidence and judgement.evidence.strip()
    ]
    return SharedStatement(statement_id, standing.judged, tuple(commentary), tuple(evidence))


def by_team(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Texts as they are read: those of several teams are told apart, without the names, which are never shared."""
    return texts if len(texts) < 2 else tuple(f"One team: {text}" for text in texts)


def shared_actions(actions: Iterable[Action], statement_ids: Iterable[str], choice: Choice) -> tuple[SharedAction, ...]:
    """The actions that serve a statement shared, where actions are shared at all."""
    shared = set(statement_ids)
    serving = (action for action in actions if choice.actions and shared & set(action.statements))
    return tuple(_action(action, shared, choice) for action in serving)


def _action(action: Action, shared: set[str], choice: Choice) -> SharedAction:
    statements = tuple(statement_id for statement_id in action.statements if statement_id in shared)
    return SharedAction(action.text, statements, action.status.value, action.owner if choice.people else "")
