"""Files that an earlier version really made come in today: ratings, reasons, evidence and actions as they were."""

import csv
import io
from dataclasses import replace
from typing import Any

import pytest

from sendsat.assessment.rating import Rating
from sendsat.errors import Invalid
from sendsat.services import viewing
from sendsat.services.area import receiving
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.moving import moving
from sendsat.services.plan import importing as plan_importing
from sendsat.services.rounds import rounds
from sendsat.services.work import reading
from sendsat.storage.queries.area.area import area_of
from tests.earlier_versions.kept import Earlier, manifest, sample
from tests.earlier_versions.telling.plain import plain
from tests.earlier_versions.telling.story import say
from tests.often import everyday
from tests.services.filling import COMMENTARY, RATING, filled

MANIFEST = manifest()
SCHEMAS = list(MANIFEST)
WITH_ROUNDS = [schema for schema in SCHEMAS if "round.csv" in MANIFEST[schema]["files"]]
WITH_SUBMISSIONS = [schema for schema in SCHEMAS if "submission.json" in MANIFEST[schema]["files"]]
CARRIES_A_ROUND = "0024"
"""The first schema whose workbooks hold a hidden copy of their whole round."""
CARRIED_STANDS_APART = "0008"
"""The first schema whose workbooks name what was carried forward beside the rating, not as the rating."""
AUTUMN, SPRING, FIRST_TEAM = 1, 2, 1
FROM_DOCUMENT = ("rating", "commentary", "evidence", "minority_note", "carried_forward")

earlier_schemas = pytest.mark.parametrize("schema", everyday(SCHEMAS, only=sample(SCHEMAS)))
with_rounds = pytest.mark.parametrize("schema", everyday(WITH_ROUNDS, only=sample(WITH_ROUNDS)))
with_submissions = pytest.mark.parametrize("schema", everyday(WITH_SUBMISSIONS, only=sample(WITH_SUBMISSIONS)))

Said = dict[tuple[int, str], tuple[Any, ...]]


def said_then(earlier: Earlier, round_id: int, team_id: int | None = None, what: tuple[str, ...] = ()) -> Said:
    """Rating, reason and evidence (or what is asked for) of each statement of a round, as that version said."""
    return _said(earlier.college["judgements"], round_id, team_id, what or FROM_DOCUMENT[:3])


def said_now(desk: Desk, round_id: int, team_id: int | None = None, what: tuple[str, ...] = ()) -> Said:
    """The same, as today's services say."""
    return _said(say(desk)[0]["judgements"], round_id, team_id, what or FROM_DOCUMENT[:3])


def _said(judgements: list[dict[str, Any]], round_id: int, team_id: int | None, what: tuple[str, ...]) -> Said:
    every = {
        (one["team_id"], one["statement_id"]): tuple(one[field] for field in what)
        for one in judgements
        if one["round_id"] == round_id and team_id in (None, one["team_id"])
    }
    return {place: values for place, values in every.items() if any(values)}


def bring_in(desk: Desk, team_id: int | None, content: bytes, file: str) -> None:
    """Take all that a file says into the round here. Only the own Ofsted area differs from what is here."""
    seen = importing.preview_import(desk, AUTUMN, team_id, content, file)
    assert (seen.problems, seen.questions) == ((), ())
    assert [(one.statement_id, one.field) for one in seen.conflicts] == [("LM2", "ofsted")]
    importing.apply_import(desk, seen, {one.key: importing.Choice.THEIRS for one in seen.conflicts})
    assert viewing.ofsted_choices(desk) == {("LM2", "fes2025"): ("participation",)}


def plans(actions: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    fields = ("text", "owner", "due", "priority", "status", "statements")
    return [tuple(one[field] if field != "statements" else tuple(one[field]) for field in fields) for one in actions]


@with_rounds
@pytest.mark.parametrize("file", ["round.csv", "round.json"])
def test_a_round_comes_into_another_round_with_every_rating_and_reason(
    earlier: Earlier, elsewhere: Desk, file: str
) -> None:
    bring_in(elsewhere, None, earlier.file(file), file)

    expected = said_then(earlier, AUTUMN)
    if file == "round.csv":
        expected = {place: values for place, values in expected.items() if not place[1].startswith("SU")}
    assert len(expected) >= 10
    assert said_now(elsewhere, AUTUMN) == expected


@with_rounds
def test_a_workbook_comes_into_another_round_with_every_rating_and_reason(earlier: Earlier, elsewhere: Desk) -> None:
    bring_in(elsewhere, FIRST_TEAM, earlier.file("workbook.xlsx"), "workbook.xlsx")

    expected = said_then(earlier, SPRING, FIRST_TEAM)
    if earlier.schema >= CARRIED_STANDS_APART:
        carried = said_then(earlier, SPRING, FIRST_TEAM, ("carried_forward",))
        expected = {place: (None, *values[1:]) if place in carried else values for place, values in expected.items()}
    assert len(expected) >= 7
    assert said_now(elsewhere, AUTUMN) == {place: values for place, values in expected.items() if any(values)}


@with_rounds
def test_a_round_moves_in_whole(earlier: Earlier, elsewhere: Desk) -> None:
    arrival = moving.preview_move(elsewhere, earlier.file("round.json"), "round.json")
    batch = moving.move_in(elsewhere, arrival, name="As it was", teams=arrival.by_name)

    expected = said_then(earlier, AUTUMN, what=FROM_DOCUMENT)
    assert len(expected) >= 10
    assert said_now(elsewhere, batch.round_id, what=FROM_DOCUMENT) == expected
    here = {one.name: one for one in viewing.rounds_of(elsewhere)}["As it was"]
    then = earlier.college["rounds"][0]
    assert (plain(here.started_at), plain(here.closed_at)) == (then["started_at"], then["closed_at"])
    owners = {one["owner"] for one in earlier.college["actions"]}
    assert {one.owner for one in viewing.actions_of(elsewhere)} == owners
    assert [note for note in arrival.notes if "An older sendsat made this file" in note] or earlier.schema >= "0017"


@with_rounds
def test_a_workbook_moves_in_whole_where_it_carries_a_round_and_is_refused_where_it_does_not(
    earlier: Earlier, elsewhere: Desk
) -> None:
    content = earlier.file("workbook.xlsx")
    if earlier.schema < CARRIES_A_ROUND:
        with pytest.raises(Invalid, match="does not carry a whole round"):
            moving.preview_move(elsewhere, content, "workbook.xlsx")
        return

    arrival = moving.preview_move(elsewhere, content, "workbook.xlsx")
    batch = moving.move_in(elsewhere, arrival, name="As it was", teams=arrival.by_name)

    assert [note.split(",")[0] for note in arrival.notes] == ["2 actions were planned in an earlier round"]
    assert said_now(elsewhere, batch.round_id) == said_then(earlier, SPRING, FIRST_TEAM)


@with_rounds
def test_a_file_that_was_downloaded_before_the_upgrade_differs_in_nothing_after_it(
    earlier: Earlier, upgraded: Desk
) -> None:
    rounds.reopen_round(upgraded, round_id=AUTUMN)
    for file, round_id, team_id in (("round.csv", AUTUMN, None), ("workbook.xlsx", SPRING, FIRST_TEAM)):
        seen = importing.preview_import(upgraded, round_id, team_id, earlier.file(file), file)
        assert (seen.differing, seen.problems, seen.questions) == ((), (), ()), file


@with_rounds
def test_a_workbook_that_was_filled_in_over_the_upgrade_comes_back(earlier: Earlier, upgraded: Desk) -> None:
    before = said_now(upgraded, SPRING, FIRST_TEAM)
    typed = {("LM6", RATING): "Red", ("LM6", COMMENTARY): "Typed at home"}
    content = filled(earlier.file("workbook.xlsx"), typed)

    importing.apply_import(upgraded, importing.preview_import(upgraded, SPRING, FIRST_TEAM, content, "workbook.xlsx"))

    assert (FIRST_TEAM, "LM6") not in before
    after = said_now(upgraded, SPRING, FIRST_TEAM)
    assert after == before | {(FIRST_TEAM, "LM6"): (Rating.RED.value, "Typed at home", "")}


@earlier_schemas
@pytest.mark.parametrize("file", ["plan.csv", "plan.xlsx"])
def test_a_plan_comes_back_after_the_upgrade_and_its_actions_are_refused_elsewhere(
    earlier: Earlier, upgraded: Desk, elsewhere: Desk, file: str
) -> None:
    seen = plan_importing.preview_plan(upgraded, earlier.file(file), file)
    assert (seen.differing, seen.problems) == ((), ())
    assert len(seen.untouched) >= 2

    told = plan_importing.preview_plan(elsewhere, earlier.file(file), file)
    assert [one.text for one in told.problems] == [
        "The plan has no such action (any more): empty the cell to add it."
    ] * 2


@earlier_schemas
def test_a_plan_that_was_edited_over_the_upgrade_changes_what_was_edited(earlier: Earlier, upgraded: Desk) -> None:
    content = earlier.file("plan.csv").replace(b"Copperbeech", b"Whitebeam")
    seen = plan_importing.preview_plan(upgraded, content)

    plan_importing.import_plan(upgraded, seen=seen)

    texts = [one.text for one in viewing.actions_of(upgraded)]
    then = [one["text"] for one in earlier.college["actions"]]
    assert texts == [text.replace("Copperbeech", "Whitebeam") for text in then]


@earlier_schemas
def test_a_plan_without_its_numbers_comes_in_elsewhere_with_every_action(earlier: Earlier, elsewhere: Desk) -> None:
    lines = list(csv.DictReader(io.StringIO(earlier.file("plan.csv").decode("utf-8-sig"))))
    written = io.StringIO()
    writer = csv.DictWriter(written, list(lines[0]))
    writer.writeheader()
    writer.writerows({**line, "Action id": ""} for line in lines)

    seen = plan_importing.preview_plan(elsewhere, written.getvalue().encode())
    plan_importing.import_plan(elsewhere, seen=seen)

    as_exported = [
        {**one, "text": one["text"].replace("Oystercatcher", "Driftwood")} for one in earlier.college["actions"]
    ]
    assert plans([plain(one) for one in viewing.actions_of(elsewhere)]) == plans(as_exported)


@with_submissions
def test_what_was_shared_with_an_authority_is_taken_in(earlier: Earlier, upgraded: Desk) -> None:
    council = next(one for one in viewing.organisations_here(upgraded.store) if one.kind.value == "local_authority")
    hall = replace(upgraded, organisation=council)

    provider = receiving.accept(hall, data=earlier.file("submission.json"))

    assert provider.name == earlier.college["organisation"]["name"]
    with reading(hall) as scope:
        received = area_of(scope).received
    [counts] = [one for one in received if not one.gone_by]
    assert "Quillfeather" in str(counts)
    assert "Copperbeech" in str(counts)
    assert len(received) > 1
