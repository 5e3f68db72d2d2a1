"""Sharing a round with a local authority, with consent: a preview of exactly what is seen, a signed file, a receipt,
and taking it back. An authority in the same database gets the file at once. A copy stays here for partners to read,
until it is taken back."""

import hashlib
import uuid
from dataclasses import dataclass, replace
from typing import Any

from sendsat.assessment.area.partners import Provider, Receipt, Unaccepted, after_all
from sendsat.assessment.area.submission import (
    Choice,
    Submission,
    Withdrawal,
    check_choice,
    shared_actions,
    shared_statements,
)
from sendsat.assessment.organisations import Organisation
from sendsat.assessment.rules import storable
from sendsat.errors import NotFound, Overtaken
from sendsat.exchange.files.safe_text import file_name
from sendsat.exchange.submission.contents import content_of, submission_file, withdrawal_file
from sendsat.exchange.submission.signing import fingerprint, new_key, public_of
from sendsat.services.area.accepting import let_go, let_wait, waits_first
from sendsat.services.area.receiving import look_within, take_in
from sendsat.services.desk import Desk
from sendsat.services.viewing import snapshots_within
from sendsat.services.work import May, Scope, Work, handing, reading, writing
from sendsat.storage.queries import actions, rounds
from sendsat.storage.queries.area import area, neighbours
from sendsat.storage.queries.area.shared import empty_copies
from sendsat.storage.queries.area.unaccepted import waits_at

ARRIVED = "Sent directly: it has arrived."
PART = (
    "What waited to be accepted. What was accepted before was signed with another key: it stays until they have asked "
    "for the fingerprint of yours, and taken the file in."
)
WHOLE = "Everything shared before"
BY_FILE = f"{WHOLE}, once they have asked for the fingerprint of your key, and taken the file in."


def preview_submission(desk: Desk, round_id: int, choice: Choice) -> Submission:
    """Exactly what the file would hold; nothing is written. Raises `Invalid`, `NotFound`."""
    choice = check_choice(choice)
    with reading(desk) as scope:
        return _submission(desk, scope, round_id, choice)


def _submission(desk: Desk, scope: Scope, round_id: int, choice: Choice) -> Submission:
    round_ = rounds.get_round(scope, round_id)
    [snapshot] = snapshots_within(desk, scope, [round_])
    statements = shared_statements(snapshot, choice)
    planned = actions.actions_of(scope, with_notes=False) if choice.actions else ()
    return Submission(
        uid=uuid.uuid4().hex,
        made_at=desk.now(),
        authority_code=choice.authority_code,
        provider_uid=_uid_for(desk, choice.authority_code),
        provider=choice.alias or storable(desk.organisation.name),
        kind=desk.organisation.kind.value,
        is_alias=bool(choice.alias),
        round_id=round_id,
        round=round_.name,
        edition_id=round_.edition_id,
        sections=choice.sections,
        statements=statements,
        actions=shared_actions(planned, (statement.statement_id for statement in statements), choice),
    )


def _uid_for(desk: Desk, authority_code: str) -> str:
    """What one authority knows this organisation by: two of them cannot tell from it that they know the same one."""
    return hashlib.sha256(f"{desk.organisation.uid} {authority_code}".encode()).hexdigest()[:32]


def submit(desk: Desk, *, round_id: int, choice: Choice, seen: Submission) -> tuple[str, bytes]:
    """Make the file of what was `seen` in the preview, and keep a receipt; returns its name and bytes.

    Raises `Overtaken` where something of it changed since, `Invalid`, `NotFound`.
    """
    with writing(desk, May.SHARE, "submit") as work:
        content = _written(desk, work, round_id, check_choice(choice), seen)
    return file_name(seen.provider, "Submission", seen.round, desk.today, "json"), content


def authority_here(desk: Desk, code: str) -> Organisation | None:
    """The local authority with this code, where it is in this database and so can be sent something directly."""
    with reading(desk) as scope:
        return neighbours.authority_coded(scope, code)


@dataclass(frozen=True)
class Sent:
    """Whom something was sent directly; `waits` where they are to accept it before it counts, `is_other_key` where they
    know the organisation by another key than it signs with now."""

    authority: Organisation
    waits: bool
    is_other_key: bool = False


def send(desk: Desk, *, round_id: int, choice: Choice, seen: Submission) -> Sent:
    """Make the file of what was `seen`, and hand it to the local authority of its code: in one transaction, with a
    receipt here and a note on both sides. It takes the file in at once where it knows the key; else it waits there
    until somebody accepts it.

    Raises `Overtaken`, `Invalid` as `submit`; `NotFound` where the authority is not in this database; `Refused` where
    it would not take such a file in.
    """
    choice = check_choice(choice)
    authority = authority_here(desk, choice.authority_code)
    if authority is None:
        raise NotFound("This local authority is not in this sendsat.", "Make a file, and send it yourself.")
    with handing(desk, May.SHARE, "send", to=authority, seen_as=seen.provider) as (work, theirs):
        content = _written(desk, work, round_id, choice, seen, how=f" {ARRIVED}")
        arrived = look_within(replace(desk, organisation=authority), theirs, content)
        waits = waits_first(arrived)
        if waits:
            let_wait(theirs, arrived)
        else:
            take_in(theirs, arrived, None)
    return Sent(authority, waits, arrived.is_other_key)


def _written(desk: Desk, work: Work, round_id: int, choice: Choice, seen: Submission, *, how: str = "") -> bytes:
    """The file of what was `seen`, with its receipt and note; `how` it went is added to the receipt."""
    now = _submission(desk, work, round_id, choice)
    if replace(now, uid=seen.uid, made_at=seen.made_at) != seen:
        raise Overtaken("Something of this changed since you looked.", "Look at it again, then go on.")
    content = submission_file(now, _key(work))
    shared = f"{shared_words(choice, now)}.{how}" if how else shared_words(choice, now)
    to = (choice.authority, choice.authority_code)
    _keep_receipt(work, round_id, now.uid, "submission", to, shared, content, copy=content_of(now))
    work.note("submission made", "", f"{choice.authority}: {shared}", round_id=round_id)
    return content


def _key(work: Work) -> str:
    """The organisation's key, made when it is first needed."""
    private = area.private_key(work)
    if not private:
        private = new_key()
        area.keep_private_key(work, private)
    return private


def _keep_receipt(
    work: Work,
    round_id: int | None,
    uid: str,
    kind: str,
    authority: tuple[str, str],
    shared: str,
    content: bytes,
    *,
    copy: dict[str, Any] | None = None,
) -> None:
    area.add_receipt(
        work,
        round_id=round_id,
        uid=uid,
        kind=kind,
        authority=authority[0],
        authority_code=authority[1],
        shared=shared,
        checksum=f"{hashlib.sha256(content).hexdigest()} {fingerprint(public_of(_key(work)))}",
        content=copy,
    )


def shared_words(choice: Choice, submission: Submission) -> str:
    """ "Autumn, 3 sections, 61 statements, with reasons and actions, as Provider A"."""
    parts = (("reasons", choice.commentary), ("evidence", choice.evidence), ("actions", choice.actions))
    beside = [name for name, is_shared in parts if is_shared]
    names = ["names of who does actions"] if choice.actions and choice.people else []
    with_ = f"with {', '.join([*beside, *names])}" if beside else "ratings only"
    sections, statements = len(submission.sections), len(submission.statements)
    counted = (
        f"{sections} {'section' if sections == 1 else 'sections'}, "
        f"{statements} {'statement' if statements == 1 else 'statements'}"
    )
    return f"{submission.round}, {counted}, {with_}, as {submission.provider}"


@dataclass(frozen=True)
class TakenBack:
    """The file that takes back what was shared; `has_arrived` where what waited there is gone, or the authority has
    taken it in already. Where something `stays`, another key signed that: the authority is to be sent the file,
    and asks for the fingerprint of the key before it takes it in."""

    name: str
    content: bytes
    authority: str
    has_arrived: bool
    stays: bool = False


def withdraw(desk: Desk, *, receipt_id: int) -> TakenBack:
    """Take back everything that was shared with the authority of a receipt: the file that says so. An authority in this
    database that has something of it takes it in at once, unless it knows the organisation by another key; what waits
    there is gone. Raises `NotFound`."""
    with reading(desk) as scope:
        receipt = next((receipt for receipt in area.receipts_of(scope) if receipt.id == receipt_id), None)
        if receipt is None:
            raise NotFound("There is no such receipt here.", "Choose one from the list.")
        authority, known, waiting, stays = _who_knows(desk, scope, receipt.authority_code)
    seen_as = known.name if known else ""
    if waiting and not known:
        seen_as = waiting.provider
    if authority is None or not seen_as:
        with writing(desk, May.SHARE, "withdraw") as work:
            content = _taken_back(desk, work, receipt, BY_FILE if stays else WHOLE)
    else:
        with handing(desk, May.SHARE, "withdraw", to=authority, seen_as=seen_as) as (work, theirs):
            words = PART if stays else f"{WHOLE}. {ARRIVED}"
            content = _taken_back(desk, work, receipt, words)
            if waiting:
                let_go(theirs, waiting)
            if known:
                take_in(theirs, look_within(replace(desk, organisation=authority), theirs, content), None)
    name = file_name("", "Withdrawal", "", desk.today, "json")
    return TakenBack(name, content, receipt.authority, bool(seen_as), stays)


def _who_knows(
    desk: Desk, scope: Scope, code: str
) -> tuple[Organisation | None, Provider | None, Unaccepted | None, bool]:
    """The authority with this code in this database, what it calls this organisation where it has had something signed
    with its key, what waits there to be accepted, and whether it keeps something that was signed with another key."""
    authority, private = neighbours.authority_coded(scope, code), area.private_key(scope)
    if authority is None or not private:
        return authority, None, None, False
    uid = _uid_for(desk, code)
    known, keeps = neighbours.known_to(scope, authority, uid=uid)
    is_same = known is not None and known.key == public_of(private)
    return authority, known if is_same else None, waits_at(scope, authority, uid=uid), keeps and not is_same


def _taken_back(desk: Desk, work: Work, receipt: Receipt, words: str) -> bytes:
    code = receipt.authority_code
    made_at = after_all(area.receipts_of(work), code, desk.now())
    withdrawal = Withdrawal(uuid.uuid4().hex, made_at, code, _uid_for(desk, code))
    content = withdrawal_file(withdrawal, _key(work))
    _keep_receipt(work, None, withdrawal.uid, "withdrawal", (receipt.authority, code), words, content)
    empty_copies(work, code)
    work.note("submission taken back", receipt.authority, "")
    return content
