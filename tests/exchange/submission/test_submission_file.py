"""The signed file: whole or not at all."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.rating import Rating
from sendsat.errors import Invalid
from sendsat.exchange.submission import document
from sendsat.exchange.submission.contents import submission_in, withdrawal_in
from sendsat.exchange.submission.document import Kind, read, write
from sendsat.exchange.submission.signing import fingerprint, new_key, public_of
from tests.services.area.sending import key_of, submission, submission_from, withdrawal_from

CODE = "a" * 32
FILE = submission_from(CODE, LM1=Rating.RED, LM2=Rating.GREEN)


def test_a_submission_comes_back_as_it_went() -> None:
    signed = read(FILE)
    assert signed.kind is Kind.SUBMISSION
    assert signed.key == public_of(key_of(1))
    assert submission_in(signed.content) == submission(CODE, LM1=Rating.RED, LM2=Rating.GREEN)


def test_a_withdrawal_comes_back_as_it_went() -> None:
    signed = read(withdrawal_from(CODE))
    assert signed.kind is Kind.WITHDRAWAL
    assert withdrawal_in(signed).authority_code == CODE


@given(st.integers(0, len(FILE) - 1), st.integers(1, 255))
def test_any_changed_byte_is_refused(place: int, by: int) -> None:
    changed = bytearray(FILE)
    changed[place] ^= by
    with pytest.raises(Invalid):
        read(bytes(changed))


@given(st.integers(0, len(FILE) - 1))
def test_a_file_that_was_cut_is_refused(end: int) -> None:
    with pytest.raises(Invalid):
        read(FILE[:end])


@given(st.binary(max_size=200))
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid):
        read(content)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"[" * 100_000, "damaged"),
        (b"{}", "not a submission"),
        (FILE + b"\n", "altered"),
        (FILE.replace(b'"red"', b'"green"'), "altered"),
        (FILE.replace(b'"version": 1', b'"version": 2'), "newer sendsat"),
        (b" " * (document.LARGEST + 1), "far larger"),
    ],
)
def test_what_is_wrong_is_said(content: bytes, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        read(content)


@pytest.mark.parametrize("name", json.loads(FILE)["content"])
def test_a_field_of_another_kind_is_named_though_it_is_signed(name: str) -> None:
    content = json.loads(FILE)["content"] | {name: {"no": "way"}}
    with pytest.raises(Invalid, match=f"“{name}” in this file"):
        submission_in(read(write(Kind.SUBMISSION, content, new_key())).content)


def test_two_keys_have_two_fingerprints_that_can_be_read_aloud() -> None:
    first, second = (fingerprint(public_of(new_key())) for _ in range(2))
    assert first != second
    assert [len(part) for part in first.split()] == [4, 4, 4, 4]
