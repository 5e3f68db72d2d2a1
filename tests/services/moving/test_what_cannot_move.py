"""What of a round cannot move in from another sendsat: each is told, and a file that cannot be is refused in words."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook

from sendsat.errors import Invalid, NotFound
from sendsat.exchange.round_out.contents import RoundContents
from sendsat.exchange.round_out.workbook_out import round_workbook
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.moving import moving
from sendsat.services.report import exporting
from sendsat.services.rounds import judging, rounds
from tests.factories import STARTED
from tests.services.filling import downloaded
from tests.services.moving.round_that_moves import arrive, leaving


def test_own_ofsted_areas_that_differ_here_stay_and_that_is_told(desk: Desk, elsewhere: Desk) -> None:
    content = leaving(desk)
    place: dict[str, Any] = {"round_id": 1, "team_id": 1, "statement_id": "LM1", "framework_id": "framework-2025"}
    judging.choose_ofsted_areas(elsewhere, **place, areas=("leadership",))
    arrival = moving.preview_move(elsewhere, content, "autumn.json")
    assert "Own Ofsted areas of 1 statement differ here, and stay as they are." in arrival.notes
    arrive(elsewhere, content)
    assert set(viewing.ofsted_choices(elsewhere).values()) == {("leadership",)}


def test_an_action_of_an_earlier_round_is_told(desk: Desk, elsewhere: Desk) -> None:
    leaving(desk)
    later = rounds.start_round(desk, name="Spring 2026")
    arrival = moving.preview_move(elsewhere, exporting.round_json(desk, later.id)[1], "spring.json")
    assert [note for note in arrival.notes if "earlier round" in note] == [
        "1 action was planned in an earlier round, which is not in this file, so here this round counts as theirs."
    ]


def test_a_round_of_an_edition_that_is_not_here_says_so(desk: Desk, elsewhere: Desk) -> None:
    document = json.loads(leaving(desk)) | {"edition_id": "guide-1999"}
    with pytest.raises(NotFound, match="guide-1999"):
        moving.preview_move(elsewhere, json.dumps(document).encode(), "old.json")


def test_what_is_said_of_unknown_statements_and_supplements_is_told(desk: Desk, elsewhere: Desk) -> None:
    document = json.loads(leaving(desk))
    row = document["judgements"][0] | {"statement_id": "XX9", "rating": "Red"}
    document["supplements"] = [{"edition_id": "extra-2030", "title": "Extra", "publisher": "us", "judgements": [row]}]
    arrival = moving.preview_move(elsewhere, json.dumps(document).encode(), "new.json")
    assert arrival.notes[:2] == (
        "The supplement extra-2030 is not here, so what was said of it stays behind.",
        "These statements are not known here, so what was said of them stays behind: XX9.",
    )
    arrive(elsewhere, json.dumps(document).encode())


def test_into_a_round_that_is_here_a_file_says_what_it_leaves_alone(desk: Desk) -> None:
    preview = importing.preview_import(desk, 1, None, leaving(desk), "autumn.json")
    assert any("are left alone: “Move a round in” brings the whole round" in note for note in preview.notes)


def test_a_file_of_the_version_before_says_what_it_does_not_hold(desk: Desk, elsewhere: Desk) -> None:
    document = json.loads(leaving(desk)) | {"version": 2}
    del document["at_close"], document["set_aside"]["agreed"]
    arrival = moving.preview_move(elsewhere, json.dumps(document).encode(), "older.json")
    assert arrival.notes[0].startswith("An older sendsat made this file. It does not hold what leaders agreed where")


def test_a_workbook_without_a_round_or_with_a_changed_copy_is_refused_in_words(desk: Desk, elsewhere: Desk) -> None:
    content = downloaded(desk)
    book = load_workbook(io.BytesIO(content))
    copy = book.worksheets[-1]
    [part] = [row[1] for row in copy.iter_rows() if row[0].value == "round part 1"]
    part.value = str(part.value)[:-1]
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(Invalid, match="hidden copy in this workbook was changed"):
        moving.preview_move(elsewhere, stream.getvalue(), "a.xlsx")
    [snapshot] = viewing.snapshots(desk, 1)
    bare = round_workbook(RoundContents(desk.organisation, snapshot, STARTED), snapshot.teams[0])
    with pytest.raises(Invalid, match="does not carry a whole round"):
        moving.preview_move(elsewhere, bare, "a.xlsx")


@pytest.mark.parametrize("what", ["agreed", "ofsted_choices"])
def test_what_was_agreed_or_chosen_of_an_unknown_statement_is_told(desk: Desk, elsewhere: Desk, what: str) -> None:
    document = json.loads(leaving(desk))
    assert document[what]
    document[what] = [{**document[what][0], "statement_id": "ZZ1"}]
    arrival = moving.preview_move(elsewhere, json.dumps(document).encode(), "a.json")
    assert any("ZZ1" in note for note in arrival.notes)


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.update(started_at="0001-01-01T00:00:00+05:00"),
        lambda document: document["teams"].append(document["teams"][0]),
        lambda document: document["judgements"].append(document["judgements"][0]),
    ],
    ids=["a time before all times", "a team twice", "a judgement twice"],
)
def test_a_file_that_cannot_be_is_refused_in_words(
    desk: Desk, elsewhere: Desk, change: Callable[[dict[str, Any]], None]
) -> None:
    document = json.loads(leaving(desk))
    change(document)
    with pytest.raises(Invalid, match="in this file"):
        moving.preview_move(elsewhere, json.dumps(document).encode(), "a.json")
