"""The short code by which a phone joins a workshop: made to be read aloud and typed, hard to guess, never reused."""

import secrets

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6
_BREAK = 4


def new_code() -> str:
    """A random code of six letters and figures without 0, 1, I, L, O and U: one of 729 million."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read_code(typed: str) -> str | None:
    """The code somebody typed, in small or capital letters, with spaces or hyphens; None where it cannot be one."""
    bare = "".join(sign for sign in typed.upper() if sign not in " -–—.\t\n")
    return bare if len(bare) == LENGTH and all(letter in LETTERS for letter in bare) else None


def spoken(code: str) -> str:
    """The code as it is shown: "7F3K-92"."""
    return f"{code[:_BREAK]}-{code[_BREAK:]}"
