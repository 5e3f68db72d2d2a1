"""Keys with which a provider signs what it sends: Ed25519, as lower-case hexadecimal text. Pure but for new keys."""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def new_key() -> str:
    """A new private key."""
    return Ed25519PrivateKey.generate().private_bytes_raw().hex()


def public_of(private: str) -> str:
    """The public key that belongs to a private one."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private)).public_key().public_bytes_raw().hex()


def sign(private: str, content: bytes) -> str:
    """The signature of some bytes."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private)).sign(content).hex()


def is_signed(public: str, signature: str, content: bytes) -> bool:
    """Whether the owner of the key signed exactly these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: str) -> str:
    """A short name of a public key that two people can read to one another: "3f2a 91c0 77de 04b1"."""
    digest = hashlib.sha256(bytes.fromhex(public)).hexdigest()[:16]
    return " ".join(digest[place : place + 4] for place in range(0, 16, 4))
