"""Somebody visits a page: all that it shows is read in one transaction, so that it is of one moment and costs little.

A page says which parts of what is stored it shows; nothing else is read for it. Nothing here writes.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sendsat.assessment.area.partners import Fate, Receipt
from sendsat.assessment.groups.group import Together
from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.people.people import SOMEONE, Person
from sendsat.assessment.people.permissions import check_may, may
from sendsat.assessment.records.bin import Binned
from sendsat.assessment.records.organisation_bin import Away
from sendsat.assessment.records.records import Asked
from sendsat.assessment.results.close_check import Finding
from sendsat.assessment.results.outline import Outline
from sendsat.assessment.values import Round
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.errors import Refused
from sendsat.guide.library import Library
from sendsat.services.desk import Desk
from sendsat.services.records.recording import record_within
from sendsat.services.viewing import outlines_within, previous_round, shared_within, snapshots_within
from sendsat.services.visit.parts import Part, Seen
from sendsat.services.visit.searching import words_within
from sendsat.services.work import May, Scope, arriving, as_now, not_let_in
from sendsat.storage.queries import actions, close_checks, groups, imports, organisations, report_edits, rounds, sites
from sendsat.storage.queries.area import area, neighbours, unaccepted
from sendsat.storage.queries.people import people
from sendsat.storage.queries.records import bins, organisation_bins, team_bins
from sendsat.storage.queries.workshop import workshops
from sendsat.storage.scope import settle_on
from sendsat.storage.store import Store

EVERYTHING = Asked()


def _binned(scope: Scope) -> tuple[Binned, ...]:
    """Rounds and teams in the bin, what goes first first."""
    both = (*bins.binned_of(scope), *team_bins.binned_of(scope))
    return tuple(sorted(both, key=lambda binned: binned.binned_at))


def _receipts(scope: Scope) -> tuple[tuple[Receipt, Fate | None], ...]:
    receipts = area.receipts_of(scope)
    fates = neighbours.fates_of(scope, receipts)
    return tuple((receipt, fates.get(receipt.uid)) for receipt in receipts)


@dataclass(frozen=True)
class Visit:
    """A visit while its transaction lasts: whose desk it is, the organisation's rounds, oldest first, and every
    organisation that the visitor may see; `whole` are the ids of those where they are no partner. A partner sees no
    round."""

    desk: Desk
    rounds: tuple[Round, ...]
    scope: Scope
    organisations: tuple[Organisation, ...]
    whole: frozenset[int]

    @property
    def is_partners(self) -> bool:
        """Whether the visitor may see no more here than what was shared."""
        return not may(self.desk.person, May.LOOK)

    def look_at_shared(self, parts: Collection[Part]) -> Seen:
        """All that a partner sees: what was shared, where `parts` have it, and in place of a round the guide alone."""
        alone = Round(0, "", self.desk.library.current.id, self.desk.now(), self.desk.now(), None)
        return Seen((), alone, None, {}, shared=shared_within(self.scope) if Part.SHARED in parts else None)

    def look(self, round_id: int, parts: Collection[Part], asked: Asked = EVERYTHING) -> Seen:
        """Read these parts, for a round of `rounds`; of the record what is `asked` for. Raises `Refused` for
        a partner."""
        check_may(self.desk.person, May.LOOK)
        scope, before = self.scope, previous_round(self.rounds, round_id)
        wanted = self._wanted(round_id, before, parts)
        snapshots = snapshots_within(self.desk, scope, wanted) if wanted else ()
        outlines = self._outlines(wanted) if Part.OUTLINES in parts else None
        return Seen(
            rounds=self.rounds,
            round=next(round_ for round_ in self.rounds if round_.id == round_id),
            before=before,
            snapshots={snapshot.round.id: snapshot for snapshot in snapshots},
            outlines=outlines,
            actions=actions.actions_of(scope, with_notes=Part.NOTES in parts) if Part.ACTIONS in parts else None,
            finished=actions.finished_of(scope) if Part.FINISHED in parts else None,
            ofsted=organisations.ofsted_choices(scope) if Part.OFSTED in parts else None,
            teams=organisations.teams_of(scope) if Part.TEAMS in parts else None,
            organisations=tuple(organisation for organisation in self.organisations if organisation.id in self.whole),
            together=self._together() if Part.GROUP in parts else None,
            sites=sites.sites_of(scope) if Part.SITES in parts else None,
            workshops=workshops.workshops_of(scope) if Part.WORKSHOPS in parts else None,
            edits=report_edits.edits_of(scope, round_id) if Part.EDITS in parts else None,
            imports=imports.batches_of(scope, round_id=round_id) if Part.IMPORTS in parts else None,
            open_at_close=_open_at_close(scope, round_id) if Part.OPEN_AT_CLOSE in parts else None,
            members=people.members_of(scope) if Part.PEOPLE in parts else None,
            invitations=people.invitations_of(scope) if Part.PEOPLE in parts else None,
            words=words_within(self.desk, scope, self.rounds) if Part.WORDS in parts else None,
            record=record_within(scope, asked) if Part.RECORD in parts else None,
            binned=_binned(scope) if Part.BIN in parts else None,
            away=self._away() if Part.BIN in parts else None,
            area=area.area_of(scope) if Part.AREA in parts else None,
            waiting=self._waiting() if Part.WAITING in parts else None,
            receipts=_receipts(scope) if Part.RECEIPTS in parts else None,
            authorities=neighbours.authorities_for(scope) if Part.AUTHORITIES in parts else None,
            shared=shared_within(scope) if Part.SHARED in parts and may(self.desk.person, May.SEE_SHARED) else None,
        )

    def _together(self) -> Together | None:
        """The group, None where the organisation is in none."""
        if self.desk.organisation.group_id is None:
            return None
        with self.scope.seeing_every():
            return groups.together(
                self.scope,
                [organisation.id for organisation in self.organisations if organisation.id in self.whole],
                self.desk.library.current,
            )

    def _waiting(self) -> int:
        """How many submissions wait for the visitor to accept them: none but at a local authority, where it is asked
        in one statement."""
        is_authority = self.desk.organisation.kind is OrganisationKind.LOCAL_AUTHORITY
        return (
            unaccepted.number_of_unaccepted(self.scope) if is_authority and may(self.desk.person, May.BRING_IN) else 0
        )

    def _away(self) -> tuple[Away, ...]:
        """The organisations in the bin that the visitor looks after."""
        with self.scope.seeing_every():
            away = organisation_bins.away_for(self.scope.session, self.desk.person.subject)
        return tuple(gone for gone in away if gone.may_manage)

    def _outlines(self, whole: Collection[Round]) -> dict[int, Outline]:
        """Every round that is not read whole, by its id."""
        others = [round_ for round_ in self.rounds if round_ not in whole]
        return {outline.round.id: outline for outline in outlines_within(self.desk, self.scope, others)}

    def _wanted(self, round_id: int, before: Round | None, parts: Collection[Part]) -> tuple[Round, ...]:
        """The rounds of which the parts show what was said."""
        if Part.EVERY_ROUND in parts:
            return self.rounds
        ids = {round_.id for round_ in self.rounds if Part.OPEN_ROUNDS in parts and round_.is_open}
        if Part.ROUND in parts:
            ids.add(round_id)
        if Part.PREVIOUS in parts and before is not None:
            ids.add(before.id)
        return tuple(round_ for round_ in self.rounds if round_.id in ids)

    def workshop(self, workshop_id: int) -> Workshop:
        """One workshop with its votes. Raises `NotFound`."""
        return workshops.get_workshop(self.scope, workshop_id)

    def newest_workshop(self) -> Workshop | None:
        """The newest workshop that runs, None where none does."""
        return workshops.newest_running(self.scope)


class NotSeen(Refused):
    """A link asks for an organisation that is not here, or that the visitor may not see: which, they are not told."""


class AllAway(Refused):
    """The organisation that is asked for is in the bin, or every one that the visitor belongs to; `away` are those that
    are there, the one that is meant first, and whether the visitor `has_others` to go to."""

    def __init__(self, away: tuple[Away, ...], *, has_others: bool) -> None:
        super().__init__(f"{away[0].organisation.name} is in the bin.", "An administrator can bring it back.")
        self.away, self.has_others = away, has_others


@contextmanager
def visiting(store: Store, library: Library, person: Person = SOMEONE, asked: str = "") -> Iterator[Visit | None]:
    """Begin to look at a page of the organisation `asked` for by its uid, else of the first that the visitor may see;
    None before the first run, when there is no organisation.

    Raises `NotLetIn` for somebody who signed in and does not belong anywhere, `AllAway`, `NotSeen`, `StorageError`.
    """
    with arriving(store) as session:
        every, whole, here, all_rounds = rounds.organisations_seen(session, person.subject, asked)
        if here is None:
            _check_away(organisation_bins.away_for(session, person.subject), asked, is_all=not every)
        if not every and not organisations.all_organisations(session):
            yield None
            return
        if not every:
            raise not_let_in(person)
        if here is None:
            raise NotSeen("This link leads to an organisation that you cannot see here.", "Ask whoever sent it to you.")
        scope = settle_on(session, here.id)
        person = as_now(scope, person)
        may_look = may(person, May.LOOK)
        if not may_look:
            check_may(person, May.SEE_SHARED)
        yield Visit(Desk(store, library, here, person), all_rounds if may_look else (), scope, every, whole)


def _check_away(away: tuple[Away, ...], asked: str, *, is_all: bool) -> None:
    """Raises `AllAway` where somebody comes to an organisation in the bin that is theirs, or has none but such."""
    meant = sorted(away, key=lambda gone: gone.organisation.uid != asked)
    if meant and (is_all or meant[0].organisation.uid == asked):
        raise AllAway(tuple(meant), has_others=not is_all)


def _open_at_close(scope: Scope, round_id: int) -> tuple[Finding, ...] | None:
    at_close = close_checks.of_round(scope, round_id)
    return None if at_close is None else at_close.findings
