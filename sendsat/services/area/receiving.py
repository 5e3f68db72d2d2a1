"""A local authority takes in what providers submit and withdraw, deletes it, and draws the area view anew."""

from dataclasses import dataclass, replace

from sendsat.assessment.area.area import check_minimum
from sendsat.assessment.area.partners import Area, Provider
from sendsat.assessment.area.submission import Submission, Withdrawal
from sendsat.assessment.organisations import OrganisationKind
from sendsat.errors import NotFound, Refused
from sendsat.exchange.submission.contents import content_of, submission_in, withdrawal_in
from sendsat.exchange.submission.document import Kind, read
from sendsat.exchange.submission.signing import fingerprint
from sendsat.services.area.refusing import check_clock, check_submission
from sendsat.services.desk import Desk
from sendsat.services.work import May, Scope, Way, Work, reading, writing
from sendsat.storage.queries import organisations
from sendsat.storage.queries.area import area, unaccepted

BESIDE_RATINGS = ("provider", "kind", "is_alias", "round", "round_id", "actions")


@dataclass(frozen=True)
class Arrived:
    """What a file would bring; nothing of it has been written.

    `known` is the provider that sent something before, `is_other_key` whether it signed with another key then. `ends`
    says how many submissions here it replaces or takes back.
    """

    what: Submission | Withdrawal
    key: str
    known: Provider | None
    is_other_key: bool
    ends: int

    @property
    def fingerprint(self) -> str:
        """The name of the key that signed it, to be read to one another."""
        return fingerprint(self.key)

    @property
    def submission(self) -> Submission:
        """The submission; only where it is no withdrawal."""
        assert isinstance(self.what, Submission)
        return self.what

    @property
    def is_withdrawal(self) -> bool:
        """Whether the file takes back what was sent."""
        return isinstance(self.what, Withdrawal)


def look_at(desk: Desk, data: bytes) -> Arrived:
    """What a file would bring. Raises `Invalid` for a file that cannot be used, `Refused` for one that is here already,
    too old, taken back, or meant for another authority."""
    with reading(desk) as scope:
        return look_within(desk, scope, data)


def check_authority(scope: Scope) -> None:
    """Raises `Refused` unless the organisation is a local authority."""
    if organisations.get_organisation(scope).kind is not OrganisationKind.LOCAL_AUTHORITY:
        raise Refused("Only a local authority has providers.", "Say what you are on Rounds and teams.")


def look_within(desk: Desk, scope: Scope, data: bytes) -> Arrived:
    """Inside a transaction: what a file would bring to the desk's organisation. For the verbs of this package."""
    check_authority(scope)
    signed = read(data)
    is_withdrawal = signed.kind is Kind.WITHDRAWAL
    what = withdrawal_in(signed) if is_withdrawal else submission_in(signed.content)
    return weigh(desk, scope, what, signed.key)


def weigh(desk: Desk, scope: Scope, what: Submission | Withdrawal, key: str) -> Arrived:
    """Inside a transaction: what something signed with this key would bring. For the verbs of this package."""
    if what.authority_code != desk.organisation.uid:
        raise Refused("This file is meant for another local authority.", "Ask the provider for one with your code.")
    check_clock(desk, what.made_at)
    here = area.area_of(scope)
    known = next((provider for provider in here.providers if provider.uid == what.provider_uid), None)
    other = known is not None and known.key != key
    if isinstance(what, Withdrawal):
        return _withdrawn(what, key, known, other, here)
    check_submission(desk, what, known, here)
    ends = (
        sum(submission.provider_id == known.id and submission.is_here for submission in here.received) if known else 0
    )
    return Arrived(what, key, known, other, ends)


def _withdrawn(what: Withdrawal, key: str, known: Provider | None, other: bool, here: Area) -> Arrived:
    if known is None and any(waiting.provider_uid == what.provider_uid for waiting in here.unaccepted):
        raise Refused("What this provider sent waits to be accepted.", "Refuse it: nothing of it is kept then.")
    if known is None:
        raise Refused("Nothing of this provider is here, so there is nothing to take back.", "There is nothing to do.")
    if known.withdrawn_at is not None and what.made_at <= known.withdrawn_at:
        raise Refused("This withdrawal was taken in already.", "There is nothing to do.")
    return Arrived(what, key, known, other, len(_taken_back(what, known, here)))


def _taken_back(what: Withdrawal, known: Provider, here: Area) -> list[int]:
    """The submissions that a withdrawal is about: those that were replaced before lose their words too."""
    mine = (submission for submission in here.received if submission.provider_id == known.id and submission.content)
    return [received.id for received in mine if received.made_at <= what.made_at]


def accept(desk: Desk, *, data: bytes, provider_id: int | None = None, confirmed: str = "") -> Provider:
    """Take in a submission, which replaces the provider's older one, or a withdrawal, which empties what it takes back;
    the key that signed it is known from then on.

    `provider_id` says which provider of the register sent it, None for one that is known or new; `confirmed` is the
    fingerprint that somebody compared, where the provider signs with another key than before. Raises as `look_at`, and
    `Refused` where that was not compared or the provider is another.
    """
    with writing(desk, May.BRING_IN, "accept", way=Way.FILE) as work:
        arrived = look_within(desk, work, data)
        check_compared(arrived, confirmed)
        return take_in(work, arrived, provider_id)


def check_compared(arrived: Arrived, confirmed: str) -> None:
    """Raises `Refused` where the provider is known by another key, and nobody compared the fingerprint of this one."""
    if arrived.is_other_key and confirmed != arrived.fingerprint:
        raise Refused(
            "The provider signed this with another key than before.",
            "Ask it to read you the fingerprint of its key, and tick that it is the same.",
        )


def take_in(work: Work, arrived: Arrived, provider_id: int | None) -> Provider:
    """Inside a transaction: keep what was looked at in it. For the verbs of this package."""
    if isinstance(arrived.what, Withdrawal):
        return _take_back(work, arrived, arrived.what)
    provider = _sender(work, arrived, arrived.what, provider_id)
    _keep(work, provider, arrived.what)
    return provider


def _take_back(work: Work, arrived: Arrived, what: Withdrawal) -> Provider:
    known = arrived.known
    assert known is not None
    for received_id in _taken_back(what, known, area.area_of(work)):
        area.end_received(work, received_id, by="withdrawn")
    area.save_provider(work, replace(known, withdrawn_at=what.made_at, key=arrived.key))
    work.note("submission taken back by the provider", known.name, "")
    return known


def _sender(work: Work, arrived: Arrived, what: Submission, provider_id: int | None) -> Provider:
    """The provider that sent a submission, now with its key."""
    provider = arrived.known
    if provider is None and provider_id is not None:
        provider = area.get_provider(work, provider_id)
        if provider.uid or not provider.is_here:
            raise Refused(f"{provider.name} has sent something else before.", "Choose another, or a new provider.")
    if provider is None:
        kind = OrganisationKind(what.kind)
        alias = what.provider if what.is_alias else ""
        provider = area.add_provider(work, name=what.provider, kind=kind, contact="", alias=alias)
    provider = replace(provider, uid=what.provider_uid, key=arrived.key, removed_at=None)
    area.save_provider(work, provider)
    return provider


def _keep(work: Work, provider: Provider, what: Submission) -> None:
    here = area.area_of(work)
    older = here.latest(provider.id)
    if older is not None:
        area.end_received(work, older.id, by="replaced", keep=True)
    area.forget_removed(work, provider.id)
    _forget_waiting(work, here, what)
    content = content_of(what)
    texts = [
        {name: value for name, value in statement.items() if name != "rating"} for statement in content["statements"]
    ]
    area.add_received(
        work,
        provider_id=provider.id,
        uid=what.uid,
        made_at=what.made_at,
        content={name: content[name] for name in BESIDE_RATINGS} | {"statements": texts},
        ratings={statement_id: rating.value for statement_id, rating in what.ratings.items()},
        rated=sorted(what.ratings),
    )
    work.note("submission taken in", f"of {older.made_at:%Y-%m-%d}" if older else "", f"{provider.name}, {what.round}")


def _forget_waiting(work: Work, here: Area, what: Submission) -> None:
    """What its sender had sent before, and nobody had accepted yet, has been overtaken."""
    for waiting in here.unaccepted:
        if waiting.provider_uid == what.provider_uid and waiting.made_at <= what.made_at:
            unaccepted.forget_unaccepted(work, waiting.id)


def delete_submission(desk: Desk, *, received_id: int) -> None:
    """Delete a submission for good: what it said is emptied. Raises `NotFound`, `Refused` where it is gone."""
    with writing(desk, May.BRING_IN, "delete_submission") as work:
        here = area.area_of(work)
        received = next((submission for submission in here.received if submission.id == received_id), None)
        if received is None:
            raise NotFound("There is no such submission here.", "Choose one from the list.")
        if not received.content:
            raise Refused("This submission is gone already.", "There is nothing to do.")
        area.end_received(work, received_id, by="deleted")
        provider = area.get_provider(work, received.provider_id)
        work.note("submission deleted", f"{provider.name}, {received.round}", "")


def draw_area(desk: Desk, *, minimum: int) -> int:
    """Bring what came since into the area view, all of it together; returns how many submissions.

    Raises `Invalid` for a smallest group outside of 5 to 20, `Refused` where too few came: they wait for others.
    """
    minimum = check_minimum(minimum)
    with writing(desk, May.BRING_IN, "draw_area") as work:
        check_authority(work)
        waiting = [
            submission.id
            for submission in area.area_of(work).submitted
            if submission.gone_at is None and submission.drawn_at is None
        ]
        if len(waiting) < minimum:
            raise Refused(
                f"{len(waiting)} {'submission waits' if len(waiting) == 1 else 'submissions wait'}, and {minimum} must "
                "come in together, so that nobody can work out what one provider said.",
                "Draw the view again when more have come.",
            )
        area.draw(work, frozenset(waiting), minimum)
        work.note("area view drawn", "", f"{len(waiting)} submissions, none shown below {minimum}")
    return len(waiting)
