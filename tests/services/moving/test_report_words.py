"""What people wrote in the report of a round moves with it, and says that it came from elsewhere."""

import json

import pytest

from sendsat.assessment.report.picks import picked
from sendsat.assessment.report.report import ItemKind
from sendsat.errors import Invalid
from sendsat.services.desk import Desk
from sendsat.services.moving import moving
from sendsat.services.report import chapters, exporting, governors, reporting
from sendsat.services.work import reading
from sendsat.storage.queries import report_edits
from tests.services.moving.round_that_moves import arrive, leaving


def edit(desk: Desk, key: str, words: str) -> None:
    item = reporting.report(desk, 1).item(key)
    assert item is not None
    reporting.edit_item(desk, round_id=1, item=item, text=words, seen=item.text)


def test_edited_texts_and_picks_move_with_their_round(desk: Desk, elsewhere: Desk) -> None:
    leaving(desk)
    edit(desk, "summary:all", "We serve them well.")
    edit(desk, "improvement:LM1", "")
    built = reporting.report(desk, 1, team_id=2)
    [item] = [item for item in built.items if item.key == "strength:LM1@2"]
    reporting.edit_item(desk, round_id=1, item=item, text="Foundation does it well.", seen=item.text)
    governors.pick(desk, built=built, team_id=2, kind=ItemKind.STRENGTH, statement_ids=("LM1",), seen=())
    content = exporting.round_json(desk, 1)[1]

    arrival = moving.preview_move(elsewhere, content, "autumn.json")
    assert (3, "text of the report edited by hand") in [(number, one) for number, one, _ in arrival.coming]
    batch = moving.move_in(elsewhere, arrival, name=arrival.name, teams=arrival.by_name)

    here = reporting.report(elsewhere, batch.round_id)
    summary, emptied = here.item("summary:all"), here.item("improvement:LM1")
    assert summary is not None
    assert emptied is not None
    assert (summary.text, summary.moved) == ("We serve them well.", True)
    assert emptied.left_out
    [foundation] = [team for team in here.round.teams if team.name == "Foundation"]
    [own] = [item for item in reporting.report(elsewhere, batch.round_id, team_id=foundation.id).items if item.edit]
    assert (own.key, own.text) == (f"strength:LM1@{foundation.id}", "Foundation does it well.")
    with reading(elsewhere) as scope:
        edits = report_edits.edits_of(scope, batch.round_id)
    assert picked(edits, ItemKind.STRENGTH, foundation.id) == ("LM1",)

    reporting.edit_item(elsewhere, round_id=batch.round_id, item=summary, text=summary.text, seen=summary.text)
    held = reporting.report(elsewhere, batch.round_id).item("summary:all")
    assert held is not None
    assert (held.text, held.moved) == ("We serve them well.", False)


def test_a_text_of_a_statement_that_is_not_known_here_stays_behind_and_is_told(desk: Desk, elsewhere: Desk) -> None:
    document = json.loads(leaving(desk))
    document["report_texts"] = [{"team_id": None, "item": "strength:ZZ1", "text": "Words"}]
    arrival = moving.preview_move(elsewhere, json.dumps(document).encode(), "round.json")
    assert arrival.moved.texts == ()
    assert any("ZZ1" in note for note in arrival.notes)


@pytest.mark.parametrize(
    "item", ["chapter:1-text", "strength:", "ours:LM1", "strength:LM1@1", "pick:progress", "pick:strength"]
)
def test_a_text_for_nothing_that_a_report_holds_is_refused_in_words(desk: Desk, elsewhere: Desk, item: str) -> None:
    document = json.loads(leaving(desk))
    document["report_texts"] = [{"team_id": None, "item": item, "text": "LM1 LM1"}]
    with pytest.raises(Invalid, match="is of nothing that a report holds"):
        moving.preview_move(elsewhere, json.dumps(document).encode(), "round.json")


def test_own_chapters_move_with_their_round_stand_in_its_report_and_go_out_with_it(desk: Desk, elsewhere: Desk) -> None:
    leaving(desk)
    chapters.arrange(desk, round_id=1, team_id=None, numbers=("2", "1"), seen=())
    for key, words in (("2-title", "Plans"), ("2-text", "We open a base."), ("1-text", "We thank everybody.")):
        item = reporting.report(desk, 1).item(f"chapter:{key}")
        assert item is not None
        reporting.edit_item(desk, round_id=1, item=item, text=words, seen=item.text)
    content = exporting.round_json(desk, 1)[1]

    import_id = arrive(elsewhere, content)

    [batch] = moving.moved_rounds(elsewhere)
    told = [(one.heading, one.text.text) for one in reporting.report(elsewhere, batch.round_id).chapters]
    assert told == [("Plans", "We open a base."), ("Our chapter 2", "We thank everybody.")]
    moving.undo_move(elsewhere, import_id)
    with reading(elsewhere) as scope:
        assert report_edits.edits_of(scope, batch.round_id) == {}


def test_a_chapter_of_a_team_that_the_file_does_not_name_is_refused(desk: Desk, elsewhere: Desk) -> None:
    document = json.loads(leaving(desk))
    document["chapters"] = [{"team_id": 999, "title": "Ours", "text": "Words"}]
    with pytest.raises(Invalid, match="is of a team that the file does not name"):
        moving.preview_move(elsewhere, json.dumps(document).encode(), "round.json")
