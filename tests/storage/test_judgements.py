"""What a team said is the same value, whether it is read alone or with hundreds of others."""

from dataclasses import fields

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Judgement, Round
from sendsat.services.desk import Desk
from sendsat.services.rounds import teams
from sendsat.services.work import May, writing
from sendsat.storage.queries.judgements import get_judging, judgements_of, save_judgement
from sendsat.storage.scope import Work


def said_of(round_id: int, team_id: int, statement_id: str) -> Judgement:
    """A judgement of which no two fields hold the same."""
    return Judgement(
        round_id=round_id,
        team_id=team_id,
        statement_id=statement_id,
        rating=Rating.AMBER,
        commentary="Two of four areas do this.",
        evidence="Minutes of May",
        seen_evidence=("A plan", "A list"),
        carried_forward=True,
        votes="2 amber, 1 green",
        minority_note="One said green.",
    )


def read_both_ways(work: Work, said: Judgement) -> tuple[Judgement, Judgement]:
    """The judgement as it is read for a click, and as it is read for a page."""
    wanted = {"round_id": said.round_id, "team_id": said.team_id, "statement_id": said.statement_id}
    _, alone = get_judging(work, **wanted)
    return alone, judgements_of(work, (said.round_id,))[said.round_id][said.team_id, said.statement_id]


def test_a_judgement_read_with_others_holds_in_each_field_what_was_kept(desk: Desk, first_round: Round) -> None:
    for name in ("Tutors", "Careers"):
        team = teams.add_team(desk, name=name, sections=("leadership",))
    with writing(desk, May.RATE, "rate") as work:
        work.note("rating", "", "amber")
        save_judgement(work, said_of(first_round.id, team.id, "LM2"), desk.now())
        kept = save_judgement(work, said_of(first_round.id, team.id, "LM1"), desk.now())
        alone, among_others = read_both_ways(work, kept)
    assert len({kept.round_id, kept.team_id, kept.id}) == 3
    for field in fields(Judgement):
        assert getattr(among_others, field.name) == getattr(alone, field.name) == getattr(kept, field.name), field.name
        assert type(getattr(among_others, field.name)) is type(getattr(kept, field.name)), field.name
