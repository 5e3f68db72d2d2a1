"""What a page may show, part by part, and what a visit read of it. Values alone: reading them is `visiting`."""

from dataclasses import dataclass
from enum import StrEnum

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
from sendsat.assessment.results.outline import Outline
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action, Round, Site, Team
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.services.visit.searching import Words


class Part(StrEnum):
    """Something that a page may show. The organisation and its rounds with their teams are always read."""

    ROUND = "what was said in the chosen round"
    PREVIOUS = "what was said in the round before it"
    OPEN_ROUNDS = "what was said in every open round"
    EVERY_ROUND = "what was said in every round"
    OUTLINES = "how every other round was rated, without what was said"
    ACTIONS = "the action plan"
    FINISHED = "actions that are finished, and since when"
    NOTES = "the notes on its actions"
    OFSTED = "the organisation's own Ofsted areas"
    TEAMS = "every team, retired ones too"
    GROUP = "the organisations of the group, as far as the visitor may see them"
    SITES = "every site, retired ones too"
    WORKSHOPS = "the list of workshops"
    EDITS = "edits of the chosen round's report"
    IMPORTS = "files brought into the chosen round"
    OPEN_AT_CLOSE = "what was open when the chosen round was closed"
    PEOPLE = "who may come in, and who is invited"
    WORDS = "every text, ready to be searched"
    BIN = "the rounds and teams in the bin, and other organisations that are there"
    AREA = "the register of providers and what they submitted"
    WAITING = "how many submissions wait to be accepted, for whoever may accept them"
    RECEIPTS = "what was shared with local authorities"
    AUTHORITIES = "the local authorities to which something can be sent directly"
    RECORD = "who did what, as it is asked for"
    SHARED = "copies of what was shared and not taken back, for partners"


@dataclass(frozen=True)
class Seen:
    """What was read for a page. What it did not ask for is None: nothing that was not read can pass for "nothing"."""

    rounds: tuple[Round, ...]
    round: Round
    before: Round | None
    snapshots: dict[int, Snapshot]
    outlines: dict[int, Outline] | None = None
    actions: tuple[Action, ...] | None = None
    finished: tuple[Finished, ...] | None = None
    ofsted: OfstedChoices | None = None
    teams: tuple[Team, ...] | None = None
    sites: tuple[Site, ...] | None = None
    organisations: tuple[Organisation, ...] = ()
    together: Together | None = None
    workshops: tuple[Workshop, ...] | None = None
    edits: dict[str, ReportEdit] | None = None
    imports: tuple[ImportBatch, ...] | None = None
    open_at_close: tuple[Finding, ...] | None = None
    members: tuple[Member, ...] | None = None
    invitations: tuple[Invitation, ...] | None = None
    words: Words | None = None
    record: Told | None = None
    binned: tuple[Binned, ...] | None = None
    away: tuple[Away, ...] | None = None
    area: Area | None = None
    waiting: int | None = None
    receipts: tuple[tuple[Receipt, Fate | None], ...] | None = None
    authorities: tuple[Organisation, ...] | None = None
    shared: SharedHere | None = None
