"""Words about a learner are removed wherever they stand, and from the bytes of the files; nothing else changes."""

import importlib
import json
import pkgutil
from pathlib import Path

import pytest
from sqlalchemy import JSON, String
from sqlmodel import SQLModel, select

from sendsat.assessment.rating import Rating
from sendsat.assessment.records.redaction import WHAT
from sendsat.assessment.values import Judgement, Round
from sendsat.errors import Invalid, NotFound, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.plan import planning
from sendsat.services.records import recording, redacting
from sendsat.services.report import exporting, reporting
from sendsat.services.rounds import judging, rounds, teams
from sendsat.services.visit import searching
from sendsat.services.workshop import workshops
from sendsat.storage import tables
from sendsat.storage.tables.rounds import ChangeRow
from tests.services.filling import COMMENTARY, HERE, filled

WORDS = "Jamie Okonkwo"
OURS = {
    *("organisation.uid", "organisation.name", "organisation.kind", "team.sections", "round.edition_id"),
    *("round.supplements", "participation.sections", "judgement.statement_id", "judgement.rating", "judgement.votes"),
    *("action.priority", "action.status", "action_statement.statement_id", "ofsted_choice.statement_id"),
    *("ofsted_choice.framework_id", "ofsted_choice.areas", "change.statement_id", "change.field", "change.verb"),
    *("change.way", "change.batch", "import_batch.kind", "report_edit.item_key", "report_edit.source_fingerprint"),
    *("workshop.code", "workshop_item.statement_id", "workshop_item.before", "workshop_decision.rating"),
    *("workshop.practice", "workshop_device.practice"),
    *("workshop_decision.old_rating", "workshop_decision.old_votes", "workshop_device.mark", "workshop_device.worth"),
    *("vote_round.hands", "vote_round.counts", "vote.value", "facilitator_key.token"),
    *("organisation_group.uid", "organisation_group.name", "site.merged", "team.placed"),
    *("round.words", "close_check.words"),
    *("round.roll_up", "agreed_rating.statement_id", "agreed_rating.rating", "agreed_rating.said"),
    *(
        "guess.address",
        "arrival.device",
        "arrival.place",
        "membership.role",
        "membership.teams",
        "invitation.role",
        "invitation.teams",
    ),
    *("signing_key.private", "receipt.uid", "receipt.kind", "receipt.authority_code", "receipt.checksum"),
    *(
        "provider.kind",
        "provider.uid",
        "provider.key",
        "received.uid",
        "received.rated",
        "received.ratings",
        "received.gone_by",
        "unaccepted.provider_uid",
        "unaccepted.key",
    ),
    *("person.subject", "person.mail", "person.name", "invitation.who"),
}
"""Columns of texts that hold nothing people typed but the organisation's own name, and the accounts of who signs in,
which are kept and ended under People, and erased as a whole with a person."""


@pytest.fixture
def written(desk: Desk, first_round: Round) -> Desk:
    """The words stand in a reason as it was typed, overwritten since, in a plan, a file, a workshop and a report."""
    content = exporting.round_workbook(desk, first_round.id)[1]
    seen = ""
    for text in ("We failed Jamie Oko", f"We failed {WORDS}", f"We failed {WORDS} twice. " + "Long. " * 2000, "Short"):
        judging.write(desk, **HERE, field="commentary", text=text, seen=seen)
        seen = text
    judging.write(desk, **HERE, field="evidence", text="Letter of jamie\nokonkwo, 3 May", seen="")
    judging.tick_evidence(desk, **HERE, prompt=f"Plan of {WORDS}", seen=True)
    action = planning.plan_action(
        desk, round_id=1, team_id=1, statements=("LM1",), draft=planning.Draft(f"Ring {WORDS}", owner="Jo")
    )
    planning.note_progress(desk, action_id=action.id, text=f"{WORDS} rang back")
    other = {**HERE, "statement_id": "LM2"}
    judging.rate(desk, **other, rating=Rating.RED)
    importing.import_file(
        desk,
        content=filled(content, {("SP1", COMMENTARY): f"Ask {WORDS}"}),
        filename=f"{WORDS}.xlsx",
        round_id=first_round.id,
    )
    workshops.prepare(desk, workshops.Plan(1, 1, ("1.1",), people=f"Ann, {WORDS}"))
    item = reporting.report(desk, 1).summary
    reporting.edit_item(desk, round_id=1, item=item, text=f"As {WORDS} shows", seen=item.text)
    return desk


def remove(desk: Desk, words: str = WORDS) -> None:
    redacting.remove_words(desk, words=words, seen=len(redacting.find_words(desk, words)))


def said(desk: Desk) -> Judgement:
    return viewing.snapshots(desk, 1)[0].judgement(1, "LM1")


def test_they_are_found_wherever_people_typed_them(written: Desk) -> None:
    found = {(place.table, place.column) for place in redacting.find_words(written, WORDS)}
    assert found == {
        *(("judgement", "commentary"), ("judgement", "evidence"), ("judgement", "seen_evidence")),
        *(("action", "text"), ("action_note", "text"), ("change", "old"), ("change", "new")),
        *(("import_batch", "filename"), ("import_batch", "items"), ("workshop", "people"), ("report_edit", "text")),
    }


def test_exactly_those_words_give_way_and_everything_around_them_stays(written: Desk) -> None:
    remove(written)

    gone = "[removed on 1 October 2025 by Ann]".replace("1 October 2025", f"{written.today.day} {written.today:%B %Y}")
    assert redacting.find_words(written, WORDS) == ()
    assert (said(written).commentary, said(written).evidence) == ("Short", f"Letter of {gone}, 3 May")
    assert said(written).seen_evidence == (f"Plan of {gone}",)
    [action] = viewing.actions_of(written)
    assert (action.text, action.notes[0].text, action.owner) == (f"Ring {gone}", f"{gone} rang back", "Jo")
    assert reporting.report(written, 1).summary.text == f"As {gone} shows"
    assert workshops.workshops_of(written)[0].people == ("Ann", gone)


def test_history_keeps_its_entries_but_neither_the_words_nor_how_they_were_begun(written: Desk) -> None:
    before = len(viewing.statement_history(written, "LM1"))
    remove(written)

    texts = [text for one in viewing.statement_history(written, "LM1") for text in (one.old, one.new)]
    assert len(viewing.statement_history(written, "LM1")) == before
    assert not [one for one in texts if "jamie" in one.casefold()]
    assert sum(one.startswith("We failed [removed on") for one in texts) >= 4


def test_nothing_of_them_is_left_in_the_files_of_the_database(written: Desk, database: Path) -> None:
    remove(written)

    for file in (database, Path(f"{database}-wal")):
        content = file.read_bytes() if file.exists() else b""
        assert b"jamie" not in content.lower()
    judging.rate(written, **HERE, rating=Rating.GREEN)
    assert said(written).rating is Rating.GREEN, "a file that sendsat itself made smaller is not called damaged"


def test_the_note_says_who_and_in_how_many_places_without_the_words(written: Desk) -> None:
    places = len(redacting.find_words(written, WORDS))
    remove(written)

    [note] = [one for one in _changes(written) if one.field == "words removed"]
    assert (note.person, note.old, note.new) == ("Ann", "", f"{places} places")


def _changes(desk: Desk) -> list[ChangeRow]:
    with desk.store.looking() as session:
        return list(session.exec(select(ChangeRow)))


def test_they_go_from_a_closed_round_and_search_forgets_them(written: Desk) -> None:
    assert searching.search(written, "Okonkwo").groups
    rounds.close_round(written, round_id=1)
    remove(written)

    assert redacting.find_words(written, WORDS) == ()
    assert not searching.search(written, "Okonkwo").groups


def test_an_import_can_still_be_undone(written: Desk) -> None:
    remove(written)
    [batch] = importing.imports_into(written, 1)
    importing.undo_import(written, batch.id)
    assert viewing.snapshots(written, 1)[0].judgement(1, "SP1").commentary == ""


def test_nothing_is_removed_that_nobody_looked_at(written: Desk) -> None:
    with pytest.raises(Refused, match="places now"):
        redacting.remove_words(written, words=WORDS, seen=1)
    with pytest.raises(NotFound):
        redacting.remove_words(written, words="Nobody Here", seen=0)
    with pytest.raises(Invalid, match="too short"):
        redacting.find_words(written, " a ")
    assert said(written).evidence == "Letter of jamie\nokonkwo, 3 May"


def test_part_of_a_word_is_no_hit(written: Desk) -> None:
    assert redacting.find_words(written, "Okon") == ()


def test_the_name_of_a_team_is_to_be_renamed_first(desk: Desk) -> None:
    teams.add_team(desk, name="Friends of Jamie", sections=("leadership",))
    with pytest.raises(Refused, match="name of a round, team or site"):
        remove(desk, "Jamie")


def test_every_column_that_holds_text_is_either_looked_through_or_known_to_hold_none_of_peoples_words() -> None:
    for module in pkgutil.walk_packages(tables.__path__, "sendsat.storage.tables."):
        importlib.import_module(module.name)
    texts = {
        f"{table.name}.{column.name}"
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        if isinstance(getattr(column.type, "impl", column.type), String | JSON)
    }
    assert texts == OURS | {f"{table}.{column}" for table, column in WHAT}


def test_a_person_is_erased_as_owner_as_writer_and_in_every_text(written: Desk) -> None:
    assert {place.column for place in redacting.find_person(written, "Ann")} >= {"person", "people"}
    redacting.erase_person(written, name="Jo", seen=len(redacting.find_person(written, "Jo")))
    assert viewing.actions_of(written)[0].owner == "a person who was removed"
    assert redacting.find_person(written, "Jo") == ()


def test_everything_about_a_person_can_be_taken_away_whole(written: Desk) -> None:
    judging.write(written, **{**HERE, "statement_id": "LM2"}, field="commentary", text="=Jo. " + "Long. " * 99, seen="")
    content = redacting.person_file(written, "json", "Jo")[1]

    places = {one["what"]: one["text"] for one in json.loads(content)["places"]}
    assert places["Who does an action"] == "Jo"
    assert places["Why at LM2"] == "=Jo. " + "Long. " * 99
    assert "'=Jo." in redacting.person_file(written, "csv", "Jo")[1].decode()
    assert "Jo" not in redacting.person_file(written, "csv", "Jo")[0]


def test_the_name_of_whoever_sat_here_is_no_person(desk: Desk) -> None:
    with pytest.raises(Refused, match="not the name of a person"):
        redacting.erase_person(desk, name="Someone at this computer", seen=1)


def test_the_record_tells_it(written: Desk) -> None:
    remove(written)
    assert recording.record_of(written, recording.Asked()).entries[0].verb == "remove_words"
