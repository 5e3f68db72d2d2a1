"""What was read for a page, each kind by its name. What a page did not ask for is an error of ours, never "nothing"."""

from dataclasses import dataclass
from typing import TypeVar

from sendsat.assessment.area.partners import Area, Fate, Receipt, SharedHere
from sendsat.assessment.groups.group import Together
from sendsat.assessment.imports.imports import ImportBatch
from sendsat.assessment.organisations import Organisation
from sendsat.assessment.people.membership import Invitation, Member
from sendsat.assessment.records.bin import Binned
from sendsat.assessment.records.organisation_bin import Away
from sendsat.assessment.records.records import Told
from sendsat.assessment.report.report import ReportEdit
from sendsat.assessment.results.close_check import Finding
from sendsat.assessment.results.finished import Finished
from sendsat.assessment.results.ofsted import OfstedChoices
from sendsat.assessment.values import Action, Site, Team
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.services.visit.parts import Seen

Found = TypeVar("Found")


def asked_for(value: Found | None) -> Found:
    """What the page asked for: what was not read must never look like nothing."""
    assert value is not None, "The page does not say that it shows this: see SHOWS in ui/frame/navigation.py."
    return value


@dataclass
class Shown:
    """What a visit read for one page."""

    seen: Seen

    @property
    def teams(self) -> tuple[Team, ...]:
        """The organisation's teams, retired ones too."""
        return asked_for(self.seen.teams)

    @property
    def shared(self) -> SharedHere:
        """What was shared and not taken back."""
        return asked_for(self.seen.shared)

    @property
    def together(self) -> Together | None:
        """The group of the organisation, None where it is in none."""
        return self.seen.together

    @property
    def sites(self) -> tuple[Site, ...]:
        """The organisation's sites, retired ones too."""
        return asked_for(self.seen.sites)

    @property
    def workshops(self) -> tuple[Workshop, ...]:
        """The organisation's workshops without their votes, newest first."""
        return asked_for(self.seen.workshops)

    @property
    def members(self) -> tuple[Member, ...]:
        """Who may come in, by name."""
        return asked_for(self.seen.members)

    @property
    def invitations(self) -> tuple[Invitation, ...]:
        """Who is invited, by address."""
        return asked_for(self.seen.invitations)

    @property
    def edits(self) -> dict[str, ReportEdit]:
        """The edits of the chosen round's report."""
        return asked_for(self.seen.edits)

    @property
    def imports(self) -> tuple[ImportBatch, ...]:
        """The files brought into the chosen round, newest first."""
        return asked_for(self.seen.imports)

    @property
    def open_at_close(self) -> tuple[Finding, ...] | None:
        """What was open when the chosen round was closed; None where nothing was kept of that, or it is open."""
        return self.seen.open_at_close

    @property
    def record(self) -> Told:
        """Who did what, as it was asked for."""
        return asked_for(self.seen.record)

    @property
    def binned(self) -> tuple[Binned, ...]:
        """The rounds and teams in the bin, what goes first first."""
        return asked_for(self.seen.binned)

    @property
    def away(self) -> tuple[Away, ...]:
        """The organisations in the bin that the visitor looks after, the one that goes first first."""
        return asked_for(self.seen.away)

    @property
    def area(self) -> Area:
        """The register of providers and what they submitted."""
        return asked_for(self.seen.area)

    @property
    def waiting(self) -> int:
        """How many submissions wait for the visitor to accept them."""
        return asked_for(self.seen.waiting)

    @property
    def receipts(self) -> tuple[tuple[Receipt, Fate | None], ...]:
        """What was shared with local authorities, newest first, and what became of it where that is known here."""
        return asked_for(self.seen.receipts)

    @property
    def authorities(self) -> tuple[Organisation, ...]:
        """The local authorities to which something can be sent directly, by name."""
        return asked_for(self.seen.authorities)

    @property
    def actions(self) -> tuple[Action, ...]:
        """The action plan, oldest first."""
        return asked_for(self.seen.actions)

    @property
    def finished(self) -> tuple[Finished, ...]:
        """The actions that are done or dropped, oldest first."""
        return asked_for(self.seen.finished)

    @property
    def ofsted(self) -> OfstedChoices:
        """The organisation's own Ofsted areas."""
        return asked_for(self.seen.ofsted)
