"""Rounds that colleges of a group share by name: each with its own dates and state, and whom to ask."""

from dataclasses import replace
from datetime import timedelta

from sendsat.assessment.groups.common import (
    CommonRound,
    chase_common,
    common_rounds,
)
from sendsat.assessment.groups.completion import Done, done, done_by_site
from sendsat.assessment.groups.group import College
from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.values import Round, Site
from tests.assessment.groups.test_group import BOTH, EDITION, ONE, team
from tests.factories import STARTED, make_round

ELM, OAK, YEW = (
    Organisation(n, name, name, OrganisationKind.PROVIDER) for n, name in enumerate(("Elm", "Oak", "Yew"), 1)
)


def named(name: str, *, days: int = 0, number: int = 1, **how: object) -> Round:
    started = STARTED + timedelta(days=days)
    return replace(make_round(teams=(team(1, BOTH),)), id=number, name=name, started_at=started, **how)


def test_only_names_that_two_colleges_share_are_common_newest_first_whatever_their_capitals() -> None:
    every = [
        College(ELM, named("Autumn")),
        College(OAK, named("autumn")),
        College(ELM, named("Spring 2027", days=90)),
        College(OAK, named("SPRING 2027", days=99)),
        College(ELM, named("Our own", days=200)),
    ]
    spring, autumn = common_rounds([ELM, OAK, YEW], every)
    assert (autumn.name.casefold(), spring.name.casefold()) == ("autumn", "spring 2027")
    assert [(one.organisation.name, one.round is None) for one in spring.colleges] == [
        ("Elm", False),
        ("Oak", False),
        ("Yew", True),
    ]
    assert spring.begun == 2


def test_one_college_with_two_rounds_of_a_name_shares_it_with_nobody_and_the_newer_counts() -> None:
    twice = [College(ELM, named("Autumn")), College(ELM, named("Autumn", days=5, number=2))]
    assert common_rounds([ELM, OAK], twice) == ()
    [autumn] = common_rounds([ELM, OAK], [*twice, College(OAK, named("Autumn", number=3))])
    assert [one.round.id for one in autumn.colleges if one.round] == [2, 3]


def test_how_far_a_college_is_is_told_whole_and_site_by_site() -> None:
    teams = (
        replace(team(1, BOTH), site=Site(1, "North")),
        replace(team(2, ONE), site=Site(2, "South")),
        team(3, ONE),
    )
    elm = College(ELM, make_round(teams=teams), judged={(1, "leadership"): 3, (2, "study-programmes"): 2})
    sites = done_by_site(elm, EDITION)
    assert [name for name, _ in sites] == ["North", "South", "No site"]
    assert dict(sites)["South"] == Done(2, 2)
    whole = done(elm, EDITION)
    assert whole == Done(sum(one.rated for _, one in sites), sum(one.asked for _, one in sites))
    assert whole.rated == 5
    assert done(College(ELM, None), EDITION) == Done(0, 0)
    assert done_by_site(College(ELM, make_round(teams=(team(1, BOTH),))), EDITION) == ()


def test_what_is_done_and_what_the_chase_list_leaves_are_together_what_is_asked() -> None:
    teams = (team(1, BOTH), team(2, ONE), team(3, BOTH))
    judged = {(1, "leadership"): 2, (2, "study-programmes"): 1, (2, "leadership"): 3, (3, "study-programmes"): 2}
    elm = College(ELM, make_round(teams=teams), judged=judged)
    whole = done(elm, EDITION)
    assert whole == Done(5, 12), "what the second team says of a section that it is not asked does not count"
    assert whole.asked - whole.rated == sum(one.left for one in elm.left(EDITION))


def test_the_chase_list_asks_who_has_not_begun_and_who_is_not_done_and_nobody_else() -> None:
    closed = named("Autumn", closed_at=STARTED)
    other = named("Autumn", edition_id="another")
    rounds = {"Elm": named("Autumn"), "Oak": None, "Yew": closed, "Ash": other}
    chased = [(name, College(ELM, round_)) for name, round_ in rounds.items()]
    common = CommonRound("Autumn", tuple(college for _, college in chased))
    text = chase_common(chased, common, EDITION)
    assert text.splitlines()[0] == "Elm, Autumn"
    assert "- Team 1: 2 of 2 statements left in Study programmes" in text
    assert "Oak: Autumn has not been started yet." in text
    assert "Yew" not in text
    assert "Ash" not in text
