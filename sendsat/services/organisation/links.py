"""Verbs on links to read by: make one, and end it."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sendsat.assessment.people.links import check_link, subject_of
from sendsat.assessment.people.people import Role, stranger
from sendsat.services.desk import Desk
from sendsat.services.work import May, writing
from sendsat.storage.queries.people import people


@dataclass(frozen=True)
class Link:
    """A link that was just made: `token` is what it opens with, known only now; it ends by itself at `ends_at`."""

    name: str
    token: str
    ends_at: datetime


def make_link(desk: Desk, *, name: str, days: int) -> Link:
    """Let whoever has a link read the organisation for some days. Raises `Invalid` as `check_link`."""
    link = Link(check_link(name, days), secrets.token_urlsafe(32), desk.now() + timedelta(days=days))
    subject = subject_of(link.token)
    with writing(desk, May.MANAGE_PEOPLE, "make_link") as work:
        people.let_in(work, stranger(subject=subject, mail="", name=link.name), Role.READER, ())
        people.end_at(work, subject, link.ends_at)
        work.note("link made", "", f"{link.name}, until {link.ends_at:%Y-%m-%d}")
    return link
