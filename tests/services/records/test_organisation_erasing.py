"""An organisation in the bin is erased for good: not a row of it is left, and a certificate says what went.

On SQLite and on PostgreSQL.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, update
from sqlmodel import SQLModel

from sendsat.assessment.deeds import Deed, Way
from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.people.people import SOMEONE, Role, stranger
from sendsat.assessment.records.bin import KEPT_FOR
from sendsat.errors import NotFound, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation import grouping, people
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.records import binning
from sendsat.services.records import organisation_binning as whole
from sendsat.services.records.emptying import empty_bins
from sendsat.services.rounds import rounds
from sendsat.services.work import InBin
from sendsat.services.workshop import workshops
from sendsat.storage import guard
from sendsat.storage.queries.people.people import looks_after_all
from sendsat.storage.queries.records import organisation_bins
from sendsat.storage.tables.rounds import OrganisationRow
from tests.factories import STARTED
from tests.services.prepared import noted
from tests.services.records.test_binning import SECRET, everything
from tests.services.records.test_organisation_binning import beside, seen
from tests.services.records.test_organisation_binning import over as over
from tests.services.records.test_team_binning import before as before
from tests.services.records.test_team_binning import team_id as team_id
from tests.services.staffed import let_in
from tests.services.workshop.meeting import LIBRARY, Room
from tests.storage.owned_rows import SERVERS_OWN, rows_of
from tests.storage.test_guard import NOW, THEIRS, _their_row


@pytest.mark.parametrize("typed", ["", "El", "Elm College", "Ash"])
def test_it_is_erased_only_by_its_name(over: Desk, typed: str) -> None:
    whole.put_organisation_in_bin(over)
    with pytest.raises(Refused, match="not the name"):
        whole.erase_organisation(over, name=typed)
    whole.take_organisation_out_of_bin(over)
    assert viewing.rounds_of(over)


def test_erased_for_good_no_table_holds_a_word_of_it_and_the_certificate_counts_what_went(
    room: Room, team_id: int
) -> None:
    workshops.close(room.desk, workshop_id=room.workshop.id)
    other = beside(room.desk)
    with room.desk.store.looking() as session:
        kept = rows_of(session, other.organisation.id)
    whole.put_organisation_in_bin(room.desk)
    erased = whole.erase_organisation(room.desk, name=" elm ")

    assert SECRET not in str(everything(room))
    assert SECRET not in str(noted(room.desk.store))
    with room.desk.store.looking() as session:
        assert rows_of(session, other.organisation.id) == kept
    name, content = whole.organisation_certificate(erased)
    assert name.startswith("Elm")
    for line in (
        "Organisation: Elm\n",
        f"By: {SOMEONE.name}",
        "- 2 teams\n",
        "- 1 round\n",
        "changes in the history\n",
    ):
        assert line in content.decode()
    newest = noted(room.desk.store, of=room.desk.organisation.id)
    assert [(one.field, one.old, one.person) for one in newest] == [
        ("organisation erased for good", "Elm", SOMEONE.name)
    ]
    with pytest.raises(NotFound):
        whole.take_organisation_out_of_bin(room.desk)


def test_its_number_goes_to_no_other_and_an_old_tab_saves_nothing(over: Desk) -> None:
    whole.put_organisation_in_bin(over)
    whole.erase_organisation(over, name="Elm")
    oak, _ = found_organisation(
        over.store, LIBRARY, name="Oak", kind=OrganisationKind.FE_COLLEGE, round_name="Spring", now=STARTED
    )
    assert oak.id != over.organisation.id
    with pytest.raises(InBin):
        people.invite(over, who="a@elm.ac.uk", role=Role.LEAD)


def test_every_table_that_an_organisation_has_rows_in_is_emptied(room: Room) -> None:
    """A row in every table there is, made from the tables themselves: one that was forgotten stays, and is told."""
    store = room.desk.store
    with guard.of_every(store.engine).begin() as connection:
        for table in SQLModel.metadata.sorted_tables:
            connection.execute(insert(table).values(_their_row(table)))
        organisation = OrganisationRow.metadata.tables["organisation"]
        where = organisation.columns["id"] == THEIRS
        connection.execute(update(organisation).where(where).values(removed_at=NOW, binned_at=NOW))
    with store.looking() as session:
        full = rows_of(session, THEIRS)
    assert {name for name, found in full.items() if not found} == set()

    with store.writing(THEIRS, Deed("Kim", NOW, "erase", Way.PAGE)) as work:
        erased = whole.erase_organisation_within(work)

    with store.looking() as session:
        left = {name for name, found in rows_of(session, THEIRS).items() if found}
    assert left == {"organisation", "change"}, "the empty row, and the note that it was erased"
    assert set(erased.counts) - {"account", "organisation_group"} == set(full) - {"organisation"}
    assert organisation_bins.OF_NOBODY == SERVERS_OWN
    assert all(erased.counts[name] == 1 for name in full if name != "organisation")
    assert len(erased.lines) == len([count for count in erased.counts.values() if count]), "each has its words"


def test_accounts_go_that_no_other_organisation_has_and_its_group_with_its_last(over: Desk) -> None:
    ash = beside(over)
    grouping.start_group(over, name="North")
    let_in(over, Role.LEAD, mail="ann@elm.ac.uk")
    let_in(over, Role.LEAD, mail="both@elm.ac.uk")
    let_in(ash, Role.LEAD, mail="both@elm.ac.uk")
    whole.put_organisation_in_bin(over)
    counts = whole.erase_organisation(over, name="Elm").counts
    assert (counts["membership"], counts["account"], counts["organisation_group"]) == (2, 1, 1)
    both = stranger(subject="https://login.example|both@elm.ac.uk", mail="both@elm.ac.uk", name="Sam")
    assert [one.name for one in seen(ash, person=both).organisations] == ["Ash"]


def test_after_thirty_days_it_is_erased_by_itself_and_not_a_day_sooner(over: Desk) -> None:
    whole.put_organisation_in_bin(over)
    now = over.now()
    assert empty_bins(over.store, now=now + KEPT_FOR - timedelta(hours=1)) == 0
    assert empty_bins(over.store, now=now + KEPT_FOR + timedelta(hours=1)) == 1
    assert empty_bins(over.store, now=now + KEPT_FOR + timedelta(hours=2)) == 0

    (newest,) = noted(over.store, of=over.organisation.id)
    assert (newest.person, newest.field, newest.old) == ("sendsat", "organisation erased for good", "Elm")
    assert viewing.organisations_in_bin(over.store) == 0


def test_a_round_in_the_bin_goes_in_its_own_time_while_its_organisation_waits(over: Desk) -> None:
    new = rounds.start_round(over, name="By mistake")
    binning.put_in_bin(over, round_id=new.id)
    later = replace(over, now=lambda: over.now() + timedelta(days=20))
    whole.put_organisation_in_bin(later)
    assert empty_bins(over.store, now=over.now() + KEPT_FOR + timedelta(hours=1)) == 1
    whole.take_organisation_out_of_bin(later)
    assert [one.name for one in viewing.rounds_of(over)] == ["Autumn"]


def test_who_takes_away_whole_backups_looks_after_what_is_in_the_bin_too(over: Desk) -> None:
    ash = beside(over)
    sam = let_in(ash, Role.ADMINISTRATOR)
    whole.put_organisation_in_bin(over)
    with over.store.looking() as session:
        assert not looks_after_all(session, sam.person.subject)
    whole.erase_organisation(over, name="Elm")
    with over.store.looking() as session:
        assert looks_after_all(session, sam.person.subject)
