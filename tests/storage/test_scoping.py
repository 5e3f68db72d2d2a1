"""What belongs to another organisation is not there: not to be read, not to be changed, not even by its number."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Action, Judgement, Round, Team
from sendsat.errors import NotFound, Refused
from sendsat.services import judging, planning, rounds, teams, viewing
from sendsat.services.desk import Desk
from sendsat.services.planning import Draft
from sendsat.storage.queries import actions, judgements, organisations
from sendsat.storage.queries import rounds as round_queries


@dataclass(frozen=True)
class Theirs:
    """What the other organisation has."""

    desk: Desk
    round: Round
    team: Team
    judgement: Judgement
    action: Action

    def all(self) -> tuple[object, ...]:
        """Everything they can see."""
        return (
            viewing.rounds_of(self.desk),
            viewing.teams_of(self.desk),
            viewing.all_snapshots(self.desk),
            viewing.actions_of(self.desk),
            viewing.ofsted_choices(self.desk),
            viewing.statement_history(self.desk, "LM1"),
        )


@pytest.fixture
def theirs(other_desk: Desk) -> Theirs:
    round_ = viewing.rounds_of(other_desk)[0]
    team = round_.teams[0]
    said = judging.rate(other_desk, round_id=round_.id, team_id=team.id, statement_id="LM1", rating=Rating.RED)
    judging.choose_ofsted_areas(
        other_desk, edition_id="small", statement_id="LM1", framework_id="framework-2025", areas=("leadership",)
    )
    action = planning.plan_action(
        other_desk, round_id=round_.id, team_id=team.id, statements=("LM1",), draft=Draft("Secret")
    )
    return Theirs(other_desk, round_, team, said, action)


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
    "remove their action": lambda desk, theirs, mine: planning.remove_action(desk, action_id=theirs.action.id),
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
    assert viewing.all_snapshots(desk)[0].counts().answered == 0
    assert viewing.actions_of(desk) == ()
    assert viewing.ofsted_choices(desk) == {}
    assert viewing.statement_history(desk, "LM1") == ()
    assert viewing.action_history(desk, theirs.action.id) == ()


def test_their_judgement_is_not_overwritten_under_our_name(desk: Desk, theirs: Theirs) -> None:
    forged = replace(theirs.judgement, commentary="Forged")

    with pytest.raises(NotFound), desk.store.writing() as session:
        judgements.save_judgement(session, desk.organisation.id, forged, desk.now())
    assert viewing.snapshots(theirs.desk, theirs.round.id)[0].standings["LM1"].commentary == ""


def test_every_query_by_number_looks_at_whose_it_is(desk: Desk, theirs: Theirs) -> None:
    own = desk.organisation.id
    with desk.store.writing() as session:
        for query in (
            lambda: round_queries.get_round(session, own, theirs.round.id),
            lambda: round_queries.rename_round(session, own, theirs.round.id, "Ours"),
            lambda: round_queries.set_closed(session, own, theirs.round.id, desk.now()),
            lambda: organisations.save_team(session, own, theirs.team),
            lambda: actions.get_action(session, own, theirs.action.id),
            lambda: actions.save_action(session, own, theirs.action, desk.now()),
            lambda: actions.delete_action(session, own, theirs.action.id),
            lambda: actions.add_note(session, own, theirs.action.id, text="x", at=desk.now(), person="x"),
            lambda: judgements.get_judging(
                session, own, round_id=theirs.round.id, team_id=theirs.team.id, statement_id="LM1"
            ),
        ):
            with pytest.raises(NotFound):
                query()
        assert judgements.judgements_of(session, own, (theirs.round.id,)) == {theirs.round.id: {}}
