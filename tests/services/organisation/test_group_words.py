"""What the best colleges of a group wrote is read for whoever may see them, and for nobody else."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sendsat.assessment.groups.learning import GroupLesson, lessons, to_read
from sendsat.assessment.groups.side_by_side import SideBySide
from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.people.people import Role, stranger
from sendsat.assessment.rating import Rating
from sendsat.services import viewing
from sendsat.services.desk import Desk
from sendsat.services.organisation import grouping, people
from sendsat.services.organisation.admitting import admit
from sendsat.services.organisation.founding import found_another
from sendsat.services.records import binning
from sendsat.services.rounds import judging, rounds, teams
from sendsat.services.visit.parts import Part
from sendsat.services.visit.visiting import visiting
from sendsat.storage.opening import open_store
from sendsat.ui.sites.group.colleges_html import best_html
from tests.conftest import found_desk
from tests.services.workshop.meeting import LIBRARY

R, A, G = Rating.RED, Rating.AMBER, Rating.GREEN
BOTH = ("leadership", "study-programmes")


@pytest.fixture
def elm(any_database: str) -> Iterator[Desk]:
    """A college that started a group; it is red on LM1, and says why."""
    with closing(open_store(any_database)) as store:
        desk = found_desk(store, LIBRARY, lambda: datetime.now(UTC))
        grouping.start_group(desk, name="The Trees")
        say(desk, R, "Nobody leads it.")
        yield desk


def say(desk: Desk, rating: Rating, why: str = "", evidence: str = "", statement_id: str = "LM1", team: int = 0) -> int:
    """A team of the newest round says this; gives its id."""
    round_ = viewing.rounds_of(desk)[-1]
    ids = {"round_id": round_.id, "team_id": round_.teams[team].id, "statement_id": statement_id}
    judging.rate(desk, **ids, rating=rating)
    for field, words in (("commentary", why), ("evidence", evidence)):
        if words:
            judging.write(desk, **ids, field=field, text=words, seen="")
    return ids["team_id"]


def joined(elm: Desk, name: str) -> Desk:
    """One more college of the group."""
    desk = replace(elm, organisation=found_another(elm, name=name, kind=OrganisationKind.PROVIDER, round_name="Autumn"))
    grouping.join_group(desk, code=together(elm).together.group.uid)
    return desk


def together(desk: Desk) -> SideBySide:
    with visiting(desk.store, desk.library, desk.person, desk.organisation.uid) as visit:
        assert visit is not None
        seen = visit.look(visit.rounds[-1].id, [Part.GROUP]).together
    assert seen is not None
    named = tuple((college.organisation.name, college) for college in seen.colleges)
    return SideBySide(seen, named, desk.library.current)


def learnt(desk: Desk) -> tuple[GroupLesson, ...]:
    group = together(desk)
    return lessons(group, grouping.words_of(desk, to_read(group)))


def told(desk: Desk) -> list[tuple[str, str, str, str]]:
    return [
        (one.across.statement_id, best.name, best.commentary, best.evidence)
        for one in learnt(desk)
        for best in one.best
    ]


def test_the_best_college_is_shown_with_what_it_wrote_and_no_other(elm: Desk) -> None:
    say(joined(elm, "Oak"), G, "A governor leads.", "Minutes of May")
    assert told(elm) == [("LM1", "Oak", "A governor leads.", "Minutes of May")]
    assert learnt(elm)[0].best[0].state is G


def test_several_that_stand_highest_all_show_what_each_of_their_teams_wrote(elm: Desk) -> None:
    oak, ash = joined(elm, "Oak"), joined(elm, "Ash")
    say(oak, G, "Oak's reason")
    say(ash, G, "Ash's reason", "List")
    teams.add_team(ash, name="Tutors", sections=BOTH)
    say(ash, G, "Tutors' reason", "Plans", team=1)
    assert told(elm) == [
        (
            "LM1",
            "Ash",
            "Whole organisation: Ash's reason\n\nTutors: Tutors' reason",
            "Whole organisation: List\n\nTutors: Plans",
        ),
        ("LM1", "Oak", "Oak's reason", ""),
    ]


def test_of_several_that_stand_highest_those_that_wrote_stand_first(elm: Desk) -> None:
    for name, why, evidence in (("Ash", "", ""), ("Beech", "", "Minutes"), ("Cedar", "", ""), ("Oak", "Ours", "")):
        say(joined(elm, name), G, why, evidence)
    [lesson] = learnt(elm)
    assert [best.name for best in lesson.best] == ["Beech", "Oak", "Ash", "Cedar"]
    assert "<b>Ask Beech or Oak or Ash or Cedar.</b>" in best_html([lesson], elm.library.current)


def test_only_the_words_of_the_best_are_asked_for(elm: Desk) -> None:
    oak = joined(elm, "Oak")
    say(oak, G, "Ours")
    say(oak, A, "Not the best", statement_id="LM2")
    say(elm, A, "Nor is this", statement_id="LM2")
    assert to_read(together(elm)) == {viewing.rounds_of(oak)[-1].id: ("LM1",)}


def test_words_of_a_team_in_the_bin_or_no_longer_asked_are_left_out(elm: Desk) -> None:
    oak = joined(elm, "Oak")
    say(oak, G, "First")
    for place, name in enumerate(("Binned", "Elsewhere"), 1):
        teams.add_team(oak, name=name, sections=BOTH)
        team_id = say(oak, G, name, team=place)
    teams.change_team(oak, team_id=team_id, name="Elsewhere", sections=("study-programmes",))
    binning.put_team_in_bin(oak, team_id=team_id - 1)
    assert told(elm) == [("LM1", "Oak", "First", "")]


def sam_in(*desks: Desk, as_a: Role = Role.READER) -> Desk:
    """Sam, who is let in at these, looking at the first."""
    sam = stranger(subject="sam", mail="sam@elm.ac.uk", name="Sam")
    for desk in desks:
        people.invite(desk, who=sam.mail, role=as_a)
    admit(desks[0].store, sam, first_administrator="", now=datetime.now(UTC))
    return replace(desks[0], person=sam)


def test_nothing_is_read_of_a_college_that_one_is_no_member_of_whatever_is_asked_for(elm: Desk) -> None:
    oak, ash = joined(elm, "Oak"), joined(elm, "Ash")
    for desk in (oak, ash):
        say(desk, G, f"Words of {desk.organisation.name}")
    sam = sam_in(elm, oak)
    wanted = to_read(together(elm))
    assert len(wanted) == 2
    [[judgement]] = grouping.words_of(sam, wanted).values()
    assert judgement.commentary == "Words of Oak"
    assert told(sam) == [("LM1", "Oak", "Words of Oak", "")]


def test_nothing_is_read_of_an_organisation_outside_of_the_group_nor_of_a_round_in_the_bin(elm: Desk) -> None:
    oak, alone = joined(elm, "Oak"), joined(elm, "Ash")
    for desk in (oak, alone):
        say(desk, G, "Words")
    wanted = to_read(together(elm))
    grouping.leave_group(alone)
    [(round_id, _)] = grouping.words_of(elm, wanted)
    assert round_id == viewing.rounds_of(oak)[-1].id
    assert grouping.words_of(alone, wanted) == {}
    rounds.start_round(oak, name="Spring")
    binning.put_in_bin(oak, round_id=round_id)
    assert grouping.words_of(elm, wanted) == {}


def test_nothing_to_learn_asks_for_nothing(elm: Desk) -> None:
    assert to_read(together(elm)) == {}
    assert grouping.words_of(elm, {}) == {}
