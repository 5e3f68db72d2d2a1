"""What belongs to another organisation is not there: not to be read, not to be changed, not even by its number."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC

import pytest

from sendsat.assessment.imports.imports import ImportBatch
from sendsat.assessment.rating import Rating
from sendsat.assessment.report.report import ItemKind
from sendsat.assessment.values import Action, Judgement, Round, Team
from sendsat.assessment.workshop.votes import Tally
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.errors import NotFound, Refused
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.plan import planning, removing
from sendsat.services.plan.exporting import plan_file
from sendsat.services.plan.planning import Draft
from sendsat.services.report import exporting, governors, reporting
from sendsat.services.rounds import judging, rounds, teams
from sendsat.services.visit import searching
from sendsat.services.work import May, writing
from sendsat.services.workshop import minutes, phones, running, voting, workshops
from sendsat.services.workshop.workshops import Plan
from sendsat.storage.queries import actions, imports, judgements, organisations
from sendsat.storage.queries import rounds as round_queries
from tests.services.snapshots import every_snapshot


@dataclass(frozen=True)
class Theirs:
    """What the other organisation has."""

    desk: Desk
    round: Round
    team: Team
    judgement: Judgement
    action: Action
    workshop: Workshop
    batch: ImportBatch

    def all(self) -> tuple[object, ...]:
        """Everything they can see."""
        return (
            viewing.rounds_of(self.desk),
            viewing.teams_of(self.desk),
            every_snapshot(self.desk),
            viewing.actions_of(self.desk),
            viewing.ofsted_choices(self.desk),
            viewing.statement_history(self.desk, "LM1"),
            workshops.get_workshop(self.desk, self.workshop.id),
            importing.imports_into(self.desk, self.round.id),
            reporting.report(self.desk, self.round.id),
        )


@pytest.fixture
def theirs(other_desk: Desk) -> Theirs:
    round_ = viewing.rounds_of(other_desk)[0]
    team = round_.teams[0]
    said = judging.rate(other_desk, round_id=round_.id, team_id=team.id, statement_id="LM1", rating=Rating.RED).after
    judging.choose_ofsted_areas(
        other_desk,
        round_id=round_.id,
        team_id=team.id,
        statement_id="LM1",
        framework_id="framework-2025",
        areas=("leadership",),
    )
    action = planning.plan_action(
        other_desk, round_id=round_.id, team_id=team.id, statements=("LM1",), draft=Draft("Secret")
    )
    workshop = workshops.prepare(other_desk, Plan(round_.id, team.id, parts=("1.1",)))
    running.go_to(other_desk, workshop_id=workshop.id, place=1)
    voting.open_vote(other_desk, workshop_id=workshop.id, item_id=workshop.items[0].id)
    with writing(other_desk, May.BRING_IN, "apply_import") as work:
        work.note("file brought in", "", "secret.csv")
        batch = imports.add_batch(
            work,
            round_id=round_.id,
            filename="secret.csv",
            at=other_desk.now(),
            person="Bob",
            items=(),
            changes=1,
        )
    return Theirs(other_desk, round_, team, said, action, workshop, batch)


def in_workshop(verb: Callable[..., object], *, item: bool = False, **more: object) -> Callable[..., object]:
    """A verb on their workshop, or on its first statement."""

    def tried(desk: Desk, theirs: Theirs, mine: Round) -> object:
        ids = {"item_id": theirs.workshop.items[0].id} if item else {}
        return verb(desk, workshop_id=theirs.workshop.id, **ids, **more)

    return tried


VERBS: dict[str, Callable[[Desk, Theirs, Round], object]] = {
    "look at their round": lambda desk, theirs, mine: viewing.snapshots(desk, theirs.round.id),
    "compare with their round": lambda desk, theirs, mine: viewing.comparison(
        desk, earlier_id=theirs.round.id, later_id=mine.id
    ),
    "rate in their round": lambda desk, theirs, mine: judging.rate(
        desk, round_id=theirs.round.id, team_id=theirs.team.id, statement_id="LM1", rating=Rating.GREEN
    ),
    "write in their round": lambda desk, theirs, mine: judging.write(
        desk,
        round_id=theirs.round.id,
        team_id=theirs.team.id,
        statement_id="LM1",
        field="commentary",
        text="x",
        seen="",
    ),
    "tick in their round": lambda desk, theirs, mine: judging.tick_evidence(
        desk, round_id=theirs.round.id, team_id=theirs.team.id, statement_id="LM1", prompt="x", seen=True
    ),
    "confirm in their round": lambda desk, theirs, mine: judging.confirm(
        desk, round_id=theirs.round.id, team_id=theirs.team.id, statement_id="LM1"
    ),
    "mark in their round": lambda desk, theirs, mine: judging.mark_rejudged(
        desk, round_id=theirs.round.id, team_id=theirs.team.id, statement_id="LM1", rejudged=True
    ),
    "undo a clearing in their round": lambda desk, theirs, mine: judging.put_back(
        desk, cleared=judging.Changed(theirs.judgement, replace(theirs.judgement, rating=None))
    ),
    "rename their round": lambda desk, theirs, mine: rounds.rename_round(desk, round_id=theirs.round.id, name="Ours"),
    "close their round": lambda desk, theirs, mine: rounds.close_round(desk, round_id=theirs.round.id),
    "reopen their round": lambda desk, theirs, mine: rounds.reopen_round(desk, round_id=theirs.round.id),
    "start from their round": lambda desk, theirs, mine: rounds.start_round(
        desk, name="Ours", carry_forward_from=theirs.round.id
    ),
    "change their team": lambda desk, theirs, mine: teams.change_team(
        desk, team_id=theirs.team.id, name="Ours", sections=("leadership",)
    ),
    "retire their team": lambda desk, theirs, mine: teams.retire_team(desk, team_id=theirs.team.id),
    "bring back their team": lambda desk, theirs, mine: teams.bring_back_team(desk, team_id=theirs.team.id),
    "plan in their round": lambda desk, theirs, mine: planning.plan_action(
        desk, round_id=theirs.round.id, team_id=None, statements=("LM1",), draft=Draft("x")
    ),
    "plan for their team": lambda desk, theirs, mine: planning.plan_action(
        desk, round_id=mine.id, team_id=theirs.team.id, statements=("LM1",), draft=Draft("x")
    ),
    "change their action": lambda desk, theirs, mine: planning.change_action(
        desk, action=replace(theirs.action, text="Ours")
    ),
    "note on their action": lambda desk, theirs, mine: planning.note_progress(
        desk, action_id=theirs.action.id, text="x"
    ),
    "remove their action": lambda desk, theirs, mine: removing.remove_action(desk, action_id=theirs.action.id),
    "take out their ratings": lambda desk, theirs, mine: exporting.export_round(
        desk, kind="json", round_id=theirs.round.id
    ),
    "take out ours for their team": lambda desk, theirs, mine: exporting.export_round(
        desk, kind="json", round_id=mine.id, team_id=theirs.team.id
    ),
    "take out their plan": lambda desk, theirs, mine: plan_file(desk, "csv", theirs.round.id),
    "read their report": lambda desk, theirs, mine: reporting.report(desk, theirs.round.id),
    "read ours for their team": lambda desk, theirs, mine: reporting.report(desk, mine.id, theirs.team.id),
    "edit their report": lambda desk, theirs, mine: reporting.edit_item(
        desk, round_id=theirs.round.id, item=reporting.report(theirs.desk, theirs.round.id).summary, text="x", seen=""
    ),
    "pick for their pack": lambda desk, theirs, mine: governors.pick(
        desk,
        built=reporting.report(theirs.desk, theirs.round.id),
        team_id=None,
        kind=ItemKind.STRENGTH,
        statement_ids=(),
        seen=(),
    ),
    "bring a file into their round": lambda desk, theirs, mine: importing.import_file(
        desk, exporting.export_round(desk, kind="csv", round_id=mine.id)[1], "ours.csv", round_id=theirs.round.id
    ),
    "take back their import": lambda desk, theirs, mine: importing.undo_import(desk, theirs.batch.id),
    "prepare in their round": lambda desk, theirs, mine: workshops.prepare(
        desk, Plan(theirs.round.id, theirs.team.id, parts=("1.1",))
    ),
    "look at their workshop": lambda desk, theirs, mine: workshops.get_workshop(desk, theirs.workshop.id),
    "glance at their workshop": lambda desk, theirs, mine: workshops.glance(desk, theirs.workshop.id),
    "read their minutes": in_workshop(minutes.minutes_of, zone=UTC),
    "say who is at theirs": in_workshop(workshops.say_who_is_here, people="X", seen=""),
    "say how many are at theirs": in_workshop(phones.say_how_many, people_here=3),
    "lock theirs": in_workshop(phones.set_locked, locked=True),
    "take all phones out of theirs": in_workshop(phones.remove_all_phones),
    "take a phone out of theirs": in_workshop(phones.remove_phone, device_id=1),
    "look at their phones": lambda desk, theirs, mine: phones.phones_of(desk, theirs.workshop.id),
    "move theirs on": in_workshop(running.go_to, place=1),
    "step theirs on": in_workshop(running.step, seen=0, by=1),
    "hide theirs": in_workshop(running.set_safe, safe=True),
    "park in theirs": in_workshop(running.park, item=True),
    "agree in theirs": in_workshop(running.agree, item=True, rating=Rating.GREEN),
    "take back in theirs": in_workshop(running.undo),
    "open a vote in theirs": in_workshop(voting.open_vote, item=True),
    "reveal in theirs": in_workshop(voting.reveal, item=True),
    "count hands in theirs": in_workshop(voting.count_hands, item=True, hands=Tally(red=1)),
    "key in a paper in theirs": in_workshop(voting.key_in_paper, number=1, marks="r"),
    "close theirs": in_workshop(workshops.close),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_another_organisation_cannot(
    verb: Callable[[Desk, Theirs, Round], object], desk: Desk, theirs: Theirs, first_round: Round
) -> None:
    before = theirs.all(), viewing.rounds_of(desk), viewing.actions_of(desk)

    with pytest.raises(NotFound):
        verb(desk, theirs, first_round)

    assert (theirs.all(), viewing.rounds_of(desk), viewing.actions_of(desk)) == before


def test_another_organisation_s_team_takes_no_part_in_our_round(desk: Desk, theirs: Theirs, first_round: Round) -> None:
    with pytest.raises(Refused, match="takes no part"):
        judging.rate(desk, round_id=first_round.id, team_id=theirs.team.id, statement_id="LM1", rating=Rating.RED)


def test_nothing_of_another_organisation_shows(desk: Desk, theirs: Theirs, first_round: Round) -> None:
    assert [one.name for one in viewing.rounds_of(desk)] == ["Autumn 2025"]
    assert [one.name for one in viewing.teams_of(desk)] == ["Whole organisation"]
    assert every_snapshot(desk)[0].counts().answered == 0
    assert viewing.actions_of(desk) == ()
    assert viewing.ofsted_choices(desk) == {}
    assert viewing.statement_history(desk, "LM1") == ()
    assert viewing.action_history(desk, theirs.action.id) == ()
    assert workshops.workshops_of(desk) == ()
    assert importing.imports_into(desk, theirs.round.id) == ()
    assert b"Secret" not in plan_file(desk, "csv", first_round.id, theirs.team.id)[1]
    assert b"Dale" not in exporting.export_round(desk, kind="json", round_id=first_round.id)[1]
    assert searching.search(desk, "Secret").total == 0


def test_their_judgement_is_not_overwritten_under_our_name(desk: Desk, theirs: Theirs) -> None:
    forged = replace(theirs.judgement, commentary="Forged")

    with pytest.raises(NotFound), writing(desk, May.RATE, "write") as work:
        judgements.save_judgement(work, forged, desk.now())
    assert viewing.snapshots(theirs.desk, theirs.round.id)[0].standings["LM1"].commentary == ""


def test_every_query_by_number_looks_at_whose_it_is(desk: Desk, theirs: Theirs) -> None:
    with writing(desk, May.RATE, "write") as work:
        for query in (
            lambda: round_queries.get_round(work, theirs.round.id),
            lambda: round_queries.rename_round(work, theirs.round.id, "Ours"),
            lambda: round_queries.set_closed(work, theirs.round.id, desk.now()),
            lambda: organisations.save_team(work, theirs.team),
            lambda: actions.get_action(work, theirs.action.id),
            lambda: actions.save_action(work, theirs.action, desk.now()),
            lambda: actions.delete_action(work, theirs.action.id),
            lambda: actions.add_note(work, theirs.action.id, text="x", at=desk.now(), person="x"),
            lambda: judgements.get_judging(work, round_id=theirs.round.id, team_id=theirs.team.id, statement_id="LM1"),
        ):
            with pytest.raises(NotFound):
                query()
        assert judgements.judgements_of(work, (theirs.round.id,)) == {theirs.round.id: {}}
