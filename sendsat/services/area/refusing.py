"""Which submissions a local authority does not take in, and why: told to whoever opened the file. Reads and writes
nothing."""

from datetime import datetime, timedelta

from sendsat.assessment.area.partners import Area, Provider
from sendsat.assessment.area.submission import LONGEST_NAME, Submission
from sendsat.assessment.organisations import OrganisationKind
from sendsat.errors import Invalid, Refused
from sendsat.exchange.submission.document import AGAIN
from sendsat.services.desk import Desk

CLOCKS_DIFFER = timedelta(days=1)
"""So far the clock of a provider's computer may be ahead of this one."""
GONE = {
    "withdrawn": ("The provider has taken this submission back.", "Ask it for a new one."),
    "deleted": ("This submission was deleted here.", "Ask the provider for a new one."),
    "replaced": ("A newer submission of this provider is here.", "There is nothing to do."),
    "removed": ("This submission went with its provider when that was removed here.", "Bring the provider back first."),
}
"""What is said of a submission that was here, by why it counts no longer."""


def check_clock(desk: Desk, made_at: datetime) -> None:
    """Of a provider's files the latest counts, and a withdrawal takes back what was made before: one from a time that
    is still to come would keep out all that the provider sends until then. Raises `Refused`."""
    if made_at > desk.now() + CLOCKS_DIFFER:
        raise Refused(
            f"This file says that it was made on {made_at.day} {made_at:%B %Y}, which is still to come.",
            "Ask the provider to set its computer's clock and make the file again. Look at your own clock too.",
        )


def check_submission(desk: Desk, what: Submission, known: Provider | None, here: Area) -> None:
    """Raises `Refused` for a submission that came before, was taken back or is older than what counts; `Invalid` for
    one that cannot be read here."""
    before = next((submission for submission in here.received if submission.uid == what.uid), None)
    if before is not None:
        raise Refused(*GONE.get(before.gone_by, ("This submission is here already.", "There is nothing to do.")))
    if what.edition_id not in {edition.id for edition in (desk.library.current, *desk.library.supplements)}:
        raise Invalid(
            "This submission was rated with a guide that is not here.",
            "Bring sendsat here up to date, or ask the provider for a round that is rated with the guide you have.",
        )
    if what.kind not in set(OrganisationKind) or len(what.provider) > LONGEST_NAME:
        raise Invalid("This file does not say properly who sent it.", AGAIN)
    if known is None:
        return
    if known.withdrawn_at is not None and what.made_at <= known.withdrawn_at:
        raise Refused("The provider has taken this submission back.", "Ask it for a new one.")
    latest = here.latest(known.id)
    if latest is not None and what.made_at <= latest.made_at:
        raise Refused("A newer submission of this provider is here.", "There is nothing to do.")
