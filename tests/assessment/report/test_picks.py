"""What may be picked for the front of a report, and where picks are kept."""

from datetime import UTC, datetime

import pytest

from sendsat.assessment.report.picks import check_picks, is_pick, pick_key, picked
from sendsat.assessment.report.report import ItemKind, ReportEdit
from sendsat.errors import Invalid

OFFERED = tuple(f"LM{number}" for number in range(1, 10))


def test_picks_keep_their_order_and_each_teams_stand_apart() -> None:
    key = pick_key(ItemKind.STRENGTH, 3)
    edits = {key: ReportEdit(key, "LM9 LM2", "", datetime(2026, 7, 1, tzinfo=UTC), "Ann")}
    assert picked(edits, ItemKind.STRENGTH, 3) == ("LM9", "LM2")
    assert picked(edits, ItemKind.STRENGTH, None) == ()
    assert picked(edits, ItemKind.IMPROVEMENT, 3) == ()
    assert is_pick(key)
    assert not is_pick("strength:LM9@3")


@pytest.mark.parametrize(
    ("kind", "wanted", "says"),
    [
        (ItemKind.STRENGTH, OFFERED[:6], "At most 5 can be picked"),
        (ItemKind.STRENGTH, ("LM1", "LM1"), "picked once"),
        (ItemKind.STRENGTH, ("SP1",), "SP1 is no strength of this report"),
        (ItemKind.IMPROVEMENT, ("SP1",), "SP1 is no priority of this report"),
        (ItemKind.SUMMARY, (), "Only strengths and priorities"),
    ],
)
def test_what_cannot_be_picked_is_said(kind: ItemKind, wanted: tuple[str, ...], says: str) -> None:
    with pytest.raises(Invalid, match=says):
        check_picks(kind, wanted, OFFERED)


def test_up_to_five_can_be_picked_in_any_order_and_none_too() -> None:
    assert check_picks(ItemKind.STRENGTH, OFFERED[4::-1], OFFERED) == OFFERED[4::-1]
    assert check_picks(ItemKind.STRENGTH, (), OFFERED) == ()
