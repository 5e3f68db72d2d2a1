"""The rooms of the halls that have any: how full they may be, and which may use which."""

from pathlib import Path

import pytest

from tests.layout import ROOT, arrows, between, floors, rooms

FULLEST = 13
MOST_ARROWS = {"assessment": 2, "exchange": 10, "services": 12, "ui": 20}
HALLS = ("assessment", "exchange", "guide", "reports", "services", "serving", "storage", "ui")
MAY_USE = {
    "ui/frame": set(),
    "ui/area": {"ui/frame"},
    "ui/workshop/agenda": {"ui/frame"},
    "ui/workshop/facilitator": {"ui/frame", "ui/workshop"},
    "ui/files": {"ui/frame"},
    "ui/guide": {"ui/frame"},
    "ui/sites/group": {"ui/frame", "ui/results", "ui/sites"},
    "ui/help": {"ui/frame", "ui/guide"},
    "ui/manage": {"ui/frame", "ui/files"},
    "ui/guide/one_statement": {"ui/frame", "ui/guide"},
    "ui/plan": {"ui/frame", "ui/files", "ui/guide", "ui/results"},
    "ui/plan/pack": {"ui/frame", "ui/plan"},
    "ui/results": {"ui/frame", "ui/guide"},
    "ui/sites": {"ui/frame", "ui/results"},
    "ui/start": {"ui/frame", "ui/guide"},
    "ui/workshop": {"ui/frame", "ui/workshop/agenda", "ui/guide"},
    "assessment/area": set(),
    "assessment/groups": set(),
    "assessment/imports": set(),
    "assessment/people": set(),
    "assessment/records": {"assessment/workshop"},
    "assessment/report": set(),
    "assessment/results": set(),
    "assessment/workshop": {"assessment/results"},
    "guide/checks": set(),
    "guide/search": set(),
    "guide/words": set(),
    "reports/charts": set(),
    "reports/report": set(),
    "services/area": set(),
    "services/demonstration": {"services/area", "services/organisation", "services/plan", "services/rounds"},
    "services/importing": {"services/plan", "services/rounds"},
    "services/moving": {"services/plan", "services/rounds"},
    "services/organisation": {"services/rounds"},
    "services/plan": set(),
    "services/records": {"services/workshop"},
    "services/report": set(),
    "services/rounds": set(),
    "services/visit": {"services/records"},
    "services/workshop": {"services/rounds"},
    "serving/first_load": set(),
    "serving/in_turn": set(),
    "serving/phones": set(),
    "serving/watch": set(),
    "storage/queries": {"storage/tables"},
    "storage/queries/area": {"storage/queries", "storage/tables"},
    "storage/queries/people": {"storage/tables"},
    "storage/queries/records": {"storage/queries", "storage/tables"},
    "storage/queries/workshop": {"storage/queries", "storage/tables"},
    "storage/tables": set(),
    "exchange/files": set(),
    "exchange/files/written": {"exchange/files"},
    "exchange/submission": set(),
    "exchange/area": {"exchange/files/written"},
    "exchange/report/pack": {"exchange/files", "exchange/files/written", "exchange/plan", "exchange/report"},
    "exchange/moving": {"exchange/round_out"},
    "exchange/plan": {"exchange/files", "exchange/files/written"},
    "exchange/records": {"exchange/files"},
    "exchange/report": {"exchange/files", "exchange/files/written", "exchange/plan"},
    "exchange/workshop": {"exchange/files", "exchange/files/written"},
    "exchange/round_out": {"exchange/files", "exchange/files/written"},
    "exchange/round_in": {"exchange/files", "exchange/round_out"},
}


def test_every_room_of_a_hall_is_named_here_and_no_other() -> None:
    assert {name for name in rooms() if name.partition("/")[0] in HALLS and "/" in name} == set(MAY_USE)


@pytest.mark.parametrize("name", MAY_USE)
def test_a_room_uses_only_the_rooms_it_may(name: str) -> None:
    hall = name.partition("/")[0]
    used = {other for room, other in arrows(hall) if room == name}
    assert used == MAY_USE[name], f"{name} uses {sorted(used)}"


@pytest.mark.parametrize("name", MAY_USE)
def test_a_room_says_in_its_first_words_what_it_is_for_and_what_it_may_use(name: str) -> None:
    said = (ROOT / "sendsat" / name / "__init__.py").read_text("utf-8")
    named = {other for other in MAY_USE[name] if f"`{other.rpartition('/')[2]}`" in said}
    assert named == MAY_USE[name]


@pytest.mark.parametrize("hall", MOST_ARROWS)
def test_few_arrows_lead_from_room_to_room_and_none_in_a_circle(hall: str) -> None:
    found = between(hall)
    assert len(found) <= MOST_ARROWS[hall]
    assert len(floors(found)) >= 2
    assert len(floors(arrows(hall))) >= 2


def test_no_room_is_fuller_than_anybody_can_see_at_once() -> None:
    crowded = {name: len(one.files) for name, one in rooms().items() if len(one.files) > FULLEST}
    assert crowded == {}


def test_a_room_within_a_room_counts_with_it() -> None:
    assert ("ui/sites/group", "ui/sites") in arrows("ui")
    assert {pair for pair in between("ui") if pair[0] == "ui/sites"} == {
        ("ui/sites", "ui/frame"),
        ("ui/sites", "ui/results"),
    }


def test_rooms_that_use_one_another_are_told() -> None:
    with pytest.raises(ValueError, match="a, b use one another"):
        floors({("a", "b"), ("b", "a")})


def test_nothing_lies_outside_of_the_rooms_but_what_stands_below_or_above_them() -> None:
    loose = {hall: {one.stem for one in Path(ROOT / "sendsat" / hall).glob("[!_]*.py")} for hall in MOST_ARROWS}
    assert loose == {
        "assessment": {
            *("counts", "deeds", "milestones", "organisations", "rating", "roll_up", "rules", "snapshot", "values"),
        },
        "exchange": {"formats", "recognising"},
        "services": {"desk", "following", "viewing", "work"},
        "ui": {"catalogue", "shell"},
    }
