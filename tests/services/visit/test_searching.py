"""What an organisation wrote is found in every round, at once after it was written, and by nobody else."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Round
from sendsat.guide.search.documents import Place
from sendsat.guide.search.search import Answer
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.plan import planning, removing
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import judging, rounds
from sendsat.services.viewing import rounds_of
from sendsat.services.visit.searching import KINDS, search
from sendsat.services.workshop import running, voting, workshops
from sendsat.services.workshop.workshops import Plan
from sendsat.storage.opening import open_store
from sendsat.storage.queries import organisations
from sendsat.storage.queries.records import texts
from tests.factories import A_DEED, STARTED, make_library


@pytest.fixture
def desk(any_database: str) -> Iterator[Desk]:
    library = make_library()
    with closing(open_store(any_database)) as store:
        organisation, _ = found_organisation(
            store, library, name="Hill College", kind=OrganisationKind.PROVIDER, round_name="Autumn 2025", now=STARTED
        )
        yield Desk(store, library, organisation, now=lambda: STARTED)


def write(desk: Desk, text: str, *, round_: Round, statement_id: str = "LM1", field: str = "commentary") -> None:
    """Write a text of the only team."""
    team = round_.teams[0].id
    judging.write(desk, round_id=round_.id, team_id=team, statement_id=statement_id, field=field, text=text, seen="")


def only_round(desk: Desk) -> Round:
    """The first round."""
    return rounds_of(desk)[0]


def found(answer: Answer, kind: str) -> list[str]:
    """The passages of one kind, best first."""
    return [hit.passage for group in answer.groups if group.kind == kind for hit in group.hits]


def test_commentary_is_found_the_moment_it_is_saved(desk: Desk) -> None:
    assert search(desk, "zebra").total == 0
    write(desk, "We saw a zebra.", round_=only_round(desk))
    assert found(search(desk, "zebra"), "commentary") == ["We saw a zebra."]


def test_a_slip_in_a_word_only_we_use_is_forgiven(desk: Desk) -> None:
    write(desk, "The Riverside hub opened.", round_=only_round(desk))
    answer = search(desk, "rivreside")
    assert answer.corrections == (("rivreside", "riverside"),)
    assert answer.total == 1


def test_evidence_typed_and_evidence_ticked_are_both_found(desk: Desk) -> None:
    round_ = only_round(desk)
    write(desk, "Minutes of the giraffe group", round_=round_, field="evidence")
    judging.tick_evidence(
        desk, round_id=round_.id, team_id=round_.teams[0].id, statement_id="LM2", prompt="Giraffe policy", seen=True
    )
    assert sorted(found(search(desk, "giraffe"), "evidence")) == ["Giraffe policy", "Minutes of the giraffe group"]


def test_an_action_is_found_by_its_text_its_notes_and_its_owner(desk: Desk) -> None:
    draft = Draft(text="Train the lions", owner="Okonkwo")
    action = planning.plan_action(desk, round_id=only_round(desk).id, team_id=None, statements=("LM1",), draft=draft)
    assert found(search(desk, "lions"), "action") == ["Train the lions"]
    assert search(desk, "okonkwo").total == 1
    planning.note_progress(desk, action_id=action.id, text="The tiger came too")
    assert "tiger" in found(search(desk, "tiger"), "action")[0]
    removing.remove_action(desk, action_id=action.id)
    assert search(desk, "lions").total == 0


def test_a_changed_text_is_found_by_its_new_words_only(desk: Desk) -> None:
    round_ = only_round(desk)
    write(desk, "A zebra.", round_=round_)
    assert search(desk, "zebra").total == 1
    team = round_.teams[0].id
    judging.write(
        desk, round_id=round_.id, team_id=team, statement_id="LM1", field="commentary", text="A hippo.", seen="A zebra."
    )
    assert (search(desk, "zebra").total, search(desk, "hippo").total) == (0, 1)


def test_earlier_rounds_are_searched_too_and_the_latest_comes_first(desk: Desk) -> None:
    first = only_round(desk)
    write(desk, "The zebra in autumn.", round_=first)
    later = replace(desk, now=lambda: STARTED + timedelta(days=90))
    second = rounds.start_round(later, name="Spring 2026")
    write(later, "The zebra in spring.", round_=second)
    assert found(search(later, "zebra"), "commentary") == ["The zebra in spring.", "The zebra in autumn."]


def test_a_text_opens_in_its_own_round_as_its_own_team(desk: Desk) -> None:
    round_ = only_round(desk)
    write(desk, "A zebra.", round_=round_, statement_id="LM3")
    (group,) = search(desk, "zebra").groups
    place = Place("leadership", "1.2", "LM3", str(round_.id), str(round_.teams[0].id))
    assert group.hits[0].document.place == place


def test_another_organisation_finds_none_of_it(desk: Desk) -> None:
    write(desk, "A zebra.", round_=only_round(desk))
    with desk.store.founding(A_DEED) as founding:
        other = organisations.add_organisation(
            founding, uid="other", name="Vale College", kind=OrganisationKind.PROVIDER, now=STARTED
        )
    theirs = replace(desk, organisation=other)
    assert search(theirs, "zebra").total == 0
    assert search(theirs, "LM1").total == 1
    assert search(desk, "zebra").total == 1


def test_the_guide_is_found_beside_what_was_written(desk: Desk) -> None:
    write(desk, "Work with the neighbours.", round_=only_round(desk))
    kinds = [group.kind for group in search(desk, "work with").groups]
    assert {"guidance", "commentary"} <= set(kinds)
    assert all(kind in KINDS for kind in kinds)


@pytest.mark.parametrize("text", ["<script>alert('zebra')</script>", "zebra " * 15_000, "مرحبا zebra 🎉"])
def test_odd_and_long_texts_are_found_as_they_are(desk: Desk, text: str) -> None:
    write(desk, text, round_=only_round(desk))
    (passage,) = found(search(desk, "zebra"), "commentary")
    assert "zebra" in passage
    assert len(passage) < 300


def asked(desk: Desk, verb: Callable[[], object]) -> list[tuple[str, Any]]:
    """The statements of SQL of a search after a verb, each with its parameters."""
    verb()
    told: list[tuple[str, Any]] = []

    def listen(_c: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            told.append((statement, parameters))

    event.listen(desk.store.engine, "before_cursor_execute", listen)
    try:
        search(desk, "zebra")
    finally:
        event.remove(desk.store.engine, "before_cursor_execute", listen)
    return told


def test_a_key_typed_asks_one_thing_and_so_does_one_after_ratings_and_votes(desk: Desk) -> None:
    round_ = only_round(desk)
    ids: dict[str, Any] = {"round_id": round_.id, "team_id": round_.teams[0].id}
    search(desk, "zebra")
    kept = workshops.prepare(desk, Plan(**ids, parts=("1.1",)))
    running.go_to(desk, workshop_id=kept.id, place=1)
    voted = {"workshop_id": kept.id, "item_id": kept.items[0].id}
    search(desk, "zebra")

    assert len(asked(desk, lambda: None)) == 1
    assert len(asked(desk, lambda: judging.rate(desk, **ids, statement_id="LM2", rating=Rating.RED))) == 1
    assert len(asked(desk, lambda: voting.open_vote(desk, **voted))) == 1
    assert len(asked(desk, lambda: write(desk, "A zebra.", round_=round_))) > 1
    assert search(desk, "zebra").total == 1


def test_renamed_rounds_and_brought_in_plans_are_found_under_their_new_names(desk: Desk) -> None:
    round_ = only_round(desk)
    write(desk, "A zebra.", round_=round_)
    search(desk, "zebra")
    rounds.rename_round(desk, round_id=round_.id, name="Harvest")
    (group,) = search(desk, "zebra").groups
    assert "Harvest" in group.hits[0].document.label
    assert group.hits[0].document.place.round == str(round_.id)


def test_whether_a_text_has_moved_is_asked_only_of_later_changes(desk: Desk) -> None:
    for number in range(40):
        planning.plan_action(desk, round_id=1, team_id=None, statements=("LM1",), draft=Draft(f"Zebra {number}"))
    if desk.store.engine.dialect.name == "sqlite":
        [(statement, parameters)] = asked(desk, lambda: search(desk, "zebra"))
        with desk.store.looking() as session:
            plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
        assert "ix_change_newest (organisation_id=? AND id>?)" in str(plan)
    with desk.store.reading(desk.organisation.id) as scope:
        latest, _ = texts.moved_since(scope, 0)
        assert texts.moved_since(scope, latest) == (latest, False)
        assert texts.moved_since(scope, latest - 1) == (latest, True)
