"""A number on Home, or in a bar, opens the statements that it counts: as many as it says, and the right ones."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Status, Team
from sendsat.services import viewing
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import judging, rounds, teams
from tests.ui.visit import begin_elm, coming_to, desk

R, A, G = Rating.RED, Rating.AMBER, Rating.GREEN
COUNT = re.compile(r"\[(?::\w+\[)?(?P<label>[^\]\[]+?) (?P<number>\d+)\]?\]\((?P<address>/[^)]+)\)")


LINK = r'href="(?P<address>[^"]+)"[^>]*aria-label="(?P<label>[^"]+): '
SEGMENT = re.compile(LINK + r'\w[^":]*?(?P<number>\d+) of \d+ state')
TOLD = re.compile(LINK + r"(?P<number>\d+) ")


@pytest.fixture(autouse=True)
def elm(own_database: None) -> None:
    begin_elm("Spring", OrganisationKind.FE_COLLEGE)


def rate(statement_id: str, rating: Rating, *, team: Team | None = None) -> None:
    round_ = viewing.rounds_of(desk())[-1]
    team_id = (team or round_.teams[0]).id
    judging.rate(desk(), round_id=round_.id, team_id=team_id, statement_id=statement_id, rating=rating)


def opened(address: str) -> AppTest:
    split = urlsplit(address)
    page = coming_to(split.path.strip("/"), **dict(parse_qsl(split.query))).run()
    assert not page.exception
    return page


def counts(page: AppTest) -> list[tuple[str, int, str]]:
    """Every number of Home that leads on: its label, the number and the address."""
    found = [match for one in page.markdown for match in COUNT.finditer(one.value)]
    return [(match["label"], int(match["number"]), match["address"]) for match in found]


def tiles(page: AppTest) -> int:
    return sum(one.proto.body.count('class="tile ') for one in page.get("html"))


def rows(page: AppTest) -> int:
    return sum(one.proto.body.count('<div class="moved-row">') for one in page.get("html"))


def test_each_count_of_a_section_opens_as_many_statements_as_it_says() -> None:
    for statement_id, rating in (("LM1", G), ("LM2", R), ("SP1", A)):
        rate(statement_id, rating)
    found = [one for one in counts(opened("/")) if one[2].startswith("/results")]
    assert ("▲ Red", 1) in [(label, number) for label, number, _ in found]
    assert ("○ Not rated", 25) in [(label, number) for label, number, _ in found]
    for _, number, address in found:
        assert tiles(opened(address)) == number


def test_one_teams_counts_open_that_teams_ratings() -> None:
    tutors = teams.add_team(desk(), name="Tutors", sections=("leadership",))
    rate("LM1", G)
    rate("LM1", R, team=tutors)
    rate("LM2", R, team=tutors)
    page = opened("/?team=Tutors")
    reds = [(number, address) for label, number, address in counts(page) if label == "▲ Red"]
    assert [number for number, _ in reds] == [2]
    assert tiles(opened(reds[0][1])) == 2


def test_each_way_of_moving_opens_the_statements_that_moved_so() -> None:
    for statement_id, before in (("LM1", R), ("LM2", R), ("LM3", G), ("LM4", A)):
        rate(statement_id, before)
    rounds.start_round(desk(), name="Autumn")
    for statement_id, after in (("LM1", G), ("LM2", A), ("LM3", R), ("LM4", A)):
        rate(statement_id, after)
    found = [one for one in counts(opened("/")) if one[2].startswith("/progress")]
    assert [(label, number) for label, number, _ in found] == [
        ("↑ Improved", 2),
        ("↓ Slipped", 1),
        ("= Stayed the same", 1),
    ]
    for _, number, address in found:
        assert rows(opened(address)) == number


def test_progress_keeps_in_its_address_what_it_lists() -> None:
    rate("LM1", R)
    rate("LM2", G)
    rounds.start_round(desk(), name="Autumn")
    rate("LM1", G)
    rate("LM2", R)
    page = opened("/progress?moved=improved")
    assert page.session_state["movement"] == "improved"
    assert opened("/progress?moved=nonsense").query_params["moved"] == "slipped"


def segments(page: AppTest, pattern: re.Pattern[str] = SEGMENT) -> list[tuple[str, int, str]]:
    """Every part of a bar that leads on: of what it is, its number and its address."""
    bars = [one.proto.body for one in page.get("html") if 'class="looked-at"' in one.proto.body]
    found = [match for bar in bars for match in pattern.finditer(bar)]
    return [(match["label"], int(match["number"]), unescape(match["address"])) for match in found]


@pytest.mark.parametrize(("tab", "least"), [("Overview", 8), ("By section", 4), ("Where teams differ", 4)])
def test_each_part_of_a_bar_opens_as_many_statements_as_it_says_whatever_was_filtered_before(
    tab: str, least: int
) -> None:
    tutors = teams.add_team(desk(), name="Tutors & co", sections=("leadership",))
    for statement_id, rating in (("LM1", G), ("LM2", R), ("LM12", A), ("SP1", A), ("SP2", Rating.NOT_APPLICABLE)):
        rate(statement_id, rating)
    rate("LM2", G, team=tutors)
    page = opened(f"/results?tab={tab}&duty=The+guide+says+must&rated=Green&statement=LM1")
    found = segments(page)
    assert len(found) >= least
    for label, number, address in found:
        assert tiles(opened(f"/results{address}")) == number, label


def test_each_part_of_what_changed_opens_as_many_statements_as_it_says() -> None:
    for statement_id, before in (("LM1", R), ("LM2", R), ("SP3", G), ("LM4", A)):
        rate(statement_id, before)
    rounds.start_round(desk(), name="Autumn")
    for statement_id, after in (("LM1", G), ("LM2", A), ("SP3", R), ("LM4", A)):
        rate(statement_id, after)
    page = opened("/progress")
    moved = [one for one in segments(page) if "moved=" in one[2]]
    told = [one for one in segments(page, TOLD) if one[1] <= 40]
    assert [(label, number) for label, number, _ in moved] == [
        ("Leadership and management", 2),
        ("Study programmes", 1),
    ]
    assert ("Leadership and management", 1) in [(label, number) for label, number, _ in told]
    for label, number, address in (*moved, *told):
        assert rows(opened(f"/progress{address}")) == number, (label, address)


def test_a_bar_of_the_trend_opens_its_round_and_leads_nowhere_where_it_leaves_statements_out() -> None:
    rate("LM1", R)
    tutors = teams.add_team(desk(), name="Tutors", sections=("study-programmes",))
    leaders = viewing.rounds_of(desk())[-1].teams[0]
    rate("SP1", G, team=tutors)
    rounds.start_round(desk(), name="Autumn")
    rate("LM1", G)
    trend = [one for one in segments(opened("/progress")) if one[2].startswith("/results")]
    assert [one[1] for one in trend] == [1, 1, 89, 1, 90]
    for label, number, address in trend[:3]:
        assert tiles(opened(address)) == number, label

    first = viewing.rounds_of(desk())[0].id
    rounds.close_round(desk(), round_id=first)
    teams.retire_team(desk(), team_id=tutors.id)
    teams.change_team(desk(), team_id=leaders.id, name="Leaders", sections=("leadership",))
    addresses = [address for _, _, address in segments(opened("/progress")) if address.startswith("/results")]
    assert addresses
    assert not any(f"round={first}&" in address for address in addresses)


@pytest.mark.parametrize("way", ["Each section", "Each team"])
def test_a_bar_of_a_small_trend_opens_its_round_and_its_section_or_team(way: str) -> None:
    tutors = teams.add_team(desk(), name="Tutors & co", sections=("leadership",))
    rate("LM1", R)
    rate("SP1", A)
    rate("LM2", G, team=tutors)
    rounds.start_round(desk(), name="Autumn")
    rate("LM1", G)
    found = [one for one in segments(opened(f"/progress?trend={way}")) if one[2].startswith("/results")]
    first = {"Each section": "Leadership and management, Spring", "Each team": "Tutors &amp; co, Spring"}[way]
    assert [number for label, number, _ in found if label == first] == {
        "Each section": [1, 1, 25],
        "Each team": [1, 26],
    }[way]
    for label, number, address in found:
        if number < 30:
            assert tiles(opened(address)) == number, label


def test_the_trend_of_each_team_is_offered_where_all_of_several_are_looked_at() -> None:
    def ways(page: AppTest) -> list[str]:
        [found] = [one for one in page.get("button_group") if one.proto.label == "Ratings over the rounds"]
        return [option.content for option in found.proto.options]

    rounds.start_round(desk(), name="Autumn")
    assert ways(opened("/progress?trend=Each+team")) == ["All together", "Each section"]
    teams.add_team(desk(), name="Tutors", sections=("leadership",))
    assert ways(opened("/progress")) == ["All together", "Each section", "Each team"]
    assert ways(opened("/progress?whose=Tutors&trend=Each+team")) == ["All together", "Each section"]


def three_rounds() -> list[str]:
    """The ids of Spring, Autumn and Summer, as addresses have them."""
    for name in ("Autumn", "Summer"):
        rounds.start_round(desk(), name=name)
    return [str(one.id) for one in viewing.rounds_of(desk())]


def chosen(page: AppTest) -> tuple[str, str]:
    [first] = [box.value for box in page.selectbox if box.label == "From"]
    [second] = [box.value for box in page.selectbox if box.label == "To"]
    return first, second


def test_the_rounds_compared_stand_in_the_address_and_a_link_opens_them_also_after_a_rename() -> None:
    spring, autumn, summer = three_rounds()
    page = opened("/progress")
    assert (page.query_params["from"], page.query_params["to"]) == (autumn, summer)
    next(box for box in page.selectbox if box.label == "From").select("Spring").run()
    assert (page.query_params["from"], page.query_params["to"]) == (spring, summer)

    rounds.rename_round(desk(), round_id=int(spring), name="First of all")
    assert chosen(opened(f"/progress?from={spring}&to={autumn}")) == ("First of all", "Autumn")


def test_a_link_to_a_round_that_is_not_here_says_so_until_another_is_chosen() -> None:
    _, autumn, _ = three_rounds()
    page = opened(f"/progress?from=987654&to={autumn}")
    assert chosen(page) == ("Autumn", "Autumn")
    assert "The link names a round that is not here" in page.info[0].value
    page.run()
    assert page.info
    next(box for box in page.selectbox if box.label == "From").select("Spring").run()
    assert not page.info
    assert chosen(page) == ("Spring", "Autumn")


def test_going_back_in_the_browser_brings_back_the_rounds_compared_before() -> None:
    spring, autumn, summer = three_rounds()
    page = opened(f"/progress?from={spring}&to={autumn}")
    next(box for box in page.selectbox if box.label == "To").select("Summer").run()
    assert page.query_params["to"] == summer
    page.query_params["to"] = autumn
    page.run()
    assert chosen(page) == ("Spring", "Autumn")


def finished_part(page: AppTest) -> str:
    [found] = [one.proto.body for one in page.get("html") if 'class="finished"' in one.proto.body]
    return found


def test_actions_finished_between_two_rounds_lead_to_their_statements_and_to_the_plan() -> None:
    first, tutors = viewing.rounds_of(desk())[-1], teams.add_team(desk(), name="Tutors", sections=("leadership",))
    where = {"round_id": first.id, "team_id": tutors.id}
    for text, ids in (("Write <b>it</b> *down*", ("LM1", "LM2")), ("Buy a bus", ("LM3",))):
        planned = planning.plan_action(desk(), **where, statements=ids, draft=Draft(text, owner="Ann"))
        if "bus" not in text:
            planning.change_action(desk(), action=replace(planned, status=Status.DONE))
    rounds.start_round(desk(), name="Autumn")

    found = finished_part(opened("/progress"))
    assert "1 action was finished between the start of Spring and the start of Autumn: 1 done." in found
    assert "Write &lt;b&gt;it&lt;/b&gt; *down*" in found
    assert "bus" not in found
    links = dict.fromkeys(unescape(address) for address in re.findall(r'href="([^"]+)"', found))
    statement, other, plan = links
    assert [dict(parse_qsl(urlsplit(one).query))["at"] for one in (statement, other)] == ["LM1", "LM2"]
    assert any("1 of 2 actions shown." in str(one.value) for one in opened(plan).caption)

    assert "1 action of Tutors was finished" in finished_part(opened("/progress?whose=Tutors"))
    [other_team] = [team.name for team in first.teams if team.name != "Tutors"]
    none = finished_part(opened(f"/progress?whose={other_team}"))
    assert f"No action of {other_team} was finished between the start of Spring and the start of Autumn." in none
    assert "<details>" not in none


def test_a_finished_action_without_a_day_is_counted_apart() -> None:
    round_ = viewing.rounds_of(desk())[-1]
    where = {"round_id": round_.id, "team_id": None, "statements": ("LM1",)}
    planning.plan_action(desk(), **where, draft=Draft("Long ago", status=Status.DROPPED))
    rounds.start_round(desk(), name="Autumn")

    found = finished_part(opened("/progress"))
    assert "No action was finished between the start of Spring and the start of Autumn. " in found
    assert "Of 1 finished action nothing says when." in found
    assert "Long ago <small>Dropped, nothing says when." in found
