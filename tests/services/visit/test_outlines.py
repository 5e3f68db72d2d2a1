"""Rounds of which only the ratings are read say of every team and statement what rounds read whole say."""

from contextlib import closing

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.rounds import judging, rounds, teams
from sendsat.services.viewing import outlines_within, rounds_of, snapshots_within
from sendsat.services.work import reading
from sendsat.storage.opening import open_store
from tests.factories import STARTED, make_library

RATINGS = (Rating.RED, Rating.GREEN, Rating.GREEN)


def test_ratings_read_alone_are_those_of_rounds_read_whole(any_database: str) -> None:
    library = make_library()
    with closing(open_store(any_database)) as store:
        organisation, first = found_organisation(
            store, library, name="Hill College", kind=OrganisationKind.PROVIDER, round_name="Autumn", now=STARTED
        )
        desk = Desk(store, library, organisation, now=lambda: STARTED)
        teams.add_team(desk, name="Tutors", sections=(library.current.sections[0].id,))
        leaders, tutors = rounds_of(desk)[0].teams
        said = [(leaders, one, rating) for one, rating in zip(library.current.statements, RATINGS, strict=False)]
        for team, statement_id, rating in (*said, (tutors, said[0][1], Rating.GREEN)):
            judging.rate(desk, round_id=first.id, team_id=team.id, statement_id=statement_id, rating=rating)
        rounds.start_round(desk, name="Spring", carry_forward_from=first.id)
        every = rounds_of(desk)
        with reading(desk) as scope:
            short, whole = outlines_within(desk, scope, every), snapshots_within(desk, scope, every)

    told = [{key: (one.rating, one.carried_forward) for key, one in snapshot.judgements.items()} for snapshot in whole]
    assert [dict(one.rated) for one in short] == told
    assert [len(one) for one in told] == [len(said) + 1] * 2


def test_rounds_come_with_their_teams_as_they_are_called_the_oldest_first(any_database: str) -> None:
    odd = ('"Quoted" \\ back', "Año ☂ 日本", "Tab\there", "[]", "null")
    library = make_library()
    section = library.current.sections[0].id
    with closing(open_store(any_database)) as store:
        organisation, _ = found_organisation(
            store, library, name="Hill College", kind=OrganisationKind.PROVIDER, round_name="Autumn", now=STARTED
        )
        desk = Desk(store, library, organisation, now=lambda: STARTED)
        kept = [teams.add_team(desk, name=name, sections=(section,)) for name in odd]
        rounds.start_round(desk, name="Spring")
        told = rounds_of(desk)

    assert [[team.id for team in one.teams] for one in told] == [[told[0].teams[0].id, *(one.id for one in kept)]] * 2
    assert [[team.name for team in one.teams[1:]] for one in told] == [[one.name for one in kept]] * 2
    assert {team.sections for one in told for team in one.teams[1:]} == {(section,)}
    assert {team.site for one in told for team in one.teams} == {None}
