"""Sharing a round with a local authority, with consent: a preview of exactly what is seen, a signed file, a receipt,
and taking it back."""

import hashlib
import uuid
from dataclasses import replace

from sendsat.assessment.rules import storable
from sendsat.assessment.submission import (
    Choice,
    Submission,
    Withdrawal,
    check_choice,
    shared_actions,
    shared_statements,
)
from sendsat.errors import NotFound, Overtaken
from sendsat.exchange.files.safe_text import file_name
from sendsat.exchange.submission.contents import submission_file, withdrawal_file
from sendsat.exchange.submission.signing import fingerprint, new_key, public_of
from sendsat.services.desk import Desk
from sendsat.services.viewing import snapshots_within
from sendsat.services.work import May, Scope, Work, reading, writing
from sendsat.storage.queries import actions, area, rounds


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
        actions=shared_actions(planned, (one.statement_id for one in statements), choice),
    )


def _uid_for(desk: Desk, authority_code: str) -> str:
    """What one authority knows this organisation by: two of them cannot tell from it that they know the same one."""
    return hashlib.sha256(f"{desk.organisation.uid} {authority_code}".encode()).hexdigest()[:32]


def submit(desk: Desk, *, round_id: int, choice: Choice, seen: Submission) -> tuple[str, bytes]:
    """Make the file of what was `seen` in the preview, and keep a receipt; returns its name and bytes.

    Raises `Overtaken` where something of it changed since, `Invalid`, `NotFound`.
    """
    choice = check_choice(choice)
    with writing(desk, May.SHARE, "submit") as work:
        now = _submission(desk, work, round_id, choice)
        if replace(now, uid=seen.uid, made_at=seen.made_at) != seen:
            raise Overtaken("Something of this changed since you looked.", "Look at it again, then make the file.")
        content = submission_file(now, _key(work))
        shared = shared_words(choice, now)
        _keep_receipt(work, round_id, now.uid, "submission", (choice.authority, choice.authority_code), shared, content)
        work.note("submission made", "", f"{choice.authority}: {shared}", round_id=round_id)
    return file_name(now.provider, "Submission", now.round, desk.today, "json"), content


def _key(work: Work) -> str:
    """The organisation's key, made when it is first needed."""
    private = area.private_key(work)
    if not private:
        private = new_key()
        area.keep_private_key(work, private)
    return private


def _keep_receipt(
    work: Work, round_id: int | None, uid: str, kind: str, authority: tuple[str, str], shared: str, content: bytes
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


def withdraw(desk: Desk, *, receipt_id: int) -> tuple[str, bytes]:
    """Take back everything that was shared with the authority of a receipt: the file that says so, its name first.
    Raises `NotFound`."""
    with writing(desk, May.SHARE, "withdraw") as work:
        receipt = next((one for one in area.receipts_of(work) if one.id == receipt_id), None)
        if receipt is None:
            raise NotFound("There is no such receipt here.", "Choose one from the list.")
        code = receipt.authority_code
        withdrawal = Withdrawal(uuid.uuid4().hex, desk.now(), code, _uid_for(desk, code))
        content = withdrawal_file(withdrawal, _key(work))
        words = "Everything shared before"
        _keep_receipt(work, None, withdrawal.uid, "withdrawal", (receipt.authority, code), words, content)
        work.note("submission taken back", receipt.authority, "")
    return file_name("", "Withdrawal", "", desk.today, "json"), content
