"""A team in the bin that is erased for good is gone everywhere, and a certificate says so.

On SQLite and on PostgreSQL.
"""

from datetime import timedelta
from typing import Any

import pytest

from sendsat.assessment.people.people import Role
from sendsat.assessment.records.bin import KEPT_FOR, What
from sendsat.errors import NotFound
from sendsat.services import viewing
from sendsat.services.importing import importing
from sendsat.services.organisation import people
from sendsat.services.records import binning
from sendsat.services.records.emptying import empty_bins
from sendsat.services.report import exporting
from sendsat.services.rounds import judging, teams
from sendsat.storage.tables.rounds import TeamRow
from tests.services.prepared import noted
from tests.services.prepared_rounds import TWO_TEAMS
from tests.services.records.test_binning import SECRET, everything
from tests.services.records.test_team_binning import NAME, in_bin, shown, where
from tests.services.records.test_team_binning import before as before
from tests.services.records.test_team_binning import team_id as team_id
from tests.services.test_every_verb import room as room
from tests.services.workshop.meeting import Room


def test_erased_for_good_no_table_holds_a_word_of_it_and_the_certificate_counts_what_went(
    room: Room, before: Any, team_id: int
) -> None:
    people.invite(room.desk, who="ann@elm.ac.uk", role=Role.CONTRIBUTOR, teams=(team_id,))
    binning.put_team_in_bin(room.desk, team_id=team_id)
    erased = binning.erase_team(room.desk, team_id=team_id)

    assert SECRET not in str(everything(room))
    assert NAME not in str(everything(room))
    assert SECRET not in str(noted(room.desk.store))
    assert not [one for one in noted(room.desk.store) if one.team_id == team_id]
    name, content = binning.certificate_file(room.desk, erased)
    text = content.decode()
    assert name.endswith(".md")
    for line in (
        f"Team: {NAME}", "- 1 answer to a statement\n", "- 2 actions\n", "- 2 votes kept one by one\n",
        "- 1 workshop\n", "- 1 edit of the report\n", "- 1 file brought in\n", "- 1 round that it took part in\n",
    ):  # fmt: skip
        assert line in text
    for now, then in zip(shown(room)[1:], before[1:], strict=True):
        assert now == then


def test_a_team_that_was_erased_leaves_its_number_to_no_other(room: Room, team_id: int) -> None:
    binning.put_team_in_bin(room.desk, team_id=team_id)
    binning.erase_team(room.desk, team_id=team_id)
    assert teams.add_team(room.desk, name=NAME, sections=TWO_TEAMS).id != team_id
    with room.desk.store.looking() as session:
        row = session.get(TeamRow, team_id)
        assert row is not None
        assert (row.name, row.binned_at, row.removed_at is None) == ("", None, False)
    with pytest.raises(NotFound):
        binning.take_team_out_of_bin(room.desk, team_id=team_id)


def test_what_a_file_brought_in_for_other_teams_can_still_be_taken_back(room: Room, team_id: int) -> None:
    other = room.workshop.team_id
    judging.write(room.desk, **where(room, other), statement_id="LM1", field="commentary", text="Ours", seen="")
    content = exporting.round_csv(room.desk, room.workshop.round_id)[1]
    changed = content.replace(b"Ours", b"Ours now").replace(SECRET.encode(), b"Theirs")
    preview = importing.preview_import(
        room.desk, round_id=room.workshop.round_id, team_id=None, content=changed, filename="both.csv"
    )
    batch = importing.apply_import(room.desk, preview)
    binning.put_team_in_bin(room.desk, team_id=team_id)
    binning.erase_team(room.desk, team_id=team_id)
    assert SECRET not in str(everything(room))
    importing.undo_import(room.desk, batch.id)
    assert viewing.snapshots(room.desk, room.workshop.round_id)[0].judgement(other, "LM1").commentary == "Ours"


def test_nothing_is_erased_that_is_not_in_the_bin(room: Room, team_id: int) -> None:
    stored = everything(room)
    with pytest.raises(NotFound):
        binning.erase_team(room.desk, team_id=team_id)
    assert everything(room) == stored


def test_after_thirty_days_it_is_erased_by_itself_and_not_a_day_sooner(room: Room, team_id: int) -> None:
    binning.put_team_in_bin(room.desk, team_id=team_id)
    now = room.desk.now()
    assert empty_bins(room.desk.store, now=now + KEPT_FOR - timedelta(hours=1)) == 0
    assert in_bin(room) == [(What.TEAM, NAME)]
    assert empty_bins(room.desk.store, now=now + KEPT_FOR + timedelta(hours=1)) == 1

    newest = noted(room.desk.store)[0]
    assert (newest.person, newest.field, newest.old) == ("sendsat", "team erased for good", NAME)
    assert in_bin(room) == []
    assert SECRET not in str(everything(room))
