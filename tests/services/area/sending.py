"""Providers that send a local authority something, for tests: each with a key of its own that never changes."""

import hashlib
from datetime import timedelta

from sendsat.assessment.area.submission import SharedStatement, Submission, Withdrawal
from sendsat.assessment.rating import Rating
from sendsat.exchange.submission.contents import submission_file, withdrawal_file
from tests.factories import STARTED, make_edition


def key_of(number: int) -> str:
    return hashlib.sha256(f"key {number}".encode()).hexdigest()


def provider_uid(number: int) -> str:
    return f"{number:032x}"


def submission(authority: str, number: int = 1, *, time: int = 0, edition: str = "", **ratings: Rating) -> Submission:
    """What a provider made `time` days after the first."""
    said = ratings or {"LM1": Rating.RED}
    return Submission(
        uid=f"{number}-{time}",
        made_at=STARTED + timedelta(days=time),
        authority_code=authority,
        provider_uid=provider_uid(number),
        provider=f"Provider {number}",
        kind="fe_college",
        is_alias=False,
        round_id=1,
        round="Autumn",
        edition_id=edition or make_edition().id,
        sections=("leadership",),
        statements=tuple(SharedStatement(one, rating, ("Because of Sam",)) for one, rating in said.items()),
    )


def submission_from(
    authority: str, number: int = 1, *, time: int = 0, key: str = "", edition: str = "", **ratings: Rating
) -> bytes:
    """The file of a submission, signed with the provider's key or another."""
    made = submission(authority, number, time=time, edition=edition, **ratings)
    return submission_file(made, key or key_of(number))


def withdrawal_from(authority: str, number: int = 1, *, time: int = 1, key: str = "") -> bytes:
    made = Withdrawal(f"w{number}-{time}", STARTED + timedelta(days=time), authority, provider_uid(number))
    return withdrawal_file(made, key or key_of(number))
