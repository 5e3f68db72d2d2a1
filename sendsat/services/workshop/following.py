"""What all phones of a workshop follow: asked of the database once for all of them, and again only when it changed."""

from dataclasses import replace

from sendsat.assessment.workshop.phone import Followed
from sendsat.services.workshop.joining import Door
from sendsat.storage.queries.workshop import seen, workshops
from sendsat.storage.scope import Scope


def follow(door: Door, workshop_id: int, known: Followed | None = None) -> Followed | None:
    """The workshop as it is now: `known` itself where nothing changed, which costs one statement; None where there is
    none. Where only phones and votes came since, the rest is not read again.
    """
    with door.store.looking() as session:
        stamp = seen.stamp_of(session, workshop_id)
        if stamp is None or (known is not None and known.stamp == stamp):
            return known if stamp else None
        own = seen.own_of(session, workshop_id)
        if known is not None and known.stamp.has_same_room(stamp):
            return replace(known, stamp=stamp, own=own)
        workshop = workshops.get_workshop(Scope(session, stamp.organisation_id), workshop_id)
        return Followed(stamp, workshop, own)
