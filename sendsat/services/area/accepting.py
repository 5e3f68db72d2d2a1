"""What came directly from somebody whose key nobody has accepted waits here, until the authority says who sent it.

Whoever begins an organisation gives it any name they like, so a name alone proves nothing. A provider whose key has
changed waits too: somebody may have taken its place.
"""

from sendsat.assessment.area.partners import Provider, Unaccepted
from sendsat.exchange.submission.contents import content_of, submission_in
from sendsat.exchange.submission.signing import fingerprint
from sendsat.services.area.receiving import Arrived, check_authority, check_compared, take_in, weigh
from sendsat.services.desk import Desk
from sendsat.services.work import May, Work, writing
from sendsat.storage.queries.area import unaccepted

WAITS = "submission waits to be accepted"


def waits_first(arrived: Arrived) -> bool:
    """Whether what came directly is to be accepted by somebody before it counts: nobody knows its key, or the provider
    was taken out of the register."""
    return arrived.known is None or not arrived.known.is_here or arrived.is_other_key


def let_wait(theirs: Work, arrived: Arrived) -> None:
    """Inside a transaction: keep a submission apart until it is accepted. For the verbs of this package."""
    assert not arrived.is_withdrawal
    content = content_of(arrived.submission)
    provider_uid = arrived.submission.provider_uid
    unaccepted.keep_unaccepted(theirs, provider_uid=provider_uid, key=arrived.key, content=content)
    theirs.note(WAITS, _key_before(arrived), _told(arrived.submission.provider, arrived.key))


def accept_waiting(desk: Desk, *, unaccepted_id: int, provider_id: int | None = None, confirmed: str = "") -> Provider:
    """Say that the name and the fingerprint are right: the submission is taken in as its file would be, and whoever
    signs with this key is known from now on. `provider_id` says which provider of the register sent it, None for one
    that is known or new. `confirmed` is the fingerprint that somebody compared with the provider, where it is known by
    another key.

    Raises `NotFound`, `Refused` where a newer one is here, or the provider is known by another key and the fingerprint
    of this one was not compared.
    """
    with writing(desk, May.BRING_IN, "accept_waiting") as work:
        check_authority(work)
        waiting = unaccepted.get_unaccepted(work, unaccepted_id)
        arrived = weigh(desk, work, submission_in(dict(waiting.content)), waiting.key)
        check_compared(arrived, confirmed)
        provider = take_in(work, arrived, provider_id)
        work.note("sender accepted", _key_before(arrived), _told(provider.name, waiting.key))
    return provider


def refuse_waiting(desk: Desk, *, unaccepted_id: int) -> None:
    """Say that this is not from whom it says: nothing of it is kept but the note. Raises `NotFound`."""
    with writing(desk, May.BRING_IN, "refuse_waiting") as work:
        waiting = unaccepted.get_unaccepted(work, unaccepted_id)
        unaccepted.forget_unaccepted(work, waiting.id)
        work.note("sender refused", _told(waiting.provider, waiting.key), "")


def let_go(theirs: Work, waiting: Unaccepted) -> None:
    """Inside a transaction: forget what its sender took back before it was accepted. For the verbs of this package."""
    unaccepted.forget_unaccepted(theirs, waiting.id)
    theirs.note("submission taken back by the provider", waiting.provider, "")


def _key_before(arrived: Arrived) -> str:
    """The key by which the provider is known, where that is another one."""
    return f"key {fingerprint(arrived.known.key)}" if arrived.known and arrived.is_other_key else ""


def _told(name: str, key: str) -> str:
    return f"{name}, key {fingerprint(key)}"
