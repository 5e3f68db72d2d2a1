"""Who looks at this page: on a server with sign-in whoever their provider says, or who has a link to read by; else
somebody at this computer."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import streamlit as st

from sendsat.assessment.people import links
from sendsat.assessment.people.people import SOMEONE, Person, stranger
from sendsat.settings import SignIn, load_settings

LASTS = timedelta(hours=12)
"""So long somebody stays signed in: a working day."""
_YES = (True, 1, "true", "1")


def sign_in() -> SignIn | None:
    """How people sign in, None where nobody does. Raises `Invalid` where it is set up in part only."""
    return load_settings().sign_in


def claims() -> Mapping[str, Any]:
    """What the provider said of this visitor when they signed in, proved by its signature; empty for nobody."""
    told = st.user.to_dict()
    return told if told.get("is_logged_in") is True else {}


def kept_link() -> str | None:
    """What this visitor's browser keeps of a link to read by; None for nothing."""
    return st.context.cookies.get(links.COOKIE)


def visitor() -> Person | None:
    """Who comes, before it is known whether they were let in; None where they still have to sign in."""
    settings = sign_in()
    if settings is None:
        return SOMEONE
    told, now = claims(), datetime.now(UTC)
    signed_in = person_from(told, now) if is_for_us(told, settings) else None
    return signed_in or links.person_with(kept_link(), now)


def was_meant_for_another() -> bool:
    """Whether this visitor shows what our provider, or another, said to another program than sendsat."""
    settings, told = sign_in(), claims()
    return settings is not None and bool(told) and not is_for_us(told, settings)


def is_for_us(told: Mapping[str, Any], settings: SignIn) -> bool:
    """Whether our provider said this, and said it to sendsat. Asked again here: Authlib takes what was said to another
    program where only the authorised party is sendsat."""
    audience = told.get("aud")
    heard_by = audience if isinstance(audience, list) else [audience]
    return settings.client_id in heard_by and str(told.get("iss")).rstrip("/") == settings.issuer.rstrip("/")


def person_from(told: Mapping[str, Any], now: datetime) -> Person | None:
    """The person of whom a provider said this; None for nobody, or where they signed in too long ago.

    An address counts only where the provider says that it is theirs: `email_verified`, or `xms_edov` as Microsoft
    Entra calls it.
    """
    issuer, known_as, at = told.get("iss"), told.get("sub"), told.get("iat")
    if not issuer or not known_as or not isinstance(at, int | float) or now.timestamp() - at > LASTS.total_seconds():
        return None
    is_theirs = any(told.get(name) in _YES for name in ("email_verified", "xms_edov"))
    mail = str(told.get("email") or "") if is_theirs else ""
    name = str(told.get("name") or told.get("email") or "")
    return stranger(subject=f"{issuer}|{known_as}", mail=mail, name=name, at=datetime.fromtimestamp(at, UTC))
